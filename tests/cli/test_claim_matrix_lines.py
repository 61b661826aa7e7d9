"""Every state × action × role by lines of operations: as the table says."""

import json
import shutil
from pathlib import Path

import pytest
from claim_table import ROWS, SAID, expected, in_state
from fakes import FixedClock
from stories import LOGIN_OF

from warrantydesk.cli import run
from warrantydesk.domain.claim import State
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

AT = "2026-11-24T09:30:00+08:00"


def lines_of(data: Path, lines: list[dict[str, object]]) -> None:
    """Carry lines out on a closed desk."""
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    assert run(["ops", str(file), "--data", str(data)]) == 0


def move(claim_id: int, action: str, role: str) -> dict[str, object]:
    said = {"claim_id": claim_id, "action": action, **SAID.get(action, {})}
    return {"do": "claims.move", "with": said, "as": LOGIN_OF[Role(role)], "at": AT}


@pytest.mark.parametrize("state", State)
def test_a_state_and_everything_that_can_be_tried_in_it(
    state: State, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        claim_id = in_state(desk, state, tmp_path).id
    cells = [(action, role) for action in ROWS for role in map(str, Role)]
    refused = [cell for cell in cells if expected(state, *cell) in ("RIGHT", "STATE")]
    capsys.readouterr()
    lines_of(desk_folder, [move(claim_id, *cell) for cell in refused])
    said = capsys.readouterr().out.splitlines()
    want = [f"REFUSED {number} {expected(state, *cell)}" for number, cell in enumerate(refused, 1)]
    assert said == want
    for action, role in cells:
        to = expected(state, action, role)
        if to in ("RIGHT", "STATE") or (state, action) == (State.APPROVED, "close"):
            continue
        copy = Path(shutil.copytree(desk_folder, tmp_path / f"{action}-{role}"))
        lines_of(copy, [move(claim_id, action, role)])
        assert capsys.readouterr().out.splitlines() == [f"ACK 1 {claim_id}"], (action, role)
        with Desk(copy, FixedClock()).open() as desk:
            assert desk.claims.get(claim_id).state == to
