"""One transaction over a connection, and the steps that bring a schema up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import SqliteDatabase

from warrantydesk.storage.before_migration import keep_copy
from warrantydesk.storage.migrations import MIGRATIONS, SCHEMA
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.room import must_have_room
from warrantydesk.storage.schema import changed


@contextmanager
def immediate(db: SqliteDatabase) -> Iterator[None]:
    """Begin, commit or roll back; a full disk makes SQLite roll back by itself, which
    peewee's own block takes for a second error and hides the first."""
    db.execute_sql("BEGIN IMMEDIATE")
    try:
        yield
        db.execute_sql("COMMIT")
    except BaseException:
        if db.connection().in_transaction:
            db.execute_sql("ROLLBACK")
        raise


def bring_up_to_date(db: SqliteDatabase, folder: DataFolder, schema: int) -> None:
    """Take each step from ``schema`` to ours, one IMMEDIATE transaction a step.

    Before each the database is kept as it was; a private copy keeps nothing. Raises Unavailable
    where the number of the schema is not that of its tables, or the disk has no room for it.
    """
    if not 1 <= schema <= SCHEMA:  # the log may be newer than the file that was looked at
        raise changed("user_version")
    for number in range(schema, SCHEMA):
        if folder.copy is None:
            must_have_room(folder)
            keep_copy(folder, number)
        with immediate(db):
            for statement in MIGRATIONS[number]:
                db.execute_sql(statement)
            if db.execute_sql("PRAGMA foreign_key_check").fetchall():
                raise sqlite3.IntegrityError("foreign keys")
            db.execute_sql(f"PRAGMA user_version = {number + 1}")
