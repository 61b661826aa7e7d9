"""Tables as people, portals and programs really send them, and the rows they must become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reading.workbooks import cell, ods, package, shared, sheet_xml, xls, xlsx

from warrantydesk.domain.sheet import Cell

DAY = date(2026, 11, 24)
VIN = "LVVDB11BXMD100001"


@dataclass(frozen=True)
class Messy:
    """A file and what its first sheet must be."""

    file: str
    data: bytes
    rows: Sequence[Sequence[Cell]]
    kind: str = "csv"
    encoding: str = ""
    separator: str = ""


_TEXT = "零件号,名称,价格\n00123,火花塞,12.5\n"
_READ = [["零件号", "名称", "价格"], ["00123", "火花塞", "12.5"]]
_WEB = (
    "<html><head><meta charset=gbk><style>td{}</style><title>x</title></head><body>"
    "<table border=1><tr><th rowspan=2>零件号<th colspan=2>价格<tr><th>不含税<th>含税"
    "<tr><td>00123<td align=right>1,234.50&nbsp;</td><td>1&lt;2<br>3</td></tr>"
    "<tr><td colspan=3></table><script>var a='<td>no</td>';</script></body></html>"
)
_WEB_READ = [
    ["零件号", "价格", None],
    [None, "不含税", "含税"],
    ["00123", "1,234.50", "1<2\n3"],
]
_FORMULAS = (
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
    '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>0.1+0.2</f>'
    '<v>0.30000000000000004</v></c><c r="E1"><v>2148.4000000000001</v></c>'
    '<c r="F1"><v>1E-3</v></c></row>'
)
_STYLED_ENDS = (
    '<row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="ZZ2" s="1"/></row>'
    '<row r="1048576"><c r="A1048576" s="1"/></row>'
)


def _text(
    file: str, data: bytes, rows: Sequence[Sequence[Cell]], encoding: str, separator: str = ","
) -> Messy:
    return Messy(file, data, rows, "csv", encoding, separator)


def _tabs(encoding: str) -> bytes:
    return _TEXT.replace(",", "\t").encode(encoding)


_OLD = [["VIN", "价格"], [VIN, Decimal("12.5")], [None, 7], [DAY, True]]
_NAMES = ["VIN", "价格", "日期", "停售"]
_SOME = [_NAMES, [VIN, Decimal("12.5"), DAY, True], [None, 7, None, False]]
_AT_C3 = f'<row r="3">{cell(2, 2, "x")}{cell(2, 3, 1)}</row>'
_INCHES = b'no,name\n1,5" pipe\n2,"12 bolt\n3,"a"b\n4,"c,d"\n'
_INSIDE = b"\xef\xbb\xbf\r\n<TABLE><TR><TD>a<TABLE><TR><TD>in</TABLE>b<TD>c</TABLE>"

WORKBOOKS = (
    Messy("plain.xlsx", xlsx(_SOME), _SOME, "xlsx"),
    Messy("begins-at-C3.xlsx", package({"a": sheet_xml([], more=_AT_C3)}),
          [[None] * 4, [None] * 4, [None, None, "x", 1]], "xlsx"),
    Messy("shared.xlsx", shared([[0, 1], [1, 0]], ["00123", "名称 & Co"]),
          [["00123", "名称 & Co"], ["名称 & Co", "00123"]], "xlsx"),
    Messy("formulas.xlsx", package({"a": sheet_xml([], more=_FORMULAS)}),
          [[2, "ab", None, Decimal("0.3"), Decimal("2148.4"), Decimal("0.001")]], "xlsx"),
    Messy("=text.xlsx", xlsx([["=1+1", "+49", "@x", " 00 "]]),
          [["=1+1", "+49", "@x", " 00 "]], "xlsx"),
    Messy("styled-to-the-end.xlsx", package({"a": sheet_xml([], more=_STYLED_ENDS)}),
          [[None], ["x"]], "xlsx"),
    Messy("empty-sheet.xlsx", xlsx([]), [], "xlsx"),
    Messy("named.csv", xlsx([["x", 1]]), [["x", 1]], "xlsx"),
    Messy("old.xls", xls(_OLD), _OLD, "xls"),
    Messy("open.ods", ods(_OLD), _OLD, "ods"),
    Messy("portal.xls", _WEB.encode("gbk"), _WEB_READ, "xls", "gb18030"),
    Messy("portal-utf16.xls", _WEB.encode("utf-16"), _WEB_READ, "xls", "utf-16"),
    Messy("fragment.xls", _INSIDE, [["ab", "c"]], "xls", "utf-8-sig"),
)  # fmt: skip

TEXTS = (
    _text("utf8.csv", _TEXT.encode(), _READ, "utf-8"),
    _text("excel.csv", _TEXT.replace("\n", "\r\n").encode("utf-8-sig"), _READ, "utf-8-sig"),
    _text("gbk.csv", _TEXT.encode("gbk"), _READ, "gb18030"),
    _text("semicolons.csv", _TEXT.replace(",", ";").encode("gbk"), _READ, "gb18030", ";"),
    _text("tabs-named.xls", _tabs("gbk"), _READ, "gb18030", "\t"),
    _text("unicode-text.txt", _tabs("utf-16"), _READ, "utf-16", "\t"),
    _text("utf16-without-mark.txt", _tabs("utf-16-le"), _READ, "utf-16-le", "\t"),
    _text("utf16-big.txt", _tabs("utf-16-be"), _READ, "utf-16-be", "\t"),
    _text("old-mac.csv", _TEXT.replace("\n", "\r").encode(), _READ, "utf-8"),
    _text("no-end.csv", (_TEXT.rstrip() + "\n\n ,,\n\x1a").encode(), _READ, "utf-8"),
    _text("quotes.csv", b'a,b\n"1,234.50","two\r\nlines"\n"say ""hi""", "x"\n',
          [["a", "b"], ["1,234.50", "two\r\nlines"], ['say "hi"', "x"]], "utf-8"),
    _text("inches.csv", _INCHES,
          [["no", "name"], ["1", '5" pipe'], ["2", '"12 bolt'], ["3", '"a"b'], ["4", "c,d"]],
          "utf-8"),
    _text("kept-zeros.csv", b'no,price\n="00123",=1+1\n',
          [["no", "price"], ['="00123"', "=1+1"]], "utf-8"),
    _text("told.csv", b"sep=|\na|b,c\n1|2\n", [["a", "b,c"], ["1", "2"]], "utf-8", "|"),
    _text("bars.txt", "| 号 | 名 |\n|----|---:|\n| 1 | x |\n".encode(),
          [[" 号 ", " 名 "], [" 1 ", " x "]], "utf-8", "|"),
    _text("wide-commas.txt", "号，名\n1，a\n2，b\n".encode("gbk"),
          [["号", "名"], ["1", "a"], ["2", "b"]], "gb18030", "，"),
    _text("ragged.csv", b"title\na,b,c\n1,2\n1,2,3,4\n",
          [["title", None, None, None], ["a", "b", "c", None], ["1", "2", None, None],
           ["1", "2", "3", "4"]], "utf-8"),
    _text("commas-in-amounts.txt", b"no\tprice\n1\t1,234,567.5\n2\t1,000\n",
          [["no", "price"], ["1", "1,234,567.5"], ["2", "1,000"]], "utf-8", "\t"),
    _text("decimal-commas.csv", b"no;price;net\n1;1,5;1,2\n2;2,5;2,2\n",
          [["no", "price", "net"], ["1", "1,5", "1,2"], ["2", "2,5", "2,2"]], "utf-8", ";"),
    _text("vins.txt", f"\n{VIN}\n\n{VIN}\n".encode(),
          [[None], [VIN], [None], [VIN]], "utf-8", ""),
    _text("western.csv", "Nr;Name;Preis\n1;Stoßdämpfer;5\n2;Öl;6\n".encode("cp1252"),
          [["Nr", "Name", "Preis"], ["1", "Stoßdämpfer", "5"], ["2", "Öl", "6"]], "cp1252", ";"),
)  # fmt: skip

MESSY = (*WORKBOOKS, *TEXTS)
