"""The lines of the journal as a file: a paper with day heads, a workbook, a CSV file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.dates import EARLIEST, LATEST, local_date
from warrantydesk.domain.desk_event import EVENT_NAMES
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.journal_line import JournalAsked, JournalLine
from warrantydesk.domain.listing import Cell, ListColumn, ListHead
from warrantydesk.i18n import N_, _, date_text, minute_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.journal_columns import COLUMNS, PAPER
from warrantydesk.services.journal_reading import JournalReading
from warrantydesk.services.ledger.drawing import MOST_ON_PAPER, SIGNS, Surroundings
from warrantydesk.services.ledger.export import Exported, Exporting, ending_of, paper_desk
from warrantydesk.services.ledger.rows import Row, Tick
from warrantydesk.services.reports.interrupting import interruptible
from warrantydesk.storage.database import Database

if TYPE_CHECKING:
    from warrantydesk.documents.journal_list import PrintedLine
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

CODE = "journal"
TITLE = N_("Journal of the desk")
_AT_ONCE = 1000
Said = tuple[tuple[str, str], ...]
"""Label and value of each thing that was asked for."""


def action_words(line: JournalLine) -> str:
    """Return what was done, in the language in use."""
    return _(EVENT_NAMES[line.event]) if line.event else _(line.action)


def about_words(line: JournalLine) -> str:
    """Return of what it was, with its name."""
    return " ".join(filter(None, (_(line.about), line.name)))


def changes_words(line: JournalLine, apart: str = " · ") -> str:
    """Return before and after of every column."""
    if line.event:
        return line.told
    if line.is_gone:
        return _("taken out")
    return apart.join(
        _("{label}: changed", label=one.label)
        if one.personal
        else _("{label}: {old} → {new}", label=one.label, old=one.old or "—", new=one.new or "—")
        if not line.is_first
        else _("{label}: {new}", label=one.label, new=one.new)
        for one in line.changes
    )


def every_line(db: Database, reading: JournalReading, tick: Tick) -> Iterator[JournalLine]:
    """Yield all lines asked for, newest first; what ``tick`` raises ends the reading."""
    with interruptible(db.reader, tick) as (query, told):
        query("BEGIN")  # entries that are written meanwhile are not among them
        before, done = None, 0
        reading = replace(reading, leaves=True)
        while found := reading.page(query, before, _AT_ONCE, lambda *_told: None):
            yield from found
            before, done = found[-1].seq, done + len(found)
            told(done, 0)


def rows(lines: Iterable[JournalLine]) -> Iterator[Row]:
    """Yield lines as rows of a list."""
    for one in lines:
        cells: tuple[Cell, ...] = (
            one.seq,
            one.at,
            one.who,
            action_words(one),
            _(one.about),
            one.name,
            changes_words(one),
            one.hash[:12],
        )
        yield cells


@dataclass(frozen=True)
class JournalWriting:
    """The lines asked for as a paper, with all that a worker needs."""

    file: Path
    reading: JournalReading
    said: Said
    desk: "DeskPaper"
    db: Database
    zone: tzinfo | None

    def drawn(self, tick: Tick = lambda done, total: None) -> tuple[bytes, int]:
        """Draw the paper; returns it with the number of its lines."""
        from warrantydesk.documents.journal_list import JournalSheet, render

        counted = _Few(every_line(self.db, self.reading, tick))
        lines = (_printed(one, self.zone) for one in counted)
        sheet = JournalSheet(self.desk, self.said, lines)

        def told(done: int = 0, total: int = 0) -> None:
            tick(done, total)

        return render(sheet, told), counted.count

    def __call__(self, tick: Tick = lambda done, total: None) -> Exported:
        """Draw the paper and put it at its place; what ``tick`` raises ends it."""
        data, count = self.drawn(tick)
        targets.write(self.file, data, self.db.folder.path)
        return Exported(CODE, str(self.file), count, len(data))


class _Few:
    """Lines that are counted; too many for a paper are refused."""

    def __init__(self, lines: Iterable[JournalLine]) -> None:
        self._lines, self.count = lines, 0

    def __iter__(self) -> Iterator[JournalLine]:
        for line in self._lines:
            self.count += 1
            if self.count > MOST_ON_PAPER:
                raise refused(
                    INVALID,
                    N_(
                        "More than {most} rows are too long for a paper: choose a shorter period,"
                        " or a file that ends in .xlsx."
                    ),
                    "file",
                    most=f"{MOST_ON_PAPER:,}",
                )
            yield line


def exporting(
    bench: Bench, reading: JournalReading, said: Said, file: Path
) -> Callable[..., Exported]:
    """Return what writes the lines asked for; Refused(INVALID) for a file that cannot be."""
    folder = bench.stores.db.folder.path
    ending = ending_of(file)
    targets.may_write(file, SIGNS[ending], folder)
    desk = paper_desk(bench, file)
    db, zone = bench.stores.db, bench.clock.zone
    if desk is not None:
        return JournalWriting(file, reading, said, desk, db, zone)
    columns = tuple(ListColumn(_(one.title), one.holds, one.width) for one in COLUMNS)
    head = ListHead(_(TITLE), " · ".join(value for _label, value in said), columns)
    around = Surroundings(head, PAPER, zone=zone)
    return Exporting(CODE, file, lambda tick: rows(every_line(db, reading, tick)), around, folder)


def pdf(bench: Bench, reading: JournalReading, said: Said) -> bytes:
    """Return the lines asked for as a paper."""
    from warrantydesk.services.papers.shipment_facts import desk_paper

    file, db = Path("journal.pdf"), bench.stores.db
    writing = JournalWriting(file, reading, said, desk_paper(bench), db, bench.clock.zone)
    return writing.drawn()[0]


def _printed(line: JournalLine, zone: tzinfo | None) -> "PrintedLine":
    from warrantydesk.documents.journal_list import PrintedLine

    day = local_date(line.at, zone)
    return PrintedLine(
        date_text(day),
        minute_text(line.at)[-5:],
        f"{line.seq:,}",
        line.who,
        action_words(line),
        about_words(line),
        changes_words(line, "\n"),
    )


def period_words(first: date | None, last: date | None) -> str:
    """Return in words which days are asked for."""
    if first and last:
        return _("{start} to {end}", start=date_text(first), end=date_text(last))
    if first and first != EARLIEST:
        return _("from {day}", day=date_text(first))
    if last and last != LATEST:
        return _("until {day}", day=date_text(last))
    return _("everything")


def asked_words(asked: JournalAsked, person: str, thing: str) -> Said:
    """Return what was asked for, label and value of each; ``person`` and ``thing`` in words."""
    told = (
        (_("Time span"), period_words(asked.first, asked.last)),
        (_("Who"), person),
        (_("Kind of thing"), thing),
        (_("Action"), _(asked.action) if asked.action else ""),
        (_("Number"), asked.number.strip()),
        (_("Text to find"), asked.text.strip()),
    )
    return tuple((label, value) for label, value in told if value)
