"""Where the table lies in sheets as makers and portals send them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.sheet import Area, Cell, Sheet
from warrantydesk.domain.sheet.layout import Layout, layout_at, layout_of

VINS = [f"LVVDB11BXMD1000{number:02d}" for number in range(9)]
PARTS = [["R130701", "火花塞", 12, 13, None], ["R130702", "机油滤清器", Decimal("9.5"), 11, "停产"]]
NAMES = ["零件号", "名称", "不含税价", "含税价", "备注"]


def a_sheet(rows: Sequence[Sequence[Cell]], *merged: Area) -> Sheet:
    """Return a sheet of rows of any length."""
    wide = max(map(len, rows), default=0)
    return Sheet("", tuple((*row, *[None] * (wide - len(row))) for row in rows), merged=merged)


def laid(layout: Layout) -> tuple[object, ...]:
    """Return a layout as a test compares it."""
    return layout.header_rows, layout.body, dict(layout.skipped)


def test_a_plain_table() -> None:
    layout = layout_of(a_sheet([NAMES, *PARTS]))
    assert laid(layout) == ((0,), (1, 2), {})
    assert layout.headers == tuple(NAMES)
    assert layout.first_row == 1


def test_titles_totals_pages_and_notes() -> None:
    rows: list[list[Cell]] = [
        ["2026年第3季度配件价格表"],
        ["供应商：华东", None, "日期：2026-07-01"],
        [],
        NAMES,
        *PARTS,
        ["小计", None, 24, 26],
        [None, "  "],
        NAMES,
        ["R130703", "Total Quartz 5W-30", 1, 2],
        ["合　计", None, 25, 28],
        ["注：本表仅供参考"],
        ["制表人：张三", None, "审核：李四"],
    ]
    skipped = {0: "title", 1: "title", 2: "blank", 6: "total", 7: "blank", 8: "repeated_header"}
    skipped |= {10: "total", 11: "note", 12: "note"}
    for merged in ((), ((0, 0, 0, 4),)):
        layout = layout_of(a_sheet(rows, *merged))
        assert laid(layout) == ((3,), (4, 5, 9), skipped)
        assert layout.headers == tuple(NAMES)


TWO_ROWS: list[list[Cell]] = [
    ["零件号", "名称", "价格\n(元)", None, "备注"],
    [None, None, "不含税", "含税"],
    *PARTS,
]
JOINED = ("零件号", "名称", "价格 (元) 不含税", "价格 (元) 含税", "备注")


def test_a_header_in_two_rows_with_drawn_cells() -> None:
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4))
    layout = layout_of(a_sheet(TWO_ROWS, *merged))
    assert laid(layout) == ((0, 1), (2, 3), {})
    assert layout.headers == JOINED


def test_a_header_in_two_rows_as_a_text_file_has_it() -> None:
    layout = layout_of(a_sheet(TWO_ROWS))
    assert laid(layout) == ((0, 1), (2, 3), {})
    assert layout.headers == JOINED


def test_groups_above_the_names() -> None:
    rows = [["零件", None, "价格", None, None], ["号", "名称", "不含税", "含税", "备注"], *PARTS]
    layout = layout_of(a_sheet(rows, (0, 0, 0, 1), (0, 2, 0, 3)))
    assert laid(layout) == ((0, 1), (2, 3), {})
    assert layout.headers == ("零件 号", "零件 名称", "价格 不含税", "价格 含税", "备注")


def test_a_drawn_title_is_no_header() -> None:
    layout = layout_of(a_sheet([["价格表"], NAMES, *PARTS], (0, 0, 0, 4)))
    assert laid(layout) == ((1,), (2, 3), {0: "title"})


def test_a_list_of_vins_without_a_header() -> None:
    layout = layout_of(a_sheet([[vin] for vin in VINS]))
    assert laid(layout) == ((), tuple(range(9)), {})
    assert layout.headers == ("",)


@pytest.mark.parametrize("end", ["共 9 台", "合计：9", "Total: 9"])
def test_a_list_of_vins_with_a_header_and_a_count(end: str) -> None:
    layout = layout_of(a_sheet([["车架号"], *[[vin] for vin in VINS], [end]]))
    assert laid(layout) == ((0,), tuple(range(1, 10)), {10: "total"})


def test_a_known_name_settles_which_row_is_the_header() -> None:
    sheet = a_sheet([["召回清单"], ["车架号"], *[[vin] for vin in VINS]])
    assert layout_of(sheet, ["车架号", "VIN"]).header_rows == (1,)
    codes = a_sheet([["Order", "Shop"], ["A-1", "x"], ["vin", " Plate No. "], [VINS[0], "京A1"]])
    assert layout_of(codes, ["VIN", "plate no"]).header_rows == (2,)


@pytest.mark.parametrize(
    "said",
    [
        *("合计", "合 计", "总计：", "小计（元）", "合计金额：123", "本页小计", "共计", "共3行"),
        *("Total", "Grand total", "Sub-Total:", "TOTAL (CNY)", "Sum", "合计（大写）壹佰元"),
    ],
)
def test_rows_of_totals(said: str) -> None:
    layout = layout_of(a_sheet([NAMES, *PARTS, [said, None, 21, 24], *PARTS]))
    assert dict(layout.skipped) == {3: "total"}
    within = layout_of(a_sheet([NAMES, *PARTS, [None, said, 21, 24]]))
    assert dict(within.skipped) == {3: "total"}


@pytest.mark.parametrize(
    "named", ["Total Quartz", "总成", "合计器", "小计时器", "共轨泵", "Summer tyre"]
)
def test_parts_that_only_sound_like_a_total(named: str) -> None:
    layout = layout_of(a_sheet([NAMES, *PARTS, [named, named, 21, 24, None], *PARTS]))
    assert layout.body == (1, 2, 3, 4, 5)


def test_sums_without_a_word() -> None:
    layout = layout_of(a_sheet([NAMES, *PARTS, [None, None, Decimal("21.5"), 24]]))
    assert laid(layout) == ((0,), (1, 2), {3: "total"})


def test_a_row_with_gaps_is_still_a_row() -> None:
    rows = [NAMES, *PARTS, ["R130703"], [None, "机油泵", 3, 4], *PARTS, ["R130704"]]
    assert layout_of(a_sheet(rows)).body == tuple(range(1, 8))


def test_a_heading_within_the_table_that_is_drawn_over_it() -> None:
    rows = [NAMES, ["发动机"], *PARTS, ["底盘"], *PARTS]
    layout = layout_of(a_sheet(rows, (1, 0, 1, 4), (4, 0, 4, 4)))
    assert laid(layout) == ((0,), (2, 3, 5, 6), {1: "note", 4: "note"})


def test_a_person_moves_the_header() -> None:
    sheet = a_sheet([["x", "y"], ["a", "b"], ["c", "d"]])
    assert laid(layout_at(sheet, 1)) == ((1,), (2,), {0: "title"})
    assert layout_at(sheet, 1).headers == ("a", "b")
    assert laid(layout_at(sheet, -1)) == ((), (0, 1, 2), {})
    assert laid(layout_at(sheet, 99)) == ((), (0, 1, 2), {})
    assert layout_at(a_sheet(TWO_ROWS), 0).headers == JOINED


def test_an_empty_sheet_has_no_table() -> None:
    for sheet in (Sheet("", ()), a_sheet([[], [None], ["  "]])):
        layout = layout_of(sheet)
        assert (layout.header_rows, layout.body) == ((), ())


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(["合计", "零件号", "名称", "VIN", "注：", "", " ", *VINS[:2]]),
    st.integers(0, 10**6),
    st.dates(date(2000, 1, 1)),
    st.text(max_size=5),
)
AREAS = st.tuples(*[st.integers(0, 12)] * 4)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.lists(AREAS, max_size=3))
def test_every_row_is_header_body_or_skipped_with_a_reason(
    rows: list[list[Cell]], merged: list[Area]
) -> None:
    sheet = a_sheet(rows, *merged)
    for layout in (layout_of(sheet), layout_of(sheet, ["VIN"]), layout_at(sheet, 1)):
        numbers = [*layout.header_rows, *layout.body, *layout.skipped]
        assert sorted(numbers) == list(range(len(rows)))
        assert len(layout.headers) == (len(sheet.rows[0]) if rows else 0)
        assert all(layout.first_row <= number for number in layout.body)
