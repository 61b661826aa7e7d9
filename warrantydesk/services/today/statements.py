"""Lines of statements: lines to decide, differences, the invoice, the cash."""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.cash import BANK_DAYS
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.sums import sums_of
from warrantydesk.services.today.claims import MakerClocks
from warrantydesk.storage.today_money import OpenStatement

STATEMENT, DIFFERENCE = "statement_open", "statement_difference"
SEND, REMITTED = "invoice_send", "cash_remitted"
ALARM = "match_alarm"


def statement_lines(bench: Bench, makers: MakerClocks) -> Iterator[TodayItem]:
    """Yield the lines of statements from their import to their cash."""
    for one in bench.stores.money_clocks.open_statements():
        yield from _open_statement(bench, one)
    for state, teller in _TELLERS.items():
        for statement in bench.stores.statements.find(state=state):
            yield teller(bench, makers, statement)


def money_line(  # noqa: PLR0913 - a line in the words of its clock
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
    """Return a line of money; its code is what stands before the first colon of ``key``."""
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
        yield money_line(
            f"{DIFFERENCE}:statement:{one.id}",
            N_("Statement {number}: {n} differences above ¥{limit}"),
            N_("Settle"),
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
        title, action = N_("Statement {number}: {n} lines to decide"), N_("Settle")
    yield money_line(
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
    return money_line(
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
    return money_line(
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
    return money_line(
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
    return money_line(
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
