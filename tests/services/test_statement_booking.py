"""Confirming a statement: what stands in the way, what it enters, what a way back leaves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import a_vin
from claim_table import REFUSAL, RETURN
from stories import acting, state_of_everything, submitted

from warrantydesk.domain.claim import Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.account import MoneyState, balance_of
from warrantydesk.domain.settlement.deduction import DeductionKind, DeductionState
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineOf,
    LineState,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.moving import moved


def a_claim_of(desk: Desk, serial: int, approved: bool = True) -> Claim:
    claim = submitted(desk, a_vin(serial, "LX0DL31C"))
    return desk.claims.answer(claim.id, AnswerKind.APPROVAL) if approved else claim


def a_line(claim: Claim, amount_fen: int | None = None, **fields: Any) -> StatementLine:
    asked = claim.total_fen if claim.approved_fen is None else claim.approved_fen
    values: dict[str, Any] = {
        "claim_id": claim.id,
        "amount_fen": asked if amount_fen is None else amount_fen,
        "expected_fen": asked,
        "state": LineState.EXACT,
    }
    return StatementLine(0, 1, **(values | fields))


def an_open(desk: Desk, lines: Sequence[StatementLine], **fields: Any) -> Statement:
    stores = desk.stores
    with desk.bench.change("test"):
        made = stores.statements.add(Statement("J0126-0001", "QC", **fields))
        for row, line in enumerate(lines, 1):
            stores.statement_lines.add(replace(line, statement_id=made.id, row=row))
        return moved(desk.bench, made)


def balance(desk: Desk, claim: Claim) -> dict[str, int]:
    now = desk.claims.get(claim.id)
    found = balance_of(now, desk.stores.accounts.of(claim.id))
    return vars(found) | {"outstanding": found.outstanding_fen}


def refused(desk: Desk, statement: Statement) -> list[tuple[str, str]]:
    before = state_of_everything(desk)
    with pytest.raises(Refused) as refusal:
        desk.statements.book(statement.id)
    assert state_of_everything(desk) == before
    return [(one.rule, one.field) for one in refusal.value.findings]


def test_lines_that_agree_are_confirmed_at_once(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    statement = desk.statements.book(an_open(desk, [a_line(claim)]).id)
    assert (statement.state, statement.confirmed_by) == (StatementState.CONFIRMED, "S01")
    assert statement.due_on is not None
    account = desk.stores.accounts.of(claim.id)
    assert (account.settled_fen, account.state) == (claim.approved_fen, MoneyState.ON_STATEMENT)
    assert desk.stores.deductions.find() == []


def test_a_statement_is_the_answer_to_a_claim_that_has_none(desk: Desk) -> None:
    claim = a_claim_of(desk, 1, approved=False)
    desk.statements.book(an_open(desk, [a_line(claim)], maker_number="JS-1").id)
    now = desk.claims.get(claim.id)
    assert (now.state, now.approved_fen) == (State.APPROVED, claim.total_fen)
    (answer,) = desk.claims.answers(claim.id)
    assert answer.notice_no == "JS-1"


def test_a_claim_that_waits_and_is_paid_short_needs_its_answer_first(desk: Desk) -> None:
    claim = a_claim_of(desk, 1, approved=False)
    short = a_line(
        claim, 100, state=LineState.SHORT, decision=Decision.TAKEN, reason_text="工时不认"
    )
    assert refused(desk, an_open(desk, [short])) == [("STATE", "lines[1].claim_id")]


def test_a_returned_claim_needs_its_answer_first(desk: Desk) -> None:
    claim = a_claim_of(desk, 1, approved=False)
    desk.claims.answer(claim.id, AnswerKind.RETURN, reasons=(AnswerLine(reason_code=RETURN),))
    assert refused(desk, an_open(desk, [a_line(claim)])) == [("STATE", "lines[1].claim_id")]


@pytest.mark.parametrize(
    ("state", "field"),
    [
        (LineState.NEW, "state"),
        (LineState.SHORT, "decision"),
        (LineState.OVER, "decision"),
        (LineState.UNKNOWN_CLAIM, "decision"),
        (LineState.DUP_LINE, "decision"),
        (LineState.AMBIGUOUS, "decision"),
        (LineState.UNREAD, "decision"),
    ],
)
def test_every_line_needs_its_state_and_decision(desk: Desk, state: LineState, field: str) -> None:
    statement = an_open(desk, [StatementLine(0, 1, amount_fen=100, state=state)])
    assert refused(desk, statement) == [("STATE", f"lines[1].{field}")]


def test_a_short_line_needs_its_reason(desk: Desk) -> None:
    line = a_line(a_claim_of(desk, 1), 100, state=LineState.SHORT, decision=Decision.CHASED)
    assert refused(desk, an_open(desk, [line])) == [("STATE", "lines[1].reason_code")]


def test_a_row_that_could_not_be_read_has_no_amount_to_take(desk: Desk) -> None:
    line = StatementLine(0, 1, state=LineState.UNREAD, decision=Decision.TAKEN)
    assert refused(desk, an_open(desk, [line])) == [("STATE", "lines[1].amount_fen")]


def test_the_total_that_it_says_is_the_sum_of_its_lines(desk: Desk) -> None:
    line = a_line(a_claim_of(desk, 1))
    statement = an_open(desk, [line], total_fen=(line.amount_fen or 0) + 1)
    assert refused(desk, statement) == [("V87", "total_fen")]


def test_a_claim_that_changed_since_is_matched_again(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    statement = an_open(desk, [a_line(claim)])
    desk.claims.correct_answer(claim.id, (AnswerLine(LineKind.LABOUR, 1, 0, REFUSAL),), "工时未批")
    assert refused(desk, statement) == [("STATE", "lines[1].claim_id")]


def test_many_open_lines_are_counted_not_listed(desk: Desk) -> None:
    many = [StatementLine(0, 1, amount_fen=1, state=LineState.NEW) for _line in range(25)]
    found = refused(desk, an_open(desk, many))
    assert (len(found), found[-1]) == (21, ("STATE", "lines"))


@pytest.mark.parametrize(
    ("less", "state", "decision", "kind"),
    [
        (5, LineState.WITHIN_TOL, Decision.NONE, DeductionKind.ROUNDING),
        (-5, LineState.WITHIN_TOL, Decision.NONE, DeductionKind.ROUNDING),
        (9_000, LineState.SHORT, Decision.TAKEN, DeductionKind.SHORT),
        (-9_000, LineState.OVER, Decision.TAKEN, DeductionKind.OVER),
        (9_000, LineState.SHORT, Decision.CHASED, None),
        (-9_000, LineState.OVER, Decision.CHASED, None),
    ],
)
def test_a_difference_gets_its_name(
    desk: Desk, less: int, state: LineState, decision: Decision, kind: DeductionKind | None
) -> None:
    claim = a_claim_of(desk, 1)
    approved = claim.approved_fen or 0
    line = a_line(claim, approved - less, state=state, decision=decision, reason_text="说明")
    desk.statements.book(an_open(desk, [line]).id)
    made = desk.stores.deductions.find()
    assert [(one.kind, one.amount_fen, one.claim_id, one.state) for one in made] == (
        [] if kind is None else [(kind, less, claim.id, DeductionState.ACCEPTED)]
    )
    now = balance(desk, claim)
    assert now["settled_fen"] == approved - less
    assert now["outstanding"] == approved - (0 if kind is None else less)


def test_money_that_is_not_ours_reaches_no_claim(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    twice = a_line(claim, state=LineState.DUP_LINE, decision=Decision.NOT_OURS)
    stray = StatementLine(
        0, 1, amount_fen=700, state=LineState.UNKNOWN_CLAIM, decision=Decision.NOT_OURS
    )
    statement = desk.statements.book(an_open(desk, [a_line(claim), twice, stray]).id)
    sums = desk.statements.sums(statement.id)
    approved = claim.approved_fen or 0
    assert (sums.settled_fen, sums.unassigned_fen) == (2 * approved + 700, approved + 700)
    assert balance(desk, claim)["settled_fen"] == approved


def test_what_it_takes_beside_the_claims_enters_the_ledger_with_its_clock(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    lines = [
        a_line(claim),
        StatementLine(
            0,
            1,
            kind=LineOf.DEDUCTION,
            amount_fen=-1_200,
            state=LineState.DEDUCTION,
            deduction_kind="old_part",
            claim_id=claim.id,
            reason_code="K01",
        ),
        StatementLine(
            0,
            1,
            kind=LineOf.DEDUCTION,
            amount_fen=500,
            state=LineState.DEDUCTION,
            deduction_kind="incentive",
        ),
    ]
    statement = desk.statements.book(an_open(desk, lines).id)
    taken, given = desk.stores.deductions.find()
    assert (taken.kind, taken.amount_fen, taken.counts) == (DeductionKind.OLD_PART, 1_200, True)
    assert (given.kind, given.amount_fen, given.due_on) == (DeductionKind.INCENTIVE, -500, None)
    assert taken.due_on is not None
    assert desk.statements.sums(statement.id).payable_fen == (claim.approved_fen or 0) - 700
    assert balance(desk, claim)["deducted_fen"] == 1_200


def test_a_confirmation_taken_back_leaves_the_accounts_as_they_were(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    line = a_line(
        claim, 100, state=LineState.SHORT, decision=Decision.TAKEN, reason_text="工时不认"
    )
    statement = desk.statements.book(an_open(desk, [line]).id)
    before = balance(desk, claim)
    back = desk.statements.reopen(statement.id, "对错了行")
    assert back.state in (StatementState.MATCHING, StatementState.DIFF)
    assert back.confirmed_on is None
    assert balance(desk, claim)["outstanding"] == claim.approved_fen
    assert balance(desk, claim)["settled_fen"] == 0
    desk.statements.book(statement.id)
    assert balance(desk, claim) == before


def test_confirming_twice_and_confirming_into_a_closed_month_are_refused(desk: Desk) -> None:
    statement = an_open(desk, [a_line(a_claim_of(desk, 1))])
    with desk.bench.change("test"):
        month = f"{desk.bench.today:%Y-%m}"
        desk.stores.settings.set("closed_months", {"QC": [month]})
    assert refused(desk, statement) == [("STATE", "on")]
    with desk.bench.change("test"):
        desk.stores.settings.set("closed_months", {})
    desk.statements.book(statement.id)
    assert refused(desk, statement) == [("STATE", "state")]


def test_nothing_is_confirmed_before_it_was_issued(desk: Desk) -> None:
    today = desk.bench.today
    statement = an_open(desk, [a_line(a_claim_of(desk, 1))], issued_on=today)
    with pytest.raises(Refused) as refusal:
        desk.statements.book(statement.id, today - timedelta(days=1))
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", "on")]
    assert desk.statements.book(statement.id, today).confirmed_on == today


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.CLERK])
def test_only_the_clerk_confirms(desk: Desk, role: Role) -> None:
    statement = an_open(desk, [a_line(a_claim_of(desk, 1))])
    acting(desk, role)
    with pytest.raises(Refused) as refusal:
        desk.statements.book(statement.id)
    assert refusal.value.codes == ("RIGHT",)


def test_finance_signs_once_every_line_is_decided(desk: Desk) -> None:
    claim = a_claim_of(desk, 1)
    statement = an_open(desk, [a_line(claim, 100, state=LineState.SHORT)])
    acting(desk, Role.FINANCE)
    with pytest.raises(Refused) as refusal:
        desk.statements.sign(statement.id, "傅晓棠")
    assert refusal.value.codes == ("STATE",)
    acting(desk, Role.CLERK)
    (line,) = desk.statements.lines(statement.id)
    with desk.bench.change("test"):
        desk.stores.statement_lines.save(
            replace(line, decision=Decision.CHASED, reason_text="申诉中")
        )
    signed = acting(desk, Role.FINANCE).statements.sign(statement.id, "傅晓棠")
    assert (signed.signed_by, signed.signed_on) == ("傅晓棠", desk.bench.today)
