"""A policy table as it stands, read once: its rows by key, and everything it is judged by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from warrantydesk.domain.policies.changes import RowProblem
from warrantydesk.domain.policies.checks import Judged, problems
from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.domain.profile import Row
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.imports.policy_columns import fields_of, listed, lists_of
from warrantydesk.services.imports.policy_warnings import WATCHED, Codes
from warrantydesk.services.imports.target import Field, ReadRow, Subject, Value, Want
from warrantydesk.services.policies.versions import newest_of

Key = tuple[str, ...]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Matched:
    """A row of a file beside the row of the table that it speaks of, None for a new one."""

    number: int
    key: Key
    old: Row | None
    given: Mapping[str, str]
    """Its cells as the table writes them."""


@dataclass(frozen=True)
class Standing:
    """The newest version of a table, and the tables beside it."""

    head: TableVersion
    versions: tuple[TableVersion, ...]
    """All versions of the table."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    by_key: Mapping[Key, Row]
    fields: tuple[Field, ...]
    lists: frozenset[str]
    """Columns whose cells hold several codes."""
    codes: Codes
    numbers: tuple[Mapping[str, int], Mapping[str, int]]
    """The newest version of every table of the profile, and of the law."""
    beside: Tables
    law: Tables

    def key(self, row: ReadRow) -> Key:
        """Return what names a row of a file among those of the table."""
        return tuple(self.text(one, row.values.get(one.name)) for one in self.fields if one.key)

    def text(self, field: Field, value: Value) -> str:
        """Return a value as the table writes it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Decimal):
            return format(value, "f")
        if isinstance(value, date):
            return value.isoformat()
        text = str(value)
        return listed(text) if field.name in self.lists else text

    @cached_property
    def _taken(self) -> tuple[Field, ...]:
        """The fields that are columns of the table."""
        return tuple(one for one in self.fields if one.name in self.columns)

    def written(self, row: ReadRow) -> dict[str, str]:
        """Return the cells of a row that may leap or name codes, as the table writes them."""
        return {
            one.name: self.text(one, row.values[one.name])
            for one in self.fields
            if one.name in WATCHED and one.name in row.values
        }

    def given(self, row: ReadRow, old: Row | None) -> dict[str, str]:
        """Return the cells of a row as the table writes them, for the columns the file has.

        Of codes that must stand in another table those that do not are left out.
        """
        given: dict[str, str] = {}
        for one in self._taken:
            if one.name not in row.values:
                continue
            text = self.text(one, row.values[one.name])
            before = old.get(one.name, "") if old else ""
            if one.kind is Want.DECIMAL and text and before and Decimal(text) == Decimal(before):
                text = before  # 0.50 is no change of 0.5
            given[one.name] = self.codes.taken(one.name, text, before)
        return given

    def merged(self, subject: Subject, rows: Sequence[ReadRow]) -> tuple[list[Row], list[int]]:
        """Return all rows of the new version, and the row of the file each comes from (or 0).

        Rows of old stand in their order, then the new ones in the order of the file.
        """
        return self.placed(subject, [self.matched(row) for row in rows])

    def matched(self, row: ReadRow) -> "Matched":
        """Return a row of a file beside the row of old that it speaks of."""
        key = self.key(row)
        old = self.by_key.get(key)
        return Matched(row.number, key, old, self.given(row, old))

    def placed(self, subject: Subject, rows: Sequence["Matched"]) -> tuple[list[Row], list[int]]:
        """Return all rows of the new version, as ``merged`` does."""
        by_key = {row.key: row for row in rows}
        fresh: list[Row] = []
        numbers: list[int] = []
        for key, old in self.by_key.items():
            row = by_key.pop(key, None)
            if row is not None:
                fresh.append({**old, **row.given})
                numbers.append(row.number)
            elif not subject.replaces:
                fresh.append(old)
                numbers.append(0)
        groups = Codes.groups_by_prefix(self.rows)
        for row in by_key.values():
            fresh.append(self._whole(row.given, groups))
            numbers.append(row.number)
        return fresh, numbers

    @cached_property
    def _plain(self) -> Mapping[str, str]:
        plain = {Want.YES_NO: "no", Want.AMOUNT: "0"}
        kinds = {one.name: one.kind for one in self.fields}
        row = {name: plain.get(kinds[name], "") for name in self.columns}
        return {**row, "usage_per_vehicle": "1"} if "usage_per_vehicle" in row else row

    def _whole(self, given: Mapping[str, str], groups: Mapping[str, str]) -> Row:
        """Return a new row with the columns that its file does not have as plain as can be."""
        row = dict(self._plain)
        if "part_group" in row:
            row["part_group"] = groups.get(given.get("part_no", "")[:4], "")
        row.update((name, text) for name, text in given.items() if text or not row[name])
        return row

    def wrong(self, fresh: Sequence[Row]) -> tuple[RowProblem, ...]:
        """Return what the desk finds wrong with the rows as a new version; no database."""
        table, profile = self.head.table_name, self.head.profile
        law = {**self.law, table: fresh} if profile == LAW else self.law
        return problems(
            Judged(
                profile,
                {table: fresh},
                {table: self.columns},
                before=lambda name: self.beside.get(name, ()),
                law=lambda name: law.get(name, ()),
            )
        )


def standing_of(bench: Bench, subject: Subject) -> Standing:
    """Read a table and all that its rows are judged by; Refused(NOT_FOUND) where it is unknown."""
    profile, table = subject.profile, subject.name
    head = newest_of(bench, profile, table)
    numbers = _numbers(bench, profile)
    beside = _rows(bench, profile, numbers[0])
    rows = tuple(beside[table])
    columns = head.columns or tuple(rows[0] if rows else ())
    codes = Codes.of(beside)
    fields = fields_of(table, columns, rows, codes.by_column())
    keys = [one.name for one in fields if one.key]
    return Standing(
        head,
        bench.tables.versions(profile, table),
        columns,
        rows,
        {tuple(row.get(name, "") for name in keys): row for row in rows},
        fields,
        lists_of(table, columns),
        codes,
        numbers,
        beside,
        _rows(bench, LAW, numbers[1]),
    )


def is_stale(bench: Bench, known: Standing) -> bool:
    """Tell whether any table has another version than when it was read."""
    versions = bench.tables.versions(known.head.profile, known.head.table_name)
    return _numbers(bench, known.head.profile) != known.numbers or [
        (one.id, one.version) for one in versions
    ] != [(one.id, one.version) for one in known.versions]


def _numbers(bench: Bench, profile: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    return dict(bench.tables.newest(profile)), dict(bench.tables.newest(LAW))


def _rows(bench: Bench, profile: str, numbers: Mapping[str, int]) -> Tables:
    return {table: bench.tables.rows(profile, table, number) for table, number in numbers.items()}
