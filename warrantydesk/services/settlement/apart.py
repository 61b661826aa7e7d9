"""Long questions of money, answered in a worker over a desk that only reads."""

from collections.abc import Callable
from typing import TypeVar

from warrantydesk.services.bench import Bench
from warrantydesk.storage.database import Database
from warrantydesk.storage.stores import Stores

T = TypeVar("T")


def apart(bench: Bench, ask: Callable[[Bench], T]) -> Callable[[], T]:
    """Return the question to be answered in a worker, over a connection of its own."""
    folder, clock, site, person = bench.stores.db.folder, bench.clock, bench.site, bench.person

    def answer() -> T:
        database = Database(folder)
        database.open_to_read()
        try:
            other = Bench(Stores(database), clock)
            other.site, other.person = site, person
            return ask(other)
        finally:
            database.close()

    return answer
