"""Clocks of old parts by the maker's deadlines: return by, its reminders, what is paid and kept.

A deadline counts calendar days, working days, or names a day of the month (C.4: request + N, or
the monthly day).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain.coverage.calendar import Holidays, month_day_after
from warrantydesk.domain.profile import BrandProfile, Row

RETURN_BY = "return_by"
DISPUTE_BY = "deduct_dispute"
SETTLED = "settled_unreturned"
"""Paid pieces that stay here longer let the maker send back the next claim on the car (V83)."""
REMINDERS = ("return_reminder1", "return_reminder2")
"""The maker's reminders after a request, the second one for the service manager."""
WORKING, MONTHLY = "working", "monthly"


def row_of(profile: BrandProfile, code: str) -> Row | None:
    """Return the maker's deadline of a code, None where it has none."""
    return next((row for row in profile.rows("deadlines") if row["code"] == code), None)


def end_of(row: Row, start: date, holidays: Holidays) -> date:
    """Return the last day of a deadline that begins on a day, which itself is not counted."""
    number = int(row["days"])
    if row["day_kind"] == MONTHLY:
        return month_day_after(start, number)
    if row["day_kind"] == WORKING:
        return holidays.working_days_after(start, number)
    return start + timedelta(days=number)


def reminders(
    profile: BrandProfile, asked_on: date, holidays: Holidays
) -> Iterator[tuple[int, date]]:
    """Yield the number of each reminder of a request and the day on which it comes."""
    for number, code in enumerate(REMINDERS, 1):
        row = row_of(profile, code)
        if row is not None:
            yield number, end_of(row, asked_on, holidays)


def reminded(profile: BrandProfile, asked_on: date, holidays: Holidays, today: date) -> int:
    """Return the number of the last reminder that has come, 0 before the first one."""
    come = (number for number, day in reminders(profile, asked_on, holidays) if day <= today)
    return max(come, default=0)


def settled_end(profile: BrandProfile, paid_on: date, holidays: Holidays) -> date | None:
    """Return until when a paid piece must have gone back, None where the maker does not say."""
    row = row_of(profile, SETTLED)
    return None if row is None else end_of(row, paid_on, holidays)
