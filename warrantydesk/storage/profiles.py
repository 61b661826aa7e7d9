"""The rows of all tables of all profiles, by version; a version's rows never change."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from warrantydesk.domain.policy_table import TableVersion
from warrantydesk.domain.profile import Row
from warrantydesk.storage.database import Database
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.store import Table
from warrantydesk.storage.tables import ProfileRow

Step = Callable[[int, int], object]
_AT_ONCE = 5_000


def _no_step(_done: int, _total: int) -> None:
    """Tell nobody."""


class ProfileStore:
    """The tables of all profiles; what the desk decides from."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self.table = Table(ProfileRow, db, journal)

    def add_rows(self, head: TableVersion, rows: Sequence[Row], step: Step = _no_step) -> None:
        """Write the rows of a version in bulk, in their order.

        ``step`` hears how many of how many are written, and may raise to stop.
        """
        number = int(self._db.query("SELECT coalesce(max(id), 0) FROM profile_row")[0][0])
        begins = head.effective_from.isoformat()
        for start in range(0, len(rows), _AT_ONCE):
            step(start, len(rows))
            self.table.bulk(
                [
                    {
                        "id": number + position + 1,
                        "profile": head.profile,
                        "table_name": head.table_name,
                        "key": next(iter(row.values()), ""),
                        "position": position,
                        "data": json.dumps(row, ensure_ascii=False),
                        "effective_from": begins,
                        "effective_to": None,
                        "source": head.source,
                        "revision": head.number,
                    }
                    for position, row in enumerate(rows[start : start + _AT_ONCE], start)
                ]
            )
        step(len(rows), len(rows))

    def rows(self, profile: str, table: str, number: int) -> list[Row]:
        """Return the rows of a version in their order."""
        found = self._db.query(
            "SELECT data FROM profile_row WHERE profile = ? AND table_name = ? AND revision = ?"
            " ORDER BY position",
            (profile, table, number),
        )
        # Read as one text the rows share their names of columns: less time, far less memory.
        rows: list[Row] = json.loads(f"[{','.join(text for (text,) in found)}]")
        return rows

    def row_count(self, profile: str, table: str, number: int) -> int:
        """Return how many rows a version has."""
        found = self._db.query(
            "SELECT count(*) FROM profile_row"
            " WHERE profile = ? AND table_name = ? AND revision = ?",
            (profile, table, number),
        )
        return int(found[0][0])

    def revision(self, profile: str, head: str) -> int:
        """Return the newest revision that stands in the table ``head`` of a profile, else 0."""
        found = self._db.query(
            "SELECT data FROM profile_row WHERE profile = ? AND table_name = ?", (profile, head)
        )
        return max((int(json.loads(text)["revision"]) for (text,) in found), default=0)

    def headless(self) -> list[dict[str, Any]]:
        """Return ``profile, table_name, number, effective_from, source`` of every version whose
        rows were loaded before versions had heads."""
        if self._db.query("SELECT 1 FROM table_version LIMIT 1"):
            return []  # since there are heads, rows come with theirs
        names = ("profile", "table_name", "number", "effective_from", "source")
        return [
            dict(zip(names, row, strict=True))
            for row in self._db.query(
                "SELECT profile, table_name, revision, min(effective_from), min(source)"
                " FROM profile_row GROUP BY 1, 2, 3 ORDER BY min(id)"
            )
        ]
