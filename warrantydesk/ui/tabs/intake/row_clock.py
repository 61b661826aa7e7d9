"""The clock of a claim in the left list: what is left to correct, to appeal, since the filing."""

from datetime import date

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.answer.words import clock_tone, days_left


def may_still_appeal(row: ClaimSummary, today: date) -> bool:
    """Tell whether a claim was refused or cut short, and its appeal clock still runs."""
    if row.state is State.REJECTED:
        return True
    return row.state is State.APPROVED and _is_short(row) and _runs(row, today)


def clock_of_row(row: ClaimSummary, today: date) -> tuple[str, Tone] | None:
    """Return the words of a row's clock and their colour, None where none runs."""
    if row.state is State.SUBMITTED and row.submitted_at is not None:
        days = (today - local(row.submitted_at).date()).days
        late = row.due_on is not None and row.due_on < today
        words = ngettext_("{n} day unanswered", "{n} days unanswered", days)
        return words, Tone.DANGER if late else Tone.NEUTRAL
    if row.due_on is None or not _shows(row, today):
        return None
    left = days_left(row.due_on, today)
    words = {
        State.RETURNED: _("correct: {left}", left=left),
        State.REJECTED: _("appeal: {left}", left=left),
        State.APPROVED: _("appeal: {left}", left=left),
        State.APPEALED: _("decision: {left}", left=left),
        State.PREAUTH_WAIT: _("answer: {left}", left=left),
    }.get(row.state)
    return (words, clock_tone(row.due_on, today)) if words is not None else None


def _shows(row: ClaimSummary, today: date) -> bool:
    return row.state is not State.APPROVED or (_is_short(row) and _runs(row, today))


def _is_short(row: ClaimSummary) -> bool:
    return row.approved_fen is not None and row.approved_fen < row.total_fen


def _runs(row: ClaimSummary, today: date) -> bool:
    return row.due_on is not None and row.due_on >= today
