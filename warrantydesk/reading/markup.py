"""Web pages that a portal saved as ``.xls``: their tables, read without following anything."""

from collections.abc import Iterable
from html.parser import HTMLParser

from warrantydesk.domain.sheet import Area
from warrantydesk.i18n import N_
from warrantydesk.reading.archive import check_size
from warrantydesk.reading.kinds import no_table
from warrantydesk.reading.limits import MOST_LETTERS, MOST_SHEETS

_UNSEEN = frozenset({"script", "style", "head", "noscript", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})
_DEEPEST = 20
_PIECE = 65_536
_LONGEST_TAG = 1_000_000
"""A picture may stand within a tag."""
_LONGEST_END = 8_192


class Table:
    """One table being read: its rows, and the cells that reach down from rows above."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merged: list[Area] = []
        self.text: list[str] | None = None
        self._span = (1, 1)
        self._down: dict[int, int] = {}

    def begin_row(self) -> None:
        """Begin a row; columns taken by cells from above stay empty in it."""
        self.end_cell()
        self._down = {column: left - 1 for column, left in self._down.items() if left > 1}
        self.rows.append([])

    def begin_cell(self, rows: int, columns: int) -> None:
        """Begin a cell that is so many rows high and columns wide."""
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self._span, self.text = (rows, columns), []

    def end_cell(self) -> None:
        """Put down the cell that is open, if one is."""
        if self.text is None:
            return
        row, (high, wide) = self.rows[-1], self._span
        while len(row) in self._down:
            row.append("")
        left, top = len(row), len(self.rows) - 1
        row += [_folded(self.text), *[""] * (wide - 1)]
        if high > 1:
            self._down |= dict.fromkeys(range(left, left + wide), high)
        if high > 1 or wide > 1:
            self.merged.append((top, left, top + high - 1, left + wide - 1))
        self.text = None


class Reader(HTMLParser):
    """Collects all tables of a page; what lies within a cell's own table is a table by itself."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self._file = file
        self._open: list[Table] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._begin_table()
        elif self._open and tag in ("tr", "td", "th"):
            table, given = self._open[-1], dict(attrs)
            if tag == "tr":
                table.begin_row()
                check_size(len(table.rows), 1, self._file)
            else:
                table.begin_cell(_count(given, "rowspan", 10_000), _count(given, "colspan", 256))
                check_size(1, len(table.rows[-1]), self._file)
        elif tag in _BREAKS:
            self.handle_data("\n")

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST or len(self.tables) >= MOST_SHEETS:
            raise no_table(
                N_("{file} has too many tables, one within the other. Copy the one you need."),
                self._file,
            )
        self._open.append(Table())
        self.tables.append(self._open[-1])

    def handle_endtag(self, tag: str) -> None:
        """End a table, a row or a cell."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in ("td", "th", "tr", "table"):
            self._open[-1].end_cell()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        """Keep what stands in a cell."""
        if self._unseen or not self._open or (text := self._open[-1].text) is None:
            return
        text.append(data)
        if len(data) > MOST_LETTERS:
            raise no_table(
                N_("A cell in row {row} of {file} is longer than {most} characters."),
                self._file,
                row=len(self._open[-1].rows),
                most=MOST_LETTERS,
            )

    def expect_at_most(self, most: int, file: str) -> None:
        """Refuse a page whose open tag goes on and on: each look at it would begin anew."""
        if len(self.rawdata) > most:
            raise no_table(
                N_(
                    "{file} is damaged: a mark in it never ends. Ask for the list as an Excel file."
                ),
                file,
            )


def tables_of(pieces: Iterable[str], file: str) -> list[Table]:
    """Return the tables of a page that hold anything; raises Unavailable where there is none."""
    reader = Reader(file)
    for piece in pieces:
        for begin in range(0, len(piece), _PIECE):
            reader.feed(piece[begin : begin + _PIECE])
            reader.expect_at_most(_LONGEST_TAG, file)
    reader.expect_at_most(_LONGEST_END, file)
    reader.close()
    for table in reader.tables:
        table.end_cell()
    found = [table for table in reader.tables if any(any(row) for row in table.rows)]
    if not found:
        raise no_table(
            N_("{file} is a web page without a table. Ask for the list as an Excel file."), file
        )
    return found


def _count(given: dict[str, str | None], name: str, most: int) -> int:
    written = (given.get(name) or "1").strip()
    return min(most, max(1, int(written))) if written[:6].isdecimal() and len(written) < 7 else 1


def _folded(text: list[str]) -> str:
    """Return a cell's text: blanks folded as a browser shows them, line breaks kept."""
    lines = (" ".join(line.split()) for line in "".join(text).split("\n"))
    return "\n".join(line for line in lines if line)
