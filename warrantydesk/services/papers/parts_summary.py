"""Monthly summary of warranty parts and claims (配件索赔汇总): by type, by model, by part."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.month_figures import ClaimSums
from warrantydesk.i18n import _
from warrantydesk.services.papers.money_words import MonthPaper

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet, MoneyTable

PARTS_SUMMARY = "parts_summary"


def build(month: MonthPaper) -> "MoneySheet":
    """Return the paper of a month."""
    from warrantydesk.documents.blocks import Sign
    from warrantydesk.documents.money_sheet import MoneySheet

    figures, words = month.figures, month.words
    filed = figures.filed
    return MoneySheet(
        words.desk,
        _("Monthly summary of warranty parts and claims"),
        month.number,
        (
            *month.head,
            (_("Claims"), f"{filed.claims:,}"),
            (_("Claimed ¥"), yuan(filed.claimed_fen)),
            (_("Approved ¥"), yuan(filed.approved_fen)),
            (_("Paid ¥"), yuan(filed.paid_fen)),
        ),
        (
            claims_table(_("By claim type"), _("Claim type"), figures.by_type, words.type),
            claims_table(_("By model"), _("Model"), figures.by_model, words.model),
            _parts(month),
        ),
        (
            _(
                "All amounts are net, in yuan. The summary holds the claims that were filed in the "
                "month."
            ),
            _(
                "Parts: the part lines alone, without handling; paid is the part's share of what "
                "its claims were paid. Pieces are counted as they stand."
            ),
        ),
        (
            Sign(_("Warranty clerk"), *month.clerk_signed),
            Sign(_("Parts store")),
            Sign(_("Service manager")),
        ),
    )


def claims_table(
    title: str, first: str, rows: Sequence[ClaimSums], name: Callable[[str], str]
) -> "MoneyTable":
    """Return claims with what became of their money, one row a kind, and their sums."""
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    money = (
        _("Claimed ¥"),
        _("Approved ¥"),
        _("Refused ¥"),
        _("Open ¥"),
        _("Paid ¥"),
        _("Deducted ¥"),
        _("Written off ¥"),
        _("Outstanding ¥"),
    )
    table = MoneyTable(
        title,
        (
            MoneyColumn(first, share=1.9),
            MoneyColumn(_("Claims"), Holds.COUNT, 0.7),
            *(MoneyColumn(text, Holds.MONEY, 1.15) for text in money),
        ),
        tuple(
            (
                name(one.key),
                one.claims,
                one.claimed_fen,
                one.approved_fen,
                one.refused_fen,
                one.open_fen,
                one.paid_fen,
                one.deducted_fen,
                one.written_off_fen,
                one.outstanding_fen,
            )
            for one in rows
        ),
        note=_("claimed = approved + refused + open"),
        empty=_("No claim was filed in this month."),
    )
    return replace(table, sums=total_row(table, _("Total")))


def _parts(month: MonthPaper) -> "MoneyTable":
    from warrantydesk.documents.money_sheet import MoneyColumn, MoneyTable, total_row

    table = MoneyTable(
        _("By part"),
        (
            MoneyColumn(_("Part number"), share=1.6),
            MoneyColumn(_("Part"), share=2.2),
            MoneyColumn(_("Claims"), Holds.COUNT, 0.75),
            MoneyColumn(_("Quantity"), Holds.COUNT, 0.9),
            MoneyColumn(_("Claimed ¥"), Holds.MONEY, 1.15),
            MoneyColumn(_("Approved ¥"), Holds.MONEY, 1.15),
            MoneyColumn(_("Paid ¥"), Holds.MONEY, 1.15),
            MoneyColumn(_("To maker"), Holds.COUNT, 0.95),
            MoneyColumn(_("Refused"), Holds.COUNT, 0.85),
            MoneyColumn(_("Scrapped"), Holds.COUNT, 0.95),
        ),
        tuple(
            (
                one.part_no,
                one.part_name,
                one.claims,
                one.quantity,
                one.claimed_fen,
                one.approved_fen,
                one.paid_fen,
                one.returned,
                one.refused,
                one.scrapped,
            )
            for one in month.figures.by_part
        ),
        empty=_("No part was claimed in this month."),
    )
    sums = total_row(table, _("Total"))
    # A claim with several parts would be counted several times.
    return replace(table, sums=(*sums[:2], None, *sums[3:]))
