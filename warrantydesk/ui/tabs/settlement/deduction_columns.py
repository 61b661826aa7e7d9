"""The columns of the ledger of deductions, and of what is not in it yet."""

from collections.abc import Callable, Mapping
from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PART_STATE_NAMES, PartState
from warrantydesk.domain.settlement.deduction import (
    DEDUCTION_KIND_NAMES,
    DEDUCTION_STATE_NAMES,
)
from warrantydesk.i18n import _, date_text, named
from warrantydesk.services.settlement.deduction_lists import DeductionEntry, Proposal
from warrantydesk.ui.kit.column_width import width_for
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.settlement.deduction_words import (
    about_more,
    about_words,
    clock_tone,
    clock_words,
    kind_word,
    mark_of,
    reason_words,
    signed,
    state_word,
    tag_words,
)

REASON = "reason"
Reasons = Callable[[str], Mapping[str, Mapping[str, str]]]
"""The reason codes of a brand."""
_DAY = date(2026, 12, 28)


def ledger_columns(today: Callable[[], date], reasons: Reasons) -> list[Column]:
    """Return the columns of deductions."""
    states = [_(words) for words in DEDUCTION_STATE_NAMES.values()]
    kinds = [_(words) for words in DEDUCTION_KIND_NAMES.values()]
    late = _("too late since {day}", day=date_text(_DAY))
    return [
        Column(
            "state",
            _("State"),
            width=width_for([*states, late], _("State"), mark=True),
            text=lambda row: state_word(row.deduction),
            mark=lambda row: mark_of(row.deduction, today()),
            second=lambda row: clock_words(row.deduction, today()),
            second_tone=lambda row: clock_tone(row.deduction, today()),
            sort=lambda row: (row.deduction.state, row.deduction.due_on or date.max),
        ),
        Column(
            "kind",
            _("For"),
            width=width_for([*kinds, "Q0126-0031"], _("For"), bold=True),
            text=lambda row: kind_word(row.deduction.kind),
            second=lambda row: row.deduction.number,
            bold=True,
        ),
        Column(
            "about",
            _("About"),
            width=width_for(["C0126-004217", "0126 004217 88"], _("About")) + 40,
            text=about_words,
            second=about_more,
            stretch=True,
            copy=about_words,
        ),
        Column(
            REASON,
            _("Payer's reason"),
            width=width_for(["K05 免费保养扣款与说明"], _("Payer's reason")),
            text=lambda row: reason_words(row.deduction, reasons(row.deduction.brand)) or "—",
            second=_notice,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            "right",
            width=width_for(["−99,999.99", _("not taken yet")], _("Amount ¥"), bold=True),
            text=lambda row: signed(row.deduction.amount_fen),
            value=lambda row: -row.deduction.amount_fen,
            holds=Holds.MONEY,
            tone=_amount_tone,
            bold=True,
            second=_taken,
            sort=lambda row: row.deduction.amount_fen,
        ),
    ]


def proposal_columns(reasons: Reasons) -> list[Column]:
    """Return the columns of what the shelf and the charge-backs know."""
    kinds = [_(words) for words in DEDUCTION_KIND_NAMES.values()]
    return [
        Column(
            "kind",
            _("For"),
            width=width_for(kinds, _("For"), mark=True, bold=True),
            text=lambda row: kind_word(row.kind),
            mark=lambda _row: Mark.INFO,
            second=_standing,
            bold=True,
        ),
        Column(
            "about",
            _("About"),
            width=width_for(["C0126-004217", "0126 004217 88"], _("About")) + 40,
            text=lambda row: row.claim_number,
            second=_piece,
            stretch=True,
        ),
        Column(
            REASON,
            _("Payer's reason"),
            width=width_for(["K05 免费保养扣款与说明"], _("Payer's reason")),
            text=lambda row: _proposed_reason(row, reasons(row.brand)),
            second=lambda row: row.notice_no,
        ),
        Column(
            "noticed",
            _("Noticed on"),
            width=width_for([_by(_DAY)], _("Noticed on")),
            text=lambda row: date_text(row.noticed_on) if row.noticed_on else "—",
            value=lambda row: row.noticed_on,
            holds=Holds.DAY,
            second=lambda row: _by(row.due_on),
            sort=lambda row: row.noticed_on,
        ),
        Column(
            "amount",
            _("Amount ¥"),
            "right",
            width=width_for(["−99,999.99"], _("Amount ¥"), bold=True),
            text=lambda row: yuan(-row.amount_fen),
            value=lambda row: -row.amount_fen,
            holds=Holds.MONEY,
            tone=lambda _row: Tone.DANGER,
            bold=True,
            sort=lambda row: row.amount_fen,
        ),
    ]


def _standing(row: Proposal) -> str:
    """Return where the piece is, or that the charge-back is open or has ended."""
    if row.charge_back_id is None:
        return _(PART_STATE_NAMES[PartState(row.state)])
    return _("charge-back, accepted") if row.state else _("charge-back, open")


def _notice(row: DeductionEntry) -> str:
    one = row.deduction
    day = date_text(one.noticed_on) if one.noticed_on else ""
    return " · ".join(filter(None, (one.notice_no, day)))


def _taken(row: DeductionEntry) -> str:
    one = row.deduction
    if one.void_reason:
        return _("void")
    if one.taken_on is not None:
        return date_text(one.taken_on)
    return _("not taken yet")


def _amount_tone(row: DeductionEntry) -> Tone:
    one = row.deduction
    if not one.stands:
        return Tone.NEUTRAL
    return Tone.DANGER if one.amount_fen > 0 else Tone.OK


def _piece(row: Proposal) -> str:
    return " ".join(filter(None, (row.part_name, tag_words(row.tag) if row.tag else "")))


def _proposed_reason(row: Proposal, reasons: Mapping[str, Mapping[str, str]]) -> str:
    name = named(reasons.get(row.reason_code, {}))
    return " ".join(filter(None, (row.reason_code, name))) or row.reason_text or "—"


def _by(day: date | None) -> str:
    return _("dispute by {day}", day=date_text(day)) if day else ""
