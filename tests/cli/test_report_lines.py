"""``report`` from the command line."""

import json
from pathlib import Path

import pytest
from stories import submitted

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk
from warrantydesk.services.reports import REPORTS


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_report_is_printed_row_by_row(
    desk: Desk, desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = submitted(desk)
    desk.close()
    assert run(["report", "by_type", "--data", str(desk_folder)]) == 0
    row, last = lines(capsys)
    assert (row["row"], row["claims"], row["claimed"]) == (claim.type, 1, claim.total_fen)
    assert (last["report"], last["rows"], last["period"]) == (
        "by_type", 1, "2026-06-01 to 2026-11-24"
    )  # fmt: skip
    assert last["finding"]
    days = ["--from", "2026-11-25", "--to", "2026-11-30"]
    assert run(["report", "by_type", "--data", str(desk_folder), *days]) == 0
    assert [line.get("rows") for line in lines(capsys)] == [0]


def test_a_report_is_written_to_a_file(
    desk: Desk, desk_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    file = tmp_path / "r.xlsx"
    asked = ["report", "by_part", "--data", str(desk_folder), "--choice", "parts=causal"]
    assert run([*asked, "--to-file", str(file)]) == 0
    (told,) = lines(capsys)
    assert (told["file"], told["bytes"]) == (str(file), file.stat().st_size)


def test_the_reports_are_listed_with_their_choices(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--list"]) == 0
    found = {line["report"]: line["choices"] for line in lines(capsys)}
    assert list(found) == [report.code for report in REPORTS]
    assert found["by_part"] == {"parts": ["all", "causal"]}


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["nothing"],
        ["by_type", "--from", "x"],
        ["by_type", "--from", "2026-11-02", "--to", "2026-11-01"],
        ["by_part", "--choice", "parts"],
        ["by_part", "--choice", "parts=none"],
        ["by_type", "--to-file", "r.doc"],
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    assert run(["report", *asked, "--data", str(desk_folder)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
