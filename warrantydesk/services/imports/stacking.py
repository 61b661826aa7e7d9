"""A file whose lines stand on several sheets, read as one table."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from warrantydesk.domain.import_batch import ColumnMap
from warrantydesk.domain.sheet import Area, Book, Cell, Row, Sheet
from warrantydesk.domain.sheet.layout import TOTAL, Layout, layout_of
from warrantydesk.services.imports.columns import Column, Found, columns_of, squeezed
from warrantydesk.services.imports.draft import known_headers
from warrantydesk.services.imports.target import Field

_ALIKE = 0.8
"""Sheets that share so much of their headers are parts of one table."""
_BY_NAME = frozenset({Found.SAME_HEADER, Found.LIKE_HEADER, Found.LAST_TIME})


_OF_MONTH = re.compile(r"(?:(20[0-9]{2})\s*[-年./]?\s*)?(?<![0-9])(0?[1-9]|1[0-2])\s*月")


@dataclass(frozen=True)
class _Table:
    """A sheet with its table."""

    index: int
    sheet: Sheet
    layout: Layout
    columns: tuple[Column, ...]

    @property
    def headers(self) -> frozenset[str]:
        return frozenset(filter(None, (squeezed(one.header) for one in self.columns)))

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(one.field for one in self.columns if one.field and one.found in _BY_NAME)


def stacked(book: Book, fields: Sequence[Field], remembered: Sequence[ColumnMap]) -> Book:
    """Return a book whose first sheet is its table, parts of it on other sheets put below.

    Sheets with the same headers are parts (of sheets by month only the latest), and those that
    alone have a column of a field that stands ``apart``, or its name; all others stay.
    """
    tables = [
        _table(number, sheet, fields, remembered)
        for number, sheet in enumerate(book.sheets)
        if sheet.rows and not sheet.hidden
    ]
    if not tables:
        tables = [_table(n, one, fields, remembered) for n, one in enumerate(book.sheets)]
    first = max(tables, key=_weight)
    kin = [one for one in tables if one is first or _is_part(one, first, fields)]
    newest = max(map(_month, kin))
    first = first if _month(first) in (0, newest) else max(kin, key=_month)
    others = [one for one in tables if one is not first and _is_part(one, first, fields)]
    others = [one for one in others if _month(one) in (0, newest)]
    taken = {one.index for one in (first, *others)}
    kept = tuple(sheet for number, sheet in enumerate(book.sheets) if number not in taken)
    sheet = _joined(first, others) if others else first.sheet
    return replace(book, sheets=(sheet, *kept))


def _weight(one: _Table) -> tuple[int, int, int]:
    return len(one.fields), len(one.layout.body), -one.index


def _month(one: _Table) -> int:
    """Return the month that a sheet is called by, 0 for another name: a file may keep old ones."""
    found = _OF_MONTH.search(unicodedata.normalize("NFKC", one.sheet.name))
    return int(found.group(1) or 0) * 12 + int(found.group(2)) if found else 0


def _table(
    index: int, sheet: Sheet, fields: Sequence[Field], remembered: Sequence[ColumnMap]
) -> _Table:
    layout = layout_of(sheet, known_headers(fields))
    return _Table(index, sheet, layout, columns_of(sheet, layout, fields, remembered))


def _is_part(one: _Table, first: _Table, fields: Sequence[Field]) -> bool:
    if not one.layout.body or not one.layout.header_rows or not first.headers:
        return False
    shared = len(one.headers & first.headers)
    if shared >= _ALIKE * max(len(one.headers), len(first.headers)):
        return True
    apart = [field for field in fields if field.apart]
    told = {field.name for field in apart}
    if told & first.fields or not one.fields - told:
        return False
    name = squeezed(one.sheet.name)
    called = any(squeezed(alias) in name for field in apart for alias in field.aliases)
    return called or bool(told & one.fields)


def _joined(first: _Table, others: Sequence[_Table]) -> Sheet:
    """Put the rows of tables below the first one, each cell under the column it belongs to."""
    places = {key: place for place, key in reversed(list(enumerate(map(_key, first.columns))))}
    added: list[str] = []
    moves: list[dict[int, int]] = []
    wide = len(first.columns)
    for other in others:
        move: dict[int, int] = {}
        for place, column in enumerate(other.columns):
            key = _key(column)
            if key and key not in places:
                places[key] = wide + len(added)
                added.append(column.header)
            if key and places[key] not in move.values():
                move[place] = places[key]
        moves.append(move)
    rows = [(*row, *[None] * len(added)) for row in first.sheet.rows]
    if first.layout.header_rows and added:
        last = first.layout.header_rows[-1]
        rows[last] = (*rows[last][:wide], *added)
    merged = list(first.sheet.merged)
    parts = [(first.sheet.name, len(rows))]
    for other, move in zip(others, moves, strict=True):
        merged += _moved(other.sheet.merged, move, len(rows), other.layout.first_row)
        rows += [_row(other, number, move, wide + len(added)) for number in _numbers(other)]
        parts.append((other.sheet.name, len(other.sheet.rows)))
    name = " + ".join(name for name, _count in parts)
    return Sheet(name, tuple(rows), False, tuple(merged), tuple(parts))


def _key(column: Column) -> str:
    """Return what makes two columns the same: their field, else their header."""
    if column.field and column.found in _BY_NAME:
        return f"field {column.field}"
    return squeezed(column.header)


def _numbers(table: _Table) -> range:
    return range(len(table.sheet.rows))


def _row(table: _Table, number: int, move: dict[int, int], wide: int) -> Row:
    """Return a row under the columns of the whole; titles and headers become empty rows."""
    cells: list[Cell] = [None] * wide
    is_row = number >= table.layout.first_row
    reason = table.layout.skipped.get(number, "")
    if is_row and reason in ("", TOTAL):
        for place, cell in enumerate(table.sheet.rows[number]):
            if place in move:
                cells[move[place]] = cell
    return tuple(cells)


def _moved(merged: Sequence[Area], move: dict[int, int], down: int, first_row: int) -> list[Area]:
    """Return the areas of one column in a body, where they come to lie."""
    return [
        (top + down, move[left], bottom + down, move[left])
        for top, left, bottom, right in merged
        if left == right and left in move and top >= first_row
    ]
