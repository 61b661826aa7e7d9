"""Letters in black dots: measured without hints, drawn large, reduced, cut at half cover."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from warrantydesk.domain.text import line
from warrantydesk.resources import find

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore
    from PIL.ImageFont import FreeTypeFont

ELLIPSIS = "…"
EM = 1000
_FILES = {False: "fonts/NotoSansSC-Regular.ttf", True: "fonts/NotoSansSC-Bold.ttf"}
# Pillow always hints, which deforms strokes at label sizes: at this height it cannot matter.
_LARGE_ENOUGH = 130
# Thin strokes of the regular face need a little less than half cover to stay whole.
_COVER = {False: 108, True: 124}
_TABLES = {
    bold: [255 if cover >= least else 0 for cover in range(256)] for bold, least in _COVER.items()
}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]")
_NO_CHARACTER = "\U0010ffff"


@dataclass(frozen=True)
class Glyph:
    """The picture of a character and where it goes, seen from the pen on the baseline."""

    mask: "ImagingCore"
    left: int
    top: int
    wide: int
    high: int


def plain(text: str) -> str:
    """Return text as one line without characters that have no picture of their own."""
    return _UNSEEN.sub("", line(text))


@lru_cache(maxsize=32768)
def is_missing(sign: str) -> bool:
    """Tell whether the bundled font has no picture for this character."""
    if unicodedata.category(sign) in ("Cs", "Cn") or sign == _NO_CHARACTER:
        return True
    font = _font(EM // 20, False)
    mask = font.getmask(sign, mode="1", anchor="ls")
    size, dots = _no_character()
    return mask.size == size and bytes(mask) == dots


@lru_cache(maxsize=1)
def _no_character() -> tuple[tuple[int, int], bytes]:
    """Return size and dots of the picture that the font has for a missing character."""
    empty = _font(EM // 20, False).getmask(_NO_CHARACTER, mode="1", anchor="ls")
    return empty.size, bytes(empty)


@lru_cache(maxsize=32768)
def advance(sign: str, bold: bool) -> float:
    """Return how far the pen moves, in thousandths of an em; a missing character takes one em."""
    return float(EM) if is_missing(sign) else _font(EM, bold).getlength(sign)


@lru_cache(maxsize=8192)
def width(text: str, size: int, bold: bool = False) -> int:
    """Return the width of a line in dots, rounded up."""
    return -int(-sum(advance(sign, bold) for sign in text) * size // EM)


@lru_cache(maxsize=8192)
def fitted(text: str, size: int, bold: bool, room: int) -> str:
    """Return the text, or as much of it as fits into ``room`` dots with … at its end."""
    if _count(text, size, bold, room) == len(text):
        return text
    kept = text[: _count(text, size, bold, room - width(ELLIPSIS, size, bold))].rstrip()
    return kept + ELLIPSIS if width(ELLIPSIS, size, bold) <= room else ""


def wrapped(text: str, size: int, bold: bool, rooms: list[int]) -> list[str]:
    """Break a text into at most as many lines as ``rooms`` has widths; the last may end in …"""
    lines: list[str] = []
    rest = text
    for index, room in enumerate(rooms):
        if not rest:
            break
        if index == len(rooms) - 1:
            lines.append(fitted(rest, size, bold, room))
            break
        head = _head(rest, size, bold, room)
        lines.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return lines


@lru_cache(maxsize=8192)
def glyph(sign: str, size: int, bold: bool) -> Glyph | None:
    """Return the black dots of a character of the font; None for a blank."""
    from PIL import Image, ImageDraw

    times = -(-_LARGE_ENOUGH // size)
    font = _font(size * times, bold)
    box = font.getbbox(sign, anchor="ls")
    left, top = int(box[0] // times), int(box[1] // times)
    wide, high = -int(-box[2] // times) - left, -int(-box[3] // times) - top
    if wide < 1 or high < 1:
        return None
    large = Image.new("L", (wide * times, high * times))
    pen = (-left * times, -top * times)
    ImageDraw.Draw(large).text(pen, sign, fill=255, font=font, anchor="ls")
    return Glyph(large.reduce(times).point(_TABLES[bold], "1").im, left, top, wide, high)


def _head(text: str, size: int, bold: bool, room: int) -> str:
    """Return the longest start that fits, up to a blank where there is one near enough."""
    end = max(1, _count(text, size, bold, room))
    if end < len(text) and " " in text[:end] and text[end - 1].isascii() and text[end].isascii():
        end = text.rindex(" ", 0, end) + 1
    return text[:end]


def _count(text: str, size: int, bold: bool, room: int) -> int:
    """Return how many characters from the start fit; what lies behind is not measured."""
    left = room * EM / size
    for count, sign in enumerate(text):
        left -= advance(sign, bold)
        if left < 0:
            return count
    return len(text)


@lru_cache(maxsize=64)
def _font(size: int, bold: bool) -> "FreeTypeFont":
    from PIL import ImageFont

    # The basic layout is the same on every system; the other one depends on what is installed.
    return ImageFont.truetype(str(find(_FILES[bold])), size, layout_engine=ImageFont.Layout.BASIC)
