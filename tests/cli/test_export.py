"""``export LIST --to FILE`` from the command line."""

import json
from pathlib import Path

import pytest
from stories import repairing

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk
from warrantydesk.services.ledger.lists import LISTS


def test_the_lists_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--list"]) == 0
    named = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["list"] for one in named] == list(LISTS)


def test_a_list_is_written_and_reported(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repairing(desk)
    desk.close()
    file = tmp_path / "claims.xlsx"
    line = ["export", "claims", "--to", str(file), "--data", str(desk_folder)]
    assert run(line) == 0
    done = json.loads(capsys.readouterr().out)
    assert done == {
        "list": "claims",
        "file": str(file),
        "rows": 1,
        "bytes": file.stat().st_size,
    }
    assert run([*line, "--from", "2026-11-25"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 0


def test_a_list_is_narrowed_by_maker_state_and_the_day_that_counts(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repairing(desk)
    desk.close()
    line = ["export", "claims", "--to", str(tmp_path / "a.csv"), "--data", str(desk_folder)]
    for more, rows in (
        (["--brand", "QC", "--state", "REPAIRING", "--state", "CLOSED"], 1),
        (["--state", "CLOSED"], 0),
        (["--by", "submitted", "--from", "2026-01-01"], 0),
    ):
        assert run([*line, *more]) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == rows, more
    assert run([*line, "--by", "tuesday"]) == 2
    assert "opened, submitted" in capsys.readouterr().err
    assert run([*line, "--brand", "XX"]) == 2
    assert capsys.readouterr().err == "There is no brand XX.\n"


def test_a_verb_may_name_the_claims(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = repairing(desk)
    desk.close()
    file, ops = tmp_path / "lines.csv", tmp_path / "ops.jsonl"
    wanted = {"list": "part_lines", "file": str(file), "claim_ids": [claim.id]}
    ops.write_text(json.dumps({"do": "ledger.export", "with": wanted, "as": "S01"}), "utf-8")
    assert run(["ops", str(ops), "--data", str(desk_folder)]) == 0, capsys.readouterr().out
    assert file.read_text("utf-8-sig").count(claim.claim_number) == 2


@pytest.mark.parametrize("name", list(LISTS))
def test_days_at_both_ends_of_the_calendar(desk_folder: Path, tmp_path: Path, name: str) -> None:
    line = ["export", name, "--to", str(tmp_path / "all.csv"), "--data", str(desk_folder)]
    assert run([*line, "--from", "0001-01-01", "--until", "9999-12-31"]) == 0


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (["claims", "--to", "a.csv"], "--data"),
        (["claims", "--data", "{data}"], "--to"),
        (["--to", "a.csv", "--data", "{data}"], "LIST"),
        (["nothing", "--to", "a.csv", "--data", "{data}"], "nothing"),
        (["claims", "--to", "a.doc", "--data", "{data}"], ".xlsx"),
        (["claims", "--to", "a.csv", "--data", "{data}", "--from", "24.11."], "24.11."),
        (["claims", "--to", "{data}/a.csv", "--data", "{data}"], "data folder"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    desk_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    argv: list[str],
    word: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", *(one.replace("{data}", str(desk_folder)) for one in argv)]) == 2
    said = capsys.readouterr().err
    assert word in said
    assert "Traceback" not in said
    assert not (tmp_path / "a.csv").exists()
