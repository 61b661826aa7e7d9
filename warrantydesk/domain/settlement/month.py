"""The month close (月结): checks, figures and the anchor of the journal, written once."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class MonthCheck:
    """One thing that was looked at before the close; ``count`` things stand in the way."""

    code: str
    count: int = 0
    amount_fen: int = 0
    acknowledged: str = ""
    """Why the month was closed all the same, where that is allowed."""


@dataclass(frozen=True)
class MonthClose:
    """A month of a brand that is closed; nothing is booked into it any more."""

    brand: str
    month: str
    """As ``2026-10``."""
    closed_on: date
    closed_by: str
    closed_at: datetime
    checks: tuple[MonthCheck, ...] = ()
    figures: str = ""
    """Canonical JSON of the month's sums as they were at the close."""
    anchor: str = ""
    """Head of the journal just before the close, as printed on its sheets."""
    note: str = ""
    id: int = 0
    version: int = 0
