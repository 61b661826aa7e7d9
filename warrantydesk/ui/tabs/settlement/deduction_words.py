"""Deductions in words: what each is about, how far it is, how long there is to dispute it."""

from collections.abc import Mapping
from datetime import date

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import (
    DEDUCTION_KIND_NAMES,
    DEDUCTION_STATE_NAMES,
    Deduction,
    DeductionKind,
    DeductionState,
)
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _, date_text, named, ngettext_
from warrantydesk.services.settlement.deduction_lists import DeductionEntry
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

SOON_DAYS = 2
"""So many days before its last day a clock begins to warn."""
_MARKS = {
    DeductionState.OPEN: Mark.TODO,
    DeductionState.DISPUTED: Mark.RUNNING,
    DeductionState.ACCEPTED: Mark.DONE,
    DeductionState.WITHDRAWN: Mark.OK,
    DeductionState.GIVEN_BACK: Mark.OK,
}


def kind_word(kind: DeductionKind) -> str:
    """Return what money is taken for."""
    return _(DEDUCTION_KIND_NAMES[kind])


def state_word(one: Deduction) -> str:
    """Return how far a deduction is."""
    if one.void_reason:
        return _("void")
    if one.state is DeductionState.OPEN and one.amount_fen < 0:
        return _("to come") if one.taken_on is None else _("given")
    return _(DEDUCTION_STATE_NAMES[one.state])


def days_left(one: Deduction, today: date) -> int | None:
    """Return the days until the dispute clock ends; None without a clock that still runs."""
    if one.state is not DeductionState.OPEN or one.void_reason or one.due_on is None:
        return None
    return (one.due_on - today).days


def mark_of(one: Deduction, today: date) -> Mark:
    """Return the mark of a deduction; a clock that ends is louder than its state."""
    if one.void_reason:
        return Mark.NA
    left = days_left(one, today)
    if left is not None and left < 0:
        return Mark.OVERDUE
    if left is not None and left <= SOON_DAYS:
        return Mark.WARN
    return _MARKS[one.state]


def clock_words(one: Deduction, today: date) -> str:
    """Return what its clock says, or the day on which its last word was said."""
    left = days_left(one, today)
    if left is not None and one.due_on is not None:
        if left < 0:
            return _("too late since {day}", day=date_text(one.due_on))
        if left == 0:
            return _("dispute today")
        days = ngettext_("{n} day", "{n} days", left)
        return _("{days} to dispute", days=days)
    if one.state is DeductionState.DISPUTED and one.disputed_on is not None:
        return _("since {day}", day=date_text(one.disputed_on))
    return date_text(one.ended_on) if one.ended_on else ""


def clock_tone(one: Deduction, today: date) -> Tone:
    """Return the tone of the clock."""
    left = days_left(one, today)
    if left is None:
        return Tone.NEUTRAL
    return Tone.DANGER if left < 0 else Tone.WARN if left <= SOON_DAYS else Tone.NEUTRAL


def about_words(entry: DeductionEntry) -> str:
    """Return what a deduction is about, its claim first."""
    if entry.claim_number:
        return entry.claim_number
    if entry.maker_number or entry.statement_number:
        number = entry.maker_number or entry.statement_number
        return _("Statement {number}", number=number)
    return "—"


def about_more(entry: DeductionEntry) -> str:
    """Return the piece, statement or charge-back beside the claim."""
    parts = []
    if entry.tag:
        parts.append(" ".join(filter(None, (entry.part_name, tag_words(entry.tag)))))
    if entry.deduction.charge_back_id is not None:
        parts.append(_("Charge-back {number}", number=entry.charge_back_no or "—"))
    if entry.claim_number and (entry.maker_number or entry.statement_number):
        parts.append(entry.maker_number or entry.statement_number)
    return " · ".join(parts)


def tag_words(tag: str) -> str:
    """Return a tag in the groups in which it is read out."""
    return spoken(tag) if has_tag_shape(tag) else tag


def reason_words(one: Deduction, reasons: Mapping[str, Mapping[str, str]]) -> str:
    """Return code and name of the payer's reason, then his own words."""
    row = reasons.get(one.reason_code, {})
    known = (row.get("name_zh"), row.get("name_en"))
    text = "" if one.reason_text in known else one.reason_text
    return " ".join(word for word in (one.reason_code, named(row), text) if word)


def signed(fen: int) -> str:
    """Write what is taken with a minus and what is given with a plus: it is our money."""
    return yuan(-fen) if fen > 0 else f"+{yuan(-fen)}"
