"""Scanning by lines of verbs: the same steps as in the window, refused with their codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from stories import repairing

from warrantydesk.cli import run
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk


def test_scans_follow_each_other_as_at_the_shelf(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        claim = repairing(desk).claim_number
    scans: list[dict[str, Any]] = [
        {"text": claim, "mode": "receive"},
        {"text": claim},
        {"text": "p-r2-3", "mode": "shelve"},
        {"text": "$r2.received_tag"},
        {"text": "MU"},
        {"text": "$r2.received_tag"},
        {"text": make_tag(1, 26, 999_999)},
        {"text": "6901234567892"},
        {"text": "$r2.received_tag", "mode": "pack"},
        {"text": "P-R2-3", "mode": "everything"},
    ]
    lines = [
        {"do": "shelf.scan", "with": given, "as": "S01", "save": f"r{number}"}
        for number, given in enumerate(scans, 1)
    ]
    lines.append({"do": "shelf.scan", "with": {"text": claim}, "as": "S18"})
    file = desk_folder.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(["ops", str(file), "--data", str(desk_folder)])
    said = [
        line.split()[0] + " " + line.split()[-1]
        for line in capsys.readouterr().out.split("\n")[:-1]
    ]
    assert said == [
        *["ACK -"] * 6,
        "REFUSED NOT_FOUND",
        "REFUSED INVALID",
        "REFUSED STATE",
        "REFUSED INVALID",
        "REFUSED RIGHT",
    ]
    with Desk(desk_folder).open() as desk:
        (piece,) = desk.shelf.pieces((PartState.SHELVED,))
        assert piece.place == "R2-3"
        assert desk.archive.verify() == []
