"""A PDF from outside as plain pages: what moves, calls, tracks or hides in it stays behind.

Every page becomes a picture of itself on a sheet of A4: whatever its content does to the state
of drawing ends with it. Scripts, forms, links, files and notes of cameras are left out; what a
form or a stamp shows is drawn.
"""

import math
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.i18n import N_
from warrantydesk.reading.jpeg import without_notes

MOST_PAGES = 400
A4 = (595.276, 841.89)
MARGINS = (28.0, 44.0, 28.0, 44.0)
"""Left, below, right, above: there the dossier writes what the page is."""
_LARGEST = 1.6
"""How far a small page is enlarged at most."""
_FURTHEST = 100_000.0
_HIDDEN = 0b100010
"""Flags of what is not shown: hidden, and no view."""
_NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/OPI", "/StructParent")
_MOST_PICTURE = 64 * 2**20

Matrix = tuple[float, float, float, float, float, float]


def plain_pages(data: bytes, name: str) -> tuple[bytes, list[bool]]:
    """Return the pages of a PDF as a clean one of A4 sheets, and which of them lie wide.

    Raises Refused(INVALID) with a sentence that names the file.
    """
    try:
        reader = _opened(data, name)
        count = len(reader.pages)
        if not count:
            raise _damaged(name)
        if count > MOST_PAGES:
            raise refused(
                INVALID,
                N_("{file} has {n} pages; at most {most} are bound. Bind a part of it."),
                "file",
                file=name,
                n=count,
                most=MOST_PAGES,
            )
        writer = PdfWriter()
        wide = [_put(writer, page) for page in reader.pages]
        for held in writer._objects:
            _tidy(held)
        out = BytesIO()
        writer.write(out)
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        # The library raises whatever a broken file leads it to; all of it means the same.
        raise _damaged(name) from error
    return out.getvalue(), wide


def _damaged(name: str) -> Refused:
    return refused(
        INVALID, N_("{file} is damaged or is no PDF: its pages cannot be read."), "file", file=name
    )


def _opened(data: bytes, name: str) -> PdfReader:
    reader = PdfReader(BytesIO(data))
    if not reader.is_encrypted:
        return reader
    with suppress(PyPdfError, DependencyError, NotImplementedError):
        if reader.decrypt(""):
            len(reader.pages)
            reader.pages[0].get_contents()
            return reader
    unlocked = _unlocked(data)
    if unlocked is None:
        raise refused(
            INVALID,
            N_("{file} is locked with a password. Ask for a copy without one."),
            "file",
            file=name,
        )
    return PdfReader(BytesIO(unlocked))


def _unlocked(data: bytes) -> bytes | None:
    """Return a PDF that anybody may open without its lock; None where it asks for a password."""
    import pypdfium2
    import pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    out = BytesIO()
    try:
        document.save(out, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
    return out.getvalue()


def _put(writer: PdfWriter, page: PageObject) -> bool:
    """Put a page on a sheet of its own; returns whether the sheet lies wide."""
    box = _box(page)
    turn = int(page.get("/Rotate", 0) or 0) % 360
    turn = turn if turn in (90, 180, 270) else 0
    across, up = box[2] - box[0], box[3] - box[1]
    if turn in (90, 270):
        across, up = up, across
    wide = across > up * 1.15
    sheet = writer.add_blank_page(*(reversed(A4) if wide else A4))
    placed = _placed(box, turn, wide)
    forms = DictionaryObject({NameObject("/P"): writer._add_object(_form(writer, page, box))})
    drawn = ["/P Do"]
    for number, (look, matrix) in enumerate(_looks(page)):
        forms[NameObject(f"/N{number}")] = look.clone(writer)
        drawn.append(f"q {_numbers(matrix)} cm /N{number} Do Q")
    content = DecodedStreamObject()
    # Cut at the edge of the page: what lies beyond was never to be seen.
    clip = f"{_numbers((box[0], box[1], box[2] - box[0], box[3] - box[1]))} re W n"
    content.set_data(f"q {_numbers(placed)} cm {clip} {' '.join(drawn)} Q".encode("ascii"))
    sheet[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    return wide


def _form(writer: PdfWriter, page: PageObject, box: tuple[float, ...]) -> StreamObject:
    """Return the content of a page as a form: its own state of drawing, its own resources."""
    content = page.get_contents()
    form = DecodedStreamObject()
    form.set_data(content.get_data() if content is not None else b"")
    made = form.flate_encode()
    resources = page.get("/Resources")
    held = resources.get_object() if resources is not None else DictionaryObject()
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Form")
    made[NameObject("/BBox")] = ArrayObject([FloatObject(value) for value in box])
    cloned = held.clone(writer)
    made[NameObject("/Resources")] = getattr(cloned, "indirect_reference", None) or cloned
    return made


def _box(page: PageObject) -> tuple[float, float, float, float]:
    """Return what is shown of a page: its crop box within its media box; A4 where that is none."""
    for named in ("/CropBox", "/MediaBox"):
        found = page.get(named)
        if found is None:
            continue
        with suppress(TypeError, ValueError):
            x, y, to_x, to_y = (float(value.get_object()) for value in found.get_object())
            x, to_x = sorted((x, to_x))
            y, to_y = sorted((y, to_y))
            sound = all(math.isfinite(v) and abs(v) < _FURTHEST for v in (x, y, to_x, to_y))
            if sound and to_x - x > 1 and to_y - y > 1:
                return x, y, to_x, to_y
    return 0.0, 0.0, *A4


def _placed(box: tuple[float, float, float, float], turn: int, wide: bool) -> Matrix:
    """Return what brings a box, turned clockwise, into the middle of the sheet's free room."""
    left, below, right, above = MARGINS
    paper = A4[::-1] if wide else A4
    room = paper[0] - left - right, paper[1] - below - above
    across, up = box[2] - box[0], box[3] - box[1]
    cos, sin = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turn]
    if turn in (90, 270):
        across, up = up, across
    scale = min(room[0] / across, room[1] / up, _LARGEST)
    a, b, c, d = scale * cos, scale * sin, -scale * sin, scale * cos
    corners = [(a * x + c * y, b * x + d * y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    low_x, low_y = min(x for x, _ in corners), min(y for _, y in corners)
    free_x, free_y = room[0] - across * scale, room[1] - up * scale
    return a, b, c, d, left + free_x / 2 - low_x, below + free_y / 2 - low_y


def _looks(page: PageObject) -> Iterator[tuple[PdfObject, Matrix]]:
    """Yield what annotations show on the page: filled fields, stamps, signatures, marks."""
    listed = page.get("/Annots")
    for one in listed.get_object() if listed is not None else ():
        with suppress(PyPdfError, TypeError, ValueError, KeyError, AttributeError):
            note = one.get_object()
            if int(note.get("/F", 0)) & _HIDDEN or note.get("/Subtype") in ("/Popup", "/Link"):
                continue
            look = note["/AP"].get_object().raw_get("/N")
            if not isinstance(look.get_object(), StreamObject):
                look = look.get_object().raw_get(note.get("/AS", "/Off"))
            matrix = _fitted(look.get_object(), [float(v) for v in note["/Rect"].get_object()])
            if matrix is not None:
                yield look, matrix


def _fitted(look: Any, rect: list[float]) -> Matrix | None:
    """Return what brings the box of an appearance into its rectangle (PDF 32000, 12.5.5)."""
    x, y, to_x, to_y = (float(value) for value in look["/BBox"].get_object())
    a, b, c, d, e, f = (float(value) for value in look.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * p + c * q + e, b * p + d * q + f) for p in (x, to_x) for q in (y, to_y)]
    low_x, low_y = min(p for p, _ in corners), min(q for _, q in corners)
    wide, high = max(p for p, _ in corners) - low_x, max(q for _, q in corners) - low_y
    if wide <= 0 or high <= 0:
        return None
    left, to_left = sorted((rect[0], rect[2]))
    below, to_below = sorted((rect[1], rect[3]))
    by_x, by_y = (to_left - left) / wide, (to_below - below) / high
    matrix = (by_x, 0.0, 0.0, by_y, left - low_x * by_x, below - low_y * by_y)
    return matrix if all(math.isfinite(value) for value in matrix) else None


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4f}" for value in values)


def _tidy(held: Any) -> None:
    """Take notes of programs and cameras out of an object."""
    if not isinstance(held, DictionaryObject):
        return
    for name in _NOTES:
        held.pop(name, None)
    if isinstance(held, StreamObject) and held.get("/Subtype") == "/Image":
        _tidy_picture(held)


def _tidy_picture(held: StreamObject) -> None:
    """Take out what a camera wrote into a JPEG; one that cannot be told apart is left empty."""
    filters = held.get("/Filter")
    named = [filters] if isinstance(filters, NameObject) else list(filters or ())
    if "/DCTDecode" not in named:
        return
    data = held._data
    try:
        for name in named[: named.index("/DCTDecode")]:
            data = _decoded(str(name), data)
        held._data = without_notes(data)
    except (ValueError, zlib.error):
        held._data = b""
    if len(named) > 1:
        held[NameObject("/Filter")] = NameObject("/DCTDecode")
        held.pop("/DecodeParms", None)


def _decoded(name: str, data: bytes) -> bytes:
    """Return a JPEG that another filter was laid around; raises ValueError for others."""
    from pypdf.filters import ASCII85Decode, ASCIIHexDecode

    if name == "/FlateDecode":
        return zlib.decompressobj().decompress(data, _MOST_PICTURE)
    if name in ("/ASCII85Decode", "/A85"):
        return ASCII85Decode.decode(data)
    if name in ("/ASCIIHexDecode", "/AHx"):
        made = ASCIIHexDecode.decode(data)
        return made if isinstance(made, bytes) else made.encode("latin-1")
    raise ValueError(name)
