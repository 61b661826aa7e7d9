"""The hash-chained journal: one entry per changed row, folded to the state of the row.

``hash = sha256(prev, seq, utc, actor, action, table, row, after)``; ``after`` is canonical JSON
of the changed columns, null when a draft's line was taken out. Personal columns stand as
``sha256(salt‖value)``.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warrantydesk.domain.anchor import anchor_of
from warrantydesk.domain.dates import utc_text
from warrantydesk.storage.database import Database

START = "0" * 64
INSERT = (
    "INSERT INTO journal (seq, utc, actor, action, tbl, row, after, prev, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True)
class Entry:
    """A journal row as it is shown."""

    seq: int
    utc: str
    actor: str
    action: str
    table: str
    row: int
    after: Mapping[str, Any] | None


def canonical(value: Any) -> str:
    """Write JSON in the one form that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link(prev: str, entry: tuple[Any, ...]) -> str:
    """Return the hash of an entry ``(seq, utc, actor, action, table, row, after)``."""
    *told, after = entry
    text = "\x1f".join((prev, *map(str, told), after or ""))
    return hashlib.sha256(text.encode()).hexdigest()


def veiled(salt: str, value: Any) -> str | None:
    """Return what the journal keeps of a personal value."""
    if value is None:
        return None
    return "sha256:" + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


class Journal:
    """Appends entries inside the open transaction and knows the head of the chain."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._context: tuple[str, str, str] | None = None
        self.seq, self.head = 0, START

    def load_head(self) -> None:
        """Read the newest entry."""
        rows = self._db.query("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        self.seq, self.head = rows[0] if rows else (0, START)

    @property
    def anchor(self) -> str:
        """``seq:head`` with 12 hex digits, as printed at the foot of papers."""
        return anchor_of(self.seq, self.head)

    @contextmanager
    def acting(self, actor: str, at: datetime, action: str) -> Iterator[None]:
        """Say who acts, when and as what, for the entries of one transaction."""
        before = self.seq, self.head
        self._context = (actor, utc_text(at), action)
        try:
            yield
        except BaseException:
            self.seq, self.head = before
            raise
        finally:
            self._context = None

    @property
    def context(self) -> tuple[str, str, str]:
        """Actor, instant and action of the open transaction."""
        if self._context is None:
            raise RuntimeError("a write outside a service's change")
        return self._context

    def append(self, table: str, row: int, after: Mapping[str, Any] | None) -> None:
        """Write one entry."""
        actor, utc, action = self.context
        text = None if after is None else canonical(after)
        entry = (self.seq + 1, utc, actor, action, table, row, text)
        head = link(self.head, entry)
        self._db.execute(INSERT, (*entry, self.head, head))
        self.seq, self.head = entry[0], head

    def append_many(self, entries: list[tuple[str, int, str]]) -> None:
        """Write entries ``(table, row, canonical after)`` in bulk; all belong to new rows."""
        actor, utc, action = self.context
        rows = []
        for table, row, text in entries:
            entry = (self.seq + 1, utc, actor, action, table, row, text)
            head = link(self.head, entry)
            rows.append((*entry, self.head, head))
            self.seq, self.head = entry[0], head
        self._db.execute_many(INSERT, rows)

    def folded(self, table: str, row: int) -> dict[str, Any] | None:
        """Return the state of a row as its entries tell it; None before the first or after the
        last of a line taken out."""
        found = self._db.query(
            "SELECT after FROM journal WHERE tbl = ? AND row = ? ORDER BY seq", (table, row)
        )
        return fold(text for (text,) in found)

    def entries(self, table: str, row: int) -> list[Entry]:
        """Return all entries of a row, oldest first."""
        found = self._db.query(
            "SELECT seq, utc, actor, action, tbl, row, after FROM journal"
            " WHERE tbl = ? AND row = ? ORDER BY seq",
            (table, row),
        )
        return [
            Entry(seq, utc, actor, action, table, row, json.loads(after) if after else None)
            for seq, utc, actor, action, _table, _row, after in found
        ]

    def newest_utc(self) -> str | None:
        """Return the instant of the newest entry."""
        rows = self._db.query("SELECT utc FROM journal ORDER BY seq DESC LIMIT 1")
        return str(rows[0][0]) if rows else None


def fold(texts: Iterator[str | None]) -> dict[str, Any] | None:
    """Fold the ``after`` texts of a row to its state."""
    state: dict[str, Any] | None = None
    for text in texts:
        state = None if text is None else {**(state or {}), **json.loads(text)}
    return state


def chain_rows(
    query: Callable[..., list[tuple[Any, ...]]], after: int = 0, page: int = 5000
) -> Iterator[tuple[Any, ...]]:
    """Yield all entries after one, page by page, so that memory and other threads keep room."""
    while rows := query(
        "SELECT seq, utc, actor, action, tbl, row, after, prev, hash FROM journal"
        " WHERE seq > ? ORDER BY seq LIMIT ?",
        (after, page),
    ):
        yield from rows
        after = rows[-1][0]
        time.sleep(0.001)


def chain_problems(
    rows: Iterator[tuple[Any, ...]], seq: int = 0, head: str = START
) -> Iterator[tuple[int, str]]:
    """Walk entries in order and yield ``(seq, what is wrong)``."""
    for row in rows:
        if row[0] != seq + 1:
            yield row[0], f"entry {seq + 1} is missing"
        elif row[7] != head:
            yield row[0], "does not follow from the entry before"
        if link(row[7], row[:7]) != row[8]:
            yield row[0], "was changed"
        seq, head = row[0], row[8]
