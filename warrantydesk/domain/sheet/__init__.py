"""What was read from a file or the clipboard: a book of sheets, each a table of plain cells."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Cell = str | int | Decimal | date | datetime | bool | None
"""One cell as it was stored: text stays text, a number is exact, an empty cell is None."""

Row = tuple[Cell, ...]
Area = tuple[int, int, int, int]

XLSX, XLS, ODS, CSV, PASTED = "xlsx", "xls", "ods", "csv", "pasted"
MOST_ROWS = 100_000
"""As many rows of data as one import takes: more is a mistake or work for another tool."""
MOST_COLUMNS = 256


@dataclass(frozen=True)
class Sheet:
    """One table: rows of cells, all of the same length; a row's number on paper is index + 1.

    ``merged`` are the areas drawn as one cell: top, left, bottom, right. Their value stands in
    the first cell, the others are empty.
    """

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    """Where sheets were put one below the other: name and number of rows of each."""


@dataclass(frozen=True)
class Book:
    """All tables of one file, and what is known of the file itself.

    ``encoding`` is how text was decoded, ``encodings`` the others one may switch to; both are
    empty where the file says it itself. ``separator`` is the sign between columns of a text.
    """

    sheets: tuple[Sheet, ...]
    file_name: str
    sha256: str
    size_bytes: int
    kind: str
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    separator: str = ""

    @property
    def visible(self) -> tuple[Sheet, ...]:
        """The sheets that a person sees when the file is opened."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden)
