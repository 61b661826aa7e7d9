"""Visits: signatures drawn at the desk, and the end of the repair."""

from datetime import timedelta

import pytest
from stories import drafted, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk

DRAWN = "[[[0,0],[500,400],[900,100]]]"


def test_a_drawn_signature_is_kept_with_its_time(desk: Desk) -> None:
    visit = drafted(desk).visit
    signed = desk.visits.sign(visit.id, SignedPaper.SETTLEMENT, "贺䶮", desk.bench.now, DRAWN)
    assert desk.visits.signatures(visit.id) == [signed]
    assert signed.drawing == DRAWN


def test_what_is_no_drawing_is_refused_at_its_field(desk: Desk) -> None:
    visit = drafted(desk).visit
    with pytest.raises(Refused) as refusal:
        desk.visits.sign(visit.id, SignedPaper.ADD_ON, "贺䶮", desk.bench.now, "[[[1,2]]]")
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", "drawing")]
    assert desk.visits.signatures(visit.id) == []


def test_the_first_end_of_a_repair_stays_beside_a_later_one(desk: Desk) -> None:
    visit = drafted(desk).visit
    start = desk.bench.now
    desk.bench.clock.go_on(hours=5)  # type: ignore[attr-defined]
    first = start + timedelta(hours=2)
    done = desk.visits.finish(visit.id, first, start)
    assert (done.started_at, done.finished_at, done.first_finished_at) == (start, first, first)
    later = desk.visits.finish(visit.id)
    assert (later.finished_at, later.first_finished_at) == (desk.bench.now, first)


def test_times_of_a_repair_that_cannot_be_are_refused(desk: Desk) -> None:
    visit = drafted(desk).visit
    now = desk.bench.now
    for finished, started, field in (
        (now + timedelta(hours=1), None, "finished_at"),
        (now - timedelta(hours=1), None, "finished_at"),
        (now, now - timedelta(hours=1), "started_at"),
    ):
        with pytest.raises(Refused) as refusal:
            desk.visits.finish(visit.id, finished, started)
        assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", field)]


def test_the_times_of_a_filed_visit_are_frozen(desk: Desk) -> None:
    visit = submitted(desk).visit
    with pytest.raises(Refused) as refusal:
        desk.visits.finish(visit.id)
    assert refusal.value.codes == ("STATE",)
