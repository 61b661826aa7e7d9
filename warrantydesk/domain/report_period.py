"""Periods that reports are asked for again and again."""

from datetime import date, timedelta
from enum import StrEnum

from warrantydesk.i18n import N_


class Period(StrEnum):
    """A span of days told by today; ``OWN`` days are typed."""

    MONTH = "month"
    LAST_MONTH = "last_month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    TWELVE_MONTHS = "twelve_months"
    YEAR = "year"
    LAST_YEAR = "last_year"
    ALL = "all"
    OWN = "own"


PERIOD_NAMES = {
    Period.MONTH: N_("This month"),
    Period.LAST_MONTH: N_("Last month"),
    Period.QUARTER: N_("This quarter"),
    Period.HALF_YEAR: N_("Last 6 months"),
    Period.TWELVE_MONTHS: N_("Last 12 months"),
    Period.YEAR: N_("This year"),
    Period.LAST_YEAR: N_("Last year"),
    Period.ALL: N_("Everything"),
    Period.OWN: N_("Days of choice"),
}


def period_days(period: Period, today: date, earliest: date) -> tuple[date, date]:
    """Return first and last day of a period; ``earliest`` is where everything begins.

    A period that runs ends today. The last months are whole ones, but for the one that runs.
    ``OWN`` gives what ``MONTH`` gives, to begin with.
    """
    first = today.replace(day=1)
    if period is Period.LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period is Period.LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    starts = {
        Period.QUARTER: first.replace(month=(today.month - 1) // 3 * 3 + 1),
        Period.HALF_YEAR: months_before(today, 6),
        Period.TWELVE_MONTHS: months_before(today, 12),
        Period.YEAR: first.replace(month=1),
        Period.ALL: min(earliest, today),
    }
    return starts.get(period, first), today


def months_before(day: date, months: int) -> date:
    """Return the first day of a span of ``months`` calendar months that ends with ``day``'s."""
    year, month = divmod(day.year * 12 + day.month - months, 12)
    return date(year, month + 1, 1)
