"""Workbooks as programs of other people write them, made byte by byte: xlsx, xls, ods."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

Value = str | int | float | Decimal | bool | date | None
Rows = Sequence[Sequence[Value]]
Merge = tuple[int, int, int, int]
EPOCH = date(1899, 12, 30)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HIDDEN = ' state="hidden"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)


def place(row: int, column: int) -> str:
    """Return a cell's address: ``place(0, 27)`` is ``AB1``."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def cell(row: int, column: int, value: Value) -> str:
    """Return the XML of one cell; a date is a serial number with a date's format."""
    at = place(row, column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, str):
        kept = f'<t xml:space="preserve">{escape(value)}</t>'
        return f'<c r="{at}" t="inlineStr"><is>{kept}</is></c>'
    return f'<c r="{at}"><v>{value}</v></c>'


def sheet_xml(rows: Rows, merged: Sequence[Merge] = (), more: str = "") -> str:
    """Return the XML of one sheet; ``more`` is written before the end of its cells."""
    lines = (
        f'<row r="{number + 1}">'
        + "".join(cell(number, column, value) for column, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows)
    )
    joined = "".join(
        f'<mergeCell ref="{place(top, left)}:{place(bottom, right)}"/>'
        for top, left, bottom, right in merged
    )
    ends = f'<mergeCells count="{len(merged)}">{joined}</mergeCells>' if merged else ""
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}{more}</sheetData>'
        f"{ends}</worksheet>"
    )


def package(
    sheets: Mapping[str, str], parts: Mapping[str, str | bytes] = {}, hidden: Sequence[str] = ()
) -> bytes:
    """Return an xlsx of sheets given as XML; ``parts`` are added or replace what is there."""
    names = list(sheets)
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        f"{HIDDEN if name in hidden else ''}/>"
        for number, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(names) + 1)
    )
    content: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_RELATION}">'
        f"<sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'{relations}<Relationship Id="rIdS" Type="{_RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rIdT" Type="{_RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": HEAD + STYLES,
        **{f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in enumerate(names, 1)},
        **parts,
    }
    return zipped(content)


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            plain = name == "mimetype"  # a program that looks at first bytes finds it as it is
            archive.writestr(name, part, zipfile.ZIP_STORED if plain else None)
    return out.getvalue()


def xlsx(rows: Rows, merged: Sequence[Merge] = (), name: str = "Sheet1") -> bytes:
    """Return an xlsx with one sheet."""
    return package({name: sheet_xml(rows, merged)})


def shared(rows: Sequence[Sequence[int]], texts: Sequence[str]) -> bytes:
    """Return an xlsx whose cells name texts of the common table by number."""
    cells = "".join(
        f'<row r="{number + 1}">'
        + "".join(
            f'<c r="{place(number, column)}" t="s"><v>{index}</v></c>'
            for column, index in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows)
    )
    table = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
    sheet = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    strings = f'{HEAD}<sst xmlns="{MAIN}" count="1" uniqueCount="1">{table}</sst>'
    return package({"Sheet1": sheet}, {"xl/sharedStrings.xml": strings})


def ods(rows: Rows, more: str = "") -> bytes:
    """Return an OpenDocument sheet; ``more`` is written after its rows."""
    lines = "".join(
        "<table:table-row>" + "".join(_ods_cell(value) for value in row) + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'{HEAD}<office:document-content xmlns:office="{urn}:office:1.0" '
        f'xmlns:table="{urn}:table:1.0" xmlns:text="{urn}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Sheet1">{lines}{more}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{HEAD}<manifest:manifest xmlns:manifest="{urn}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def _ods_cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    if isinstance(value, str):
        return (
            '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(value)}</text:p></table:table-cell>"
        )
    if isinstance(value, bool):
        said = str(value).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def record(kind: int, body: bytes) -> bytes:
    """Return one record of the old Excel format."""
    return struct.pack("<HH", kind, len(body)) + body


def biff_text(text: str) -> bytes:
    """Return a text as the old Excel format writes it, two bytes a sign."""
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def biff(rows: Rows, merged: Sequence[Merge] = (), globals_more: bytes = b"") -> bytes:
    """Return the stream ``Workbook`` of an xls (BIFF8) with one sheet."""
    plain = struct.pack("<HHHBBBBIIH", 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    dated = struct.pack("<HHHBBBBIIH", 0, 14, 0, 0x20, 0, 0, 0, 0, 0, 0x20C0)
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6)) + globals_more
    begin += record(0x42, struct.pack("<H", 1200)) + record(0xE0, plain) + record(0xE0, dated)
    name = "Sheet1"
    bound = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    end = record(0x0A, b"")
    at = len(begin) + 4 + 6 + len(bound) + len(end)
    begin += record(0x85, struct.pack("<IBB", at, 0, 0) + bound) + end
    wide = max((len(row) for row in rows), default=0)
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    sheet += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, wide, 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet += _biff_cell(number, column, value)
    if merged:
        ranges = b"".join(
            struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in merged
        )
        sheet += record(0xE5, struct.pack("<H", len(merged)) + ranges)
    return begin + sheet + end


def _biff_cell(row: int, column: int, value: Value) -> bytes:
    if value is None:
        return b""
    if isinstance(value, bool):
        return record(0x205, struct.pack("<HHHBB", row, column, 0, int(value), 0))
    if isinstance(value, date):
        days = float((value - EPOCH).days)
        return record(0x203, struct.pack("<HHHd", row, column, 1, days))
    if isinstance(value, str):
        return record(0x204, struct.pack("<HHH", row, column, 0) + biff_text(value))
    return record(0x203, struct.pack("<HHHd", row, column, 0, float(value)))


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file (the envelope of xls and doc) of streams of 4,096 bytes and more."""
    size = 512
    body, chains, entries = b"", [], []
    first = 0
    for name, stream in streams.items():
        stream = stream.ljust(4096, b"\0")
        count = -(-len(stream) // size)
        body += stream.ljust(count * size, b"\0")
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
        entries.append((name, 2, first, len(stream)))
        first += count
    directory_at = first
    chains.append(0xFFFFFFFE)
    fat_at = first + 1
    fats = -(-(len(chains) + 1) // 127)
    chains += [0xFFFFFFFD] * fats
    table = b"".join(struct.pack("<I", one) for one in chains)
    table = table.ljust(fats * size, b"\xff")
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0, 1 if entries else 0xFFFFFFFF)
    for number, (name, kind, start, length) in enumerate(entries, 1):
        after = number + 1 if number < len(entries) else 0xFFFFFFFF
        directory += _entry(name, kind, start, length, 0xFFFFFFFF, after)
    directory = directory.ljust(size, b"\0")[:size]
    places = [fat_at + number for number in range(fats)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHHHIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0, fats)
    head += struct.pack("<IIIIIII", directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += b"".join(struct.pack("<I", one) for one in places)
    return head.ljust(size, b"\xff") + body + directory + table


def _entry(
    name: str, kind: int, start: int, length: int, child: int, right: int = 0xFFFFFFFF
) -> bytes:
    called = name.encode("utf-16-le") + b"\0\0"
    entry = called.ljust(64, b"\0") + struct.pack("<HBB", len(called), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, length)


def xls(rows: Rows, merged: Sequence[Merge] = ()) -> bytes:
    """Return an xls with one sheet."""
    return compound({"Workbook": biff(rows, merged)})
