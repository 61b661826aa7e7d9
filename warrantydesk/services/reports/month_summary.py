"""Monthly summary: what was filed each month, what became of it, what is still to come."""

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Figure,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.domain.settlement.month_figures import ClaimSums
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.counting import TOTAL, money_text, percent_text, permille
from warrantydesk.services.reports.month_sums import MonthSums, added, claims_filed, month_sums
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.spans import months_of, whole_months
from warrantydesk.services.reports.words import period_text


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Sum up whole months; of closed ones the figures of their close. Net fen."""
    asked = whole_months(asked)
    months = month_sums(sources, asked, tick)
    whole = added(ClaimSums(), [one.filed for one in months])
    claims = sum(one.claims_now for one in months)
    arrived = sum(one.arrived_fen for one in months)
    cells = (_("Total"), claims, *_money(whole), arrived, None, *_taken(whole), "")
    total = ReportRow(TOTAL, cells)
    return ReportTable(
        "month_summary",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        tuple(map(_row, months)),
        _chart(months, whole, arrived),
        _figures(months, whole),
        total=total,
        notes=_notes(months),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims filed in a month, or in all of them."""
    found = [
        number
        for month in months_of(whole_months(asked))
        if row in (TOTAL, month.name)
        for number in claims_filed(sources, asked, month)
    ]
    return sorted(found, reverse=True)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("month", _("Month"), width=9),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 13),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 13),
        ReportColumn("refused", _("Refused ¥"), Shows.MONEY, 12),
        ReportColumn("open", _("No answer yet ¥"), Shows.MONEY, 12),
        ReportColumn("paid", _("Paid ¥"), Shows.MONEY, 12),
        ReportColumn("outstanding", _("To come ¥"), Shows.MONEY, 12),
        ReportColumn("received", _("Arrived ¥"), Shows.MONEY, 12),
        ReportColumn("closing", _("Receivable ¥"), Shows.MONEY, 13),
        ReportColumn("deducted", _("Deducted ¥"), Shows.MONEY, 11),
        ReportColumn("written", _("Written off ¥"), Shows.MONEY, 11),
        ReportColumn("closed", _("Month close"), width=12),
    )


def _row(one: MonthSums) -> ReportRow:
    closed = _("month closed") if one.closed else _("month open")
    sums, after = _money(one.filed), _taken(one.filed)
    return ReportRow(
        one.month,
        (one.month, one.claims_now, *sums, one.arrived_fen, one.closing_fen, *after, closed),
        matters=not one.closed,
    )


def _money(sums: ClaimSums) -> tuple[int, ...]:
    return (
        sums.claimed_fen,
        sums.approved_fen,
        sums.refused_fen,
        sums.open_fen,
        sums.paid_fen,
        sums.outstanding_fen,
    )


def _taken(sums: ClaimSums) -> tuple[int, int]:
    return sums.deducted_fen, sums.written_off_fen


def _chart(months: list[MonthSums], whole: ClaimSums, arrived: int) -> ReportChart:
    points = tuple(
        ReportPoint(
            one.month,
            one.month,
            (
                one.filed.paid_fen,
                max(one.filed.outstanding_fen, 0),
                one.filed.open_fen,
                one.filed.refused_fen + one.filed.deducted_fen + one.filed.written_off_fen,
            ),
            matters=not one.closed,
        )
        for one in months
    )
    series = (_("Paid"), _("Approved, to come"), _("No answer yet"), _("Lost"))
    return ReportChart(ChartKind.STACK, _finding(whole, arrived), series, points, Shows.MONEY)


def _finding(whole: ClaimSums, arrived: int) -> str:
    if not whole.claimed_fen:
        return _("Nothing was filed in these months")
    return _(
        "{claimed} claimed; of what was answered {share} was approved; {arrived} arrived",
        claimed=money_text(whole.claimed_fen),
        share=percent_text(_acceptance(whole)),
        arrived=money_text(arrived),
    )


def _figures(months: list[MonthSums], whole: ClaimSums) -> tuple[Figure, ...]:
    last = months[-1].closing_fen if months else 0
    return (
        Figure(_("Claimed"), whole.claimed_fen, Shows.MONEY),
        Figure(_("Approved of what was answered"), _acceptance(whole), Shows.PERMILLE),
        Figure(_("Paid of these claims"), whole.paid_fen, Shows.MONEY),
        Figure(_("Receivable at the end"), last, Shows.MONEY),
    )


def _acceptance(whole: ClaimSums) -> int | None:
    return permille(whole.approved_fen, whole.approved_fen + whole.refused_fen)


def _notes(months: list[MonthSums]) -> tuple[str, ...]:
    notes = [
        _("Whole months. A claim belongs to the month in which it was filed last."),
        _("Closed months show what they were closed with, open ones what holds today."),
        _(
            "Claimed = approved + refused + no answer yet; approved = paid + deducted + "
            "written off + to come. Net amounts."
        ),
        _("Arrived: in the month, for claims of any month. Receivable: at the month's end."),
        _("The receivable is counted back for closed months and for the last three."),
    ]
    for one in months:
        if one.closed and one.claims_now != one.filed.claims:
            notes.append(
                _(
                    "{month} was closed with {then} claims; {now} of today are filed in it.",
                    month=one.month,
                    then=one.filed.claims,
                    now=one.claims_now,
                )
            )
    return tuple(notes)


REPORT = Report(
    "month_summary", N_("Monthly summary"), ReportGroup.MONEY, build, behind, months=6, order=10
)
