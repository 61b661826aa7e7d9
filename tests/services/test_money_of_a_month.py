"""A clerk's month: two payers, a refused part, an audit, an appeal, a receipt taken back late."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from builders import OTHER_VIN, a_vin
from claim_table import REFUSAL
from fakes import FixedClock
from money_oracle import must_balance
from returns import WAY, damages
from settled import approved
from stories import same_day, submitted, to_submit

from warrantydesk.domain.claim import Action
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.account import Balance, balance_of
from warrantydesk.domain.settlement.deduction import DeductionKind, DeductionState
from warrantydesk.domain.settlement.receivable import Stage
from warrantydesk.domain.settlement.statement import LineOf, StatementState
from warrantydesk.domain.shipment import Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.services.shipments import PieceVerdict

BATTERIES = "QB2022"
"""A supplier who pays for his parts himself."""
FIRST_PAID = date(2026, 11, 24)


@pytest.fixture
def numbers() -> Iterator[str]:
    """Give numbers for invoices."""
    return (f"{one:020d}" for one in count(26_442_000_001))


def keyed(desk: Desk, number: str, *lines: dict[str, Any], payer: str = "") -> int:
    """Key a statement in and confirm it: nothing of it differs."""
    statement = desk.statements.key(maker_number=number, period="2026-11", payer=payer)
    for line in lines:
        desk.statements.add_line(statement.id, **line)
    desk.statements.match(statement.id)
    return desk.statements.book(statement.id).id


def of(claim: Claim, fen: int | None = None) -> dict[str, Any]:
    """Return the line of a claim."""
    return {"claim_number": claim.claim_number, "amount_fen": fen or claim.approved_fen}


def taking(fen: int, text: str) -> dict[str, Any]:
    """Return a line that takes money."""
    return {"kind": LineOf.DEDUCTION, "amount_fen": -fen, "text": text}


def paid(desk: Desk, statement_id: int, numbers: Iterator[str]) -> int:
    """Follow a statement to the account and close it; return its receipt."""
    if desk.statements.sums(statement_id).payable_fen > 0:
        made = desk.invoices.save(next(numbers), statement_id=statement_id, tax_percent=Decimal(13))
        desk.invoices.send(made.id)
        desk.invoices.accept(made.id)
        desk.statements.remit(statement_id)
    booked = desk.receipts.book(desk.statements.sums(statement_id).due_fen, statement_id)
    assert desk.statements.close(statement_id).state is StatementState.CLOSED
    return booked.id


def balance(desk: Desk, claim: Claim) -> Balance:
    return balance_of(desk.claims.get(claim.id), desk.stores.accounts.of(claim.id))


def paid_days(desk: Desk, claim: Claim) -> set[date | None]:
    return {piece.paid_on for piece in desk.stores.parts.find(claim_id=claim.id)}


def found(desk: Desk, claim: Claim) -> set[str]:
    """Return the checks of money that speak of a claim."""
    rules = {"V88", "V90", "V91", "V92", "V93", "V95"}
    return {one.rule for one in desk.claims.check(claim.id)} & rules


def in_today(desk: Desk, *codes: str) -> list[tuple[str, int]]:
    """Return the lines of some clocks with their money."""
    return [(one.code, one.amount_fen) for one in desk.today.items() if one.code in codes]


def kept_open(desk: Desk, claim: Claim) -> list[str]:
    """Return what of its money keeps a claim from being closed."""
    with pytest.raises(Refused) as refusal:
        desk.claims.move(claim.id, Action.CLOSE)
    return [one.message for one in refusal.value.findings if one.field == "money"]


def of_supplier(desk: Desk) -> Claim:
    """Return an approved claim that a supplier pays."""
    claim = to_submit(desk, a_vin(701, "LX0DL31C"))
    desk.claims.save_draft(claim.id, {"payer": BATTERIES})
    return approved(desk, desk.claims.submit(claim.id, same_day(desk, claim.id)))


def sent_back(desk: Desk, claim: Claim) -> tuple[int, str]:
    """Send the pieces of a claim to the maker; return the shipment and the first tag."""
    tags = tuple(piece.tag for piece in desk.shelf.pieces_of(claim.id))
    for tag in tags:
        desk.shelf.set_drained(desk.shelf.shelve(tag, "R2-3").tag)
    shipment = desk.shipments.open(tags=tags)
    for tag in tags:
        desk.shipments.pack(tag)
    return desk.shipments.close(shipment.id, **WAY).id, tags[0]


def test_two_payers_to_the_fen(desk: Desk, numbers: Iterator[str]) -> None:
    own, other = approved(desk, submitted(desk)), of_supplier(desk)
    assert other.payer == BATTERIES
    first = keyed(desk, "JS-11", of(own))
    second = keyed(desk, "JL-11", of(other), payer=BATTERIES)
    asked = {(row.key, row.amount_fen) for row in desk.receivables.ages().rows}
    assert asked == {("", own.total_fen), (BATTERIES, other.total_fen)}
    paid(desk, first, numbers)
    assert [one.claim_id for one in desk.receivables.list()] == [other.id]
    paid(desk, second, numbers)
    assert desk.receivables.list() == ()
    must_balance(desk)


def test_a_part_refused_after_its_claim_was_paid(
    desk: Desk, clock: FixedClock, numbers: Iterator[str]
) -> None:
    claim = submitted(desk)
    shipment, tag = sent_back(desk, claim)
    claim = desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    paid(desk, keyed(desk, "JS-11", of(claim)), numbers)
    desk.shipments.record_receipt(
        shipment, (PieceVerdict(tag, Verdict.REFUSED, "O03"),), {"notice_no": "DK-1"}
    )
    fen = desk.shelf.by_tag(tag).deducted_fen
    one = desk.deductions.record(DeductionKind.OLD_PART, fen, part_tag=tag)
    assert one.notice_no == "DK-1"
    assert balance(desk, claim).outstanding_fen == 0
    assert kept_open(desk, claim) == ["Deduction {number} is neither accepted nor decided."]
    clock.go_on(days=8)
    assert found(desk, claim) == {"V93"}
    assert len(in_today(desk, "dispute", "deduct_dispute")) == 1
    desk.deductions.accept(one.id, "确实缺件")
    assert found(desk, claim) == set()
    assert in_today(desk, "dispute", "deduct_dispute") == []
    statement = keyed(desk, "JS-12", taking(fen, "旧件扣款 DK-1"))
    assert desk.deductions.get(one.id).statement_id == statement
    assert balance(desk, claim).outstanding_fen == -fen
    assert paid_days(desk, claim) == {FIRST_PAID}, "the money of the others came then"
    paid(desk, statement, numbers)
    now = balance(desk, claim)
    assert (now.paid_fen, now.deducted_fen) == (claim.total_fen - fen, fen)
    assert (now.outstanding_fen, paid_days(desk, claim)) == (0, {FIRST_PAID})
    assert kept_open(desk, claim) == []
    must_balance(desk)
    assert not damages(desk)


def test_a_statement_may_take_what_nobody_wrote_down_before(
    desk: Desk, numbers: Iterator[str]
) -> None:
    claim = submitted(desk)
    shipment, tag = sent_back(desk, claim)
    claim = desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    desk.shipments.record_receipt(
        shipment, (PieceVerdict(tag, Verdict.REFUSED, "O03"),), {"notice_no": "DK-1"}
    )
    fen = desk.shelf.by_tag(tag).deducted_fen
    back = desk.claims.charge_back(claim.id, 500, desk.bench.today, "K09", "审计")
    assert len(desk.deductions.proposed()) == 2
    paid(desk, keyed(desk, "JS-11", of(claim)), numbers)
    part = taking(fen, "旧件扣款 DK-1")
    audit = {**taking(500, "审计"), "claim_number": claim.claim_number}
    statement = keyed(desk, "JS-12", part, audit)
    assert balance(desk, claim).outstanding_fen == -fen - 500
    desk.statements.reopen(statement, "误确认")
    assert balance(desk, claim).outstanding_fen == 0
    paid(desk, desk.statements.book(statement).id, numbers)
    assert desk.deductions.proposed() == []
    one, other = sorted(desk.stores.deductions.find(), key=lambda made: made.id)
    assert (one.kind, one.part_id) == (DeductionKind.OLD_PART, desk.shelf.by_tag(tag).id)
    assert (one.claim_id, one.reason_code) == (claim.id, "O03")
    assert (other.kind, other.charge_back_id) == (DeductionKind.AUDIT, back.id)
    desk.shelf.dispute(tag, "包装照片附后")
    assert desk.deductions.get(one.id).state is DeductionState.DISPUTED
    assert balance(desk, claim).outstanding_fen == 0
    must_balance(desk)


def test_an_appeal_won_after_the_settlement(
    desk: Desk, clock: FixedClock, numbers: Iterator[str]
) -> None:
    claim = submitted(desk, OTHER_VIN)
    cut = AnswerLine(LineKind.LABOUR, 1, 0, REFUSAL)
    claim = desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=(cut,))
    desk.claims.appeal(claim.id, grounds="工时有据")
    paid(desk, keyed(desk, "JS-11", of(claim)), numbers)
    (standing,) = desk.receivables.list()
    rest = claim.total_fen - (claim.approved_fen or 0)
    assert (standing.stage, standing.receivable_fen) == (Stage.DISPUTED, rest)
    clock.go_on(days=9)
    lines = tuple(
        AnswerLine(one.kind, one.line, one.claimed_fen)
        for one in desk.claims.amounts(claim.id)
        if one.short_fen
    )
    desk.claims.answer(claim.id, AnswerKind.DECISION, lines=lines)
    assert balance(desk, claim).outstanding_fen == rest
    assert paid_days(desk, claim) == {FIRST_PAID}, "the appeal was about the labour"
    paid(desk, keyed(desk, "JS-12", of(claim, rest)), numbers)
    assert balance(desk, claim).paid_fen == claim.total_fen
    assert paid_days(desk, claim) == {FIRST_PAID}
    must_balance(desk)


def test_an_audit_takes_back_what_was_closed(desk: Desk, numbers: Iterator[str]) -> None:
    claim = approved(desk, submitted(desk))
    paid(desk, keyed(desk, "JS-11", of(claim)), numbers)
    back = desk.claims.charge_back(
        claim.id, 12_000, desk.bench.today, "K09", "审计", notice_no="SJ-1"
    )
    assert in_today(desk, "chargeback_appeal") == [("chargeback_appeal", 12_000)]
    assert kept_open(desk, claim) == ["A charge-back of ¥{amount} is not decided yet."]
    one = desk.deductions.record(DeductionKind.AUDIT, 12_000, charge_back_id=back.id)
    desk.claims.end_charge_back(back.id, "accepted")
    assert in_today(desk, "chargeback_appeal", "deduct_dispute") == []
    statement = keyed(desk, "JS-12", taking(12_000, "SJ-1 审计追回"))
    assert [made.id for made in desk.stores.deductions.find()] == [one.id]
    paid(desk, statement, numbers)
    now = balance(desk, claim)
    assert (now.deducted_fen, now.outstanding_fen) == (12_000, 0)
    assert kept_open(desk, claim) == []
    must_balance(desk)


def test_a_receipt_of_a_closed_month_is_taken_back_in_the_next(
    desk: Desk, clock: FixedClock, numbers: Iterator[str]
) -> None:
    claim = submitted(desk, OTHER_VIN)
    cut = AnswerLine(LineKind.LABOUR, 1, 0, REFUSAL)
    claim = desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=(cut,))
    desk.claims.appeal(claim.id, grounds="工时有据")
    first = keyed(desk, "JS-11", of(claim))
    receipt = paid(desk, first, numbers)
    clock.go_on(days=9)
    lines = tuple(
        AnswerLine(one.kind, one.line, one.claimed_fen)
        for one in desk.claims.amounts(claim.id)
        if one.short_fen
    )
    desk.claims.answer(claim.id, AnswerKind.DECISION, lines=lines)
    rest = claim.total_fen - (claim.approved_fen or 0)
    paid(desk, keyed(desk, "JS-12", of(claim, rest)), numbers)
    desk.months.close("QC", "2026-11", {"days_unclosed": "盘点日"})
    before = desk.months.figures("QC", "2026-11")
    back = desk.receipts.reverse(receipt, "银行退回")
    assert desk.statements.get(first).state is StatementState.REMITTED
    assert paid_days(desk, claim) == {None}
    (standing,) = desk.receivables.list()
    assert (standing.stage, standing.statement_id) == (Stage.REMITTED, first)
    assert standing.receivable_fen == claim.approved_fen
    clock.go_on(days=7)
    assert found(desk, claim) == {"V91"}
    assert desk.months.figures("QC", "2026-11") == before
    december = desk.months.figures("QC", "2026-12")
    corrections = [(one["number"], one["corrects"]) for one in december["corrections"]]
    assert corrections == [(back.number, desk.receipts.get(receipt).number)]
    assert december["flow"]["closing_fen"] == claim.approved_fen
    must_balance(desk)
