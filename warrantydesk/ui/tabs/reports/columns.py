"""The columns of a report as columns of the table on the screen."""

from collections.abc import Callable

from warrantydesk.domain.report import ReportCell, ReportColumn, ReportRow, Shows
from warrantydesk.domain.report_numbers import cell_text
from warrantydesk.ui.kit.table_model import Column

NUMBERS = frozenset({Shows.COUNT, Shows.MONEY, Shows.PERMILLE, Shows.TENTHS})
LETTER, AROUND = 7.2, 18
"""Pixels of a letter, and beside the letters."""
NARROWEST = 64
LONGEST = 260


def columns_of(columns: tuple[ReportColumn, ...]) -> list[Column]:
    """Return the columns of a table; the first one that holds words takes the room left."""
    words = [place for place, one in enumerate(columns) if one.shows is Shows.TEXT]
    greedy = words[0] if words else -1
    return [_column(one, place, place == greedy) for place, one in enumerate(columns)]


def _column(column: ReportColumn, place: int, greedy: bool) -> Column:
    number = column.shows in NUMBERS
    return Column(
        column.key,
        column.title,
        "right" if number else "left",
        width=_width(column),
        text=_said(place, column.shows),
        sort=_sorted(place, column.shows),
        bold=(lambda row: row.matters) if greedy or column.shows is Shows.MONEY else False,
        stretch=greedy,
        copy=_said(place, column.shows),
        weak=column.shows is Shows.PERMILLE,
    )


def _width(column: ReportColumn) -> int:
    wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in column.title)
    letters = max(column.width, wide)
    return round(min(max(letters * LETTER + AROUND, NARROWEST), LONGEST))


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
