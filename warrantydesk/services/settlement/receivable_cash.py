"""Expected cash: confirmed statements by their clocks, approved claims with the next statement."""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.deadlines import month_end
from warrantydesk.domain.money import percent
from warrantydesk.domain.settlement.cash import (
    BANK_DAYS,
    CashCalendar,
    CashItem,
    CashKind,
    cash_calendar,
)
from warrantydesk.domain.settlement.receivable import AgeCell, Stage, Wanted
from warrantydesk.domain.settlement.statement import (
    COMING_STATES,
    Statement,
    StatementState,
)
from warrantydesk.domain.settlement.sums import StatementSums
from warrantydesk.domain.today_claims import Clocks
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.receivable_days import BrandClocks, days_of
from warrantydesk.services.settlement.sums import sums_of


def calendar(bench: Bench, brand: str, days: int) -> CashCalendar:
    """Return what is expected until so many days from today; what is overdue comes first."""
    today = bench.today
    clocks = BrandClocks(bench)
    items = [*_of_statements(bench, brand, clocks), *_of_claims(bench, brand, clocks)]
    return cash_calendar(items, today, today + timedelta(days=days))


def _of_statements(bench: Bench, brand: str, clocks: BrandClocks) -> Iterator[CashItem]:
    for state in COMING_STATES:
        asked = {"brand": brand} if brand else {}
        for one in bench.stores.statements.find(state=state, **asked):
            sums = sums_of(bench, one)
            if sums.left_fen:
                yield _of_statement(bench, one, sums, clocks.of(one.brand))


def _of_statement(bench: Bench, one: Statement, sums: StatementSums, clocks: Clocks) -> CashItem:
    due_on, kind = _cash_day(one, clocks)
    gross = sums.left_fen
    if not sums.tax_fen and not sums.invoiced_fen:
        gross = with_tax(bench, one.brand, sums.payable_fen) - sums.received_fen
    return CashItem(
        due_on,
        kind,
        one.brand,
        one.payer,
        sums.outstanding_fen,
        gross,
        one.number,
        one.id,
        one.maker_number,
        sums.lines,
        due_on < bench.today,
    )


def _cash_day(one: Statement, clocks: Clocks) -> tuple[date, CashKind]:
    """Return the day by which the money of a confirmed statement should be there."""
    if one.state is StatementState.REMITTED and one.remitted_on is not None:
        day = clocks.holidays.working_days_after(one.remitted_on, BANK_DAYS)
        return day, CashKind.REMITTED
    if one.state in (StatementState.INVOICE_SENT, StatementState.INVOICE_ACCEPTED):
        return one.due_on or clocks.today, CashKind.INVOICED
    if one.state is StatementState.INVOICED:
        return cash_after(clocks, clocks.today), CashKind.INVOICED
    invoice_by = max(one.due_on or clocks.today, clocks.today)
    return cash_after(clocks, invoice_by), CashKind.TO_INVOICE


def cash_after(clocks: Clocks, sent_on: date) -> date:
    """Return when the cash for an invoice that is sent on a day should be there."""
    return clocks.end(codes.CASH_BY, sent_on) or sent_on


def _of_claims(bench: Bench, brand: str, clocks: BrandClocks) -> Iterator[CashItem]:
    """Yield the approved claims of each payer: the month's statement, its invoice, then cash."""
    cells = [
        cell
        for stage in (Stage.APPROVED, Stage.ON_STATEMENT)
        for cell in bench.stores.receivables.ages(days_of(bench), Wanted(brand, stage=stage))
    ]
    payers: dict[tuple[str, str], list[AgeCell]] = {}
    for cell in cells:
        payers.setdefault((cell.brand, cell.payer), []).append(cell)
    for (maker, payer), some in sorted(payers.items()):
        own = clocks.of(maker)
        settled = month_end(bench.today)
        due_on = cash_after(own, own.end(codes.INVOICE_BY, settled) or settled)
        net = sum(cell.amount_fen for cell in some)
        yield CashItem(
            due_on,
            CashKind.NEXT_STATEMENT,
            maker,
            payer,
            net,
            with_tax(bench, maker, net),
            claims=sum(cell.claims for cell in some),
        )


def with_tax(bench: Bench, brand: str, net_fen: int) -> int:
    """Return a net sum with the tax of the maker's rate, half up."""
    return net_fen + percent(net_fen, bench.profile(brand).rates.tax)
