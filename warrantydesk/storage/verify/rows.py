"""Rows beside the journal: every row is what its entries fold to, and every entry has its row."""

from collections.abc import Iterator, Mapping
from typing import Any

from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.domain.claim.states import EDITABLE
from warrantydesk.i18n import N_
from warrantydesk.storage.journal import fold
from warrantydesk.storage.migrations import ADDED, VEILED_SINCE
from warrantydesk.storage.store import Table
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify.damage import Damage, Step

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
_COMPARING = N_("Rows beside the journal")


def rows_look(stores: Stores, step: Step) -> Iterator[Damage]:
    """Fold the entries of every row, table by table and part by part."""
    sittings = _sittings(stores)
    tables = present(stores)
    for done, table in enumerate(tables):
        step(done, len(tables), _COMPARING)
        for damage in _table(stores, table, sittings):
            step(done, len(tables), _COMPARING)
            yield damage
    for number, state in stores.db.query("SELECT id, state FROM claim WHERE edit_open = 1"):
        if state not in EDITABLE:
            yield Damage("row", "claim", number, "is open for edits although it is filed")
    known = tuple(table.name for table in stores.tables)
    marks = ",".join("?" * len(known))
    for name, row in stores.db.query(
        f"SELECT DISTINCT tbl, row FROM journal WHERE tbl NOT IN ({marks})", known
    ):
        yield Damage("journal", str(name), row, "names a table that does not exist")


def present(stores: Stores) -> list[Table]:
    """Return the tables that the schema of the database has; that it has all is looked at apart."""
    names = {name for (name,) in stores.db.query("SELECT name FROM sqlite_master")}
    return [table for table in stores.tables if table.name in names]


def _sittings(stores: Stores) -> dict[str, tuple[str, set[int]]]:
    """Return by table the column and its values that name rows of an open sitting."""
    claims = set(stores.claims.open_sittings())
    asked = "SELECT id, visit_id FROM claim WHERE edit_open = 1"
    visits = {visit for number, visit in stores.db.query(asked) if number in claims}
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
