"""The columns of a report as columns of the table on the screen."""

from collections.abc import Callable

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.report import ReportCell, ReportRow, ReportTable, Shows
from warrantydesk.domain.report_numbers import bars_of, cell_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.kit.table_model import Column

NUMBERS = frozenset({Shows.COUNT, Shows.MONEY, Shows.PERMILLE, Shows.TENTHS})
HOLDS = {
    Shows.COUNT: Holds.COUNT,
    Shows.MONEY: Holds.MONEY,
    Shows.PERMILLE: Holds.PERMILLE,
    Shows.TENTHS: Holds.TENTHS,
    Shows.DAY: Holds.DAY,
}
AROUND = 2 * INSET + 4
PIXELS = 19
"""Of a line at 100 %, in which widths of columns are told."""
NARROWEST, WIDEST = 52, 260
"""Pixels at 100 %."""
MOST_MEASURED = 300
MONTH = 14


def columns_of(table: ReportTable) -> list[Column]:
    """Return the columns of a table; the first one that holds words takes the room left."""
    words = [place for place, one in enumerate(table.columns) if one.shows is Shows.TEXT]
    greedy = words[0] if words else -1
    return [_column(table, place, place == greedy) for place in range(len(table.columns))]


def _column(table: ReportTable, place: int, greedy: bool) -> Column:
    column = table.columns[place]
    strong = greedy or column.shows is Shows.MONEY
    say = _said(place, column.shows)
    return Column(
        column.key,
        column.title,
        "right" if column.shows in NUMBERS else "left",
        width=_width(table, place, say),
        text=say,
        value=lambda row: row.cells[place],
        holds=HOLDS.get(column.shows, Holds.TEXT),
        sort=_sorted(place, column.shows),
        bold=(lambda row: row.matters) if strong else False,
        stretch=greedy,
        weak=column.shows is Shows.PERMILLE,
    )


def _width(table: ReportTable, place: int, say: Callable[[ReportRow], str]) -> int:
    """Return the width that title and contents need, in pixels at 100 %."""
    column = table.columns[place]
    rows = [*table.rows[:MOST_MEASURED], *([table.total] if table.total else [])]
    if column.shows is Shows.MONTHS:
        needed = max((len(bars_of(row.cells[place])) for row in rows), default=1) * MONTH
    else:
        needed = max((paint.width_of(say(row), 0, True) for row in rows), default=0)
    title = paint.width_of(column.title, -1, True) + theme.h(0.62)
    pixels = (max(needed, title) + AROUND) * PIXELS / theme.unit()
    return round(min(max(pixels, NARROWEST), WIDEST))


def _said(place: int, shows: Shows) -> Callable[[ReportRow], str]:
    def say(row: ReportRow) -> str:
        value = row.cells[place]
        return (
            (str(value or "")).replace(",", " ")
            if shows is Shows.MONTHS
            else cell_text(value, shows)
        )

    return say


def _sorted(place: int, shows: Shows) -> Callable[[ReportRow], ReportCell]:
    def key(row: ReportRow) -> ReportCell:
        value = row.cells[place]
        if shows is Shows.MONTHS:
            return None
        return value.casefold() if isinstance(value, str) else value

    return key
