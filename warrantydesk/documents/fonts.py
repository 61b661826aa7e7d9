"""The bundled fonts in PDFs: registered once, embedded, readable back beyond U+FFFF."""

from collections.abc import Sequence
from functools import cache

from warrantydesk.resources import find

REGULAR, BOLD = "NotoSansSC", "NotoSansSC-Bold"


@cache
def register() -> None:
    """Make REGULAR and BOLD known to reportlab; calling it again does nothing."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    ttfonts.makeToUnicodeCMap = _to_unicode
    for name, file in ((REGULAR, "NotoSansSC-Regular.ttf"), (BOLD, "NotoSansSC-Bold.ttf")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, str(find(f"fonts/{file}"))))


def _to_unicode(fontname: str, subset: Sequence[int]) -> str:
    """Return the CMap by which readers copy text: UTF-16BE, so rare names survive."""
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
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
        f"{len(subset)} beginbfchar",
        *(f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset)),
        "endbfchar",
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be", "surrogatepass").hex().upper()
