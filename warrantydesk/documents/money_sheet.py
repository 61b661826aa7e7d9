"""Papers of money: head, tables with their sums, signatures; the same figures as a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.documents.blocks import Cell, Sign, cells, sentence, signatures
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.table import Column, Entry, Table
from warrantydesk.documents.typesetting import Style, unbroken
from warrantydesk.domain import listing
from warrantydesk.domain.listing import Holds, ListColumn
from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, date_text, minute_text

ROWS_A_STEP = 200
MANY = 9
"""Columns from which on a table is set small."""
_YUAN = " ¥"
"""What ends the title of a column of amounts; where there are many there is no room for it."""
_A_ROW = 5
"""Cells of the head beside each other."""


@dataclass(frozen=True)
class MoneyColumn:
    """A column: its title, what it holds, its part of the width on paper.

    Amounts are fen and stand in yuan.
    """

    title: str
    holds: Holds = Holds.TEXT
    share: float = 1.0

    @property
    def align(self) -> str:
        """Where its content stands."""
        return "right" if self.holds in (Holds.MONEY, Holds.COUNT) else "left"


MoneyRow = tuple[listing.Cell, ...]


@dataclass(frozen=True)
class MoneyTable:
    """A table with its last row of sums; without rows it says so."""

    title: str
    columns: tuple[MoneyColumn, ...]
    rows: tuple[MoneyRow, ...] = ()
    sums: MoneyRow = ()
    note: str = ""
    empty: str = ""
    """What stands in place of the table where there is no row; empty: the table is left out."""


@dataclass(frozen=True)
class MoneySheet:
    """A paper of money in its order: head, tables, sentences, signatures."""

    desk: DeskPaper
    title: str
    number: str
    head: tuple[tuple[str, str], ...] = ()
    """Label and value of each."""
    tables: tuple[MoneyTable, ...] = ()
    words: tuple[str, ...] = ()
    """Sentences above the signatures."""
    signs: tuple[Sign, ...] = ()
    foot: str = ""


def render(facts: MoneySheet, step: Step | None = None) -> bytes:
    """Return the paper as PDF."""
    frame = facts.desk.frame(facts.title, facts.number, facts.foot)
    flow = Flow(frame.top)
    rows = -(-len(facts.head) // _A_ROW)
    a_row = -(-len(facts.head) // rows) if rows else 1
    for start in range(0, len(facts.head), a_row):
        few = facts.head[start : start + a_row]
        cells(flow, [Cell(label, value) for label, value in few])
    for table in facts.tables:
        _put(flow, table, step)
    for text in facts.words:
        sentence(flow, text)
    if facts.signs:
        flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
        signatures(flow, *facts.signs)
    return pdf(frame, flow.sheets, step)


def _put(flow: Flow, table: MoneyTable, step: Step | None) -> None:
    if not table.rows and not table.empty:
        return
    flow.heading(table.title, table.note)
    if not table.rows:
        sentence(flow, table.empty)
        return
    many = len(table.columns) >= MANY
    size = 6.3 if many else 7.4
    columns = [
        Column(one.title.removesuffix(_YUAN) if many else one.title, one.share, one.align)
        for one in table.columns
    ]
    drawn = Table(flow, *columns)
    for count, row in enumerate(table.rows):
        if step and count % ROWS_A_STEP == 0:
            step(count, len(table.rows))
        drawn.add(*_entries(table, row, Style(size)))
    if table.sums:
        known = tuple("" if cell is None else cell for cell in table.sums)
        drawn.add(*_entries(table, known, Style(size, bold=True)))


def _entries(table: MoneyTable, row: MoneyRow, style: Style) -> Iterator[Entry]:
    for cell, column in zip(row, table.columns, strict=True):
        yield ((printed(cell, column.holds), style),)


def printed(cell: listing.Cell, holds: Holds) -> str:
    """Return a cell as it stands on paper; nothing is known of an empty one."""
    if cell is None:
        return "" if holds is Holds.TEXT else "—"
    if isinstance(cell, datetime):
        return minute_text(cell)
    if isinstance(cell, date):
        return unbroken(date_text(cell))
    if isinstance(cell, int):
        return yuan(cell) if holds is Holds.MONEY else f"{cell:,}"
    return cell


def workbook(facts: MoneySheet, step: Step | None = None) -> bytes:
    """Return the same figures as a workbook: the head first, a sheet for every table."""
    from warrantydesk.documents.excel import BookSheet, book

    head = [
        (_("Paper"), facts.title),
        (_("Number"), facts.number),
        (_("Station"), f"{facts.desk.station} {facts.desk.station_code}"),
        *facts.head,
        *((_("Remark"), text) for text in facts.words),
        *((sign.label, sign.name) for sign in facts.signs),
        (_("Journal"), facts.desk.anchor),
    ]
    sheets = [
        BookSheet(
            facts.title, (ListColumn(_("Item"), width=26), ListColumn(_("Content"), width=60)), head
        )
    ]
    for table in facts.tables:
        columns = [
            ListColumn(one.title.replace("\n", " "), one.holds, _wide(one)) for one in table.columns
        ]
        rows = (*table.rows, table.sums) if table.sums and table.rows else table.rows
        sheets.append(BookSheet(table.title, columns, rows))
    return book(sheets)


def _wide(column: MoneyColumn) -> int:
    return max(12, min(40, round(column.share * 14)))


def total_row(table: MoneyTable, label: str) -> MoneyRow:
    """Return the sums of the columns of counts and amounts, the label in the first column."""
    sums: list[listing.Cell] = [label]
    for place, column in enumerate(table.columns[1:], 1):
        if column.align == "left":
            sums.append(None)
            continue
        values = [row[place] for row in table.rows]
        sums.append(sum(value for value in values if isinstance(value, int)))
    return tuple(sums)
