"""Which backups stay: properties over all histories."""

from datetime import datetime, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as st

from warrantydesk.domain.thinning import kept_backups

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
INSTANTS = st.sets(
    st.integers(-3 * 24 * 60, 3 * 365 * 24 * 60).map(lambda age: NOW - timedelta(minutes=age)),
    max_size=60,
)


@given(INSTANTS)
def test_the_newest_stays_and_nothing_is_made_up(instants: set[datetime]) -> None:
    kept = kept_backups(instants, NOW)
    assert kept <= instants
    assert not instants or max(instants) in kept


@given(INSTANTS)
def test_thinning_twice_is_thinning_once(instants: set[datetime]) -> None:
    kept = kept_backups(instants, NOW)
    assert kept_backups(kept, NOW) == kept


@given(INSTANTS)
@example({datetime(2026, 10, 4, 23, 59, tzinfo=CHINA), datetime(2026, 9, 30, 23, 59, tzinfo=CHINA)})
def test_two_days_stay_whole_and_every_day_week_and_month_keeps_one(
    instants: set[datetime],
) -> None:
    kept = kept_backups(instants, NOW)
    assert {at for at in instants if NOW - at <= timedelta(hours=48)} <= kept
    recent = {at for at in instants if NOW - at <= timedelta(days=35)}
    assert {at.date() for at in recent} == {at.date() for at in recent & kept}
    half = {at for at in instants if NOW - at <= timedelta(weeks=27)}
    assert {at.isocalendar()[:2] for at in half} == {at.isocalendar()[:2] for at in half & kept}
    assert {(at.year, at.month) for at in instants} == {(at.year, at.month) for at in kept}


@given(INSTANTS, st.integers(0, 400))
def test_what_went_does_not_come_back_into_question(instants: set[datetime], days: int) -> None:
    later = NOW + timedelta(days=days)
    thinned = kept_backups(kept_backups(instants, NOW), later)
    assert not instants or max(instants) in thinned
    assert len(thinned) <= len(kept_backups(instants, NOW))


def test_half_an_hour_for_three_years_leaves_a_handful() -> None:
    every = [NOW - timedelta(minutes=30 * count) for count in range(3 * 365 * 48)]
    weeks, ends_of_months = 24, 6
    assert len(kept_backups(every, NOW)) < 97 + 34 + weeks + ends_of_months + 32
