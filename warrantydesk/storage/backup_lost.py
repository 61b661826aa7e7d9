"""What the present database holds and a backup does not: the work to be entered again."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from warrantydesk.domain.person import Site
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.readers import Query, opened_to_read, querying
from warrantydesk.storage.verify import UNREADABLE

MOST = 50_000
"""Entries that are read at most; whoever lost more enters it from papers."""
_SILENT = frozenset({"desk_event", "setting", "person_pin", "print_job", "saved_search"})
"""Tables whose entries nobody has to enter again."""
_NAMED = {
    "claim": "SELECT claim_number FROM claim WHERE id = ?",
    "old_part": "SELECT tag FROM old_part WHERE id = ?",
    "shipment": "SELECT number FROM shipment WHERE id = ?",
    "statement": "SELECT number FROM statement WHERE id = ?",
    "invoice": "SELECT number FROM invoice WHERE id = ?",
    "visit": "SELECT repair_order FROM visit WHERE id = ?",
    "vehicle": "SELECT vin FROM vehicle WHERE id = ?",
}
"""How a thing is called; nothing here is a customer's."""


class LostChange(NamedTuple):
    """One change of the desk: all entries of one person, instant and action."""

    seq: int
    utc: str
    actor: str
    action: str
    subject: str


def lost_changes(folder: Path, seq: int) -> list[LostChange]:
    """Return the changes after an entry, oldest first; none where the database is unreadable."""
    desk = DataFolder(folder)
    if not desk.database.is_file():
        return []
    try:
        with querying(opened_to_read(desk)) as query:
            return list(_changes(query, seq))
    except (*UNREADABLE, OSError):
        return []


def site_in(folder: Path) -> Site | None:
    """Return the site of a data folder as its database says; None where it is unreadable."""
    mapping = RowMapping(Site)
    names = ", ".join(f'"{name}"' for name in mapping.names)
    try:
        with querying(opened_to_read(DataFolder(folder))) as query:
            rows = query(f"SELECT {names} FROM site ORDER BY id LIMIT 1")
            return mapping.value(dict(zip(mapping.names, rows[0], strict=True))) if rows else None
    except (*UNREADABLE, OSError):
        return None


def _changes(query: Query, seq: int) -> Iterator[LostChange]:
    rows = query(
        "SELECT seq, utc, actor, action, tbl, row FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
        (seq, MOST),
    )
    for (utc, actor, action), entries in groupby(rows, key=lambda row: row[1:4]):
        told = [(row[0], row[4], row[5]) for row in entries if row[4] not in _SILENT]
        if told:
            yield LostChange(told[0][0], utc, actor, action, _subject(query, told))


def _subject(query: Query, entries: list[tuple[int, str, int]]) -> str:
    """Return what a change was about: the first thing with a name of its own, else its claim."""
    for table in _NAMED:
        for _seq, name, row in entries:
            if name == table and (found := query(_NAMED[table], (row,))):
                return str(found[0][0])
    for _seq, name, row in entries:
        if number := _claim_of(query, name, row):
            return number
    return ""


def _claim_of(query: Query, table: str, row: int) -> str:
    columns = query("SELECT name FROM pragma_table_info(?)", (table,))
    if ("claim_id",) not in columns:
        return ""
    found: list[tuple[Any, ...]] = query(
        f'SELECT c.claim_number FROM "{table}" t JOIN claim c ON c.id = t.claim_id WHERE t.id = ?',
        (row,),
    )
    return str(found[0][0]) if found else ""
