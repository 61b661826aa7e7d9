"""Versions of the tables of a profile, and who has read them."""

from collections.abc import Iterable
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
    form: str = ""
    """How its file was written, where that is not the plain form (``domain/policies/written``)."""
    source: str = ""
    note: str = ""
    bulletin: str = ""
    batch_id: int | None = None
    made_at: datetime | None = None
    made_by: str = ""
    void_reason: str = ""
    id: int = 0
    version: int = 0


def in_force(versions: Iterable[TableVersion], day: date) -> TableVersion | None:
    """Return the version that decides on a day, None where all were withdrawn.

    The newest one that had begun by then, of two with one beginning the later number; on a day
    before all of them the earliest.
    """
    live = [version for version in versions if not version.void_reason]
    begun = [version.effective_from for version in live if version.effective_from <= day]
    if not live:
        return None
    beginning = max(begun) if begun else min(version.effective_from for version in live)
    same = (version for version in live if version.effective_from == beginning)
    return max(same, key=lambda version: version.number)


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
