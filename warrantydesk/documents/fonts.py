"""The two fonts of all papers and labels: registered once, embedded as subsets."""

from collections.abc import Mapping
from functools import cache
from threading import Lock

from warrantydesk.resources import find

REGULAR, BOLD = "NotoSansSC", "NotoSansSC-Bold"
_FILES = {REGULAR: "fonts/NotoSansSC-Regular.ttf", BOLD: "fonts/NotoSansSC-Bold.ttf"}
_ONCE = Lock()


def register() -> None:
    """Make REGULAR and BOLD known to reportlab; calling it again does nothing."""
    with _ONCE:
        _registered()


def widths(name: str) -> Mapping[int, float]:
    """Return the advance of every character of a font by code point, in thousandths of its size."""
    with _ONCE:
        return _registered()[name]


def missing(text: str) -> list[str]:
    """Return the characters, each once, that one of the fonts has no glyph for.

    Line feeds and tabs are set by layout and never missing.
    """
    regular, bold = widths(REGULAR), widths(BOLD)
    signs = dict.fromkeys(text.replace("\n", "").replace("\t", ""))
    return [sign for sign in signs if ord(sign) not in regular or ord(sign) not in bold]


@cache
def _registered() -> Mapping[str, Mapping[int, float]]:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from warrantydesk.documents import font_face

    # Seven-bit streams are a fifth larger and a tenth slower, and nothing needs them any more.
    rl_config.useA85 = 0
    # reportlab offers no other place to correct its character maps than its own function.
    ttfonts.makeToUnicodeCMap = font_face.to_unicode
    found = {}
    for name, file in _FILES.items():
        font = font_face.Font(name, str(find(file)))
        pdfmetrics.registerFont(font)
        found[name] = font.face.charWidths
    return found
