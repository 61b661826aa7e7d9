"""An import before it is applied: what was read, what columns mean, what the clerk changed.

A draft is frozen; every change of the clerk gives a new one, without the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain.import_batch import ColumnMap, ImportBatch
from warrantydesk.domain.sheet import Book, Cell, Sheet
from warrantydesk.domain.sheet.layout import Layout, layout_at, layout_of
from warrantydesk.services.imports.cells import shown
from warrantydesk.services.imports.columns import Column, Found, columns_of, mapped
from warrantydesk.services.imports.target import Field, Repair, Subject, Value


@dataclass(frozen=True)
class Draft:
    """One book on its way into one subject; rows are named by their number in the file, from 1."""

    target: str
    subject: Subject
    fields: tuple[Field, ...]
    known: Any
    """What the target read once; only the target looks into it."""
    label: str
    """What stands now, such as ``v13``; empty where nothing does."""
    book: Book
    layout: Layout
    columns: tuple[Column, ...] = ()
    remembered: tuple[ColumnMap, ...] = ()
    """Column maps used before for this target and profile, newest first."""
    sheet_index: int = 0
    skipped: frozenset[int] = frozenset()
    corrected: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """What the clerk wrote instead, by row number and column."""
    applied_before: ImportBatch | None = None
    """The batch by which this very file was applied and not undone."""
    file: Path | None = None
    may_undo: bool = True
    """The batch can be taken back afterwards."""
    keeps_all: bool = False
    """Rows that cannot be read are taken as such."""

    @property
    def sheet(self) -> Sheet:
        """The sheet that is taken."""
        return self.book.sheets[self.sheet_index]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of the columns, for a map that is remembered."""
        return tuple(column.header for column in self.columns)

    def column_of(self, name: str) -> int | None:
        """Return the column that means a field."""
        return next((n for n, one in enumerate(self.columns) if one.field == name), None)

    def field_of(self, name: str) -> Field:
        """Return a field by its name; KeyError where there is none."""
        return {one.name: one for one in self.fields}[name]

    @property
    def map_key(self) -> str:
        """Under what its columns are remembered: the profile, and who made the file."""
        return map_key(self.subject, self.keeps_all)

    def missing(self) -> tuple[Field, ...]:
        """Return the required fields that no column means."""
        have = {column.field for column in self.columns}
        return tuple(one for one in self.fields if one.required and one.name not in have)

    def cell(self, number: int, column: int) -> Cell:
        """Return a cell as it stands in the file, or as the clerk wrote it."""
        if (number, column) in self.corrected:
            return self.corrected[number, column]
        return self.sheet.rows[number - 1][column]

    def written(self, number: int, name: str) -> str:
        """Return what the cell of a field says; empty where no column means the field."""
        column = self.column_of(name)
        return "" if column is None else self.shown(number, column)

    def shown(self, number: int, column: int) -> str:
        """Return a cell as the clerk sees it."""
        return shown(self.cell(number, column))

    def with_sheet(self, index: int) -> "Draft":
        """Take another sheet; what was done to the rows of the former one is dropped."""
        layout = layout_of(self.book.sheets[index], known_headers(self.fields))
        fresh = replace(self, sheet_index=index, skipped=frozenset(), corrected={})
        return fresh.with_layout(layout)

    def with_header(self, number: int) -> "Draft":
        """Take the row of a number as the header."""
        return replace(self, skipped=frozenset(), corrected={}).with_layout(
            layout_at(self.sheet, number - 1)
        )

    def with_layout(self, layout: Layout) -> "Draft":
        """Take a layout and find out anew what the columns mean."""
        columns = columns_of(self.sheet, layout, self.fields, self.remembered)
        return replace(self, layout=layout, columns=columns)

    def with_column(self, place: int, name: str) -> "Draft":
        """Let a column mean a field, or nothing; a field is meant by one column only."""
        columns = [
            replace(one, field="", found=Found.CHOSEN) if name and one.field == name else one
            for one in self.columns
        ]
        columns[place] = Column(columns[place].header, name, Found.CHOSEN)
        return replace(self, columns=tuple(columns))

    def with_map(self, known: ColumnMap) -> "Draft":
        """Let columns mean what a remembered map says."""
        return replace(self, columns=mapped(self.columns, known))

    def with_suggestions(self) -> "Draft":
        """Take what was suggested by content as chosen."""
        columns = tuple(
            replace(one, found=Found.CHOSEN) if one.found is Found.CONTENT else one
            for one in self.columns
        )
        return replace(self, columns=columns)

    def with_cell(self, number: int, name: str, text: str) -> "Draft":
        """Read other words in the cell of a field."""
        column = self.column_of(name)
        if column is None:
            return self
        return replace(self, corrected={**self.corrected, (number, column): text})

    def without_rows(self, numbers: Iterable[int]) -> "Draft":
        """Leave rows out."""
        return replace(self, skipped=self.skipped | frozenset(numbers))

    def with_rows(self, numbers: Iterable[int]) -> "Draft":
        """Take rows in again that were left out."""
        return replace(self, skipped=self.skipped - frozenset(numbers))

    def with_repair(self, number: int, repair: Repair) -> "Draft":
        """Do what was offered at a row."""
        changed = self.without_rows(repair.skips).with_rows(repair.takes)
        if not repair.field:
            return changed
        numbers = self._alike(number, repair.field) if repair.alike else (number,)
        for one in numbers:
            changed = changed.with_cell(one, repair.field, repair.text)
        return changed

    def _alike(self, number: int, name: str) -> tuple[int, ...]:
        """Return the rows whose cell of a field says what that of a row does."""
        said = self.written(number, name)
        if not said:  # empty cells have nothing in common
            return (number,)
        rows = (index + 1 for index in self.layout.body)
        return tuple(one for one in rows if self.written(one, name) == said)

    def with_effective(self, day: date | None) -> "Draft":
        """Let the rows come into force on another day."""
        return replace(self, subject=replace(self.subject, effective_from=day))

    def with_told(self, told: Mapping[str, Value]) -> "Draft":
        """Say something beside the file."""
        return replace(self, subject=replace(self.subject, told={**self.subject.told, **told}))

    def with_replacing(self, replaces: bool) -> "Draft":
        """Say whether the file is the whole."""
        return replace(self, subject=replace(self.subject, replaces=replaces))


def map_key(subject: Subject, keeps_all: bool) -> str:
    """Return under what columns are remembered; a statement's look differs by who pays."""
    return f"{subject.profile}:{subject.name}" if keeps_all and subject.name else subject.profile


def known_headers(fields: Iterable[Field]) -> list[str]:
    """Return every name under which the columns of fields may stand."""
    return [name for one in fields for name in (one.name, one.title, *one.aliases)]
