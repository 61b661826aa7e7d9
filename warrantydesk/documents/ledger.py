"""Long tables on paper: the ledger of old parts and other lists; the calendar of what is due."""

from calendar import Calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from warrantydesk.documents.blocks import SIDE, SMALL, STRONG, TEXT, Cell, Sign, cells, signatures
from warrantydesk.documents.flow import SPAN, Flow, Strip
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import LEFT, RULE
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.documents.typesetting import Style, fitted, lines
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _, ngettext_

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
DAY_HEIGHT, HEAD_HEIGHT = 76.0, 16.0
MOST_LINES = 5
DAY = Style(10.5, bold=True)
AMONG, OTHER = 0.08, 0.7
ROWS_A_STEP = 200
CELL = Style(7.2)
SUM = Style(7.2, bold=True)


@dataclass(frozen=True)
class LedgerColumn:
    """A column: its title, its part of the width, where its text stands (left, right, centre)."""

    title: str
    share: float = 1.0
    align: str = "left"


@dataclass(frozen=True)
class LedgerPaper:
    """A table with its totals; everything stands as it is to be read."""

    desk: DeskPaper
    title: str
    period: str = ""
    columns: tuple[LedgerColumn, ...] = ()
    rows: Iterable[Sequence[str]] = ()
    """A text a column; a line feed begins a new line."""
    totals: tuple[tuple[str, str], ...] = ()
    """Label and value of each, above the table."""
    sums: Sequence[str] = ()
    """The last row, a text a column; empty: none."""
    number: str = ""
    signs: tuple[str, ...] = ()
    """Who signs below the table; empty: nobody."""


@dataclass(frozen=True)
class DueDay:
    """What falls due on a day: pieces, their net amount, and what it is about in a line each."""

    pieces: int = 0
    amount_fen: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DueCalendar:
    """The months from ``start`` to ``end`` with what is due on their days."""

    desk: DeskPaper
    start: date
    end: date
    days: Mapping[date, DueDay]
    title: str = ""


def render(facts: LedgerPaper, step: Step | None = None) -> bytes:
    """Return the table as PDF; ``step`` is also called while its rows are set."""
    frame = facts.desk.frame(facts.title, facts.number)
    flow = Flow(frame.top)
    if facts.totals:
        flow.heading(_("Totals"), facts.period)
        for start in range(0, len(facts.totals), 6):
            few = facts.totals[start : start + 6]
            cells(flow, [Cell(label, value) for label, value in few])
    flow.heading(_("Rows"), "" if facts.totals else facts.period)
    table = Table(
        flow, *(Column(column.title, column.share, column.align) for column in facts.columns)
    )
    count = 0
    for row in facts.rows:
        if step and count % ROWS_A_STEP == 0:
            step(count, 0)
        table.add(*(_field(text, CELL) for text in row))
        count += 1
    if facts.sums:
        table.add(*(_field(text, SUM) for text in facts.sums))
    table.band(ngettext_("{n} row", "{n} rows", count))
    if facts.signs:
        flow.heading(_("Signatures"))
        signatures(flow, *(Sign(label) for label in facts.signs))
    return pdf(frame, flow.sheets, step)


def _field(text: str, style: Style) -> Entry:
    return ((text, style),)


def render_calendar(facts: DueCalendar, step: Step | None = None) -> bytes:
    """Return a grid a month, Monday first, with pieces and yuan on the days they are due."""
    frame = facts.desk.frame(
        facts.title or _("Due-back calendar of old parts"),
        foot=_("What is not back by its day is debited with the whole claim."),
    )
    flow = Flow(frame.top)
    year, month = facts.start.year, facts.start.month
    while (year, month) <= (facts.end.year, facts.end.month):
        _month(flow, facts, year, month)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return pdf(frame, flow.sheets, step)


def _month(flow: Flow, facts: DueCalendar, year: int, month: int) -> None:
    weeks = Calendar().monthdatescalendar(year, month)
    due = [found for on, found in facts.days.items() if (on.year, on.month) == (year, month)]
    pieces = sum(found.pieces for found in due)
    amount = sum(found.amount_fen for found in due)
    count = ngettext_("{n} piece", "{n} pieces", pieces)
    flow.heading(
        f"{year}-{month:02}", _("{count}, {amount} yuan", count=count, amount=yuan(amount))
    )
    flow.need(HEAD_HEIGHT + len(weeks) * DAY_HEIGHT)
    flow.row(1, HEAD_HEIGHT, 0.0, _paint_weekdays)
    for week in weeks:

        def paint(strip: Strip, week: list[date] = week) -> None:
            for index, on in enumerate(week):
                inside = on.month == month
                _paint_day(strip, index, on, facts.days.get(on) if inside else None, inside)

        flow.row(1, DAY_HEIGHT, 0.0, paint)


def _paint_weekdays(strip: Strip) -> None:
    wide = SPAN / 7
    strip.sheet.tint(LEFT, strip.top, SPAN, strip.height)
    strip.sheet.frame(LEFT, strip.top, SPAN, strip.height, RULE)
    for index, name in enumerate(WEEKDAYS):
        strip.sheet.text(LEFT + index * wide + SIDE, strip.top + 11, _(name), SMALL)


def _paint_day(strip: Strip, index: int, on: date, due: DueDay | None, inside: bool) -> None:
    sheet, wide = strip.sheet, SPAN / 7
    left, room = LEFT + index * wide, wide - 2 * SIDE
    sheet.frame(left, strip.top, wide, strip.height)
    style = Style(DAY.size, bold=bool(due), gray=AMONG if inside else OTHER)
    sheet.text(left + SIDE, strip.top + 13, str(on.day), style)
    if not due:
        return
    said = [(ngettext_("{n} piece", "{n} pieces", due.pieces), STRONG)] if due.pieces else []
    said += [(yuan(due.amount_fen), TEXT)] if due.amount_fen else []
    said += [(line, SMALL) for note in due.notes for line in lines(note, SMALL, room)]
    for row, (text, look) in enumerate(said[:MOST_LINES]):
        sheet.text(left + SIDE, strip.top + 25 + row * 10.5, fitted(text, look, room), look)
