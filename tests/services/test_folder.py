"""Copies that leave the desk: safe names, verified bytes, pictures without their metadata."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.folder import FolderService, display_name, export_files, unlike

PLACES = ("/", "\\", ":", "..", "CON", "\u202e", " ", ".", "\x00", "发票", "a", ".pdf", "¹", "LPT")


def photo() -> bytes:
    """Return a photograph that tells where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk with one clerk."""
    desk = Desk(tmp_path / "desk").open(create=True)
    yield desk
    desk.close()


@pytest.fixture
def claim_id(desk: Desk) -> int:
    """A claim without files."""
    return desk.claims.new(vin="LX0DL31C8RB018252").id


@given(st.text(max_size=300) | st.lists(st.sampled_from(PLACES), max_size=12).map("".join))
@example("..\\..\\windows\\system32\\evil.dll")
@example("../../above")
@example("photo\u202egpj.exe")
@example("nul.tar.gz")
@example("COM¹ .txt")
@example("a" * 300 + ".jpeg")
@example("购" * 300)
def test_a_display_name_is_only_a_name(name: str) -> None:
    shown = display_name(name)
    assert display_name(shown) == shown
    assert shown not in ("", ".", "..")
    assert not set(shown) & set('/\\:*?"<>|\x00\n\u202e\u200b')
    assert shown == shown.strip(" .")
    assert len(shown.encode()) < 200
    stem = shown.split(".")[0].strip().casefold()
    assert stem not in {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


def test_names_keep_their_words_and_endings() -> None:
    assert display_name("购车发票 2026.pdf") == "购车发票 2026.pdf"
    assert display_name("a/b:c?.jpg") == "a_b_c_.jpg"
    assert display_name("con.txt") == "_con.txt"
    assert display_name("  ") == "file"


def test_a_name_that_is_taken_gets_a_number() -> None:
    taken: set[str] = set()
    names = [unlike(name, taken) for name in ("A.jpg", "a.JPG", "A.jpg", "b")]
    assert names == ["A.jpg", "a (2).JPG", "A (3).jpg", "b"]


def test_export_copies_clean_and_numbered(desk: Desk, claim_id: int, tmp_path: Path) -> None:
    add = desk.attachments.add_bytes
    add(claim_id, "PH", photo(), "pump.jpg")
    add(claim_id, "PH", photo(), "../pump.JPG")
    add(claim_id, "INV", b"%PDF-1.7 invoice", "发票.pdf")
    steps: list[tuple[int, int, str]] = []
    done = FolderService(desk.bench).prepare_export(claim_id, tmp_path)(
        lambda *news: steps.append(news)
    )
    number = desk.claims.get(claim_id).claim_number
    assert done.folder == tmp_path / number
    assert done.names == ("pump.jpg", "_pump.JPG", "发票.pdf")
    assert not done.left_out
    assert sorted(path.name for path in done.folder.iterdir()) == sorted(done.names)
    for name in done.names[:2]:
        copy = (done.folder / name).read_bytes()
        assert b"Exif" not in copy
        assert b"PhoneMaker" not in copy
    assert (done.folder / "发票.pdf").read_bytes() == b"%PDF-1.7 invoice"
    assert [step[:2] for step in steps] == [(0, 3), (1, 3), (2, 3)]
    again = export_files(desk.bench, claim_id, tmp_path)
    assert again.names == ("pump (2).jpg", "_pump (2).JPG", "发票 (2).pdf")


def test_a_picture_that_cannot_be_cleaned_stays(desk: Desk, claim_id: int, tmp_path: Path) -> None:
    add = desk.attachments.add_bytes
    add(claim_id, "PH", photo()[:60], "torn.jpg")
    add(claim_id, "PH", b"\0\0\0\x18ftypheic\0\0\0\0 GPS", "phone.bin")
    add(claim_id, "PH", photo(), "good.webp")
    done = export_files(desk.bench, claim_id, tmp_path)
    assert done.names == ("good.jpg",)
    left = [error.findings[0].values["file"] for error in done.left_out]  # type: ignore[union-attr]
    assert left == ["torn.jpg", "phone.bin"]


def test_an_altered_file_is_left_out(desk: Desk, claim_id: int, tmp_path: Path) -> None:
    kept = desk.attachments.add_bytes(claim_id, "INV", b"%PDF-1.7 invoice", "invoice.pdf")
    path = desk.attachments.path(kept.id)
    path.chmod(0o600)
    path.write_bytes(b"%PDF-1.7 another")
    done = export_files(desk.bench, claim_id, tmp_path)
    assert done.names == ()
    assert isinstance(done.left_out[0], Unavailable)


def test_nothing_to_export_is_said(desk: Desk, claim_id: int, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        export_files(desk.bench, claim_id, tmp_path)
    assert list(tmp_path.glob("C*")) == []


def test_a_place_that_cannot_be_written_is_said(desk: Desk, claim_id: int, tmp_path: Path) -> None:
    desk.attachments.add_bytes(claim_id, "INV", b"%PDF", "invoice.pdf")
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(Refused, match="INVALID"):
        export_files(desk.bench, claim_id, tmp_path / "taken")
    with pytest.raises(Refused, match="INVALID"):
        export_files(desk.bench, claim_id, desk.folder.attachments)


def test_a_loan_has_its_name_and_is_taken_back(desk: Desk, claim_id: int) -> None:
    kept = desk.attachments.add_bytes(claim_id, "PH", photo(), "pump.jpg")
    folder = FolderService(desk.bench)
    path = folder.lend(kept.id)
    assert folder.lend(kept.id) == path
    assert path.name == "pump.jpg"
    assert b"Exif" not in path.read_bytes()
    folder.take_back()
    assert not path.exists()


def test_small_pictures_stand_for_what_can_be_shown(desk: Desk, claim_id: int) -> None:
    desk.attachments.add_bytes(claim_id, "PH", photo(), "pump.jpg")
    desk.attachments.add_bytes(claim_id, "PH", b"torn", "torn.png")
    desk.attachments.add_bytes(claim_id, "INV", b"%PDF", "invoice.pdf")
    folder = FolderService(desk.bench)
    pictures = folder.pictures(claim_id)
    assert [file.file_name for file in pictures] == ["pump.jpg", "torn.png"]
    good, bad = folder.small(pictures, 20)
    assert good.startswith(b"\xff\xd8")
    assert bad == b""
