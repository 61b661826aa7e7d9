"""Appointments: booked, moved, kept or not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from builders import VIN
from fakes import NINE, FixedClock
from stories import acting, appraising

from warrantydesk.domain.care import Appointment, AppointmentState
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

PLATE = "京A12345"
TEN = NINE + timedelta(hours=1)


def refusal_of(verb: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        verb()
    found = refused.value.findings[0]
    return found.rule, found.field


def on_file(desk: Desk) -> Claim:
    """Return a claim whose car is on file with a plate."""
    claim = appraising(desk)
    with desk.bench.change("test"):
        desk.vehicles.set_plate(claim.vehicle_id or 0, PLATE)
    return claim


def booked(desk: Desk, **more: object) -> Appointment:
    given: dict[str, object] = {"purpose": "首保", "plate": "京B 00001", **more}
    return desk.appointments.book(given.pop("starts_at", TEN), **given)  # type: ignore[arg-type]


def test_a_car_on_file_brings_its_owner(desk: Desk) -> None:
    claim = on_file(desk)
    by_vin = booked(desk, plate="", vin=VIN.lower())
    assert (by_vin.vehicle_id, by_vin.vin, by_vin.plate) == (
        claim.vehicle_id,
        VIN,
        PLATE,
    )
    assert (by_vin.customer_name, by_vin.phone) == (claim.owner.name, claim.owner.phone)
    by_plate = booked(desk, plate=f" {PLATE.lower()} ")
    assert by_plate.vehicle_id == claim.vehicle_id


def test_a_stranger_is_booked_by_plate_or_name(desk: Desk) -> None:
    stranger = booked(desk, customer_name=" 王 先生 ")
    assert (stranger.plate, stranger.customer_name) == ("京B00001", "王 先生")
    assert (stranger.vehicle_id, stranger.advisor, stranger.booked_by) == (None, "S01", "S01")


def test_the_day_is_told_by_the_hour_without_what_is_cancelled(desk: Desk) -> None:
    late = booked(desk, starts_at=TEN + timedelta(hours=3))
    early = booked(desk)
    tomorrow = booked(desk, starts_at=TEN + timedelta(days=1))
    gone = desk.appointments.cancel(booked(desk).id, "客户改期")
    today = desk.bench.today
    assert desk.appointments.of_day(today) == [early, late]
    assert gone in desk.appointments.of_day(today, cancelled=True)
    both = desk.appointments.between(today, today + timedelta(days=1))
    assert both == [early, late, tomorrow]


def test_overlaps_of_one_advisor_are_told(desk: Desk) -> None:
    first = booked(desk, minutes=60)
    overlaps = desk.appointments.overlaps
    assert overlaps(TEN + timedelta(minutes=59), 30, "S01") == [first]
    assert overlaps(TEN - timedelta(minutes=29), 30, "S01") == [first]
    assert overlaps(TEN + timedelta(minutes=60), 30, "S01") == []
    assert overlaps(TEN - timedelta(minutes=30), 30, "S01") == []
    assert overlaps(TEN, 30, "S03") == []
    assert overlaps(TEN, 30, "S01", but=first.id) == []
    desk.appointments.cancel(first.id, "不来了")
    assert overlaps(TEN, 30, "S01") == []


def test_moving_keeps_what_is_not_named(desk: Desk) -> None:
    made = booked(desk, minutes=45, advisor="S03")
    moved = desk.appointments.move(made.id, TEN + timedelta(days=2))
    assert (moved.starts_at, moved.minutes, moved.advisor) == (TEN + timedelta(days=2), 45, "S03")


def test_the_visit_of_a_car_that_comes_is_opened(desk: Desk) -> None:
    claim = on_file(desk)
    made = booked(desk, plate=PLATE, purpose="异响", starts_at=TEN)
    here = desk.appointments.arrive(made.id, mileage_km=31_000)
    assert here.state is AppointmentState.ARRIVED
    assert here.visit_id not in (None, claim.visit.id)
    visit = desk.stores.visits.get(here.visit_id or 0)
    assert (visit.vehicle_id, visit.mileage_km, visit.complaint) == (
        claim.vehicle_id,
        31_000,
        "异响",
    )
    assert visit.arrived_at == NINE
    assert visit.repair_order > claim.visit.repair_order


def test_a_visit_that_was_opened_already_is_linked(desk: Desk) -> None:
    stranger = booked(desk)
    assert desk.appointments.arrive(stranger.id).visit_id is None
    known = booked(desk, vin=VIN, plate="")  # not on file yet
    desk.appointments.arrive(known.id)
    claim = appraising(desk)
    linked = desk.appointments.arrive(known.id, visit_id=claim.visit.id)
    assert linked.visit_id == claim.visit.id
    later = desk.appointments.arrive(booked(desk, vin=VIN, plate="").id)
    assert later.visit_id is not None


def test_who_did_not_come_is_noted_only_afterwards(desk: Desk, clock: FixedClock) -> None:
    made = booked(desk)
    assert refusal_of(lambda: desk.appointments.miss(made.id))[0] == "STATE"
    clock.go_on(hours=2)
    assert desk.appointments.miss(made.id).state is AppointmentState.MISSED
    assert refusal_of(lambda: desk.appointments.move(made.id, TEN))[0] == "STATE"
    assert refusal_of(lambda: desk.appointments.arrive(made.id))[0] == "STATE"


def test_what_cannot_be_booked_is_refused_at_its_field(desk: Desk) -> None:
    tried = [
        lambda: booked(desk, starts_at=NINE - timedelta(minutes=1)),
        lambda: booked(desk, starts_at=NINE + timedelta(days=400)),
        lambda: booked(desk, minutes=0),
        lambda: booked(desk, purpose=" "),
        lambda: booked(desk, plate=" "),
        lambda: booked(desk, advisor="NEMO"),
        lambda: desk.appointments.cancel(booked(desk).id, ""),
        lambda: desk.appointments.arrive(booked(desk).id, mileage_km=5),
    ]
    assert [refusal_of(one) for one in tried] == [
        ("INVALID", "starts_at"),
        ("INVALID", "starts_at"),
        ("INVALID", "minutes"),
        ("INVALID", "purpose"),
        ("INVALID", "plate"),
        ("INVALID", "advisor"),
        ("INVALID", "reason"),
        ("INVALID", "mileage_km"),
    ]
    assert refusal_of(lambda: desk.appointments.cancel(999_999, ""))[0] == "NOT_FOUND"
    acting(desk, Role.TECHNICIAN)
    assert refusal_of(lambda: booked(desk, purpose=""))[0] == "RIGHT"


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_edge_of_the_calendar_are_refused(desk: Desk, day: date) -> None:
    assert refusal_of(lambda: desk.appointments.of_day(day)) == ("INVALID", "first")
    assert refusal_of(lambda: desk.appointments.between(NINE.date(), date.max))[1] == "last"
    assert refusal_of(lambda: desk.follow_ups.due(day)) == ("INVALID", "today")
