"""V55, V56, V59–V61: the same number, repair, label or serial claimed twice."""

from collections.abc import Iterator

from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.finding import Problem, Severity
from warrantydesk.domain.rules.common_repair import in_common, same_order
from warrantydesk.domain.rules.rule import Params, Rule
from warrantydesk.i18n import N_


def maker_number_is_its_own(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V55 (trade practice): no other claim carries the maker's number of this one."""
    number = facts.claim.codes.maker_claim_number
    for other in facts.namesakes if number else ():
        yield Problem(
            "codes.maker_claim_number",
            N_("Claim {other} has the maker's number {number} already."),
            {"other": other, "number": number},
        )


def line_is_claimed_once(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V56 (trade practice): one repair order claims a main operation or causal part once.

    Several claims of one visit for several faults are the ordinary case. What the maker refused
    is V57's.
    """
    claim = facts.claim
    for other in facts.past:
        if not same_order(facts, other) or other.refused:
            continue
        for path, what in in_common(claim, other):
            yield Problem(
                path,
                N_("Claim {other} of the same repair order claims {what} already."),
                {"other": other.claim_number, "what": what},
            )


def one_claim_a_day(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V59 (trade practice): a car does not come twice on one day.

    Several claims of one visit are the ordinary case; two visits of one day are not.
    """
    visit = facts.claim.visit
    if visit.arrived_at is None:
        return
    for other in facts.past:
        if other.on == facts.arrived_on and other.visit_id != visit.id:
            yield Problem(
                "visit.arrived_at",
                N_("Claim {other} has another visit of this car on the same day."),
                {"other": other.claim_number},
            )


def tags_are_used_once(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V60 (trade practice): the label of an old part belongs to one claim.

    A label that was scanned where the serial number of the removed part stands is one as well.
    """
    for piece in facts.pieces:
        for tag in dict.fromkeys((piece.tag, piece.maker_tag)):
            if tag and (other := facts.tags_elsewhere.get(tag)):
                yield Problem(
                    f"part_lines[{piece.line - 1}]",
                    N_("The old part label {tag} belongs to claim {other} already."),
                    {"tag": tag, "other": other},
                )
    for number, line in enumerate(facts.claim.part_lines):
        if line.leaves_pieces and (other := facts.tags_elsewhere.get(line.old_serial)):
            yield Problem(
                f"part_lines[{number}].old_serial",
                N_("The old part label {tag} belongs to claim {other} already."),
                {"tag": line.old_serial, "other": other},
            )


def serials_leave_once(facts: ClaimFacts, params: Params) -> Iterator[Problem]:
    """V61 (our own): a part with its serial number leaves a car once."""
    lines = facts.claim.part_lines
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(lines, 1):
        if not line.old_serial or not line.leaves_pieces:
            continue
        path = f"part_lines[{number - 1}].old_serial"
        key = (line.old_part_no, line.old_serial)
        if other := facts.serials_elsewhere.get(line.old_serial):
            yield Problem(
                path,
                N_("Serial {serial} was removed in claim {other} already."),
                {"serial": line.old_serial, "other": other},
            )
        elif key in seen:
            yield Problem(
                path,
                N_("Serial {serial} stands on line {n} already."),
                {"serial": line.old_serial, "n": seen[key]},
            )
        seen.setdefault(key, number)


_TWICE = N_("The maker pays a repair once.")
DUPLICATE_RULES = (
    Rule(
        "V55",
        maker_number_is_its_own,
        Severity.BLOCK,
        why=N_("The maker's answers and payments come by its number."),
        cost=N_("The answer is booked on the wrong claim."),
        title=N_("Maker's number used once"),
        passes=N_("The maker's number WC-1001 stands on this claim alone."),
        fails=N_("Two claims carry the maker's number WC-1001."),
    ),
    Rule(
        "V56",
        line_is_claimed_once,
        Severity.BLOCK,
        why=_TWICE,
        cost=N_("The second claim is refused as a duplicate."),
        title=N_("Repair claimed once"),
        passes=N_("One visit, two claims: the water pump, and the window regulator."),
        fails=N_("Two claims of one repair order for the same water pump."),
    ),
    Rule(
        "V59",
        one_claim_a_day,
        Severity.WARN,
        why=N_("Two visits of one car on one day look like one repair claimed twice."),
        cost=N_("Both claims are asked back."),
        title=N_("One visit of a car a day"),
        passes=N_("Two claims of one visit."),
        fails=N_("Two visits of one car on one day, each with its claim."),
    ),
    Rule(
        "V60",
        tags_are_used_once,
        Severity.BLOCK,
        why=N_("The maker finds the claim of an old part by its label."),
        cost=N_("The part is booked on the other claim, and this one is refused."),
        title=N_("Old part label used once"),
        passes=N_("Every label of the claim's old parts belongs to this claim alone."),
        fails=N_("The maker's label of an old part stands on another claim too."),
    ),
    Rule(
        "V61",
        serials_leave_once,
        Severity.WARN,
        why=N_("One part with one serial number cannot be removed twice."),
        cost=N_("The maker takes one of the two claims for invented."),
        title=N_("Serial number removed once"),
        passes=N_("Serial SN1001 was never removed before."),
        fails=N_("Serial SN1001 was removed in another claim in spring."),
    ),
)
