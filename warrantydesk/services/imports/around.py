"""What stands around the rows of a table: titles above, totals and notes below, other sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warrantydesk.domain.sheet import Book, Row, Sheet
from warrantydesk.domain.sheet.layout import BLANK, TOTAL, Layout

OTHER_SHEET = "other_sheet"
_MOST_ROWS, _MOST_CELLS = 60, 40
"""So much of another sheet is looked at: it is a cover or a summary, or says nothing."""


@dataclass(frozen=True)
class Beside:
    """A row that is none of the table; ``kind`` is why, as the layout says it."""

    number: int
    """Row of the sheet, from 1."""
    kind: str
    cells: Row
    values: Mapping[str, object] = field(default_factory=dict)
    """What stands under the columns of a row of totals, by field."""


@dataclass(frozen=True)
class Around:
    """The file of some rows, and everything in it that is none of them."""

    file_name: str = ""
    sha256: str = ""
    headers: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """What each column means, empty for one that is not taken."""
    beside: tuple[Beside, ...] = ()
    drawn: Mapping[tuple[int, int], int] = field(default_factory=dict)
    """Cells drawn together with one above: row and column, and the row in which they begin."""
    parts: tuple[tuple[str, int], ...] = ()
    """The sheets that were put one below the other, with their numbers of rows."""

    def place(self, number: int) -> tuple[str, int]:
        """Return the sheet of a row and its number there; no name where there is one sheet."""
        left = number
        for name, count in self.parts:
            if left <= count:
                return name, left
            left -= count
        return "", number


NOTHING_AROUND = Around()


def drawn_in(sheet: Sheet, layout: Layout) -> dict[tuple[int, int], int]:
    """Return the cells of a body that are drawn over several rows, but for the first of each."""
    found: dict[tuple[int, int], int] = {}
    for top, left, bottom, right in sheet.merged:
        if top < layout.first_row or bottom <= top:
            continue
        for row in range(top + 1, min(bottom, len(sheet.rows) - 1) + 1):
            for column in range(left, right + 1):
                found[row + 1, column] = top + 1
    return found


def beside_rows(sheet: Sheet, layout: Layout) -> list[Beside]:
    """Return the rows of a sheet that are not empty and no rows of its table."""
    return [
        Beside(index + 1, kind, sheet.rows[index])
        for index, kind in layout.skipped.items()
        if kind != BLANK
    ]


def on_other_sheets(book: Book, taken: int) -> list[Beside]:
    """Return the first rows of the sheets beside the one that is taken."""
    found: list[Beside] = []
    for number, sheet in enumerate(book.sheets):
        if number == taken or sheet.hidden:
            continue
        rows: Sequence[Row] = sheet.rows[:_MOST_ROWS]
        found += [
            Beside(index + 1, OTHER_SHEET, row[:_MOST_CELLS])
            for index, row in enumerate(rows)
            if any(cell is not None for cell in row)
        ]
    return found


def is_total(one: Beside) -> bool:
    """Tell whether a row was seen to be one of totals."""
    return one.kind == TOTAL
