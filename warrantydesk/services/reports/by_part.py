"""Claims by part: how often, how many pieces, how much, in which models, how often refused."""

from collections.abc import Mapping
from dataclasses import replace

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
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    counted_note,
    money_text,
    month_names,
    oftenest,
    percent_text,
    permille,
    refused_note,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, Tally, behind_by, tallied
from warrantydesk.services.reports.words import period_text

_DRAWN, _MATTERS = 12, 3
_PARTS = Grouping(
    "CASE p.new_part_no WHEN '' THEN p.old_part_no ELSE p.new_part_no END",
    "JOIN part_line p ON p.claim_id = c.id AND p.pay_by = 'claim'",
    "p.new_part_name",
    "p.quantity",
    "p.quantity * p.unit_price_fen",
    of_lines=True,
)
_CAUSAL = replace(_PARTS, joins=f"{_PARTS.joins} AND p.causal = 1")
CHOICES = (
    Choice("parts", N_("Parts"), (("all", N_("all parts")), ("causal", N_("causal parts only")))),
)


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally the part lines that the maker pays, the dearest part first."""
    found = tallied(sources, asked, tick, _grouping(asked))
    order = sorted(found, key=lambda key: (-found[key].fen, -found[key].claims, key))
    whole = sum(one.fen for one in found.values())
    months = month_names(asked, BARS)
    rows = tuple(
        ReportRow(
            key,
            (
                key or _("without a number"),
                one.name,
                one.claims,
                one.pieces,
                one.fen,
                permille(one.fen, whole),
                one.bars(months),
                oftenest(one.models),
                one.refused_share,
            ),
            matters=place < _MATTERS,
        )
        for place, (key, one) in enumerate((key, found[key]) for key in order)
    )
    pieces = sum(one.pieces for one in found.values())
    total = ReportRow(TOTAL, (_("Total"), "", None, pieces, whole, None, "", "", None))
    return ReportTable(
        "by_part",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(found, order, whole),
        total=total if rows else None,
        notes=(
            counted_note(),
            _("A claim with several parts counts under each of them; the parts alone are summed."),
            refused_note(),
        ),
    )


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("part", _("Part no."), width=14),
        ReportColumn("name", _("Part"), width=18),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 7, clicks=True),
        ReportColumn("pieces", _("Pieces"), Shows.COUNT, 6),
        ReportColumn("amount", _("Parts ¥"), Shows.MONEY, 12),
        ReportColumn("share", _("Share of ¥"), Shows.PERMILLE, 8),
        ReportColumn("months", _("Last months"), Shows.MONTHS, 10),
        ReportColumn("models", _("Models"), width=14),
        ReportColumn("refused", _("Refused share"), Shows.PERMILLE, 8),
    )


def _chart(found: Mapping[str, Tally], order: list[str], whole: int) -> ReportChart:
    finding = _("No part was claimed in this period.")
    if order:
        few = sum(found[key].fen for key in order[:_MATTERS])
        first = found[order[0]]
        finding = _(
            "{part} costs most: {amount}; the three dearest parts make {share} of the money",
            part=first.name or order[0],
            amount=money_text(first.fen),
            share=percent_text(permille(few, whole)),
        )
    points = tuple(
        ReportPoint(key, found[key].name or key, (found[key].fen,), place < _MATTERS)
        for place, key in enumerate(order[:_DRAWN])
    )
    return ReportChart(ChartKind.PARETO, finding, (_("Parts ¥"),), points, Shows.MONEY, whole=whole)


def _grouping(asked: Asked) -> Grouping:
    return _CAUSAL if asked.choice("parts", "all") == "causal" else _PARTS


REPORT = Report(
    "by_part",
    N_("Claims by part"),
    ReportGroup.QUALITY,
    build,
    behind_by(_grouping, {}),
    CHOICES,
    order=21,
)
