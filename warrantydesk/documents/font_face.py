"""Reading a TrueType file fast for reportlab, and character maps that read back every sign.

reportlab reads the tables of a Chinese face number by number, and writes code points beyond
U+FFFF as one number that no reader understands; both are done anew here. Importing this module
imports reportlab, so only :mod:`warrantydesk.documents.fonts` does, when something is drawn.
"""

from collections.abc import Callable, Sequence
from struct import unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics, ttfonts

_PAIRS_A_BLOCK = 100
"""A character map may not hold more in one block (PDF reference 9.10.3, CMap specification)."""


class Face(ttfonts.TTFontFace):
    """A face whose characters, widths and glyph places are read in whole tables."""

    _ttf_data: bytes
    _pdfScale: Callable[[int], float]  # noqa: N815 - reportlab's own name

    def __init__(self, filename: str) -> None:
        pdfmetrics.TypeFace.__init__(self, None)
        ttfonts.TTFontFile.__init__(self, filename, charInfo=0)
        self.hmetrics = self._metrics()
        self.glyphPos = self._places()
        self.charToGlyph = self._characters()
        self.charToGlyph.setdefault(0xA0, self.charToGlyph[0x20])
        advances = [self._pdfScale(advance) for advance, _ in self.hmetrics]
        self.defaultWidth = advances[0]
        self.charWidths = {code: advances[glyph] for code, glyph in self.charToGlyph.items()}

    def get_table(self, tag: str) -> Any:
        """Return a table; the outlines, nine megabytes, as a window instead of a copy."""
        start, length = self.get_table_pos(tag)
        part = memoryview(self._ttf_data)[start : start + length]
        return _Window(part) if tag == "glyf" else bytes(part)

    def _metrics(self) -> list[tuple[int, int]]:
        (paired,) = unpack_from(">H", self.get_table("hhea"), 34)
        table = self.get_table("hmtx")
        flat = unpack_from(f">{2 * paired}H", table)
        rest = unpack_from(f">{self.numGlyphs - paired}H", table, 4 * paired)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        return pairs + [(pairs[-1][0], bearing) for bearing in rest]

    def _places(self) -> tuple[int, ...]:
        (is_long,) = unpack_from(">h", self.get_table("head"), 50)
        count, table = self.numGlyphs + 1, self.get_table("loca")
        if is_long:
            return unpack_from(f">{count}L", table)
        return tuple(2 * place for place in unpack_from(f">{count}H", table))

    def _characters(self) -> dict[int, int]:
        table = self.get_table("cmap")
        (tables,) = unpack_from(">H", table, 2)
        for index in range(tables):
            platform, encoding, at = unpack_from(">HHL", table, 4 + 8 * index)
            if (platform, encoding) == (3, 10) and unpack_from(">H", table, at) == (12,):
                return _segments(table, at)
        raise ttfonts.TTFError(f"no full Unicode character map in {self.filename}")


class Font(ttfonts.TTFont):
    """A font of the papers: embedded as subsets of the signs that are used."""

    def __init__(self, name: str, filename: str) -> None:
        self.fontName = name
        self.face = Face(filename)
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = False
        self.shapable = False


class _Window:
    """A part of a file's bytes that gives out copies of its own parts only."""

    def __init__(self, view: memoryview) -> None:
        self._view = view

    def __getitem__(self, part: slice) -> bytes:
        return bytes(self._view[part])


def to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """Return the character map by which readers copy text: UTF-16BE, so rare names survive."""
    pairs = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({fontname})",
        f"/Ordering ({fontname})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _PAIRS_A_BLOCK):
        block = pairs[start : start + _PAIRS_A_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _segments(table: bytes, at: int) -> dict[int, int]:
    """Read the groups of a format 12 character map: first code, last code, first glyph."""
    (count,) = unpack_from(">L", table, at + 12)
    flat = unpack_from(f">{3 * count}L", table, at + 16)
    glyphs: dict[int, int] = {}
    for start, end, glyph in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
        codes = range(start, end + 1)
        glyphs.update(zip(codes, range(glyph, glyph + len(codes)), strict=True))
    return glyphs


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be", "surrogatepass").hex().upper()
