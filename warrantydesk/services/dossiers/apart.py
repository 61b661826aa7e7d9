"""A desk of its own for a worker: it reads by another connection, at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from warrantydesk.services.bench import Bench
from warrantydesk.services.clock import Clock
from warrantydesk.storage.database import Database
from warrantydesk.storage.stores import Stores


class _Moment(Clock):
    """A clock that stands: everything bound together has one time."""

    def __init__(self, clock: Clock) -> None:
        self._at, self.zone, self.seen = clock.now(), clock.zone, clock.seen

    def now(self) -> datetime:
        """Return the moment."""
        return self._at


class ReadingDesk:
    """What a worker needs to read by itself; made on the thread of the desk."""

    def __init__(self, bench: Bench) -> None:
        self._folder = bench.stores.db.folder
        self._clock = _Moment(bench.clock)
        self._site, self._person = bench.site, bench.person

    @contextmanager
    def opened(self) -> Iterator[Bench]:
        """Open the desk for reading in this thread; nothing can be written by it."""
        database = Database(self._folder)
        database.open_to_read()
        try:
            bench = Bench(Stores(database), self._clock)
            bench.site, bench.person = self._site, self._person
            yield bench
        finally:
            database.close()


@contextmanager
def at_once(bench: Bench) -> Iterator[None]:
    """Read everything inside as it stands at one place of the journal."""
    db = bench.stores.db
    db.execute("BEGIN")
    try:
        bench.stores.journal.load_head()
        yield
    finally:
        db.execute("ROLLBACK")
