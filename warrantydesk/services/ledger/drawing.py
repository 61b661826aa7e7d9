"""A list as a workbook, as a CSV file, as a PDF; in a worker, without the desk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.listing import DIVIDED, NUMBERS, Cell, Holds, ListColumn, ListHead
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _, date_text, minute_text
from warrantydesk.services.ledger.account import Account
from warrantydesk.services.ledger.rows import Row, Tick

if TYPE_CHECKING:
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

MOST_ON_PAPER = 20_000
"""Lines that a PDF takes; more is for a spreadsheet."""
REMEMBERED = 4096
UNBROKEN, WRAPPED = 24, 18
"""Wider columns hold words, which take this width on paper."""


@dataclass(frozen=True)
class Surroundings:
    """What stands around the rows; ``desk`` is there for a paper only."""

    head: ListHead
    stacks: tuple[tuple[int, ...], ...] = ()
    counts: Callable[[Tick], Account] | None = None
    """Gives the account whose totals stand above the rows on paper."""
    desk: "DeskPaper | None" = None
    summed: tuple[int, ...] = ()
    """Columns of amounts whose sums stand below the rows, on paper and in a workbook."""
    zone: tzinfo | None = None
    """In which instants are written."""


class Running:
    """Rows whose amounts are added up while they pass."""

    def __init__(self, around: Surroundings, rows: Iterable[Row]) -> None:
        self._rows, self._summed = rows, around.summed
        self._width = len(around.head.columns)
        self._sums = dict.fromkeys(around.summed, 0)
        self._any = False

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        for row in self._rows:
            self._any = True
            for place in self._summed:
                cell = row[place]
                self._sums[place] += cell if isinstance(cell, int) else 0
            yield row

    def last(self) -> Row:
        """Return the row of sums, once all rows have passed; empty where there is none."""
        if not (self._summed and self._any):
            return ()
        cells: list[Cell] = [None] * self._width
        cells[0] = _("Total")
        for place, fen in self._sums.items():
            cells[place] = fen
        return tuple(cells)


def told(cell: Cell, holds: Holds) -> str:
    """Return a cell as text, as it stands in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return minute_text(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if holds in DIVIDED and isinstance(cell, int):
        return f"{cell / DIVIDED[holds]:.{1 if holds is Holds.TENTHS else 2}f}"
    if holds is Holds.PERMILLE and isinstance(cell, int):
        return f"{cell / 10:.1f}%"
    return str(cell)


def _telling(holds: Holds) -> Callable[[Cell], str]:
    """Return what tells the cells of a column; most columns hold few different values."""
    known: dict[Cell, str] = {}

    def tell(cell: Cell) -> str:
        if type(cell) is str:
            return cell
        text = known.get(cell)
        if text is None:
            text = told(cell, holds)
            if len(known) < REMEMBERED:
                known[cell] = text
        return text

    return tell


def printed(cell: Cell, holds: Holds) -> str:
    """Return a cell as text, as it stands on paper."""
    if cell is None:
        return ""
    if holds is Holds.MONEY and isinstance(cell, int):
        return yuan(cell)
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return date_text(cell)
    return told(cell, holds)


def _workbook(around: Surroundings, rows: Iterable[Row], tick: Tick) -> Iterator[bytes]:
    from warrantydesk.documents.excel import BookSheet, parts

    running, head = Running(around, rows), around.head
    return parts([BookSheet(head.title, head.columns, running, running.last)], around.zone)


def _csv(around: Surroundings, rows: Iterable[Row], tick: Tick) -> Iterator[bytes]:
    from warrantydesk.documents.csv_list import parts

    say = [_telling(column.holds) for column in around.head.columns]
    texts = ([one(cell) for one, cell in zip(say, row, strict=True)] for row in rows)
    return parts([column.title for column in around.head.columns], texts)


def _pdf(around: Surroundings, rows: Iterable[Row], tick: Tick) -> Iterator[bytes]:
    from warrantydesk.documents.ledger import LedgerColumn, LedgerPaper, render

    if around.desk is None:
        raise ValueError("a paper needs what stands around it")
    columns = around.head.columns
    stacks = around.stacks or tuple((place,) for place in range(len(columns)))
    running, sums = Running(around, rows), list[str]()
    paper = LedgerPaper(
        around.desk,
        around.head.title,
        around.head.period,
        tuple(
            LedgerColumn(
                "\n".join(columns[place].title for place in stack),
                max(share(columns[place]) for place in stack),
                "right" if columns[stack[0]].holds in NUMBERS else "left",
            )
            for stack in stacks
        ),
        _summed(around, stacks, running, sums),
        _totals(around.counts(tick)) if around.counts else (),
        sums,
    )
    yield render(paper, lambda done=0, total=0: _told(tick, done, total))


def share(column: ListColumn) -> int:
    """Return the part of the width on paper: long words wrap there, a VIN must not."""
    return (WRAPPED if column.width > UNBROKEN else column.width) + 3


def _told(tick: Tick, done: int, total: int) -> None:
    tick(done, total)


def _summed(
    around: Surroundings, stacks: Sequence[Sequence[int]], running: Running, sums: list[str]
) -> Iterator[list[str]]:
    """Yield the rows as they stand on paper; afterwards ``sums`` holds what stands below them."""
    yield from _stacked(around, stacks, running)
    if last := running.last():
        kinds = [Holds.TEXT] * len(last)  # a day that no sum has keeps no line
        texts = [
            printed(cell, one.holds) for cell, one in zip(last, around.head.columns, strict=True)
        ]
        sums += ["\n".join(_lines(stack, texts, kinds)) for stack in stacks]


def _stacked(
    around: Surroundings, stacks: Sequence[Sequence[int]], rows: Iterable[Row]
) -> Iterator[list[str]]:
    kinds = [column.holds for column in around.head.columns]
    for count, row in enumerate(rows, 1):
        if count > MOST_ON_PAPER:
            raise refused(
                INVALID,
                N_(
                    "More than {most} rows are too long for a paper: choose a shorter period, or "
                    "a file that ends in .xlsx."
                ),
                "file",
                most=f"{MOST_ON_PAPER:,}",
            )
        texts = [printed(cell, holds) for cell, holds in zip(row, kinds, strict=True)]
        yield ["\n".join(_lines(stack, texts, kinds)) for stack in stacks]


def _lines(stack: Sequence[int], texts: Sequence[str], kinds: Sequence[Holds]) -> Iterator[str]:
    """Yield what stands below each other: a day that is missing keeps its line among others."""
    if any(texts[place] for place in stack):
        for place in stack:
            if texts[place] or kinds[place] is not Holds.TEXT:
                yield texts[place] or "—"


def _totals(account: Account) -> tuple[tuple[str, str], ...]:
    return (
        (_("Opening stock"), f"{account.opening:,}"),
        (_("Came in"), f"{account.came:,}"),
        (_("Went out"), f"{account.went:,}"),
        (_("Closing stock"), f"{account.closing:,}"),
        (_("Longest here, days"), f"{account.longest:,}"),
        (_("Amount ¥"), yuan(sum(line.piece.amount_fen for line in account.stock))),
    )


Draw = Callable[[Surroundings, Iterable[Row], Tick], Iterator[bytes]]
DRAWN: dict[str, Draw] = {".xlsx": _workbook, ".csv": _csv, ".pdf": _pdf}
"""How a list is drawn, piece by piece, by the ending of its file."""
SIGNS = {
    ".xlsx": b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml",
    ".csv": b'\xef\xbb\xbf"',
    ".pdf": b"%PDF",
}
"""How a file of each kind begins."""
