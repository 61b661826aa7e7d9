"""Contact log, progress texts, complaints and the call after the repair."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes import NINE, FixedClock
from stories import acting, appraising, drafted, repairing, state_of_everything, to_submit

from warrantydesk.domain.care import (
    MOST_TRIES,
    Channel,
    Complaint,
    ComplaintStage,
    ContactNote,
    Outcome,
    Party,
)
from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.domain.work import StoreLine, StoreRequest
from warrantydesk.services.desk import Desk

NOBODY = 999_999


def refusal_of(verb: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        verb()
    found = refused.value.findings[0]
    return found.rule, found.field


def a_note(desk: Desk, claim_id: int, party: Party = Party.CUSTOMER, **more: object) -> ContactNote:
    text = str(more.pop("text", "已告知检查结果"))
    return desk.care.note(party, Channel.PHONE, text, claim_id=claim_id, **more)  # type: ignore[arg-type]


def a_complaint(desk: Desk, claim_id: int) -> Complaint:
    return desk.complaints.open("等了三天没有人打电话", claim_id=claim_id)


def test_a_note_knows_visit_and_customer_of_its_claim(desk: Desk) -> None:
    claim = drafted(desk)
    made = a_note(desk, claim.id, outcome=Outcome.AGREED, again_on=date(2026, 11, 25))
    assert (made.visit_id, made.customer_id) == (claim.visit.id, claim.visit.customer_id)
    assert (made.with_whom, made.by, made.at) == (claim.owner.name, "S01", NINE)
    assert desk.care.of_visit(claim.visit.id) == [made]


def test_the_negotiation_with_the_maker_is_told_from_the_rest(desk: Desk) -> None:
    claim = drafted(desk)
    later = a_note(desk, claim.id, Party.MAKER, amount_fen=50_000)
    first = a_note(desk, claim.id, Party.MAKER, at=NINE - timedelta(hours=1))
    with_customer = a_note(desk, claim.id)
    assert desk.care.of_claim(claim.id, Party.MAKER) == [first, later]
    assert desk.care.of_claim(claim.id, Party.CUSTOMER) == [with_customer]


def test_what_is_struck_out_stays_to_be_read(desk: Desk) -> None:
    claim = drafted(desk)
    made = a_note(desk, claim.id)
    struck = desk.care.void_note(made.id, "写错工单")
    assert desk.care.of_claim(claim.id) == []
    assert desk.care.of_claim(claim.id, struck=True) == [struck]
    assert refusal_of(lambda: desk.care.void_note(made.id, "再来"))[0] == "STATE"


def test_notes_that_cannot_be_are_refused_at_their_field(desk: Desk) -> None:
    claim = drafted(desk)
    other = drafted(desk, "LX0DA11A1SA012345")
    phone, customer = Channel.PHONE, Party.CUSTOMER
    before = state_of_everything(desk)
    note = desk.care.note
    tried = [
        lambda: a_note(desk, NOBODY),
        lambda: a_note(desk, claim.id, text=" "),
        lambda: note(customer, phone, "x"),
        lambda: a_note(desk, claim.id, at=NINE + timedelta(minutes=1)),
        lambda: a_note(desk, claim.id, again_on=date(2026, 11, 23)),
        lambda: a_note(desk, claim.id, amount_fen=-1),
        lambda: a_note(desk, claim.id, visit_id=other.visit.id),
    ]
    assert [refusal_of(one) for one in tried] == [
        ("NOT_FOUND", ""),
        ("INVALID", "text"),
        ("INVALID", "claim_id"),
        ("INVALID", "at"),
        ("INVALID", "again_on"),
        ("INVALID", "amount_fen"),
        ("INVALID", "visit_id"),
    ]
    assert state_of_everything(desk) == before


def test_who_only_reads_notes_nothing(desk: Desk) -> None:
    claim = drafted(desk)
    acting(desk, Role.TECHNICIAN)
    assert a_note(desk, claim.id, Party.TECHNICIAN).by == "S06"
    for role in (Role.READ_ONLY, Role.FINANCE):
        acting(desk, role)
        assert refusal_of(lambda: a_note(desk, claim.id, text=""))[0] == "RIGHT"


def test_words_of_a_note_do_not_stand_in_the_journal(desk: Desk) -> None:
    claim = drafted(desk)
    a_note(desk, claim.id, text="客户说话很私人", with_whom="贺女士")
    entries = repr(desk.stores.db.query("SELECT after FROM journal WHERE tbl = 'contact_note'"))
    assert "phone" in entries
    assert "客户说话很私人" not in entries
    assert "贺女士" not in entries


def texts_of(desk: Desk, claim_id: int) -> tuple[str, str, str]:
    first = desk.care.progress_texts(claim_id)[0]
    return first.code, first.zh, first.en


def test_the_text_for_the_customer_fits_where_the_claim_stands(desk: Desk) -> None:
    claim = repairing(desk)
    desk.claims.save_draft(claim.id, {"visit": {"finished_at": None}})
    code, zh, en = texts_of(desk, claim.id)
    assert code.startswith("repairing")
    assert claim.vehicle.plate in zh
    assert claim.vehicle.plate in en
    assert "{" not in zh + en
    with desk.bench.change("test"):
        lines = (StoreLine("1307010-T20", arrives_on=date(2026, 12, 3)),)
        desk.stores.store_requests.add(StoreRequest(claim.id, "Q1", lines))
    code, zh, en = texts_of(desk, claim.id)
    assert code == "waiting_parts"
    assert "2026-12-03" in zh
    assert "2026-12-03" in en


@pytest.mark.parametrize(
    ("story", "code"),
    [(drafted, "received"), (appraising, "inspecting"), (to_submit, "collect")],
)
def test_each_state_has_its_text(desk: Desk, story: Callable[[Desk], object], code: str) -> None:
    claim = story(desk)
    assert texts_of(desk, claim.id)[0] == code  # type: ignore[attr-defined]


def test_after_the_collection_the_customer_is_thanked(desk: Desk) -> None:
    claim = to_submit(desk)
    desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, "贺䶮", desk.bench.now)
    assert texts_of(desk, claim.id)[0] == "collected"
    assert desk.care.progress_text(claim.id, "zh").startswith("您好")
    assert desk.care.progress_text(claim.id, "en").startswith("Hello")


def test_a_refusal_names_its_ground(desk: Desk) -> None:
    claim = appraising(desk)
    with desk.bench.change("test"):
        now = desk.stores.claims.get(claim.id)
        desk.stores.claims.save(replace(now, state=State.NOT_COVERED))
    code, zh, en = texts_of(desk, claim.id)
    assert code == "not_covered"
    assert claim.narrative.cause.strip() in zh
    assert claim.narrative.cause.strip() in en


def test_a_complaint_goes_from_open_to_closed(desk: Desk) -> None:
    claim = drafted(desk)
    made = a_complaint(desk, claim.id)
    assert (made.number, made.stage) == ("T0126-0001", ComplaintStage.OPEN)
    assert (made.customer_name, made.owner) == (claim.owner.name, "S01")
    assert made.due_on == date(2026, 11, 27)  # three working days after Tuesday 24
    handled = desk.complaints.handle(made.id, "S13")
    assert (handled.stage, handled.owner) == (ComplaintStage.HANDLING, "S13")
    solved = desk.complaints.solve(made.id, "道歉并免费洗车")
    assert (solved.stage, solved.solved_at) == (ComplaintStage.SOLVED, NINE)
    closed = desk.complaints.close(made.id, satisfied=True)
    assert (closed.stage, closed.satisfied) == (ComplaintStage.CLOSED, True)
    assert desk.complaints.open_ones() == []
    assert desk.complaints.of_claim(claim.id) == [closed]


def test_a_complaint_that_came_on_friday_has_until_wednesday(desk: Desk, clock: FixedClock) -> None:
    clock.set(NINE + timedelta(days=3))  # Friday
    made = desk.complaints.open("大厅太冷", customer_name="路过的客户")
    assert made.due_on == date(2026, 12, 2)


def test_who_is_not_satisfied_is_cared_for_again(desk: Desk) -> None:
    made = a_complaint(desk, drafted(desk).id)
    desk.complaints.solve(made.id, "电话道歉")
    again = desk.complaints.reopen(made.id, "客户要求书面答复")
    assert again.stage is ComplaintStage.HANDLING
    assert again.text.endswith("客户要求书面答复")
    assert desk.complaints.open_ones() == [again]


def test_stages_and_fields_of_complaints_are_guarded(desk: Desk) -> None:
    claim = drafted(desk)
    made = a_complaint(desk, claim.id)
    complaints = desk.complaints
    assert refusal_of(lambda: complaints.close(made.id, satisfied=True))[0] == "STATE"
    assert refusal_of(lambda: complaints.reopen(made.id, "x"))[0] == "STATE"
    assert refusal_of(lambda: complaints.solve(made.id, " ")) == ("INVALID", "solution")
    assert refusal_of(lambda: complaints.handle(made.id, "NEMO")) == ("INVALID", "owner")
    assert refusal_of(lambda: complaints.open("x")) == ("INVALID", "customer_name")
    assert refusal_of(lambda: complaints.open("", claim_id=claim.id)) == ("INVALID", "text")
    assert refusal_of(lambda: complaints.void(made.id, "")) == ("INVALID", "reason")
    assert refusal_of(lambda: complaints.void(NOBODY, ""))[0] == "NOT_FOUND"
    assert complaints.void(made.id, "同一件事记了两次").stage is ComplaintStage.VOID
    assert refusal_of(lambda: complaints.handle(made.id))[0] == "STATE"
    assert complaints.of_claim(claim.id) == []
    acting(desk, Role.TECHNICIAN)
    assert refusal_of(lambda: a_complaint(desk, claim.id))[0] == "RIGHT"


def handed_over(desk: Desk) -> int:
    """Return the visit of a car that was repaired and collected at nine."""
    claim = to_submit(desk)
    desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, "贺䶮", desk.bench.now)
    return claim.visit.id


def test_the_call_is_due_three_days_after_the_hand_over(desk: Desk) -> None:
    visit_id = handed_over(desk)
    today = desk.bench.today
    assert desk.follow_ups.due(today + timedelta(days=2)) == []
    due = desk.follow_ups.due(today + timedelta(days=3))
    assert [(one.visit_id, one.due_on) for one in due] == [(visit_id, today + timedelta(days=3))]
    assert (due[0].customer_name, due[0].phone) == ("贺䶮", "15400000042")
    assert desk.follow_ups.due(today + timedelta(days=60)) == []


def test_a_call_that_reaches_the_customer_ends_it(desk: Desk) -> None:
    visit_id = handed_over(desk)
    made = desk.follow_ups.call(visit_id, reached=True, score=9, text="满意")
    assert (made.done, made.score, made.tries) == (True, 9, 1)
    assert desk.follow_ups.waiting() == []
    logged = desk.care.of_visit(visit_id)[-1]
    assert (logged.outcome, logged.channel) == (Outcome.REACHED, Channel.PHONE)
    assert "满意" in logged.text
    assert "9" in logged.text
    again = refusal_of(lambda: desk.follow_ups.call(visit_id, reached=True))
    assert again[0] == "STATE"


def test_after_three_calls_in_vain_the_customer_is_left_in_peace(
    desk: Desk, clock: FixedClock
) -> None:
    visit_id = handed_over(desk)
    clock.set(NINE + timedelta(days=3))  # Friday
    for tries in range(1, MOST_TRIES):
        made = desk.follow_ups.call(visit_id, reached=False)
        assert (made.tries, made.done) == (tries, False)
        assert made.due_on == date(2026, 11, 30)  # Monday
    assert [one.tries for one in desk.follow_ups.waiting()] == [MOST_TRIES - 1]
    assert desk.follow_ups.due() == []
    assert desk.follow_ups.call(visit_id, reached=False).done
    assert desk.follow_ups.waiting() == []


def test_calls_that_cannot_be_are_refused(desk: Desk) -> None:
    call = desk.follow_ups.call
    here = drafted(desk)
    assert refusal_of(lambda: call(here.visit.id, reached=True))[0] == "STATE"
    visit_id = handed_over(desk)
    assert refusal_of(lambda: call(visit_id, reached=True, score=11)) == ("INVALID", "score")
    assert refusal_of(lambda: call(visit_id, reached=False, score=3)) == ("INVALID", "score")
    assert refusal_of(lambda: call(NOBODY, reached=True))[0] == "NOT_FOUND"
    acting(desk, Role.FINANCE)
    assert refusal_of(lambda: call(visit_id, reached=True, score=11))[0] == "RIGHT"
