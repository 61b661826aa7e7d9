"""Today tells the clocks of money: statements, deductions, write-offs, what is old, the month."""

from datetime import date, timedelta

import pytest
from builders import a_vin
from fakes import FixedClock
from settled import approved, confirmed
from stories import acting, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.deduction import DeductionKind
from warrantydesk.domain.settlement.statement import (
    Decision,
    LineState,
    Statement,
    StatementLine,
)
from warrantydesk.domain.today import Target, TodayItem
from warrantydesk.services.desk import Desk
from warrantydesk.services.settlement.moving import moved

TODAY = date(2026, 11, 24)


def of_money(desk: Desk, code: str) -> list[TodayItem]:
    return [item for item in desk.today.all() if item.code == code]


def an_approved(desk: Desk, serial: int) -> Claim:
    return approved(desk, submitted(desk, a_vin(serial, "LX0DL31C")))


def read(desk: Desk, claim: Claim, off_fen: int, decision: Decision = Decision.NONE) -> Statement:
    """Enter a statement that pays a claim so much less or more."""
    stores = desk.stores
    asked = claim.total_fen
    line = StatementLine(
        0,
        1,
        amount_fen=asked + off_fen,
        expected_fen=asked,
        claim_id=claim.id,
        state=LineState.SHORT if off_fen < 0 else LineState.OVER if off_fen else LineState.EXACT,
        decision=decision,
    )
    with desk.bench.change("test"):
        made = stores.statements.add(
            Statement("J0126-0001", "QC", made_by="S01", made_at=desk.bench.now)
        )
        stores.statement_lines.add(StatementLine(**{**vars(line), "statement_id": made.id}))
        return moved(desk.bench, made)


def test_a_statement_waits_until_its_lines_are_decided(desk: Desk) -> None:
    made = read(desk, an_approved(desk, 1), -5_000)
    (item,) = of_money(desk, "statement_open")
    assert (item.action, item.values["n"], item.owner) == ("Settle", 1, "S01")
    assert item.target == Target("settlement", "statement", made.id)
    assert item.due_on == TODAY + timedelta(days=1)
    (line,) = desk.statements.lines(made.id)
    desk.statements.decide(line.id, Decision.CHASED, reason_text="已问厂家")
    (item,) = of_money(desk, "statement_open")
    assert item.action == "Confirm"


@pytest.mark.parametrize(
    ("off_fen", "days", "decision", "told"),
    [
        (-1_001, 1, Decision.NONE, 1),
        (1_001, 1, Decision.NONE, 1),
        (-1_000, 1, Decision.NONE, 0),
        (-1_001, 0, Decision.NONE, 0),
        (-1_001, 1, Decision.CHASED, 0),
    ],
)
def test_a_difference_above_the_alarm_is_told_the_next_day(
    desk: Desk, clock: FixedClock, off_fen: int, days: int, decision: Decision, told: int
) -> None:
    read(desk, an_approved(desk, 1), off_fen, decision)
    clock.go_on(days=days)
    found = of_money(desk, "statement_difference")
    assert len(found) == told
    assert [item.amount_fen for item in found] == [1_001] * told


def test_a_confirmed_statement_goes_from_clock_to_clock(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)
    made = confirmed(desk, [(claim.id, claim.total_fen)])

    def only(code: str) -> TodayItem:
        codes = {"invoice_by", "invoice_send", "cash_by", "cash_remitted"}
        assert {item.code for item in desk.today.all()} & codes == {code}
        (item,) = of_money(desk, code)
        return item

    assert (only("invoice_by").due_on, only("invoice_by").amount_fen) == (
        desk.statements.get(made.id).due_on,
        claim.total_fen,
    )
    invoice = desk.invoices.save("26000001", statement_id=made.id, issued_on=TODAY)
    assert only("invoice_send").action == "Send"
    desk.invoices.send(invoice.id, TODAY)
    assert (only("cash_by").due_on, only("cash_by").waiting) == (TODAY + timedelta(days=30), True)
    assert "overdue" not in only("cash_by").title
    clock.go_on(days=31)
    assert "overdue" in only("cash_by").title
    desk.statements.remit(made.id)
    assert only("cash_remitted").due_on == date(2026, 12, 30)
    desk.receipts.book(desk.statements.sums(made.id).due_fen, made.id)
    assert not [item for item in desk.today.all() if item.target.key == made.id]


def test_what_is_approved_and_on_no_statement_is_asked_for_in_one_line(
    desk: Desk, clock: FixedClock
) -> None:
    one, two, three = (an_approved(desk, serial) for serial in (1, 2, 3))
    clock.go_on(days=46)
    (item,) = of_money(desk, "unsettled_alarm")
    assert (item.values["n"], item.amount_fen) == (3, sum(c.total_fen for c in (one, two, three)))
    assert item.target == Target("settlement", "receivables", "approved")
    assert len({single.key for single in desk.today.all(single=True)} & set(item.members)) == 3
    read(desk, one, 0)
    confirmed(desk, [(two.id, two.total_fen)], number="J0126-0002")
    (item,) = of_money(desk, "unsettled_alarm")
    assert item.target == Target("intake", "claim", three.id)


def test_a_deduction_is_disputed_in_time_and_the_shelf_tells_its_own(
    desk: Desk, clock: FixedClock
) -> None:
    claim = an_approved(desk, 1)
    made = desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=claim.id)
    (item,) = of_money(desk, "deduct_dispute")
    assert (item.due_on, item.amount_fen) == (made.due_on, 500)
    assert item.target == Target("settlement", "deduction", made.id)
    clock.go_on(days=8)
    assert "past" in of_money(desk, "deduct_dispute")[0].title
    desk.deductions.accept(made.id)
    assert of_money(desk, "deduct_dispute") == []


def test_a_write_off_waits_for_the_manager_by_name(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)
    made = desk.write_offs.propose(claim.id, reason_text="厂家停业")
    (item,) = of_money(desk, "write_off")
    assert (item.amount_fen, item.waiting) == (made.amount_fen, True)
    acting(desk, Role.SERVICE_MANAGER)
    desk.write_offs.refuse(made.id, "再催一次")
    assert of_money(desk, "write_off") == []
    clock.go_on(days=400)
    (item,) = of_money(desk, "writeoff")
    assert (item.values["n"], item.amount_fen) == (1, claim.total_fen)


def test_what_is_old_wants_words_in_one_line(desk: Desk, clock: FixedClock) -> None:
    claims = [an_approved(desk, serial) for serial in (1, 2)]
    assert of_money(desk, "receivable_unexplained") == []
    clock.go_on(days=31)
    (item,) = of_money(desk, "receivable_unexplained")
    assert (item.values["n"], item.values["days"]) == (2, 30)
    assert item.amount_fen == sum(claim.total_fen for claim in claims)
    for claim in claims:
        desk.receivables.note(claim.id, "下月付")
    assert of_money(desk, "receivable_unexplained") == []


def test_months_that_are_over_are_to_be_closed(desk: Desk, clock: FixedClock) -> None:
    claim = an_approved(desk, 1)
    assert of_money(desk, "month_close") == []
    confirmed(desk, [(claim.id, claim.total_fen)])
    assert of_money(desk, "month_close") == []
    clock.set(clock.now().replace(month=12, day=1))
    (item,) = of_money(desk, "month_close")
    assert (item.due_on, item.target) == (
        date(2026, 12, 5),
        Target("settlement", "month", "2026-11"),
    )
    clock.set(clock.now().replace(year=2027, month=1))
    (item,) = of_money(desk, "month_close")
    assert (item.values["n"], item.values["month"]) == (2, "2026-11")


def test_the_checks_of_a_claim_see_its_money(desk: Desk, clock: FixedClock) -> None:
    def found(claim: Claim) -> set[str]:
        money = {"V88", "V90", "V91", "V92", "V93", "V95"}
        return {one.rule for one in desk.claims.check(claim.id)} & money

    short, waiting = an_approved(desk, 1), an_approved(desk, 2)
    made = read(desk, short, -5_000)
    assert found(short) == {"V88"}
    desk.deductions.record(DeductionKind.FREIGHT, 500, claim_id=waiting.id)
    clock.go_on(days=46)
    assert found(short) == {"V88", "V95"}
    assert found(waiting) == {"V90", "V93"}
    (line,) = desk.statements.lines(made.id)
    desk.statements.decide(line.id, Decision.CHASED, reason_text="已问厂家")
    assert found(short) == set()
    clock.go_on(days=330)
    assert found(short) == {"V92"}
