"""Expected cash: which money should be on the account by which day, net and with tax."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warrantydesk.i18n import N_

BANK_DAYS = 3
"""Working days that a bank takes for what the payer has remitted."""


class CashKind(StrEnum):
    """On what an expected sum rests, the surest first."""

    REMITTED = "remitted"
    INVOICED = "invoiced"
    TO_INVOICE = "to_invoice"
    NEXT_STATEMENT = "next_statement"


CASH_KIND_NAMES = {
    CashKind.REMITTED: N_("remitted by the payer"),
    CashKind.INVOICED: N_("invoiced"),
    CashKind.TO_INVOICE: N_("confirmed, to be invoiced"),
    CashKind.NEXT_STATEMENT: N_("approved, for the next statement"),
}


@dataclass(frozen=True)
class CashItem:
    """One sum that is expected: of a statement, or of approved claims on none."""

    due_on: date
    kind: CashKind
    brand: str
    payer: str
    net_fen: int
    gross_fen: int
    """With tax: as invoiced or as the statement says it, else with the maker's rate."""
    statement: str = ""
    statement_id: int | None = None
    maker_number: str = ""
    claims: int = 0
    overdue: bool = False


@dataclass(frozen=True)
class CashDay:
    """What is expected on one day; overdue days come first."""

    day: date
    overdue: bool
    net_fen: int
    gross_fen: int
    items: tuple[CashItem, ...]


@dataclass(frozen=True)
class CashCalendar:
    """Expected cash by day, with its sums; ``later`` is what falls due after the last day."""

    first: date
    last: date
    days: tuple[CashDay, ...]
    net_fen: int
    gross_fen: int
    overdue_net_fen: int
    overdue_gross_fen: int
    later_net_fen: int = 0
    later_gross_fen: int = 0


def cash_calendar(items: Iterable[CashItem], first: date, last: date) -> CashCalendar:
    """Put sums on their days; those after ``last`` are only added up."""
    within = sorted(
        (one for one in items if one.due_on <= last),
        key=lambda one: (one.due_on, -one.gross_fen, one.statement),
    )
    later = [one for one in items if one.due_on > last]
    days = []
    for day in sorted({one.due_on for one in within}):
        some = tuple(one for one in within if one.due_on == day)
        days.append(CashDay(day, day < first, *_sums(some), some))
    overdue = [one for one in within if one.due_on < first]
    return CashCalendar(first, last, tuple(days), *_sums(within), *_sums(overdue), *_sums(later))


def _sums(items: Iterable[CashItem]) -> tuple[int, int]:
    found = tuple(items)
    return sum(one.net_fen for one in found), sum(one.gross_fen for one in found)
