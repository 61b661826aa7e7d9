"""Where in a sheet the table lies: titles, header, body, totals, notes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from warrantydesk.domain.sheet import Row, Sheet
from warrantydesk.domain.sheet.header import find_header, names_of, rows_around, usual_width
from warrantydesk.domain.sheet.look import bare, filled, is_empty, is_name, says_note, says_total

TITLE, BLANK, TOTAL, NOTE, REPEATED_HEADER = "title", "blank", "total", "note", "repeated_header"
_SAMPLE = 200


@dataclass(frozen=True)
class Layout:
    """What each row of a sheet is; all numbers are row indices from 0.

    ``headers`` has one name a column, names of a header in two rows joined by a blank. ``body``
    are the rows that carry data, ``skipped`` says for all others below or above the header why
    they do not.
    """

    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    first_row: int
    body: tuple[int, ...]
    skipped: Mapping[int, str]


def layout_of(sheet: Sheet, known_headers: Collection[str] = ()) -> Layout:
    """Find the table of a sheet; ``known_headers`` are names that a header is known to bear.

    A table without header has no header rows and empty names.
    """
    return _laid_out(sheet, find_header(sheet, known_headers))


def layout_at(sheet: Sheet, header_row: int) -> Layout:
    """Return the layout with the header begun in a row that a person chose, -1 for none."""
    return _laid_out(sheet, rows_around(sheet, header_row))


def _laid_out(sheet: Sheet, header: tuple[int, ...]) -> Layout:
    names = names_of(sheet, header)
    first = header[-1] + 1 if header else 0
    above = header[0] if header else 0
    skipped = {number: TITLE if filled(sheet.rows[number]) else BLANK for number in range(above)}
    kinds = _Kinds(sheet, header, first)
    body = []
    for number in range(first, len(sheet.rows)):
        reason = kinds.of(number)
        if reason:
            skipped[number] = reason
        else:
            body.append(number)
    skipped |= kinds.tail(body)
    kept = tuple(number for number in body if number not in skipped)
    return Layout(header, names, first, kept, dict(sorted(skipped.items())))


class _Kinds:
    """What the rows below a header are, judged by what its body usually looks like."""

    def __init__(self, sheet: Sheet, header: tuple[int, ...], first: int) -> None:
        self._rows = sheet.rows
        self._usual = usual_width(sheet.rows[first : first + _SAMPLE])
        self._header = [_words(sheet.rows[number]) for number in header]
        self._begins = {words[min(words)] for words in self._header if words}
        self._drawn = {
            top: right - left + 1 for top, left, _bottom, right in sheet.merged if right > left
        }
        self._continued = {
            row
            for top, _left, bottom, _right in sheet.merged
            if top >= first
            for row in range(top + 1, bottom + 1)
        }
        """Rows over which a cell of a row above is drawn: data, however few cells are their own."""

    def of(self, number: int) -> str:
        """Return why a row is no data wherever it stands, nothing where it may be."""
        row = self._rows[number]
        start = next((cell for cell in row if not is_empty(cell)), None)
        if start is None:
            return BLANK
        if number in self._continued:
            return ""
        if not isinstance(start, str):
            return self._total_within(row)
        if self._repeats(row, start):
            return REPEATED_HEADER
        if says_total(start):
            return TOTAL
        if None in row and len(columns := filled(row)) == 1 and self._usual > 1:
            drawn = self._drawn.get(number, 1) > 1 and is_name(start)
            wide = len(row) > columns[0] + 1
            return NOTE if wide and (drawn or self._says_note(start)) else ""
        return self._total_within(row)

    def _says_note(self, cell: str) -> bool:
        return self._usual > 1 and says_note(cell)

    def _total_within(self, row: Row) -> str:
        """Find a total whose word stands further right, in a row that is emptier than others."""
        if None not in row:
            return ""
        columns = filled(row)
        if len(columns) >= self._usual:
            return ""
        return TOTAL if any(says_total(row[column]) for column in columns) else ""

    def _repeats(self, row: Row, start: str) -> bool:
        """Tell the header printed again on a further page."""
        if not self._begins or bare(start) not in self._begins:
            return False
        words = _words(row)
        return any(
            len(set(words.items()) & set(header.items())) >= 0.8 * max(len(words), len(header))
            for header in self._header
        )

    def tail(self, body: list[int]) -> Mapping[int, str]:
        """Return what stands below the table: notes, signatures, sums without a word."""
        found: dict[int, str] = {}
        always = self._always_filled(body)
        for number in reversed(body):
            reason = self._below(self._rows[number], always)
            if not reason or number in self._continued:
                break
            found[number] = reason
        return found if len(found) < len(body) else {}

    def _below(self, row: Row, always: set[int]) -> str:
        columns = filled(row)
        cells = [row[column] for column in columns]
        if all(is_name(cell) or says_note(cell) for cell in cells):
            few = len(cells) * 2 <= self._usual
            told = all(map(says_note, cells)) and len(cells) < max(2, self._usual)
            return NOTE if told or (few and len(cells) == 1 and self._usual > 2) else ""
        sums = all(isinstance(cell, int | Decimal) for cell in cells)
        return TOTAL if sums and always and min(always) not in columns else ""

    def _always_filled(self, body: list[int]) -> set[int]:
        """Return the columns that every row but the last fills: what a row cannot be without."""
        rows = [self._rows[number] for number in body[:-1][:_SAMPLE]]
        if len(rows) < 2:
            return set()
        return set.intersection(*(set(filled(row)) for row in rows))


def _words(row: Row) -> dict[int, str]:
    """Return the names of a row by column, as names are compared."""
    return {column: word for column, word in _bare_cells(row) if word}


def _bare_cells(row: Row) -> Iterator[tuple[int, str]]:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            yield column, bare(cell)
