"""V67–V70: what the maker must have allowed before, and whether it did."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import Authorisation, AuthorisationState
from warrantydesk.domain.claim import PayBy, Treatment
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.authorised import (
    approvals,
    authorised_fen,
    is_authorised,
    requests,
)
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_FIELD = "codes.authorisation_no"


def allowed_where_needed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V67 (Untread18): type, part, operation or amount that needs it has an approval.

    ``labour``: codes of operations that need one (default none). ``amount`` (no): an amount
    above the self-authorisation limit is judged here as well as by V54.
    """
    profile, claim = facts.profile, facts.claim
    if profile is None:
        return
    kind = profile.types.get(claim.type)
    if kind is not None and kind.needs_prior_auth and not approvals(facts):
        yield Problem(
            _FIELD,
            N_("Claims of this type need an authorisation of the maker: ask for it, or note it."),
        )
    for index, line in enumerate(claim.part_lines):
        part = profile.parts.get(line.new_part_no)
        is_new = line.pay_by is PayBy.CLAIM and line.treatment is Treatment.REPLACE
        needs = part is not None and part.needs_prior_auth and is_new
        if needs and not is_authorised(facts, line.new_part_no):
            yield Problem(
                f"part_lines[{index}].new_part_no",
                N_("{part} needs an authorisation of the maker, and none covers it."),
                {"part": line.new_part_no},
            )
    yield from _labour(facts, params)
    yield from _amount(facts, params)


def _labour(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    codes = params.words("labour", ())
    for index, line in enumerate(facts.claim.labour_lines):
        if line.code and line.code in codes and not is_authorised(facts, labour=line.code):
            yield Problem(
                f"labour_lines[{index}].code",
                N_("Operation {code} needs an authorisation of the maker, and none covers it."),
                {"code": line.code},
            )


def _amount(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    limit = facts.profile.rate_fen("self_authorisation_limit") if facts.profile else None
    total = facts.totals.total_fen
    is_asked = params.switch("amount", False) and limit is not None and total > limit
    if is_asked and (authorised_fen(facts) or 0) < total:
        yield Problem(_FIELD, N_("This amount needs an authorisation of the maker."))


def given_for_this_car(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V68 (trade practice): an authorisation holds for the VIN it was given for."""
    vin = facts.claim.vehicle.vin
    for one in requests(facts):
        if one.vin and vin and one.vin != vin:
            yield Problem(
                _FIELD,
                N_("Authorisation {number} was given for another car ({vin})."),
                {"number": one.number or "—", "vin": one.vin},
            )


_STANDING = {
    AuthorisationState.ASKED: N_("The maker was asked for authorisation and has not answered yet."),
    AuthorisationState.RETURNED: N_("The request {number} came back: complete it and ask again."),
    AuthorisationState.REJECTED: N_("The maker refused authorisation {number}."),
}


def was_approved(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V69 (SGMW): the authorisation that the claim rests on was approved."""
    asked = list(requests(facts))
    if any(one.state is AuthorisationState.APPROVED for one in asked):
        return
    newest = max(asked, key=lambda one: one.id, default=None)
    number = facts.claim.codes.authorisation_no.strip()
    if newest is not None:
        yield Problem(_FIELD, _STANDING[newest.state], {"number": newest.number or number or "—"})
    elif number:
        yield Problem(
            _FIELD,
            N_("No approval with the number {number} is noted: note the maker's answer."),
            {"number": number},
        )


def still_holds(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V70 (Foton: 1 month): the repair ended while the authorisation still held."""
    done = facts.day(facts.claim.visit.finished_at) or facts.today
    approved = [one for one in requests(facts) if one.state is AuthorisationState.APPROVED]
    over = [one for one in approved if one.expires_on is not None and one.expires_on < done]
    if over and len(over) == len(approved):
        newest: Authorisation = max(over, key=lambda one: one.id)
        yield Problem(
            _FIELD,
            N_("Authorisation {number} expired on {day}, before the repair ended: ask again."),
            {"number": newest.number or "—", "day": newest.expires_on},
        )


AUTHORISATION_RULES = (
    Rule(
        "V67",
        allowed_where_needed,
        Severity.BLOCK,
        why=N_("Dear parts and special claims are paid only as agreed beforehand."),
        cost=N_("Refused without a look at the fault."),
        title=N_("What needs an authorisation has one"),
        passes=N_("An engine with the maker's approval PA-1 for it."),
        fails=N_("An engine without any approval."),
    ),
    Rule(
        "V68",
        given_for_this_car,
        Severity.BLOCK,
        why=N_("The maker compares VIN and authorisation."),
        cost=N_("The claim is refused as not authorised."),
        title=N_("The authorisation is for this car"),
        passes=N_("Approval and claim name the same VIN."),
        fails=N_("The number belongs to a request for another VIN."),
    ),
    Rule(
        "V69",
        was_approved,
        Severity.BLOCK,
        why=N_("A question that was asked is no permission."),
        cost=N_("The claim is refused as not authorised."),
        title=N_("The authorisation was approved"),
        passes=N_("The maker's answer “approved” is noted."),
        fails=N_("The request was sent back, and the claim is filed all the same."),
    ),
    Rule(
        "V70",
        still_holds,
        Severity.WARN,
        why=N_("Makers want the repair done soon after they allowed it."),
        cost=N_("An expired approval is worth nothing at many makers."),
        title=N_("The authorisation had not expired"),
        passes=N_("Approved until the 30th, finished on the 28th."),
        fails=N_("Approved until the 30th, finished on the 2nd."),
    ),
)
