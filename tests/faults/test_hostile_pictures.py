"""Altered photos and odd attachments: stored or refused in a sentence, never a crash.

Bombs, a photo of 108 megapixels and torn files: ``../reading/test_pictures.py``.
"""

import io
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from stories import drafted

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.reading.pictures import clean_copy, look, thumbnail
from warrantydesk.services.desk import Desk
from warrantydesk.services.folder import display_name

SHORT, LONG = 60, 1_000
NAMES = (
    *("../../outside.jpg", "..\\..\\outside.jpg", "C:\\Windows\\x.jpg", "/etc/passwd", "con.jpg"),
    *(
        "NUL",
        "a:stream.jpg",
        "invoice\u202egpj.exe",
        "x" * 300 + ".jpg",
        "a\x00b.jpg",
        ".",
        "..",
        "",
    ),
    *("\ud800.jpg", "photo.jpg ", "发票 2026.jpg", "<b>.jpg", "=1+1.jpg", "%s{x}.jpg"),
)
LAUNCHING = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n"
    b"trailer<</Root 1 0 R>>"
)


def altered(count: int, seed: int) -> Iterator[bytes]:
    """Give photos with bytes changed, lost, doubled or cut."""
    dice, whole = random.Random(seed), io.BytesIO()
    Image.effect_noise((160, 120), 40).convert("RGB").save(whole, "JPEG", quality=80)
    for _photo in range(count):
        data = bytearray(whole.getvalue())
        for _change in range(dice.randint(1, 12)):
            at = dice.randrange(max(1, len(data) - 1))
            how = dice.randrange(4)
            if how == 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            elif how == 1:
                del data[at : at + dice.randint(1, 40)]
            elif how == 2:
                data[at:at] = data[at : at + dice.randint(1, 40)]
            else:
                data = data[: max(at, 20)]
        yield bytes(data)


def opened_or_refused(count: int, seed: int) -> tuple[int, int]:
    """Look at, shrink and copy altered photos; return how many opened and were refused."""
    opened = refused = 0
    for data in altered(count, seed):
        try:
            look(data, "photo.jpg")
            small = thumbnail(data, 96, "photo.jpg")
            copy = clean_copy(data, "photo.jpg")
        except (Refused, Unavailable) as refusal:
            words = (
                refusal.message if isinstance(refusal, Unavailable) else refusal.findings[0].message
            )
            assert words
            refused += 1
            continue
        assert Image.open(io.BytesIO(small)).size <= (96, 96)
        assert copy
        opened += 1
    return opened, refused


def test_altered_photos_open_or_are_refused() -> None:
    opened, refused = opened_or_refused(SHORT, 1)
    assert opened
    assert refused


@pytest.mark.long
def test_1000_altered_photos_open_or_are_refused() -> None:
    opened, refused = opened_or_refused(LONG, 2)
    assert opened + refused == LONG


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_the_name_of_an_attachment_is_never_a_path(desk: Desk, tmp_path: Path, name: str) -> None:
    claim = drafted(desk)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    kept = desk.attachments.add_bytes(claim.id, "PH", LAUNCHING, name)
    made = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    place = desk.attachments.path(kept.id)
    assert {path for path in made if "claims.db" not in path.name} == {place}
    assert place.name == kept.sha256
    assert display_name(kept.file_name) not in ("", ".", "..")
    assert desk.attachments.read(kept.id) == LAUNCHING
    assert desk.archive.verify() == []


def test_a_picture_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """The directory says 30,000 x 30,000: nothing of it is unpacked."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return len(data).to_bytes(4, "big") + kind + data + crc.to_bytes(4, "big")

    size = (30_000).to_bytes(4, "big") * 2
    packed = zlib.compress(bytes(30_001 * 400))
    sign = b"\x89PNG\r\n\x1a\n"
    bomb = sign + chunk(b"IHDR", size + b"\x08\x00\x00\x00\x00") + chunk(b"IDAT", packed)
    for use in (look, lambda data, name: thumbnail(data, 96, name), clean_copy):
        with pytest.raises((Refused, Unavailable)):
            use(bomb + chunk(b"IEND", b""), "bomb.png")
