"""Prior authorisations over a real desk: asked, answered, noted, void; numbers, limits, clocks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders import OTHER_VIN, repair_changes
from fakes import CHINA, FixedClock
from stories import (
    acting,
    appraising,
    drafted,
    put_into,
    repairing,
    state_of_everything,
    submitted,
)

from warrantydesk.domain.authorisation import (
    Authorisation,
    AuthorisationItem,
    AuthorisationOutcome,
    AuthorisationScope,
    AuthorisationState,
)
from warrantydesk.domain.claim import Claim, ClaimType, State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

APPROVED, RETURNED, REJECTED = AuthorisationOutcome
ENGINE = "1000010-T20"
TODAY = date(2026, 11, 24)
NOBODY = 2**40


def refusal(deed: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and field of each reason with which a deed is refused."""
    with pytest.raises(Refused) as no:
        deed()
    return [(one.rule, one.field) for one in no.value.findings]


def asked(desk: Desk) -> Claim:
    """Bring a new claim before the maker."""
    claim = appraising(desk)
    desk.authorisations.request(claim.id, "Is the pump covered?")
    return desk.claims.get(claim.id)


def test_a_request_says_by_itself_what_the_claim_tells(desk: Desk) -> None:
    claim = desk.claims.save_draft(appraising(desk).id, repair_changes())
    question, items = desk.authorisations.suggested(claim.id)
    complaint, total = claim.narrative.complaint, yuan(claim.total_fen)
    for words in (complaint, "140 kPa", "1307010-T20", "R1307010", total):
        assert words in question
    assert items == (AuthorisationItem(AuthorisationScope.CLAIM),)


def test_what_needs_the_maker_by_the_tables_is_asked_for(desk: Desk) -> None:
    claim = appraising(desk)
    line = {"causal": True, "new_part_no": ENGINE, "unit_price_fen": 3_180_000}
    desk.claims.save_draft(claim.id, {"part_lines": [line, {"new_part_no": "1307010-T20"}]})
    _question, items = desk.authorisations.suggested(claim.id)
    total = desk.claims.get(claim.id).total_fen
    assert items == (
        AuthorisationItem(AuthorisationScope.PART, ENGINE),
        AuthorisationItem(AuthorisationScope.AMOUNT, amount_fen=total),
    )
    assert desk.authorisations.title(claim.id, items[0]).startswith(ENGINE)


def test_a_type_that_needs_the_maker_is_asked_for_as_a_whole(desk: Desk) -> None:
    claim = desk.claims.new(vin=OTHER_VIN, type=ClaimType.GOODWILL)
    _question, items = desk.authorisations.suggested(claim.id)
    assert items == (AuthorisationItem(AuthorisationScope.CLAIM, "GOODWILL"),)


def test_a_line_that_the_customer_pays_needs_nobody(desk: Desk) -> None:
    claim = appraising(desk)
    line = {"new_part_no": ENGINE, "unit_price_fen": 3_180_000, "pay_by": "self"}
    desk.claims.save_draft(claim.id, {"part_lines": [line]})
    assert desk.authorisations.suggested(claim.id)[1] == (
        AuthorisationItem(AuthorisationScope.CLAIM),
    )


def test_a_request_waits_with_its_clock(desk: Desk) -> None:
    claim = asked(desk)
    assert claim.state is State.PREAUTH_WAIT
    waiting = desk.authorisations.waiting(claim.id)
    assert waiting is not None
    assert waiting.state is AuthorisationState.ASKED
    assert desk.authorisations.answer_due(claim.brand, waiting) == claim.due_on
    assert claim.due_on == date(2026, 12, 1)


def test_the_answer_is_expected_after_working_days(desk: Desk, clock: FixedClock) -> None:
    """The five working days begin before the October holidays and end on a make-up Saturday."""
    clock.tell(datetime(2026, 9, 28, 9, 0, tzinfo=CHINA))
    assert asked(desk).due_on == date(2026, 10, 10)


def test_an_approval_has_number_limit_and_last_day(desk: Desk) -> None:
    claim = asked(desk)
    given = desk.authorisations.record(
        claim.id, APPROVED, number="pa-26-7 ", approved_fen=90_000, answered_by="张工"
    )
    assert (given.number, given.approved_fen) == ("PA-26-7", 90_000)
    assert given.expires_on == TODAY + timedelta(days=30)
    assert given.state is AuthorisationState.APPROVED
    now = desk.claims.get(claim.id)
    assert (now.state, now.codes.authorisation_no) == (State.APPRAISING, "PA-26-7")
    assert desk.authorisations.waiting(claim.id) is None
    assert desk.authorisations.granted(claim.id) == given


@pytest.mark.parametrize(
    ("outcome", "state", "then"),
    [
        (RETURNED, AuthorisationState.RETURNED, State.APPRAISING),
        (REJECTED, AuthorisationState.REJECTED, State.NOT_COVERED),
    ],
)
def test_what_is_not_allowed_has_neither_number_nor_limit(
    desk: Desk, outcome: AuthorisationOutcome, state: AuthorisationState, then: State
) -> None:
    claim = asked(desk)
    given = desk.authorisations.record(
        claim.id, outcome, number="PA-1", approved_fen=5, answer="请补照片"
    )
    assert given.state is state
    assert (given.number, given.approved_fen, given.expires_on) == ("", None, None)
    assert desk.claims.get(claim.id).state is then
    assert desk.claims.get(claim.id).codes.authorisation_no == ""
    assert desk.authorisations.granted(claim.id) is None


def test_a_request_that_was_sent_back_is_asked_anew(desk: Desk) -> None:
    claim = asked(desk)
    desk.authorisations.record(claim.id, RETURNED, answer="请补照片")
    desk.authorisations.request(claim.id, "With photos: is it covered?")
    desk.authorisations.record(claim.id, APPROVED, number="PA-2")
    states = [one.state for one in desk.authorisations.of_claim(claim.id)]
    assert states == [AuthorisationState.RETURNED, AuthorisationState.APPROVED]


def test_an_authorisation_from_outside_is_noted_and_the_claim_stays(desk: Desk) -> None:
    claim = repairing(desk)
    noted = desk.authorisations.note(claim.id, "ph-3", answered_on=date(2026, 11, 20))
    now = desk.claims.get(claim.id)
    assert (now.state, now.codes.authorisation_no) == (State.REPAIRING, "PH-3")
    assert (noted.vin, noted.expires_on) == (claim.vehicle.vin, date(2026, 12, 20))
    assert noted.items == (AuthorisationItem(AuthorisationScope.CLAIM),)


def test_a_number_that_the_claim_has_is_kept_beside_a_second_one(desk: Desk) -> None:
    claim = repairing(desk)
    desk.authorisations.note(claim.id, "A-1")
    desk.authorisations.note(claim.id, "A-2")
    assert desk.claims.get(claim.id).codes.authorisation_no == "A-1"
    assert len(desk.authorisations.of_claim(claim.id)) == 2


def test_a_void_authorisation_takes_its_number_along(desk: Desk) -> None:
    claim = repairing(desk)
    noted = desk.authorisations.note(claim.id, "A-1")
    voided = desk.authorisations.void(noted.id, "wrong claim")
    assert (voided.state, voided.void_reason) == (AuthorisationState.VOID, "wrong claim")
    assert desk.claims.get(claim.id).codes.authorisation_no == ""
    assert desk.authorisations.granted(claim.id) is None
    assert desk.authorisations.note(claim.id, "A-1").state is AuthorisationState.APPROVED


def test_a_number_on_the_claim_of_another_car_is_found(desk: Desk) -> None:
    first = desk.authorisations.note(drafted(desk).id, "A-1")
    other = drafted(desk, OTHER_VIN)
    assert desk.authorisations.elsewhere("a-1", other.id) == [first]
    assert desk.authorisations.elsewhere("a-1", first.claim_id) == []


def test_an_undo_does_not_take_a_number_back(desk: Desk) -> None:
    claim = repairing(desk)
    desk.authorisations.note(claim.id, "A-1")
    assert desk.undo_name is None


REQUEST_PROBLEMS = [
    ("", (), [("INVALID", "question")]),
    ("?", [AuthorisationItem(AuthorisationScope.PART)], [("INVALID", "items.0.code")]),
    ("?", [AuthorisationItem(AuthorisationScope.LABOUR, " ")], [("INVALID", "items.0.code")]),
    ("?", [AuthorisationItem(AuthorisationScope.AMOUNT)], [("INVALID", "items.0.amount_fen")]),
    (
        "?",
        [
            AuthorisationItem(AuthorisationScope.CLAIM),
            AuthorisationItem(AuthorisationScope.PART, "X", amount_fen=-1),
        ],
        [("INVALID", "items.1.amount_fen")],
    ),
]


@pytest.mark.parametrize(("question", "items", "problems"), REQUEST_PROBLEMS)
def test_a_request_that_asks_nothing_is_refused(
    desk: Desk, question: str, items: list[AuthorisationItem], problems: list[tuple[str, str]]
) -> None:
    claim = appraising(desk)
    before = state_of_everything(desk)
    ask = desk.authorisations.request
    assert refusal(lambda: ask(claim.id, question, tuple(items))) == problems
    assert state_of_everything(desk) == before


ANSWERS = [
    ({}, ["number"]),
    ({"number": "​"}, ["number"]),
    ({"number": "A", "answered_on": TODAY + timedelta(days=1)}, ["answered_on"]),
    ({"number": "A", "answered_on": date.max}, ["expires_on", "answered_on"]),
    ({"number": "A", "answered_on": TODAY - timedelta(days=1)}, ["answered_on"]),
    ({"number": "A", "expires_on": TODAY - timedelta(days=1)}, ["expires_on"]),
    ({"number": "A", "approved_fen": 0}, ["approved_fen"]),
    ({"approved_fen": -1}, ["number", "approved_fen"]),
]


@pytest.mark.parametrize(("given", "fields"), ANSWERS)
def test_an_answer_that_cannot_be_is_refused_at_its_fields(
    desk: Desk, given: dict[str, object], fields: list[str]
) -> None:
    claim = asked(desk)
    before = state_of_everything(desk)
    record = desk.authorisations.record
    found = refusal(lambda: record(claim.id, APPROVED, **given))  # type: ignore[arg-type]
    assert found == [("INVALID", field) for field in fields]
    assert state_of_everything(desk) == before


def test_a_number_is_written_down_once_for_a_claim(desk: Desk) -> None:
    claim = repairing(desk)
    desk.authorisations.note(claim.id, "A-1")
    note = desk.authorisations.note
    assert refusal(lambda: note(claim.id, "a-1")) == [("INVALID", "number")]


def test_verbs_refuse_in_their_order(desk: Desk) -> None:
    """NOT_FOUND before RIGHT before STATE before INVALID."""
    claim = asked(desk)
    verbs = desk.authorisations
    (one,) = verbs.of_claim(claim.id)
    acting(desk, Role.FINANCE)
    assert refusal(lambda: verbs.note(NOBODY, "")) == [("NOT_FOUND", "")]
    assert refusal(lambda: verbs.void(NOBODY, "")) == [("NOT_FOUND", "")]
    assert refusal(lambda: verbs.request(NOBODY, "")) == [("NOT_FOUND", "")]
    assert refusal(lambda: verbs.record(NOBODY, APPROVED)) == [("NOT_FOUND", "")]
    assert refusal(lambda: verbs.request(claim.id, "")) == [("RIGHT", "")]
    assert refusal(lambda: verbs.record(claim.id, APPROVED)) == [("RIGHT", "")]
    assert refusal(lambda: verbs.note(claim.id, "")) == [("RIGHT", "")]
    assert refusal(lambda: verbs.void(one.id, "")) == [("RIGHT", "")]
    acting(desk, Role.CLERK)
    assert refusal(lambda: verbs.request(claim.id, "")) == [("STATE", "")]
    assert refusal(lambda: verbs.void(one.id, "")) == [("STATE", "")]
    verbs.record(claim.id, RETURNED)
    assert refusal(lambda: verbs.record(claim.id, APPROVED)) == [("STATE", "")]
    assert refusal(lambda: verbs.void(one.id, "")) == [("INVALID", "reason")]


def test_a_claim_that_went_out_keeps_its_authorisations(desk: Desk) -> None:
    claim = submitted(desk)
    with desk.bench.change("test"):
        one = desk.stores.authorisations.add(
            replace(
                Authorisation(claim.id, claim.vehicle.vin, ""), state=AuthorisationState.APPROVED
            )
        )
    verbs = desk.authorisations
    assert refusal(lambda: verbs.note(claim.id, "A-1")) == [("STATE", "")]
    assert refusal(lambda: verbs.void(one.id, "why")) == [("STATE", "")]


def test_a_waiting_claim_without_a_request_can_be_answered(desk: Desk) -> None:
    claim = put_into(desk, appraising(desk).id, State.PREAUTH_WAIT)
    given = desk.authorisations.record(claim.id, APPROVED, number="A-9")
    assert desk.authorisations.of_claim(claim.id) == [given]
