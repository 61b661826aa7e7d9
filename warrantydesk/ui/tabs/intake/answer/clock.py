"""The clock of a filed claim in the foot: how long is left, until when, and for how much."""

from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.claim import State
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text
from warrantydesk.services.answered import Answered
from warrantydesk.ui.claim_clock import clock_mark, days_left
from warrantydesk.ui.kit.marks import Mark


@dataclass(frozen=True)
class ClockLine:
    """A mark with words, and a note beside it."""

    mark: Mark
    words: str
    note: str


def clock_of(view: Answered, today: date) -> ClockLine | None:
    """Return the clock that runs for a filed claim, None where none does."""
    claim = view.claim
    due = claim.due_on
    if claim.state is State.APPEALED and view.appeal is not None:
        due = view.appeal.answer_due_on
    if due is None:
        return None
    stake = _stake(view)
    until = _("until {day}", day=date_text(due))
    left = days_left(due, today)
    words = {
        State.SUBMITTED: _("Answer: {left}", left=left),
        State.RETURNED: _("Correction: {left}", left=left),
        State.REJECTED: _("Appeal: {left}", left=left),
        State.APPROVED: _("Appeal: {left}", left=left),
        State.APPEALED: _("Decision: {left}", left=left),
    }.get(claim.state)
    if words is None or (claim.state is State.APPROVED and not view.short_fen):
        return None
    note = _("{until} • ¥{amount} at stake", until=until, amount=yuan(stake))
    return ClockLine(clock_mark(due, today), words, note)


def _stake(view: Answered) -> int:
    if view.claim.state is State.APPEALED and view.appeal is not None:
        return view.appeal.asked_fen
    return view.short_fen or view.claimed_fen
