"""V57, V58: a refused repair filed anew, and a repair that did not last."""

from collections.abc import Iterator

from warrantydesk.domain.authorisation import AuthorisationState
from warrantydesk.domain.claim.claim import Claim, ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.history import PastClaim
from warrantydesk.domain.rules.common_repair import in_common, same_order
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_

_FAULTS = frozenset(
    {
        ClaimType.REPAIR,
        ClaimType.PART_REPLACEMENT,
        ClaimType.PRE_SALE,
        ClaimType.GOODWILL,
        ClaimType.OUTWARD,
        ClaimType.SPECIAL,
        ClaimType.URGENT_ORDER,
        ClaimType.SPARE_PART,
    }
)
"""Types that claim the repair of a fault; the others add to one, or are no repair."""


def refused_ones_are_appealed(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V57 (trade practice): a repair that the maker refused is not filed again as a new claim.

    Parameters: ``days`` (30: within so many days of the visit it is the same repair), ``km``
    (500: a linked repeat whose car drove so far since is a new failure). A claim that names the
    refused one as its original, under another type, is what the maker asked for.
    """
    claim = facts.claim
    for other in facts.past:
        if not other.refused or _refiled(claim, other) or not _same_fault(claim, other):
            continue
        if same_order(facts, other) or _same_repair(facts, other, params):
            yield Problem(
                "vehicle.vin",
                N_("The maker refused this repair as claim {other}: appeal that claim instead."),
                {"other": other.claim_number},
            )


def repeats_are_linked(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V58 (trade practice): a repair repeated within the window is linked to the earlier one.

    Parameters: ``repeat_days`` (else the brand's rate of that name, else 90), ``needs_approval``
    (beginnings of part numbers whose second repair needs a prior authorisation).
    """
    claim = facts.claim
    if claim.type not in _FAULTS:
        return
    days = params.number("repeat_days", _brand_days(facts))
    earlier = [other for other in facts.past if _repeated(facts, other, days)]
    if not earlier:
        return
    last = max(earlier, key=lambda other: (other.on or facts.arrived_on, other.id))
    if claim.repeat_of not in {other.id for other in earlier}:
        yield Problem(
            "repeat_of",
            N_("Claim {other} repaired the same on {day}: link this one to it."),
            {"other": last.claim_number, "day": last.on},
        )
        return
    heads = params.words("needs_approval", ())
    parts = {line.new_part_no for line in claim.part_lines if line.causal}
    guarded = sorted(number for number in parts if number and number.startswith(heads))
    if guarded and not any(
        one.state is AuthorisationState.APPROVED and one.claim_id == claim.id
        for one in facts.authorisations
    ):
        yield Problem(
            "codes.authorisation_no",
            N_("The second repair of {part} needs the maker's authorisation first."),
            {"part": guarded[0]},
        )


def _same_fault(claim: Claim, other: PastClaim) -> bool:
    fault = claim.codes.fault_code
    return bool(fault and fault == other.fault_code) or any(in_common(claim, other))


def _same_repair(facts: ClaimFacts, other: PastClaim, params: Params) -> bool:
    """Tell whether a claim of another visit is the refused repair once more."""
    if other.on is None:
        return False
    days = abs((facts.arrived_on - other.on).days)
    if days == 0:
        return True
    now, then = facts.total_km, other.total_km
    linked = facts.claim.repeat_of == other.id
    driven = abs(now - then) if now is not None and then is not None else 0
    if linked and driven >= params.number("km", 500):
        return False
    return days <= params.number("days", 30)


def _refiled(claim: Claim, other: PastClaim) -> bool:
    """Tell whether a claim is filed under another type in place of a refused one."""
    named = claim.codes.original_claim_no
    return bool(named) and named == other.claim_number and claim.type is not other.type


def _repeated(facts: ClaimFacts, other: PastClaim, days: int) -> bool:
    """Tell whether another claim repaired the same some days before this visit."""
    if other.on is None or other.type not in _FAULTS or other.state is State.NOT_COVERED:
        return False
    passed = (facts.arrived_on - other.on).days
    if same_order(facts, other) or not 0 < passed <= days or _refiled(facts.claim, other):
        return False
    return any(in_common(facts.claim, other))


def _brand_days(facts: ClaimFacts) -> int:
    days = facts.profile.rate_fen("repeat_days") if facts.profile else None
    return 90 if days is None else days


REPEAT_RULES = (
    Rule(
        "V57",
        refused_ones_are_appealed,
        Severity.BLOCK,
        why=N_("A refused repair that comes again as a new claim counts as a duplicate."),
        cost=N_("The claim is refused unread, and the time to appeal runs out meanwhile."),
        title=N_("Refused repair not filed anew"),
        passes=N_("The maker refused the pump a year ago; another pump has failed now."),
        fails=N_("The maker refused the pump last week; the same repair is claimed anew."),
    ),
    Rule(
        "V58",
        repeats_are_linked,
        Severity.WARN,
        why=N_("A repair that did not last is asked about, and counts for the law too."),
        cost=N_("The claim is returned; some makers refuse the second repair."),
        title=N_("Repeat repair linked to the first"),
        passes=N_("The pump was replaced 40 days ago, and this claim names that claim."),
        fails=N_("The pump was replaced 40 days ago, and this claim names no earlier one."),
    ),
)
