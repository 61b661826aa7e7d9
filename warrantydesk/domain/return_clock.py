"""Clocks of old parts by the maker's deadlines: return by, its reminders, what is paid and kept."""

from collections.abc import Iterator
from datetime import date

from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.deadlines import end_of, row_of
from warrantydesk.domain.profile import BrandProfile

RETURN_BY = "return_by"
DISPUTE_BY = "deduct_dispute"
SETTLED = "settled_unreturned"
"""Paid pieces that stay here longer let the maker send back the next claim on the car (V83)."""
REMINDERS = ("return_reminder1", "return_reminder2")
"""The maker's reminders after a request, the second one for the service manager."""


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
