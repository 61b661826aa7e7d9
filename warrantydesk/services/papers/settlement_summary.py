"""Settlement summary (结算汇总, B.6): the statements confirmed in a month by model and class."""

from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.deduction import DEDUCTION_KIND_NAMES, DeductionKind
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.i18n import _
from warrantydesk.services.papers.money_words import MonthPaper, day

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet, MoneyTable

SETTLEMENT_SUMMARY = "settlement_summary"
_APART = {
    ClaimType.PRE_SALE: "pre_sale",
    ClaimType.PDI: "pre_sale",
    ClaimType.OUTWARD: "outward",
    ClaimType.FREE_SERVICE: "free_service",
    ClaimType.CAMPAIGN: "campaign",
    ClaimType.SPECIAL: "special",
    ClaimType.GOODWILL: "special",
}
"""Types that the form counts apart; all others are ordinary."""


def build(month: MonthPaper) -> "MoneySheet":
    """Return the paper of a month."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    figures, words = month.figures, month.words
    booked = [one for one in figures.statements if one.confirmed_on]
    payable = sum(one.payable_fen for one in booked)
    tax = sum(one.tax_fen for one in booked)
    return MoneySheet(
        words.desk,
        _("Settlement summary"),
        month.number,
        (
            *month.head,
            (_("Statements"), f"{len(booked):,}"),
            *counts(figures),
            (_("Claimed by these claims ¥"), yuan(figures.asked_fen)),
            (_("To be invoiced, net ¥"), yuan(payable)),
            (_("Tax ¥"), yuan(tax)),
            (_("To be invoiced, with tax ¥"), yuan(payable + tax)),
            (_("Phone of the station"), words.desk.site.phone or "—"),
            (_("Phone of the clerk"), words.desk.clerk_phone or "—"),
        ),
        (series_table(month), deductions_table(month), _statements(month)),
        (
            _(
                "All amounts are net, in yuan. Where a statement names one sum for a claim, it is "
                "parted by what was approved of its lines, else by what was claimed."
            ),
        ),
        (
            Sign(_("Warranty clerk"), *month.clerk_signed),
            Sign(_("Head of the station")),
            Sign(_("Finance")),
        ),
    )


def counts(figures: MonthFigures) -> tuple[tuple[str, str], ...]:
    """Return label and number of the settled claims, by the types that the form counts apart."""
    found: dict[str, int] = {}
    for one in figures.types:
        kind = _APART.get(ClaimType(one.key), "ordinary")
        found[kind] = found.get(kind, 0) + one.count
    names = (
        ("pre_sale", _("Pre-sale")),
        ("ordinary", _("Ordinary")),
        ("outward", _("Outward")),
        ("free_service", _("Free service")),
        ("campaign", _("Campaign")),
        ("special", _("Special")),
    )
    whole = sum(found.values())
    return (
        (_("Claims in all"), f"{whole:,}"),
        *((name, f"{found.get(kind, 0):,}") for kind, name in names),
    )


def series_table(month: MonthPaper) -> "MoneyTable":
    """Return what was settled by model and class."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    money = (
        _("Service ¥"),
        _("Labour ¥"),
        _("Parts ¥"),
        _("Rescue ¥"),
        _("Special ¥"),
        _("Freight ¥"),
        _("Campaign ¥"),
        _("Other ¥"),
        _("Deducted ¥"),
        _("Subtotal ¥"),
    )
    table = MoneyTable(
        _("By model"),
        (
            MoneyColumn(_("Model"), share=1.6),
            MoneyColumn(_("Claims"), Holds.COUNT, 0.8),
            *(MoneyColumn(text, Holds.MONEY) for text in money),
        ),
        tuple(
            (
                month.words.model(one.key),
                one.claims,
                one.care_fen,
                one.labour_fen,
                one.parts_fen,
                one.rescue_fen,
                one.special_fen,
                one.freight_fen,
                one.campaign_fen,
                one.other_fen,
                one.deducted_fen,
                one.total_fen,
            )
            for one in month.figures.series
        ),
        note=_("subtotal = all classes − deducted"),
        empty=_("No statement was confirmed in this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def deductions_table(month: MonthPaper) -> "MoneyTable":
    """Return what was taken and given beside the claims."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    table = MoneyTable(
        _("Deductions by kind"),
        (
            MoneyColumn(_("Kind"), share=2),
            MoneyColumn(_("Number of them"), Holds.COUNT),
            MoneyColumn(_("Taken ¥"), Holds.MONEY),
        ),
        tuple(
            (_(DEDUCTION_KIND_NAMES[DeductionKind(one.key)]), one.count, one.amount_fen)
            for one in month.figures.deductions
        ),
        note=_("below 0 the payer gives; differences that were taken as they are stand among them"),
        empty=_("Nothing was deducted in this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def _statements(month: MonthPaper) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    table = MoneyTable(
        _("Statements"),
        (
            MoneyColumn(_("Number"), share=1.2),
            MoneyColumn(_("Payer's number"), share=1.5),
            MoneyColumn(_("Paying party"), share=1.5),
            MoneyColumn(_("Confirmed on"), Holds.DAY, 1.1),
            MoneyColumn(_("Line count"), Holds.COUNT, 0.7),
            MoneyColumn(_("Claims ¥"), Holds.MONEY, 1.2),
            MoneyColumn(_("Beside ¥"), Holds.MONEY, 1.2),
            MoneyColumn(_("To be invoiced ¥"), Holds.MONEY, 1.2),
        ),
        tuple(
            (
                one.number,
                one.maker_number,
                month.words.payer(one.payer),
                day(one.confirmed_on),
                one.lines,
                one.settled_fen,
                one.beside_fen,
                one.payable_fen,
            )
            for one in month.figures.statements
            if one.confirmed_on
        ),
    )
    return replace(table, sums=total_row(table, _("Total")))
