"""Text measured and broken into lines, Chinese and Latin mixed; no markup is ever read.

Own code instead of reportlab's Paragraph: that one reads markup (a name may hold ``<`` and ``&``),
its Chinese mode breaks words, its other mode does not break Chinese, and it is five times slower.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from warrantydesk.documents.fonts import BOLD, REGULAR, widths
from warrantydesk.domain.text import clean

EM = 1000
ELLIPSIS = "…"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]")
_OPENING = "（《〈「『【〔〖“‘［｛"
_CLOSING = "）》〉」』】〕〗”’］｝，。、；：？！…—～·％‰℃,.;:!?%)"
_BLANKS = r"[^\S\u00a0]+"
_WORD = r"(?:[^\s\u2014\u2018-\u201f\u2026\u2e80-\U0010ffff]|\u00a0)+"
_UNIT = re.compile(rf"{_BLANKS}|[{_OPENING}]*(?:{_WORD}|.)[{_CLOSING}]*", re.DOTALL)
"""What stays on one line: a word or one Chinese sign, with the marks that belong to it."""


@dataclass(frozen=True)
class Style:
    """How text looks: size in points, face, grey from 0 (black) to 1 (white)."""

    size: float
    bold: bool = False
    gray: float = 0.08

    @property
    def font(self) -> str:
        """The name of the font in reportlab."""
        return BOLD if self.bold else REGULAR

    @property
    def leading(self) -> float:
        """The distance of two lines in points."""
        return round(self.size * 1.45, 2)


NO_BREAK = "\u00a0"


def unbroken(text: str) -> str:
    """Return text that is never broken at its blanks."""
    return text.replace(" ", NO_BREAK)


def safe(text: str) -> str:
    """Return text that can be drawn: normalised, without controls, surrogates and unseen signs.

    Line feeds stay; a tab becomes blanks.
    """
    return _UNSEEN.sub("", clean(text)).replace("\t", "    ")


def width(text: str, style: Style) -> float:
    """Return the width of one line of safe text in points."""
    return _ems(text, style.bold) * style.size / EM


def lines(text: str, style: Style, room: float) -> list[str]:
    """Break a text into lines no wider than ``room`` points, at least one; nothing is lost but
    blanks at a break."""
    limit = room * EM / style.size
    broken = [
        line
        for paragraph in safe(text).strip("\n").split("\n")
        for line in _filled(paragraph.rstrip(), limit, style.bold)
    ]
    return broken or [""]


def fitted(text: str, style: Style, room: float) -> str:
    """Return the text as one line, or as much of it as fits with … at its end."""
    text = safe(text).replace("\n", " ")
    if width(text, style) <= room:
        return text
    limit = room * EM / style.size - _ems(ELLIPSIS, style.bold)
    return next(_cuts(text, limit, style.bold), "").rstrip() + ELLIPSIS


@lru_cache(maxsize=16384)
def _ems(text: str, bold: bool) -> float:
    known = widths(BOLD if bold else REGULAR)
    return sum(known.get(ord(sign), EM) for sign in text)


def _filled(paragraph: str, limit: float, bold: bool) -> Iterator[str]:
    line, used = "", 0.0
    for unit in _UNIT.findall(paragraph):
        wide = _ems(unit, bold)
        if line and used + wide > limit:
            yield line.rstrip()
            line, used = "", 0.0
            if unit.isspace():
                continue
        if wide > limit:
            *whole, unit = _cuts(unit, limit, bold)
            yield from whole
            wide = _ems(unit, bold)
        line, used = line + unit, used + wide
    yield line


def _cuts(text: str, limit: float, bold: bool) -> Iterator[str]:
    """Cut a text anywhere into pieces that fit, one sign at the least."""
    known = widths(BOLD if bold else REGULAR)
    start, used = 0, 0.0
    for at, sign in enumerate(text):
        wide = known.get(ord(sign), EM)
        if at > start and used + wide > limit:
            yield text[start:at]
            start, used = at, 0.0
        used += wide
    yield text[start:]
