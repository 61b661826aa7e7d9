"""From a book to a draft: fields and remembered maps of a subject, the likely sheet and columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.import_batch import ColumnMap, ImportBatch
from warrantydesk.domain.sheet import Book, Sheet
from warrantydesk.domain.sheet.layout import Layout, layout_of
from warrantydesk.i18n import N_, _
from warrantydesk.services.bench import Bench
from warrantydesk.services.imports.cells import reader_of
from warrantydesk.services.imports.columns import Found, columns_of
from warrantydesk.services.imports.draft import Draft, known_headers, map_key
from warrantydesk.services.imports.stacking import stacked
from warrantydesk.services.imports.target import Field, Subject, Target

_HAN, _LONG = re.compile(r"[\u4e00-\u9fff]{2,}"), re.compile(r"[A-Za-z]{4,}")
EFFECTIVE = "effective_from"
"""A field of this name says the day of a row; the commonest is the day of the whole."""


def target_of(targets: Mapping[str, Target], code: str) -> Target:
    """Return a target by its code; Refused(NOT_FOUND) where there is none."""
    if code not in targets:
        raise refused(
            NOT_FOUND, N_("Nothing is imported under the name “{name}”."), "target", name=code
        )
    return targets[code]


def opened(
    bench: Bench, target: Target, subject: Subject, book: Book, file: Path | None = None
) -> Draft:
    """Return the draft of a book for a subject; Refused where the book holds no table."""
    if not any(sheet.rows for sheet in book.sheets):
        raise refused(
            INVALID, N_("{file} holds no table. Choose another file."), "file", file=book.file_name
        )
    known = target.known(bench, subject)
    fields = target.fields(bench, subject)
    maps = maps_of(bench, target.code, map_key(subject, target.keeps_all))
    if target.keeps_all:
        book = stacked(book, fields, maps)
    index = 0 if target.keeps_all else _likely_sheet(book, fields, target.title)
    draft = Draft(
        target=target.code,
        subject=subject,
        fields=fields,
        known=known,
        label=target.label(known),
        book=book,
        layout=Layout((), (), 0, (), {}),
        remembered=maps,
        applied_before=_before(bench, target.code, subject, book.sha256),
        file=file,
        may_undo=target.may_undo,
        keeps_all=target.keeps_all,
    ).with_sheet(index)
    if target.dated and subject.effective_from is None:
        draft = draft.with_effective(_commonest_day(draft) or bench.today)
    return draft


def refreshed(bench: Bench, target: Target, draft: Draft) -> Draft:
    """Return a draft with what the desk knows now; what the clerk did to it stays."""
    known = target.known(bench, draft.subject)
    return replace(
        draft,
        known=known,
        fields=target.fields(bench, draft.subject),
        label=target.label(known),
        remembered=maps_of(bench, draft.target, draft.map_key),
        applied_before=_before(bench, draft.target, draft.subject, draft.book.sha256),
    )


def maps_of(bench: Bench, target: str, profile: str) -> tuple[ColumnMap, ...]:
    """Return the maps remembered for a target and a profile, the one used last first.

    ``profile`` is the ``map_key`` of a draft where its target knows several makers of files.
    """
    found = bench.stores.column_maps.find(target=target, profile=profile)
    dated = [(one.used_at.timestamp() if one.used_at else 0.0, one.id, one) for one in found]
    return tuple(one for _at, _id, one in sorted(dated, key=lambda row: row[:2], reverse=True))


def remembered(bench: Bench, draft: Draft) -> None:
    """Remember what the columns of a draft mean, inside the open change."""
    store = bench.stores.column_maps
    fields = tuple(column.field for column in draft.columns)
    same = [
        one
        for one in store.find(target=draft.target, profile=draft.map_key)
        if one.headers == draft.headers
    ]
    if same:
        store.save(replace(same[-1], fields=fields, used_at=bench.now))
        return
    store.add(ColumnMap(draft.target, draft.map_key, draft.headers, fields, used_at=bench.now))


def _before(bench: Bench, target: str, subject: Subject, sha256: str) -> ImportBatch | None:
    found = bench.stores.import_batches.find(
        target=target, profile=subject.profile, subject=subject.name, sha256=sha256
    )
    batch = next((one for one in reversed(found) if one.undone_at is None), None)
    if batch is None:
        return None
    who = next(iter(bench.stores.people.find(login=batch.made_by)), None)
    return replace(batch, made_by=who.name if who is not None else batch.made_by)


def _likely_sheet(book: Book, fields: Sequence[Field], title: str) -> int:
    """Return the sheet that a person would take: the one with the most fields as headers, then
    with the most rows; one called like the target goes first where it has a third as many."""
    seen = [n for n, sheet in enumerate(book.sheets) if not sheet.hidden and sheet.rows]
    every = seen or [n for n, sheet in enumerate(book.sheets) if sheet.rows]
    if len(every) == 1:
        return every[0]
    named = {n: _named(book.sheets[n], fields) for n in every}
    wanted = _words(title) | _words(_(title))
    third = max(named.values()) / 3  # a summary may be called so, too, and names hardly a field
    alike = {n: named[n] >= third > 0 and bool(_words(book.sheets[n].name) & wanted) for n in every}
    return max(every, key=lambda n: (alike[n], named[n], len(book.sheets[n].rows), -n))


def _words(name: str) -> set[str]:
    """Return what a name is compared by: long words, and pairs of Chinese characters."""
    pairs = {one for run in _HAN.findall(name) for one in map("".join, pairwise(run))}
    return pairs | {one.casefold().rstrip("s") for one in _LONG.findall(name)}


def _named(sheet: Sheet, fields: Sequence[Field]) -> int:
    """Return how many fields the headers of a sheet name."""
    layout = layout_of(sheet, known_headers(fields))
    columns = columns_of(sheet, layout, fields, ())
    return sum(one.found is Found.SAME_HEADER for one in columns)


def _commonest_day(draft: Draft) -> date | None:
    """Return the day that most rows of the file say they begin on."""
    column = draft.column_of(EFFECTIVE)
    if column is None:
        return None
    read = reader_of(draft.field_of(EFFECTIVE))
    counts: dict[date, int] = {}
    for index in draft.layout.body:
        day = read(draft.sheet.rows[index][column])
        if isinstance(day, date):
            counts[day] = counts.get(day, 0) + 1
    return max(counts, key=lambda day: counts[day], default=None)
