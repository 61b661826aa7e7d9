"""What all stores share: one row per object, its journal entry, its version."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from warrantydesk.domain.errors import NOT_FOUND, VERSION, refused
from warrantydesk.i18n import N_
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal, canonical, veiled
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.tables.row import Row

T = TypeVar("T")
_LARGEST_ID = 2**63 - 1
"""SQLite's own; its driver raises above it."""
_AT_ONCE = 500
"""Numbers in one query: SQLite takes no more than a thousand on old systems."""
NOT_JOURNALED = frozenset({"salt", "edit_open"})


class Table:
    """A table with its personal columns: what is written, and what the journal sees of it."""

    def __init__(
        self,
        row: type[Row],
        db: Database,
        journal: Journal,
        personal: frozenset[str] = frozenset(),
    ) -> None:
        self.row, self.personal = row, personal
        self.name: str = row._meta.table_name
        self.columns = tuple(row._meta.fields)
        self.has_salt = "salt" in self.columns
        self._db, self._journal = db, journal
        self.salts: Callable[[], str] = lambda: secrets.token_hex(16)
        self._selects: dict[tuple[tuple[tuple[str, bool], ...], str], str] = {}

    def insert(self, values: Mapping[str, Any], *, quiet: bool = False) -> int:
        """Insert a row and journal it; returns its id."""
        row = {name: value for name, value in values.items() if name != "id"}
        if self.has_salt:
            row["salt"] = self.salts()
        number = int(self._db.run(self.row.insert(row)))
        if not quiet:
            self._journal.append(self.name, number, self.seen({**row, "id": number}))
        return number

    def update(
        self,
        number: int,
        values: Mapping[str, Any],
        *,
        version: int | None = None,
        quiet: bool = False,
        beside: bool = False,
    ) -> bool:
        """Write the columns of a row that differ, and journal them; returns whether any did.

        ``beside`` says that a part of the object in another table differs: then the version
        rises all the same. Raises Refused(VERSION) when the row is not at ``version`` any more.
        """
        old = self.raw(number)
        if version is not None and old["version"] != version:
            raise refused(
                VERSION,
                N_(
                    "Somebody else changed this in the meantime: look at the "
                    "new state and try again."
                ),
            )
        new = {name: value for name, value in values.items() if old.get(name) != value}
        if not new and not beside:
            return False
        if "version" in self.columns:
            new["version"] = old["version"] + 1
        self._db.run(self.row.update(new).where(self.row.id == number))
        if not quiet:
            seen = self.seen({**old, **new})
            after = {name: seen[name] for name in new if name in seen}
            if after:
                self._journal.append(self.name, number, after)
        return True

    def reseal(self, number: int, values: Mapping[str, Any]) -> None:
        """Write columns from which values were taken out, under a new salt.

        Nobody can try out any more what the former veils in the journal hide: their salt is
        gone. The personal columns that stay are journaled anew under the new one.
        """
        old = self.raw(number)
        new = {name: value for name, value in values.items() if old[name] != value}
        if self.has_salt:
            new["salt"] = self.salts()
        if "version" in self.columns:
            new["version"] = old["version"] + 1
        self._db.run(self.row.update(new).where(self.row.id == number))
        seen = self.seen({**old, **new})
        written = {*new, *self.personal} if self.has_salt else set(new)
        self._journal.append(
            self.name, number, {name: seen[name] for name in sorted(written) if name in seen}
        )

    def remove(self, number: int) -> None:
        """Take a draft's line out; where the journal knew it, it also learns that it left."""
        self._db.run(self.row.delete().where(self.row.id == number))
        if self._journal.folded(self.name, number) is not None:
            self._journal.append(self.name, number, None)

    def settle(self, number: int) -> None:
        """Write the entry that a sitting of quiet edits still owes, and end the sitting."""
        row = self.raw(number)
        known = self._journal.folded(self.name, number) or {}
        seen = self.seen(row)
        after = {name: value for name, value in seen.items() if known.get(name, ...) != value}
        if after:
            self._journal.append(self.name, number, after)
        if row.get("edit_open"):
            self._db.run(self.row.update({"edit_open": 0}).where(self.row.id == number))

    def seen(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns as the journal keeps them."""
        salt = row.get("salt", "")
        return {
            name: veiled(salt, value) if name in self.personal else value
            for name, value in row.items()
            if name not in NOT_JOURNALED
        }

    def raw(self, number: int) -> dict[str, Any]:
        """Return the columns of a row; Refused(NOT_FOUND) where there is none."""
        known = 0 < number <= _LARGEST_ID
        found = self.having({"id": number}) if known else []
        if not found:
            raise refused(NOT_FOUND, N_("There is no such {what}."), what=self.name)
        return found[0]

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """Return the rows of a query over this table."""
        return self._db.rows(query)

    def having(self, wanted: Mapping[str, Any], order: str = "id") -> list[dict[str, Any]]:
        """Return the rows whose columns have these values, in order of entry or of a column.

        The statement of each set of columns is written once: a claim asks dozens of such.
        """
        shape = tuple((name, value is None) for name, value in wanted.items())
        select = self._selects.get((shape, order))
        if select is None:
            select = self._selects[shape, order] = self._select(shape, order)
        values = [_plain(value) for value in wanted.values() if value is not None]
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self._db.query(select, values)]

    def _select(self, shape: tuple[tuple[str, bool], ...], order: str) -> str:
        fields = self.row._meta.fields
        tests = [
            f'"{fields[name].column_name}" {"IS NULL" if is_none else "= ?"}'
            for name, is_none in shape
        ]
        columns = ", ".join(f'"{fields[name].column_name}"' for name in self.columns)
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        return f'SELECT {columns} FROM "{self.name}"{where} ORDER BY "{fields[order].column_name}"'

    def bulk(self, rows: list[dict[str, Any]]) -> None:
        """Insert complete rows (with ids) and journal them in bulk."""
        if not rows:
            return
        names = list(rows[0])
        if self.has_salt:
            for row in rows:
                row["salt"] = self.salts()
            names.append("salt")
        marks = ", ".join("?" * len(names))
        self._db.execute_many(
            f"INSERT INTO {self.name} ({', '.join(names)}) VALUES ({marks})",
            [[row[name] for name in names] for row in rows],
        )
        self._journal.append_many(
            [(self.name, row["id"], canonical(self.seen(row))) for row in rows]
        )

    def next_id(self) -> int:
        """Return the id that a new row would get."""
        return int(self._db.query(f'SELECT coalesce(max("id"), 0) + 1 FROM "{self.name}"')[0][0])

    def bulk_update(self, changes: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
        """Write columns of many rows and journal them; all changes name the same columns.

        Versions rise; never for personal columns, inside an open change.
        """
        if not changes:
            return
        names = list(changes[0][1])
        if self.personal & set(names):
            raise RuntimeError("personal columns are written row by row")
        versions = self._versions([number for number, _values in changes])
        rows = [(number, {**values, "version": versions[number] + 1}) for number, values in changes]
        sets = ", ".join(f'"{name}" = ?' for name in (*names, "version"))
        self._db.execute_many(
            f'UPDATE "{self.name}" SET {sets} WHERE "id" = ?',
            [[*(values[name] for name in (*names, "version")), number] for number, values in rows],
        )
        self._journal.append_many(
            [(self.name, number, canonical(values)) for number, values in rows]
        )

    def _versions(self, numbers: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f'SELECT "id", "version" FROM "{self.name}" WHERE "id" IN ({marks})'
            found.update(
                (int(number), int(version)) for number, version in self._db.query(query, some)
            )
        return found


def _plain(value: Any) -> str | int:
    """Return a value as it lies in a column: truth as 0 or 1, words as text."""
    return int(value) if isinstance(value, int) else str(value)


class Store(Generic[T]):
    """Reads and writes domain objects of one kind."""

    TABLE: ClassVar[type[Row]]
    KIND: ClassVar[type[Any]]
    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    SKIP: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db, self._journal = db, journal
        self.table = Table(self.TABLE, db, journal, self.PERSONAL)
        self.mapping: RowMapping[Any] = RowMapping(self.KIND, self.SKIP)

    def add_many(self, values: Sequence[T]) -> list[int]:
        """Insert many new objects at once; returns their ids in order."""
        first = self.table.next_id()
        rows = [{**self.mapping.row(value), "version": 1} for value in values]
        for number, row in enumerate(rows, first):
            row["id"] = number
        self.table.bulk(rows)
        return list(range(first, first + len(rows)))

    def get(self, number: int) -> T:
        """Return the object of an id; Refused(NOT_FOUND) where there is none."""
        return self._built(self.table.raw(number))

    def add(self, value: T) -> T:
        """Insert a new object and return it with its id and version."""
        row = self.mapping.row(value)
        row["version"] = 1
        return self.get(self.table.insert(row))

    def save(self, value: Any) -> T:
        """Write a changed object; Refused(VERSION) when it changed in the meantime."""
        row = self.mapping.row(value)
        version = row.pop("version")
        self.table.update(value.id, row, version=int(version or 0))
        return self.get(value.id)

    def find(self, **columns: Any) -> list[T]:
        """Return the objects whose columns have these values, in order of entry."""
        return [self._built(row) for row in self.table.having(columns)]

    def several(self, numbers: Iterable[int], column: str = "id") -> list[T]:
        """Return the objects whose ``column`` is one of these numbers, in order of entry."""
        return [self._built(row) for row in self._several(numbers, column)]

    def _several(self, numbers: Iterable[int], column: str) -> Iterator[Mapping[str, Any]]:
        wanted = sorted(set(numbers))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = self.TABLE.select().where(getattr(self.TABLE, column).in_(some))
            yield from self._db.rows(query.order_by(self.TABLE.id))

    def _built(self, row: Mapping[str, Any]) -> T:
        return self.mapping.value(row)  # type: ignore[no-any-return]
