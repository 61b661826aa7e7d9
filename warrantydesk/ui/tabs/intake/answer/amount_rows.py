"""The table of the answer: a line each, claimed, approved, paid, and why something is short."""

from collections.abc import Mapping
from dataclasses import dataclass

from warrantydesk.domain.claim.answer import LineAmount
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.answer.words import line_title, reason_words

Reasons = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class AmountRow:
    """A line of the claim as the table shows it; ``number`` counts all lines from 1."""

    number: int
    amount: LineAmount
    why: str = ""
    then: str = ""
    mark: Mark | None = None
    tone: Tone = Tone.NEUTRAL


def rows_of(
    amounts: tuple[LineAmount, ...], reasons: Reasons, appealed: set[tuple[str, int]], open_: bool
) -> list[AmountRow]:
    """Return the rows; ``appealed`` lines are asked for again, ``open_`` says others may be."""
    return [
        _row(number, one, reasons, (str(one.kind), one.line) in appealed, open_)
        for number, one in enumerate(amounts, 1)
    ]


def _row(number: int, one: LineAmount, reasons: Reasons, appealed: bool, open_: bool) -> AmountRow:
    if one.approved_fen is None:
        return AmountRow(number, one, reason_words(reasons, one.reason_code, one.reason_text))
    if one.short_fen <= 0:
        return AmountRow(number, one, _("Approved"), "", Mark.DONE)
    why = reason_words(reasons, one.reason_code, one.reason_text) or _("No reason given")
    mark = Mark.WARN if one.approved_fen else Mark.REFUSED
    short = yuan(-one.short_fen)
    if appealed:
        then = _("Appealed • {amount}", amount=short)
    elif open_:
        then = _("May be appealed • {amount}", amount=short)
    else:
        then = short
    return AmountRow(number, one, why, then, mark, Tone.WARN)


def columns() -> list[Column]:
    """Return the columns of the table."""
    return [
        Column("number", "", "center", width=34, weak=True, sortable=False),
        Column(
            "title",
            _("Line"),
            width=176,
            text=lambda row: line_title(row.amount),
            second=lambda row: row.amount.detail,
            bold=True,
            sortable=False,
        ),
        Column(
            "claimed",
            _("Claimed ¥"),
            "right",
            width=92,
            text=lambda row: yuan(row.amount.claimed_fen),
            value=lambda row: row.amount.claimed_fen,
            holds=Holds.MONEY,
            sortable=False,
        ),
        Column(
            "approved",
            _("Approved ¥"),
            "right",
            width=92,
            text=lambda row: yuan(row.amount.approved_fen),
            value=lambda row: row.amount.approved_fen,
            holds=Holds.MONEY,
            tone=lambda row: row.tone,
            bold=lambda row: row.amount.short_fen > 0,
            sortable=False,
        ),
        Column(
            "paid",
            _("Paid ¥"),
            "right",
            width=74,
            text=lambda row: yuan(row.amount.paid_fen),
            value=lambda row: row.amount.paid_fen,
            holds=Holds.MONEY,
            weak=True,
            sortable=False,
        ),
        Column(
            "why",
            _("Reason"),
            width=190,
            stretch=True,
            text=lambda row: row.why,
            second=lambda row: row.then,
            mark=lambda row: row.mark,
            second_tone=lambda row: row.tone,
            sortable=False,
        ),
    ]
