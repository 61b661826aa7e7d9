"""Months by lines of verbs: closed with reasons, drawn, shown as JSON."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from money_months import filed

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk


def shown(data: Path, key: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(["show", "month", key, "--data", str(data)]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_a_month_is_looked_at_closed_and_drawn(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filed(desk, date(2026, 10, 5), 10_000, 1)
    desk.close()
    before = shown(desk_folder, "2026-10", capsys)
    assert (before["closed"], before["close"]) == (False, None)
    assert before["figures"]["flow"]["closing_fen"] == 10_000
    of_month = {"brand": "QC", "month": "2026-10"}
    reasons = dict.fromkeys(before["warnings"], "与厂家核对过")
    lines = [
        {"do": "months.check", "with": of_month},
        {"do": "months.close", "with": of_month},
        {"do": "months.close", "with": {**of_month, "acknowledged": reasons, "note": "结清"}},
        {"do": "months.close", "with": {**of_month, "acknowledged": reasons}},
        {"do": "papers.draw_month", "with": {**of_month, "paper": "month_sheet", "file": "m.pdf"}},
        {"do": "months.figures", "with": {**of_month, "month": "2026-1"}},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(json.dumps({"as": "S14", **line}) for line in lines), "utf-8")
    run(["ops", str(file), "--data", str(desk_folder)])
    words = [line.split(" ", 2) for line in capsys.readouterr().out.splitlines()]
    assert [f"{word} {rest}" if word != "ACK" else word for word, _n, rest in words] == [
        "ACK",
        "REFUSED INVALID",
        "ACK",
        "REFUSED STATE",
        "ACK",
        "REFUSED INVALID",
    ]
    assert (tmp_path / "m.pdf").read_bytes().startswith(b"%PDF")
    after = shown(desk_folder, "QC-2026-10", capsys)
    assert after["close"]["closed_by"] == "S14"
    assert after["close"]["figures"] == before["figures"]
    assert {one["acknowledged"] for one in after["checks"] if one["acknowledged"]} == {
        "与厂家核对过"
    }


@pytest.mark.parametrize("key", ["2026-13", "XX-2026-10", "十月", ""])
def test_what_is_no_month_is_refused(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], key: str
) -> None:
    assert run(["show", "month", key, "--data", str(desk_folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
