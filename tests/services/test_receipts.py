"""Receipts: booked once, given to lines in order, taken back to the fen."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from builders import OTHER_VIN
from fakes import CHINA
from settled import approved, confirmed
from stories import acting, submitted

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.allocating import ClaimPart, StatementPart
from warrantydesk.services.settlement.sums import sums_of


def refused(verb: Any, *given: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def paid(desk: Desk, claim: Claim) -> int:
    return desk.stores.accounts.of(claim.id).paid_fen


def now(desk: Desk, statement: Statement) -> Statement:
    return desk.stores.statements.get(statement.id)


@pytest.fixture
def two(desk: Desk) -> tuple[Claim, Claim]:
    """Give two approved claims."""
    return approved(desk, submitted(desk)), approved(desk, submitted(desk, OTHER_VIN))


def close(desk: Desk, month: str) -> None:
    at = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
    with desk.bench.change("test"):
        desk.stores.month_closes.add(MonthClose("QC", month, date(2026, 11, 24), "S01", at))


def invoiced(desk: Desk, statement: Statement, number: str = "26442000001234567890") -> None:
    desk.invoices.save(number, statement_id=statement.id, tax_percent=Decimal(0))


def test_money_for_the_whole_statement_pays_its_claims(
    desk: Desk, two: tuple[Claim, Claim]
) -> None:
    one, other = two
    statement = confirmed(desk, [(one.id, one.total_fen), (other.id, other.total_fen)])
    booked = desk.receipts.book(one.total_fen + other.total_fen, statement.id)
    assert (booked.unallocated_fen, booked.again) == (0, False)
    assert (paid(desk, one), paid(desk, other)) == (one.total_fen, other.total_fen)
    pieces = desk.stores.parts.find(claim_id=one.id)
    assert {piece.paid_on for piece in pieces} == {desk.bench.today}


def test_the_same_again_changes_nothing_and_says_so(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, _other = two
    statement = confirmed(desk, [(one.id, one.total_fen)])
    first = desk.receipts.book(one.total_fen - 500, statement.id, bank_ref="B-1")
    before = desk.archive.anchor
    same = desk.receipts.book(one.total_fen - 500, statement.id, bank_ref=" B-1 ")
    assert (same.id, same.again, bool(same.message)) == (first.id, True, True)
    assert desk.archive.anchor == before
    last = desk.receipts.book(500, statement.id)
    again = desk.receipts.book(500, statement.id)
    assert (last.again, again.again, again.id) == (False, True, last.id)


def test_a_part_goes_to_the_lines_in_order(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    statement = confirmed(desk, [(one.id, one.total_fen), (other.id, other.total_fen)])
    desk.receipts.book(one.total_fen + 1, statement.id)
    assert (paid(desk, one), paid(desk, other)) == (one.total_fen, 1)
    assert not any(x.paid_on for x in desk.stores.parts.find(claim_id=other.id))


def test_a_named_claim_comes_first(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    statement = confirmed(desk, [(one.id, one.total_fen), (other.id, other.total_fen)])
    desk.receipts.book(1000, statement.id, claims=(ClaimPart(other.id, 900),))
    assert (paid(desk, one), paid(desk, other)) == (100, 900)
    too_much = (ClaimPart(other.id, 901),)
    assert refused(desk.receipts.book, 900, statement.id, claims=too_much) == [
        ("V89", "amount_fen")
    ]
    far_too_much = (ClaimPart(other.id, other.total_fen),)
    assert refused(desk.receipts.book, other.total_fen, statement.id, claims=far_too_much) == [
        ("INVALID", "amount_fen")
    ]


def test_deductions_are_kept_back_first(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    lines = [(one.id, one.total_fen), (other.id, other.total_fen)]
    statement = confirmed(desk, lines, (-700,))
    desk.receipts.book(300, statement.id)
    assert (paid(desk, one), paid(desk, other)) == (1000, 0)
    shares = desk.stores.receipt_shares.find(statement_id=statement.id)
    assert [(x.net_fen, x.deduction_id is not None) for x in shares] == [
        (1000, False),
        (-700, True),
    ]


def test_the_tax_of_the_parts_is_the_tax_of_the_whole(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    lines = [(one.id, one.total_fen), (other.id, other.total_fen)]
    statement = confirmed(desk, lines, tax_fen=12_345)
    due = one.total_fen + other.total_fen + 12_345
    for amount in (1, 333, 40_001, due - 40_335):
        desk.receipts.book(amount, statement.id)
    shares = desk.stores.receipt_shares.find(statement_id=statement.id)
    assert sum(x.tax_fen for x in shares) == 12_345
    assert (paid(desk, one), paid(desk, other)) == (one.total_fen, other.total_fen)


def test_what_is_over_waits_and_is_allocated_later(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    first = confirmed(desk, [(one.id, one.total_fen)])
    booked = desk.receipts.book(one.total_fen + 5_000, first.id)
    assert booked.unallocated_fen == 5_000
    second = confirmed(desk, [(other.id, other.total_fen)])
    assert refused(desk.receipts.allocate, booked.id, second.id, 5_001) == [("V89", "amount_fen")]
    given = desk.receipts.allocate(booked.id, second.id)
    assert (given.unallocated_fen, paid(desk, other)) == (0, 5_000)
    assert refused(desk.receipts.allocate, booked.id, second.id) == [("STATE", "receipt_id")]


def test_an_advance_waits_as_a_whole(desk: Desk) -> None:
    booked = desk.receipts.book(9_900, brand="QC", bank_ref="V-7")
    assert (booked.allocated_fen, booked.unallocated_fen) == (0, 9_900)
    assert refused(desk.receipts.book, 0, brand="QC") == [("INVALID", "amount_fen")]


def test_several_statements_share_one_receipt(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    first, second = (
        confirmed(desk, [(one.id, one.total_fen)]),
        confirmed(desk, [(other.id, other.total_fen)]),
    )
    parts = (StatementPart(first.id, one.total_fen), StatementPart(second.id, 700))
    assert refused(desk.receipts.book, one.total_fen + 699, shares=parts) == [("V89", "shares")]
    desk.receipts.book(one.total_fen + 700, shares=parts)
    assert (paid(desk, one), paid(desk, other)) == (one.total_fen, 700)


def test_a_statement_below_nothing_is_counted_against_another(
    desk: Desk, two: tuple[Claim, Claim]
) -> None:
    one, other = two
    below = confirmed(desk, [(one.id, one.total_fen)], (-one.total_fen - 2_000,))
    above = confirmed(desk, [(other.id, other.total_fen)])
    assert refused(desk.receipts.book, 100, below.id) == [("INVALID", "amount_fen")]
    parts = (StatementPart(below.id), StatementPart(above.id))
    desk.receipts.book(other.total_fen - 2_000, shares=parts)
    assert (paid(desk, one), paid(desk, other)) == (one.total_fen, other.total_fen)
    assert sums_of(desk.bench, now(desk, below)).outstanding_fen == 0


def test_a_reversal_restores_everything(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    statement = confirmed(desk, [(one.id, one.total_fen), (other.id, other.total_fen)])
    invoiced(desk, statement)
    by_hand = desk.stores.parts.find(claim_id=other.id)[0]
    desk.shelf.record_paid(other.id, by_hand.line, date(2026, 11, 24))
    before = now(desk, statement).state
    booked = desk.receipts.book(one.total_fen + other.total_fen, statement.id)
    assert now(desk, statement).state is StatementState.RECEIVED
    back = desk.receipts.reverse(booked.id, "付错单位")
    assert (back.amount_fen, back.reverses) == (-booked.amount_fen, booked.id)
    assert (paid(desk, one), paid(desk, other)) == (0, 0)
    assert now(desk, statement).state is before
    assert not any(x.paid_on for x in desk.stores.parts.find(claim_id=one.id))
    assert refused(desk.receipts.reverse, booked.id, "再") == [("STATE", "receipt_id")]
    assert refused(desk.receipts.reverse, back.id, "再") == [("STATE", "receipt_id")]
    assert not desk.receipts.book(booked.amount_fen, statement.id).again


def test_a_day_entered_by_hand_outlives_a_reversal_of_the_same_day(
    desk: Desk, two: tuple[Claim, Claim]
) -> None:
    one, _other = two
    piece = desk.stores.parts.find(claim_id=one.id)[0]
    desk.shelf.record_paid(one.id, piece.line, desk.bench.today)
    statement = confirmed(desk, [(one.id, one.total_fen)])
    booked = desk.receipts.book(one.total_fen, statement.id)
    desk.receipts.reverse(booked.id, "付错单位")
    assert desk.stores.parts.get(piece.id).paid_on == desk.bench.today


def test_closed_months_take_nothing(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, _other = two
    day = date(2026, 10, 30)
    statement = confirmed(desk, [(one.id, one.total_fen)], confirmed_on=date(2026, 10, 28))
    booked = desk.receipts.book(500, statement.id, received_on=day)
    close(desk, "2026-10")
    assert refused(desk.receipts.book, 500, statement.id, received_on=day) == [
        ("STATE", "received_on")
    ]
    assert refused(desk.receipts.reverse, booked.id, "错", on=day) == [("STATE", "on")]
    back = desk.receipts.reverse(booked.id, "错")
    assert desk.receipts.get(back.id).corrects == booked.number


def test_money_for_a_statement_that_is_not_confirmed_is_refused(
    desk: Desk, two: tuple[Claim, Claim]
) -> None:
    one, _other = two
    statement = confirmed(
        desk, [(one.id, one.total_fen)], confirmed_on=None, state=StatementState.IMPORTED
    )
    assert refused(desk.receipts.book, 500, statement.id) == [("STATE", "statement_id")]
    acting(desk, "technician")
    assert refused(desk.receipts.book, 500, statement.id) == [("RIGHT", "")]
    assert refused(desk.receipts.book, 500, statement.id + 9) == [("NOT_FOUND", "")]


def test_a_receipt_is_not_contradicted_by_hand(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, _other = two
    statement = confirmed(desk, [(one.id, one.total_fen)])
    desk.receipts.book(one.total_fen, statement.id)
    piece = desk.stores.parts.find(claim_id=one.id)[0]
    day = date(2026, 11, 24)
    assert refused(desk.shelf.record_paid, one.id, piece.line, day) == [("STATE", "paid_on")]


def test_before_it_is_booked_money_says_what_it_does(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, other = two
    lines = [(one.id, one.total_fen), (other.id, other.total_fen)]
    statement = confirmed(desk, lines, (-700,), tax_fen=1_300)
    before = desk.archive.anchor
    amount = one.total_fen + 5_000
    (told,) = desk.receipts.expected(amount, statement.id)
    assert (told.net_fen + told.tax_fen, told.kept_back_fen) == (amount, -700)
    assert [x.claim_number for x in told.claims] == [one.claim_number, other.claim_number]
    assert told.left_fen == other.total_fen - 5_000 - 700 + 1_300
    assert told.pieces == len(desk.stores.parts.find(claim_id=one.id)) * 2
    assert desk.archive.anchor == before


def test_registers_name_statements_and_what_waits(desk: Desk, two: tuple[Claim, Claim]) -> None:
    one, _other = two
    statement = confirmed(desk, [(one.id, one.total_fen)])
    (waits,) = desk.receipts.waiting()
    assert (waits.name, waits.left_fen) == (statement.maker_number, one.total_fen)
    booked = desk.receipts.book(one.total_fen + 50, statement.id, text="10 月")
    (row,) = desk.receipts.all()
    assert (row.unallocated_fen, row.statements[0].maker_number) == (50, statement.maker_number)
    desk.receipts.reverse(booked.id, "错")
    assert [(x.stands, x.unallocated_fen) for x in desk.receipts.all()] == [(False, 0)] * 2
    assert desk.receipts.look(booked.id).taken_back_by


@pytest.mark.parametrize("more", [0, 2_000])
def test_what_is_kept_back_whole_is_booked_before_it_is_received(
    desk: Desk, two: tuple[Claim, Claim], more: int
) -> None:
    one, _other = two
    statement = confirmed(desk, [(one.id, one.total_fen)], (-one.total_fen - more,))
    assert now(desk, statement).state is StatementState.REMITTED
    assert [x.id for x in desk.receipts.waiting()] == [statement.id]
    desk.receipts.book(-more, shares=(StatementPart(statement.id),))
    assert now(desk, statement).state is StatementState.RECEIVED
    assert paid(desk, one) == one.total_fen
    assert desk.receipts.book(-more, statement.id).again


def test_tax_that_came_before_its_invoice_is_allocated_after_it(
    desk: Desk, two: tuple[Claim, Claim]
) -> None:
    one, _other = two
    statement = confirmed(desk, [(one.id, one.total_fen)])
    tax = one.total_fen * 13 // 100
    booked = desk.receipts.book(one.total_fen + tax, statement.id)
    assert (booked.unallocated_fen, paid(desk, one)) == (tax, one.total_fen)
    made = desk.invoices.save("12345678", statement_id=statement.id, tax_fen=tax)
    assert now(desk, statement).state is StatementState.INVOICED
    assert desk.receipts.allocate(booked.id, statement.id).unallocated_fen == 0
    assert now(desk, statement).state is StatementState.RECEIVED
    assert paid(desk, one) == made.amount_fen
