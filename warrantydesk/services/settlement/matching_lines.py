"""From what was found of lines to what is written of them: groups of claims, parts, states."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.money import half_up_ratio
from warrantydesk.domain.settlement.matching import Judged, MatchClaim, MatchLine, judged
from warrantydesk.domain.settlement.matching_found import Found
from warrantydesk.domain.settlement.statement import Decision, How, LineOf, LineState

KEPT = (Decision.TAKEN, Decision.CHASED)
_NONE = Found()


@dataclass
class Sorted:
    """The lines of a statement by what a run of matching does with them."""

    free: list[MatchLine] = field(default_factory=list)
    """To be looked up."""
    held: list[MatchLine] = field(default_factory=list)
    """They have their claim by hand or by a decision; their amount is judged anew."""
    parts: dict[int, list[MatchLine]] = field(default_factory=dict)
    """Parts that a former run made, by the line they are of."""


def sorted_out(lines: Sequence[MatchLine]) -> Sorted:
    """Part the lines; what could not be read and what is not ours stays as it is."""
    found = Sorted()
    by_hand = {one.id for one in lines if one.state == LineState.SPLIT and one.how == How.HAND}
    for one in lines:
        unread = one.amount_fen is None or one.state == LineState.UNREAD
        if unread or one.decision == Decision.NOT_OURS or one.id in by_hand:
            continue
        if one.parent_id is not None and one.parent_id not in by_hand and one.how != How.HAND:
            found.parts.setdefault(one.parent_id, []).append(one)
        elif one.claim_id is not None and (one.how == How.HAND or one.decision in KEPT):
            found.held.append(one)
        else:
            found.free.append(one)
    return found


@dataclass
class Outcome:
    """What becomes of lines: their found claims, their states, parts to be made and dropped."""

    found: dict[int, Found] = field(default_factory=dict)
    states: dict[int, Judged] = field(default_factory=dict)
    new_parts: list[MatchLine] = field(default_factory=list)
    """Their ids are below 0 until they are written."""
    dropped: list[MatchLine] = field(default_factory=list)


def outcome_of(
    lines: Sorted,
    found: Mapping[int, Found],
    claims: Mapping[int, MatchClaim],
    tolerance_fen: int,
    paid_before: Mapping[int, Iterable[int]],
) -> Outcome:
    """Judge all lines by the claims they were found for."""
    outcome = Outcome(dict(found))
    groups: defaultdict[int, list[MatchLine]] = defaultdict(list)
    for one in lines.held:
        if one.claim_id is not None and one.kind == LineOf.CLAIM:
            groups[one.claim_id].append(one)
    for one in lines.free:
        of = found.get(one.id, _NONE)
        if of.claim_id is not None and one.kind == LineOf.CLAIM:
            groups[of.claim_id].append(one)
    for part in _parts(lines, found, outcome):
        if part.claim_id is not None:
            groups[part.claim_id].append(part)
    for number, some in groups.items():
        before = paid_before.get(number, ())
        outcome.states |= judged(some, claims[number], tolerance_fen, before)
    return outcome


def _parts(lines: Sorted, found: Mapping[int, Found], outcome: Outcome) -> Iterable[MatchLine]:
    """Return the parts of lines that stand for several claims: those there are, and new ones."""
    wanted = {one.id: one for one in lines.free if found.get(one.id, _NONE).parts}
    for number, old in lines.parts.items():
        parts = found[number].parts if number in wanted else ()
        if [(one.claim_id, one.amount_fen) for one in old] == list(parts):
            yield from old
            del wanted[number]
        else:
            outcome.dropped += old
    for parent in wanted.values():
        for part in parts_of(parent, found[parent.id].parts, -1 - len(outcome.new_parts)):
            outcome.new_parts.append(part)
            yield part


def parts_of(
    parent: MatchLine, parts: Iterable[tuple[int, int]], first: int, how: How = How.MAKER_NUMBER
) -> Iterable[MatchLine]:
    """Return the parts of a line, each for one claim, with ids from ``first`` downwards.

    The tax of the line is parted by running sums, so that it comes to the whole.
    """
    whole, tax = parent.amount_fen or 0, parent.tax_fen
    before = 0
    for number, (claim_id, fen) in enumerate(parts):
        part_tax = None
        if tax is not None:
            part_tax = _tax(tax, before + fen, whole) - _tax(tax, before, whole)
        before += fen
        yield parent._replace(
            id=first - number,
            claim_id=claim_id,
            amount_fen=fen,
            tax_fen=part_tax,
            parts_fen=None,
            labour_fen=None,
            other_fen=None,
            parent_id=parent.id,
            how=how,
        )


def _tax(tax_fen: int, up_to_fen: int, whole_fen: int) -> int:
    if up_to_fen == whole_fen or not whole_fen:
        return tax_fen if up_to_fen == whole_fen else 0
    sign = 1 if whole_fen > 0 else -1
    return half_up_ratio(tax_fen, sign * up_to_fen, abs(whole_fen))
