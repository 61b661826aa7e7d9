"""Maker and managers asked by lines: requested, recorded, escalated, let pass."""

import json
from pathlib import Path

import pytest
from stories import appraising

from warrantydesk.cli import run
from warrantydesk.cli.verbs import described
from warrantydesk.domain.claim import State
from warrantydesk.services.desk import Desk


def ops(data: Path, *lines: tuple[str, str, dict[str, object]]) -> int:
    """Carry out verbs, each by a login; each result is kept under its number, ``r1`` first."""
    rows = [
        {"do": verb, "with": given, "as": login, "save": f"r{number}"}
        for number, (login, verb, given) in enumerate(lines, 1)
    ]
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return run(["ops", str(file), "--data", str(data)])


@pytest.fixture
def claim_id(desk_folder: Path) -> int:
    """Give a claim that is appraised, in the closed folder."""
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        return appraising(desk).id


def test_a_claim_is_laid_before_manager_and_maker_by_lines(
    desk_folder: Path, claim_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    item = {"scope": "amount", "amount_fen": 350_000}
    code = ops(
        desk_folder,
        ("S06", "escalations.ask", {"claim_id": claim_id, "question": "Block?"}),
        (
            "S12",
            "escalations.decide",
            {"escalation_id": "$r1.id", "decision": "ask_maker", "text": "worn"},
        ),
        (
            "S01",
            "authorisations.request",
            {"claim_id": claim_id, "question": "May we?", "items": [item]},
        ),
        ("S01", "authorisations.record", {"claim_id": claim_id, "outcome": "returned"}),
        ("S01", "claims.move", {"claim_id": claim_id, "action": "ask_maker", "reason": "Again?"}),
        (
            "S01",
            "authorisations.record",
            {
                "claim_id": claim_id,
                "outcome": "approved",
                "number": "PA-7",
                "approved_fen": 300_000,
                "answered_by": "张工",
            },
        ),
        ("S01", "authorisations.note", {"claim_id": claim_id, "number": "PH-8"}),
        ("S01", "authorisations.void", {"authorisation_id": "$r7.id", "reason": "wrong claim"}),
    )
    said = capsys.readouterr().out.splitlines()
    assert code == 0
    assert [line.split()[0] for line in said] == ["ACK"] * 8, said
    with Desk(desk_folder).open() as desk:
        states = [str(one.state) for one in desk.authorisations.of_claim(claim_id)]
        assert states == ["RETURNED", "APPROVED", "VOID"]
        claim = desk.claims.get(claim_id)
        assert (claim.state, claim.codes.authorisation_no) == (State.APPRAISING, "PA-7")
        assert desk.archive.verify() == []


@pytest.mark.parametrize(
    ("login", "verb", "given", "code"),
    [
        ("S01", "escalations.ask", {"claim_id": 10**9, "question": "?"}, "NOT_FOUND"),
        ("S03", "escalations.ask", {"question": "?"}, "RIGHT"),
        ("S01", "escalations.ask", {"question": ""}, "INVALID"),
        ("S13", "authorisations.request", {"question": "?"}, "RIGHT"),
        ("S01", "authorisations.request", {"question": ""}, "INVALID"),
        ("S01", "authorisations.request", {"question": "?", "items": [{"scope": "x"}]}, "INVALID"),
        ("S01", "authorisations.record", {"outcome": "approved", "number": "A"}, "STATE"),
        ("S01", "authorisations.note", {"number": " "}, "INVALID"),
        ("S18", "authorisations.note", {"number": "A"}, "RIGHT"),
    ],
)
def test_a_line_that_does_not_fit_is_refused(
    desk_folder: Path,
    claim_id: int,
    capsys: pytest.CaptureFixture[str],
    login: str,
    verb: str,
    given: dict[str, object],
    code: str,
) -> None:
    ops(desk_folder, (login, verb, {"claim_id": claim_id, **given}))
    assert capsys.readouterr().out.split() == ["REFUSED", "1", code]


def test_the_verbs_are_spelled_out() -> None:
    asked = described()["authorisations.request"]["parameters"]["items"]["items"]["fields"]
    assert asked["scope"]["codes"] == ["claim", "part", "labour", "amount"]
    outcome = described()["authorisations.record"]["parameters"]["outcome"]
    assert outcome["codes"] == ["approved", "returned", "rejected"]
    assert described()["escalations.decide"]["parameters"]["decision"]["required"]
