"""What the page of months says: states, checks, figures, and where a check leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.month import MonthCheck, MonthClose
from warrantydesk.domain.settlement.month_checks import (
    CHECK_HINTS,
    CHECK_NAMES,
    TOLD,
    blocks,
    needs_reason,
)
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.i18n import _, date_text, list_text
from warrantydesk.ui.kit.cards import KeyValue
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table_model import Column

STATEMENT_CHECKS = (
    "statements_open",
    "lines_undecided",
    "statements_unfinished",
    "invoices_missing",
)
PAGE_OF = {
    "receipts_unallocated": ("settlement", "receipts"),
    "deductions_overdue": ("settlement", "deductions"),
    "receivables_unexplained": ("settlement", "receivables"),
    "days_unclosed": ("today", ""),
    "journal_broken": ("archive", ""),
    "numbers_missing": ("archive", ""),
    "numbers_void": ("archive", ""),
}
"""Tab and page that a check leads to; those of statements and claims lead to the first of them."""
_NAMED = 3


@dataclass(frozen=True)
class MonthRow:
    """A month of the list."""

    month: str
    close: MonthClose | None = None
    over: bool = True


def month_mark(row: MonthRow) -> Mark:
    """Return the mark of a month."""
    if row.close is not None:
        return Mark.OK
    return Mark.TODO if row.over else Mark.RUNNING


def month_state(row: MonthRow) -> str:
    """Return how far a month is."""
    if row.close is not None:
        return _("closed {day}", day=date_text(row.close.closed_on))
    return _("to be closed") if row.over else _("not over yet")


def month_columns() -> list[Column]:
    """Return the columns of the list of months."""
    return [
        Column("month", _("Month"), width=150, mark=month_mark, second=month_state, bold=True,
               stretch=True, sortable=False),
    ]  # fmt: skip


def check_mark(check: MonthCheck) -> Mark:
    """Return the mark of a check."""
    if not check.count or check.acknowledged:
        return Mark.OK
    if blocks(check.code):
        return Mark.BLOCK
    return Mark.WARN if needs_reason(check.code) else Mark.INFO


def check_second(check: MonthCheck) -> str:
    """Return what to do, or why the month was closed all the same."""
    if check.acknowledged:
        return _("Closed all the same: {reason}", reason=check.acknowledged)
    if not check.count:
        return _("nothing found")
    return _(CHECK_HINTS[check.code])


def check_numbers(check: MonthCheck) -> str:
    """Return the first numbers of what was found."""
    more = "…" if check.count > _NAMED else ""
    return " ".join(filter(None, (list_text(check.names[:_NAMED]), more)))


def check_columns() -> list[Column]:
    """Return the columns of the checks."""
    return [
        Column("code", _("What is checked"), width=220, text=lambda row: _(CHECK_NAMES[row.code]),
               second=check_second, mark=check_mark, bold=lambda row: bool(row.count),
               stretch=True, sortable=False),
        Column("count", _("Cases"), "right", width=64,
               text=lambda row: f"{row.count:,}" if row.count else "—",
               value=lambda row: row.count, holds=Holds.COUNT, sortable=False),
        Column("amount_fen", _("Amount ¥"), "right", width=98,
               text=lambda row: yuan(row.amount_fen) if row.amount_fen else "—",
               value=lambda row: row.amount_fen, holds=Holds.MONEY, sortable=False),
        Column("names", _("Numbers"), width=128, text=check_numbers, weak=True, sortable=False),
        Column("go", "", "right", width=56, action=True, sortable=False,
               text=lambda row: _("Look") if leads(row) else ""),
    ]  # fmt: skip


def leads(check: MonthCheck) -> bool:
    """Tell whether there is something to go to."""
    known = (*STATEMENT_CHECKS, "claims_unsubmitted", *PAGE_OF)
    return bool(check.count) and check.code in known


def in_order(checks: Sequence[MonthCheck]) -> list[MonthCheck]:
    """Return checks with what was found first, what blocks before what warns."""

    def weight(check: MonthCheck) -> tuple[bool, bool, bool]:
        return not check.count, not blocks(check.code), check.code in TOLD

    return sorted(checks, key=weight)


def flow_rows(figures: MonthFigures) -> list[KeyValue]:
    """Return the way of the receivable."""
    flow = figures.flow
    rows = [
        KeyValue(_("At the beginning"), yuan(flow.opening_fen)),
        KeyValue(_("+ claimed"), yuan(flow.claimed_fen)),
        KeyValue(_("− refused"), yuan(-flow.refused_fen)),
        KeyValue(_("− paid"), yuan(-flow.paid_fen)),
        KeyValue(_("− deducted"), yuan(-flow.deducted_fen)),
        KeyValue(_("− written off"), yuan(-flow.written_off_fen)),
    ]
    if flow.changed_fen:
        rows.append(KeyValue(_("± changed later"), yuan(flow.changed_fen), Mark.WARN))
    return [*rows, KeyValue(_("At the end"), yuan(flow.closing_fen), bold=True)]


def cash_rows(figures: MonthFigures) -> list[KeyValue]:
    """Return what came on the account."""
    cash = figures.cash
    left = Mark.WARN if cash.after_fen else None
    return [
        KeyValue(_("Received, with tax"), yuan(cash.received_fen)),
        KeyValue(_("For claims, net"), yuan(cash.claims_fen)),
        KeyValue(_("Beside claims, net"), yuan(cash.beside_fen)),
        KeyValue(_("Tax"), yuan(cash.tax_fen)),
        KeyValue(_("Not allocated"), yuan(cash.after_fen), left),
        KeyValue(_("Invoiced and not received"), yuan(figures.payers.closing_fen), bold=True),
    ]


def claim_rows(figures: MonthFigures) -> list[KeyValue]:
    """Return what became of the claims filed in the month."""
    filed = figures.filed
    return [
        KeyValue(_("Claims"), f"{filed.claims:,}"),
        KeyValue(_("Claimed"), yuan(filed.claimed_fen)),
        KeyValue(_("Approved"), yuan(filed.approved_fen)),
        KeyValue(_("Refused by the maker"), yuan(filed.refused_fen)),
        KeyValue(_("Not answered yet"), yuan(filed.open_fen)),
        KeyValue(_("Paid"), yuan(filed.paid_fen)),
        KeyValue(_("Outstanding"), yuan(filed.outstanding_fen), bold=True),
    ]
