"""What leaves the desk tells nobody where, when and by what a photo was taken: every way out."""

import base64
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader
from pypdf.generic import StreamObject
from reading.foreign_pdfs import photo_with_place, scan
from stories import drafted, submitted

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.reading.jpeg import with_notes_blanked
from warrantydesk.services.desk import Desk
from warrantydesk.services.papers import PAPERS

TOLD = (b"Exif", b"PhoneMaker", b"ns.adobe.com/xap", b"Photoshop 3.0")
_UNPACKED = {
    "/FlateDecode": zlib.decompress,
    "/ASCII85Decode": lambda raw: base64.a85decode(raw.strip().removesuffix(b"~>")),
}


def a_png() -> bytes:
    """Return a PNG with a place in its EXIF and its words."""
    exif, words, out = Image.Exif(), PngImagePlugin.PngInfo(), io.BytesIO()
    exif[0x010F] = "PhoneMaker"
    words.add_text("Comment", "PhoneMaker at home")
    Image.new("RGB", (60, 40), "teal").save(out, "PNG", exif=exif, pnginfo=words)
    return out.getvalue()


FILES = {"p.jpg": photo_with_place, "p.png": a_png, "scan.pdf": scan}


@pytest.fixture
def claim(desk: Desk, tmp_path: Path) -> Claim:
    """A claim with photos and a scan that tell everything; the dealer's logo does too."""
    logo = tmp_path / "logo.jpg"
    logo.write_bytes(photo_with_place())
    desk.settings.save_logo(logo)
    claim = submitted(desk)
    for name, made in FILES.items():
        (tmp_path / name).write_bytes(made())
        desk.attachments.add(claim.id, "MH" if name.endswith("pdf") else "PH", tmp_path / name)
    return claim


def pictures(pdf: bytes) -> Iterator[bytes]:
    """Yield the pictures of a PDF as they lie in it, with the filters around a JPEG taken off."""
    reader = PdfReader(io.BytesIO(pdf))
    for number in range(1, int(str(reader.trailer["/Size"]))):
        held = reader.get_object(number)
        if isinstance(held, StreamObject) and held.get("/Subtype") == "/Image":
            raw, filters = held._data, held.get("/Filter", [])
            for name in filters if isinstance(filters, list) else [filters]:
                if str(name) in _UNPACKED:
                    raw = _UNPACKED[str(name)](raw)
            yield raw


def tells(data: bytes) -> list[bytes]:
    """Return what a file that left tells of the camera, in itself or in its pictures."""
    parts = [data, *(pictures(data) if data.startswith(b"%PDF") else ())]
    return [word for word in TOLD if any(word in part for part in parts)]


def test_the_planted_files_tell_and_are_heard() -> None:
    assert {name for name, made in FILES.items() if tells(made())} == set(FILES)
    assert tells(scan(packed=True))


def test_originals_stay_as_they_came(desk: Desk, claim: Claim) -> None:
    kept = {one.file_name: one.id for one in desk.attachments.of(claim.id)}
    for name, made in FILES.items():
        assert desk.attachments.read(kept[name])[:20] == made()[:20]
        assert tells(desk.attachments.read(kept[name]))


def test_copies_of_files(desk: Desk, claim: Claim, tmp_path: Path) -> None:
    made = desk.copies.export(claim.id, tmp_path / "copies")
    assert len(made.names) == len(FILES)
    assert [name for name in made.names if tells((made.folder / name).read_bytes())] == []
    (pdf,) = made.folder.glob("*.pdf")
    assert len(list(pictures(pdf.read_bytes()))) == 1
    for one in desk.attachments.of(claim.id):
        assert tells(desk.copies.lend(one.id).read_bytes()) == []


@pytest.mark.parametrize("paper", [one.code for one in PAPERS])
def test_papers_of_a_claim_with_the_logo_on_them(
    desk: Desk, claim: Claim, tmp_path: Path, paper: str
) -> None:
    file = tmp_path / "paper.pdf"
    try:
        desk.papers.draw(paper, claim.id, file)
    except Refused:
        pytest.skip("this paper is not one of this claim")
    assert tells(file.read_bytes()) == []


def test_a_dossier_and_an_audit_pack(desk: Desk, claim: Claim, tmp_path: Path) -> None:
    desk.dossiers.build(claim.id, tmp_path / "dossier.pdf")
    dossier = (tmp_path / "dossier.pdf").read_bytes()
    assert len(list(pictures(dossier))) >= 2
    assert tells(dossier) == []
    other = drafted(desk)
    desk.dossiers.pack(tmp_path / "pack.zip", (claim.id, other.id))
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        assert len(pack.namelist()) >= 3
        assert [name for name in pack.namelist() if tells(pack.read(name))] == []


def test_notes_are_overwritten_where_they_lie() -> None:
    told = scan()
    blanked = with_notes_blanked(told)
    assert len(blanked) == len(told)
    assert tells(blanked) == []
    before, after = next(pictures(told)), next(pictures(blanked))
    one, two = (Image.open(io.BytesIO(raw)).convert("RGB").tobytes() for raw in (before, after))
    assert one == two


ODD = [
    b"",
    b"\xff\xd8\xff",
    b"\xff\xd8\xff\xe1",
    b"\xff\xd8\xff\xe1\xff\xffExif",
    b"\xff\xd8\xff\xe1\0\0x",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_bytes_keep_their_length(odd: bytes) -> None:
    assert len(with_notes_blanked(odd)) == len(odd)
    assert with_notes_blanked(b"plain words") == b"plain words"
