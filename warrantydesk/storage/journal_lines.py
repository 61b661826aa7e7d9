"""Entries of the journal, newest first, page by page, and how rows stood before them.

Everything here takes a ``query`` function, so that a worker may ask on a connection of its own.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warrantydesk.storage.journal import Entry
from warrantydesk.storage.readers import Query

Step = Callable[..., object]
"""``step(done, total, text)``: hears how far the reading is; what it raises ends it."""
RowKey = tuple[str, int]
_COLUMNS = "j.seq, j.utc, j.actor, j.action, j.tbl, j.row, j.after, j.hash"
_BLOCK = 50_000
"""Entries that are looked through between two steps."""
_AT_ONCE = 400
"""Rows whose entries are asked for at once."""
EVENTS = "desk_event"


@dataclass(frozen=True)
class ChainedEntry(Entry):
    """An entry with its hash; ``after`` are the columns that it wrote."""

    hash: str


@dataclass(frozen=True)
class Only:
    """Which entries; empty: all. ``rows`` None: of any row. Instants are UTC text, the end is
    not included."""

    actor: str = ""
    since: str = ""
    until: str = ""
    tables: tuple[str, ...] = ()
    rows: tuple[RowKey, ...] | None = None
    action: str = ""
    text: str = ""
    actions: tuple[str, ...] = ()
    """Actions whose words hold the text."""

    @property
    def is_event(self) -> bool:
        """Only events are asked for, which an index finds."""
        return self.tables == (EVENTS,)


def newest_seq(query: Query) -> int:
    """Return the place of the newest entry."""
    return int(query("SELECT coalesce(max(seq), 0) FROM journal")[0][0])


def page(
    query: Query, only: Only, before: int | None, limit: int, step: Step
) -> list[ChainedEntry]:
    """Return the newest entries before a place that fit, at most ``limit``."""
    newest = newest_seq(query)
    above = newest + 1 if before is None else before
    where, values = _conditions(only)
    if only.rows is not None:
        return _of_rows(query, only.rows, (above, where, values), limit)
    if only.is_event:
        sql = f"SELECT {_COLUMNS} FROM journal j WHERE j.seq < ?{where} ORDER BY j.row DESC LIMIT ?"
        return _read(query(sql, (above, *values, limit)))
    found: list[ChainedEntry] = []
    sql = (
        f"SELECT {_COLUMNS} FROM journal j WHERE j.seq < ? AND j.seq >= ?{where}"
        " ORDER BY j.seq DESC LIMIT ?"
    )
    while above > 1 and len(found) < limit:
        below = max(1, above - _BLOCK)
        found += _read(query(sql, (above, below, *values, limit - len(found))))
        above = below
        step(newest - above, newest, "")
    return found


def _of_rows(
    query: Query, rows: Sequence[RowKey], asked: tuple[int, str, list[Any]], limit: int
) -> list[ChainedEntry]:
    above, where, values = asked
    sql = (
        f"SELECT {_COLUMNS} FROM json_each(?) p CROSS JOIN journal j"
        " ON j.tbl = json_extract(p.value, '$[0]') AND j.row = json_extract(p.value, '$[1]')"
        f" WHERE j.seq < ?{where} ORDER BY j.seq DESC LIMIT ?"
    )
    return _read(query(sql, (json.dumps(rows), above, *values, limit)))


def _conditions(only: Only) -> tuple[str, list[Any]]:
    """Return what follows ``WHERE``, each condition after an AND, with its values."""
    said: list[str] = []
    values: list[Any] = []
    for column, test, value in (
        ("actor", "=", only.actor),
        ("utc", ">=", only.since),
        ("utc", "<", only.until),
        ("action", "=", only.action),
    ):
        if value:
            said.append(f" AND j.{column} {test} ?")
            values.append(value)
    if only.tables:
        said.append(f" AND j.tbl IN ({','.join('?' * len(only.tables))})")
        values += only.tables
    if only.text:
        among = ",".join("?" * len(only.actions))
        said.append(
            " AND (instr(lower(j.after), ?) > 0 AND EXISTS (SELECT 1 FROM json_each(j.after) e"
            f" WHERE instr(lower(e.value), ?) > 0) OR j.action IN ({among}))"
        )
        values += [only.text.lower(), only.text.lower(), *only.actions]
    return "".join(said), values


def _read(rows: Iterable[tuple[Any, ...]]) -> list[ChainedEntry]:
    return [
        ChainedEntry(
            seq, utc, actor, action, table, row, None if after is None else json.loads(after), head
        )
        for seq, utc, actor, action, table, row, after, head in rows
    ]


def before_states(
    query: Query, rows: Sequence[ChainedEntry]
) -> dict[int, Mapping[str, Any] | None]:
    """Return by place of an entry the columns that it wrote as they were before; None for the
    first entry of a row."""
    newest: dict[RowKey, int] = {}
    for one in rows:
        newest.setdefault((one.table, one.row), one.seq)
        newest[one.table, one.row] = max(newest[one.table, one.row], one.seq)
    wanted = {one.seq: one for one in rows}
    found: dict[int, Mapping[str, Any] | None] = {}
    keys = [[table, row, seq] for (table, row), seq in newest.items()]
    for start in range(0, len(keys), _AT_ONCE):
        _fold_some(query, keys[start : start + _AT_ONCE], wanted, found)
    return found


def _fold_some(
    query: Query,
    keys: list[list[Any]],
    wanted: Mapping[int, ChainedEntry],
    found: dict[int, Mapping[str, Any] | None],
) -> None:
    sql = (
        "SELECT j.tbl, j.row, j.seq, j.after FROM json_each(?) p CROSS JOIN journal j"
        " ON j.tbl = json_extract(p.value, '$[0]') AND j.row = json_extract(p.value, '$[1]')"
        " WHERE j.seq <= json_extract(p.value, '$[2]') ORDER BY p.key, j.seq"
    )
    key: RowKey | None = None
    state: dict[str, Any] | None = None
    for table, row, seq, after in query(sql, (json.dumps(keys),)):
        if (table, row) != key:
            key, state = (table, row), None
        told = None if after is None else json.loads(after)
        if seq in wanted:
            found[seq] = None if state is None else {name: state.get(name) for name in told or ()}
        state = None if told is None else {**(state or {}), **told}


def actions(query: Query, step: Step) -> list[str]:
    """Return every action that the journal knows, in order of its words."""
    found: set[str] = set()
    newest = newest_seq(query)
    for start in range(0, newest + 1, _BLOCK):
        step(start, newest, "")
        sql = "SELECT DISTINCT action FROM journal WHERE seq > ? AND seq <= ?"
        found |= {str(action) for (action,) in query(sql, (start, start + _BLOCK))}
    return sorted(found)


def columns_of(
    query: Query, table: str, columns: Sequence[str], rows: Iterable[int]
) -> Iterator[tuple[Any, ...]]:
    """Yield id and columns of rows of a table; ``table`` and ``columns`` are names of ours."""
    wanted = sorted(set(rows))
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    sql = f'SELECT {names} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
    for start in range(0, len(wanted), _AT_ONCE):
        yield from query(sql, (json.dumps(wanted[start : start + _AT_ONCE]),))
