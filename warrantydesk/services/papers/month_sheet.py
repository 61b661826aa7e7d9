"""Sheet of the month close (月结单): checks with their reasons, figures, void numbers, anchor."""

from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.settlement.month import MonthCheck, MonthClose
from warrantydesk.domain.settlement.month_checks import CHECK_NAMES, TOLD, blocks
from warrantydesk.i18n import N_, _, list_text
from warrantydesk.services.papers.money_words import MonthPaper
from warrantydesk.services.papers.parts_summary import claims_table

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet, MoneyTable

MONTH_SHEET = "month_sheet"
_NAMED = 8
"""Numbers of a check that its row names."""
KINDS = {
    "claim": N_("Claim"),
    "statement": N_("Statement"),
    "deduction": N_("Deduction entry"),
    "invoice": N_("Invoice"),
    "receipt": N_("Receipt"),
    "write_off": N_("Write-off"),
}


def build(month: MonthPaper) -> "MoneySheet":
    """Return the paper of a month; before its close the checks are those of now."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    close, figures = month.close, month.figures
    head = list(month.head)
    words = []
    if close is not None:
        head.append((_("Journal"), close.anchor))
        if close.note:
            words.append(_("Remark: {text}", text=close.note))
        words.append(
            _("Nothing is booked into this month any more: corrections go to a later month.")
        )
    if figures.missing:
        listed = list_text(figures.missing)
        words.append(_("Given and nowhere: {numbers}", numbers=listed))
    filed = (figures.filed,) if figures.filed.claims else ()
    return MoneySheet(
        month.words.desk,
        _("Close of the month"),
        month.number,
        tuple(head),
        (
            _checks(close),
            replace(
                claims_table(_("Claims filed in the month"), "", filed, lambda key: _("All")),
                sums=(),
            ),
            _sums(month),
            corrections_table(month),
            _voids(month),
        ),
        tuple(words),
        (
            Sign(_("Month closed by"), *month.clerk_signed),
            Sign(_("Finance")),
            Sign(_("Service manager")),
        ),
        foot=_("Anchor of the journal: {anchor}", anchor=close.anchor) if close else "",
    )


def _checks(close: MonthClose | None) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    return MoneyTable(
        _("Checks before the close"),
        (
            MoneyColumn(_("What is checked"), share=2.2),
            MoneyColumn(_("Cases"), Holds.COUNT, 0.6),
            MoneyColumn(_("Amount ¥"), Holds.MONEY, 1),
            MoneyColumn(_("Closed all the same because"), share=2),
            MoneyColumn(_("Numbers"), share=2),
        ),
        tuple(
            (
                _(CHECK_NAMES[one.code]),
                one.count,
                one.amount_fen or None,
                _reason(one),
                list_text(one.names[:_NAMED]) + (" …" if len(one.names) > _NAMED else ""),
            )
            for one in (close.checks if close else ())
        ),
        empty=_("The close kept no check.") if close else _("The month is not closed yet."),
    )


def _reason(one: MonthCheck) -> str:
    if one.acknowledged:
        return one.acknowledged
    if not one.count:
        return _("nothing found")
    if one.code in TOLD:
        return _("see the register below")
    return _("blocks the close") if blocks(one.code) else ""


def _sums(month: MonthPaper) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    figures = month.figures
    flow, cash = figures.flow, figures.cash
    booked = [one for one in figures.statements if one.confirmed_on]
    rows = (
        (_("Receivable at the beginning"), flow.opening_fen),
        (_("Claimed"), flow.claimed_fen),
        (_("Refused by the maker"), flow.refused_fen),
        (_("Paid"), flow.paid_fen),
        (_("Deducted"), flow.deducted_fen),
        (_("Written off"), flow.written_off_fen),
        (_("Changed later in earlier months"), flow.changed_fen),
        (_("Receivable at the end"), flow.closing_fen),
        (_("Statements confirmed, net"), sum(one.payable_fen for one in booked)),
        (_("Invoices issued, net"), sum(one.amount_fen for one in figures.invoices)),
        (_("Received, with tax"), cash.received_fen),
        (_("Not allocated at the end"), cash.after_fen),
    )
    return MoneyTable(
        _("Figures of the month"),
        (MoneyColumn(_("Item"), share=3), MoneyColumn(_("Amount ¥"), Holds.MONEY)),
        rows,
    )


def corrections_table(month: MonthPaper) -> "MoneyTable":
    """Return what was booked in the month to put a closed one right; none: nothing."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    return MoneyTable(
        _("Corrections of closed months"),
        (
            MoneyColumn(_("Number"), share=1.2),
            MoneyColumn(_("Kind"), share=1),
            MoneyColumn(_("Puts right"), share=2),
            MoneyColumn(_("Amount ¥"), Holds.MONEY, 1),
        ),
        tuple(
            (one.number, _(KINDS.get(one.kind, one.kind)), one.corrects, one.amount_fen)
            for one in month.figures.corrections
        ),
    )


def _voids(month: MonthPaper) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable

    return MoneyTable(
        _("Void register"),
        (
            MoneyColumn(_("Number"), share=1.2),
            MoneyColumn(_("Kind"), share=1),
            MoneyColumn(_("Reason"), share=3),
        ),
        tuple(
            (one.number, _(KINDS.get(one.kind, one.kind)), one.reason)
            for one in month.figures.voids
        ),
        note=_("numbers of this month that are void; none is used again"),
        empty=_("No number of this month is void."),
    )
