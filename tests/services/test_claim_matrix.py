"""Every state × action × role by the service: as the table says, and nothing else moves."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from claim_table import ROWS, SAID, expected, in_state
from fakes import FixedClock
from stories import LOGIN_OF, acting, state_of_everything

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.answer import AnswerLine
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

OWED = (State.APPROVED, "close")
"""An approved claim with money still to come is not filed away, whatever the table allows."""
DONE = [
    (State(state), action, role)
    for action, (sources, _to, roles) in ROWS.items()
    for state in sorted(sources - {"-"})
    for role in sorted(roles)
    if (State(state), action) != OWED
]
Folder = Callable[[State], tuple[Path, int]]


@pytest.fixture(scope="module")
def reached(staffed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give a closed desk with a claim in a state, made once for each state."""
    made: dict[State, tuple[Path, int]] = {}

    def folder(state: State) -> tuple[Path, int]:
        if state not in made:
            room = tmp_path_factory.mktemp(state.lower())
            place = Path(shutil.copytree(staffed_folder, room / "desk"))
            with Desk(place, FixedClock()).open() as desk:
                desk.people.act_as("S01")
                made[state] = (place, in_state(desk, state, room).id)
        return made[state]

    return folder


def move(desk: Desk, claim_id: int, action: str) -> Claim:
    said: dict[str, Any] = dict(SAID.get(action, {}))
    for name in ("reasons", "lines"):
        if name in said:
            said[name] = from_json(tuple[AnswerLine, ...], said[name])
    return desk.claims.move(claim_id, Action(action), **said)


@pytest.mark.parametrize("state", State)
def test_what_the_table_refuses(state: State, reached: Folder, tmp_path: Path) -> None:
    place, claim_id = reached(state)
    with Desk(Path(shutil.copytree(place, tmp_path / "desk")), FixedClock()).open() as desk:
        before = state_of_everything(desk)
        wrong = []
        for role in Role:
            acting(desk, role)
            for action in Action:
                want = expected(state, action, role)
                if want not in ("RIGHT", "STATE"):
                    continue
                try:
                    move(desk, claim_id, action)
                    found = "moved"
                except Refused as refusal:
                    found = " ".join(refusal.codes)
                if found != want:
                    wrong.append(f"{role} {action}: {found}, not {want}")
        assert wrong == []
        assert state_of_everything(desk) == before


@pytest.mark.parametrize(("state", "action", "role"), DONE)
def test_what_the_table_allows(
    state: State, action: str, role: str, reached: Folder, tmp_path: Path
) -> None:
    place, claim_id = reached(state)
    with Desk(Path(shutil.copytree(place, tmp_path / "desk")), FixedClock()).open() as desk:
        desk.people.act_as(LOGIN_OF[Role(role)])
        moved = move(desk, claim_id, action)
        assert moved.state == expected(state, action, role)
        newest = desk.stores.db.query("SELECT actor, action FROM journal ORDER BY seq DESC LIMIT 1")
        assert newest[0][0] == LOGIN_OF[Role(role)]
        assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("outcome", "number", "to"),
    [
        ("approved", "PA-1", State.APPRAISING),
        ("returned", "", State.APPRAISING),
        ("rejected", "", State.NOT_COVERED),
    ],
)
def test_where_the_answer_to_a_request_leads(
    outcome: str, number: str, to: State, desk: Desk, tmp_path: Path
) -> None:
    claim = in_state(desk, State.PREAUTH_WAIT, tmp_path)
    action = Action.RECORD_AUTHORISATION
    assert desk.claims.move(claim.id, action, outcome=outcome, number=number).state is to


def test_a_decision_is_said_and_an_upheld_refusal_is_final(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.APPEALED, tmp_path)
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.RECORD_DECISION)
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", "lines")]
    final = desk.claims.move(claim.id, Action.RECORD_DECISION, outcome="upheld")
    assert final.state is State.REJECTED_FINAL


def test_money_to_come_keeps_an_approved_claim_open(desk: Desk, tmp_path: Path) -> None:
    claim = in_state(desk, State.APPROVED, tmp_path)
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.CLOSE)
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("STATE", "money")]


@pytest.mark.parametrize("role", Role)
def test_who_accepts_a_claim(role: Role, desk: Desk) -> None:
    acting(desk, role)
    if role in (Role.RECEPTION, Role.CLERK):
        assert desk.claims.new(plate="京A12345").state is State.DRAFT
        return
    with pytest.raises(Refused) as refusal:
        desk.claims.new(plate="京A12345")
    assert refusal.value.codes == ("RIGHT",)
