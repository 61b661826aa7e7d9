"""Claims by supplier of the part that failed: whose parts come back, and what they cost."""

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
    Shows,
)
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.reports.counting import (
    BARS,
    TOTAL,
    counted_note,
    money_text,
    month_names,
    percent_text,
    permille,
    refused_note,
)
from warrantydesk.services.reports.report import Report, ReportSources, Tick
from warrantydesk.services.reports.tally import Grouping, Tally, behind_by, tallied
from warrantydesk.services.reports.words import period_text

_DRAWN, _MATTERS = 12, 3
_SUPPLIERS = Grouping(
    "p.old_supplier_code",
    "JOIN part_line p ON p.claim_id = c.id AND p.pay_by = 'claim' AND p.causal = 1",
    "p.new_part_name",
    "p.quantity",
    "p.quantity * p.unit_price_fen",
    of_lines=True,
)


def build(sources: ReportSources, asked: Asked, tick: Tick) -> ReportTable:
    """Tally the causal parts by the supplier of the removed one, the dearest first."""
    found = tallied(sources, asked, tick, _SUPPLIERS)
    order = sorted(found, key=lambda key: (-found[key].fen, key))
    whole = sum(one.fen for one in found.values())
    months = month_names(asked, BARS)
    rows = tuple(
        ReportRow(
            key,
            (
                key or "—",
                supplier_name(sources, asked.brand, key),
                one.claims,
                one.pieces,
                one.fen,
                permille(one.fen, whole),
                one.bars(months),
                one.refused_share,
            ),
            matters=place < _MATTERS,
        )
        for place, (key, one) in enumerate((key, found[key]) for key in order)
    )
    pieces = sum(one.pieces for one in found.values())
    total = ReportRow(TOTAL, (_("Total"), "", None, pieces, whole, None, "", None))
    return ReportTable(
        "by_supplier",
        _(REPORT.title),
        period_text(asked),
        _columns(),
        rows,
        _chart(sources, asked, found, order),
        total=total if rows else None,
        notes=(
            counted_note(),
            _("Only the causal part counts, under the supplier of the part that was removed."),
            refused_note(),
        ),
    )


def supplier_name(sources: ReportSources, brand: str, code: str) -> str:
    """Return a supplier's name by its code, empty where the maker's table has none."""
    row = sources.profile(brand).suppliers.get(code)
    if row is None:
        return "" if code else _("no supplier on the line")
    return named(row)


def _columns() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn("supplier", _("Supplier"), width=10),
        ReportColumn("name", _("Name"), width=30),
        ReportColumn("claims", _("Claims"), Shows.COUNT, 8, clicks=True),
        ReportColumn("pieces", _("Pieces"), Shows.COUNT, 8),
        ReportColumn("amount", _("Parts ¥"), Shows.MONEY, 14),
        ReportColumn("share", _("Share of ¥"), Shows.PERMILLE, 9),
        ReportColumn("months", _("Last months"), Shows.MONTHS, 12),
        ReportColumn("refused", _("Refused share"), Shows.PERMILLE, 9),
    )


def _chart(
    sources: ReportSources, asked: Asked, found: Mapping[str, Tally], order: list[str]
) -> ReportChart:
    def shown(key: str) -> str:
        return supplier_name(sources, asked.brand, key) or key

    finding = _("No causal part was claimed in this period.")
    whole = sum(one.fen for one in found.values())
    if order:
        first = found[order[0]]
        finding = _(
            "{supplier} stands first with {amount}, {share} of the failed parts",
            supplier=shown(order[0]),
            amount=money_text(first.fen),
            share=percent_text(permille(first.fen, whole)),
        )
    points = tuple(
        ReportPoint(key, shown(key), (found[key].fen,), place < _MATTERS)
        for place, key in enumerate(order[:_DRAWN])
    )
    return ReportChart(ChartKind.PARETO, finding, (_("Parts ¥"),), points, Shows.MONEY, whole=whole)


REPORT = Report(
    "by_supplier",
    N_("Claims by supplier"),
    ReportGroup.QUALITY,
    build,
    behind_by(_SUPPLIERS, {}),
    order=23,
)
