"""``assess``: cases in, answers out in their order; what cannot be read is said at its case."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

CASES = Path(__file__).parent.parent / "domain" / "cases" / "coverage.json"
SIMPLE = {"invoiced_on": "2026-01-06", "visit_on": "2026-05-06", "mileage_km": 100}


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.split("\n") if line]


def test_the_worked_cases_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", str(CASES)]) == 0
    cases = json.loads(CASES.read_text("utf-8"))
    answers = told(capsys)
    assert [one["id"] for one in answers] == [case["id"] for case in cases]
    for case, one in zip(cases, answers, strict=True):
        assert set(case["expect"].get("grounds", [])) <= set(one["answer"]["grounds"])


def test_lines_from_the_input_and_a_case_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        {"id": 1, "facts": {**SIMPLE, "mileage_km": "far"}},
        {"id": 2, "facts": {**SIMPLE, "wibble": 1}},
        7,
    ]
    text = "\n".join(
        [*map(json.dumps, lines), "{oops", f'{{"facts": {{"mileage_km": {"9" * 6000}}}}}']
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run(["assess", "-"]) == 1
    bad, good, none, oops, long = told(capsys)
    assert "4" in oops["error"]["message"]
    assert long["error"]["field"] == "mileage_km"
    assert bad["error"]["field"] == "mileage_km"
    assert good["answer"]["verdict"] == "COVERED"
    assert [one["code"] for one in good["answer"]["warnings"]] == ["unknown"]
    assert none == {"id": None, "error": none["error"]}


def test_signs_that_end_lines_elsewhere_and_numbers_that_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": "a\u2028b\x85c", "facts": SIMPLE}, ensure_ascii=False)
    (tmp_path / "cases.jsonl").write_text(f'{good}\r\n{{"id": NaN, "facts": {{}}}}\n', "utf-8")
    assert run(["assess", str(tmp_path / "cases.jsonl")]) == 0
    first, second = told(capsys)
    assert (first["id"], second["id"]) == ("a\u2028b\x85c", "NaN")


@pytest.mark.parametrize("text", ["{", "[1,\n2", "nonsense", ""])
def test_what_is_no_json_is_refused(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cases.json").write_text(text, "utf-8")
    assert run(["assess", str(tmp_path / "cases.json")]) == 2
    assert "JSON" in capsys.readouterr().err


def test_no_text_at_all_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cases.json").write_bytes(b"\xff\xfe\x00")
    assert run(["assess", str(tmp_path / "cases.json")]) == 2
    assert run(["assess", str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().out == ""


def test_the_law_of_a_desk(tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [dict(row) for row in desk.bench.law().rows("open_points")]
    for row in rows:
        if row["code"] == "count_start_day":
            row["value"] = "yes"
    person = next(p for p in desk.people.all() if "clerk" in p.roles)
    desk.people.act_as(person.login)
    desk.policies.save_version("LAW", "open_points", tuple(rows), desk.bench.today)
    folder = desk.folder.path
    desk.close()
    case = {"id": 1, "facts": {**SIMPLE, "invoiced_on": "2023-05-06"}}
    (tmp_path / "one.json").write_text(json.dumps([case]), "utf-8")
    assert run(["assess", str(tmp_path / "one.json")]) == 0
    assert run(["assess", str(tmp_path / "one.json"), "--data", str(folder)]) == 0
    shipped, own = told(capsys)
    assert shipped["answer"]["repair_period"] == "IN"
    assert own["answer"]["repair_period"] != "IN"
