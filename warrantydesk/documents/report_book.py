"""A report as a workbook: its table, its figures, and the chart with what it is drawn from."""

from collections.abc import Iterator

from warrantydesk.documents.excel import BookSheet, book
from warrantydesk.documents.paper import Step
from warrantydesk.documents.report_book_chart import with_chart
from warrantydesk.domain.listing import Cell, Holds, ListColumn
from warrantydesk.domain.report import (
    ChartKind,
    Figure,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportTable,
    Shows,
)
from warrantydesk.domain.report_numbers import bars_of
from warrantydesk.i18n import _

HOLDS = {
    Shows.TEXT: Holds.TEXT,
    Shows.COUNT: Holds.COUNT,
    Shows.MONEY: Holds.MONEY,
    Shows.PERMILLE: Holds.PERMILLE,
    Shows.TENTHS: Holds.TENTHS,
    Shows.DAY: Holds.DAY,
    Shows.MONTHS: Holds.COUNT,
}
ROWS_A_STEP = 200
WHOLE = 1000


def workbook(table: ReportTable, station: str, anchor: str, step: Step | None = None) -> bytes:
    """Return the report as a workbook; numbers are numbers, nothing is a formula."""
    spans = [_span(table, place) for place in range(len(table.columns))]
    columns = [
        one
        for column, count in zip(table.columns, spans, strict=True)
        for one in _columns(column, count)
    ]
    total = table.total.cells if table.total is not None and table.rows else ()
    below = tuple(_spread(table, total, spans)) if total else ()
    sheets = [
        BookSheet(table.title, columns, _rows(table, spans, step), lambda: below),
        _figures(table, station, anchor),
    ]
    chart = table.chart
    if chart is None or not chart.points:
        return book(sheets)
    return with_chart(book([*sheets, _points(chart)]), len(sheets) + 1, chart)


def _span(table: ReportTable, place: int) -> int:
    """Return how many columns a column becomes: one for every month of small bars."""
    if table.columns[place].shows is not Shows.MONTHS:
        return 1
    return max((len(bars_of(row.cells[place])) for row in table.rows), default=1) or 1


def _columns(column: ReportColumn, count: int) -> list[ListColumn]:
    if column.shows is not Shows.MONTHS:
        return [ListColumn(column.title, HOLDS[column.shows], max(column.width + 2, 8))]
    names = [
        _("{title}, {n} of {m}", title=column.title, n=n, m=count) for n in range(1, count + 1)
    ]
    return [ListColumn(name, Holds.COUNT, 10) for name in names]


def _rows(table: ReportTable, spans: list[int], step: Step | None) -> Iterator[tuple[Cell, ...]]:
    for count, row in enumerate(table.rows):
        if step and count % ROWS_A_STEP == 0:
            step(count, len(table.rows))
        yield tuple(_spread(table, row.cells, spans))


def _spread(table: ReportTable, cells: tuple[ReportCell, ...], spans: list[int]) -> Iterator[Cell]:
    for column, cell, count in zip(table.columns, cells, spans, strict=True):
        if column.shows is Shows.MONTHS:
            values = bars_of(cell)
            yield from (values[n] if n < len(values) else None for n in range(count))
        else:
            yield cell


def _figures(table: ReportTable, station: str, anchor: str) -> BookSheet:
    """Return the sheet of figures: each kind of number in a column of its own."""
    kinds = list(dict.fromkeys(figure.shows for figure in table.figures))
    columns = [
        ListColumn(_("Item"), width=30),
        *(ListColumn(_named(kind), HOLDS[kind], 16) for kind in kinds),
        ListColumn(_("Remark"), width=70),
    ]
    rows: list[tuple[Cell, ...]] = [
        _figure_row(figure.title, figure, kinds, figure.note) for figure in table.figures
    ]
    said = [
        (_("Report"), table.title),
        (_("Days of the report"), table.period),
        (_("Station"), station),
        *([(_("Finding of the report"), table.chart.finding)] if table.chart is not None else []),
        *((_("What to do"), f"{one.title} {one.why}".strip()) for one in table.suggestions),
        *((_("How it was counted"), note) for note in table.notes),
        (_("Journal"), anchor),
    ]
    rows += [_figure_row(label, None, kinds, text) for label, text in said]
    return BookSheet(_("Figures"), columns, rows)


def _figure_row(
    label: str, figure: Figure | None, kinds: list[Shows], note: str
) -> tuple[Cell, ...]:
    values = [
        figure.value if figure is not None and figure.shows is kind else None for kind in kinds
    ]
    return (label, *values, note)


def _named(kind: Shows) -> str:
    return {
        Shows.COUNT: _("Count"),
        Shows.MONEY: _("Amount ¥"),
        Shows.PERMILLE: _("Share"),
        Shows.TENTHS: _("Days, hours or points"),
        Shows.DAY: _("Day"),
    }.get(kind, _("Content"))


def _points(chart: ReportChart) -> BookSheet:
    """Return the sheet that the chart is drawn from; a Pareto has the summed shares too."""
    count = max(len(point.values) for point in chart.points)
    unnamed = [_named(chart.shows)] * (count - len(chart.series))
    names = [*chart.series[:count], *unnamed]
    holds = HOLDS[chart.shows]
    columns = [ListColumn(_("Label"), width=30), *(ListColumn(one, holds, 16) for one in names)]
    rows: list[tuple[Cell, ...]] = [
        (point.label, *(_at(point.values, n) for n in range(count))) for point in chart.points
    ]
    if chart.kind is ChartKind.PARETO:
        columns.append(ListColumn(_("Summed share"), Holds.PERMILLE, 14))
        rows = [(*row, share) for row, share in zip(rows, _shares(chart), strict=True)]
    return BookSheet(_("Chart"), columns, rows)


def _at(values: tuple[int, ...], place: int) -> int | None:
    return values[place] if place < len(values) else None


def _shares(chart: ReportChart) -> list[int]:
    firsts = [max(point.values[0], 0) if point.values else 0 for point in chart.points]
    whole = max(chart.whole, sum(firsts)) or 1
    return [(sum(firsts[: n + 1]) * WHOLE * 2 + whole) // (2 * whole) for n in range(len(firsts))]
