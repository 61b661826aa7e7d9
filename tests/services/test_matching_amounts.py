"""What lines pay against what their claims still expect."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from matching_stage import a_line, filed, matched, stated

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import (
    LineState,
    StatementState,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports.target import no_step


def test_a_claim_that_two_lines_pay_is_judged_by_both(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2, 50_000)
    lines = matched(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=100_000),
        a_line(maker_number="QC-2026-00001/00002", amount_fen=150_000, text="both"),
        a_line(claim_number=two.claim_number, amount_fen=-50_000),
    )
    assert [(line.state, line.claim_id, line.amount_fen) for line in lines] == [
        (LineState.OVER, one.id, 100_000),
        (LineState.SPLIT, None, 150_000),
        (LineState.OVER, one.id, 100_000),
        (LineState.SHORT, two.id, 50_000),
        (LineState.SHORT, two.id, -50_000),
    ]


def test_a_claim_that_was_settled_before_is_a_repeat(desk: Desk) -> None:
    filed(desk, 1, settled=100_000)
    stated_before = stated(
        desk,
        a_line(amount_fen=100_000, claim_id=1, state=LineState.EXACT),
        state=StatementState.CONFIRMED,
        confirmed_on=date(2026, 10, 20),
    )
    assert stated_before.state is StatementState.CONFIRMED
    lines = matched(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=100_000),
    )
    assert [line.state for line in lines] == [LineState.DUP_LINE]


@pytest.mark.parametrize(("cut", "code"), [(10_000, "R01"), (0, "R01"), (9_999, "")])
def test_the_makers_own_cut_explains_a_short_line(desk: Desk, cut: int, code: str) -> None:
    claim = filed(desk, 1, state=State.RETURNED, approved_fen=None)
    with desk.bench.change("test"):
        answer = desk.stores.claim_answers.add(
            ClaimAnswer(claim.id, AnswerKind.RETURN, 1, date(2026, 10, 20))
        )
        part = AnswerLine(LineKind.PART, 1, 40_000 - cut, "R01", "", 40_000)
        desk.stores.answer_lines.add(replace(part, answer_id=answer.id, claim_id=claim.id))
    filed(desk, 2)
    lines = matched(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=90_000),
        a_line(maker_number="QC-2026-00002", amount_fen=90_000, reason_text="工时核减"),
    )
    assert [(line.state, line.reason_code, line.reason_text) for line in lines] == [
        (LineState.SHORT, code, ""),
        (LineState.SHORT, "", "工时核减"),
    ]


def test_leeway_is_the_profiles_or_what_is_given(desk: Desk) -> None:
    filed(desk, 1)
    statement = stated(desk, a_line(maker_number="QC-2026-00001", amount_fen=99_000))
    assert desk.statements.match(statement.id).by_state == {LineState.SHORT: 1}
    told = desk.statements.match(statement.id, tolerance_fen=1_000)
    assert told.by_state == {LineState.WITHIN_TOL: 1}
    with pytest.raises(Refused) as refusal:
        desk.statements.match(statement.id, tolerance_fen=-1)
    assert refusal.value.findings[0].field == "tolerance_fen"


def test_a_worker_matches_with_the_connection_that_it_is_lent(desk: Desk) -> None:
    claim = filed(desk, 1)
    statement = stated(desk, a_line(maker_number="QC-2026-00001", amount_fen=100_000))
    work = desk.statements.matching(statement.id)
    loan = desk.imports.lend()
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(lambda: loan.work(lambda: work(no_step))).result()
    loan.end()
    assert told.by_state == {LineState.EXACT: 1}
    assert desk.statements.lines(statement.id)[0].claim_id == claim.id
    desk.undo()
    assert desk.statements.lines(statement.id)[0].state is LineState.NEW
