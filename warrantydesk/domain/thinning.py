"""Which backups stay: a pure function of their instants."""

from collections.abc import Iterable
from datetime import datetime, timedelta

ALL_FOR = timedelta(hours=48)
A_DAY_FOR = timedelta(days=35)
A_WEEK_FOR = timedelta(weeks=27)
"""Beyond this one backup a month stays for good: records are kept for years."""


def kept_backups(instants: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the instants of the backups that stay; days are those of ``now``'s zone.

    All of two days, then the last of each day for five weeks, of each week for half a year, of
    each month for ever; a week over the end of a month counts in both. The newest always stays, and
    whatever lies in the future.
    """
    kept: set[datetime] = set()
    seen: set[tuple[object, ...]] = set()
    for at in sorted(instants, reverse=True):
        span = _span(at, now)
        if not kept or span is None or span not in seen:
            kept.add(at)
        if span is not None:
            seen.add(span)
    return kept


def _span(at: datetime, now: datetime) -> tuple[object, ...] | None:
    age, day = now - at, at.astimezone(now.tzinfo).date()
    if age <= ALL_FOR:
        return None
    if age <= A_DAY_FOR:
        return ("day", day)
    if age <= A_WEEK_FOR:
        return ("week", *day.isocalendar()[:2], day.month)  # else a month could lose its only one
    return ("month", day.year, day.month)
