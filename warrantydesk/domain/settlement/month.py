"""The month close (月结): checks, figures and the anchor of the journal, written once."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_MONTH = re.compile(r"(?:19[7-9]|20[0-9])[0-9]-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class MonthCheck:
    """One thing that was looked at before the close; ``count`` things stand in the way."""

    code: str
    count: int = 0
    amount_fen: int = 0
    acknowledged: str = ""
    """Why the month was closed all the same, where that is allowed."""
    names: tuple[str, ...] = ()
    """Numbers of the first of them."""


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


def is_month(text: str) -> bool:
    """Tell whether a text names a month, as ``2026-10``."""
    return _MONTH.fullmatch(text) is not None


def month_of(day: date) -> str:
    """Return the month of a day, as ``2026-10``."""
    return f"{day.year:04}-{day.month:02}"


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    """Return the last day of a month."""
    return first_day(month_after(month)) - timedelta(days=1)


def month_after(month: str) -> str:
    """Return the month that follows."""
    return month_of(first_day(month) + timedelta(days=31))


def month_before(month: str) -> str:
    """Return the month that went before."""
    return month_of(first_day(month) - timedelta(days=1))
