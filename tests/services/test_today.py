"""The list of today over a real desk: what stands in it, who may put it off, until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import OTHER_VIN
from coverage_stage import a_car, present
from fakes import FixedClock
from stories import LOGIN_OF, acting, drafted, put_into, repairing, submitted, to_submit

from warrantydesk.domain.authorisation import Escalation
from warrantydesk.domain.care import (
    Appointment,
    AppointmentState,
    Channel,
    Complaint,
    ContactNote,
    Party,
)
from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import ChargeBack
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.repair_history import Wish
from warrantydesk.domain.today import Area, TodayItem, When, when_of
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.domain.work import WorkTime
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)
TOMORROW = TODAY + timedelta(days=1)


def line(desk: Desk, code: str) -> TodayItem:
    (found,) = [item for item in desk.today.all() if item.code == code]
    return found


def codes(desk: Desk) -> set[str]:
    return {item.code for item in desk.today.all()}


def lacking(desk: Desk, claim_id: int) -> tuple[str, ...]:
    """Return the papers that the checks miss, and the label stubs of pieces without a label."""
    facts = desk.claims.facts(claim_id)
    tagged = all(piece.tag or piece.reason for piece in facts.pieces)
    return facts.missing_documents + (() if facts.pieces and tagged else ("TS",))


def refusal(no: Refused) -> tuple[str, str]:
    return no.findings[0].rule, no.findings[0].field


def returned(desk: Desk, due_on: date) -> int:
    claim = put_into(desk, submitted(desk).id, State.RETURNED)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, due_on=due_on, answered_on=TODAY))
    return claim.id


def with_the_maker(desk: Desk) -> Claim:
    """Return a claim of another car that was sent now."""
    claim = drafted(desk, OTHER_VIN)
    sent = replace(claim, state=State.SUBMITTED, submitted_at=desk.bench.now, total_fen=50_000)
    with desk.bench.change("test"):
        return desk.stores.claims.save(sent)


def test_an_empty_desk_has_nothing_to_do(desk: Desk) -> None:
    assert [item for item in desk.today.all() if item.code != "bulletin"] == []
    assert desk.today.due(desk.today.all()).lines == 0


def test_a_finished_repair_waits_for_its_submission_with_the_papers_it_lacks(desk: Desk) -> None:
    claim = to_submit(desk)
    found = line(desk, "cross_month")
    assert (found.target.key, found.due_on) == (claim.id, date(2026, 11, 30))
    assert found.amount_fen == desk.claims.get(claim.id).total_fen > 0
    missing = found.values["missing"]
    states = desk.claims.documents(desk.claims.facts(claim.id))
    wanted = [one for one in states if one.mandatory and not one.present and one.code != "CF"]
    assert missing == len(wanted) > 0
    for one in wanted:
        desk.attachments.tick(claim.id, one.code)
    assert "missing" not in line(desk, "cross_month").values


def test_clock_times_stand_for_the_job_card_as_they_do_for_the_checks(desk: Desk) -> None:
    claim = to_submit(desk)
    before = line(desk, "cross_month").values["missing"]
    now = desk.bench.now
    clocked = WorkTime(
        claim_id=claim.id,
        visit_id=claim.visit.id,
        technician=LOGIN_OF[Role.TECHNICIAN],
        started_at=now - timedelta(hours=1),
        ended_at=now,
    )
    with desk.bench.change("test"):
        desk.stores.work_times.add(clocked)
    after = line(desk, "cross_month").values["missing"]
    assert (before, after) == (len(lacking(desk, claim.id)) + 1, len(lacking(desk, claim.id)))


def test_answers_that_one_maker_owes_are_one_line(desk: Desk, clock: FixedClock) -> None:
    first, second = submitted(desk), with_the_maker(desk)
    found = line(desk, "answer_expected")
    assert found.values["n"] == 2
    assert found.amount_fen == first.total_fen + second.total_fen
    assert found.due_on == TODAY + timedelta(days=15)
    clock.set(desk.bench.now + timedelta(days=16))
    assert when_of(line(desk, "answer_expected").due_on, desk.bench.today) is When.OVERDUE
    single = [one for one in desk.today.all(single=True) if one.code == "answer_expected"]
    assert [one.target.key for one in single] == [first.id, second.id]


def test_a_returned_claim_is_late_the_day_after_its_clock(desk: Desk, clock: FixedClock) -> None:
    returned(desk, TODAY)
    assert when_of(line(desk, "correct_by").due_on, desk.bench.today) is When.TODAY
    assert desk.today.badges()["today"] == 1
    clock.set(desk.bench.now + timedelta(days=1))
    assert when_of(line(desk, "correct_by").due_on, desk.bench.today) is When.OVERDUE


def test_customers_and_the_house_have_their_clocks_too(desk: Desk) -> None:
    claim = submitted(desk)
    now, stores = desk.bench.now, desk.stores
    with desk.bench.change("test"):
        stores.appointments.add(Appointment(now, purpose="首保", plate="京A1"))
        came = AppointmentState.ARRIVED
        stores.appointments.add(Appointment(now, purpose="来了", state=came))
        stores.appointments.add(Appointment(now + timedelta(days=1), purpose="明天"))
        stores.complaints.add(
            Complaint("T1", "慢", now, Channel.PHONE, claim_id=claim.id, due_on=TOMORROW)
        )
        stores.contact_notes.add(
            ContactNote(Party.MAKER, Channel.PHONE, "周五回复", now, "S01", again_on=TOMORROW)
        )
        stores.escalations.add(Escalation(claim.id, "换总成？", "S01", now, "S12"))
        back = ChargeBack(claim.id, 30_000, "K09", "", "ZH-1", TODAY, TODAY + timedelta(days=30))
        stores.charge_backs.add(back)
    found = {item.code: item for item in desk.today.all()}
    expected = {
        *("appointment", "complaint_by", "speak_again", "escalation"),
        *("chargeback_appeal", "answer_expected"),
    }
    assert expected <= set(found)
    assert found["appointment"].values["text"] == "首保"
    assert found["chargeback_appeal"].amount_fen == 30_000
    assert found["escalation"].owner == "S12"
    assert [one.purpose for one in desk.today.appointments()] == ["首保", "来了"]


def test_an_appointment_of_which_nobody_said_more_is_asked_about(
    desk: Desk, clock: FixedClock
) -> None:
    with desk.bench.change("test"):
        booked = desk.stores.appointments.add(Appointment(desk.bench.now, purpose="首保"))
    assert line(desk, "appointment").title == "Appointment: {text}"
    clock.set(desk.bench.now + timedelta(days=1))
    found = line(desk, "appointment")
    assert (found.due_on, found.target.key) == (TODAY, str(TODAY))
    assert when_of(found.due_on, desk.bench.today) is When.OVERDUE
    desk.appointments.miss(booked.id)
    assert "appointment" not in codes(desk)


def test_a_void_claim_asks_the_technical_manager_nothing(desk: Desk) -> None:
    claim = repairing(desk)
    with desk.bench.change("test"):
        desk.stores.escalations.add(Escalation(claim.id, "换总成？", "S01", desk.bench.now, "S12"))
    assert "escalation" in codes(desk)
    put_into(desk, claim.id, State.VOID)
    assert "escalation" not in codes(desk)


def test_who_took_the_car_back_is_called(desk: Desk, clock: FixedClock) -> None:
    claim = submitted(desk)
    desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, "贺䶮", desk.bench.now)
    found = line(desk, "followup")
    assert (found.due_on, found.target.key) == (TODAY + timedelta(days=3), claim.visit.id)
    assert found.vin == claim.vehicle.vin


def test_a_question_that_was_asked_again_does_not_wait_twice(desk: Desk) -> None:
    claim = submitted(desk)
    now = desk.bench.now
    with desk.bench.change("test"):
        note = ContactNote(
            Party.MAKER, Channel.PHONE, "再问", now, "S01", claim_id=claim.id, again_on=TODAY
        )
        desk.stores.contact_notes.add(note)
    assert "speak_again" in codes(desk)
    with desk.bench.change("test"):
        desk.stores.contact_notes.add(replace(note, text="已答复", again_on=None))
    assert "speak_again" not in codes(desk)


def test_the_law_has_lines_that_nobody_puts_off(desk: Desk) -> None:
    car = a_car(desk)
    present(desk, car)
    desk.coverage.demand(car.id, date(2026, 11, 10), Wish.RETURN)
    found = line(desk, "law_answer")
    assert (found.area, found.due_on, found.law) == (Area.LAW, TODAY, True)
    acting(desk, Role.SERVICE_MANAGER)
    with pytest.raises(Refused) as no:
        desk.today.snooze(found.key, TOMORROW, "等回复")
    assert refusal(no.value) == ("STATE", "key")


def test_what_is_put_off_is_gone_until_its_day_and_can_be_woken(
    desk: Desk, clock: FixedClock
) -> None:
    returned(desk, TODAY + timedelta(days=3))
    key = line(desk, "correct_by").key
    desk.today.snooze(key, TOMORROW, "等供应商发票")
    assert key not in [item.key for item in desk.today.items()]
    (off,) = desk.today.items(put_off=True)
    assert (off.key, off.snoozed_until, off.snoozed_for) == (key, TOMORROW, "等供应商发票")
    assert desk.today.counts()["put_off"].lines == 1
    with pytest.raises(Refused) as no:
        desk.today.snooze(key, TOMORROW, "再等")
    assert refusal(no.value) == ("STATE", "key")
    desk.today.wake(key)
    assert key in [item.key for item in desk.today.items()]
    with pytest.raises(Refused) as no:
        desk.today.wake(key)
    assert refusal(no.value) == ("STATE", "key")
    desk.today.snooze(key, TOMORROW, "再等")
    clock.set(desk.bench.now + timedelta(days=1))
    assert key in [item.key for item in desk.today.items()]


def test_putting_off_can_be_taken_back(desk: Desk) -> None:
    returned(desk, TODAY + timedelta(days=3))
    key = line(desk, "correct_by").key
    desk.today.snooze(key, TOMORROW, "等")
    desk.undo()
    assert key in [item.key for item in desk.today.items()]


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [
        (TODAY, "等", "until_on"),
        (TODAY - timedelta(days=1), "等", "until_on"),
        (TODAY + timedelta(days=61), "等", "until_on"),
        (TODAY + timedelta(days=4), "等", "until_on"),
        (TOMORROW, " ", "reason"),
    ],
)
def test_a_day_or_reason_that_will_not_do_is_refused(
    desk: Desk, until: date, reason: str, field: str
) -> None:
    returned(desk, TODAY + timedelta(days=3))
    before = desk.archive.anchor
    with pytest.raises(Refused) as no:
        desk.today.snooze(line(desk, "correct_by").key, until, reason)
    assert refusal(no.value) == ("INVALID", field)
    assert desk.archive.anchor == before


def test_only_the_service_manager_puts_off_beyond_the_last_day(desk: Desk) -> None:
    returned(desk, TODAY + timedelta(days=3))
    key = line(desk, "correct_by").key
    acting(desk, Role.SERVICE_MANAGER)
    assert desk.today.snooze(key, TODAY + timedelta(days=10), "厂家系统停机")


def test_what_others_must_do_may_be_put_off_by_the_clerk(desk: Desk, clock: FixedClock) -> None:
    submitted(desk), with_the_maker(desk)
    clock.set(desk.bench.now + timedelta(days=20))
    until = desk.bench.today + timedelta(days=5)
    made = desk.today.snooze(line(desk, "answer_expected").key, until, "已催，周五答复")
    assert len(made) == 2
    assert "answer_expected" not in {item.code for item in desk.today.items()}
    # What comes later is not hidden with it.
    with_the_maker(desk)
    assert "answer_expected" in {item.code for item in desk.today.items()}


@pytest.mark.parametrize("role", [Role.TECHNICIAN, Role.FINANCE, Role.READ_ONLY])
def test_others_put_nothing_off(desk: Desk, role: Role) -> None:
    returned(desk, TODAY + timedelta(days=3))
    key = line(desk, "correct_by").key
    desk.people.act_as(LOGIN_OF[role])
    for verb in (lambda: desk.today.snooze(key, TOMORROW, "等"), lambda: desk.today.wake(key)):
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.findings[0].rule == "RIGHT"
    with pytest.raises(Refused) as no:
        desk.today.snooze("none:claim:1", TOMORROW, "等")
    assert no.value.findings[0].rule == "NOT_FOUND"


def test_the_list_of_one_person_and_of_one_area(desk: Desk) -> None:
    to_submit(desk)
    desk.people.act_as("S13")
    assert desk.today.items(mine=True, area=Area.CLAIMS) == []
    assert [item.code for item in desk.today.items(area=Area.CLAIMS)] == ["cross_month"]
    assert desk.today.items(area=Area.MONEY) == []


def test_claims_under_way_are_counted_with_their_money(desk: Desk) -> None:
    drafted(desk)
    claim = repairing(desk, OTHER_VIN)
    found = {one.state: one for one in desk.today.under_way()}
    assert found[State.DRAFT].claims == 1
    assert found[State.REPAIRING].amount_fen == desk.claims.get(claim.id).total_fen
    assert State.CLOSED not in found
