"""Clocks of old parts: request + N days, working days, or the day of the month."""

from datetime import date

import pytest

from warrantydesk.domain.coverage.calendar import Holidays, month_day_after
from warrantydesk.domain.deadlines import end_of, row_of
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.return_clock import reminded, reminders, settled_end

NO_NOTICE = Holidays()


def profile(*rows: tuple[str, str, str]) -> BrandProfile:
    table = [dict(zip(("code", "days", "day_kind"), row, strict=True)) for row in rows]
    return BrandProfile("QC", 1, lambda name: table if name == "deadlines" else [])


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        (date(2026, 11, 24), 25, date(2026, 11, 25)),
        (date(2026, 11, 25), 25, date(2026, 12, 25)),
        (date(2026, 12, 26), 25, date(2027, 1, 25)),
        (date(2027, 1, 31), 31, date(2027, 2, 28)),
        (date(2027, 2, 10), 30, date(2027, 2, 28)),
        (date(2027, 2, 28), 30, date(2027, 3, 30)),
    ],
)
def test_the_next_day_of_a_month(day: date, number: int, end: date) -> None:
    assert month_day_after(day, number) == end


@pytest.mark.parametrize(
    ("days", "kind", "end"),
    [
        ("15", "calendar", date(2026, 12, 9)),
        ("5", "working", date(2026, 12, 1)),
        ("25", "monthly", date(2026, 11, 25)),
    ],
)
def test_each_kind_of_deadline(days: str, kind: str, end: date) -> None:
    row = row_of(profile(("return_by", days, kind)), "return_by")
    assert row is not None
    assert end_of(row, date(2026, 11, 24), NO_NOTICE) == end


def test_reminders_come_one_after_the_other() -> None:
    maker = profile(("return_reminder1", "7", "calendar"), ("return_reminder2", "14", "calendar"))
    asked = date(2026, 11, 1)
    assert list(reminders(maker, asked, NO_NOTICE)) == [
        (1, date(2026, 11, 8)),
        (2, date(2026, 11, 15)),
    ]
    days = (date(2026, 11, 7), date(2026, 11, 8), date(2026, 11, 15))
    assert [reminded(maker, asked, NO_NOTICE, day) for day in days] == [0, 1, 2]


def test_a_maker_without_these_deadlines_reminds_nobody() -> None:
    maker = profile(("submit_by", "15", "calendar"))
    assert list(reminders(maker, date(2026, 11, 1), NO_NOTICE)) == []
    assert settled_end(maker, date(2026, 11, 1), NO_NOTICE) is None
