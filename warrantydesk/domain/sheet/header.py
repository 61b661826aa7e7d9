"""The header of a table: which rows it is, and one name a column."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median_high

from warrantydesk.domain.sheet import Row, Sheet
from warrantydesk.domain.sheet.look import bare, filled, is_name

_LOOKED_AT = 60
"""A header that stands deeper is found by the person who imports."""
_MOST_ROWS = 3
_ENOUGH = 0.5
_PER_ROW = 0.03
"""Of rows that look alike the upper one is the header."""


def find_header(sheet: Sheet, known_headers: Collection[str] = ()) -> tuple[int, ...]:
    """Return the rows of the header, none where the table begins with its first value."""
    known = {bare(name) for name in known_headers} - {""}
    top = sheet.rows[:_LOOKED_AT]
    usual = usual_width(top)
    best, best_score = None, 0.0
    for number, row in enumerate(top):
        score = _score(row, usual, known, top[number + 1 :]) - number * _PER_ROW
        if score > best_score:
            best, best_score = number, score
    return () if best is None else rows_around(sheet, best)


def usual_width(rows: Sequence[Row]) -> int:
    """Return how many cells the rows of a table usually fill."""
    widths = [len(filled(row)) for row in rows]
    wide = [width for width in widths if width > 1] or [width for width in widths if width]
    return median_high(wide) if wide else 0


def _score(row: Row, usual: int, known: Collection[str], below: Sequence[Row]) -> float:
    """Weigh a row: names that are known count most, then a full row of words above values."""
    columns = filled(row)
    names = [str(row[column]) for column in columns if is_name(row[column])]
    met = sum(bare(name) in known for name in names)
    if met and met >= min(2, len(columns)) and met * 3 >= len(columns):
        return 10.0 + met
    plain = {bare(name) for name in names}
    if not plain or len(columns) < max(1, usual * _ENOUGH):
        return 0.0
    if len(names) < 0.8 * len(columns) or len(plain) < 0.6 * len(names):
        return 0.0
    return _contrast(columns, below) + min(1.0, len(columns) / usual) + met


def _contrast(columns: list[int], below: Sequence[Row]) -> float:
    """Return how many of a row's columns hold values and not words in the rows below it."""
    rows = [row for row in below if filled(row)][:10]
    valued = sum(
        any(not is_name(row[column]) and row[column] not in (None, "") for row in rows)
        for column in columns
    )
    return valued / len(columns)


def rows_around(sheet: Sheet, begin: int) -> tuple[int, ...]:
    """Return the rows of a header of which one row is known: groups above, names below."""
    if not 0 <= begin < len(sheet.rows):
        return ()
    top = begin
    while top and begin - top < _MOST_ROWS - 1 and _is_group_row(sheet, top - 1):
        top -= 1
    bottom = begin
    while bottom - top < _MOST_ROWS - 1 and _goes_on(sheet, top, bottom):
        bottom += 1
    return tuple(range(top, bottom + 1))


def _is_group_row(sheet: Sheet, number: int) -> bool:
    """Tell whether a row groups the names below: cells drawn over some columns, not over all."""
    row = sheet.rows[number]
    columns = filled(row)
    wide = [area for area in sheet.merged if area[0] == number and area[3] > area[1]]
    return (
        len(columns) > 1
        and all(is_name(row[column]) for column in columns)
        and any(1 < right - left + 1 < len(row) for _top, left, _bottom, right in wide)
    )


def _goes_on(sheet: Sheet, top: int, bottom: int) -> bool:
    """Tell whether the row below still belongs to the header."""
    if bottom + 1 >= len(sheet.rows):
        return False
    below = sheet.rows[bottom + 1]
    columns = filled(below)
    if not columns or not all(is_name(below[column]) for column in columns):
        return False
    if any(first <= bottom < last for first, _left, last, _right in sheet.merged if first >= top):
        return True  # a cell of the header reaches down
    covered = spread(sheet, bottom)
    drawn = {
        column
        for first, left, _last, right in sheet.merged
        if first == bottom and right > left
        for column in range(left, right + 1)
    }
    gaps = {column for column in columns if not covered[column]}
    if not gaps or not _has_value(sheet, bottom):
        return bool(drawn) and set(columns) <= drawn | gaps
    begun = {column for column in columns if column + 1 in gaps}
    return bool(drawn or begun) and set(columns) <= drawn | gaps | begun


def _has_value(sheet: Sheet, bottom: int) -> bool:
    """Tell whether values begin two rows below, so that the row between may be names."""
    after = sheet.rows[bottom + 2] if bottom + 2 < len(sheet.rows) else ()
    return any(not is_name(after[column]) for column in filled(after))


def spread(sheet: Sheet, number: int) -> list[str]:
    """Return the words of a row; a cell drawn over several columns or rows counts in each."""
    row = sheet.rows[number]
    words = [" ".join(str(cell).split()) if cell is not None else "" for cell in row]
    for first, left, last, right in sheet.merged:
        if first <= number <= last and first < len(sheet.rows) and left < len(row):
            cell = sheet.rows[first][left]
            if cell is not None:
                end = min(right, len(row) - 1)
                words[left : end + 1] = [" ".join(str(cell).split())] * (end + 1 - left)
    return words


def names_of(sheet: Sheet, rows: tuple[int, ...]) -> tuple[str, ...]:
    """Return one name a column; names of several rows are joined by a blank, once each."""
    wide = max((len(row) for row in sheet.rows), default=0)
    parts: list[list[str]] = [[] for _column in range(wide)]
    lines = [spread(sheet, number) for number in rows]
    if not any(first in rows for first, *_rest in sheet.merged):
        for above, below in pairwise(lines):
            _carry(above, below)
    for line in lines:
        for column, word in enumerate(line):
            if word and word not in parts[column]:
                parts[column].append(word)
    return tuple(" ".join(words) for words in parts)


def _carry(above: list[str], below: list[str]) -> None:
    """Let a name count for the columns right of it that only the next row names.

    A text file has no drawn cells: what was one there is a name and empty cells behind it.
    """
    for column in range(1, len(above)):
        if not above[column] and below[column] and below[column - 1]:
            above[column] = above[column - 1]
