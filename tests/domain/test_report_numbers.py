"""How numbers of reports are written."""

from datetime import date

import pytest

from warrantydesk.domain.report import Figure, ReportCell, Shows
from warrantydesk.domain.report_numbers import (
    axis_text,
    bar_text,
    bars_of,
    cell_text,
    figure_text,
    short_text,
)
from warrantydesk.i18n import set_language


@pytest.mark.parametrize(
    ("value", "shows", "text"),
    [
        (None, Shows.MONEY, ""),
        ("VIN", Shows.TEXT, "VIN"),
        (1234567, Shows.COUNT, "1,234,567"),
        (-123456, Shows.MONEY, "−1,234.56"),
        (914, Shows.PERMILLE, "91.4 %"),
        (1000, Shows.PERMILLE, "100.0 %"),
        (-7, Shows.TENTHS, "−0.7"),
        (date(2026, 2, 28), Shows.DAY, "2026-02-28"),
    ],
)
def test_a_cell_is_written_as_its_column_says(value: ReportCell, shows: Shows, text: str) -> None:
    assert cell_text(value, shows) == text


def test_a_headline_figure_has_its_unit_or_a_dash() -> None:
    assert figure_text(Figure("Claimed", -123456, Shows.MONEY)) == "¥−1,234.56"
    assert figure_text(Figure("First-pass rate", 914, Shows.PERMILLE)) == "91.4 %"
    assert figure_text(Figure("Days", None, Shows.TENTHS)) == "—"


@pytest.mark.parametrize(
    ("value", "shows", "text"),
    [(412049, Shows.MONEY, "4,120"), (412050, Shows.MONEY, "4,121"), (-50, Shows.MONEY, "−1"),
     (9, Shows.COUNT, "9")],
)  # fmt: skip
def test_above_a_bar_stand_whole_yuan(value: int, shows: Shows, text: str) -> None:
    assert bar_text(value, shows) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (412000000, "en", "4.1 M"),
        (82400000, "en", "824 k"),
        (-99950, "en", "−1 k"),
        (99900, "en", "999"),
        (200000000, "en", "2 M"),
    ],
)
def test_where_room_is_short_numbers_are(value: int, language: str, text: str) -> None:
    set_language(language)
    assert short_text(value, Shows.MONEY) == text


def test_chinese_counts_in_ten_thousands() -> None:
    set_language("zh_CN")
    assert "412" in short_text(412000000, Shows.MONEY)


@pytest.mark.parametrize(
    ("value", "shows", "text"),
    [(900, Shows.PERMILLE, "90 %"), (905, Shows.PERMILLE, "90.5 %"), (50, Shows.TENTHS, "5")],
)
def test_an_axis_leaves_noughts_out(value: int, shows: Shows, text: str) -> None:
    assert axis_text(value, shows) == text


@pytest.mark.parametrize(
    ("cell", "values"),
    [("3,0,7", (3, 0, 7)), ("-5,2", (-5, 2)), ("", ()), (None, ()), ("3,x", ()), (7, ())],
)
def test_small_bars_are_read_from_text(cell: ReportCell, values: tuple[int, ...]) -> None:
    assert bars_of(cell) == values
