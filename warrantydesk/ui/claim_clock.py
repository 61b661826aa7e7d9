"""The clock of a claim in words: what is left to correct, to appeal, since it was filed."""

from datetime import date, datetime
from typing import Protocol

from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone

SOON = 3
"""Days before the end of a clock from which it is told in amber."""


class Clocked(Protocol):
    """A claim, or its row in a list."""

    @property
    def state(self) -> State:
        """Where it stands."""

    @property
    def due_on(self) -> date | None:
        """Last day of its clock."""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was filed."""

    @property
    def approved_fen(self) -> int | None:
        """What the maker approved."""

    @property
    def total_fen(self) -> int:
        """What was claimed."""


def days_left(due_on: date, today: date) -> str:
    """Return how long a clock still runs, or since when it is over."""
    left = (due_on - today).days
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    if left == 0:
        return _("last day today")
    return ngettext_("{n} day left", "{n} days left", left)


def clock_tone(due_on: date, today: date) -> Tone:
    """Return the colour of a clock: red when over, amber when it will be soon."""
    left = (due_on - today).days
    if left < 0:
        return Tone.DANGER
    return Tone.WARN if left <= SOON else Tone.NEUTRAL


def clock_mark(due_on: date, today: date) -> Mark:
    """Return the mark of a clock."""
    tone = clock_tone(due_on, today)
    return {Tone.DANGER: Mark.OVERDUE, Tone.WARN: Mark.WARN}.get(tone, Mark.RUNNING)


def is_short(claim: Clocked) -> bool:
    """Tell whether the maker approved less than was claimed."""
    return claim.approved_fen is not None and claim.approved_fen < claim.total_fen


def may_still_appeal(claim: Clocked, today: date) -> bool:
    """Tell whether a claim was refused, or cut short while its appeal clock still runs."""
    if claim.state is State.REJECTED:
        return True
    return claim.state is State.APPROVED and is_short(claim) and _runs(claim, today)


def clock_of(claim: Clocked, today: date) -> tuple[str, Tone] | None:
    """Return the words of a claim's clock and their colour, None where none runs."""
    if claim.state is State.SUBMITTED and claim.submitted_at is not None:
        days = (today - local(claim.submitted_at).date()).days
        late = claim.due_on is not None and claim.due_on < today
        words = ngettext_("{n} day unanswered", "{n} days unanswered", days)
        return words, Tone.DANGER if late else Tone.NEUTRAL
    if claim.due_on is None or not _shows(claim, today):
        return None
    left = days_left(claim.due_on, today)
    told = {
        State.RETURNED: _("correct: {left}", left=left),
        State.REJECTED: _("appeal: {left}", left=left),
        State.APPROVED: _("appeal: {left}", left=left),
        State.APPEALED: _("decision: {left}", left=left),
        State.PREAUTH_WAIT: _("answer: {left}", left=left),
    }.get(claim.state)
    return (told, clock_tone(claim.due_on, today)) if told is not None else None


def _shows(claim: Clocked, today: date) -> bool:
    return claim.state is not State.APPROVED or (is_short(claim) and _runs(claim, today))


def _runs(claim: Clocked, today: date) -> bool:
    return claim.due_on is not None and claim.due_on >= today
