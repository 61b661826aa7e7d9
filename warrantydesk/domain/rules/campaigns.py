"""V64–V66: campaigns and recalls of the car."""

from collections.abc import Iterator

from warrantydesk.domain.campaign import CampaignCase, CampaignState
from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.domain.vin import has_shape
from warrantydesk.i18n import N_

_FIELD = "codes.campaign_no"


def _own(facts: ClaimFacts) -> CampaignCase | None:
    """Return the case that a campaign claim is for, None where it names no such car."""
    number = facts.claim.codes.campaign_no
    return next((case for case in facts.campaigns if case.campaign.code == number), None)


def not_done_already(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V64 (trade practice): a campaign is paid once for each car."""
    case = _own(facts) if facts.claim.type is ClaimType.CAMPAIGN else None
    if case is None or case.record is None or case.is_asked:
        return
    done = case.record
    if done.claim_id is not None and done.claim_id == facts.claim.id:
        return
    if done.state is CampaignState.DONE_ELSEWHERE:
        yield Problem(
            _FIELD,
            N_("Campaign {number} was done on this car by another workshop."),
            {"number": case.campaign.code},
        )
    else:
        yield Problem(
            _FIELD,
            N_("Campaign {number} was done on this car on {day}."),
            {"number": case.campaign.code, "day": done.done_on or facts.today},
        )


def names_this_car(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V65 (trade practice): the campaign is in force and names the VIN."""
    claim = facts.claim
    number = claim.codes.campaign_no
    if claim.type is not ClaimType.CAMPAIGN:
        return
    if not number:
        yield Problem(_FIELD, N_("The campaign number is missing."))
        return
    case = _own(facts)
    if case is None and number not in facts.campaign_numbers:
        yield Problem(_FIELD, N_("The maker has no campaign {number}."), {"number": number})
    elif case is None:
        if has_shape(claim.vehicle.vin):
            yield Problem(
                _FIELD, N_("Campaign {number} does not name this car."), {"number": number}
            )
    elif not case.campaign.in_force(facts.arrived_on):
        yield _not_in_force(facts, case)


def _not_in_force(facts: ClaimFacts, case: CampaignCase) -> Problem:
    campaign = case.campaign
    if campaign.valid_from is None:
        return Problem(
            _FIELD,
            N_("The maker's table has campaign {number} no more."),
            {"number": campaign.code},
        )
    if not campaign.has_begun(facts.arrived_on):
        return Problem(
            _FIELD,
            N_("Campaign {number} begins only on {day}."),
            {"number": campaign.code, "day": campaign.valid_from},
        )
    return Problem(
        _FIELD,
        N_("Campaign {number} ended on {day}."),
        {"number": campaign.code, "day": campaign.valid_to},
    )


def open_ones_are_addressed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V66 (trade practice: makers refuse all claims of such a car): do it, or say why not."""
    claim = facts.claim
    addressed = set(facts.campaigns_beside)
    if claim.type is ClaimType.CAMPAIGN:
        addressed.add(claim.codes.campaign_no)
    for case in facts.campaigns:
        if not case.is_due(facts.arrived_on) or case.campaign.code in addressed:
            continue
        values = {"number": case.campaign.code, "name": case.campaign.name}
        if case.state is CampaignState.OPEN:
            yield Problem(
                "vehicle.vin",
                N_(
                    "Campaign {number} is open on this car ({name}): do it at this visit, or "
                    "record that the customer refused or that it was done elsewhere."
                ),
                values,
            )
        elif _refused_before(facts, case):
            yield Problem(
                "vehicle.vin",
                N_("The customer refused campaign {number} ({name}) last time: ask again."),
                values,
                Severity.INFO,
            )


def _refused_before(facts: ClaimFacts, case: CampaignCase) -> bool:
    told = facts.day(case.record.recorded_at) if case.record else None
    return told is not None and told < facts.arrived_on


CAMPAIGN_RULES = (
    Rule(
        "V64",
        not_done_already,
        Severity.BLOCK,
        why=N_("The maker pays a campaign once for each car."),
        cost=N_("The claim is refused as a second one."),
        title=N_("Campaign not done before"),
        passes=N_("The campaign of the claim is still open on this car."),
        fails=N_("Another claim did the same campaign on this car in March."),
    ),
    Rule(
        "V65",
        names_this_car,
        Severity.BLOCK,
        why=N_("The maker compares campaign claims with its list of cars."),
        cost=N_("The portal refuses a campaign that is unknown, over, or for other cars."),
        title=N_("Campaign in force and for this car"),
        passes=N_("The list of the campaign names the VIN, and the campaign runs."),
        fails=N_("The campaign ended last month, or its list does not name the VIN."),
    ),
    Rule(
        "V66",
        open_ones_are_addressed,
        Severity.BLOCK,
        why=N_("A recall is about danger, and the maker wants every open one done."),
        cost=N_("Some makers refuse every claim of a car whose campaign stands open."),
        title=N_("Open campaigns of the car"),
        passes=N_("The open recall is done at the same visit."),
        fails=N_("A recall is open on the car, and nobody did it or wrote down why not."),
    ),
)
