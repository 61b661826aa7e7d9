"""``learning`` from the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from stories import drafted

from warrantydesk.cli import run
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.services.desk import Desk


def test_reasons_checks_and_proposals_are_printed(
    desk: Desk, desk_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = drafted(desk)
    for _time in range(2):
        with desk.bench.change("test"):
            told = ClaimAnswer(claim.id, AnswerKind.RETURN, 1, desk.bench.today)
            answer = desk.stores.claim_answers.add(told)
            line = AnswerLine(LineKind.CLAIM, reason_code="R02")
            desk.stores.answer_lines.add(replace(line, answer_id=answer.id, claim_id=claim.id))
    desk.close()
    assert run(["learning", "--data", str(desk_folder), "--by", "money"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [(row["code"], row["count"]) for row in printed["reasons"]] == [("R02", 2)]
    assert [row["rule"] for row in printed["rules"]] == ["V43"]
    assert [(row["rule"], row["times"]) for row in printed["proposals"]] == [("V43", 2)]
    assert run(["learning", "--data", str(desk_folder), "--until", "2020-01-01"]) == 0
    assert json.loads(capsys.readouterr().out) == {"reasons": [], "rules": [], "proposals": []}


@pytest.mark.parametrize(
    "span", [["--from", "x"], ["--from", "2026-11-02", "--until", "2026-11-01"]]
)
def test_a_span_that_is_none_is_refused(
    desk_folder: Path, capsys: pytest.CaptureFixture[str], span: list[str]
) -> None:
    assert run(["learning", "--data", str(desk_folder), *span]) == 2
    assert capsys.readouterr().err.count("\n") == 1
