"""The desk's day: what was put off, handed over, and closed."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Snooze:
    """A line of Today that is put off until a day; ``subject`` is the line's key."""

    subject: str
    until_on: date
    reason: str
    by: str
    at: datetime
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class HandOver:
    """Duty that changed hands: the list as it then stood is kept in ``sheet`` (JSON)."""

    from_login: str
    to_login: str
    at: datetime
    sheet: str
    note: str = ""
    accepted_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class DayClose:
    """A day that was closed with its slips in order; ``sheet`` (JSON) is what the paper shows."""

    day: date
    closed_by: str
    closed_at: datetime
    sheet: str
    note: str = ""
    anchor: str = ""
    void_reason: str = ""
    redaction_id: int | None = None
    """The certificate by which a person's values were taken out of it."""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class PortalTick:
    """A field of the maker's portal that was filled in for a submission or an appeal."""

    claim_id: int
    form: str
    """``submit`` or ``appeal``."""
    number: int
    """Number of the submission or appeal."""
    field: str
    ticked: bool
    by: str
    at: datetime
    id: int = 0
    version: int = 0
