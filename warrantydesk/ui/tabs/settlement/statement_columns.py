"""The columns of a statement's lines."""

from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DeductionKind
from warrantydesk.domain.settlement.statement import LineOf, LineState
from warrantydesk.domain.settlement.statement_views import LineRow
from warrantydesk.i18n import _
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import plate_cells
from warrantydesk.ui.tabs.settlement.statement_words import (
    LINE_WORDS,
    decision_words,
    is_loud,
    line_state,
)

REASON = "reason"
_OWN, _PLATE, _MAKER = "C0126-004217", "渝AD·HM088", "W2610-88121"


def line_columns(desk: Any, names: dict[str, str], likely: dict[int, str]) -> list[Column]:
    """Return the columns; ``names`` of reason codes, ``likely`` claims of lines without one."""
    states = [_(words) for words in LINE_WORDS.values()]
    return [
        Column(
            "state",
            _("State"),
            width=width_for(states, _("State"), mark=True, bold=True),
            text=lambda row: line_state(row)[1],
            mark=lambda row: line_state(row)[0],
            bold=is_loud,
        ),
        Column(
            "own_number",
            _("Our number"),
            width=width_for([_OWN], _("Our number"), bold=True),
            text=lambda row: row.own_number or "—",
            bold=lambda row: bool(row.own_number),
            copy=lambda row: row.own_number or row.claim_number,
        ),
        Column(
            "maker_number",
            _("Maker's number"),
            width=width_for([_MAKER], _("Maker's number")),
            text=lambda row: row.maker_number or row.claim_number or "—",
            weak=True,
        ),
        Column(
            "plate",
            _("Plate"),
            width=width_for([_PLATE], _("Plate")),
            **plate_cells(desk, lambda row: row.shown_plate, lambda row: row.vin[-8:] or "—"),
        ),
        *_amounts(),
        Column(
            REASON,
            _("Reason"),
            width=130,
            stretch=True,
            text=lambda row: reason_text(row, names, likely),
            tone=lambda row: Tone.DANGER if row.state is LineState.UNREAD else Tone.NEUTRAL,
        ),
    ]


def _amounts() -> list[Column]:
    return [
        _fen("claimed", _("Claimed ¥"), lambda row: row.claimed_fen, weak=True),
        _fen("expected", _("Expected ¥"), lambda row: row.expected_fen),
        _fen("amount", _("Settled ¥"), lambda row: row.amount_fen),
        Column(
            "difference",
            _("Difference ¥"),
            "right",
            width=width_for(["−99,999.99"], _("Difference ¥"), bold=True),
            text=_difference,
            value=lambda row: row.difference_fen,
            holds=Holds.MONEY,
            tone=_difference_tone,
            bold=lambda row: bool(row.difference_fen),
        ),
    ]


def _fen(key: str, title: str, amount: Any, *, weak: bool = False) -> Column:
    return Column(
        key,
        title,
        "right",
        width=width_for(["999,999.99"], title),
        text=lambda row: yuan(amount(row)),
        value=lambda row: amount(row),
        holds=Holds.MONEY,
        weak=weak,
    )


def _difference(row: LineRow) -> str:
    fen = row.difference_fen
    if fen is None:
        return "" if row.kind is LineOf.DEDUCTION else "—"
    return f"+{yuan(fen)}" if fen > 0 else yuan(fen)


def _difference_tone(row: LineRow) -> Tone:
    if not row.difference_fen or row.state is LineState.WITHIN_TOL:
        return Tone.NEUTRAL
    return Tone.DANGER if row.state is LineState.UNKNOWN_CLAIM else Tone.WARN


def reason_text(row: LineRow, names: dict[str, str], likely: dict[int, str]) -> str:
    """Return what stands in the column of reasons: the decision, why, or what it may mean."""
    words = " ".join(
        part for part in (names.get(row.reason_code, row.reason_code), row.reason_text) if part
    )
    said = [part for part in (words, decision_words(row)) if part]
    if said:
        return " · ".join(said)
    if row.state is LineState.UNREAD:
        cell = row.problem_cell
        return _(row.problem, cell=cell) if row.problem else row.raw
    if row.kind is LineOf.DEDUCTION:
        kind = DEDUCTION_KIND_NAMES[DeductionKind(row.deduction_kind or DeductionKind.OTHER)]
        return " · ".join(part for part in (_(kind), row.text) if part)
    if row.id in likely:
        return _("Possibly {claim}", claim=likely[row.id])
    if row.state is LineState.WITHIN_TOL:
        return _("Rounding")
    return row.text if row.state not in (LineState.EXACT, LineState.SHORT) else ""
