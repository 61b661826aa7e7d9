"""Facts of the due-back calendar: what falls due on which day, month by month."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

if TYPE_CHECKING:
    from warrantydesk.documents.ledger import DueDay as Shown
    from warrantydesk.services.ledger.calendar import DueDay

DUE_CALENDAR = "due_calendar"
MOST_MONTHS = 24


def prepare(bench: Bench, start: date, end: date) -> Draw:
    """Read what falls due between two days and return what draws a grid for each month.

    Raises Refused(INVALID) where the days are in the wrong order, too far apart, or the last ones
    of the calendar.
    """
    from warrantydesk.documents import ledger
    from warrantydesk.services.ledger.calendar import due_days

    if end.year == date.max.year:
        raise refused(INVALID, N_("The year {year} is out of range."), "end", year=end.year)
    if end < start:
        raise refused(INVALID, N_("The first day is after the last one."), "start")
    if (end.year - start.year) * 12 + end.month - start.month >= MOST_MONTHS:
        raise refused(INVALID, N_("A calendar shows at most {n} months."), "end", n=MOST_MONTHS)
    days = {due.day: _shown(due) for due in due_days(bench, start, end)}
    facts = ledger.DueCalendar(
        desk_paper(bench, number(start, end), DUE_CALENDAR), start, end, days
    )
    return partial(ledger.render_calendar, facts)


def number(start: date, end: date) -> str:
    """Return what a calendar stands under in the print journal: its days."""
    return f"{start.isoformat()}/{end.isoformat()}"


def _shown(due: "DueDay") -> "Shown":
    from warrantydesk.documents.ledger import DueDay as Shown
    from warrantydesk.services.ledger.calendar import DUE_NAMES, DueKind

    notes = []
    for kind in DueKind:
        if marks := due.of(kind):
            name = _(DUE_NAMES[kind])
            notes.append(_("{what}: {n}", what=name, n=len(marks)))
    return Shown(due.pieces, due.amount_fen, tuple(notes))
