"""What the journal tells since one of its places."""

import json
from collections.abc import Sequence

from warrantydesk.storage.journal import Entry
from warrantydesk.storage.readers import Query


def since(query: Query, seq: int, tables: Sequence[str]) -> list[Entry]:
    """Return the entries after a place that write rows of these tables, oldest first."""
    among = ",".join("?" * len(tables))
    found = query(
        "SELECT seq, utc, actor, action, tbl, row, after FROM journal"
        f" WHERE seq > ? AND tbl IN ({among}) ORDER BY seq",
        (seq, *tables),
    )
    return [
        Entry(place, utc, actor, action, table, row, json.loads(after) if after else None)
        for place, utc, actor, action, table, row, after in found
    ]


def instant_after(query: Query, seq: int) -> str:
    """Return the instant of the first entry after a place, as UTC text; empty without one."""
    found = query("SELECT utc FROM journal WHERE seq > ? ORDER BY seq LIMIT 1", (seq,))
    return str(found[0][0]) if found else ""
