"""A clock that is set back, or far ahead: said, noted once, and no deadline is longer for it."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import CHINA, NINE, FixedClock
from stories import drafted, to_submit

from warrantydesk.domain.desk_event import DeskEvent, EventKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.today import when_of
from warrantydesk.services.clock_watch import ClockDoubt
from warrantydesk.services.desk import Desk


def noted(desk: Desk, kind: EventKind) -> list[DeskEvent]:
    return desk.stores.desk_events.find(kind=kind)


def acting(desk: Desk, role: Role) -> None:
    person = next(one for one in desk.people.all() if one.roles == (role,))
    desk.people.act_as(person.login)


@pytest.mark.parametrize("back", [timedelta(minutes=3), timedelta(days=1), timedelta(days=5 * 365)])
def test_a_clock_set_back_is_seen_noted_once_and_counts_for_no_deadline(
    desk: Desk, clock: FixedClock, back: timedelta
) -> None:
    claim = drafted(desk)
    last, today, seq = clock.now(), desk.bench.today, desk.stores.journal.seq
    clock.set(last - back)
    desk.claims.leave(claim.id)
    desk.customers.save("贺䶮", "15400000042")
    found = desk.clock.trouble()
    assert found is not None
    assert (found.kind, found.clock, found.last) == (ClockDoubt.BACK, last - back, last)
    assert desk.bench.today == today
    assert desk.bench.now == last - back
    assert desk.stores.journal.seq > seq
    (event,) = noted(desk, EventKind.CLOCK_BACK)
    assert event.at == last - back
    assert datetime.fromisoformat(json.loads(event.detail)["last"]) == last
    lines = desk.today.items()
    assert [one.code for one in lines if one.code.startswith("clock")] == ["clock_back"]
    assert desk.archive.verify(desk.archive.anchor) == []


@pytest.mark.parametrize("seconds", [1, 119])
def test_what_clocks_are_put_right_by_themselves_is_no_doubt(
    desk: Desk, clock: FixedClock, seconds: int
) -> None:
    desk.customers.save("贺䶮", "15400000042")
    clock.go_on(seconds=-seconds)
    desk.customers.save("杨𬭎", "15400000043")
    assert desk.clock.trouble() is None
    assert noted(desk, EventKind.CLOCK_BACK) == []


def test_a_clock_that_is_right_again_and_then_wrong_again_is_noted_twice(
    desk: Desk, clock: FixedClock
) -> None:
    for _count in range(2):
        clock.set(NINE - timedelta(hours=1))
        desk.clock.look()
        clock.set(NINE + timedelta(hours=1))
        assert desk.clock.trouble() is None
    assert len(noted(desk, EventKind.CLOCK_BACK)) == 2


def test_a_clock_set_back_between_two_openings_is_seen_at_the_second(desk_folder: Path) -> None:
    later = FixedClock(NINE + timedelta(days=3))
    with Desk(desk_folder, later).open() as desk:
        assert noted(desk, EventKind.CLOCK_BACK) == []
    earlier = FixedClock(NINE - timedelta(days=400))
    for opening in (1, 2):
        with Desk(desk_folder, earlier).open() as desk:
            found = desk.clock.trouble()
            assert found is not None
            assert found.last == later.now(), "looking alone was seen too"
            assert desk.bench.today == later.now().date()
            assert len(noted(desk, EventKind.CLOCK_BACK)) == opening
            assert "was set back" in desk.warnings()[0]


def test_a_kill_does_not_forget_what_was_seen(desk_folder: Path) -> None:
    later = FixedClock(NINE + timedelta(days=3))
    desk = Desk(desk_folder, later).open()
    desk.people.act_as("S01")
    desk.customers.save("贺䶮", "15400000042")
    desk._db.close()  # what a kill leaves: entries, and nothing noted at a close
    with Desk(desk_folder, FixedClock(NINE)).open() as again:
        assert again.bench.today == later.now().date()


def test_a_desk_that_nobody_opened_for_long_asks_whether_that_is_so(desk_folder: Path) -> None:
    with Desk(desk_folder, FixedClock(NINE + timedelta(days=29))).open() as desk:
        assert desk.clock.trouble() is None
    ahead = FixedClock(NINE + timedelta(days=29 + 5 * 365))
    with Desk(desk_folder, ahead).open() as desk:
        found = desk.clock.trouble()
        assert found is not None
        assert found.kind is ClockDoubt.FORWARD
    with Desk(desk_folder, ahead).open() as desk:
        assert desk.clock.trouble() == found, "nobody has answered"
        assert len(noted(desk, EventKind.CLOCK_FORWARD)) == 1
        acting(desk, Role.SERVICE_MANAGER)
        desk.clock.confirm("back from the holidays")
        assert desk.clock.trouble() is None
    with Desk(desk_folder, ahead).open() as desk:
        assert desk.clock.trouble() is None


class TickingClock(FixedClock):
    """A clock beside which even seconds run."""

    seconds = 0.0

    def ticks(self) -> float:
        """Return them."""
        return self.seconds


def test_a_clock_set_ahead_while_the_desk_is_open_is_seen(desk_folder: Path) -> None:
    clock = TickingClock()
    with Desk(desk_folder, clock).open() as desk:
        clock.seconds += 7200
        clock.go_on(hours=2)
        assert desk.clock.trouble() is None
        clock.seconds += 60
        clock.go_on(days=1)
        found = desk.clock.trouble()
        assert found is not None
        assert found.kind is ClockDoubt.FORWARD
        assert found.last == NINE + timedelta(hours=2, minutes=1)
        clock.set(NINE + timedelta(hours=2, minutes=1))
        again = desk.clock.trouble()
        assert again is not None
        assert again.kind is ClockDoubt.BACK, "days were counted by the wrong clock meanwhile"


def test_only_the_service_manager_confirms_with_a_reason_and_it_is_a_new_baseline(
    desk_folder: Path,
) -> None:
    with Desk(desk_folder, FixedClock(NINE + timedelta(days=500))).open() as desk:
        desk.people.act_as("S01")
        desk.customers.save("贺䶮", "15400000042")
    right = FixedClock(NINE + timedelta(days=1))
    with Desk(desk_folder, right).open() as desk:
        desk.people.act_as("S01")
        with pytest.raises(Refused) as no:
            desk.clock.confirm("it is right")
        assert no.value.codes == ("RIGHT",)
        acting(desk, Role.SERVICE_MANAGER)
        with pytest.raises(Refused) as no:
            desk.clock.confirm("  ")
        assert (no.value.codes, no.value.findings[0].field) == (("INVALID",), "reason")
        desk.clock.confirm("the battery of the board was empty")
        assert desk.bench.today == right.now().date()
        assert desk.clock.trouble() is None
        with pytest.raises(Refused) as no:
            desk.clock.confirm("again")
        assert no.value.codes == ("STATE",)
        (event,) = noted(desk, EventKind.CLOCK_CONFIRMED)
        assert json.loads(event.detail)["reason"] == "the battery of the board was empty"
        desk._db.close()  # a kill right after it
    with Desk(desk_folder, right).open() as desk:
        assert desk.clock.trouble() is None
        assert desk.bench.today == right.now().date()
        assert desk.archive.verify() == []


def test_a_demo_day_that_was_set_back_stays_back(desk_folder: Path) -> None:
    for _count in range(2):
        with Desk(desk_folder).open() as desk:
            if not _count:
                desk.set_now(NINE - timedelta(days=5 * 365))
            found = desk.clock.trouble()
            assert found is not None
            assert found.kind is ClockDoubt.BACK
            assert desk.bench.today == NINE.date()
            assert "clock_back" in [one.code for one in desk.today.items()]


def standing(desk: Desk, claim_id: int) -> tuple[set[str], list[tuple[str, str, date | None]]]:
    """Return the checks that speak of a claim, and every line of today but that of the clock."""
    today = desk.bench.today
    return (
        {one.rule for one in desk.claims.check(claim_id)},
        [
            (one.key, str(when_of(one.due_on, today)), one.due_on)
            for one in desk.today.items()
            if not one.code.startswith("clock")
        ],
    )


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(days=5 * 365)])
def test_a_filing_that_is_late_stays_late(desk: Desk, clock: FixedClock, back: timedelta) -> None:
    claim = to_submit(desk)
    limits = [one.due_on for one in desk.today.items() if one.target.key == claim.id]
    last = max(day for day in limits if day is not None)
    clock.set(datetime(last.year, last.month, last.day, 9, tzinfo=CHINA) + timedelta(days=1))
    desk.customers.save("贺䶮", "15400000042")
    late, lines = standing(desk, claim.id)
    assert ("overdue", last) in {(when, due) for _key, when, due in lines}
    clock.go_on(days=-back.days)
    assert standing(desk, claim.id) == (late, lines)
