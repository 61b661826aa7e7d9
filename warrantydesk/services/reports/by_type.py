"""Claims by type: how many, how much, what became of them."""

from collections.abc import Mapping

from warrantydesk.domain.report import (
    Asked,
    ChartKind,
    ReportChart,
    ReportColumn,
    ReportGroup,
    ReportPoint,
    ReportRow,
    ReportTable,
)
from warrantydesk.i18n import N_, _, pick
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    counted_note,
    month_names,
    percent_text,
    permille,
    refused_note,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, Tally, behind_by, tallied
from warrantydesk.services.reports.tally_columns import claim_cells, claim_columns, claim_sums
from warrantydesk.services.reports.words import period_text

_TYPES = Grouping("c.type")


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally claims by type, the most frequent first; money in fen, net."""
    found = tallied(sources, asked, tick, _TYPES)
    order = sorted(found, key=lambda key: (-found[key].claims, key))
    claims, months = sum(one.claims for one in found.values()), month_names(asked, BARS)
    rows = tuple(
        ReportRow(
            key,
            (_name(sources, asked.brand, key), *claim_cells(one, claims, months)),
        )
        for key, one in ((key, found[key]) for key in order)
    )
    total = ReportRow(TOTAL, (_("Total"), *claim_sums(found.values())))
    return ReportTable(
        "by_type",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(sources, asked, found, order),
        total=total if rows else None,
        notes=(counted_note(), refused_note()),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("type", _("Type"), width=20),
        *claim_columns(),
    )


def _chart(
    sources: ReportSources, asked: Asked, found: Mapping[str, Tally], order: list[str]
) -> ReportChart:
    finding = _("No claim was opened in this period.")
    if order:
        claims = sum(one.claims for one in found.values())
        finding = _(
            "{type}: {share} of the claims",
            type=_name(sources, asked.brand, order[0]),
            share=percent_text(permille(found[order[0]].claims, claims)),
        )
    points = tuple(
        ReportPoint(key, _name(sources, asked.brand, key), (found[key].claims,)) for key in order
    )
    return ReportChart(ChartKind.BARS, finding, (_("Claims"),), points)


def _name(sources: ReportSources, brand: str, kind: str) -> str:
    entry = sources.profile(brand).types.get(kind)
    return pick(entry.name_zh, entry.name_en) if entry else kind


REPORT = Report(
    "by_type",
    N_("Claims by type"),
    ReportGroup.QUALITY,
    build,
    behind_by(_TYPES, {}),
    order=20,
)
