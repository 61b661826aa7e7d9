"""Invoices: checked against their statements, sent, accepted, sent back, credited, void."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from builders import OTHER_VIN
from fakes import CHINA
from settled import approved, confirmed
from stories import acting, submitted

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.settlement.account import MoneyState
from warrantydesk.domain.settlement.invoice import (
    Invoice,
    InvoiceKind,
    InvoiceShare,
    InvoiceState,
    is_usual_number,
)
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.services.desk import Desk

NUMBER = "26442000001234567890"
DAY = date(2026, 11, 23)


def refused(verb: Any, *given: Any, **named: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refusal:
        verb(*given, **named)
    return [(one.rule, one.field) for one in refusal.value.findings]


def state(desk: Desk, statement: Statement) -> StatementState:
    return desk.stores.statements.get(statement.id).state


def step(desk: Desk, invoice: Invoice) -> InvoiceState:
    return desk.invoices.look(invoice.id).state


@pytest.fixture
def statement(desk: Desk) -> Statement:
    """Give a confirmed statement of one claim."""
    claim = approved(desk, submitted(desk))
    return confirmed(desk, [(claim.id, claim.total_fen)])


def payable(desk: Desk, statement: Statement) -> int:
    return desk.invoices.left(statement.id)


def test_an_invoice_takes_what_its_statement_pays(desk: Desk, statement: Statement) -> None:
    amount = payable(desk, statement)
    made = desk.invoices.save(NUMBER, statement_id=statement.id, issued_on=DAY)
    assert (made.amount_fen, made.tax_percent) == (amount, Decimal(13))
    assert made.tax_fen == int(Decimal(amount) * 13 / 100 + Decimal("0.5"))
    assert state(desk, statement) is StatementState.INVOICED
    claim = desk.stores.statement_lines.find(statement_id=statement.id)[0].claim_id
    assert desk.stores.accounts.of(claim or 0).state is MoneyState.INVOICED
    assert desk.stores.statements.get(statement.id).due_on is None


def test_several_invoices_never_exceed_the_statement(desk: Desk, statement: Statement) -> None:
    whole = payable(desk, statement)
    first = desk.invoices.save("00000001", statement_id=statement.id, amount_fen=whole - 100)
    assert state(desk, statement) is StatementState.CONFIRMED
    over = refused(desk.invoices.save, "00000002", statement_id=statement.id, amount_fen=101)
    assert over == [("V87", "amount_fen")]
    assert refused(desk.invoices.save, "00000001", statement_id=statement.id) == [
        ("INVALID", "number")
    ]
    desk.invoices.save("00000001", statement_id=statement.id, kind=InvoiceKind.ORDINARY)
    assert (payable(desk, statement), state(desk, statement)) == (0, StatementState.INVOICED)
    assert refused(desk.invoices.save, "00000003", statement_id=statement.id) == [
        ("INVALID", "amount_fen")
    ]
    desk.invoices.save(id=first.id, amount_fen=whole - 200)
    assert payable(desk, statement) == 100


def test_one_invoice_over_two_statements(desk: Desk, statement: Statement) -> None:
    claim = approved(desk, submitted(desk, OTHER_VIN))
    other = confirmed(desk, [(claim.id, claim.total_fen)])
    shares = (
        InvoiceShare(statement.id, payable(desk, statement)),
        InvoiceShare(other.id, payable(desk, other)),
    )
    whole = sum(one.amount_fen for one in shares)
    assert refused(desk.invoices.save, NUMBER, shares=shares, amount_fen=whole + 1) == [
        ("INVALID", "amount_fen")
    ]
    made = desk.invoices.save(NUMBER, shares=shares, amount_fen=whole)
    assert {state(desk, statement), state(desk, other)} == {StatementState.INVOICED}
    assert made.total_fen == whole + made.tax_fen
    twice = (shares[0], shares[0])
    assert refused(desk.invoices.save, "1", shares=twice) == [("INVALID", "shares")]


@pytest.mark.parametrize(("off", "taken"), [(0, True), (1, True), (-1, True), (2, False)])
def test_tax_is_off_by_a_fen_at_most(
    desk: Desk, statement: Statement, off: int, taken: bool
) -> None:
    amount = payable(desk, statement)
    tax = int(Decimal(amount) * 13 / 100 + Decimal("0.5")) + off
    if taken:
        assert desk.invoices.save(NUMBER, statement_id=statement.id, tax_fen=tax).tax_fen == tax
    else:
        told = refused(desk.invoices.save, NUMBER, statement_id=statement.id, tax_fen=tax)
        assert told == [("INVALID", "tax_fen")]


@pytest.mark.parametrize("rate", ["-1", "100", "13.125", "NaN"])
def test_odd_rates_are_refused(desk: Desk, statement: Statement, rate: str) -> None:
    told = refused(desk.invoices.save, NUMBER, statement_id=statement.id, tax_percent=Decimal(rate))
    assert told == [("INVALID", "tax_percent")]


def test_days_and_months_that_do_not_fit(desk: Desk, statement: Statement) -> None:
    save = desk.invoices.save
    early, late = date(2026, 11, 19), date(2026, 11, 25)
    for day in (early, late):
        told = refused(save, NUMBER, statement_id=statement.id, issued_on=day)
        assert told == [("INVALID", "issued_on")]
    at = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)
    made = save(NUMBER, statement_id=statement.id)
    with desk.bench.change("test"):
        desk.stores.month_closes.add(MonthClose("QC", "2026-11", at.date(), "S01", at))
    assert refused(desk.invoices.void, made.id, "错") == [("STATE", "invoice_id")]
    assert refused(desk.invoices.credit, made.id, "9", "错") == [("STATE", "issued_on")]


def test_the_way_of_an_invoice(desk: Desk, statement: Statement) -> None:
    made = desk.invoices.save(NUMBER, statement_id=statement.id, issued_on=DAY)
    sent = desk.invoices.send(made.id, courier="顺丰", waybill="SF1", recipient="财务 刘")
    assert (sent.sent_on, sent.waybill) == (desk.bench.today, "SF1")
    assert state(desk, statement) is StatementState.INVOICE_SENT
    assert desk.stores.statements.get(statement.id).due_on is not None
    assert refused(desk.invoices.accept, made.id, DAY) == [("INVALID", "on")]
    desk.invoices.accept(made.id)
    assert state(desk, statement) is StatementState.INVOICE_ACCEPTED
    assert refused(desk.invoices.bounce, made.id, " ") == [("INVALID", "reason")]
    desk.invoices.bounce(made.id, "税号写错")
    assert step(desk, made) is InvoiceState.BOUNCED
    assert state(desk, statement) is StatementState.INVOICED
    assert refused(desk.invoices.accept, made.id) == [("STATE", "invoice_id")]
    desk.invoices.send(made.id)
    assert state(desk, statement) is StatementState.INVOICE_SENT
    assert refused(desk.invoices.save, id=made.id, amount_fen=1) == [("STATE", "id")]
    assert desk.invoices.save(id=made.id, waybill="SF2").waybill == "SF2"


def test_a_red_invoice_takes_another_back(desk: Desk, statement: Statement) -> None:
    whole = payable(desk, statement)
    made = desk.invoices.save(NUMBER, statement_id=statement.id)
    desk.invoices.send(made.id)
    red = desk.invoices.credit(made.id, "26442000009999999999", "开错抬头")
    assert (red.amount_fen, red.tax_fen, red.credits) == (-whole, -made.tax_fen, made.id)
    assert (step(desk, made), step(desk, red)) == (InvoiceState.CREDITED, InvoiceState.RED)
    assert (payable(desk, statement), state(desk, statement)) == (whole, StatementState.CONFIRMED)
    assert refused(desk.invoices.credit, made.id, "7", "再") == [("STATE", "invoice_id")]
    desk.invoices.save("26442000008888888888", statement_id=statement.id)
    assert refused(desk.invoices.void, red.id, "其实没错") == [("STATE", "invoice_id")]


def test_a_void_invoice_frees_its_number_and_its_sum(desk: Desk, statement: Statement) -> None:
    made = desk.invoices.save(NUMBER, statement_id=statement.id)
    desk.receipts.book(100, statement.id)
    assert refused(desk.invoices.void, made.id, "开错") == [("STATE", "invoice_id")]
    desk.receipts.reverse(1, "别家的钱")
    assert refused(desk.invoices.void, made.id, "") == [("INVALID", "reason")]
    desk.invoices.void(made.id, "开错")
    assert state(desk, statement) is StatementState.CONFIRMED
    assert desk.invoices.save(NUMBER, statement_id=statement.id).id != made.id


def test_only_confirmed_statements_are_invoiced_and_not_by_everybody(
    desk: Desk, statement: Statement
) -> None:
    claim = approved(desk, submitted(desk, OTHER_VIN))
    fresh = confirmed(
        desk, [(claim.id, claim.total_fen)], confirmed_on=None, state=StatementState.IMPORTED
    )
    save = desk.invoices.save
    assert refused(save, NUMBER, statement_id=fresh.id) == [("STATE", "statement_id")]
    assert refused(save, "", statement_id=statement.id) == [("INVALID", "number")]
    assert refused(save, NUMBER) == [("INVALID", "statement_id")]
    acting(desk, "reception")
    assert refused(save, NUMBER, statement_id=statement.id) == [("RIGHT", "")]
    assert refused(save, NUMBER, statement_id=99) == [("NOT_FOUND", "")]
    acting(desk, "finance")
    assert save(NUMBER, statement_id=statement.id).made_by


def test_numbers_of_vat_invoices_have_8_or_20_digits() -> None:
    assert is_usual_number("12345678")
    assert is_usual_number(NUMBER)
    assert not is_usual_number("1234567")
    assert not is_usual_number("１２３４５６７８")
