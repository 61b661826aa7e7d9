"""The parts store: asked under a number, answered part by part, issued on a note."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import repair_changes
from stories import acting, drafted, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.work import StoreLine, StoreState
from warrantydesk.services.desk import Desk
from warrantydesk.services.parts_store import expected_on


def fields(refusal: Any) -> list[str]:
    return [found.field for found in refusal.value.findings]


@pytest.fixture
def claim(desk: Desk) -> Claim:
    """Give a draft with its part lines."""
    return drafted(desk, **repair_changes())


def test_a_request_asks_for_the_parts_of_the_claim(desk: Desk, claim: Claim) -> None:
    asked = desk.parts_store.ask(claim.id)
    wanted = {line.new_part_no: line.quantity for line in claim.part_lines}
    assert {one.part_no: one.quantity for one in asked.lines} == wanted
    assert (asked.number, asked.state, asked.asked_by) == ("B0126-0001", StoreState.ASKED, "S01")
    assert desk.parts_store.ask(claim.id).number == "B0126-0002"


def test_the_answer_says_when_the_last_part_comes(desk: Desk, claim: Claim) -> None:
    asked = desk.parts_store.ask(claim.id)
    first, second = asked.lines
    day = desk.bench.today + timedelta(days=2)
    answered = desk.parts_store.answer(
        asked.id, (StoreLine(first.part_no.lower(), in_stock=0, arrives_on=day, note="在途"),)
    )
    assert answered.state is StoreState.ANSWERED
    assert expected_on(answered) == day
    assert answered.lines[1] == second
    here = desk.parts_store.answer(
        asked.id, (StoreLine(first.part_no, in_stock=first.quantity, arrives_on=day),)
    )
    assert expected_on(here) is None


def test_an_issue_note_ends_the_request(desk: Desk, claim: Claim) -> None:
    asked = desk.parts_store.ask(claim.id)
    issued = desk.parts_store.issue(asked.id, " ck-0042 ")
    assert (issued.state, issued.issue_no, issued.issued_on) == (
        StoreState.ISSUED,
        "CK-0042",
        desk.bench.today,
    )
    with pytest.raises(Refused) as refusal:
        desk.parts_store.void(asked.id, "doch nicht")
    assert refusal.value.codes == ("STATE",)
    again = desk.parts_store.answer(asked.id, (StoreLine(asked.lines[0].part_no, in_stock=1),))
    assert again.state is StoreState.ISSUED


def test_a_void_request_takes_no_answer(desk: Desk, claim: Claim) -> None:
    asked = desk.parts_store.ask(claim.id)
    assert desk.parts_store.void(asked.id, "配件改了").void_reason == "配件改了"
    with pytest.raises(Refused) as refusal:
        desk.parts_store.issue(asked.id, "CK-1")
    assert refusal.value.codes == ("STATE",)


def test_what_cannot_be_asked_is_refused_at_its_field(desk: Desk, claim: Claim) -> None:
    store = desk.parts_store
    for lines, wanted, field in (
        ((StoreLine(""),), None, "lines[0].part_no"),
        ((StoreLine("A-1"), StoreLine("A-2", quantity=0)), None, "lines[1].quantity"),
        ((), desk.bench.today - timedelta(days=1), "wanted_on"),
        ((), date(3000, 1, 1), "wanted_on"),
    ):
        with pytest.raises(Refused) as refusal:
            store.ask(claim.id, lines, wanted)
        assert fields(refusal) == [field]
    asked = store.ask(claim.id)
    with pytest.raises(Refused) as refusal:
        store.answer(asked.id, (StoreLine("NOT-ASKED", in_stock=1),))
    assert fields(refusal) == ["lines[0].part_no"]
    with pytest.raises(Refused) as refusal:
        store.answer(asked.id, (StoreLine(asked.lines[0].part_no, in_stock=-1),))
    assert fields(refusal) == ["lines[0].in_stock"]
    with pytest.raises(Refused) as refusal:
        store.issue(asked.id, "CK-1", desk.bench.today + timedelta(days=1))
    assert fields(refusal) == ["issued_on"]


def test_a_claim_without_parts_names_them(desk: Desk) -> None:
    bare = drafted(desk)
    with pytest.raises(Refused) as refusal:
        desk.parts_store.ask(bare.id)
    assert fields(refusal) == ["lines"]
    assert desk.parts_store.ask(bare.id, (StoreLine("A-1"),)).lines[0].part_no == "A-1"


def test_filed_claims_and_readers_ask_nothing(desk: Desk) -> None:
    claim = submitted(desk)
    with pytest.raises(Refused) as refusal:
        desk.parts_store.ask(claim.id)
    assert refusal.value.codes == ("STATE",)
    acting(desk, Role.READ_ONLY)
    with pytest.raises(Refused) as refusal:
        desk.parts_store.ask(claim.id)
    assert refusal.value.codes == ("RIGHT",)


def test_issue_note_and_clock_times_stand_for_their_papers(desk: Desk, claim: Claim) -> None:
    def present() -> set[str]:
        states = desk.claims.documents(desk.claims.facts(claim.id))
        return {one.code for one in states if one.present} & {"PI", "RO"}

    asked = desk.parts_store.ask(claim.id)
    began = desk.work.clock_on(claim.id, "S06")
    assert present() == set()
    desk.parts_store.issue(asked.id, "CK-1")
    desk.bench.clock.go_on(hours=1)  # type: ignore[attr-defined]
    ended = desk.work.clock_off(began.id)
    assert present() == {"PI", "RO"}
    missing = desk.claims.facts(claim.id).missing_documents
    assert not {"Parts issue note", "Job card with clock times"} & set(missing)
    desk.work.void_time(ended.id, "wrong card")
    assert present() == {"PI"}
