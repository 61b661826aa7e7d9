"""What must happen together across nouns, pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from warrantydesk.domain.claim.answer import LineAmount, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import TERMINAL, OldPart, PartState
from warrantydesk.domain.settlement.statement import SettledLine

WITH_PIECES = frozenset({State.REPAIRING, State.TO_SUBMIT, State.RETURNED})
"""States in which part lines have their pieces."""
_VOIDABLE = frozenset({PartState.EXPECTED, PartState.RECEIVED, PartState.SHELVED})


def pieces_of(
    claim: Claim, existing: tuple[OldPart, ...], line_is_gone: str
) -> tuple[list[OldPart], list[OldPart]]:
    """Return the pieces to add and the changed ones, so that the pieces fit the part lines.

    One piece per unit of quantity of every line that leaves pieces; what is too many becomes
    VOID with the reason ``line_is_gone``; facts of the line are carried to pieces not yet gone.
    """
    known = {(piece.line, piece.piece): piece for piece in existing}
    added: list[OldPart] = []
    changed: list[OldPart] = []
    wanted: set[tuple[int, int]] = set()
    for number, line in enumerate(claim.part_lines, 1):
        if not line.leaves_pieces or not 1 <= line.quantity <= 999:
            continue
        for count in range(1, line.quantity + 1):
            wanted.add((number, count))
            fresh = OldPart(
                claim.id,
                number,
                count,
                part_no=line.old_part_no or line.new_part_no,
                part_name=line.new_part_name,
                supplier_code=line.old_supplier_code,
                serial=line.old_serial if line.quantity == 1 else "",
                causal=line.causal,
                return_required=line.return_required,
                hazard=line.hazard,
                amount_fen=line.unit_price_fen,
                causal_line=line.causal_line,
            )
            old = known.get((number, count))
            if old is None:
                added.append(fresh)
            elif (new := _carried(old, fresh)) != old:
                changed.append(new)
    for place, piece in known.items():
        if place not in wanted and piece.state in _VOIDABLE:
            changed.append(replace(piece, state=PartState.VOID, reason=line_is_gone))
    return added, changed


def _carried(old: OldPart, fresh: OldPart) -> OldPart:
    state = PartState.EXPECTED if old.state is PartState.VOID and not old.tag else old.state
    return replace(
        old,
        state=state,
        part_no=fresh.part_no,
        part_name=fresh.part_name,
        supplier_code=fresh.supplier_code,
        serial=fresh.serial or old.serial,
        causal=fresh.causal,
        return_required=fresh.return_required,
        hazard=fresh.hazard,
        amount_fen=fresh.amount_fen,
        causal_line=fresh.causal_line,
    )


def voided_with_claim(pieces: tuple[OldPart, ...], reason: str) -> list[OldPart]:
    """Return the pieces that become VOID with their claim."""
    return [
        replace(piece, state=PartState.VOID, reason=reason)
        for piece in pieces
        if piece.state in _VOIDABLE
    ]


def lines_paid(
    amounts: Sequence[LineAmount], settled: Sequence[SettledLine] | None, whole: bool
) -> frozenset[int]:
    """Return the part lines whose money came.

    Those are all that were approved where the claim is paid as a ``whole``; else those of which
    statements whose money came say that they pay all that was approved (``settled``).
    """
    approved = {one.line: one.approved_fen or 0 for one in amounts if one.kind is LineKind.PART}
    if whole:
        return frozenset(line for line, fen in approved.items() if fen > 0)
    paid: dict[int, int] = {}
    for one in settled or ():
        if one.kind is LineKind.PART:
            paid[one.line] = paid.get(one.line, 0) + one.amount_fen
    return frozenset(line for line, fen in approved.items() if 0 < fen <= paid.get(line, 0))


def pieces_paid(
    pieces: Sequence[OldPart], lines: frozenset[int], paid_on: date | None
) -> list[OldPart]:
    """Return the old parts that learn of a payment, or of its reversal.

    A day that was entered by hand stays. Where the line is not paid any more, only a day that
    came with a receipt is taken away, and only from pieces still here.
    """
    changed = []
    for piece in pieces:
        if piece.state is PartState.VOID:
            continue
        if piece.line in lines and piece.paid_on is None and paid_on is not None:
            changed.append(replace(piece, paid_on=paid_on, paid_by_receipt=True))
        if piece.line not in lines and piece.paid_by_receipt and piece.state not in TERMINAL:
            changed.append(replace(piece, paid_on=None, paid_by_receipt=False))
    return changed
