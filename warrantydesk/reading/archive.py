"""The directory of a ZIP from outside, looked at before anything in it is unpacked."""

import io
import re
import zipfile
import zlib

from warrantydesk.domain.errors import INVALID, Unavailable
from warrantydesk.domain.sheet import MOST_COLUMNS, MOST_ROWS
from warrantydesk.i18n import N_
from warrantydesk.reading.limits import MEGABYTE, MOST_CELLS, MOST_LINES

MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 100
MOST_PARTS = 1_000
_SMALL = MEGABYTE
"""A part so small may be packed as tightly as it likes: a sheet of equal rows is."""
_PIECE = 4 * MEGABYTE
_FAR = re.compile(
    rb' r="(?:((?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])[0-9]{1,7})|[A-Z]{1,3}([0-9]{6,7}))"(?:[^>]*[^>/])?>'
)
"""A filled cell beyond column IV, the 256th, or in row 100,000 and below."""
_OVERLAP = 256
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

LOCKED_BY_PASSWORD = N_(
    "{file} is protected by a password. Open it in Excel, take the password away, save it and "
    "import it again."
)
_NO_WORKBOOK = N_(
    "{file} is a packed archive without a table of its own. Unpack it first and choose the table "
    "in it."
)
_OF_OFFICE = {
    "word/": N_(
        "{file} is a text document, not a table. Copy the table in it and paste it here, or ask "
        "for the list as an Excel or CSV file."
    ),
    "ppt/": N_("{file} is a presentation, not a table. Ask for the list as an Excel or CSV file."),
}
_ENDLESS = N_(
    "{file} has a cell with a text of millions of characters. Delete that text, save and import "
    "again."
)
_DAMAGED = N_(
    "{file} is damaged or was not copied to its end. Fetch it again, or open it in Excel and save "
    "it anew."
)


def kind_of_archive(data: bytes, file: str) -> str:
    """Return ``xlsx`` or ``ods``; raises Unavailable for every other archive and for bombs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _weigh(parts, file)
            kind = _kind(archive)
            if kind:
                _walk(archive, kind, file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError) as error:
        raise _refusal(_DAMAGED, file) from error
    if kind:
        return kind
    for folder, sentence in _OF_OFFICE.items():
        if any(part.filename.startswith(folder) for part in parts):
            raise _refusal(sentence, file)
    raise _refusal(_NO_WORKBOOK, file)


def _refusal(message: str, file: str, **values: object) -> Unavailable:
    return Unavailable(message, INVALID, file=file, **values)


def _weigh(parts: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse what would become too large, by what the directory says of it."""
    if any(part.flag_bits & 1 for part in parts):
        raise _refusal(LOCKED_BY_PASSWORD, file)
    large = sum(part.file_size for part in parts) > MOST_UNPACKED
    tight = any(part.file_size > max(_SMALL, MOST_RATIO * part.compress_size) for part in parts)
    if large or tight or len(parts) > MOST_PARTS:
        raise _refusal(
            N_(
                "{file} becomes far too large when it is unpacked; it is not opened. Copy the "
                "table into a new workbook and import that one."
            ),
            file,
        )


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as part:
            return "ods" if part.read(99).strip() == _ODS else ""
    return ""


def _walk(archive: zipfile.ZipFile, kind: str, file: str) -> None:
    """Unpack once for nothing: a directory that lies is found, and cells far outside are."""
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".bin")):
            continue
        sheet = kind == "xlsx" and part.filename.startswith("xl/worksheets/")
        rest = b""
        with archive.open(part) as unpacked:
            while piece := unpacked.read(_PIECE):
                if len(piece) == _PIECE and b"<" not in piece:
                    raise _refusal(_ENDLESS, file)
                if sheet:
                    _look_far(rest + piece, file)
                    rest = piece[-_OVERLAP:]


def _look_far(piece: bytes, file: str) -> None:
    """Raise Unavailable for a cell far outside: its sheet would be laid out up to there."""
    for found in _FAR.finditer(piece):
        cell, row = found.groups()
        if cell is not None:
            raise _refusal(
                N_(
                    "{file} has something in cell {cell}, far right of any table; at most {most} "
                    "columns are read. Delete the columns right of the table, save and import "
                    "again."
                ),
                file,
                cell=cell.decode("ascii"),
                most=MOST_COLUMNS,
            )
        check_size(int(row), 1, file)


def check_size(rows: int, columns: int, file: str) -> None:
    """Raise Unavailable for a sheet with more rows or cells than are read at once."""
    if rows > MOST_LINES:
        raise _refusal(
            N_(
                "{file} has something in row {row}; at most {most} rows are read at once. Delete "
                "what stands below the table, or cut the table into several files."
            ),
            file,
            row=rows,
            most=MOST_ROWS,
        )
    if columns > MOST_COLUMNS:
        raise _refusal(
            N_(
                "{file} has {columns} columns; at most {most} are read. Delete the columns that "
                "are not needed and import again."
            ),
            file,
            columns=columns,
            most=MOST_COLUMNS,
        )
    if rows * columns > MOST_CELLS:
        raise _refusal(
            N_(
                "{file} has {rows} rows of {columns} columns, too many cells to read at once. "
                "Delete the columns that are not needed, or cut the table into several files."
            ),
            file,
            rows=rows,
            columns=columns,
        )
