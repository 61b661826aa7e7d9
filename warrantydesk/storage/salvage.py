"""What can still be read of a damaged database, row by row, into a new one beside it.

Pages that cannot be read are stepped over by their row numbers; nothing is written into the
damaged file. What comes out of it is to be looked at and exported: its journal has gaps.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import FULL, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import atomic_write, put_in_place, sync_folder
from warrantydesk.storage.looking import remove_copy, to_look_at
from warrantydesk.storage.places import DataFolder, must_be_free
from warrantydesk.storage.schema import look_at, make_empty

Step = Callable[[str], None]
Row = tuple[Any, ...]
_MANY = 200
_FARTHEST = 1 << 62
"""Beyond this no row is looked for."""
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
_REMADE = (
    "search_text",
    "search",
    "search_data",
    "search_idx",
    "search_docsize",
    "search_config",
)
"""Text and index of the search are made anew from the rows at the next opening."""


@dataclass(frozen=True)
class TableSaved:
    """How many rows of a table were saved, and how many gaps there are between them."""

    table: str
    rows: int
    gaps: int = 0


@dataclass(frozen=True)
class Salvaged:
    """What was saved, and which files of rows could not be."""

    tables: tuple[TableSaved, ...]
    files: int = 0
    files_missing: int = 0

    @property
    def rows(self) -> int:
        """All rows that were saved."""
        return sum(one.rows for one in self.tables)

    @property
    def damaged(self) -> tuple[TableSaved, ...]:
        """The tables with gaps."""
        return tuple(one for one in self.tables if one.gaps)


def salvage(folder: Path, target: Path, step: Step) -> Salvaged:
    """Save what can be read of a data folder into a new one; it is not there on any failure.

    Raises Unavailable where the file is no database of ours, its schema is an older one, or the
    new folder cannot be written.
    """
    must_be_free(target)
    desk = DataFolder(folder)
    look_at(desk.database)
    work = target.with_name(f".{target.name}.salvaging")
    shutil.rmtree(work, ignore_errors=True)
    seen = desk
    try:
        work.mkdir(parents=True)
        seen = to_look_at(desk)
        make_empty(work / "claims.db")
        step(N_("reading what can be read"))
        tables = _save_tables(seen, work / "claims.db")
        step(N_("copying photos and files"))
        files, missing = _copy_files(desk.attachments, work / "att")
        with suppress(OSError):
            target.rmdir()
        sync_folder(work)
        put_in_place(work, target)
    except OSError as error:
        raise Unavailable(
            N_("What can be read could not be saved to {folder} ({reason})."),
            FULL,
            folder=target,
            reason=error.strerror or error,
        ) from error
    finally:
        if seen is not desk:
            remove_copy(seen)
        shutil.rmtree(work, ignore_errors=True)
    return Salvaged(tables, files, missing)


def _save_tables(seen: DataFolder, new: Path) -> tuple[TableSaved, ...]:
    with (
        closing(sqlite3.connect(seen.uri, uri=True)) as old,
        closing(sqlite3.connect(new, isolation_level=None)) as out,
    ):
        out.execute("PRAGMA foreign_keys = OFF")
        out.execute("BEGIN IMMEDIATE")
        triggers = out.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _sql in kept:  # they guard the work; these rows were guarded once
            out.execute(f'DROP TRIGGER "{name}"')
        names = out.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        told = [name for (name,) in names.fetchall() if _is_saved(name)]
        saved = tuple(_save_table(old, out, name) for name in told)
        for _name, sql in kept:
            out.execute(sql)
        out.execute("COMMIT")
    return saved


def _is_saved(name: str) -> bool:
    return name not in _REMADE and not name.startswith("sqlite_")


def _save_table(old: sqlite3.Connection, out: sqlite3.Connection, table: str) -> TableSaved:
    columns = [row[1] for row in out.execute(f'PRAGMA table_info("{table}")')]
    quoted = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _column in columns)
    keep = f'INSERT OR IGNORE INTO "{table}" (rowid, {quoted}) VALUES (?, {marks})'
    rows = gaps = 0
    out.execute(f'DELETE FROM "{table}"')
    for part in _parts(old, f'SELECT rowid, {quoted} FROM "{table}"'):
        if part is None:
            gaps += 1
            continue
        for row in part:
            with suppress(sqlite3.IntegrityError, sqlite3.InterfaceError, UnicodeEncodeError):
                rows += out.execute(keep, row).rowcount
    return TableSaved(table, rows, gaps)


def _parts(old: sqlite3.Connection, select: str) -> Iterator[list[Row] | None]:
    """Yield rows in the order of their numbers, None for each gap that is stepped over."""
    start, many = -_FARTHEST, _MANY
    query = f"{select} WHERE rowid >= ? ORDER BY rowid LIMIT ?"
    while True:
        try:
            rows = old.execute(query, (start, many)).fetchall()
            _must_go_on(rows, start)
        except _UNREADABLE:
            if many > 1:
                many = 1  # up to the very row that cannot be read
                continue
            yield None
            found = _next_readable(old, select, start)
            if found is None:
                return
            start, many = found, _MANY
            continue
        if not rows:
            return
        yield rows
        start, many = int(rows[-1][0]) + 1, min(2 * many, _MANY)


def _must_go_on(rows: list[Row], start: int) -> None:
    """Refuse rows whose numbers do not rise from ``start``: a spoilt page made them up."""
    numbers = [start - 1, *(int(row[0]) for row in rows)]
    if any(after <= before for before, after in pairwise(numbers)):
        raise sqlite3.DatabaseError("row numbers do not rise")


def _next_readable(old: sqlite3.Connection, select: str, start: int) -> int | None:
    """Return a row number behind the spoilt pages from which reading goes on, None at the end."""

    def can_read(number: int) -> bool:
        try:
            told = f"{select} WHERE rowid >= ? ORDER BY rowid LIMIT 1"
            _must_go_on(old.execute(told, (number,)).fetchall(), number)
        except _UNREADABLE:
            return False
        return True

    low, jump = max(start, 0), 1
    while not can_read(low + jump):
        jump *= 2
        if low + jump > _FARTHEST:
            return None
    bad, good = low + jump // 2, low + jump
    while good - bad > 1:  # the nearest number that can be read again
        middle = (bad + good) // 2
        bad, good = (bad, middle) if can_read(middle) else (middle, good)
    return good


def _copy_files(source: Path, target: Path) -> tuple[int, int]:
    """Copy the photos and files that can be read; return how many, and how many could not be."""
    copied = missing = 0
    for file in sorted(source.glob("??/*")):
        place = target / file.parent.name / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        if _copied(file, place):
            copied += 1
        else:
            missing += 1
    return copied, missing


def _copied(file: Path, place: Path) -> bool:
    """Tell whether a file could be copied; a spoilt one leaves nothing."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    atomic_write(place, data)
    return True
