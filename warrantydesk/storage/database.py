"""Opening the one database: order of checks, pragmas, lock, transactions, readers."""

import getpass
import os
import socket
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import Any

from filelock import FileLock, Timeout
from peewee import DatabaseError, OperationalError, SqliteDatabase

from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.before_migration import keep_copy
from warrantydesk.storage.disk_words import damaged, said
from warrantydesk.storage.migrations import MIGRATIONS, SCHEMA
from warrantydesk.storage.places import DataFolder, prepare
from warrantydesk.storage.readers import READING, Query, opened_to_read, querying
from warrantydesk.storage.schema import changed, look_at, make_empty, schema_problems

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 1500,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "mmap_size": 0,
}
LENT = N_("A file is being taken in just now. Wait until that is done, then try again.")


class Database:
    """The one writing connection of a data folder, owned by the thread that opened it.

    For a long write it is lent to a worker; this thread only reads until both have closed it.
    """

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.was_unclean = False
        self._lock = FileLock(folder.lock, timeout=0, thread_local=False)
        self._db = SqliteDatabase(None, autoconnect=False)
        self._depth = 0
        self._read_only = False
        self._reading: SqliteDatabase | None = None
        """While the writing connection is lent: what its owner reads by."""
        self._owner = get_ident()

    def open(self, *, create: bool) -> None:
        """Check the file, take the lock, bring the schema up to date and open for writing.

        Raises Unavailable with its own sentence for everything that is not a database of ours.
        """
        prepare(self.folder, make=create)
        path = self.folder.database
        if not path.exists() and not create:
            raise Unavailable(
                N_(
                    "There is no database in {folder}. Choose the folder that holds claims.db, or "
                    "start with an empty desk."
                ),
                LOCKED,
                folder=self.folder.path,
            )
        if path.exists():
            look_at(path)
        try:
            self._take_lock()
            if not path.exists():
                with said(self.folder):
                    make_empty(path)
            self._connect(path)
        except BaseException:
            self.close()
            raise

    def open_to_read(self) -> None:
        """Open the database for reading only: no lock, no step of the schema, no check."""
        path = self.folder.database
        if not path.exists():
            raise Unavailable(
                N_("There is no database in {folder}."), LOCKED, folder=self.folder.path
            )
        look_at(path)
        self._read_only = True
        self._db.init(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1.5, pragmas=READING)
        self._db.connect()

    def _take_lock(self) -> None:
        self.was_unclean = self.folder.owner.exists()
        try:
            self._lock.acquire()
        except Timeout as error:
            holder = ""
            with suppress(OSError):
                holder = self.folder.owner.read_text("utf-8")
            raise Unavailable(
                N_("Another Warranty Desk has this data open ({holder}). Close it there first."),
                LOCKED,
                holder=holder,
            ) from error
        except OSError as error:
            raise Unavailable(
                N_("{file} cannot be used as the lock of the data: {reason}. Remove it."),
                LOCKED,
                file=self.folder.lock,
                reason=error.strerror or error,
            ) from error
        with suppress(OSError):  # a full disk must not keep the clerk from reading
            self.folder.owner.write_text(
                f"{getpass.getuser()}@{socket.gethostname()}, {os.getpid()}", "utf-8"
            )

    def _connect(self, path: Path) -> None:
        self._db.init(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=1.5, pragmas=PRAGMAS)
        with said(self.folder):
            self._db.connect()
            self.migrate()
            wrong = schema_problems(self.query)
        if wrong:
            raise changed(", ".join(wrong[:3]))

    def must_be_sound(self) -> None:
        """Look at every page, from any thread; raises Unavailable where one is damaged."""
        with said(self.folder), self.reader() as query:
            sound = query("PRAGMA quick_check") == [("ok",)]
        if not sound:
            raise damaged(self.folder)

    def migrate(self) -> None:
        """Bring the schema to ours, one IMMEDIATE transaction a step, a copy kept before each.

        Raises Unavailable where the number of the schema is not that of its tables.
        """
        if not 1 <= self.schema <= SCHEMA:  # the log may be newer than the file that was looked at
            raise changed("user_version")
        for number in range(self.schema, SCHEMA):
            keep_copy(self.folder, number)
            with self._immediate():
                for statement in MIGRATIONS[number]:
                    self._db.execute_sql(statement)
                if self._db.execute_sql("PRAGMA foreign_key_check").fetchall():
                    raise sqlite3.IntegrityError("foreign keys")
                self._db.execute_sql(f"PRAGMA user_version = {number + 1}")

    @property
    def schema(self) -> int:
        """The schema number of the open database."""
        return int(self._here.execute_sql("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run one IMMEDIATE transaction; a nested one is a bug and is refused."""
        if self._depth:
            raise RuntimeError("a transaction inside a transaction")
        self._depth += 1
        try:
            with said(self.folder), self._immediate():
                yield
        finally:
            self._depth -= 1

    def must_be_here(self) -> None:
        """Refuse with Unavailable to write while the writing connection is lent."""
        if self.is_lent:
            raise Unavailable(LENT, LOCKED)

    def said(self) -> AbstractContextManager[None]:
        """Say in a sentence what the disk has to say about anything done inside."""
        return said(self.folder)

    @contextmanager
    def _immediate(self) -> Iterator[None]:
        """Begin, commit or roll back; a full disk makes SQLite roll back by itself, which
        peewee's own block takes for a second error and hides the first."""
        self._here.execute_sql("BEGIN IMMEDIATE")
        try:
            yield
            self._here.execute_sql("COMMIT")
        except BaseException:
            if self._here.connection().in_transaction:
                self._here.execute_sql("ROLLBACK")
            raise

    @property
    def is_open(self) -> bool:
        """Tell whether the connection stands."""
        return not self._here.is_closed()

    @property
    def in_transaction(self) -> bool:
        """Tell whether a transaction is open."""
        return self._depth > 0

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run a statement and return all rows."""
        return list(self._here.execute_sql(sql, tuple(values)).fetchall())

    def run(self, statement: Any) -> Any:
        """Run a statement of peewee on this connection; no table is bound to any other."""
        return statement.execute(self._here)

    def rows(self, query: Any) -> list[dict[str, Any]]:
        """Return the rows of a peewee query by column name."""
        return list(query.dicts().execute(self._here))

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement that returns nothing."""
        self._here.execute_sql(sql, tuple(values))

    def execute_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement for many rows inside the open transaction."""
        self._here.connection().executemany(sql, rows)

    def reader(self, stops: Callable[[], bool] | None = None) -> AbstractContextManager[Query]:
        """Open a read-only connection for a worker; gives a ``query`` function.

        ``stops`` is asked again and again while a query runs; True interrupts it.
        """
        return querying(self._to_read(), stops)

    def _to_read(self) -> SqliteDatabase:
        return opened_to_read(self.folder.database)

    @property
    def _here(self) -> SqliteDatabase:
        """The connection of this thread."""
        lent = self._reading is not None and get_ident() == self._owner
        return self._reading if lent else self._db

    @property
    def is_lent(self) -> bool:
        """Tell whether the writing connection is lent, and not to this thread."""
        return self._reading is not None and get_ident() == self._owner

    def lend(self) -> None:
        """Close the writing connection for a worker to take; this thread only reads meanwhile.

        Raises Unavailable while it is lent to another.
        """
        if self._depth:
            raise RuntimeError("lent inside a transaction")
        if self._reading is not None:
            raise Unavailable(LENT, LOCKED)
        with said(self.folder):
            reading = self._to_read()  # first, so that the log of writes is never left alone
            self._owner = get_ident()
            self._db.close()
            self._reading = reading

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the lent connection in a worker, and close it again."""
        if self._reading is None or self.is_lent:
            raise RuntimeError("nothing was lent to this thread")
        with said(self.folder):
            self._db.connect()
        try:
            yield
        finally:
            self._db.close()

    def take_back(self) -> None:
        """Write on this thread again; the worker must have ended."""
        if self._reading is None:
            return
        with said(self.folder):
            self._db.connect()
        self._reading.close()
        self._reading = None

    def close(self) -> None:
        """Close in order: nothing waits in the write-ahead log, the lock is free."""
        if not self._here.is_closed():
            if not self._read_only and not self.is_lent:
                with suppress(OperationalError, DatabaseError):
                    self._here.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            self._here.close()
        if self._lock.is_locked:
            self.folder.owner.unlink(missing_ok=True)
            self._lock.release()
