"""Reading that ends when it is told to, also in the middle of a long query."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from time import monotonic

from warrantydesk.services.reports.report import Query, Tick

_PAUSE_S = 0.05
"""How long a query runs at least between two ticks: each is told to the window."""
Reader = Callable[[Callable[[], bool]], AbstractContextManager[Query]]
"""Opens a connection; while it reads it asks again and again whether to stop."""


@contextmanager
def interruptible(reader: Reader, tick: Tick) -> Iterator[tuple[Query, Tick]]:
    """Give a query function, and a tick that remembers how far the reading is.

    ``tick`` is also called while a query runs; what it raises ends the query and is raised here.
    """
    raised: list[BaseException] = []
    place, asked = [0, 0], [monotonic()]

    def told(done: int, total: int) -> None:
        place[:] = done, total
        tick(done, total)

    def stops() -> bool:
        now = monotonic()
        if now - asked[0] < _PAUSE_S:
            return bool(raised)
        asked[0] = now
        try:
            tick(place[0], place[1])
        except BaseException as error:  # noqa: BLE001 - raised below, where Python is asked again
            raised.append(error)
        return bool(raised)

    try:
        with reader(stops) as query:
            yield query, told
    except Exception as error:
        if raised:  # the database only says that it was interrupted
            raise raised[0] from error
        raise
