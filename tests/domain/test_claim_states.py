"""The claim axis: every state × action × role, against a table written out here."""

import pytest
from claim_table import ROWS

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.claim.states import (
    ACTION_NAMES,
    EDITABLE,
    OPEN,
    STATE_NAMES,
    actions_from,
    allowed,
    transition,
)
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.rights import may

STATES: list[State | None] = [None, *State]


def test_the_table_is_whole() -> None:
    assert set(ROWS) == set(Action)
    assert {str(state) for state in State} | {"-"} >= set().union(
        *(row[0] for row in ROWS.values())
    )
    assert set(STATE_NAMES) == set(State)
    assert set(ACTION_NAMES) == set(Action)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", STATES)
def test_where_an_action_may_start(state: State | None, action: Action) -> None:
    sources, _to, _roles = ROWS[action]
    assert (state in transition(action).sources) is (str(state or "-") in sources)
    assert allowed(state, action) is (str(state or "-") in sources)


@pytest.mark.parametrize("action", Action)
def test_where_an_action_leads(action: Action) -> None:
    assert list(transition(action).to) == ROWS[action][1]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_who_may(action: Action, role: Role) -> None:
    assert may(Person("x", "x", (role,)), f"claim.{action}") is (role in ROWS[action][2])


@pytest.mark.parametrize("action", Action)
def test_nobody_and_the_inactive_may_nothing(action: Action) -> None:
    assert not may(Person("x", "x", ()), f"claim.{action}")
    assert not may(Person("x", "x", tuple(Role), active=False), f"claim.{action}")


def test_two_roles_add_up() -> None:
    both = Person("x", "x", (Role.FINANCE, Role.SERVICE_MANAGER))
    assert may(both, "claim.appeal")
    assert not may(both, "claim.submit")


def test_a_filed_or_ended_claim_is_not_edited() -> None:
    frozen = {
        *("NOT_COVERED", "SUBMITTED", "REJECTED", "APPEALED", "REJECTED_FINAL", "APPROVED"),
        *("CLOSED", "VOID"),
    }
    assert {str(state) for state in State if state not in EDITABLE} == frozen


def test_nothing_leaves_the_ends() -> None:
    assert set(State) - set(OPEN) == {State.CLOSED, State.VOID}
    assert actions_from(State.CLOSED) == actions_from(State.VOID) == ()


def test_actions_from_a_state_come_in_the_order_of_the_table() -> None:
    assert actions_from(State.APPRAISING) == (
        "decide_not_covered",
        "ask_maker",
        "decide_claim",
        "void",
    )
