"""Files that attack whoever opens them, and files that are something else than their name says.

Each is a function, as some are large; with it stands a piece of the sentence that refuses it.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reading.workbooks import (
    HEAD,
    MAIN,
    biff,
    compound,
    ods,
    package,
    record,
    shared,
    sheet_xml,
    xls,
    xlsx,
    zipped,
)

LARGE = "far too large when it is unpacked"
DAMAGED = "damaged"
MEMORY = "too much memory"
EXCEL_OR_CSV = "as an Excel or CSV file"
UNPACK = "Unpack it first"


@dataclass(frozen=True)
class Hostile:
    """A file and a piece of the English sentence that must refuse it."""

    file: str
    make: Callable[[], bytes]
    sentence: str


def _filled(count: int) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{" " * count}</sheetData></worksheet>'


def _bomb() -> bytes:
    """Half a megabyte that becomes three hundred."""
    return package({"a": _filled(300_000_000)})


def _tight() -> bytes:
    """Within two hundred megabytes, and a thousand times smaller packed."""
    return package({"a": _filled(50_000_000)})


def _many_parts() -> bytes:
    parts = {f"xl/media/{number}.xml": "" for number in range(1_200)}
    return package({"a": sheet_xml([["x"]])}, parts)


def _many_sheets() -> bytes:
    return package({f"s{number}": sheet_xml([["x"]]) for number in range(300)})


def _lying() -> bytes:
    """A directory that names a hundredth of what a sheet becomes."""
    data = bytearray(package({"a": _filled(90_000_000)}))
    long, short = struct.pack("<I", len(_filled(90_000_000))), struct.pack("<I", 900)
    assert data.count(long) == 2
    return bytes(data.replace(long, short))


def _overlapping() -> bytes:
    """A directory of many names for one part."""
    data = xlsx([["x" * 1000]])
    at = data.rindex(b"PK\x05\x06")
    entries = data[data.index(b"PK\x01\x02") : at]
    end = bytearray(data[at:])
    struct.pack_into("<HHI", end, 8, 7 * 9, 7 * 9, len(entries) * 9)
    return data[:at] + entries * 8 + bytes(end)


def _encrypted_zip() -> bytes:
    data = bytearray(xlsx([["x"]]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        for part in archive.infolist():
            data[part.header_offset + 6] |= 1
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def _long_text() -> bytes:
    """One text of 120 MB, packed less than a hundred times."""
    piece = "".join(f"{number * 7919:08x}" for number in range(25))
    return shared([[0]], ["".join(f"{number}{piece}" for number in range(600_000))])


def _echo(columns: int) -> bytes:
    """A small table, and one long text of it named by each of its rows."""
    text = "".join(chr(0x4E00 + number * 31 % 20_000) for number in range(30_000))
    return shared([[0] * columns for _row in range(1_500)], [text])


def _at(place: str) -> bytes:
    cell = f'<c r="{place}"><v>1</v></c>'
    return package(
        {"a": sheet_xml([["x"]], more=f'<row r="{place.strip("ABCDFIVX")}">{cell}</row>')}
    )


def _corner() -> bytes:
    """Two cells that make a sheet of 25 million."""
    return _at("IV99999")


def _doctype(inside: str, cell: str) -> str:
    plain = sheet_xml([[cell]]).removeprefix(HEAD).replace("&amp;", "&")
    return f"{HEAD}<!DOCTYPE x [{inside}]>{plain}"


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12)
    )
    return package({"a": _doctype(entities, "&a11;")})


def _external() -> bytes:
    return package({"a": _doctype('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;")})


def _nested() -> bytes:
    deep = "".join(f"<a{number * number % 9_973}>" for number in range(1_000_000))
    return package({"a": f'<worksheet xmlns="{MAIN}"><sheetData>{deep}'})


def _repeated() -> bytes:
    cells = (
        '<table:table-row table:number-rows-repeated="3000"><table:table-cell '
        'office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
        "</table:table-row>"
    )
    return ods([["x"]], more=cells)


def _far_xls() -> bytes:
    far = record(0x203, struct.pack("<HHHd", 65_535, 255, 0, 1.0))
    stream = biff([["x"]])
    return compound({"Workbook": stream[:-4] + far + stream[-4:]})


def _locked_xls() -> bytes:
    return compound({"Workbook": biff([["x"]], globals_more=record(0x2F, b"\1\0" + b"\1" * 52))})


def _looping_xls() -> bytes:
    """The chain of the stream's sectors bites its own tail."""
    data = bytearray(xls([["x" * 100]] * 100))
    at = len(data) - 512
    chain = struct.unpack_from("<128I", data, at)
    assert chain[0] == 1
    struct.pack_into("<I", data, at + 4 * 5, 0)
    return bytes(data)


def _doc() -> bytes:
    return compound({"WordDocument": b"x"})


def _locked_xlsx() -> bytes:
    return compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})


def _long_cell() -> bytes:
    return xlsx([["x"], ["y" * 40_000]])


def _rows(count: int) -> bytes:
    return xlsx([[number] for number in range(count)])


def _deep_page() -> bytes:
    return b"<html>" + b"<table><tr><td>" * 100_000


def _wide_page() -> bytes:
    return b"<table><tr>" + b"<td colspan=99999 rowspan=99999>x" * 3_000 + b"</table>"


def _broken_gbk() -> bytes:
    return "号,名\n".encode("gbk") * 50 + b"1,\xff\xff\xff\n" + "2,名\n".encode("gbk")


_ZIPS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (_bomb, LARGE),
    "tight.xlsx": (_tight, LARGE),
    "many-parts.xlsx": (_many_parts, LARGE),
    "many-sheets.xlsx": (_many_sheets, "has 300 sheets"),
    "lying.xlsx": (_lying, DAMAGED),
    "overlapping.xlsx": (_overlapping, DAMAGED),
    "encrypted-parts.xlsx": (_encrypted_zip, "protected by a password"),
    "long-text.xlsx": (_long_text, "millions of characters"),
    "echo.xlsx": (lambda: _echo(1), "too much text"),
    "wide-echo.xlsx": (lambda: _echo(30), MEMORY),
    "far-corner.xlsx": (lambda: _at("XFD1048576"), "in cell XFD1048576"),
    "far-row.xlsx": (lambda: _at("A1048576"), "in row 1048576"),
    "corner.xlsx": (_corner, "too much memory"),
    "200000-rows.xlsx": (lambda: _rows(200_000), "at most 100000 rows"),
    "laughs.xlsx": (_laughs, DAMAGED),
    "external.xlsx": (_external, DAMAGED),
    "nested.xlsx": (_nested, DAMAGED),
    "long-cell.xlsx": (_long_cell, "row 2 of the sheet Sheet1"),
    "truncated.xlsx": (lambda: xlsx([["x" * 999]])[:-300], DAMAGED),
    "cut-in-half.xlsx": (lambda: (d := xlsx([["x"]] * 999))[: len(d) // 2], DAMAGED),
    "no-parts.xlsx": (lambda: zipped({"xl/workbook.xml": "<x"}), DAMAGED),
    "no-sheet.xlsx": (lambda: package({}), DAMAGED),
    "text.docx": (lambda: zipped({"word/document.xml": "<x/>"}), "text document"),
    "talk.pptx": (lambda: zipped({"ppt/presentation.xml": "<x/>"}), "presentation"),
    "files.zip": (lambda: zipped({"a.csv": "a,b"}), "archive without a table"),
    "repeated.ods": (_repeated, MEMORY),
}
_OLD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "far.xls": (_far_xls, MEMORY),
    "locked.xls": (_locked_xls, "protected by a password"),
    "locked.xlsx": (_locked_xlsx, "protected by a password"),
    "looping.xls": (_looping_xls, DAMAGED),
    "half.xls": (lambda: xls([["x" * 100]] * 100)[:3_000], DAMAGED),
    "letter.xls": (_doc, "text document"),
    "mail.xls": (lambda: compound({"__properties": b"x"}), DAMAGED),
    "excel4.xls": (lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00" + b"\0" * 99, "very old Excel"),
}
_OTHERS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty.xlsx": (lambda: b"", "is empty"),
    "blank.csv": (lambda: b"\r\n \t\n", "is empty"),
    "zeros.csv": (lambda: b"\0" * 9_999, "is empty"),
    "scan.xlsx": (lambda: b"%PDF-1.7\n", "is a PDF"),
    "photo.xls": (lambda: b"\xff\xd8\xff\xe0", "is a picture"),
    "setup.xlsx": (lambda: b"MZ\x90\0", "is a program"),
    "claims.csv": (lambda: b"SQLite format 3\0", "is a database"),
    "list.csv": (lambda: b"7z\xbc\xaf\x27\x1c", UNPACK),
    "memo.xls": (lambda: rb"{\rtf1 x}", "text document"),
    "noise.csv": (lambda: bytes(range(256)) * 99, "Row 2 of noise.csv"),
    "controls.csv": (lambda: b"a,b\n1,2\n3,\x01\n", "row 3 holds characters"),
    "one-line.csv": (lambda: b"x" * 30_000_000, "Row 1 of one-line.csv is too long"),
    "wide.csv": (lambda: b"1," * 300, "301 columns"),
    "long.csv": (lambda: b"1,2\n" * 150_000, "rows are read at once"),
    "large.csv": (lambda: b"1," * 33_600_000, "larger than 64 MB"),
    "broken.csv": (_broken_gbk, "Row 51 of broken.csv"),
    "page.xls": (lambda: b"<html><body>Log in first</body></html>", "web page without a table"),
    "deep.xls": (_deep_page, "too many tables"),
    "wide-page.xls": (_wide_page, "columns"),
    **{
        f"endless-{number}.xls": (lambda tag=tag: b"<table><tr><td>" + tag * 500_000, DAMAGED)
        for number, tag in enumerate((b"<!--", b"<a ", b"</", b"<![CDATA[", b"<a b='", b"<?"))
    },
    "saved.xls": (lambda: b"MIME-Version: 1.0\n", "saved web page"),
    "2003.xls": (
        lambda: (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        ),
        "Excel 2003",
    ),
    "feed.xml": (lambda: b'<?xml version="1.0"?><rss/>', "XML file without a table"),
}

HOSTILE = tuple(
    Hostile(file, make, sentence)
    for group in (_ZIPS, _OLD, _OTHERS)
    for file, (make, sentence) in group.items()
)
