"""Pictures from outside: looked at before they are decoded, handed out without metadata."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.i18n import N_

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 200_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
_ORIENTATION = 0x0112
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
_QUALITY, _SMALL_QUALITY = 92, 82
_SIGNS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class PictureSize:
    """Width and height in pixels as stored, and the format's name."""

    width: int
    height: int
    format: str


def look(source: Path | bytes, name: str = "") -> PictureSize:
    """Return the size of a picture from its header alone.

    Raises Refused(INVALID) with the file's name for more than 200 megapixels and for everything
    that is no picture.
    """
    called = name or (source.name if isinstance(source, Path) else "—")
    with _opened(source, called) as image:
        return PictureSize(image.width, image.height, str(image.format))


def is_picture(data: bytes) -> bool:
    """Tell whether bytes begin as a picture does, also one that cannot be read."""
    if data.startswith(_SIGNS):
        return True
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF


def thumbnail(data: bytes, edge_px: int, name: str = "") -> bytes:
    """Return a small JPEG, upright, no side longer than ``edge_px``; decodes only what it needs.

    Raises Refused(INVALID) as ``look`` does, also for a picture that is cut off.
    """
    with _opened(data, name or "—") as image:
        image.draft("RGB", (edge_px, edge_px))
        image.thumbnail((edge_px, edge_px))
        return _saved(_flat(_upright(image)), "JPEG", quality=_SMALL_QUALITY)


def clean_copy(data: bytes, name: str = "") -> bytes:
    """Return a picture without any metadata, upright.

    Photographs stay JPEG, everything else becomes PNG. Raises Refused(INVALID) as ``look`` does.
    """
    with _opened(data, name or "—") as image:
        upright = _upright(image)
        if image.format in ("JPEG", "MPO"):
            return _saved(_flat(upright), "JPEG", quality=_QUALITY)
        if upright.mode not in _PNG_MODES:
            upright = _flat(upright)
        return _saved(upright, "PNG")


@contextmanager
def _opened(source: Path | bytes, name: str) -> Iterator["Image"]:
    """Read the header and hold the picture open; everything that goes wrong is one refusal."""
    from PIL import Image, UnidentifiedImageError

    # Pillow's own guard stands above ours: it warns where we refuse.
    Image.MAX_IMAGE_PIXELS = 2 * MOST_PIXELS
    try:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
        with stream, Image.open(stream, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            yield image
    except Image.DecompressionBombError as error:
        raise refused(
            INVALID, N_("{file} has more than 200 megapixels."), "file", file=name
        ) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refused(
            INVALID, N_("{file} is not a picture that can be read."), "file", file=name
        ) from error


def _upright(image: "Image") -> "Image":
    """Turn a picture as its camera noted; a note that cannot be read turns nothing."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    note = None
    with suppress(SyntaxError, ValueError, TypeError, LookupError, OverflowError, struct.error):
        note = image.getexif().get(_ORIENTATION)
    return image.transpose(turns[note]) if isinstance(note, int) and note in turns else image


def _flat(image: "Image") -> "Image":
    """Return a picture in the three colours of a photograph, transparency on white."""
    from PIL import Image

    if image.mode in ("RGB", "L"):
        return image
    if "A" in image.getbands() or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _saved(image: "Image", form: str, **how: int) -> bytes:
    """Return the bytes of the pixels alone: what a format carries beside them stays behind."""
    out = io.BytesIO()
    image.load()
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    image.save(out, form, **how)
    return out.getvalue()
