"""Clean PDFs bound into one: a layer of stamps over every page, bookmarks, words about it."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

_LEFT_OUT = ("/Annots", "/AA", "/Metadata", "/B", "/StructParents", "/PieceInfo", "/Tabs", "/Trans")
_STAMP = "/WarrantyDeskStamp"


def bound(layer: bytes, parts: Sequence[bytes], told: Mapping[str, Any]) -> tuple[bytes, int]:
    """Return the parts as one PDF with its number of pages; the same input, the same bytes.

    ``layer`` has a page of stamps for each of them. ``told`` has ``title``, ``author``, ``lang``,
    ``takes``: first and end of the pages that are taken of each part, counted from 0, and
    ``marks``: text, page from 0, level from 0 of each bookmark. Raises ValueError where the
    layer has not as many pages as are taken.
    """
    writer = PdfWriter()
    pages = [
        writer.add_page(page, _LEFT_OUT)
        for part, (first, end) in zip(parts, told["takes"], strict=True)
        for page in PdfReader(BytesIO(part)).pages[first:end]
    ]
    stamps = PdfReader(BytesIO(layer)).pages
    if len(stamps) != len(pages):
        raise ValueError("as many stamps as pages")
    before = writer._add_object(_stream(b"q"))
    after = writer._add_object(_stream(b"Q q %b Do Q" % _STAMP.encode()))
    for page, stamp in zip(pages, stamps, strict=True):
        _stamp(writer, page, stamp, (before, after))
    _mark(writer, told["marks"])
    writer.add_metadata(
        {
            "/Title": str(told["title"]),
            "/Author": str(told["author"]),
            "/Creator": "Warranty Desk",
            "/Producer": "Warranty Desk",
        }
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject(str(told["lang"]))
    writer.page_mode = "/UseOutlines"
    out = BytesIO()
    writer.write(out)
    return out.getvalue(), len(pages)


def _stamp(
    writer: PdfWriter, page: PageObject, stamp: PageObject, around: tuple[PdfObject, PdfObject]
) -> None:
    """Lay a page of stamps over a page, whatever state of drawing its own content leaves."""
    content = stamp.get_contents()
    layer = _stream(content.get_data() if content is not None else b"").flate_encode()
    layer[NameObject("/Type")] = NameObject("/XObject")
    layer[NameObject("/Subtype")] = NameObject("/Form")
    layer[NameObject("/BBox")] = ArrayObject([FloatObject(v) for v in stamp.mediabox])
    layer[NameObject("/Resources")] = _into(writer, stamp["/Resources"])
    held = page.get("/Resources")
    resources = DictionaryObject(held.get_object() if held is not None else {})
    objects = resources.get("/XObject")
    drawn = DictionaryObject(objects.get_object() if objects is not None else {})
    drawn[NameObject(_STAMP)] = writer._add_object(layer)
    resources[NameObject("/XObject")] = drawn
    page[NameObject("/Resources")] = resources
    own = page.raw_get("/Contents") if "/Contents" in page else ArrayObject()
    inner = own.get_object()
    listed = list(inner) if isinstance(inner, ArrayObject) else [own]
    page[NameObject("/Contents")] = ArrayObject([around[0], *listed, around[1]])


def _into(writer: PdfWriter, named: PdfObject) -> PdfObject:
    held = named.get_object()
    assert held is not None
    cloned = held.clone(writer)
    return getattr(cloned, "indirect_reference", None) or cloned


def _stream(data: bytes) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made


def _mark(writer: PdfWriter, marks: Sequence[Sequence[Any]]) -> None:
    """Write the bookmarks; each stands below the last one of a higher level."""
    above: list[Any] = []
    for text, page, level in marks:
        del above[level:]
        parent = above[-1] if above else None
        item = writer.add_outline_item(
            title=str(text), page_number=int(page), parent=parent, is_open=False
        )
        above.append(item)
