"""Versions of the tables of a profile, and who has read them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class TableVersion:
    """One version of one table of a profile; its rows lie beside it under the same number.

    A visit is decided by the version in force on its date: the newest one that had begun by then
    and was not withdrawn.
    """

    profile: str
    table_name: str
    number: int
    effective_from: date
    columns: tuple[str, ...] = ()
    """Columns in the order of the exchange form."""
    source: str = ""
    note: str = ""
    bulletin: str = ""
    batch_id: int | None = None
    made_at: datetime | None = None
    made_by: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class PolicyReading:
    """A person has read a version of a table (``table``) or a bulletin (``bulletin``)."""

    login: str
    profile: str
    kind: str
    key: str
    """Table name or bulletin code."""
    number: int
    """Version number; 0 for a bulletin."""
    read_at: datetime | None = None
    id: int = 0
    version: int = 0
