"""The clerk's word on lines: it is checked, kept by later matching, and taken back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from builders import OTHER_VIN
from matching_stage import a_line, filed, stated
from stories import acting

from warrantydesk.domain.claim.answer import LineKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.statement import (
    Decision,
    How,
    LineState,
    SettledLine,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.deciding import LinePart

Refusals = list[tuple[str, str]]


def refused(verb: Callable[..., Any], *given: Any, **named: Any) -> Refusals:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def lines_of(desk: Desk, statement: Statement) -> list[StatementLine]:
    return desk.statements.lines(statement.id)


def unknown(desk: Desk, *amounts: int) -> Statement:
    """Give a matched statement of lines that nobody knows."""
    statement = stated(desk, *(a_line(maker_number=f"X{fen}", amount_fen=fen) for fen in amounts))
    desk.statements.match(statement.id)
    return statement


def test_a_line_is_assigned_and_stays_so(desk: Desk) -> None:
    claim = filed(desk, 1)
    statement = unknown(desk, 90_000)
    (line,) = lines_of(desk, statement)
    made = desk.statements.assign(line.id, claim.id)
    assert (made.state, made.how, made.expected_fen) == (LineState.SHORT, How.HAND, 100_000)
    desk.statements.match(statement.id)
    assert lines_of(desk, statement) == [made]
    desk.undo()
    assert lines_of(desk, statement)[0].state is LineState.UNKNOWN_CLAIM
    desk.undo()
    assert lines_of(desk, statement)[0].state is LineState.NEW


def test_only_a_claim_that_this_payer_pays_is_assigned(desk: Desk) -> None:
    filed(desk, 1, brand="XX"), filed(desk, 2, payer="V017"), filed(desk, 3, submitted_at=None)
    statement = unknown(desk, 90_000)
    (line,) = lines_of(desk, statement)
    for claim_id in (1, 2, 3):
        assert refused(desk.statements.assign, line.id, claim_id) == [("INVALID", "claim_id")]
    assert refused(desk.statements.assign, line.id, 99)[0][0] == "NOT_FOUND"
    assert refused(desk.statements.assign, 99, 1)[0][0] == "NOT_FOUND"
    acting(desk, "finance")
    assert refused(desk.statements.assign, line.id, 1)[0][0] == "RIGHT"
    assert lines_of(desk, statement) == [line]


def test_lines_of_a_confirmed_statement_stay(desk: Desk) -> None:
    claim = filed(desk, 1)
    statement = unknown(desk, 90_000)
    (line,) = lines_of(desk, statement)
    with desk.bench.change("test"):
        now = desk.stores.statements.get(statement.id)
        desk.stores.statements.save(replace(now, state=StatementState.CONFIRMED))
    for verb in (desk.statements.assign, desk.statements.reject):
        assert refused(verb, line.id, claim.id) == [("STATE", "state")]
    assert refused(desk.statements.decide, line.id, Decision.NOT_OURS) == [("STATE", "state")]
    assert refused(desk.undo) == [("STATE", "state")]


def test_a_rejected_claim_is_not_found_again(desk: Desk) -> None:
    one, two = filed(desk, 1, maker="QC-1"), filed(desk, 2, maker="QC-1")
    statement = stated(desk, a_line(maker_number="QC-1", amount_fen=100_000))
    desk.statements.match(statement.id)
    (line,) = lines_of(desk, statement)
    assert line.candidates == (one.id, two.id)
    left = desk.statements.reject(line.id, one.id)
    assert (left.state, left.candidates, left.claim_id) == (
        LineState.UNKNOWN_CLAIM,
        (two.id,),
        None,
    )
    desk.statements.match(statement.id)
    assert lines_of(desk, statement)[0].claim_id == two.id
    again = desk.statements.reject(line.id, two.id)
    assert (again.claim_id, again.state) == (None, LineState.UNKNOWN_CLAIM)
    back = desk.statements.assign(line.id, one.id)
    assert (back.claim_id, back.rejected) == (one.id, (two.id,))


def test_unmatching_leaves_a_line_as_it_was_read(desk: Desk) -> None:
    filed(desk, 1), filed(desk, 2, 50_000)
    statement = stated(desk, a_line(maker_number="QC-2026-00001 QC-2026-00002", amount_fen=150_000))
    desk.statements.match(statement.id)
    parent = lines_of(desk, statement)[0]
    part = lines_of(desk, statement)[1]
    assert refused(desk.statements.unmatch, part.id) == [("STATE", "line_id")]
    made = desk.statements.unmatch(parent.id)
    assert (made.state, made.how) == (LineState.NEW, How.NONE)
    assert lines_of(desk, statement) == [made]


def test_a_line_is_split_to_the_fen(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2, 50_000)
    statement = unknown(desk, 140_001)
    (line,) = lines_of(desk, statement)
    wrong = (LinePart(one.id, 100_000), LinePart(two.id, 40_000))
    assert refused(desk.statements.split, line.id, wrong) == [("INVALID", "parts")]
    twice = (LinePart(one.id, 100_000), LinePart(one.id, 40_001))
    assert refused(desk.statements.split, line.id, twice) == [("INVALID", "parts[1].claim_id")]
    assert refused(desk.statements.split, line.id, ()) == [("INVALID", "parts")]
    parts = (LinePart(one.id, 100_000), LinePart(two.id, 40_001))
    parent, *made = desk.statements.split(line.id, parts)
    assert [(one.state, one.amount_fen) for one in (parent, *made)] == [
        (LineState.SPLIT, 140_001),
        (LineState.EXACT, 100_000),
        (LineState.SHORT, 40_001),
    ]
    desk.statements.match(statement.id)
    assert lines_of(desk, statement) == [parent, *made]
    assert desk.statements.sums(statement.id).settled_fen == 140_001
    other = (LinePart(one.id, 90_001), LinePart(two.id, 50_000))
    desk.statements.split(line.id, other)
    assert [one.amount_fen for one in lines_of(desk, statement)] == [140_001, 90_001, 50_000]


def test_a_split_is_undone(desk: Desk) -> None:
    one, two = filed(desk, 1), filed(desk, 2, 50_000)
    statement = unknown(desk, 150_000)
    (line,) = lines_of(desk, statement)
    desk.statements.split(line.id, (LinePart(one.id, 100_000), LinePart(two.id, 50_000)))
    desk.undo()
    (back,) = lines_of(desk, statement)
    assert replace(back, version=line.version) == line


def test_lines_are_joined_for_one_claim(desk: Desk) -> None:
    claim = filed(desk, 1)
    statement = unknown(desk, 60_000, 40_000)
    ids = tuple(line.id for line in lines_of(desk, statement))
    made = desk.statements.join(ids, claim.id)
    assert [(line.state, line.claim_id) for line in made] == [(LineState.EXACT, claim.id)] * 2
    desk.statements.match(statement.id)
    assert lines_of(desk, statement) == made
    other = unknown(desk, 5)
    mixed = (ids[0], lines_of(desk, other)[0].id)
    assert refused(desk.statements.join, mixed, claim.id) == [("INVALID", "line_ids")]
    assert refused(desk.statements.join, (), claim.id) == [("INVALID", "line_ids")]


def test_a_line_that_leaves_a_claim_lets_the_others_be_judged_anew(desk: Desk) -> None:
    claim, other = filed(desk, 1), filed(desk, 2, 40_000, vin=OTHER_VIN)
    statement = stated(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=100_000),
        a_line(maker_number="QC-2026-00001", amount_fen=40_000, text="second"),
    )
    desk.statements.match(statement.id)
    first, second = lines_of(desk, statement)
    assert (first.state, second.state) == (LineState.OVER, LineState.OVER)
    desk.statements.assign(second.id, other.id)
    first, second = lines_of(desk, statement)
    assert (first.state, first.expected_fen) == (LineState.EXACT, 100_000)
    assert (second.state, second.claim_id) == (LineState.EXACT, other.id)
    assert first.claim_id == claim.id


def short(desk: Desk) -> tuple[Statement, StatementLine]:
    filed(desk, 1)
    statement = stated(desk, a_line(maker_number="QC-2026-00001", amount_fen=90_000))
    desk.statements.match(statement.id)
    return statement, lines_of(desk, statement)[0]


def test_less_money_wants_a_reason(desk: Desk) -> None:
    statement, line = short(desk)
    decide = desk.statements.decide
    assert refused(decide, line.id, Decision.TAKEN) == [("V88", "reason_code")]
    assert refused(decide, line.id, Decision.TAKEN, "XX9") == [("INVALID", "reason_code")]
    made = decide(line.id, Decision.TAKEN, "k01")
    assert (made.decision, made.reason_code, made.decided_by) == (Decision.TAKEN, "K01", "S01")
    assert desk.statements.get(statement.id).state is StatementState.DIFF
    desk.statements.match(statement.id)
    assert lines_of(desk, statement) == [made]
    chased = decide(line.id, Decision.CHASED, "", "工时核减有异议")
    assert (chased.reason_code, chased.reason_text) == ("", "工时核减有异议")
    back = decide(line.id, Decision.NONE)
    assert (back.decision, back.decided_by, back.decided_at) == (Decision.NONE, "", None)


def test_a_decision_on_another_sum_is_asked_for_again(desk: Desk) -> None:
    statement, line = short(desk)
    desk.statements.decide(line.id, Decision.TAKEN, "K01")
    claim = desk.stores.claims.get(1)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, approved_fen=95_000))
    desk.statements.match(statement.id)
    (now,) = lines_of(desk, statement)
    assert (now.state, now.expected_fen, now.decision, now.reason_code) == (
        LineState.SHORT,
        95_000,
        Decision.NONE,
        "K01",
    )


def test_what_agrees_needs_no_decision_and_what_is_unknown_no_taking(desk: Desk) -> None:
    filed(desk, 1)
    statement = stated(
        desk,
        a_line(maker_number="QC-2026-00001", amount_fen=100_000),
        a_line(maker_number="QC-2026-00009", amount_fen=5),
        a_line(state=LineState.UNREAD, raw="?"),
    )
    desk.statements.match(statement.id)
    exact, nobody, unread = lines_of(desk, statement)
    assert refused(desk.statements.decide, exact.id, Decision.TAKEN) == [("STATE", "decision")]
    assert refused(desk.statements.decide, nobody.id, Decision.TAKEN) == [("INVALID", "decision")]
    assert desk.statements.decide(nobody.id, Decision.NOT_OURS).decision is Decision.NOT_OURS
    desk.statements.decide(unread.id, Decision.NOT_OURS, reason_text="合计行")
    assert refused(desk.statements.assign, unread.id, 1) == [("STATE", "line_id")]
    desk.statements.match(statement.id)
    assert [line.decision for line in lines_of(desk, statement)[1:]] == [Decision.NOT_OURS] * 2


def test_lines_of_a_claim_share_the_word_and_a_repeat_goes_back(desk: Desk) -> None:
    filed(desk, 1)
    statement = stated(
        desk,
        *(a_line(maker_number="QC-2026-00001", amount_fen=fen) for fen in (60_000, 30_000, 30_000)),
    )
    desk.statements.match(statement.id)
    lines = lines_of(desk, statement)
    assert [line.state for line in lines] == [LineState.SHORT, LineState.SHORT, LineState.DUP_LINE]
    desk.statements.decide(lines[1].id, Decision.CHASED, "K01")
    desk.statements.decide(lines[2].id, Decision.NOT_OURS)
    decisions = [line.decision for line in lines_of(desk, statement)]
    assert decisions == [Decision.CHASED, Decision.CHASED, Decision.NOT_OURS]
    desk.undo()
    desk.undo()
    assert [line.decision for line in lines_of(desk, statement)] == [Decision.NONE] * 3


def test_lines_are_decided_together_all_or_none(desk: Desk) -> None:
    statement = unknown(desk, 100, 200, 300)
    first, second, third = (line.id for line in lines_of(desk, statement))
    desk.statements.decide(first, Decision.NOT_OURS, reason_text="别的站")
    desk.statements.decide_all((first, second), Decision.NOT_OURS, reason_text="不是我方")
    assert [(line.decision, line.reason_text) for line in lines_of(desk, statement)] == [
        (Decision.NOT_OURS, "别的站"),
        (Decision.NOT_OURS, "不是我方"),
        (Decision.NONE, ""),
    ]
    desk.undo()
    assert lines_of(desk, statement)[1].decision is Decision.NONE
    before = lines_of(desk, statement)
    decide_all = desk.statements.decide_all
    assert refused(decide_all, (second, third), Decision.TAKEN) == [("INVALID", "decision")]
    other = lines_of(desk, unknown(desk, 400))[0].id
    assert refused(decide_all, (second, other), Decision.NOT_OURS) == [("INVALID", "line_ids")]
    assert refused(decide_all, (), Decision.NOT_OURS) == [("INVALID", "line_ids")]
    acting(desk, "reception")
    assert refused(decide_all, (second,), Decision.NOT_OURS)[0][0] == "RIGHT"
    assert lines_of(desk, statement) == before


def test_an_amount_is_spread_over_the_lines_of_its_claim(desk: Desk) -> None:
    statement, line = short(desk)
    spread = (SettledLine(LineKind.PART, 1, 40_200), SettledLine(LineKind.LABOUR, 1, 49_800))
    made = desk.statements.decide(line.id, Decision.CHASED, "K01", of_lines=spread)
    assert made.of_lines == spread
    wrong = (SettledLine(LineKind.PART, 7, 90_000),)
    decide = desk.statements.decide
    fields = refused(decide, line.id, Decision.CHASED, "K01", of_lines=wrong)
    assert fields == [("INVALID", "of_lines[0].line")]
    less = (SettledLine(LineKind.PART, 1, 89_999),)
    fields = refused(decide, line.id, Decision.CHASED, "K01", of_lines=less)
    assert fields == [("INVALID", "of_lines")]
    assert lines_of(desk, statement) == [made]


def test_a_later_step_keeps_an_earlier_one_from_being_undone(desk: Desk) -> None:
    statement, line = short(desk)
    desk.statements.decide(line.id, Decision.CHASED, "K01")
    with desk.bench.change("test"):
        now = desk.stores.statement_lines.get(line.id)
        desk.stores.statement_lines.save(replace(now, reason_text="other"))
    assert refused(desk.undo)[0][0] == "STATE"
    assert lines_of(desk, statement)[0].decision is Decision.CHASED
