"""Questions to the technical manager over a real desk: asked, decided, taken back."""

from collections.abc import Callable

import pytest
from stories import acting, appraising, put_into, submitted

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.inspection import Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

NOBODY = 2**40


def refusal(deed: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and field of each reason with which a deed is refused."""
    with pytest.raises(Refused) as no:
        deed()
    return [(one.rule, one.field) for one in no.value.findings]


def test_the_technical_manager_decides_with_his_reason(desk: Desk) -> None:
    claim = appraising(desk)
    asked = desk.escalations.ask(claim.id, "Block or assembly?", "S12")
    assert (asked.asked_by, asked.to_login) == ("S01", "S12")
    assert desk.escalations.open_ones() == [asked]
    decided = acting(desk, Role.TECHNICAL_MANAGER).escalations.decide(
        asked.id, Conclusion.ASK_MAKER, "缸体拉伤，超过换总成界限"
    )
    assert (decided.decided_by, decided.decided_at) == ("S12", desk.bench.now)
    assert desk.escalations.open_ones() == []
    assert desk.escalations.decided_of(claim.id) == decided
    assert desk.claims.get(claim.id).state is State.APPRAISING


def test_one_question_at_a_time_and_another_after_it(desk: Desk) -> None:
    claim = appraising(desk)
    ask = desk.escalations.ask
    first = ask(claim.id, "Block?")
    assert refusal(lambda: ask(claim.id, "Assembly?")) == [("STATE", "")]
    desk.escalations.void(first.id, "asked too early")
    second = ask(claim.id, "Assembly?")
    assert desk.escalations.open_of(claim.id) == second
    assert desk.escalations.decided_of(claim.id) is None


@pytest.mark.parametrize(
    ("question", "to", "field"),
    [("", "S12", "question"), (" ​", "", "question"), ("?", "S06", "to_login")],
)
def test_a_question_without_words_or_manager_is_refused(
    desk: Desk, question: str, to: str, field: str
) -> None:
    claim = appraising(desk)
    found = refusal(lambda: desk.escalations.ask(claim.id, question, to))
    assert found == [("INVALID", field)]


@pytest.mark.parametrize("role", list(Role))
def test_who_may_ask_and_who_may_decide(desk: Desk, role: Role) -> None:
    claim = appraising(desk)
    asked = desk.escalations.ask(claim.id, "Block?")
    acting(desk, role)
    may_ask = role in (Role.CLERK, Role.TECHNICIAN)
    code = "STATE" if may_ask else "RIGHT"
    assert refusal(lambda: desk.escalations.ask(claim.id, "Again?")) == [(code, "")]
    decide = desk.escalations.decide
    decides = role is Role.TECHNICAL_MANAGER
    found = refusal(lambda: decide(asked.id, Conclusion.CLAIM, ""))
    assert found == [("INVALID", "text")] if decides else found == [("RIGHT", "")]


def test_what_is_decided_stays(desk: Desk) -> None:
    claim = appraising(desk)
    asked = desk.escalations.ask(claim.id, "Block?")
    verbs = acting(desk, Role.TECHNICAL_MANAGER).escalations
    verbs.decide(asked.id, Conclusion.CLAIM, "quality")
    assert refusal(lambda: verbs.decide(asked.id, Conclusion.GOODWILL, "no")) == [("STATE", "")]
    acting(desk, Role.CLERK)
    assert refusal(lambda: verbs.void(asked.id, "no")) == [("STATE", "")]
    assert refusal(lambda: verbs.void(NOBODY, "no")) == [("NOT_FOUND", "")]
    assert refusal(lambda: verbs.decide(NOBODY, Conclusion.CLAIM, "x")) == [("NOT_FOUND", "")]


def test_a_claim_that_went_out_is_laid_before_nobody(desk: Desk) -> None:
    claim = put_into(desk, submitted(desk).id, State.SUBMITTED)
    assert refusal(lambda: desk.escalations.ask(claim.id, "Block?")) == [("STATE", "")]


def test_a_void_claim_asks_nobody_any_more(desk: Desk) -> None:
    claim = appraising(desk)
    desk.escalations.ask(claim.id, "Block?")
    desk.claims.void(claim.id, "wrong car")
    assert desk.escalations.open_ones() == []
