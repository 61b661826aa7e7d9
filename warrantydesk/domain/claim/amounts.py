"""What each line of a claim asks for, and what an answer leaves of it; integer fen, pure."""

from collections.abc import Sequence

from warrantydesk.domain.claim.answer import AnswerLine, LineAmount, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.lines import PayBy
from warrantydesk.domain.claim.totals import Rates
from warrantydesk.domain.money import percent
from warrantydesk.domain.text import line as one_line

Key = tuple[LineKind, int]
_BASE = {LineKind.HANDLING: LineKind.PART, LineKind.MATERIALS: LineKind.LABOUR}
"""Surcharges follow the lines that they are a percentage of."""


def claimed_lines(claim: Claim, rates: Rates) -> tuple[LineAmount, ...]:
    """Return every line that the payer is asked for, its surcharges as lines of their own."""
    found = [
        LineAmount(
            LineKind.PART,
            number,
            part.new_part_no or part.old_part_no,
            part.new_part_name,
            part.product_fen,
        )
        for number, part in enumerate(claim.part_lines, 1)
        if part.pay_by is PayBy.CLAIM
    ]
    found += _surcharge(LineKind.HANDLING, found, percent(_sum(found), rates.handling))
    labour = [
        LineAmount(LineKind.LABOUR, number, one.code, one.name, one.product_fen)
        for number, one in enumerate(claim.labour_lines, 1)
        if one.pay_by is PayBy.CLAIM
    ]
    labour += _surcharge(LineKind.MATERIALS, labour, percent(_sum(labour), rates.materials))
    other = [
        LineAmount(LineKind.OTHER, number, one.code, one_line(one.text), one.amount_fen)
        for number, one in enumerate(claim.other_lines, 1)
        if one.pay_by is PayBy.CLAIM
    ]
    return (*found, *labour, *other)


def _sum(lines: Sequence[LineAmount]) -> int:
    return sum(one.claimed_fen for one in lines)


def _surcharge(kind: LineKind, base: Sequence[LineAmount], fen: int) -> list[LineAmount]:
    return [LineAmount(kind, 0, "", "", fen)] if base and fen else []


def completed(
    claimed: Sequence[LineAmount], said: Sequence[AnswerLine], rates: Rates
) -> tuple[AnswerLine, ...]:
    """Return an answer with a word on every line.

    A line of which it says nothing is approved as claimed; a surcharge follows what is left of
    the lines it belongs to, for the reason that they were cut.
    """
    spoken = {(one.kind, one.line): one for one in said}
    left: dict[LineKind, int] = {}
    why: dict[LineKind, AnswerLine] = {}
    whole: list[AnswerLine] = []
    for one in claimed:
        told = spoken.get((one.kind, one.line))
        if told is not None and told.approved_fen is not None:
            given = told.approved_fen
        elif one.kind in _BASE:
            rate = rates.handling if one.kind is LineKind.HANDLING else rates.materials
            given = min(percent(left.get(_BASE[one.kind], 0), rate), one.claimed_fen)
        else:
            given = one.claimed_fen
        if told is None and given < one.claimed_fen:
            told = why.get(_BASE.get(one.kind, one.kind))
        if told is not None and given < one.claimed_fen:
            why.setdefault(one.kind, told)
        left[one.kind] = left.get(one.kind, 0) + given
        whole.append(
            AnswerLine(
                one.kind,
                one.line,
                given,
                told.reason_code if told else "",
                told.reason_text if told else "",
                one.claimed_fen,
            )
        )
    return tuple(whole)
