"""Connections that only read: for workers, and for the window while a long write goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from peewee import SqliteDatabase

from warrantydesk.storage.places import DataFolder

Query = Callable[..., list[tuple[Any, ...]]]
"""``query(sql, values)``: the rows that a statement finds."""

READING = {"trusted_schema": 0, "cell_size_check": 1}
_STEPS = 20_000
"""Steps of the database between two looks whether a query is to stop.

Half a millisecond where everything is in memory; from a cold disk every step may read a page.
"""


def opened_to_read(folder: DataFolder) -> SqliteDatabase:
    """Return an open connection that cannot write."""
    made = SqliteDatabase(
        folder.uri,
        uri=True,
        autoconnect=False,
        timeout=1.5,
        pragmas=READING,
    )
    made.connect()
    return made


@contextmanager
def querying(db: SqliteDatabase, stops: Callable[[], bool] | None = None) -> Iterator[Query]:
    """Give a query function over a connection, and close it afterwards.

    ``stops`` is asked again and again while a query runs; True interrupts it.
    """
    if stops is not None:
        db.connection().set_progress_handler(stops, _STEPS)
    try:
        yield lambda sql, values=(): list(db.execute_sql(sql, tuple(values)).fetchall())
    finally:
        db.close()
