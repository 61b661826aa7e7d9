"""Lines of money beside statements: deductions, write-offs, old receivables, months to close."""

from collections.abc import Iterator
from datetime import date, timedelta

from warrantydesk.domain import deadlines as codes
from warrantydesk.domain.dates import local_date
from warrantydesk.domain.settlement.deduction import DeductionState
from warrantydesk.domain.settlement.write_off import WriteOffState
from warrantydesk.domain.today import Target, TodayItem
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.deduction_lists import due as deductions_due
from warrantydesk.services.settlement.guards import closed_months
from warrantydesk.services.settlement.receivable_days import EXPLAIN, days_of
from warrantydesk.services.settlement.write_off_lists import WriteOffLedger
from warrantydesk.services.today.claims import MakerClocks
from warrantydesk.services.today.statements import money_line, statement_lines

MONTH = "month_close"
UNEXPLAINED, WRITE_OFF, TO_WRITE_OFF = "receivable_unexplained", "write_off", "writeoff"
CLOSE_BY = 5
"""Day of the next month by which a month should be closed: finance closes its books then."""
_AHEAD = timedelta(days=60)
"""How far ahead disputes of deductions are told."""


def lines(bench: Bench, makers: MakerClocks) -> Iterator[TodayItem]:
    """Yield the lines of money."""
    yield from statement_lines(bench, makers)
    yield from _deductions(bench)
    yield from _write_offs(bench)
    yield from _unexplained(bench)
    yield from _months(bench)


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
        yield money_line(
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
        yield money_line(
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
        yield money_line(
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
        yield money_line(
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
        yield money_line(
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
