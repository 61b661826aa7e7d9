"""PDFs as they come from outside: scans, forms, locked ones, and such as want to do harm."""

import io
import zlib
from collections.abc import Callable, Mapping, Sequence

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def written(*texts: str, size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF with one text a page."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for text in texts:
        canvas.drawString(40, 40, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def turned(text: str, degrees: int) -> bytes:
    """Return a PDF whose wide page is to be shown turned clockwise."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written(text, size=(300, 200)))))
    writer.pages[0].rotate(degrees)
    return _saved(writer)


def photo_with_place() -> bytes:
    """Return a JPEG that tells where it was taken, of which a program left a comment."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(
        out, "JPEG", exif=exif, comment=b"PhoneMaker was here"
    )
    return out.getvalue()


def scan(*, packed: bool = False) -> bytes:
    """Return a PDF whose page is a photo with its place; ``packed`` lays a filter around it."""
    jpeg = photo_with_place()
    picture = DecodedStreamObject()
    picture._data = zlib.compress(jpeg) if packed else jpeg
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(320),
            NameObject("/Height"): NumberObject(240),
            NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): ArrayObject(
                [NameObject("/FlateDecode"), NameObject("/DCTDecode")]
            )
            if packed
            else NameObject("/DCTDecode"),
        }
    )
    writer = PdfWriter()
    page = writer.add_blank_page(320, 240)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Im"): writer._add_object(picture)})}
    )
    _draw(writer, page, b"q 320 0 0 240 0 0 cm /Im Do Q")
    return _saved(writer)


def filled_form(text: str) -> bytes:
    """Return a PDF with a field whose text stands in its appearance only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written("Form"))))
    look = DecodedStreamObject()
    look.set_data(f"BT /F 12 Tf 2 4 Td ({text}) Tj ET".encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _box(0, 0, 200, 20),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
            ),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): _box(100, 600, 300, 620),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    return _saved(writer)


def that_acts() -> bytes:
    """Return a PDF with a script, a program to start, a link and a file inside."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written("Harmless"))))
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('harm');"),
        }
    )
    writer.add_attachment("harm.exe", b"MZ harm")
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): _box(0, 0, 100, 100),
            NameObject("/A"): DictionaryObject(
                {
                    NameObject("/S"): NameObject("/Launch"),
                    NameObject("/F"): TextStringObject("harm.exe"),
                }
            ),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    return _saved(writer)


def locked(password: str) -> bytes:
    """Return a PDF that asks for a password; an empty one lets everybody read."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(written("Locked"))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return _saved(writer)


def unbalanced() -> bytes:
    """Return a PDF whose content leaves the state of drawing turned and painted over."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    _draw(writer, page, b"q q q 0 1 -1 0 0 0 cm 1 1 1 rg 3 Tr 0.01 0 0 0.01 0 0 cm q")
    return _saved(writer)


def in_a_ring() -> bytes:
    """Return a PDF whose list of pages holds itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def nested() -> bytes:
    """Return a PDF with lists within lists, a hundred thousand deep."""
    deep = 100_000
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources "
        + b"[" * deep
        + b"]" * deep
        + b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def swelling(megabytes: int = 2_000) -> bytes:
    """Return a small PDF whose content becomes gigabytes when it is unpacked."""
    packer = zlib.compressobj(9)
    block = b" " * 2**20
    data = b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()
    head = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
    )
    begins = f"4 0 obj<</Filter/FlateDecode/Length {len(data)}>>stream\n".encode()
    return head + begins + data + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def odd_boxes() -> bytes:
    """Return a PDF with pages of impossible sizes: endless, upside down, none at all."""
    writer = PdfWriter()
    for box in ((0, 0, 1e30, 1e30), (500, 800, 0, 0), (-300, -300, 300, 300), (0, 0, 0, 0)):
        page = writer.add_blank_page(100, 100)
        page[NameObject("/MediaBox")] = _box(*box)
    return _saved(writer)


def _draw(writer: PdfWriter, page: DictionaryObject, content: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)


def _box(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def _saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text().strip() for page in PdfReader(io.BytesIO(pdf)).pages]


def jpegs(pdf: bytes) -> Sequence[bytes]:
    """Return the raw JPEG streams of a PDF."""
    reader = PdfReader(io.BytesIO(pdf))
    found = []
    for number in range(1, len(reader.xref[0]) + 5 if reader.xref else 5000):
        try:
            held = reader.get_object(number)
        except Exception:  # noqa: BLE001 - numbers that are none
            continue
        if isinstance(held, DictionaryObject) and "DCT" in str(held.get("/Filter", "")):
            found.append(held._data)
    return found


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "no PDF": lambda: b"hello",
    "only a head": lambda: b"%PDF-1.7\n",
    "cut off": lambda: written("a", "b")[:400],
    "in a ring": in_a_ring,
    "nested": nested,
    "odd boxes": odd_boxes,
    "unbalanced": unbalanced,
    "acts": that_acts,
}
