"""What the columns of a sheet mean: by last time, by their headers, by what stands in them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from warrantydesk.domain.import_batch import ColumnMap
from warrantydesk.domain.sheet import Cell, Sheet
from warrantydesk.domain.sheet.layout import Layout
from warrantydesk.i18n import _
from warrantydesk.services.imports.cells import reader_of, shown
from warrantydesk.services.imports.target import Field, Want

_SAMPLE = 2000
"""So many rows say enough about a column."""
_OWN_NAME = 0.05
_ALIKE = 0.78
"""Two headers as alike as this mean the same, unless another is more alike."""
_LEAST_KNOWN, _LEAST_DAYS = 0.6, 0.95


class Found(StrEnum):
    """How it is known what a column means."""

    NOT = ""
    SAME_HEADER = "same_header"
    LIKE_HEADER = "like_header"
    LAST_TIME = "last_time"
    CONTENT = "content"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Column:
    """A column of the sheet and the field it means; ``fits`` of ``of`` cells suit the field."""

    header: str
    field: str = ""
    found: Found = Found.NOT
    fits: int = 0
    of: int = 0
    lowest: int | None = None
    highest: int | None = None


def squeezed(header: str) -> str:
    """Return a header as it is compared: letters and digits only, one width, lower case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", header).casefold())


def columns_of(
    sheet: Sheet, layout: Layout, fields: Sequence[Field], remembered: Sequence[ColumnMap]
) -> tuple[Column, ...]:
    """Return what each column means, and how that was found; no field stands twice."""
    width = max((len(row) for row in sheet.rows[:1]), default=0)
    headers = [*layout.headers, *[""] * max(0, width - len(layout.headers))]
    given: dict[int, Column] = {}
    free = {one.name: one for one in fields}
    blank = _blank(sheet, layout)
    for look in (_by_memory(remembered), _same, _like):
        for place, column in look(headers, free, given).items():
            if place in blank and _is_foreign(column, free[column.field]):
                continue  # what says nothing of any row empties no cell of the desk
            given[place] = column
            free.pop(column.field)
    for place, seen in _by_content(sheet, layout, free, given, headers).items():
        given[place] = replace(seen, header=headers[place])
    return tuple(given.get(place, Column(header)) for place, header in enumerate(headers))


def _is_foreign(column: Column, meant: Field) -> bool:
    """Tell whether a column has another name than the desk's own."""
    return not meant.key and squeezed(column.header) != squeezed(meant.name)


def _blank(sheet: Sheet, layout: Layout) -> frozenset[int]:
    """Return the columns without any cell in all the rows there are."""
    if not layout.body:
        return frozenset()
    places = range(len(sheet.rows[0]) if sheet.rows else 0)
    rows = [sheet.rows[index] for index in layout.body]
    return frozenset(place for place in places if all(row[place] in (None, "") for row in rows))


def mapped(columns: Sequence[Column], known: ColumnMap) -> tuple[Column, ...]:
    """Return columns with the meanings that a remembered map gives to their headers."""
    meant = _meanings([known])
    taken: set[str] = set()
    result = []
    for column in columns:
        name = meant.get(squeezed(column.header), "")
        name = "" if name in taken else name
        taken.add(name)
        result.append(Column(column.header, name, Found.LAST_TIME if name else Found.NOT))
    return tuple(result)


Look = Callable[[Sequence[str], Mapping[str, Field], Mapping[int, Column]], dict[int, Column]]


def _meanings(remembered: Iterable[ColumnMap]) -> dict[str, str]:
    """Return the field of each header, as the newest map that knows the header has it."""
    meant: dict[str, str] = {}
    for known in remembered:
        for header, name in zip(known.headers, known.fields, strict=False):
            meant.setdefault(squeezed(header), name)
    return meant


def _by_memory(remembered: Sequence[ColumnMap]) -> Look:
    meant = _meanings(remembered)

    def look(
        headers: Sequence[str], free: Mapping[str, Field], given: Mapping[int, Column]
    ) -> dict[int, Column]:
        found: dict[int, Column] = {}
        taken: set[str] = set()
        for place, header in enumerate(headers):
            name = meant.get(squeezed(header), "") if header else ""
            if name in free and name not in taken:
                taken.add(name)
                found[place] = Column(header, name, Found.LAST_TIME)
        return found

    return look


def _names(one: Field) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(squeezed(name) for name in (one.name, one.title, _(one.title), *one.aliases))
    )


def _same(
    headers: Sequence[str], free: Mapping[str, Field], given: Mapping[int, Column]
) -> dict[int, Column]:
    names: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for one in free.values():
        for rank, name in enumerate(_names(one)):
            names.setdefault(name, one.name)
            ranks.setdefault(name, rank if one.ranked else 0)
    found: dict[int, Column] = {}
    taken: set[str] = set()
    for place, header in sorted(
        enumerate(headers), key=lambda each: ranks.get(squeezed(each[1]), 0)
    ):
        name = names.get(squeezed(header), "") if header and place not in given else ""
        if name and name not in taken:
            taken.add(name)
            found[place] = Column(header, name, Found.SAME_HEADER)
    return found


def _like(
    headers: Sequence[str], free: Mapping[str, Field], given: Mapping[int, Column]
) -> dict[int, Column]:
    pairs = sorted(
        (
            (_likeness(squeezed(header), header, one), -place, one.name)
            for place, header in enumerate(headers)
            if header and place not in given
            for one in free.values()
        ),
        reverse=True,
    )
    found: dict[int, Column] = {}
    taken: set[str] = set()
    for score, negative, name in pairs:
        place = -negative
        if score >= _ALIKE and place not in found and name not in taken:
            taken.add(name)
            found[place] = Column(headers[place], name, Found.LIKE_HEADER)
    return found


def _likeness(header: str, written: str, one: Field) -> float:
    """Return how alike a header and the names of a field are, from 0 to 1."""
    if _is_unlike(one, written):
        return 0.0
    best = 0.0
    for name in _names(one):
        if not name or not header:
            continue
        if len(name) >= _least(name) and name in header:
            # Under a head over several columns the own name of each stands last.
            own = _OWN_NAME if header.endswith(name) else 0.0
            best = max(best, 0.8 + 0.19 * len(name) / len(header) + own)
        best = max(best, SequenceMatcher(None, header, name, autojunk=False).ratio())
    return best


def _is_unlike(one: Field, header: str) -> bool:
    written = header.casefold()
    lacks = bool(one.needs) and re.search(one.needs, written) is None
    return lacks or bool(one.unlike and re.search(one.unlike, written))


def _least(name: str) -> int:
    return 4 if name.isascii() else 2


def _by_content(
    sheet: Sheet,
    layout: Layout,
    free: Mapping[str, Field],
    given: Mapping[int, Column],
    headers: Sequence[str],
) -> dict[int, Column]:
    """Recognise columns by values that the desk knows, by days, by the range of numbers."""
    sample = [sheet.rows[index] for index in layout.body[:_SAMPLE]]
    cells = {
        place: [row[place] for row in sample if row[place] not in (None, "")]
        for place in range(len(sheet.rows[0]) if sheet.rows else 0)
        if place not in given
    }
    found: dict[int, Column] = {}
    for one in sorted(free.values(), key=lambda field: not field.key):
        seen = {
            place: column
            for place, some in cells.items()
            if place not in found and len(some) * 2 >= len(sample) and some
            if not _is_unlike(one, headers[place])
            if (column := _speaking(one, some)) is not None
        }
        if seen:
            best = max(seen, key=lambda place: seen[place].fits / seen[place].of)
            found[best] = seen[best]
    return found


def _speaking(one: Field, cells: Sequence[Cell]) -> Column | None:
    """Return what cells say for a field, None where too few of them suit it."""
    if one.known or one.fits is not None:
        fits = one.fits or one.known.__contains__
        return _enough(one, sum(fits(shown(cell).strip()) for cell in cells), cells, _LEAST_KNOWN)
    read = reader_of(one)
    if one.kind is Want.DAY:
        days = sum(isinstance(read(cell), date) for cell in cells)
        return _enough(one, days, cells, _LEAST_DAYS)
    if one.between is None:
        return None
    numbers = [number for cell in cells if isinstance(number := read(cell), int)]
    low, high = one.between
    fits_all = len(numbers) == len(cells) and low <= min(numbers) and max(numbers) <= high
    seen = _enough(one, len(numbers), cells, 1.0) if fits_all else None
    return replace(seen, lowest=min(numbers), highest=max(numbers)) if seen else None


def _enough(one: Field, fits: int, cells: Sequence[Cell], least: float) -> Column | None:
    if fits < least * len(cells):
        return None
    return Column("", one.name, Found.CONTENT, fits, len(cells))
