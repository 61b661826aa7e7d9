"""Messy files become exactly the rows that a person sees in them."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from reading.messy import DAY, MESSY, VIN, Messy
from reading.workbooks import package, sheet_xml, xls, xlsx

from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.sheet.layout import layout_of
from warrantydesk.domain.sheet.written import amount_fen, day, text
from warrantydesk.reading.tables import READING, STOPPED, read_pasted, read_table


def written(folder: Path, data: bytes, name: str = "清单 1.xlsx") -> Path:
    """Write a file and return it."""
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("case", MESSY, ids=lambda case: case.file)
def test_a_messy_file(case: Messy, tmp_path: Path) -> None:
    book = read_table(written(tmp_path, case.data, case.file))
    assert [list(row) for row in book.sheets[0].rows] == [list(row) for row in case.rows]
    kinds = [[type(cell) for cell in row] for row in book.sheets[0].rows]
    assert kinds == [[type(cell) for cell in row] for row in case.rows]
    assert (book.kind, book.encoding, book.separator) == (case.kind, case.encoding, case.separator)
    assert (book.file_name, book.size_bytes) == (case.file, len(case.data))
    assert book.sha256 == hashlib.sha256(case.data).hexdigest()


def test_the_sheets_of_a_book_and_which_are_hidden(tmp_path: Path) -> None:
    sheets = {"价格": sheet_xml([["a"]]), "旧": sheet_xml([["b"]]), "空": sheet_xml([])}
    book = read_table(written(tmp_path, package(sheets, hidden=["旧"])))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("价格", False),
        ("旧", True),
        ("空", False),
    ]
    assert [sheet.name for sheet in book.visible] == ["价格", "空"]


@pytest.mark.parametrize("write", [xlsx, xls])
def test_drawn_cells_reach_the_header(write: object, tmp_path: Path) -> None:
    rows = [
        ["2026年第3季度价格表"],
        ["零件号", "价格", None, "生效日期"],
        [None, "不含税", "含税", None],
        ["00123", "1,234.50", 1395, DAY],
        ["合计", "1,234.50", 1395, None],
    ]
    merged = [(0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3)]
    assert callable(write)
    sheet = read_table(written(tmp_path, write(rows, merged))).sheets[0]
    layout = layout_of(sheet)
    assert layout.headers == ("零件号", "价格 不含税", "价格 含税", "生效日期")
    assert dict(layout.skipped) == {0: "title", 4: "total"}
    number, net, gross, since = sheet.rows[layout.body[0]]
    assert (text(number), amount_fen(net), amount_fen(gross)) == ("00123", 123450, 139500)
    assert day(since) == DAY


def test_cells_drawn_on_a_web_page_reach_the_header(tmp_path: Path) -> None:
    case = next(case for case in MESSY if case.file == "portal.xls")
    sheet = read_table(written(tmp_path, case.data)).sheets[0]
    assert layout_of(sheet).headers == ("零件号", "价格 不含税", "价格 含税")


def test_tables_of_one_web_page_are_sheets(tmp_path: Path) -> None:
    page = b"<html><table><tr><td>a</table><table></table><table><tr><td>b</table></html>"
    book = read_table(written(tmp_path, page, "页面.xls"))
    assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
        ("页面 1", (("a",),)),
        ("页面 2", (("b",),)),
    ]


def test_a_person_may_switch_the_encoding(tmp_path: Path) -> None:
    file = written(tmp_path, "車架號,名稱\n1,火星塞\n2,機油\n".encode("big5"), "台.csv")
    first = read_table(file)
    assert "big5" in first.encodings
    switched = read_table(file, encoding="big5")
    assert switched.sheets[0].rows[0] == ("車架號", "名稱")
    assert switched.encoding == "big5"
    assert set(switched.encodings) == ({*first.encodings, first.encoding} - {"big5"})


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, "号,名\n1,火花塞\n".encode("gbk"), "a.csv")
    for wished, said in (("utf-8", "Row 1 of a.csv"), ("rot13", "no encoding rot13")):
        with pytest.raises(Unavailable) as caught:
            read_table(file, encoding=wished)
        assert said in caught.value.message.format(**caught.value.values)


def test_short_chinese_texts_are_told_apart(tmp_path: Path) -> None:
    for name in ("utf-8", "gbk", "utf-16", "utf-8-sig"):
        book = read_table(written(tmp_path, "车架号\n".encode(name), f"{name}.csv"))
        assert book.sheets[0].rows == (("车架号",),)


def test_the_reading_tells_how_far_it_is(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    sheets = {name: sheet_xml([[name]]) for name in "abcdefgh"}
    read_table(written(tmp_path, package(sheets)), progress=lambda *told: heard.append(told))
    assert {told[0] for told in heard} == {READING}
    assert (READING, 7, 8) in heard
    assert all(0 <= done <= total for _text, done, total in heard)


def test_a_cancelled_reading_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        read_table(written(tmp_path, xlsx([["a"]])), cancelled=lambda: True)
    assert caught.value.code == STOPPED
    assert caught.value.values == {"file": "清单 1.xlsx"}


def test_whoever_hears_of_the_progress_may_stop_it(tmp_path: Path) -> None:
    def stop(*_told: object) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        read_table(written(tmp_path, xlsx([["a"]])), progress=stop)


def test_the_desks_own_modules_are_not_loaded_by_the_child(tmp_path: Path) -> None:
    """A planted module of the folder one stands in is not taken for the program's own."""
    written(tmp_path, b"raise SystemExit('planted')", "json.py")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        book = read_table(written(tmp_path, b"a,b\n1,2\n", "a.csv"))
    assert book.sheets[0].rows == (("a", "b"), ("1", "2"))


@pytest.mark.parametrize(
    ("block", "rows", "separator"),
    [
        ("VIN\t价格\r\n00123\t1,234.5\r\n", [("VIN", "价格"), ("00123", "1,234.5")], "\t"),
        ('a\t"two\nlines"\n1\t"x ""y"""\n', [("a", "two\nlines"), ("1", 'x "y"')], "\t"),
        ("a,b\n1,2", [("a", "b"), ("1", "2")], ","),
        ("a;b\n1,5;2", [("a", "b"), ("1,5", "2")], ";"),
        ("|a|b|\n|---|---|\n|1|2|", [("a", "b"), ("1", "2")], "|"),
        ("号    名\n00123     火花塞\n00124     机 油",
         [("号", "名"), ("00123", "火花塞"), ("00124", "机 油")], "  "),
        (f"{VIN}\n{VIN}\n", [(VIN,), (VIN,)], ""),
        (f"  {VIN}", [(f"  {VIN}",)], ""),
        ("a\tb\ud800\n", [("a", "b?")], "\t"),
        ("5\" pipe\t1\n", [('5" pipe', "1")], "\t"),
    ],
)  # fmt: skip
def test_a_pasted_block(block: str, rows: list[tuple[str, ...]], separator: str) -> None:
    book = read_pasted(block)
    assert list(book.sheets[0].rows) == rows
    assert (book.kind, book.separator, book.file_name) == ("pasted", separator, "")


@pytest.mark.parametrize("block", ["", " \n\t", "a\x00b\tc", "x" * 9_000_000, "a," * 300])
def test_what_cannot_be_pasted_is_refused(block: str) -> None:
    with pytest.raises(Unavailable):
        read_pasted(block)


def test_numbers_of_a_book_keep_their_kind(tmp_path: Path) -> None:
    row = read_table(written(tmp_path, xls([[1, Decimal("1.1"), 10**15, 0, -3, date(1999, 1, 1)]])))
    assert row.sheets[0].rows == ((1, Decimal("1.1"), 10**15, 0, -3, date(1999, 1, 1)),)
