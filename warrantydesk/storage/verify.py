"""Does the database still say what the journal says, and are all files what they were?"""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from peewee import DatabaseError

from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.domain.errors import Unavailable
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import chain_problems, chain_rows, fold
from warrantydesk.storage.migrations import ADDED, INDEX_SINCE, VEILED_SINCE
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.schema import schema_problems
from warrantydesk.storage.search_check import search_problems
from warrantydesk.storage.store import Table
from warrantydesk.storage.stores import Stores

UNREADABLE = (DatabaseError, sqlite3.DatabaseError, ValueError, LookupError, TypeError)
"""What reading raises over rows and pages that were spoilt; never a reason to stop looking."""
Span = tuple[int, int]
_LEAST, _MOST, _ROWS_AT_ONCE = -(2**63), 2**63 - 1, 20_000
_LINES = frozenset({"part_line", "labour_line", "other_line"})
_NEVER_EDITED = frozenset(
    {
        *("id", "claim_id", "visit_id", "claim_number", "state", "clerk", "opened_on"),
        *("created_at", "submitted_at", "closed_at", "void_reason"),
    }
)
"""Columns that no sitting of edits changes before its entry is written."""


_NOT_TAKEN = "redaction_id IS NULL"
"""Files of rows that lost theirs are gone for good; their hash stays as a proof."""


@dataclass(frozen=True)
class Damage:
    """One thing that is not as the journal says."""

    kind: str
    table: str
    row: int | None
    detail: str


def verify_folder(folder: Path, anchor: str = "") -> list[Damage]:
    """Look at a data folder that no desk has open, without writing to it.

    What cannot even be opened is one damage, so that a caller always gets a list.
    """
    db = Database(DataFolder(folder))
    try:
        db.open_to_read()
        return verify(Stores(db), anchor)
    except Unavailable as error:
        return [Damage("file", "", None, error.message.format(**error.values))]
    except UNREADABLE as error:
        return [Damage("unreadable", "", None, str(error))]
    finally:
        db.close()


def quick_problems(db: Database) -> list[str]:
    """Look at pages and the whole chain on a connection of its own; for a worker."""
    found: list[str] = []
    try:
        with db.reader() as query:
            found += [str(line) for (line,) in query("PRAGMA quick_check") if line != "ok"]
            found += [f"{seq}: {what}" for seq, what in chain_problems(chain_rows(query))]
    except UNREADABLE as error:
        found.append(str(error))
    return found


def verify(stores: Stores, anchor: str = "") -> list[Damage]:
    """Look at everything; ``anchor`` is ``seq:head`` from a paper or a backup.

    Returns one entry per damage; a damaged page that cannot be read is one too.
    """
    found: list[Damage] = []
    looks = (_file, _schema, _chain, _rows, _numbers, _accounts, _attachments, _search)
    for look in (*looks, partial(_anchor, anchor=anchor)):
        try:
            found += look(stores)
        except UNREADABLE as error:
            found.append(Damage("unreadable", "", None, str(error)))
    return found


def _file(stores: Stores) -> Iterator[Damage]:
    for (line,) in stores.db.query("PRAGMA integrity_check"):
        if line != "ok":
            yield Damage("page", "", None, str(line))


def _schema(stores: Stores) -> Iterator[Damage]:
    for name in schema_problems(stores.db.query):
        yield Damage("schema", name, None, "is not as our migrations make it")


def _chain(stores: Stores) -> Iterator[Damage]:
    for seq, what in chain_problems(chain_rows(stores.db.query)):
        yield Damage("journal", "journal", seq, what)


def _anchor(stores: Stores, anchor: str) -> Iterator[Damage]:
    if not anchor:
        return
    number, _, head = anchor.partition(":")
    seq = int(number) if re.fullmatch(r"[0-9]{1,15}", number) else -1
    rows = stores.db.query("SELECT hash FROM journal WHERE seq = ?", (seq,))
    if not rows:
        yield Damage("anchor", "journal", seq, "is not in the journal any more")
    elif not head or not str(rows[0][0]).startswith(head):
        yield Damage("anchor", "journal", seq, "has another hash than the anchor")


def _rows(stores: Stores) -> Iterator[Damage]:
    sittings = _sittings(stores)
    for table in _present(stores):
        yield from _table(stores, table, sittings)
    for number, state in stores.db.query("SELECT id, state FROM claim WHERE edit_open = 1"):
        if state not in EDITABLE:
            yield Damage("row", "claim", number, "is open for edits although it is filed")
    known = tuple(table.name for table in stores.tables)
    marks = ",".join("?" * len(known))
    for name, row in stores.db.query(
        f"SELECT DISTINCT tbl, row FROM journal WHERE tbl NOT IN ({marks})", known
    ):
        yield Damage("journal", str(name), row, "names a table that does not exist")


def _present(stores: Stores) -> list[Table]:
    """Return the tables that the schema of the database has; that it has all is looked at apart."""
    names = {name for (name,) in stores.db.query("SELECT name FROM sqlite_master")}
    return [table for table in stores.tables if table.name in names]


def _sittings(stores: Stores) -> dict[str, tuple[str, set[int]]]:
    """Return by table the column and its values that name rows of an open sitting."""
    claims = set(stores.claims.open_sittings())
    visits = {
        visit
        for number, visit in stores.db.query("SELECT id, visit_id FROM claim")
        if number in claims
    }
    lines = {lines.table.name: ("claim_id", claims) for lines in stores.claims.lines}
    return {"claim": ("id", claims), "visit": ("id", visits), **lines}


def _table(
    stores: Stores, table: Table, sittings: dict[str, tuple[str, set[int]]]
) -> Iterator[Damage]:
    there = {name for _n, name, *_rest in stores.db.query(f"PRAGMA table_info({table.name})")}
    columns = [name for name in table.columns if name in there]
    for span in _spans(stores, table.name):
        yield from _part(stores, table, (columns, span), sittings.get(table.name, ("id", set())))


def _spans(stores: Stores, table: str) -> Iterator[Span]:
    """Yield first and last id of parts of a table that memory holds; together they are all ids."""
    first = _LEAST
    sql = f"SELECT id FROM {table} WHERE id >= ? ORDER BY id LIMIT 1 OFFSET ?"
    while first <= _MOST and (found := stores.db.query(sql, (first, _ROWS_AT_ONCE))):
        yield first, found[0][0]
        first = found[0][0] + 1
    if first <= _MOST:
        yield first, _MOST


def _part(
    stores: Stores, table: Table, which: tuple[list[str], Span], sitting: tuple[str, set[int]]
) -> Iterator[Damage]:
    (columns, span), (column, open_rows) = which, sitting
    told = _folded(stores, table.name, span)
    sql = f"SELECT {', '.join(columns)} FROM {table.name} WHERE id BETWEEN ? AND ? ORDER BY id"
    for values in stores.db.query(sql, span):
        row = dict(zip(columns, values, strict=True))
        state = told.pop(row["id"], None)
        edited = row[column] in open_rows
        if state is None and not (edited and table.name in _LINES):
            yield Damage("row", table.name, row["id"], "was inserted without an entry")
        elif state and (different := differing(table, row, state, edited)):
            yield Damage("row", table.name, row["id"], f"differs in {', '.join(different)}")
    for number, state in told.items():
        if state is not None:
            yield Damage("row", table.name, number, "is gone")


def differing(
    table: Table, row: Mapping[str, Any], state: Mapping[str, Any], edited: bool
) -> list[str]:
    """Return the columns in which a row differs from its state as the journal tells it.

    ``edited`` says that it is in a sitting of edits, which owes the journal an entry.
    """
    told = _veiled_since(table, dict(state), row)
    added: Mapping[str, Any] = ADDED.get(table.name, {})
    at_first = table.seen({**row, **added})  # a personal column is veiled there too
    before = {name: at_first[name] for name in added}
    return _different({**before, **told}, table.seen(row), edited)


def _veiled_since(table: Table, state: dict[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a state as today's journal would have it: columns that are personal by now veiled."""
    plain = {
        name: state[name]
        for name in VEILED_SINCE.get(table.name, ())
        if name in state and not str(state[name]).startswith(VEIL)
    }
    seen = table.seen({**plain, "salt": row.get("salt", "")}) if plain else {}
    return {**state, **seen}


def _folded(stores: Stores, table: str, span: Span) -> dict[int, Any]:
    texts: dict[int, list[str | None]] = {}
    for row, after in stores.db.query(
        "SELECT row, after FROM journal WHERE tbl = ? AND row BETWEEN ? AND ? ORDER BY row, seq",
        (table, *span),
    ):
        texts.setdefault(row, []).append(after)
    return {row: fold(iter(lines)) for row, lines in texts.items()}


def _different(told: dict[str, Any], seen: dict[str, Any], edited: bool) -> list[str]:
    """Return the columns that differ; a sitting of edits owes only what a draft may change."""
    return [
        name
        for name, value in seen.items()
        if told.get(name, ...) != value and not (edited and name not in _NEVER_EDITED)
    ]


def _numbers(stores: Stores) -> Iterator[Damage]:
    used = {
        "claim": "SELECT max(CAST(substr(claim_number, 7) AS INTEGER)) FROM claim"
        " WHERE substr(claim_number, 2, 4) = ?",
        "tag": "SELECT max(CAST(substr(tag, 5, 6) AS INTEGER)) FROM old_part"
        " WHERE substr(tag, 1, 4) = ?",
    }
    for kind, site, year, last in stores.db.query(
        "SELECT kind, site, year, last FROM number_series"
    ):
        if kind in used:
            most = stores.db.query(used[kind], (f"{site:02d}{year:02d}",))[0][0] or 0
            if most != last:
                yield Damage(
                    "number",
                    "number_series",
                    None,
                    f"{kind} {site:02d}{year:02d}: {last} given, {most} found",
                )


def _accounts(stores: Stores) -> Iterator[Damage]:
    """Lay the kept sums of claims beside the entries they come from."""
    table = stores.accounts.table
    if table not in _present(stores):
        return
    for number, off in stores.accounts.differing():
        sums = ", ".join(f"{name} {fen:+d}" for name, fen in off.items())
        yield Damage("account", table.name, number, f"its entries say otherwise: {sums}")


def _attachments(stores: Stores) -> Iterator[Damage]:
    files = stores.attachments.files
    taken = f" AND {_NOT_TAKEN}" if _has_redactions(stores) else ""
    named = stores.db.query(
        f"SELECT id, sha256, file_name FROM attachment WHERE 1{taken} ORDER BY id"
    )
    for number, sha256, name in named:
        if problem := files.problem(sha256):
            yield Damage("file", "attachment", number, f"{name}: {problem}")
    forms = stores.db.query(
        f"SELECT id, form_sha256 FROM submission WHERE form_sha256 <> ''{taken}"
    )
    for number, sha256 in forms:
        if problem := files.problem(sha256):
            yield Damage("file", "submission", number, f"claim form: {problem}")


def _has_redactions(stores: Stores) -> bool:
    return stores.redactions.table in _present(stores)


def _search(stores: Stores) -> Iterator[Damage]:
    if stores.db.schema < INDEX_SINCE:
        return  # it is made anew when the desk is brought up to date
    for table, number, detail in search_problems(stores.db.query):
        yield Damage("search", table, number, detail)
