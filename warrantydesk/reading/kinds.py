"""What a file from outside is, by its first bytes and never by its name."""

import re
import struct
from collections.abc import Callable

from warrantydesk.domain.errors import INVALID, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.reading.archive import LOCKED_BY_PASSWORD, kind_of_archive

WORKBOOK, MARKUP, TEXT = "workbook", "markup", "text"

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_EXCEL = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_PASSWORD, _END = 0x2F, 0x0A
_MOST_RECORDS = 100
_HEAD = 4096
_TAG = re.compile(rb"<\s*(html|table|!doctype\s+html|meta|head|body|style|div)\b", re.I)

_PICTURE = N_("{file} is a picture, not a table. Ask for the list as an Excel or CSV file.")
_PDF = N_("{file} is a PDF, not a table. Ask for the list as an Excel or CSV file.")
_WRITING = N_(
    "{file} is a text document, not a table. Copy the table in it and paste it here, or ask for "
    "the list as an Excel or CSV file."
)
_PACKED = N_("{file} is a packed archive. Unpack it first and choose the table in it.")
_PROGRAM = N_("{file} is a program, not a table. Do not open it.")
_DATABASE = N_("{file} is a database, not a table. Ask for the list as an Excel or CSV file.")
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", _PDF),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\x89PNG", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"{\\rtf", _WRITING),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3\x00", _DATABASE),
)


def kind_of(data: bytes, file: str) -> tuple[str, str]:
    """Return how a file is read (workbook, markup, text) and its kind (xlsx, xls, ods, csv).

    Raises Unavailable with the file's name where it is nothing that holds a table.
    """
    if not data.strip(b"\x00 \r\n\t"):
        raise no_table(N_("{file} is empty. Save the table again and choose the new file."), file)
    for test, kind in _TESTS:
        if found := test(data, file):
            return kind, found
    return TEXT, "csv"


def no_table(message: str, file: str, **values: object) -> Unavailable:
    """Return a file's refusal as the one sentence that names it."""
    return Unavailable(message, INVALID, file=file, **values)


def _archive(data: bytes, file: str) -> str:
    return kind_of_archive(data, file) if data.startswith(b"PK") else ""


def _compound(data: bytes, file: str) -> str:
    """Look into the envelope of old Office files: the streams' names stand there as UTF-16."""
    if not data.startswith(_COMPOUND):
        return ""
    if _named("EncryptedPackage") in data:
        raise no_table(LOCKED_BY_PASSWORD, file)
    if _named("Workbook") in data or _named("Book") in data:
        if _is_locked(data):
            raise no_table(LOCKED_BY_PASSWORD, file)
        return "xls"
    if _named("WordDocument") in data:
        raise no_table(_WRITING, file)
    raise no_table(
        N_(
            "{file} is damaged, or an Office file without a table. Choose the Excel file with the "
            "list, or fetch it again."
        ),
        file,
    )


def _is_locked(data: bytes) -> bool:
    """Look for the record of a password in the beginning of an old workbook."""
    at = data.find(_BEGIN)
    for _record in range(_MOST_RECORDS if at >= 0 else 0):
        if at + 4 > len(data):
            break
        kind, length = struct.unpack_from("<HH", data, at)
        if kind in (_PASSWORD, _END):
            return bool(kind == _PASSWORD)
        at += 4 + length
    return False


def _named(stream: str) -> bytes:
    return (stream + "\0").encode("utf-16-le")


def _very_old(data: bytes, file: str) -> str:
    if data.startswith(_BARE_EXCEL) and data[2:4] in (b"\x04\x00", b"\x06\x00", b"\x08\x00"):
        raise no_table(
            N_("{file} was written by a very old Excel. Open it and save it as .xlsx."), file
        )
    return ""


def _known_sign(data: bytes, file: str) -> str:
    for sign, sentence in _SIGNS:
        if data.startswith(sign):
            raise no_table(sentence, file)
    return ""


def _markup(data: bytes, file: str) -> str:
    """Tell a web page that a portal saved as .xls; other kinds of markup are refused by name."""
    head = _plain_head(data)
    if not head.startswith((b"<", b"MIME-Version")):
        return ""
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise no_table(
            N_("{file} is an XML table of Excel 2003. Open it in Excel and save it as .xlsx."),
            file,
        )
    if head.startswith(b"MIME-Version"):
        raise no_table(
            N_("{file} is a saved web page. Open it in Excel and save it as .xlsx."), file
        )
    if _TAG.search(head):
        return "html"
    raise no_table(
        N_("{file} is an XML file without a table. Ask for the list as an Excel or CSV file."),
        file,
    )


def _plain_head(data: bytes) -> bytes:
    """Return the beginning without byte order marks and, of UTF-16, without its zero bytes."""
    head = data[:_HEAD]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[1:2] == b"\0" or head[:1] == b"\0":
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \r\n\t")


_TESTS: tuple[tuple[Callable[[bytes, str], str], str], ...] = (
    (_archive, WORKBOOK),
    (_compound, WORKBOOK),
    (_very_old, WORKBOOK),
    (_known_sign, TEXT),
    (_markup, MARKUP),
)
