"""Claims by type: how many, how much, what became of them."""

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
    Shows,
)
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.words import period_text

_SQL = """
SELECT type, count(*), sum(total_fen), coalesce(sum(approved_fen), 0)
FROM claim WHERE opened_on BETWEEN ? AND ? AND state <> 'VOID' AND (? = '' OR brand = ?)
GROUP BY type ORDER BY 2 DESC"""
_BEHIND = """
SELECT id FROM claim WHERE opened_on BETWEEN ? AND ? AND state <> 'VOID'
AND (? = '' OR brand = ?) AND type = ? ORDER BY id DESC"""


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Count the claims opened in the period by type; money in fen, net."""
    span = (asked.first.isoformat(), asked.last.isoformat(), asked.brand, asked.brand)
    found = sources.query(_SQL, span)
    names = {str(kind): _name(sources, str(kind)) for kind in ClaimType}
    rows = tuple(
        ReportRow(kind, (names.get(kind, kind), count, total or 0, approved))
        for kind, count, total, approved in found
    )
    chart = ReportChart(
        ChartKind.BARS,
        _("Claims by type"),
        points=tuple(
            ReportPoint(kind, names.get(kind, kind), (count,)) for kind, count, *_money in found
        ),
    )
    columns = (
        ReportColumn("type", _("Type"), width=18),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 9, clicks=True),
        ReportColumn("claimed", _("Claimed ¥"), Shows.MONEY, 14),
        ReportColumn("approved", _("Approved ¥"), Shows.MONEY, 14),
    )
    return ReportTable("by_type", _(REPORT.title), period_text(asked), columns, rows, chart)


def behind(sources: ReportSources, asked: Asked, row: str, column: str) -> list[int]:
    """Return the claims of a type."""
    values = (asked.first.isoformat(), asked.last.isoformat(), asked.brand, asked.brand, row)
    return [number for (number,) in sources.query(_BEHIND, values)]


def _name(sources: ReportSources, kind: str) -> str:
    entry = sources.profile().types.get(kind)
    return pick(entry.name_zh, entry.name_en) if entry else kind


REPORT = Report("by_type", N_("Claims by type"), ReportGroup.QUALITY, build, behind, order=20)
