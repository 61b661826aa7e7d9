"""What refusals teach: gathered from answers, cuts and old parts; a warning made a block."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import a_vin
from stories import acting, to_submit

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)


def filed(desk: Desk, serial: int, *acknowledged: str) -> Claim:
    """File a claim of another car; the checks are those of other tests."""
    claim = to_submit(desk, a_vin(serial, "LX0DL31C"))
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, state=State.SUBMITTED))
        told = ",".join(f'"{rule}":"x"' for rule in acknowledged)
        desk.stores.db.execute(
            "INSERT INTO submission (claim_id, number, taken_at, anchor, facts, sha256,"
            " form_sha256, acknowledged, version, salt)"
            " VALUES (?, 1, '2026-11-24T01:00:00Z', '', '', '', '', ?, 1, '')",
            (claim.id, f"{{{told}}}"),
        )
    return desk.claims.get(claim.id)


def answered(
    desk: Desk, claim: Claim, kind: AnswerKind, *lines: AnswerLine, on: date = TODAY, **claimed: Any
) -> None:
    """Write an answer of the maker down as it is kept."""
    with desk.bench.change("test"):
        answer = desk.stores.claim_answers.add(ClaimAnswer(claim.id, kind, 1, on))
        for line in lines:
            desk.stores.answer_lines.add(replace(line, answer_id=answer.id, claim_id=claim.id))
        if claimed:
            now = desk.stores.claims.get(claim.id)
            desk.stores.claims.save(replace(now, **claimed))


def whole(code: str) -> AnswerLine:
    return AnswerLine(LineKind.CLAIM, reason_code=code)


def cut(line: int, claimed: int, approved: int, code: str = "R14") -> AnswerLine:
    return AnswerLine(LineKind.PART, line, approved, code, claimed_fen=claimed)


def test_answers_cuts_and_old_parts_come_together(desk: Desk) -> None:
    back, no, short = (filed(desk, number) for number in (1, 2, 3))
    answered(desk, back, AnswerKind.RETURN, whole("R02"), whole("R01"))
    answered(desk, no, AnswerKind.REJECTION, whole("D01"), state=State.REJECTED)
    answered(desk, short, AnswerKind.APPROVAL, cut(1, 40_200, 0), cut(2, 900, 900, ""))
    piece = desk.stores.parts.find(claim_id=short.id)[0]
    refused = replace(piece, refusal_code="O01", refused_on=TODAY, deducted_fen=700)
    with desk.bench.change("test"):
        desk.stores.parts.save(refused)
    rows = {row.code: row for row in desk.learning.pareto()}
    assert {code: row.count for code, row in rows.items()} == dict.fromkeys(
        ("R01", "R02", "D01", "R14", "O01"), 1
    )
    assert rows["R02"].held_fen + rows["R01"].held_fen == back.total_fen
    assert (rows["D01"].lost_fen, rows["R14"].lost_fen) == (no.total_fen, 40_200)
    assert (rows["O01"].lost_fen, rows["O01"].by_kind) == (700, {"old_part": 1})
    assert rows["R02"].rule == "V43"
    assert [row.rule for row in desk.learning.by_rule()][:1] == ["V41"]
    lost = {row.rule: row.lost_fen for row in desk.learning.by_rule()}
    assert lost["V39"] == 40_200
    assert "V01" not in lost


def test_the_newest_answer_to_a_line_counts_and_what_was_won_back_is_not_lost(desk: Desk) -> None:
    claim = filed(desk, 1)
    answered(desk, claim, AnswerKind.APPROVAL, cut(1, 40_200, 0))
    answered(desk, claim, AnswerKind.DECISION, cut(1, 40_200, 30_000))
    (row,) = desk.learning.pareto()
    assert (row.count, row.lost_fen) == (1, 10_200)
    answered(desk, claim, AnswerKind.DECISION, cut(1, 40_200, 40_200))
    assert desk.learning.pareto() == ()


def test_only_the_span_and_the_brand_are_looked_at(desk: Desk) -> None:
    claim = filed(desk, 1)
    answered(desk, claim, AnswerKind.RETURN, whole("R02"), on=date(2025, 11, 23))
    answered(desk, claim, AnswerKind.RETURN, whole("R03"), on=date(2025, 11, 24))
    assert [row.code for row in desk.learning.pareto()] == ["R03"]
    assert [row.code for row in desk.learning.pareto(last=date(2025, 11, 23))] == ["R02"]
    assert desk.learning.pareto(brand="XY") == ()
    assert desk.learning.pareto(last=date.min) == ()
    with pytest.raises(Refused, match="last"):
        desk.learning.pareto(date(2026, 1, 2), date(2026, 1, 1))


def test_a_warning_that_was_passed_over_twice_becomes_a_block(desk: Desk) -> None:
    for number in (1, 2):
        answered(desk, filed(desk, number, "V43"), AnswerKind.RETURN, whole("R02"))
    paid = filed(desk, 3, "V43", "V41")
    answered(desk, paid, AnswerKind.APPROVAL, state=State.APPROVED, approved_fen=paid.total_fen)
    (one,) = desk.learning.proposals()
    assert (one.rule, one.times, one.acknowledged, one.stopped_wrongly) == ("V43", 2, 2, 1)
    assert one.saved_fen == 2 * paid.total_fen
    acting(desk, Role.SERVICE_MANAGER)
    version = desk.learning.block("v43", "两次退回")
    assert (version.effective_from, version.note) == (TODAY, "两次退回")
    assert desk.profiles.of("QC").switches["V43"].severity is Severity.BLOCK
    assert desk.learning.proposals() == ()
    # A second one of the same day takes the place of the first, and keeps what it said.
    desk.learning.block("V42", "同样")
    switches = desk.profiles.of("QC").switches
    assert {switches[rule].severity for rule in ("V42", "V43")} == {Severity.BLOCK}


@pytest.mark.parametrize(
    ("role", "given", "code"),
    [
        (Role.TECHNICIAN, {"rule": "V999", "reason": ""}, "NOT_FOUND"),
        (Role.TECHNICIAN, {"rule": "V43", "reason": "", "brand": "XY"}, "NOT_FOUND"),
        (Role.TECHNICIAN, {"rule": "V01", "reason": ""}, "RIGHT"),
        (Role.CLERK, {"rule": "V01", "reason": ""}, "STATE"),
        (Role.CLERK, {"rule": "V43", "reason": " "}, "INVALID"),
    ],
)
def test_what_cannot_be_made_a_block(
    desk: Desk, role: Role, given: dict[str, Any], code: str
) -> None:
    before = desk.policies.versions("QC", "checks")
    with pytest.raises(Refused) as refusal:
        acting(desk, role).learning.block(**given)
    assert {found.rule for found in refusal.value.findings} == {code}
    assert desk.policies.versions("QC", "checks") == before
