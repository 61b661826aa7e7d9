"""Imports by command line: whole or refused row by row, and back as a whole."""

import json
from pathlib import Path

import pytest

from warrantydesk.cli import run
from warrantydesk.services.desk import Desk

HEAD = "配件编码,未税价\n"


def ops(data: Path, *lines: dict[str, object]) -> int:
    """Carry out lines that lie beside the data folder."""
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return run(["ops", str(file), "--data", str(data)])


def taken(file: str, **more: object) -> dict[str, object]:
    """Return the line that imports a file into the parts of the demo maker."""
    given = {"target": "policy_table", "profile": "QC", "subject": "parts", "file": file, **more}
    return {"do": "imports.apply_file", "with": given, "as": "S01", "save": "b"}


@pytest.fixture
def prices(desk_folder: Path) -> Path:
    """Write a price list beside the data folder, named in the lines by its name alone."""
    file = desk_folder.parent / "prices.csv"
    file.write_text(HEAD + "1000010-N15,14900.00\n1000010-T15,22000.00\n", "utf-8")
    return file


def test_a_file_is_taken_and_undone(
    desk_folder: Path, prices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = {"batch_id": "$b.id", "reason": "wrong month"}
    code = ops(
        desk_folder,
        taken(prices.name, effective_from="2026-12-01"),
        {"do": "imports.undo", "with": back, "as": "S01"},
    )
    assert code == 0
    assert [row.split()[0] for row in capsys.readouterr().out.splitlines()] == ["ACK", "ACK"]
    with Desk(desk_folder).open() as desk:
        head = desk.bench.tables.versions("QC", "parts")[-1]
        assert (head.number, head.void_reason) == (2, "wrong month")
        assert desk.archive.verify() == []


@pytest.mark.parametrize(
    "rows",
    ["1000010-N15,x\n", "1000010-N15,1\n1000010-N15,2\n", ",14900.00\n", "1000010-N15,14800.00\n"],
)
def test_a_row_that_is_wrong_refuses_the_whole(
    desk_folder: Path, prices: Path, rows: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prices.write_text(HEAD + rows, "utf-8")
    ops(desk_folder, taken(prices.name, effective_from="2026-12-01"))
    assert capsys.readouterr().out.splitlines() == ["REFUSED 1 INVALID"]
    with Desk(desk_folder).open() as desk:
        assert len(desk.bench.tables.versions("QC", "parts")) == 1
        assert desk.imports.batches() == ()


def test_lines_that_cannot_be_are_refused(
    desk_folder: Path, prices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = taken(prices.name)
    wrong["with"] = {**wrong["with"], "target": "nothing"}  # type: ignore[dict-item]
    nobody = {"batch_id": 99, "reason": "x"}
    reader = {**taken(prices.name), "as": "S18"}
    ops(
        desk_folder,
        wrong,
        {"do": "imports.undo", "with": nobody, "as": "S01"},
        taken("none.csv"),
        reader,
    )
    answers = [row.split()[::2] for row in capsys.readouterr().out.splitlines()]
    codes = ("NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "RIGHT")
    assert answers == [["REFUSED", code] for code in codes]


def test_a_request_list_and_the_makers_answer_are_taken_by_line(
    desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from returns import shelved, shipped

    with Desk(desk_folder).open() as desk:
        desk.people.act_as("S01")
        asked = shelved(desk)
        left, sent = shipped(desk)
    folder = desk_folder.parent
    rows = "".join(f"{tag},TJ-1,2026-12-20\n" for tag in asked)
    (folder / "asked.csv").write_text("旧件条码,调件单号,要求到货日\n" + rows, "gb18030")
    answer = f"旧件条码,验收结果,扣件代码\n{sent[0]},扣件,O05\n{sent[1]},合格,\n"
    (folder / "answer.csv").write_text(answer, "utf-8")
    code = ops(
        desk_folder,
        taken("asked.csv", target="part_requests", subject=""),
        taken("answer.csv", target="part_receipt", subject=left.number),
        taken("answer.csv", target="part_receipt", subject="R0126-9999"),
    )
    told = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert (code, told) == (0, ["ACK", "ACK", "REFUSED"])
    with Desk(desk_folder).open() as desk:
        states = [desk.shelf.by_tag(tag).state.value for tag in (*asked, *sent)]
        assert states == ["RETURN_DUE", "RETURN_DUE", "REFUSED", "ACCEPTED"]
