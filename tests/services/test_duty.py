"""Duty changes hands, days are closed."""

import json
from datetime import timedelta

import pytest
from fakes import FixedClock
from stories import LOGIN_OF, acting, drafted, newest_change, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Person, Role
from warrantydesk.services.desk import Desk


def rule(no: Refused) -> tuple[str, str]:
    return no.findings[0].rule, no.findings[0].field


@pytest.fixture
def other(desk: Desk) -> Person:
    """A second clerk."""
    with desk.bench.change("test"):
        return desk.stores.people.add(Person("S02", "缪珺", (Role.CLERK,)))


def test_duty_goes_over_with_its_list_and_is_accepted(
    desk: Desk, other: Person, clock: FixedClock
) -> None:
    claim = submitted(desk)
    made = desk.duty.hand_over("S02", " 周五厂家回复 ")
    assert (made.from_login, made.to_login, made.note) == ("S01", "S02", "周五厂家回复")
    kept = json.loads(made.sheet)["items"]
    assert [one["values"]["number"] for one in kept if one["code"] == "answer_expected"] == [
        claim.claim_number
    ]
    assert desk.claims.get(claim.id).clerk == "S01"
    desk.people.act_as("S02")
    (waiting,) = [one for one in desk.today.all() if one.code == "hand_over"]
    assert (waiting.owner, waiting.target.key) == ("S02", made.id)
    clock.set(desk.bench.now + timedelta(minutes=5))
    assert desk.duty.accept(made.id).accepted_at == desk.bench.now
    assert "hand_over" not in {one.code for one in desk.today.all()}
    with pytest.raises(Refused) as no:
        desk.duty.accept(made.id)
    assert rule(no.value)[0] == "STATE"


def test_open_claims_go_over_where_that_is_asked(desk: Desk, other: Person) -> None:
    claim = submitted(desk)
    desk.duty.hand_over("S02", take_claims=True)
    assert desk.claims.get(claim.id).clerk == "S02"


def test_who_cannot_take_over_is_refused(desk: Desk, other: Person) -> None:
    before = newest_change(desk)
    for login, expected in (
        ("S99", ("NOT_FOUND", "to_login")),
        ("S01", ("INVALID", "to_login")),
        (LOGIN_OF[Role.FINANCE], ("INVALID", "to_login")),
    ):
        with pytest.raises(Refused) as no:
            desk.duty.hand_over(login)
        assert rule(no.value) == expected
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as no:
        desk.duty.hand_over("S02")
    assert rule(no.value)[0] == "RIGHT"
    assert newest_change(desk) == before


def test_only_who_was_named_accepts_and_it_can_be_taken_back(desk: Desk, other: Person) -> None:
    made = desk.duty.hand_over("S02")
    with pytest.raises(Refused) as no:
        desk.duty.accept(made.id)
    assert rule(no.value)[0] == "RIGHT"
    with pytest.raises(Refused) as no:
        desk.duty.void_hand_over(made.id, " ")
    assert rule(no.value) == ("INVALID", "reason")
    assert desk.duty.void_hand_over(made.id, "换班取消").void_reason == "换班取消"
    desk.people.act_as("S02")
    with pytest.raises(Refused) as no:
        desk.duty.accept(made.id)
    assert rule(no.value)[0] == "STATE"


def test_a_closed_day_holds_its_slips_and_the_place_in_the_journal(
    desk: Desk, clock: FixedClock
) -> None:
    claim = submitted(desk)
    gone = drafted(desk)
    desk.claims.void(gone.id, "重复录入")
    anchor = desk.archive.anchor
    made = desk.duty.close_day("一切正常")
    assert (made.anchor, made.closed_by, made.day) == (anchor, "S01", desk.bench.today)
    sheet = json.loads(made.sheet)
    kinds = [(one["kind"], one["number"]) for one in sheet["slips"]]
    assert ("opened", claim.claim_number) in kinds
    assert ("submitted", claim.claim_number) in kinds
    assert ("void", gone.claim_number) in kinds
    assert ("signed", claim.visit.repair_order) in kinds
    assert sheet["gaps"] == []


def test_a_second_close_is_a_supplement_with_what_came_since(desk: Desk, clock: FixedClock) -> None:
    drafted(desk)
    desk.duty.close_day()
    clock.set(desk.bench.now + timedelta(hours=1))
    late = drafted(desk)
    sheet = json.loads(desk.duty.close_day().sheet)
    assert sheet["number"] == 2
    assert [one["number"] for one in sheet["slips"]] == [late.claim_number]
    clock.set(desk.bench.now + timedelta(days=1))
    assert desk.duty.sheet()["number"] == 1
    assert desk.duty.sheet()["slips"] == []


def test_a_number_without_a_claim_is_named(desk: Desk) -> None:
    drafted(desk)
    with desk.bench.change("test"):
        lost = desk.stores.numbers.claim_number(desk.bench.site_number, desk.bench.today.year)
    assert desk.duty.sheet()["gaps"] == [lost]


def test_reception_does_not_close_the_day(desk: Desk) -> None:
    acting(desk, Role.RECEPTION)
    with pytest.raises(Refused) as no:
        desk.duty.close_day()
    assert rule(no.value)[0] == "RIGHT"


def test_both_sheets_are_drawn_in_both_languages(desk: Desk, other: Person) -> None:
    from warrantydesk.i18n import set_language

    submitted(desk)
    made, closed = desk.duty.hand_over("S02", "请跟进"), desk.duty.close_day()
    for code in ("en", "zh_CN"):
        set_language(code)
        for paper, subject in (("duty_hand_over", made.id), ("day_close", closed.id)):
            data = desk.papers.prepare(paper, subject)()
            assert data.startswith(b"%PDF-")
            assert desk.papers.page_count(data) == 1
