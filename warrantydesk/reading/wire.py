"""How the child hands a book over: one JSON text a line, read as values and never as objects.

What arrives is held to the limits once more: the child may have been misled by the file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

from warrantydesk.domain.sheet import Area, Book, Row, Sheet
from warrantydesk.reading.limits import MOST_CELLS, MOST_LINES, MOST_SHEETS, MOST_TEXT

Line = dict[str, Any]
LONGEST_LINE = 32_000_000
_CHUNK = 500
_DIGITS = 15
"""Excel calculates with 15 digits; what stands behind them is dirt of binary numbers."""


class Garbled(Exception):  # noqa: N818 - it is said as a sentence where it is met
    """The child said something that is no part of a book, or more than a book may hold."""


class Sender:
    """The child's end: writes sheets in pieces and the book's own facts last."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._left = out, MOST_TEXT

    def say(self, **line: Any) -> None:
        """Write one line; Garbled where the whole becomes larger than a book may be."""
        text = json.dumps(line, default=_plain, ensure_ascii=True, separators=(",", ":"))
        self._left -= len(text)
        if self._left < 0 or len(text) > LONGEST_LINE:
            raise Garbled
        self._out.write(text.encode("ascii") + b"\n")
        self._out.flush()

    def step(self, done: int, total: int) -> None:
        """Tell how far the reading is."""
        self.say(step=[done, total])

    def sheet(
        self, name: str, hidden: bool, merged: Sequence[Area], rows: Iterable[Sequence[Any]]
    ) -> None:
        """Write one sheet; empty cells may be ``''`` or None, rows of any length."""
        self.say(sheet=name, hidden=hidden, merged=merged)
        piece: list[Sequence[Any]] = []
        for row in rows:
            piece.append(row)
            if len(piece) == _CHUNK:
                self.say(rows=piece)
                piece = []
        self.say(rows=piece)


def _plain(value: object) -> object:
    """Write what JSON does not know: a date is an object, so that no text can pass for one."""
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    raise TypeError(type(value).__name__)


class Receiver:
    """The desk's end: takes lines until the book is whole."""

    def __init__(self) -> None:
        self._read = json.JSONDecoder(
            object_hook=_object, parse_float=_number, parse_constant=str
        ).decode
        self._sheets: list[tuple[Line, list[Row]]] = []
        self._known: dict[str, str] = {}
        self._cells = 0
        self._left = MOST_TEXT

    def take(self, line: bytes) -> Line:
        """Read one line, keep what belongs to a sheet, and return it; raises Garbled."""
        self._left -= len(line)
        try:
            read = self._read(line.decode("ascii"))
        except (ValueError, RecursionError) as error:
            raise Garbled from error
        if not isinstance(read, dict) or self._left < 0:
            raise Garbled
        with _meant():
            if "sheet" in read:
                self._sheets.append((read, []))
            elif "rows" in read:
                self._keep(read["rows"])
        if len(self._sheets) > MOST_SHEETS:
            raise Garbled
        return read

    def _keep(self, piece: list[list[Any]]) -> None:
        rows = self._sheets[-1][1]
        rows += tidy(piece, self._known)
        self._cells += sum(map(len, piece))
        if self._cells > 2 * MOST_CELLS or len(rows) > MOST_LINES:
            raise Garbled

    def book(self, facts: Mapping[str, Any], file_name: str) -> Book:
        """Return the book of all lines taken; raises Garbled."""
        with _meant():
            return Book(
                sheets=tuple(_sheet(head, rows) for head, rows in self._sheets),
                file_name=file_name,
                sha256=str(facts["sha256"]),
                size_bytes=int(facts["size_bytes"]),
                kind=str(facts["kind"]),
                encoding=str(facts["encoding"]),
                encodings=tuple(map(str, facts["encodings"])),
                separator=str(facts["separator"]),
            )


@contextmanager
def _meant() -> Iterator[None]:
    """Take everything that does not fit for nonsense; what fits is values and never code."""
    try:
        yield
    except (LookupError, TypeError, ValueError) as error:
        raise Garbled from error


def how_far(line: Line) -> tuple[int, int]:
    """Return how much of how much a line of progress says is done; raises Garbled."""
    with _meant():
        done, total = line["step"]
        return int(done), int(total)


def _sheet(head: Line, rows: list[Row]) -> Sheet:
    merged = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in head["merged"])
    return Sheet(str(head["sheet"]), squared(rows), bool(head["hidden"]), merged)


def tidy(rows: Iterable[Sequence[Any]], known: dict[str, str]) -> Iterator[Row]:
    """Yield rows with empty cells as None; equal texts, kept in ``known``, lie in memory once."""
    keep = known.setdefault
    for row in rows:
        yield tuple(
            [(keep(cell, cell) if cell else None) if type(cell) is str else cell for cell in row]
        )


def squared(rows: list[Row]) -> tuple[Row, ...]:
    """Return tidy rows of one length: the empty ends of rows and of the sheet are cut off."""
    while rows and not _filled(rows[-1]):
        rows.pop()
    wide = max(map(_filled, rows), default=0)
    for number, row in enumerate(rows):
        if len(row) != wide:
            rows[number] = row[:wide] + (None,) * (wide - len(row))
    return tuple(rows)


def _filled(row: Row) -> int:
    wide = len(row)
    while wide and row[wide - 1] is None:
        wide -= 1
    return wide


def _object(read: Line) -> object:
    """Return what an object on the wire stands for: a day, an instant, or a line of its own."""
    if "on" in read:
        return date.fromisoformat(str(read["on"]))
    if "at" in read:
        return _day_or_instant(datetime.fromisoformat(str(read["at"])))
    return read


def _day_or_instant(read: datetime) -> date | datetime:
    return read if read.time() != time() else read.date()


def _number(text: str) -> int | Decimal:
    if text.endswith(".0"):
        return int(text[:-2])
    if len(text) > _DIGITS + 1:
        return Decimal(f"{float(text):.{_DIGITS}g}")
    return Decimal(text)
