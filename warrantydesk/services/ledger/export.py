"""Writing a list to a file outside the desk: rows are read, drawn, and put there as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.listing import ListColumn, ListHead
from warrantydesk.i18n import N_, _, date_text, list_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger.account import Asking, Only
from warrantydesk.services.ledger.calendar import DueMark, due_days
from warrantydesk.services.ledger.drawing import DRAWN, SIGNS, Surroundings
from warrantydesk.services.ledger.lists import LISTS, Asks, PlainList
from warrantydesk.services.ledger.names import names
from warrantydesk.services.ledger.rows import Row, Sources, Tick

Asked = tuple[date | None, date | None, Only]
"""First and last day, where they are given, and which pieces."""


@dataclass(frozen=True)
class Exported:
    """What was written."""

    list: str
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class Exporting:
    """A list with all that a worker needs to draw it and put it at its place."""

    plain: PlainList
    file: Path
    sources: Sources
    around: Surroundings
    folder: Path

    def __call__(self, tick: Tick = lambda done, total: None) -> Exported:
        """Draw the list and put it at its place; what ``tick`` raises ends it, nothing written."""
        counted = Counted(self.plain.rows(self.sources, tick), tick)
        data = DRAWN[self.file.suffix.lower()](self.around, self.sources, counted, tick)
        tick(counted.count, counted.count)
        targets.write(self.file, data, self.folder)
        return Exported(self.plain.code, str(self.file), counted.count, len(data))


class Counted:
    """Rows that are counted while they are drawn."""

    def __init__(self, rows: Iterable[Row], tick: Tick) -> None:
        self._rows, self._tick, self.count = rows, tick, 0

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        for row in self._rows:
            self.count += 1
            if self.count % 1000 == 0:
                self._tick(self.count, 0)
            yield row


def exporting(bench: Bench, code: str, file: Path, asked: Asked) -> Exporting:
    """Read what a list needs now.

    Refused(NOT_FOUND) for a list that is not offered, INVALID for a file that cannot be written:
    that is said before the work, not after it.
    """
    start, until, only = asked
    plain = LISTS.get(code)
    if plain is None:
        raise refused(
            NOT_FOUND,
            N_("There is no list “{list}”. There are: {lists}."),
            "list",
            list=code,
            lists=", ".join(LISTS),
        )
    bench.allow("ledger.export")
    if start and until and start > until:
        raise refused(INVALID, N_("The first day is after the last one."), "from")
    folder = bench.stores.db.folder.path
    targets.may_write(file, SIGNS[_ending(file)], folder)
    first, last = plain.period(start, until, bench.today)
    asking = Asking(bench.stores.part_ledger, first, last, bench.clock.zone, only)
    due = _due(bench, first, last, only) if plain.code == "parts_due" else ()
    columns = tuple(
        ListColumn(_(column.title), column.holds, column.width) for column in plain.columns
    )
    head = ListHead(_(plain.title), spoken(plain, first, last), columns)
    sources = Sources(asking, bench.stores.plain_lists, names(bench), due)
    return Exporting(plain, file, sources, _around(bench, plain, head, file), folder)


def _around(bench: Bench, plain: PlainList, head: ListHead, file: Path) -> Surroundings:
    if file.suffix.lower() != ".pdf":
        return Surroundings(head, plain.paper, plain.counts, summed=plain.summed)
    from warrantydesk.services.papers.shipment_facts import desk_paper

    return Surroundings(head, plain.paper, plain.counts, desk_paper(bench), plain.summed)


def _due(bench: Bench, first: date, last: date, only: Only) -> tuple[DueMark, ...]:
    days = due_days(bench, first, last, lambda mark: not only.brand or mark.brand == only.brand)
    return tuple(mark for day in days for mark in day.marks)


def spoken(plain: PlainList, first: date, last: date) -> str:
    """Return in words which days a list speaks of."""
    if plain.asks is Asks.DAY:
        return _("on {day}", day=date_text(last))
    if first == EARLIEST:
        return _("until {day}", day=date_text(last)) if last != LATEST else ""
    if last == LATEST:
        return _("from {day}", day=date_text(first))
    return _("{start} to {end}", start=date_text(first), end=date_text(last))


def _ending(file: Path) -> str:
    """Return the kind of a file by its ending; Refused(INVALID) for another."""
    ending = file.suffix.lower()
    if ending not in DRAWN:
        raise refused(
            INVALID,
            N_("Name a file that ends in one of {endings}."),
            "file",
            endings=list_text(DRAWN),
        )
    return ending
