"""What the columns of a file mean: by header, by content, by last time; and the clerk decides."""

from collections.abc import Sequence

import pytest
from price_lists import HEADERS, PARTS, lines_of, looked_at, parts_of, price_list

from warrantydesk.domain.sheet import Sheet
from warrantydesk.domain.sheet.layout import layout_of
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Subject
from warrantydesk.services.imports.columns import Column, Found, columns_of
from warrantydesk.services.imports.policy_columns import fields_of
from warrantydesk.services.imports.target import Field, Want

PART = Field("part_no", "Part no.", Want.CODE, required=True, aliases=("零件号",), key=True)
PRICE = Field(
    "price", "Net price", Want.AMOUNT, aliases=("不含税价", "单价"), unlike=r"(?<!不)含税"
)
CODE = Field("code", "Supplier", known=frozenset({"S1", "S2"}))
COUNT = Field("count", "Count", Want.WHOLE, between=(1, 16))
DAY = Field("day", "From", Want.DAY)
FIELDS = (PART, PRICE, CODE, COUNT, DAY)


def found(headers: Sequence[str], *rows: Sequence[str]) -> list[tuple[str, Found]]:
    sheet = Sheet("", (tuple(headers), *map(tuple, rows)))
    columns = columns_of(sheet, layout_of(sheet, headers), FIELDS, ())
    return [(one.field, one.found) for one in columns]


@pytest.mark.parametrize(
    ("header", "field", "how"),
    [
        ("Part no.", "part_no", Found.SAME_HEADER),
        ("PART NO", "part_no", Found.SAME_HEADER),
        ("零件号", "part_no", Found.SAME_HEADER),
        ("零件号（原厂）", "part_no", Found.LIKE_HEADER),
        ("Parts no.", "part_no", Found.LIKE_HEADER),
        ("单 价", "price", Found.SAME_HEADER),
        ("单价(元)", "price", Found.LIKE_HEADER),
        ("不含税价格", "price", Found.LIKE_HEADER),
        ("含税价", "", Found.NOT),
        ("含税单价", "", Found.NOT),
        ("备注", "", Found.NOT),
    ],
)
def test_headers_in_both_languages(header: str, field: str, how: Found) -> None:
    assert found((header, "x"), ("a", "b"), ("c", "d"))[0] == (field, how)


def test_content_speaks_where_headers_do_not() -> None:
    rows = [("A1", "S1", "2", "2026-12-01"), ("A2", "S2", "16", "2026-12-02")]
    assert found(("零件号", "配套", "n", "d"), *rows) == [
        ("part_no", Found.SAME_HEADER),
        ("code", Found.CONTENT),
        ("count", Found.CONTENT),
        ("day", Found.CONTENT),
    ]


def test_content_that_fits_too_seldom_says_nothing() -> None:
    rows = [("A1", "S1", "2", "x"), ("A2", "S8", "17", "2026-12-02"), ("A3", "S9", "3", "")]
    assert [name for name, _how in found(("零件号", "配套", "n", "d"), *rows)] == [
        "part_no",
        "",
        "",
        "",
    ]


def test_the_better_header_gets_the_field() -> None:
    assert [name for name, _how in found(("含零件号", "零件号"), ("a", "b"))] == ["", "part_no"]


def test_the_columns_of_a_price_list(desk: Desk) -> None:
    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    assert [one.field for one in draft.columns] == [
        "part_no",
        "name_zh",
        "",
        "list_price_fen",
        "supplier_codes",
        "usage_per_vehicle",
    ]
    assert draft.layout.header_rows == (2,)
    assert len(draft.layout.body) == 12


def test_a_field_is_meant_by_one_column_only(desk: Desk) -> None:
    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    moved = draft.with_column(2, "list_price_fen")
    assert [one.field for one in moved.columns][2:4] == ["list_price_fen", ""]
    assert moved.columns[2].found is Found.CHOSEN
    assert draft.column_of("list_price_fen") == 3  # the former draft is what it was


def test_what_was_chosen_is_remembered_for_the_next_file(desk: Desk) -> None:
    text = price_list(lines_of(parts_of(desk)))
    draft, _preview = looked_at(desk, text)
    desk.imports.remember(draft.with_column(2, "list_price_fen"))
    again, _preview = looked_at(desk, text)
    assert again.columns[2] == Column(HEADERS[2], "list_price_fen", Found.LAST_TIME)
    assert again.columns[3].field == ""
    other, _preview = looked_at(desk, price_list(lines_of(parts_of(desk)), (*HEADERS[:5], "数")))
    assert other.columns[2].field == "list_price_fen"  # a header known from another file

    desk.imports.remember(draft)
    maps = desk.imports.maps("policy_table", "QC")
    assert len(maps) == 1
    assert maps[0].fields[2:4] == ("", "list_price_fen")


def test_a_remembered_map_can_be_chosen(desk: Desk) -> None:
    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    kept = desk.imports.remember(draft.with_column(1, ""))
    assert kept.with_map(kept.remembered[0]).columns[1].field == ""


def test_suggestions_are_accepted_at_once(desk: Desk) -> None:
    parts = parts_of(desk)
    draft, _preview = looked_at(desk, price_list(lines_of(parts), (*HEADERS[:4], "x", "y")))
    assert [one.found for one in draft.columns][4:] == [Found.CONTENT] * 2
    assert (draft.columns[5].lowest, draft.columns[5].fits) == (1, 12)
    taken = draft.with_suggestions()
    assert [one.found for one in taken.columns][4:] == [Found.CHOSEN] * 2


def test_the_header_may_be_another_row(desk: Desk) -> None:
    text = "Part no.\tNet price\n" + price_list(lines_of(parts_of(desk)))
    draft, _preview = looked_at(desk, text)
    moved = draft.with_header(4)
    assert moved.layout.header_rows == (3,)
    assert moved.column_of("list_price_fen") == 3


def test_another_sheet_of_the_book(desk: Desk) -> None:
    from dataclasses import replace

    draft, _preview = looked_at(desk, price_list(lines_of(parts_of(desk))))
    small = Sheet("two", (("零件号", "单价"), ("1000010-N15", "5")))
    book = replace(draft.book, sheets=(*draft.book.sheets, small))
    opened = desk.imports.draft(book, "policy_table", PARTS)
    assert opened.sheet_index == 0  # the one with the most rows
    other = opened.with_cell(4, "list_price_fen", "1").with_sheet(1)
    assert [one.field for one in other.columns] == ["part_no", "list_price_fen"]
    assert other.corrected == {}


def test_every_table_of_the_demo_maker_knows_its_own_columns(desk: Desk) -> None:
    for one in desk.imports.subjects("policy_table", "QC"):
        head = desk.bench.tables.versions("QC", one.name)[-1]
        rows = desk.bench.tables.rows("QC", one.name, head.number)
        fields = fields_of(one.name, head.columns, rows, {})
        sheet = Sheet("", (head.columns, tuple(rows[0].values())))
        columns = columns_of(sheet, layout_of(sheet, head.columns), fields, ())
        assert [column.field for column in columns] == list(head.columns), one.name


def test_an_unknown_table_or_target_is_not_found(desk: Desk) -> None:
    from warrantydesk.domain.errors import NOT_FOUND, Refused

    with pytest.raises(Refused) as said:
        looked_at(desk, "a\tb\n1\t2", Subject("QC", "nothing"))
    assert said.value.codes == (NOT_FOUND,)
    with pytest.raises(Refused) as said:
        desk.imports.open_pasted("a\tb\n1\t2", "nothing", PARTS)
    assert said.value.codes == (NOT_FOUND,)
