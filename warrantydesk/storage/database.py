"""Opening the one database: order of checks, pragmas, lock, transactions, readers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import Any

from peewee import DatabaseError, OperationalError, SqliteDatabase

from warrantydesk.domain.errors import DAMAGED, LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.disk_words import damaged, said
from warrantydesk.storage.looking import is_held, remove_copy, to_look_at
from warrantydesk.storage.places import (
    DataFolder,
    closed_for,
    missing,
    must_be_local,
    prepare,
)
from warrantydesk.storage.readers import READING, Query, opened_to_read, querying
from warrantydesk.storage.schema import changed, look_at, make_empty, schema_problems
from warrantydesk.storage.steps import bring_up_to_date, immediate
from warrantydesk.storage.writer_lock import WriterLock, holder_of

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
        self.closed: Unavailable | None = None
        """Why nothing is written any more; everything may be read."""
        self.when_closed: Callable[[], object] = lambda: None
        self._lock = WriterLock(folder)
        self._db = SqliteDatabase(None, autoconnect=False)
        self._depth = 0
        self._read_only = self._made_copy = False
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
            raise missing(self.folder)
        if path.exists():
            look_at(path)
        try:
            self.was_unclean = self._lock.take()
            if not path.exists():
                with said(self.folder):
                    make_empty(path)
            self._connect(path)
        except BaseException:
            self.close()
            raise

    def open_to_read(self) -> None:
        """Open the database for reading only: no lock, no step of the schema, no check.

        In a folder that cannot be written it is read so that nothing changes there.
        """
        path = self.folder.database
        if not path.exists():
            raise Unavailable(
                N_("There is no database in {folder}."), LOCKED, folder=self.folder.path
            )
        look_at(path)
        self._read_only = True
        if closed_for(self.folder) is not None:
            self._look()
        self._connect_to_read()

    def open_to_look(self) -> None:
        """Open the database so that nothing in its folder changes by a byte, for this thread.

        An older schema is brought up to date in a private copy. Raises Unavailable.
        """
        must_be_local(self.folder)
        if not self.folder.database.exists():
            raise missing(self.folder)
        look_at(self.folder.database)
        try:
            self._look()
            if self.folder.copy is None:
                self._read_only = True
                self._connect_to_read()
            else:
                self._lock = WriterLock(self.folder)
                self._lock.take()
                self._connect(self.folder.database)
        except BaseException:
            self.close()
            raise

    def _look(self) -> None:
        before = self.folder
        with said(before):
            self.folder = to_look_at(before)
        self._made_copy = self.folder.copy is not before.copy

    def _connect_to_read(self) -> None:
        self._db.init(self.folder.uri, uri=True, timeout=1.5, pragmas=READING)
        with said(self.folder):
            self._db.connect()

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
        self._lock.stays_unclean = False

    def migrate(self) -> None:
        """Bring the schema to ours; raises Unavailable where that cannot be."""
        bring_up_to_date(self._db, self.folder, self.schema)

    @property
    def holder(self) -> str:
        """Who else has the data open: user, host and process; empty where nobody has."""
        return holder_of(self.folder) or "—" if is_held(self.folder) else ""

    @property
    def schema(self) -> int:
        """The schema number of the open database."""
        return int(self._here.execute_sql("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run one IMMEDIATE transaction; a nested one is a bug and is refused.

        A disk that fails closes the database for all further writing.
        """
        if self._depth:
            raise RuntimeError("a transaction inside a transaction")
        self.must_be_open()
        self._depth += 1
        try:
            with said(self.folder), immediate(self._here):
                yield
        except Unavailable as error:
            self.heed(error)
            raise
        finally:
            self._depth -= 1

    def heed(self, error: Unavailable) -> None:
        """Write nothing any more where that is what an error of the disk asks for."""
        if error.code in (READONLY, DAMAGED) and self.closed is None:
            self.close_to_writing(Unavailable(error.message, READONLY, **error.values))

    def close_to_writing(self, why: Unavailable) -> None:
        """Write nothing any more, for this reason, and let it be known."""
        self.closed = why
        self.when_closed()

    def must_be_open(self) -> None:
        """Refuse with Unavailable to write where nothing is written any more."""
        if self.closed is not None:
            raise self.closed

    def must_be_here(self) -> None:
        """Refuse with Unavailable to write while the writing connection is lent."""
        if self.is_lent:
            raise Unavailable(LENT, LOCKED)

    def said(self) -> AbstractContextManager[None]:
        """Say in a sentence what the disk has to say about anything done inside."""
        return said(self.folder)

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
        return querying(opened_to_read(self.folder), stops)

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
            reading = opened_to_read(
                self.folder
            )  # first, so that the log of writes is never left alone
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
        self._lock.release()
        if self._made_copy:
            remove_copy(self.folder)
