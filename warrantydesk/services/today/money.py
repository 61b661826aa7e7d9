"""Lines of money: statements on their way, deductions, write-offs, old receivables, the month."""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import DeductionState
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.domain.settlement.write_off import WriteOffState
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.deduction_lists import due as deductions_due
from warrantydesk.services.settlement.guards import closed_months
from warrantydesk.services.settlement.receivable_cash import BANK_DAYS
from warrantydesk.services.settlement.receivable_days import EXPLAIN, days_of
from warrantydesk.services.settlement.sums import sums_of
from warrantydesk.services.settlement.write_off_lists import WriteOffLedger
from warrantydesk.services.today.claims import MakerClocks
from warrantydesk.storage.today_money import OpenStatement

STATEMENT, DIFFERENCE, MONTH = "statement_open", "statement_difference", "month_close"
UNEXPLAINED, WRITE_OFF, TO_WRITE_OFF = "receivable_unexplained", "write_off", "writeoff"
SEND, REMITTED = "invoice_send", "cash_remitted"
ALARM = "match_alarm"
CLOSE_BY = 5
"""Day of the next month by which a month should be closed: finance closes its books then."""
_AHEAD = timedelta(days=60)
"""How far ahead disputes of deductions are told."""


def lines(bench: Bench, makers: MakerClocks) -> Iterator[TodayItem]:
    """Yield the lines of money."""
    for one in bench.stores.money_clocks.open_statements():
        yield from _open_statement(bench, one)
    for state, teller in _TELLERS.items():
        for statement in bench.stores.statements.find(state=state):
            yield teller(bench, makers, statement)
    yield from _deductions(bench)
    yield from _write_offs(bench)
    yield from _unexplained(bench)
    yield from _months(bench)


def _line(  # noqa: PLR0913 - a line in the words of its clock
    key: str,
    title: str,
    action: str,
    target: Target,
    due_on: date | None,
    *,
    brand: str = "",
    note: str = "",
    owner: str = "",
    amount_fen: int = 0,
    waiting: bool = False,
    working: bool = False,
    **values: object,
) -> TodayItem:
    return TodayItem(
        key=key,
        code=key.partition(":")[0],
        area=Area.MONEY,
        title=title,
        target=target,
        action=action,
        due_on=due_on,
        brand=brand,
        note=note,
        values=values,
        owner=owner,
        amount_fen=amount_fen,
        waiting=waiting,
        working=working,
        cars=0,
    )


def _open_statement(bench: Bench, one: OpenStatement) -> Iterator[TodayItem]:
    """Yield what is to be done with a statement that is not confirmed; differences by V95."""
    target = Target("settlement", "statement", one.id)
    limit = bench.profile(one.brand).rate_fen(ALARM)
    made_on = date.fromisoformat(one.made) if one.made else bench.today
    next_day = made_on + timedelta(days=1)
    count, fen = bench.stores.money_clocks.differences(one.id, limit or 0)
    if limit is not None and count and next_day <= bench.today:
        yield _line(
            f"{DIFFERENCE}:statement:{one.id}",
            N_("Statement {number}: {n} differences above ¥{limit}"),
            N_("Decide"),
            target,
            next_day,
            brand=one.brand,
            note=N_("Lines to decide: {undecided} · differences ¥{amount}"),
            owner=one.owner,
            amount_fen=fen,
            undecided=one.undecided,
            number=one.number,
            n=count,
            limit=yuan(limit),
            amount=yuan(fen),
        )
        return
    title, action = N_("Statement {number} is matched: confirm it"), N_("Confirm")
    if one.state == StatementState.IMPORTED:
        title, action = N_("Statement {number} is to be matched"), N_("Match")
    elif one.undecided:
        title, action = N_("Statement {number}: {n} lines to decide"), N_("Decide")
    yield _line(
        f"{STATEMENT}:statement:{one.id}",
        title,
        action,
        target,
        next_day,
        brand=one.brand,
        note=N_("Lines: {lines}"),
        owner=one.owner,
        amount_fen=one.amount_fen,
        number=one.number,
        n=one.undecided,
        lines=one.lines,
    )


def _to_invoice(bench: Bench, makers: MakerClocks, one: Statement) -> TodayItem:
    sums = sums_of(bench, one)
    return _line(
        f"{codes.INVOICE_BY}:statement:{one.id}",
        N_("Invoice statement {number}"),
        N_("Invoice"),
        Target("settlement", "statement", one.id),
        one.due_on,
        brand=one.brand,
        note="{maker_number}",
        owner=one.confirmed_by,
        amount_fen=sums.payable_fen - sums.invoiced_fen,
        working=makers.of(one.brand).working(codes.INVOICE_BY),
        number=one.number,
        maker_number=one.maker_number or "—",
    )


def _to_send(bench: Bench, makers: MakerClocks, one: Statement) -> TodayItem:
    clocks = makers.of(one.brand)
    return _line(
        f"{SEND}:statement:{one.id}",
        N_("Send the invoice of statement {number}"),
        N_("Send"),
        Target("settlement", "statement", one.id),
        clocks.end(codes.INVOICE_BY, one.confirmed_on),
        brand=one.brand,
        note="{maker_number}",
        owner=one.confirmed_by,
        amount_fen=sums_of(bench, one).outstanding_fen,
        working=clocks.working(codes.INVOICE_BY),
        number=one.number,
        maker_number=one.maker_number or "—",
    )


def _cash(bench: Bench, makers: MakerClocks, one: Statement) -> TodayItem:
    """Say whether the cash of an invoiced statement is to come or overdue (V91)."""
    late = one.due_on is not None and one.due_on < bench.today
    title = N_("Cash of statement {number} is overdue") if late else N_("Cash of {number} is due")
    return _line(
        f"{codes.CASH_BY}:statement:{one.id}",
        title,
        N_("Chase"),
        Target("settlement", "statement", one.id),
        one.due_on,
        brand=one.brand,
        note="{maker_number}",
        owner=one.confirmed_by,
        amount_fen=sums_of(bench, one).outstanding_fen,
        waiting=True,
        number=one.number,
        maker_number=one.maker_number or "—",
    )


def _remitted(bench: Bench, makers: MakerClocks, one: Statement) -> TodayItem:
    remitted_on = one.remitted_on or bench.today
    return _line(
        f"{REMITTED}:statement:{one.id}",
        N_("Remitted by the payer: has {number} arrived?"),
        N_("Book receipt"),
        Target("settlement", "statement", one.id),
        makers.holidays.working_days_after(remitted_on, BANK_DAYS),
        brand=one.brand,
        note="{maker_number}",
        owner=one.confirmed_by,
        amount_fen=sums_of(bench, one).outstanding_fen,
        number=one.number,
        maker_number=one.maker_number or "—",
    )


_TELLERS = {
    StatementState.CONFIRMED: _to_invoice,
    StatementState.INVOICED: _to_send,
    StatementState.INVOICE_SENT: _cash,
    StatementState.INVOICE_ACCEPTED: _cash,
    StatementState.REMITTED: _remitted,
}


def _deductions(bench: Bench) -> Iterator[TodayItem]:
    """Yield open deductions with their dispute clock (V93).

    One of an old part or a charge-back has its own line among them: the shelf, the claim lead.
    """
    for entry in deductions_due(bench, bench.today + _AHEAD):
        one = entry.deduction
        leads = one.part_id is not None or one.charge_back_id is not None
        if leads or one.state is not DeductionState.OPEN or one.amount_fen <= 0:
            continue
        late = one.due_on is not None and one.due_on < bench.today
        yield _line(
            f"{codes.DEDUCT_DISPUTE}:deduction:{one.id}",
            N_("Deduction past its dispute day: accept it, or ask the manager")
            if late
            else N_("Deduction: dispute or accept"),
            N_("Dispute"),
            Target("settlement", "deduction", one.id),
            one.due_on,
            brand=one.brand,
            note=N_("{number} · notice {notice}"),
            owner=one.made_by,
            amount_fen=one.amount_fen,
            number=one.number,
            notice=one.notice_no or "—",
        )


def _write_offs(bench: Bench) -> Iterator[TodayItem]:
    for one in bench.stores.write_offs.find(state=WriteOffState.PROPOSED):
        proposed = local_date(one.proposed_at, bench.clock.zone) or bench.today
        title = N_("Write-off waits for finance") if one.decided_by else N_("Write-off to approve")
        yield _line(
            f"{WRITE_OFF}:write_off:{one.id}",
            title,
            N_("Look"),
            Target("settlement", "write_off", one.id),
            proposed + timedelta(days=1),
            brand=one.brand,
            note="{number}",
            owner=one.proposed_by,
            amount_fen=one.amount_fen,
            waiting=True,
            number=one.number,
        )
    found = WriteOffLedger(bench).proposals()
    if found:
        yield _line(
            f"{TO_WRITE_OFF}:claims:0",
            N_("Open for too long or too small: propose to write off: {n}"),
            N_("Look"),
            Target("settlement", "write_offs", "proposals"),
            None,
            note=N_("{first} and more") if len(found) > 1 else "{first}",
            amount_fen=sum(one.claim.left_fen for one in found),
            n=len(found),
            first=found[0].claim.claim_number,
        )


def _unexplained(bench: Bench) -> Iterator[TodayItem]:
    days = days_of(bench)
    if not days.explain:
        return
    count, fen = bench.stores.money_clocks.unexplained(days)
    if count:
        limits = [bench.profile(brand).rate_fen(EXPLAIN) or 0 for brand in days.explain]
        yield _line(
            f"{UNEXPLAINED}:claims:0",
            N_("Older than {days} days and nobody said why: {n} claims"),
            N_("Explain"),
            Target("settlement", "receivables", "unexplained"),
            bench.today,
            amount_fen=fen,
            n=count,
            days=min(limits),
        )


def _months(bench: Bench) -> Iterator[TodayItem]:
    """Yield what months of each maker are over and not closed: they are closed in order."""
    this = bench.today.replace(day=1)
    for brand, first in bench.stores.money_clocks.first_months().items():
        closed = closed_months(bench, brand)
        month = date.fromisoformat(f"{first}-01")
        waiting = []
        while month < this:
            if f"{month:%Y-%m}" not in closed:
                waiting.append(month)
            month = _next(month)
        if not waiting:
            continue
        many = len(waiting) > 1
        yield _line(
            f"{MONTH}:{brand}:{waiting[0]:%Y-%m}",
            N_("Months to close: {n}, the first is {month}")
            if many
            else N_("Close the month {month}"),
            N_("Close the month"),
            Target("settlement", "month", f"{waiting[0]:%Y-%m}"),
            _next(waiting[-1]).replace(day=CLOSE_BY),
            brand=brand,
            month=f"{waiting[0]:%Y-%m}",
            n=len(waiting),
        )


def _next(month: date) -> date:
    """Return the first day of the month after."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)
