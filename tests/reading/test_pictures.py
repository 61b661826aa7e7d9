"""Pictures from outside: bombs are refused by their header, copies carry no place and no camera."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from warrantydesk.domain.errors import Refused
from warrantydesk.reading.pictures import PictureSize, clean_copy, is_picture, look, thumbnail

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def drawn(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red."""
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def bytes_of(image: Image.Image, form: str = "JPEG", **how: object) -> bytes:
    """Return a picture as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()


def phone_photo(orientation: int = 1) -> bytes:
    """Return a photograph that tells where it was taken, by what, and how it was held."""
    exif = Image.Exif()
    exif[MAKE] = "PhoneMaker"
    exif[ORIENTATION] = orientation
    place = exif.get_ifd(GPS)
    place[1], place[2] = "N", (29.0, 33.0, 49.5)
    place[3], place[4] = "E", (106.0, 34.0, 12.9)
    return bytes_of(drawn(), exif=exif, comment=b"taken at home")


def png_claiming(width: int, height: int) -> bytes:
    """Return a small PNG whose header claims any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def named_in(refusal: Refused) -> object:
    """Return the file that a refusal names."""
    return refusal.findings[0].values["file"]


def test_look_reads_size_and_format(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(bytes_of(drawn()))
    assert look(file) == look(file.read_bytes()) == PictureSize(60, 40, "JPEG")


@pytest.mark.parametrize(("width", "height"), [(20_001, 10_000), (65_000, 65_000), (2**31 - 1, 9)])
def test_a_bomb_is_refused_before_it_is_decoded(width: int, height: int) -> None:
    bomb = png_claiming(width, height)
    for touch in (look, clean_copy, lambda data, name: thumbnail(data, 100, name)):
        with pytest.raises(Refused) as caught:
            touch(bomb, "bomb.png")
        assert caught.value.codes == ("INVALID",)
        assert named_in(caught.value) == "bomb.png"


@pytest.mark.filterwarnings("error")
def test_two_hundred_megapixels_may_be_looked_at() -> None:
    assert look(png_claiming(20_000, 10_000)).width == 20_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"\xff\xd8\xff\xe0torn",
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"BM",
    ],
)
def test_what_is_no_picture_is_refused_by_name(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "客户的文件.jpg"
    file.write_bytes(data)
    with pytest.raises(Refused) as caught:
        look(file)
    assert named_in(caught.value) == "客户的文件.jpg"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        look(tmp_path / "gone.jpg")
    assert named_in(caught.value) == "gone.jpg"


def test_a_torn_photograph_is_refused_when_decoded() -> None:
    torn = phone_photo()[:-300]
    for touch in (clean_copy, lambda data, name: thumbnail(data, 20, name)):
        with pytest.raises(Refused) as caught:
            touch(torn, "torn.jpg")
        assert named_in(caught.value) == "torn.jpg"


def test_a_copy_tells_no_place_and_no_camera() -> None:
    photo = phone_photo()
    assert b"Exif" in photo
    assert b"PhoneMaker" in photo
    copy = clean_copy(photo)
    for told in (b"Exif", b"PhoneMaker", b"taken at home", b"http"):
        assert told not in copy
    with Image.open(io.BytesIO(copy)) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (60, 40)


def test_a_png_loses_its_words_and_keeps_its_transparency() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Location", "29.55,106.57")
    image = Image.new("RGBA", (8, 8), (200, 0, 0, 0))
    exif = Image.Exif()
    exif[MAKE] = "PhoneMaker"
    copy = clean_copy(bytes_of(image, "PNG", pnginfo=words, exif=exif))
    assert b"29.55" not in copy
    assert b"PhoneMaker" not in copy
    with Image.open(io.BytesIO(copy)) as kept:
        assert kept.getpixel((0, 0)) == (200, 0, 0, 0)


@pytest.mark.parametrize("form", ["WEBP", "BMP", "GIF", "TIFF"])
def test_other_formats_become_png(form: str) -> None:
    copy = clean_copy(bytes_of(drawn(), form))
    assert look(copy).format == "PNG"
    assert is_picture(copy)


def test_cmyk_pictures_are_copied() -> None:
    assert look(clean_copy(bytes_of(drawn(mode="CMYK")))).format == "JPEG"
    assert look(clean_copy(bytes_of(drawn(mode="CMYK"), "TIFF"))).format == "PNG"


def test_a_photograph_held_upright_stays_so() -> None:
    for data in (clean_copy(phone_photo(6)), thumbnail(phone_photo(6), 60)):
        assert (look(data).width, look(data).height) == (40, 60)
        with Image.open(io.BytesIO(data)) as image:
            red, _green, blue = image.convert("RGB").getpixel((20, 4))
            assert red > 150 > blue


def test_a_thumbnail_is_small_and_bare() -> None:
    small = thumbnail(phone_photo(), 30)
    assert look(small) == PictureSize(30, 20, "JPEG")
    assert b"Exif" not in small
    assert look(thumbnail(bytes_of(drawn(size=(9, 9)), "PNG"), 300)).width == 9


def test_a_large_photograph_of_a_phone_opens() -> None:
    photo = bytes_of(Image.new("L", (12_000, 9_000), 120), quality=30)
    assert look(photo) == PictureSize(12_000, 9_000, "JPEG")
    assert look(thumbnail(photo, 320)) == PictureSize(320, 240, "JPEG")


def test_pictures_are_known_by_their_first_bytes() -> None:
    assert is_picture(phone_photo())
    assert is_picture(phone_photo()[:20])
    assert is_picture(b"\0\0\0\x18ftypheic\0\0\0\0")
    assert is_picture(bytes_of(drawn(), "WEBP"))
    assert not is_picture(b"%PDF-1.7")
    assert not is_picture(b"RIFF\0\0\0\0WAVE")
    assert not is_picture(b"")
