"""Rows put where no service puts them, for tests of what follows from that."""

from collections.abc import Iterator
from contextlib import contextmanager

from warrantydesk.services.desk import Desk


@contextmanager
def past_locks(desk: Desk, *tables: str) -> Iterator[list[int]]:
    """Run one change without the triggers of some tables; they stand again after it."""
    marks = ", ".join("?" * len(tables))
    asked = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})"
    with desk.bench.change("test") as touched:
        locks = desk.stores.db.query(asked, tables)
        for name, _sql in locks:
            desk.stores.db.execute(f"DROP TRIGGER {name}")
        yield touched
        for _name, sql in locks:
            desk.stores.db.execute(sql)
