"""Periods that are asked for again and again."""

from datetime import date, timedelta

from warrantydesk.i18n import N_

MONTH, LAST_MONTH, QUARTER, YEAR, OWN = "month", "last_month", "quarter", "year", "own"
PERIODS = {
    MONTH: N_("This month"),
    LAST_MONTH: N_("Last month"),
    QUARTER: N_("This quarter"),
    YEAR: N_("This year"),
    OWN: N_("Days of choice"),
}


def days_of(period: str, today: date) -> tuple[date, date]:
    """Return first and last day of a period that holds today, or lies before it."""
    first = today.replace(day=1)
    if period == LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    if period == QUARTER:
        return first.replace(month=(today.month - 1) // 3 * 3 + 1), today
    if period == YEAR:
        return first.replace(month=1), today
    return first, today
