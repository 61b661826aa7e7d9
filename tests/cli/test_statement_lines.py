"""Statements by command line: read, keyed in, shown with every line."""

import json
from pathlib import Path
from typing import Any

import pytest
from statement_files import BETWEEN, DAMAGED

from warrantydesk.cli import run


def ops(data: Path, *lines: dict[str, object]) -> int:
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return run(["ops", str(file), "--data", str(data)])


def answers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def shown(capsys: pytest.CaptureFixture[str], data: Path, key: str) -> dict[str, Any]:
    assert run(["show", "statement", key, "--data", str(data)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def line(verb: str, **given: object) -> dict[str, object]:
    return {"do": f"statements.{verb}", "with": given, "as": "S01", "save": verb}


def test_a_statement_is_read_matched_and_shown(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk_folder.parent / DAMAGED.name).write_bytes(DAMAGED.data)
    code = ops(
        desk_folder,
        line("read", file=DAMAGED.name, maker_number="OPS-1", period="2026-10", total_fen=11000),
        line("match", statement_id="$read.id"),
        line("read", file=DAMAGED.name),
    )
    assert code == 0
    assert answers(capsys) == ["ACK 1 1", "ACK 2 1", "REFUSED 3 INVALID"]
    found = shown(capsys, desk_folder, "OPS-1")
    assert found == shown(capsys, desk_folder, found["number"])
    assert (found["state"], found["period"], found["total_fen"]) == ("MATCHING", "2026-10", 11000)
    assert found["sums"]["payable_fen"] == 11000
    first, second = found["lines"][:2]
    assert (first["state"], first["row"], first["claim_id"]) == ("UNREAD", 2, None)
    assert "2.61E+12" in first["reason"]
    assert (second["state"], second["maker_number"]) == ("UNKNOWN_CLAIM", "26100001")
    assert second["candidates"] == []


def test_lines_are_keyed_in_put_right_and_dismissed(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk_folder.parent / BETWEEN.name).write_bytes(BETWEEN.data)
    lines = [{"claim_number": "C0126-000001", "amount_fen": 11300, "tax_percent": "13"}]
    code = ops(
        desk_folder,
        line("key", maker_number="PDF-1", file=BETWEEN.name, lines=lines),
        line("add_line", statement_id="$key.id", amount_fen=-500, kind="deduction"),
        line("add_lines", statement_id="$key.id", lines=[{"amount_fen": 5}]),
        line("correct_head", statement_id="$key.id", total_fen=9500),
        line("dismiss_line", line_id="$add_line.id", reason="stands twice"),
        line("void", statement_id="$key.id", reason="keyed in twice"),
    )
    assert code == 0
    assert [one.split()[0] for one in answers(capsys)] == [
        *("ACK", "ACK", "REFUSED", "ACK", "ACK", "ACK"),
    ]
    found = shown(capsys, desk_folder, "PDF-1")
    assert (found["state"], found["total_fen"]) == ("VOID", 9500)
    (kept,) = found["lines"]
    assert (kept["amount_fen"], kept["written_number"]) == (10000, "C0126-000001")
    assert (kept["claim_id"], kept["claim_number"]) == (None, "")
    assert [one["file_name"] for one in found["files"]] == [BETWEEN.name]
