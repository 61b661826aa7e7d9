"""What a verification finds, and how it tells how far it is."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from peewee import DatabaseError

UNREADABLE = (DatabaseError, sqlite3.DatabaseError, ValueError, LookupError, TypeError)
"""What reading raises over rows and pages that were spoilt; never a reason to stop looking."""
Step = Callable[..., None]
"""``step(done, total, text)``: ``text`` is a sentence key; what it raises ends the looking."""


@dataclass(frozen=True)
class Damage:
    """One thing that is not as the journal says."""

    kind: str
    table: str
    row: int | None
    detail: str


def no_step(*_ignored: object) -> None:
    """Hear nothing: what is done at once is done to its end."""
