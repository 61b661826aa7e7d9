"""The table of a report on paper: a tinted head repeated on every page, the total at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from warrantydesk.documents.paper import Step
from warrantydesk.documents.report_chart import put_bar
from warrantydesk.documents.report_page import Pages
from warrantydesk.documents.sheet import RULE
from warrantydesk.documents.typesetting import Style, fitted, lines
from warrantydesk.domain.chart import Area, Ink
from warrantydesk.domain.chart.shapes import Bar
from warrantydesk.domain.report import ReportCell, ReportColumn, ReportTable, Shows
from warrantydesk.domain.report_numbers import bars_of, cell_text

SIDE = 3.2
UPRIGHT_LETTERS = 112
"""Letters of all columns that an upright page holds side by side."""
MONTHS_LETTERS = 12
LONGEST = 28
MOST_LINES = 3
ROWS_A_STEP = 200
NUMBERS = frozenset({Shows.COUNT, Shows.MONEY, Shows.PERMILLE, Shows.TENTHS})


@dataclass(frozen=True)
class _Set:
    """How the columns stand: their widths in points, the size of their letters."""

    wides: tuple[float, ...]
    style: Style

    @property
    def bold(self) -> Style:
        """The letters of what matters."""
        return Style(self.style.size, bold=True)


def letters(column: ReportColumn) -> int:
    """Return how many letters a column needs on paper; longer words are broken."""
    if column.shows is Shows.MONTHS:
        return MONTHS_LETTERS
    return min(column.width, LONGEST) + 1


def is_wide(table: ReportTable) -> bool:
    """Tell whether the table asks for a lying page."""
    return sum(letters(column) for column in table.columns) > UPRIGHT_LETTERS


def put_table(pages: Pages, table: ReportTable, step: Step | None = None) -> None:
    """Put the rows; a row with more lines than fit is cut with …."""
    shares = [letters(column) for column in table.columns]
    whole = sum(shares)
    size = max(5.8, min(7.6, pages.span / whole * 1.75))
    laid = _Set(tuple(pages.span * share / whole for share in shares), Style(size))
    _head(pages, table.columns, laid)
    for count, row in enumerate(table.rows):
        if step and count % ROWS_A_STEP == 0:
            step(count, len(table.rows))
        style = laid.bold if row.matters else laid.style
        _row(pages, table.columns, row.cells, laid, style)
    if table.total is not None and table.rows:
        top = pages.y
        _row(pages, table.columns, table.total.cells, laid, laid.bold)
        if pages.y > top:
            pages.sheet.rule(pages.left, top, pages.right, top, 0.9)


def _head(pages: Pages, columns: Sequence[ReportColumn], laid: _Set) -> None:
    style = Style(laid.style.size - 0.4, gray=0.33)
    texts = [
        lines(column.title, style, wide - 2 * SIDE)[:MOST_LINES]
        for column, wide in zip(columns, laid.wides, strict=True)
    ]
    high = max(map(len, texts), default=1) * style.leading + 4
    pages.need(high + 3 * laid.style.leading)
    pages.sheet.tint(pages.left, pages.y, pages.span, high)
    left = pages.left
    for column, wide, found in zip(columns, laid.wides, texts, strict=True):
        for number, text in enumerate(found):
            baseline = pages.y + 2 + number * style.leading + style.size
            _put(pages, (left, wide, baseline), text, style, column)
        left += wide
    pages.y += high
    pages.sheet.rule(pages.left, pages.y, pages.right, pages.y, RULE)


def _row(
    pages: Pages,
    columns: Sequence[ReportColumn],
    cells: Sequence[ReportCell],
    laid: _Set,
    style: Style,
) -> None:
    texts = [
        _lines(column, cell, style, wide - 2 * SIDE)
        for column, cell, wide in zip(columns, cells, laid.wides, strict=True)
    ]
    high = max(map(len, texts), default=1) * style.leading + 3.4
    if pages.need(high):
        _head(pages, columns, laid)
    left = pages.left
    for column, cell, wide, found in zip(columns, cells, laid.wides, texts, strict=True):
        if column.shows is Shows.MONTHS:
            _put_months(pages, left + SIDE, wide - 2 * SIDE, bars_of(cell), style.leading)
        for number, text in enumerate(found):
            baseline = pages.y + 1.9 + number * style.leading + style.size
            _put(pages, (left, wide, baseline), text, style, column)
        left += wide
    pages.y += high
    pages.sheet.rule(pages.left, pages.y, pages.right, pages.y)


def _lines(column: ReportColumn, cell: ReportCell, style: Style, room: float) -> list[str]:
    if column.shows is Shows.MONTHS:
        return []
    text = cell_text(cell, column.shows)
    if column.shows is not Shows.TEXT:
        return [fitted(text, style, room)]
    found = lines(text, style, room)
    if len(found) > MOST_LINES:
        found = [*found[: MOST_LINES - 1], fitted("".join(found[MOST_LINES - 1 :]), style, room)]
    return found


def _put(
    pages: Pages,
    place: tuple[float, float, float],
    text: str,
    style: Style,
    column: ReportColumn,
) -> None:
    left, wide, baseline = place
    if column.shows in NUMBERS:
        pages.sheet.text_right(left + wide - SIDE, baseline, text, style)
    else:
        pages.sheet.text(left + SIDE, baseline, text, style)


def _put_months(pages: Pages, left: float, room: float, values: Sequence[int], high: float) -> None:
    """Draw a small bar a month, the newest in the colour of what matters."""
    most = max(values, default=0)
    wide = min(room / max(len(values), 1), 9.0)
    ground = pages.y + high + 0.6
    for number, value in enumerate(values):
        tall = max((high - 1.4) * max(value, 0) / most, 0.4) if most else 0.4
        area = Area(left + number * wide, ground - tall, max(wide - 1.4, 0.8), tall)
        put_bar(pages.sheet, Bar(area, Ink.MATTERS if number == len(values) - 1 else Ink.BAR))
