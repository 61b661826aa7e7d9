"""Technicians' hours: who may enter them, what cannot be, and overlaps found at once."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from builders import OTHER_VIN
from fakes import FixedClock
from stories import acting, drafted, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk


def fields(refusal: Any) -> list[str]:
    return [found.field for found in refusal.value.findings]


def test_a_technician_clocks_himself_on_and_off(desk: Desk, clock: FixedClock) -> None:
    claim = drafted(desk)
    acting(desk, Role.TECHNICIAN)
    began = desk.work.clock_on(claim.id, labour_code=" r1307010 ")
    assert (began.technician, began.ended_at, began.labour_code) == ("S06", None, "R1307010")
    clock.go_on(hours=1.5)
    ended = desk.work.clock_off(began.id)
    assert ended.ended_at == desk.bench.now
    assert desk.work.hours(claim.id).clocked == Decimal("1.50")
    with pytest.raises(Refused) as refusal:
        desk.work.clock_off(began.id)
    assert refusal.value.codes == ("STATE",)


def test_a_technician_enters_nobody_elses_hours(desk: Desk) -> None:
    claim = drafted(desk)
    running = desk.work.clock_on(claim.id, "陈砚秋")
    assert running.technician == "S03"  # a name of this desk stands as its login
    acting(desk, Role.TECHNICIAN)
    for verb in (
        lambda: desk.work.clock_on(claim.id, "S03"),
        lambda: desk.work.clock_off(running.id),
        lambda: desk.work.void_time(running.id, "weg"),
        lambda: desk.work.save_time(claim.id, "Somebody", desk.bench.now, desk.bench.now),
    ):
        with pytest.raises(Refused) as refusal:
            verb()
        assert refusal.value.codes == ("RIGHT",)


def test_nobody_is_clocked_on_twice_on_one_job(desk: Desk) -> None:
    claim = drafted(desk)
    desk.work.clock_on(claim.id, "S06")
    with pytest.raises(Refused) as refusal:
        desk.work.clock_on(claim.id, "S06")
    assert refusal.value.codes == ("STATE",)


def test_two_jobs_at_once_are_saved_and_named(desk: Desk, clock: FixedClock) -> None:
    first, second = drafted(desk), drafted(desk, OTHER_VIN)
    start = desk.bench.now
    clock.go_on(hours=3)
    one = desk.work.save_time(first.id, "S06", start, start + timedelta(hours=2))
    assert desk.work.clashes(first.id) == {}
    other = desk.work.save_time(
        second.id, "S06", start + timedelta(hours=1), start + timedelta(hours=3)
    )
    assert desk.work.clashes(first.id) == {one.id: second.claim_number}
    assert desk.work.clashes(second.id) == {other.id: first.claim_number}
    assert any(
        found.rule == "V44"
        and (found.values["name"], found.values["number"]) == ("钱立冬", second.claim_number)
        for found in desk.claims.check(first.id)
    )
    desk.work.void_time(other.id, "falsche Karte")
    assert desk.work.clashes(first.id) == {}
    assert desk.work.hours(second.id).clocked == Decimal("0.00")


def test_one_job_after_the_other_is_no_overlap(desk: Desk, clock: FixedClock) -> None:
    first, second = drafted(desk), drafted(desk, OTHER_VIN)
    start = desk.bench.now
    clock.go_on(hours=3)
    noon = start + timedelta(hours=1)
    desk.work.save_time(first.id, "S06", start, noon)
    desk.work.save_time(second.id, "S06", noon, start + timedelta(hours=2))
    assert desk.work.clashes(first.id) == {}


def test_hours_that_cannot_be_are_refused_at_their_field(desk: Desk, clock: FixedClock) -> None:
    claim = drafted(desk)
    start = desk.bench.now
    clock.go_on(hours=48)
    now = desk.bench.now
    for begin, end, field in (
        (start, start, "ended_at"),
        (start - timedelta(hours=2), now, "started_at"),
        (start, start + timedelta(hours=25), "ended_at"),
        (now, now + timedelta(hours=1), "ended_at"),
        (now + timedelta(minutes=1), now + timedelta(hours=1), "started_at"),
    ):
        with pytest.raises(Refused) as refusal:
            desk.work.save_time(claim.id, "S06", begin, end)
        assert refusal.value.codes == ("INVALID",)
        assert field in fields(refusal)
    with pytest.raises(Refused) as refusal:
        desk.work.save_time(claim.id, " ", start, now)
    assert fields(refusal) == ["technician"]
    assert desk.work.times(claim.id) == []


def test_hours_are_changed_at_their_version_only(desk: Desk, clock: FixedClock) -> None:
    claim = drafted(desk)
    start = desk.bench.now
    clock.go_on(hours=3)
    saved = desk.work.save_time(claim.id, "S06", start, start + timedelta(hours=1))
    later = desk.work.save_time(
        claim.id, "S06", start, start + timedelta(hours=2), id=saved.id, version=saved.version
    )
    assert (later.id, desk.work.hours(claim.id).clocked) == (saved.id, Decimal("2.00"))
    with pytest.raises(Refused) as refusal:
        desk.work.save_time(
            claim.id, "S06", start, start + timedelta(hours=1), id=saved.id, version=saved.version
        )
    assert refusal.value.codes == ("VERSION",)


def test_hours_of_a_filed_claim_stay(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as refusal:
        desk.work.clock_on(claim.id, "S06")
    assert refusal.value.codes == ("STATE",)
