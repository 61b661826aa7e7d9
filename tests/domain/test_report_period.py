"""Periods of reports."""

from datetime import date

import pytest

from warrantydesk.domain.report_period import PERIOD_NAMES, Period, months_before, period_days

TODAY, FIRST = date(2026, 11, 24), date(2019, 3, 4)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        (Period.MONTH, date(2026, 11, 1), TODAY),
        (Period.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (Period.QUARTER, date(2026, 10, 1), TODAY),
        (Period.HALF_YEAR, date(2026, 6, 1), TODAY),
        (Period.TWELVE_MONTHS, date(2025, 12, 1), TODAY),
        (Period.YEAR, date(2026, 1, 1), TODAY),
        (Period.LAST_YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        (Period.ALL, FIRST, TODAY),
    ],
)
def test_a_period_is_told_by_today(period: Period, start: date, end: date) -> None:
    assert period_days(period, TODAY, FIRST) == (start, end)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2026, 12, 31)])
def test_every_period_begins_before_it_ends(today: date) -> None:
    for period in PERIOD_NAMES:
        first, last = period_days(period, today, today)
        assert first <= last <= today


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 1)),
        (date(2026, 1, 31), 12, date(2025, 2, 1)),
        (date(2026, 12, 1), 6, date(2026, 7, 1)),
    ],
)
def test_months_are_whole_ones(day: date, months: int, first: date) -> None:
    assert months_before(day, months) == first
