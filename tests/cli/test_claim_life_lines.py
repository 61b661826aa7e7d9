"""The claim's life after the repair by lines: answers, appeal, charge-back, lists, versions."""

import json
from pathlib import Path
from typing import Any

import pytest
from claim_table import REFUSAL, RETURN, in_state
from fakes import FixedClock

from warrantydesk.cli import run
from warrantydesk.domain.claim import State
from warrantydesk.services.desk import Desk

AT = "2026-11-24T09:30:00+08:00"


@pytest.fixture
def claim_id(desk_folder: Path, tmp_path: Path) -> int:
    """Give a claim that waits for its answer, in a closed desk."""
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        return in_state(desk, State.SUBMITTED, tmp_path).id


def ops(data: Path, *lines: dict[str, Any]) -> None:
    file = data.parent / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(["ops", str(file), "--data", str(data)])


def line(verb: str, login: str = "S01", at: str = AT, **given: object) -> dict[str, Any]:
    return {"do": verb, "with": given, "as": login, "at": at}


def answers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [" ".join(one.split()[:3]) for one in capsys.readouterr().out.splitlines()]


def shown(data: Path, claim_id: int, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert run(["show", "claim", str(claim_id), "--data", str(data)]) == 0
    return json.loads(capsys.readouterr().out)


def test_returned_corrected_cut_appealed_and_taken_back(
    desk_folder: Path, claim_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    of = {"claim_id": claim_id}
    ops(
        desk_folder,
        line("claims.record_maker_number", **of, number="OEM-7"),
        line("claims.answer", **of, kind="return", reasons=[{"reason_code": RETURN}]),
        line("claims.submit", **of),
        line("claims.save_draft", **of, changes={"narrative": {"remark": "已补照片"}}),
        line("claims.submit", **of),
        line(
            "claims.answer",
            **of,
            kind="record_approval",
            lines=[{"kind": "labour", "line": 1, "approved_fen": 0, "reason_code": REFUSAL}],
        ),
        line("claims.appeal", **of, lines=[{"kind": "labour", "line": 1}], grounds="见读数"),
        line("claims.answer", **of, kind="decision", upheld=True, reason="维持"),
        line(
            "claims.charge_back", **of, amount_fen=100, noticed_on="2026-11-24", reason_code="K09"
        ),
    )
    assert answers(capsys) == [
        f"ACK 1 {claim_id}",
        f"ACK 2 {claim_id}",
        "REFUSED 3 STATE",
        f"ACK 4 {claim_id}",
        f"ACK 5 {claim_id}",
        f"ACK 6 {claim_id}",
        f"ACK 7 {claim_id}",
        f"ACK 8 {claim_id}",
        "ACK 9 1",
    ]
    claim = shown(desk_folder, claim_id, capsys)
    assert (claim["state"], claim["codes"]["maker_claim_number"]) == ("APPROVED", "OEM-7")
    assert [one["number"] for one in claim["submissions"]] == [1, 2]
    assert [one["kind"] for one in claim["answers"]] == ["return", "approval", "decision"]
    assert claim["answers"][0]["lines"][0]["reason_code"] == RETURN
    assert claim["appeals"][0]["state"] == "DECIDED"
    assert claim["charge_backs"][0]["due_on"] == "2026-12-24"
    labour = next(one for one in claim["amounts"] if one["kind"] == "labour")
    assert (labour["approved_fen"], labour["reason_code"]) == (0, REFUSAL)
    assert sum(one["approved_fen"] for one in claim["amounts"]) == claim["approved_fen"]


def test_any_version_of_the_form_is_drawn_by_its_number(
    desk_folder: Path, claim_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    draw = {"paper": "claim_form", "claim_id": claim_id}
    ops(
        desk_folder,
        line("papers.draw", **draw, version=1, file="one.pdf"),
        line("claims.answer", claim_id=claim_id, kind="return", reasons=[{"reason_code": RETURN}]),
        line("claims.save_draft", claim_id=claim_id, changes={"narrative": {"remark": "已补"}}),
        line("claims.submit", claim_id=claim_id),
        line("papers.draw", **draw, version=2, file="two.pdf"),
        line("papers.draw", **draw, version=1, file="again.pdf", at="2031-11-24T09:30:00+08:00"),
        line("papers.draw", **draw, version=3, file="three.pdf"),
    )
    assert [one.split()[0] for one in answers(capsys)] == ["ACK"] * 6 + ["REFUSED"]
    room = desk_folder.parent
    assert (room / "again.pdf").read_bytes() == (room / "one.pdf").read_bytes()
    assert (room / "two.pdf").read_bytes() != (room / "one.pdf").read_bytes()


def test_a_list_of_answers_is_taken_whole_or_not_at_all(
    desk_folder: Path, claim_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    number = shown(desk_folder, claim_id, capsys)["claim_number"]
    head, good = "索赔单号,审核结果,原因代码", f"{number},退回,{RETURN}"
    room = desk_folder.parent
    (room / "bad.csv").write_text(f"{head}\n{good}\nC0000-1,批准,\n", encoding="gb18030")
    (room / "good.csv").write_text(f"{head}\n{good}\n", encoding="utf-16")
    given = {"target": "claim_answers", "profile": "QC", "subject": ""}
    ops(desk_folder, line("imports.apply_file", **given, file="bad.csv"))
    assert answers(capsys) == ["REFUSED 1 INVALID"]
    assert shown(desk_folder, claim_id, capsys)["state"] == "SUBMITTED"
    ops(
        desk_folder,
        line("imports.apply_file", "S14", **given, file="good.csv"),
        line("imports.apply_file", **given, file="good.csv"),
    )
    assert answers(capsys) == ["REFUSED 1 RIGHT", "ACK 2 1"]
    assert shown(desk_folder, claim_id, capsys)["state"] == "RETURNED"


def test_words_that_do_not_fit_are_refused_at_once(
    desk_folder: Path, claim_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    of = {"claim_id": claim_id}
    ops(
        desk_folder,
        line("claims.answer", **of, kind="perhaps"),
        line("claims.answer", **of, kind="approval", lines=[{"kind": "lunch", "line": 1}]),
        line("claims.answer", **of, kind="approval", lines=[{"approved_fen": "12"}]),
        line("claims.answer", claim_id=99, kind="approval"),
        line("claims.answer", "S18", **of, kind="approval"),
        line("claims.appeal", **of),
        line("claims.batch", claim_ids=[claim_id, 99], action="withdraw", reason="写错"),
        line("claims.override", "S13", **of, rule="V14", reason="迟报"),
    )
    assert answers(capsys) == [
        "REFUSED 1 INVALID",
        "REFUSED 2 INVALID",
        "REFUSED 3 INVALID",
        "REFUSED 4 NOT_FOUND",
        "REFUSED 5 RIGHT",
        "REFUSED 6 STATE",
        "REFUSED 7 NOT_FOUND",
        "REFUSED 8 STATE",
    ]
