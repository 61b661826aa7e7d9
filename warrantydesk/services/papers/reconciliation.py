"""Reconciliation with finance (与财务对账): receivable, account, the three lists side by side."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.invoice import INVOICE_KIND_NAMES, InvoiceKind
from warrantydesk.domain.settlement.month import MonthCheck
from warrantydesk.domain.settlement.month_checks import FINANCE
from warrantydesk.i18n import _
from warrantydesk.services.papers.money_words import MonthPaper, day
from warrantydesk.services.papers.month_sheet import corrections_table

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet, MoneyTable

RECONCILIATION = "reconciliation"


def build(month: MonthPaper) -> "MoneySheet":
    """Return the paper of a month."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    flow = month.figures.flow
    return MoneySheet(
        month.words.desk,
        _("Reconciliation with finance"),
        month.number,
        (
            *month.head,
            (_("Receivable at the beginning ¥"), yuan(flow.opening_fen)),
            (_("Receivable at the end ¥"), yuan(flow.closing_fen)),
        ),
        (
            _receivable(month),
            _account(month),
            _payers(month),
            _lists(month),
            invoices_table(month),
            receipts_table(month),
            corrections_table(month),
        ),
        (*_named(month), _("Finance fills in its own figures, and both sign.")),
        (
            Sign(_("Warranty desk"), *month.clerk_signed),
            Sign(_("Finance")),
        ),
    )


def _compared(title: str, note: str, rows: tuple[tuple[str, int], ...]) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    return MoneyTable(
        title,
        (
            MoneyColumn(_("Item"), share=2.6),
            MoneyColumn(_("Desk ¥"), Holds.MONEY),
            MoneyColumn(_("Finance ¥")),
            MoneyColumn(_("Difference ¥")),
        ),
        tuple((label, fen, "", "") for label, fen in rows[:-1]),
        (*rows[-1], "", ""),
        note=note,
    )


def _receivable(month: MonthPaper) -> "MoneyTable":
    flow = month.figures.flow
    rows = (
        (_("Receivable at the beginning"), flow.opening_fen),
        (_("+ claimed"), flow.claimed_fen),
        (_("− refused, less what appeals reopened"), -flow.refused_fen),
        (_("− paid"), -flow.paid_fen),
        (_("− deducted"), -flow.deducted_fen),
        (_("− written off"), -flow.written_off_fen),
        (_("± changed later in earlier months"), flow.changed_fen),
        (_("Receivable at the end"), flow.closing_fen),
    )
    return _compared(_("Receivable from claims"), _("net"), rows)


def _account(month: MonthPaper) -> "MoneyTable":
    cash = month.figures.cash
    rows = (
        (_("Received earlier and not allocated"), cash.before_fen),
        (_("+ received in the month, with tax"), cash.received_fen),
        (_("− for claims, net"), -cash.claims_fen),
        (_("− beside claims, net"), -cash.beside_fen),
        (_("− tax"), -cash.tax_fen),
        (_("Not allocated at the end"), cash.after_fen),
    )
    return _compared(_("Bank account"), _("tax included but where said"), rows)


def _payers(month: MonthPaper) -> "MoneyTable":
    """Return finance's own account of the payers; its balance where finance told it."""
    account, found = month.figures.payers, _told(month)
    rows = (
        (_("Invoiced earlier and not received"), account.opening_fen),
        (_("+ invoiced in the month"), account.invoiced_fen),
        (_("− received in the month"), -account.received_fen),
        (_("Invoiced and not received at the end"), account.closing_fen),
    )
    table = _compared(_("Payers in finance's books"), _("tax included"), rows)
    if found is None:
        return table
    finance = yuan(account.closing_fen + found.amount_fen)
    return replace(table, sums=(*rows[-1], finance, yuan(found.amount_fen)))


def _told(month: MonthPaper) -> MonthCheck | None:
    """Return how finance's balance compared with the desk's; None where it was not told."""
    checks = month.close.checks if month.close is not None else ()
    return next((one for one in checks if one.code == FINANCE), None)


def _lists(month: MonthPaper) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    money = (
        _("Maker's total ¥"),
        _("Desk's total ¥"),
        _("Invoiced ¥"),
        _("Received, with tax ¥"),
        _("Outstanding ¥"),
        _("Maker less desk ¥"),
    )
    table = MoneyTable(
        _("Maker's list, desk's list, finance's list"),
        (
            MoneyColumn(_("Statement"), share=1.2),
            MoneyColumn(_("Payer's number"), share=1.4),
            MoneyColumn(_("Paying party"), share=1.3),
            *(MoneyColumn(text, Holds.MONEY, 1.15) for text in money),
        ),
        tuple(
            (
                one.number,
                one.maker_number,
                month.words.payer(one.payer),
                one.said_fen,
                one.payable_fen,
                one.invoiced_fen,
                one.received_fen,
                one.outstanding_fen,
                None if one.said_fen is None else one.said_fen - one.payable_fen,
            )
            for one in month.figures.statements
        ),
        note=_("net but where said"),
        empty=_("No statement belongs to this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def invoices_table(month: MonthPaper) -> "MoneyTable":
    """Return the invoices of a month with their sums."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    table = MoneyTable(
        _("Invoices of the month"),
        (
            MoneyColumn(_("Invoice"), share=1.6),
            MoneyColumn(_("Kind"), share=1.5),
            MoneyColumn(_("Day of issue"), Holds.DAY),
            MoneyColumn(_("Paying party"), share=1.4),
            MoneyColumn(_("Net ¥"), Holds.MONEY),
            MoneyColumn(_("Tax ¥"), Holds.MONEY),
            MoneyColumn(_("With tax ¥"), Holds.MONEY),
            MoneyColumn(_("Takes back / corrects"), share=1.4),
        ),
        tuple(
            (
                one.number,
                _(INVOICE_KIND_NAMES[InvoiceKind(one.kind)]),
                day(one.issued_on),
                month.words.payer(one.payer),
                one.amount_fen,
                one.tax_fen,
                one.total_fen,
                " · ".join(filter(None, (one.credits, one.corrects))),
            )
            for one in month.figures.invoices
        ),
        empty=_("No invoice was issued in this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def receipts_table(month: MonthPaper) -> "MoneyTable":
    """Return the receipts of a month with their sums."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    table = MoneyTable(
        _("Receipts of the month"),
        (
            MoneyColumn(_("Receipt"), share=1.1),
            MoneyColumn(_("Day of receipt"), Holds.DAY),
            MoneyColumn(_("Paying party"), share=1.4),
            MoneyColumn(_("Bank reference"), share=1.6),
            MoneyColumn(_("Received, with tax ¥"), Holds.MONEY, 1.1),
            MoneyColumn(_("Allocated ¥"), Holds.MONEY, 1.1),
            MoneyColumn(_("Takes back / corrects"), share=1.4),
        ),
        tuple(
            (
                one.number,
                day(one.received_on),
                month.words.payer(one.payer),
                one.bank_ref,
                one.amount_fen,
                one.allocated_fen,
                " · ".join(filter(None, (one.reverses, one.corrects))),
            )
            for one in month.figures.receipts
        ),
        empty=_("No money came in this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def _named(month: MonthPaper) -> Iterator[str]:
    """Yield a sentence for every difference that has a name."""
    flow, cash, found = month.figures.flow, month.figures.cash, _told(month)
    if found is not None and found.amount_fen:
        yield _(
            "Finance's balance of the payers differs by {amount} yuan: {reason}",
            amount=yuan(found.amount_fen),
            reason=found.acknowledged,
        )
    if flow.changed_fen:
        yield _(
            "Changed after earlier months were closed, by answers entered later, withdrawals or "
            "corrections: {amount} yuan.",
            amount=yuan(flow.changed_fen),
        )
    if cash.after_fen:
        yield _(
            "Received and not allocated to a statement yet: {amount} yuan.",
            amount=yuan(cash.after_fen),
        )
    for one in month.figures.statements:
        if one.said_fen is not None and one.said_fen != one.payable_fen:
            yield _(
                "Statement {number}: the maker's total differs from its lines by {amount} yuan.",
                number=one.maker_number or one.number,
                amount=yuan(one.said_fen - one.payable_fen),
            )
        if one.unassigned_fen:
            yield _(
                "Statement {number}: {amount} yuan belong to no claim of this desk.",
                number=one.maker_number or one.number,
                amount=yuan(one.unassigned_fen),
            )
