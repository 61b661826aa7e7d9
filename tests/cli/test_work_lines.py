"""Work with others by lines of verbs: what the window does, without it."""

import json
from pathlib import Path
from typing import Any

import pytest
from reading.test_repair_order_text import CHINESE

from warrantydesk.cli import run
from warrantydesk.domain.work import StoreState
from warrantydesk.services.desk import Desk

MORNING, NOON = "2026-11-24T09:30+08:00", "2026-11-24T12:00+08:00"


def ops(data: Path, *lines: tuple[str, str, str, dict[str, Any]]) -> None:
    """Carry out verbs at an instant as a person; each result is kept, ``r1`` first."""
    file = data.parent / "lines.jsonl"
    rows = [
        {"do": verb, "at": at, "as": login, "with": given, "save": f"r{number}"}
        for number, (at, login, verb, given) in enumerate(lines, 1)
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    run(["ops", str(file), "--data", str(data)])


def test_an_order_is_pasted_worked_on_and_settled(
    desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / "sheet.pdf"
    drawn = "[[[0,0],[500,400],[900,100]]]"
    claim, visit = {"claim_id": "$r1.id"}, {"visit_id": "$r1.visit_id"}
    ops(
        desk_folder,
        (MORNING, "S03", "visits.paste", {"text": CHINESE}),
        (MORNING, "S06", "work.clock_on", {**claim, "labour_code": "R1307010"}),
        (MORNING, "S01", "store.ask", {**claim, "wanted_on": "2026-11-25"}),
        (
            MORNING,
            "S01",
            "store.answer",
            {
                "request_id": "$r3.id",
                "lines": [{"part_no": "1307010-T20", "in_stock": 0, "arrives_on": "2026-11-25"}],
            },
        ),
        (
            MORNING,
            "S13",
            "work.authorise_add_on",
            {**claim, "kind": "part", "line": 2, "reason": "密封垫老化"},
        ),
        (NOON, "S06", "work.clock_off", {"work_time_id": "$r2.id"}),
        (NOON, "S01", "store.issue", {"request_id": "$r3.id", "issue_no": "CK-42"}),
        (
            NOON,
            "S01",
            "tows.save",
            {**visit, "carrier": "顺达", "from_place": "G2", "to_place": "本站", "km": 38},
        ),
        (NOON, "S06", "visits.finish", {**visit, "started_at": MORNING}),
        (
            NOON,
            "S03",
            "visits.sign",
            {**visit, "paper": "settlement", "name": "贺䶮", "signed_at": NOON, "drawing": drawn},
        ),
        (
            NOON,
            "S01",
            "papers.draw",
            {**claim, "paper": "settlement_sheet", "file": str(paper)},
        ),
        (NOON, "S06", "work.authorise_add_on", {**claim, "kind": "part", "line": 1}),
        (NOON, "S01", "visits.paste", {"text": CHINESE}),
    )
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["ACK"] * 11 + ["REFUSED"] * 2
    assert [line.split()[2] for line in said[11:]] == ["RIGHT", "INVALID"]
    assert paper.read_bytes().startswith(b"%PDF")
    with Desk(desk_folder).open() as desk:
        made = desk.claims.get(int(said[0].split()[2]))
        (clock,) = desk.work.times(made.id)
        (request,) = desk.parts_store.of_claim(made.id)
        assert (clock.technician, desk.work.hours(made.id).clocked) == ("S06", 2.5)
        assert (request.state, request.issue_no) == (StoreState.ISSUED, "CK-42")
        assert made.part_lines[1].add_on.authorised_by == "S13"
        assert made.visit.first_finished_at == made.visit.finished_at is not None
        assert [one.drawing for one in desk.visits.signatures(made.visit.id)] == [drawn]
        assert len(desk.tows.of_visit(made.visit.id)) == 1
