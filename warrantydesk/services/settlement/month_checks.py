"""What stands in the way of a month's close, looked at now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from warrantydesk.domain.errors import INVALID, STATE, Refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.settlement.month import MonthCheck, month_after
from warrantydesk.domain.settlement.month_checks import (
    BLOCKING,
    CHECK_NAMES,
    FINANCE,
    TOLD,
    WARNING,
    blocks,
    needs_reason,
)
from warrantydesk.domain.settlement.month_figures import ListedStatement, MonthFigures
from warrantydesk.domain.settlement.receivable import Wanted
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.domain.text import clean, is_visible
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.settlement.month_figures import AskingMonth
from warrantydesk.services.settlement.receivable_days import days_of
from warrantydesk.storage.month_lists import MonthLists, Waiting
from warrantydesk.storage.month_money import MonthMoney, Query
from warrantydesk.storage.receivables import Days, ReceivableStore

NAMED = 50
"""Numbers that a check names."""
_MOST = 100_000
_FINISHED = (StatementState.CLOSED,)


@dataclass(frozen=True)
class MonthLook:
    """A month with its figures and what stands in the way of its close; blocks come first."""

    figures: MonthFigures
    checks: tuple[MonthCheck, ...]

    @property
    def blocks(self) -> tuple[MonthCheck, ...]:
        """What keeps the month open."""
        return tuple(one for one in self.checks if one.count and blocks(one.code))

    @property
    def warnings(self) -> tuple[MonthCheck, ...]:
        """What must be acknowledged with a reason."""
        return tuple(one for one in self.checks if one.count and needs_reason(one.code))


@dataclass(frozen=True)
class Looking:
    """A question for the checks and figures of a month, to be answered here or in a worker."""

    asking: AskingMonth
    earlier: tuple[str, ...]
    """Months before this one that are not closed."""
    anchor: str
    """Head of the journal at the last close, empty where there is none."""
    today: date
    receivables: ReceivableStore
    days: Days

    def __call__(self, query: Query) -> MonthLook:
        """Look at everything by ``query``."""
        span = self.asking.span
        money = MonthMoney(query, span.brand)
        figures = self.asking.over(query, money)
        found = dict(self._found(MonthLists(query, span, money), figures))
        found["receivables_unexplained"] = self._unexplained(query)
        return MonthLook(
            figures,
            tuple(_check(code, found[code]) for code in (*BLOCKING, *WARNING, *TOLD)),
        )

    def _found(
        self, lists: MonthLists, figures: MonthFigures
    ) -> Iterator[tuple[str, list[Waiting]]]:
        today = self.today.isoformat()
        yield "earlier_open", [Waiting(month, 0) for month in self.earlier]
        yield "statements_open", lists.statements_open()
        yield "lines_undecided", lists.lines_undecided()
        yield "journal_broken", lists.journal_broken(self.anchor)
        yield "claims_unsubmitted", lists.claims_unsubmitted()
        yield "statements_unfinished", _of(figures, _unfinished)
        yield "invoices_missing", _of(figures, _without_invoice)
        yield "receipts_unallocated", lists.receipts_unallocated()
        yield "deductions_overdue", lists.deductions_overdue(today)
        yield "numbers_missing", [Waiting(number, 0) for number in figures.missing]
        yield "days_unclosed", lists.days_unclosed()
        yield "numbers_void", [Waiting(one.number, 0) for one in figures.voids]

    def _unexplained(self, query: Query) -> list[Waiting]:
        wanted = Wanted(self.asking.span.brand, unexplained=True)
        rows = self.receivables.rows(self.days, wanted, _MOST, query)
        return [Waiting(row.number, row.fen) for row in rows]


def looking(bench: Bench, brand: str, month: str, asking: AskingMonth) -> Looking:
    """Return the question whether a month may be closed."""
    closes = sorted(bench.stores.month_closes.find(brand=brand), key=lambda one: one.month)
    earlier = [one for one in closes if one.month < month]
    return Looking(
        asking,
        months_between(earlier[-1].month, month) if earlier else (),
        earlier[-1].anchor if earlier else "",
        bench.today,
        bench.stores.receivables,
        days_of(bench),
    )


def months_between(closed: str, month: str) -> tuple[str, ...]:
    """Return the months after a closed one and before another."""
    found = []
    after = month_after(closed)
    while after < month:
        found.append(after)
        after = month_after(after)
    return tuple(found)


def _check(code: str, waiting: list[Waiting]) -> MonthCheck:
    names = tuple(dict.fromkeys(one.name for one in waiting))[:NAMED]
    return MonthCheck(code, len(waiting), sum(one.amount_fen for one in waiting), names=names)


def _of(figures: MonthFigures, is_so: Callable[[ListedStatement], bool]) -> list[Waiting]:
    return [Waiting(one.number, one.outstanding_fen) for one in figures.statements if is_so(one)]


def _without_invoice(one: ListedStatement) -> bool:
    return bool(one.confirmed_on) and one.payable_fen > 0 and one.invoiced_fen != one.payable_fen


def _unfinished(one: ListedStatement) -> bool:
    return bool(one.confirmed_on) and one.state not in _FINISHED and not _without_invoice(one)


def told_by_finance(look: MonthLook, finance_fen: int | None) -> MonthLook:
    """Return a look that compares the payers' account with finance's own balance, with tax."""
    if finance_fen is None:
        return look
    off = finance_fen - look.figures.payers.closing_fen
    return replace(look, checks=(*look.checks, MonthCheck(FINANCE, int(off != 0), off)))


def reasoned(look: MonthLook, reasons: Mapping[str, str]) -> tuple[MonthCheck, ...]:
    """Return the checks with the reasons they are acknowledged for.

    Refused(STATE) for each that blocks, INVALID for each that has no reason.
    """
    wrong = [
        Finding(
            STATE,
            f"checks.{one.code}",
            N_("The month cannot be closed yet. {what}: {n}."),
            {"what": CHECK_NAMES[one.code], "n": one.count},
        )
        for one in look.blocks
    ]
    wrong += [
        Finding(
            INVALID,
            f"acknowledged.{one.code}",
            N_("Say why the month is closed all the same. {what}: {n}."),
            {"what": CHECK_NAMES[one.code], "n": one.count},
        )
        for one in look.warnings
        if not is_visible(reasons.get(one.code, ""))
    ]
    if wrong:
        raise Refused(wrong)
    return tuple(
        replace(one, acknowledged=clean(reasons[one.code]).strip())
        if one.count and needs_reason(one.code)
        else one
        for one in look.checks
    )
