"""V88, V90–V93, V95: what statements, invoices, deductions and time do to a claim's money."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import a_claim, some_facts
from rule_examples import Example, at, finds, passes

from warrantydesk.domain.claim import State
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.settlement.account import ClaimAccount
from warrantydesk.domain.settlement.claim_money import ClaimLine, ClaimMoney
from warrantydesk.domain.settlement.deduction import Deduction, DeductionKind, DeductionState
from warrantydesk.domain.settlement.statement import (
    Decision,
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState

TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)
_TABLES: dict[str, list[dict[str, Any]]] = {
    "rates": [
        {"code": "match_tolerance", "model_class": "", "value": "100"},
        {"code": "match_alarm", "model_class": "", "value": "1000"},
    ],
    "deadlines": [
        {"code": "unsettled_alarm", "days": "45", "day_kind": "calendar"},
        {"code": "writeoff", "days": "365", "day_kind": "calendar"},
        {"code": "invoice_by", "days": "10", "day_kind": "working"},
    ],
}
BRAND = BrandProfile("QC", 1, lambda table: _TABLES.get(table, []))


def approved(money: ClaimMoney | None = None, on: date = date(2026, 10, 1), **more: Any) -> Any:
    """Return an approved claim of ¥1,000.00 in a brand with clocks."""
    paths = {"state": State.APPROVED, "total_fen": 100_000, "approved_fen": 100_000}
    claim = a_claim(**{**paths, "answered_on": on, "submitted_at": at(1, month=9), **more})
    return some_facts(claim, profile=BRAND, money=money or ClaimMoney())


def on_statement(amount_fen: int, read_on: date = YESTERDAY, **line: Any) -> ClaimFacts:
    """Return a claim of which a statement pays so much of ¥1,000.00."""
    one = StatementLine(1, 3, claim_id=1, amount_fen=amount_fen, expected_fen=100_000, **line)
    return approved(ClaimMoney(lines=(ClaimLine(one, Statement("J0126-0001", "QC"), read_on),)))


def followed(
    state: StatementState, due_on: date | None, paid_fen: int = 0, **days: date
) -> ClaimFacts:
    """Return a claim whose confirmed statement stands so far."""
    statement = Statement("J0126-0001", "QC", state=state, due_on=due_on, id=7, **days)
    line = ClaimLine(StatementLine(7, 3, claim_id=1), statement, YESTERDAY)
    return approved(ClaimMoney(ClaimAccount(1, 100_000, paid_fen, statement_id=7), (line,)))


def sent_by(confirmed_on: date) -> ClaimFacts:
    """Return a claim whose invoice is written and not sent."""
    return followed(StatementState.INVOICED, None, confirmed_on=confirmed_on)


def remitted(remitted_on: date) -> ClaimFacts:
    """Return a claim whose money should be at the bank."""
    return followed(StatementState.REMITTED, None, remitted_on=remitted_on)


def two_statements() -> ClaimFacts:
    """Return a claim whose first statement lacks its cash and whose second one is received."""
    first = Statement("J0126-0001", "QC", state=StatementState.INVOICE_SENT, due_on=YESTERDAY, id=7)
    second = Statement("J0126-0002", "QC", state=StatementState.RECEIVED, id=8)
    lines = [ClaimLine(StatementLine(one.id, 3), one, YESTERDAY) for one in (first, second)]
    return approved(ClaimMoney(lines=tuple(lines)))


def kept_back(due_on: date | None, state: DeductionState = DeductionState.OPEN) -> ClaimFacts:
    one = Deduction("Q0126-0001", "QC", DeductionKind.FREIGHT, 500, due_on=due_on, state=state)
    return approved(ClaimMoney(deductions=(one,)))


def written_off(state: WriteOffState) -> ClaimFacts:
    one = WriteOff("H0126-0001", 1, "QC", 100_000, state=state)
    return approved(ClaimMoney(write_offs=(one,)), opened_on=date(2025, 11, 1))


def paid() -> ClaimFacts:
    account = ClaimAccount(1, 100_000, 100_000)
    return approved(ClaimMoney(account), opened_on=date(2025, 11, 1))


EXAMPLES = (
    passes("V88", "within the tolerance", on_statement(99_900)),
    passes("V88", "short with a code", on_statement(95_000, reason_code="K01")),
    passes("V88", "short with words", on_statement(95_000, reason_text="hours cut")),
    passes("V88", "more than asked", on_statement(105_000)),
    passes("V88", "no tolerance known", replace(on_statement(95_000), profile=None)),
    finds("V88", "short without a word", "money", on_statement(99_899)),
    passes("V90", "not long ago", approved(on=date(2026, 10, 10))),
    passes("V90", "on a statement", on_statement(100_000)),
    passes("V90", "nothing approved", approved(approved_fen=0)),
    passes("V90", "still with the maker", approved(state=State.SUBMITTED)),
    finds("V90", "for 46 days", "money", approved(on=date(2026, 10, 9))),
    passes("V91", "on no statement", approved()),
    passes("V91", "cash due today", followed(StatementState.INVOICE_SENT, TODAY)),
    passes("V91", "not invoiced, not paid", followed(StatementState.CONFIRMED, YESTERDAY)),
    finds("V91", "cash late", "money", followed(StatementState.INVOICE_ACCEPTED, YESTERDAY)),
    finds("V91", "never invoiced", "money", followed(StatementState.CONFIRMED, None, 500)),
    finds("V91", "late on an earlier statement", "money", two_statements()),
    passes("V91", "to be sent today", sent_by(date(2026, 11, 10))),
    finds("V91", "written, never sent", "money", sent_by(date(2026, 11, 9))),
    passes("V91", "remitted on Thursday", remitted(date(2026, 11, 19))),
    finds("V91", "remitted on Wednesday", "money", remitted(date(2026, 11, 18))),
    passes("V92", "opened this year", approved(opened_on=date(2025, 11, 24))),
    passes("V92", "paid", paid()),
    passes("V92", "proposed", written_off(WriteOffState.PROPOSED)),
    finds("V92", "proposal refused", "money", written_off(WriteOffState.REFUSED)),
    finds("V92", "for 366 days", "money", approved(opened_on=date(2025, 11, 23))),
    passes("V93", "last day", kept_back(TODAY)),
    passes("V93", "disputed", kept_back(YESTERDAY, DeductionState.DISPUTED)),
    passes("V93", "no clock", kept_back(None)),
    finds("V93", "too late", "money", kept_back(YESTERDAY)),
    passes("V95", "¥10.00", on_statement(99_000)),
    passes("V95", "read today", on_statement(98_999, read_on=TODAY)),
    passes("V95", "decided", on_statement(90_000, decision=Decision.CHASED)),
    passes("V95", "no sum known", replace(on_statement(90_000), profile=None)),
    finds("V95", "short since yesterday", "money", on_statement(98_999)),
    finds("V95", "over since yesterday", "money", on_statement(101_001)),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example) -> None:
    example.must_hold()
