"""Date arithmetic of the Civil Code, stated once: periods, rest days, working days."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Holidays:
    """Rest days and make-up working days by the State Council's notices; ``days`` is day → rest.

    A year without a notice has its weekends only; :meth:`knows` says so.
    """

    days: Mapping[date, bool] = field(default_factory=dict)

    @cached_property
    def years(self) -> frozenset[int]:
        """Years with a notice."""
        return frozenset(day.year for day in self.days)

    def knows(self, year: int) -> bool:
        """Tell whether the table has the notice of a year."""
        return year in self.years

    def is_rest(self, day: date) -> bool:
        """Tell whether a day is a statutory rest day; a make-up working day is none."""
        told = self.days.get(day)
        return day.weekday() >= _SATURDAY if told is None else told

    def after_rest(self, day: date) -> date:
        """Return the day itself, or the first day after the rest it lies in (Civil Code 203)."""
        while self.is_rest(day) and day < date.max:
            day += _DAY
        return day

    def working_days_after(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after a day, which itself is not counted."""
        while count > 0 and day < date.max:
            day += _DAY
            count -= not self.is_rest(day)
        return day


def plus_months(day: date, months: int) -> date:
    """Return the corresponding day some months later, the month's end where there is none.

    Civil Code 202: 2024-02-29 and 36 months give 2027-02-28.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_day_after(day: date, number: int) -> date:
    """Return the next day of that number in a month, the month's end where there is none.

    2027-02-10 and 30 give 2027-02-28; the day itself is not counted.
    """
    here = day.replace(day=min(number, monthrange(day.year, day.month)[1]))
    if here > day:
        return here
    first = plus_months(day.replace(day=1), 1)
    return first.replace(day=min(number, monthrange(first.year, first.month)[1]))


def last_day(start: date, *, months: int = 0, days: int = 0, count_start: bool = False) -> date:
    """Return the last day of a period: the start day is not counted (Civil Code 201 ¶1).

    ``count_start`` is the other reading, one day earlier.
    """
    end = plus_months(start, months) if months else start
    days -= count_start
    try:
        return end + timedelta(days=days)
    except OverflowError:  # no calendar goes beyond the year 9999, or before the year 1
        return date.max if days > 0 else date.min
