"""The search index made anew while a desk opens, on the thread on which its face lets it wait."""

from collections.abc import Callable

from warrantydesk.storage.stores import Stores


def make_index(stores: Stores, waiting: Callable[[Callable[[], None]], None]) -> None:
    """Make text and index of the search anew through ``waiting``.

    A window carries such work out in a worker, to which the writing connection is lent; without
    a window it is carried out at once.
    """
    db = stores.db

    def work() -> None:
        if db.is_lent:  # on the thread that lent it
            db.take_back()
            stores.search.remake()
            return
        with db.taken():
            stores.search.remake()

    db.lend()
    try:
        waiting(work)
    finally:
        db.take_back()
