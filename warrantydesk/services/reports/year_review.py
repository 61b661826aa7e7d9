"""Yearly review: the year in figures against the year before, with what to do about it."""

from collections.abc import Sequence

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    Choice,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.i18n import N_, _
from warrantydesk.services.reports.counting import TOTAL, middle, money_text, percent_text
from warrantydesk.services.reports.losses import came_back_of, claims_of, losses_of
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.spans import last_year_of, months_of, year_before
from warrantydesk.services.reports.words import period_text
from warrantydesk.services.reports.year_sums import YearSums, filed_in, year_sums
from warrantydesk.services.reports.year_tops import (
    REST,
    Top,
    claims_of_parts,
    parts_by_cost,
    shown_parts,
    top_columns,
    top_parts,
    top_reasons,
    top_rows,
    top_total,
)
from warrantydesk.services.reports.year_words import change_text, figures, suggestions

_MONTHS, _REASONS, _PARTS = "month", "reason", "part"
_ROWS = Choice(
    "rows",
    N_("Rows"),
    (
        (_MONTHS, N_("month by month")),
        (_REASONS, N_("reasons of losses")),
        (_PARTS, N_("dearest parts")),
    ),
)


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Lay the days asked for beside the same days a year before; net fen."""
    asked = last_year_of(asked)
    earlier = year_before(asked)
    now, before = year_sums(sources, asked, tick), year_sums(sources, earlier, tick)
    reasons = top_reasons(sources, now, before)
    parts = top_parts(sources, parts_by_cost(sources, asked), parts_by_cost(sources, earlier))
    columns, rows, total = _table(asked.choice("rows", _MONTHS), now, before, reasons, parts)
    return ReportTable(
        "year_review",
        _(REPORT.title),
        period_text(asked),
        columns,
        rows,
        _chart(now, before),
        figures(now, before),
        suggestions(sources, now, reasons, parts),
        total,
        _notes(earlier),
    )


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a month, a reason or a part, of this year or of the one before."""
    rows, asked = asked.choice("rows", _MONTHS), last_year_of(asked)
    days = asked
    if column.endswith("before"):
        days = year_before(asked)
    if rows == _MONTHS:
        place = 0 if row == TOTAL else [one.name for one in months_of(asked)].index(row)
        months = months_of(days)
        return filed_in(sources, days, months if row == TOTAL else months[place : place + 1])
    if rows == _REASONS:
        back = came_back_of(sources, days, lambda done, total: None)
        losses = losses_of(sources, days, back)
        return claims_of(one for one in losses if row in (TOTAL, one.key))
    return _of_part(sources, asked, days, row)


def _of_part(sources: ReportSources, asked: Asked, days: Asked, row: str) -> list[int]:
    """Return the claims of a part in ``days``; the rows are those of what is asked."""
    found = claims_of_parts(sources, days)
    if row == TOTAL:
        return [number for _part, number in found]
    if row != REST:
        return [number for part, number in found if part == row]
    shown = set(shown_parts(parts_by_cost(sources, asked)))
    return [number for part, number in found if part not in shown]


def _table(
    rows: str, now: YearSums, before: YearSums, reasons: Sequence[Top], parts: Sequence[Top]
) -> tuple[tuple[ReportColumn, ...], tuple[ReportRow, ...], ReportRow]:
    if rows == _REASONS:
        columns = top_columns(_("Reason"), _("Lost or late ¥"), _("Year before ¥"))
        return columns, top_rows(reasons), top_total(reasons, each_once=False)
    if rows == _PARTS:
        columns = top_columns(_("Causal part"), _("Claimed ¥"), _("Year before ¥"))
        return columns, top_rows(parts), top_total(parts, each_once=True)
    return _columns(), _month_rows(now, before), _total(now, before)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("month", _("Month"), width=9),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("claims_before", _("Year before"), Shows.COUNT, 9, clicks=True),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 14),
        ReportColumn("claimed_before", _("Year before ¥"), Shows.MONEY, 14),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 14),
        ReportColumn("acceptance", _("Acceptance rate"), Shows.PERMILLE, 9),
        ReportColumn("lost", _("Lost ¥"), Shows.MONEY, 12),
        ReportColumn("lost_before", _("Year before ¥"), Shows.MONEY, 12),
        ReportColumn("rate", _("First-pass rate"), Shows.PERMILLE, 9),
        ReportColumn("days", _("Days to the money"), Shows.TENTHS, 9),
    )


def _pairs(now: YearSums, before: YearSums) -> list[tuple[str, str]]:
    """Return each month with the same month a year before, from the first that has claims."""
    pairs = list(zip(now.months, before.months, strict=True))
    filled = (
        place
        for place, (month, earlier) in enumerate(pairs)
        if now.months[month].claims or before.months[earlier].claims
    )
    return pairs[next(filled, len(pairs)) :]


def _month_rows(now: YearSums, before: YearSums) -> tuple[ReportRow, ...]:
    worst = max(now.months, key=lambda month: now.lost_by_month.get(month, 0), default="")
    rows = []
    for month, earlier in _pairs(now, before):
        filed, former = now.months[month], before.months[earlier]
        rows.append(
            ReportRow(
                month,
                (
                    month,
                    filed.claims,
                    former.claims,
                    filed.claimed_fen,
                    former.claimed_fen,
                    filed.approved_fen,
                    filed.acceptance,
                    now.lost_by_month.get(month, 0),
                    before.lost_by_month.get(earlier, 0),
                    now.rate_by_month.get(month),
                    middle(now.days_paid.get(month, ())),
                ),
                matters=month == worst and now.lost_by_month.get(month, 0) > 0,
            )
        )
    return tuple(rows)


def _total(now: YearSums, before: YearSums) -> ReportRow:
    filed, former = now.whole, before.whole
    return ReportRow(
        TOTAL,
        (
            _("Total"),
            filed.claims,
            former.claims,
            filed.claimed_fen,
            former.claimed_fen,
            filed.approved_fen,
            filed.acceptance,
            now.lost_fen,
            before.lost_fen,
            now.rate,
            middle(now.all_days),
        ),
    )


def _chart(now: YearSums, before: YearSums) -> ReportChart:
    points = tuple(
        ReportPoint(
            month, month, (now.months[month].claimed_fen, before.months[earlier].claimed_fen)
        )
        for month, earlier in _pairs(now, before)
    )
    series = (_("Claimed"), _("Year before"))
    return ReportChart(ChartKind.LINE, _finding(now, before), series, points, Shows.MONEY)


def _finding(now: YearSums, before: YearSums) -> str:
    filed, former = now.whole, before.whole
    if not filed.claims:
        return _("Nothing was filed in this period")
    if not former.claimed_fen:
        return _(
            "{claims} claims for {money}, {accepted} accepted, {lost} lost",
            claims=filed.claims,
            money=money_text(filed.claimed_fen),
            accepted=percent_text(filed.acceptance),
            lost=money_text(now.lost_fen),
        )
    return _(
        "{claims} claims for {money}, {change} against the year before; {accepted} accepted, "
        "{lost} lost",
        claims=filed.claims,
        money=money_text(filed.claimed_fen),
        change=change_text(filed.claimed_fen, former.claimed_fen),
        accepted=percent_text(filed.acceptance),
        lost=money_text(now.lost_fen),
    )


def _notes(earlier: Asked) -> tuple[str, ...]:
    days = period_text(earlier)
    return (
        _("At most the last twelve months of the period are reviewed."),
        _("Year before: the same days a year earlier, {days}.", days=days),
        _("A claim belongs to the month in which it was filed last; void ones are left out. Net."),
        _(
            "Accepted: approved of what was answered. Lost: refused, cut or taken, in the month "
            "of the answer. First-pass rate: by the month of the first filing."
        ),
        _(
            "Days to the money: the median from the first filing to the last receipt, in the "
            "month of the receipt."
        ),
    )


REPORT = Report(
    "year_review",
    N_("Yearly review"),
    ReportGroup.MONEY,
    build,
    behind,
    (_ROWS,),
    months=12,
    order=60,
)
