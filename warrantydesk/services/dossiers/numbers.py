"""A list of numbers, typed, pasted or from a file, read as the claims that it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from warrantydesk.domain.dossier import FoundBy, FoundNumber, NumberList
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.sheet import Book, Sheet
from warrantydesk.domain.text import code, line
from warrantydesk.domain.vin import has_shape
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.books import book_of, book_of_text, must_be_there
from warrantydesk.storage.claim_lookup import NamedClaim

MOST = 5_000
"""Words of one list."""
_BETWEEN = re.compile(r"[\s,;|，；、。]+")
_BARE = re.compile(r"([A-Z]\d{4})(\d{6})")
_SHOWN = 60
_TRIED = 40
"""Cells of a column by which it is judged."""


def list_of_text(bench: Bench, text: str) -> NumberList:
    """Return what a typed or pasted text names; a pasted table by its best column."""
    if "\t" in text:
        return _list_of_book(bench, book_of_text(text))
    return _list_of(bench, (word for word in _BETWEEN.split(text) if word))


def list_of_file(bench: Bench, file: Path) -> NumberList:
    """Return what a text, csv or workbook names; Refused with its name where it is none."""
    must_be_there(file)
    return _list_of_book(bench, book_of(file))


def _list_of_book(bench: Bench, book: Book) -> NumberList:
    columns = [column for sheet in book.visible for column in _columns(sheet)]
    scored = [(_score(bench, column), column) for column in columns]
    best = max((score for score, _column in scored), default=0)
    if not best:
        return _list_of(bench, _words(bench, (column[1] for column in scored[:1])))
    # Sheets of one file go on with each other: each gives the column that names claims.
    chosen = [column for score, column in scored if score and score * 2 >= best]
    return _list_of(bench, _words(bench, (_from_first(bench, column) for column in chosen)))


def _columns(sheet: Sheet) -> Iterator[list[str]]:
    for place in range(max(map(len, sheet.rows), default=0)):
        cells = [row[place] for row in sheet.rows if place < len(row)]
        column = [text for cell in cells if cell is not None and (text := line(str(cell)))]
        if column:
            yield column


def _score(bench: Bench, column: Sequence[str]) -> int:
    return sum(_names_one(bench, cell) for cell in column[:_TRIED])


def _from_first(bench: Bench, column: Sequence[str]) -> Sequence[str]:
    """Return a column without what stands above its first claim: titles and heads."""
    first = next(place for place, cell in enumerate(column) if _names_one(bench, cell))
    return column[first:]


def _names_one(bench: Bench, cell: str) -> bool:
    return any(_found(bench, word) for word in _parts(bench, cell))


def _parts(bench: Bench, cell: str) -> list[str]:
    """Return a cell as it is; one that is no number, but holds several, word by word."""
    if _found(bench, cell):
        return [cell]
    parts = [word for word in _BETWEEN.split(cell) if word]
    return parts if any(_found(bench, word) for word in parts) else [cell]


def _words(bench: Bench, columns: Iterable[Sequence[str]]) -> Iterator[str]:
    for column in columns:
        for cell in column:
            yield from _parts(bench, cell)


def _list_of(bench: Bench, words: Iterable[str]) -> NumberList:
    found: dict[int, FoundNumber] = {}
    unknown: dict[str, None] = {}
    doubles: list[str] = []
    for place, word in enumerate(words):
        if place == MOST:
            raise refused(
                INVALID, N_("The list has more than {most} numbers: cut it."), "text", most=MOST
            )
        named = _found(bench, word)
        if not named:
            unknown[word[:_SHOWN]] = None
        elif all(one.claim_id in found for one in named):
            doubles.append(word)
        for one in named:
            found.setdefault(one.claim_id, one)
    return NumberList(tuple(found.values()), tuple(unknown), tuple(doubles))


def _found(bench: Bench, word: str) -> list[FoundNumber]:
    """Return the claims that a word names: all of the maker's number, the newest of a VIN."""
    key = code(word)
    for by, claims in _ways(bench, key) if key else ():
        if claims:
            chosen = claims[-1:] if by is FoundBy.VIN else claims
            return [FoundNumber(word, one.id, one.number, by) for one in chosen]
    return []


def _ways(bench: Bench, key: str) -> Iterator[tuple[FoundBy, list[NamedClaim]]]:
    """Yield the claims that a key names, by each of the things that it may be."""
    lookup, bare = bench.stores.claim_lookup, _BARE.fullmatch(key)
    yield FoundBy.OWN_NUMBER, lookup.of_number(f"{bare[1]}-{bare[2]}" if bare else key)
    yield FoundBy.MAKER_NUMBER, lookup.of_maker_number(key)
    yield FoundBy.REPAIR_ORDER, lookup.of_order(key)
    if has_shape(key):
        yield FoundBy.VIN, lookup.of_vin(key)
