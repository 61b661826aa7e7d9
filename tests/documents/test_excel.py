"""Workbooks of lists: what was written is read back, and nothing in them is a formula."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from warrantydesk.documents import excel
from warrantydesk.domain.listing import Holds, ListColumn

CHINA = timezone(timedelta(hours=8))
TEXT = (ListColumn("件号"),)


def read(data: bytes, sheet: int = 0) -> list[list[object]]:
    """Read a sheet as a spreadsheet does."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(sheet).to_python()


def test_each_kind_of_column_is_read_back_as_what_it_is() -> None:
    """Numbers stay numbers, days days, and 00123 keeps its noughts."""
    columns = (
        ListColumn("Tag"),
        ListColumn("Pieces", Holds.COUNT),
        ListColumn("Amount", Holds.MONEY),
        ListColumn("Day", Holds.DAY),
        ListColumn("When", Holds.MOMENT),
    )
    when = datetime(2026, 11, 24, 1, 30, 59, tzinfo=UTC)
    data = excel.render(
        "旧件台账", columns, [("00123", 4, -1234567, date(2026, 2, 28), when)], CHINA
    )  # fmt: skip
    rows = read(data)
    assert rows[0] == ["Tag", "Pieces", "Amount", "Day", "When"]
    assert rows[1][:4] == ["00123", 4, -12345.67, date(2026, 2, 28)]
    moment = rows[1][4]
    assert isinstance(moment, datetime)
    assert moment.replace(tzinfo=CHINA) - when < timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 138", "-5", "@SUM(A1)", "＝1", "\tx", "<b>&amp;</b>", "_x000D_", "a\r\nb",
     " both ", "旧件𠮷", "]]>", "'quoted"],
)  # fmt: skip
def test_hostile_text_is_read_back_as_it_is(text: str) -> None:
    """A text is a text, whatever a spreadsheet might take it for."""
    data = excel.render("t", TEXT, [(text,)])
    assert read(data)[1] == [text]
    assert b"<f" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), max_size=20))
def test_any_text_is_read_back(texts: list[str]) -> None:
    """Odd characters and escapes come back letter for letter."""
    rows = read(excel.render("t", TEXT, [(f"x{text}",) for text in texts]))
    # A noncharacter is none in XML: it is replaced, never dropped.
    wanted = [re.sub("[\ufffe\uffff]", "\ufffd", f"x{text}") for text in texts]
    assert [row[0] for row in rows[1:]] == wanted


def test_what_xml_cannot_hold_is_replaced_and_what_a_cell_cannot_hold_is_cut() -> None:
    """Control characters and halves of characters become U+FFFD; a cut text says so."""
    data = excel.render("t", TEXT, [("a\x00b\ud800c",), ("x" * 40_000,)])
    rows = read(data)
    assert rows[1] == ["a\ufffdb\ufffdc"]
    assert (len(str(rows[2][0])), str(rows[2][0])[-1]) == (excel.LONGEST, "…")


def test_rows_that_a_sheet_cannot_hold_go_on_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sheet has its heads; none is empty unless the list is."""
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    data = excel.render("a/b: [c]", TEXT, [(str(n),) for n in range(6)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["a b   c", "a b   c 2"]
    assert [row[0] for row in read(data, 1)] == ["件号", "3", "4", "5"]
    assert read(excel.render("t", TEXT, [])) == [["件号"]]


def test_a_reader_that_gives_up_gives_no_workbook() -> None:
    """What the rows raise ends the work."""

    def rows() -> object:
        yield ("1",)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        excel.render("t", TEXT, rows())  # type: ignore[arg-type]


def test_the_row_below_is_bold_and_no_part_of_the_filter() -> None:
    columns = (ListColumn("Part"), ListColumn("¥", Holds.MONEY), ListColumn("Day", Holds.DAY))
    rows = [("a", 100, None), ("b", 250, None)]
    data = excel.book([excel.BookSheet("t", columns, rows, lambda: ("Total", 350, None))])
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert read(data)[-1] == ["Total", 3.5, ""]
    assert '<autoFilter ref="A1:C3"/>' in xml
    styles = zipfile.ZipFile(io.BytesIO(data)).read("xl/styles.xml").decode()
    cells = re.findall(r"<xf numFmtId[^/]*/>|<xf fontId[^/]*/>", styles)
    used = [int(style) for style in re.findall(r's="(\d+)"', xml[xml.rindex("<row>") :])]
    assert used
    assert all('fontId="1"' in cells[style] for style in used)


def test_a_workbook_leaves_in_pieces_while_its_rows_are_read() -> None:
    taken = 0

    def rows() -> Iterator[tuple[str]]:
        nonlocal taken
        for number in range(50_000):
            taken = number
            yield (f"{number} {number * 7919 % 10_007}",)

    pieces, seen = [], []
    for piece in excel.parts([excel.BookSheet("t", TEXT, rows())]):
        pieces.append(piece)
        seen.append(taken)
    assert len(set(seen)) > 5  # it did not wait for the last row
    assert len(read(b"".join(pieces))) == 50_001


def test_a_sheet_too_heavy_for_a_package_goes_on_with_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(excel, "MOST_BYTES", 1000)
    texts = [f"{number:0100d}" for number in range(6000)]
    data = excel.render("t", TEXT, [(text,) for text in texts])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert len(book.sheet_names) > 1
    found = [
        row[0] for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    ]
    assert [text for text in found if text != "件号"] == texts
