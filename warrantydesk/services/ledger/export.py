"""Writing a list to a file outside the desk: rows are read, drawn, and put there as a whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path

from warrantydesk.domain.dates import EARLIEST, LATEST
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.listing import Cell, Holds, ListColumn, ListHead
from warrantydesk.i18n import N_, _, date_text, list_text, minute_text
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.services.ledger.account import Asking, Only
from warrantydesk.services.ledger.calendar import DueMark, due_days
from warrantydesk.services.ledger.lists import LISTS, Asks, PlainList
from warrantydesk.services.ledger.names import names
from warrantydesk.services.ledger.rows import Row, Sources, Tick

Asked = tuple[date | None, date | None, Only]
"""First and last day, where they are given, and which pieces."""
ENDINGS = (".xlsx", ".csv", ".pdf")
MOST_ON_PAPER = 20_000
"""Lines that a PDF takes; more is for a spreadsheet."""


@dataclass(frozen=True)
class Exported:
    """What was written."""

    list: str
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class Exporting:
    """A list with all that a worker needs to draw it."""

    plain: PlainList
    sources: Sources
    head: ListHead
    folder: Path

    def __call__(self, file: Path, tick: Tick = lambda done, total: None) -> Exported:
        """Draw the list and put it at ``file``; what ``tick`` raises ends it, nothing written."""
        ending = ending_of(file)
        # A place that cannot be written is said before the work, not after it.
        targets.may_write(file, _SIGNS[ending], self.folder)
        counted = _Counted(self.plain.rows(self.sources, tick), tick)
        data = _DRAWN[ending](self, counted)
        targets.write(file, data, self.folder)
        return Exported(self.plain.code, str(file), counted.count, len(data))


class _Counted:
    """Rows that are counted while they are drawn."""

    def __init__(self, rows: Iterable[Row], tick: Tick) -> None:
        self._rows, self._tick, self.count = rows, tick, 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            if self.count % 1000 == 0:
                self._tick(self.count, 0)
            yield row


def exporting(
    bench: Bench, code: str, start: date | None, until: date | None, only: Only
) -> Exporting:
    """Read what a list needs now; Refused(NOT_FOUND) for a list that is not offered."""
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
    first, last = plain.period(start, until, bench.today)
    asking = Asking(bench.stores.part_ledger, first, last, bench.clock.zone, only)
    due = _due(bench, first, last, only) if plain.code == "parts_due" else ()
    columns = tuple(
        ListColumn(_(column.title), column.holds, column.width) for column in plain.columns
    )
    return Exporting(
        plain,
        Sources(asking, bench.stores.plain_lists, names(bench), due),
        ListHead(_(plain.title), _spoken(plain, first, last), columns),
        bench.stores.db.folder.path,
    )


def _due(bench: Bench, first: date, last: date, only: Only) -> tuple[DueMark, ...]:
    days = due_days(bench, first, last, lambda mark: not only.brand or mark.brand == only.brand)
    return tuple(mark for day in days for mark in day.marks)


def _spoken(plain: PlainList, first: date, last: date) -> str:
    if plain.asks is Asks.DAY:
        return _("on {day}", day=date_text(last))
    if first == EARLIEST:
        return _("until {day}", day=date_text(last)) if last != LATEST else ""
    if last == LATEST:
        return _("from {day}", day=date_text(first))
    return _("{first} to {last}", first=date_text(first), last=date_text(last))


def export(bench: Bench, code: str, file: Path, asked: Asked) -> Exported:
    """Write a list to a file."""
    return exporting(bench, code, *asked)(file)


def ending_of(file: Path) -> str:
    """Return the kind of a file by its ending; Refused(INVALID) for another."""
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise refused(
            INVALID,
            N_("Name a file that ends in one of {endings}."),
            "file",
            endings=list_text(ENDINGS),
        )
    return ending


def told(cell: Cell, holds: Holds) -> str:
    """Return a cell as text, as it stands in a CSV file or on paper."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return minute_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if holds is Holds.MONEY and isinstance(cell, int):
        return f"{cell / 100:.2f}"
    return str(cell)


def _texts(head: ListHead, rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    kinds = [column.holds for column in head.columns]
    for row in rows:
        yield [told(cell, holds) for cell, holds in zip(row, kinds, strict=True)]


def _workbook(asked: Exporting, rows: _Counted) -> bytes:
    from warrantydesk.documents.excel import render

    zone: tzinfo | None = asked.sources.zone
    return render(asked.head.title, asked.head.columns, rows, zone)


def _csv(asked: Exporting, rows: _Counted) -> bytes:
    from warrantydesk.documents.csv_list import render

    return render([column.title for column in asked.head.columns], _texts(asked.head, rows))


_SIGNS = {
    ".xlsx": b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml",
    ".csv": b'\xef\xbb\xbf"',
    ".pdf": b"%PDF",
}
"""How a file of each kind begins."""
_DRAWN: dict[str, Callable[[Exporting, _Counted], bytes]] = {".xlsx": _workbook, ".csv": _csv}
