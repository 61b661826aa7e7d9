"""What lies over every page of a dossier: number, page of pages, anchor; over pages from outside
also what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from warrantydesk.documents.canvas import new_canvas
from warrantydesk.documents.sheet import HEIGHT, LEFT, WIDTH, Sheet
from warrantydesk.documents.typesetting import Style, fitted, width

STAMP = Style(7.0, gray=0.25)
HEAD = Style(7.6, bold=True)
BESIDE = Style(6.6, gray=0.33)
_ABOVE_EDGE, _BELOW_EDGE = 19.0, 27.0


@dataclass(frozen=True)
class LayerPage:
    """One page of the layer; ``wide`` where the page below lies wide."""

    wide: bool = False
    head: str = ""
    """What the page is; empty on pages that say it themselves."""
    beside: str = ""


def layer(number: str, anchor: str, pages: Sequence[LayerPage]) -> bytes:
    """Return the layer as PDF, a page for each page of the dossier, the same for the same input."""
    target = BytesIO()
    canvas = new_canvas(target)
    for place, page in enumerate(pages, 1):
        across, up = (HEIGHT, WIDTH) if page.wide else (WIDTH, HEIGHT)
        canvas.setPageSize((across, up))
        canvas.translate(0, up - HEIGHT)  # a sheet counts from the top of an upright page
        _page(page, across, up, f"{number} · {place}/{len(pages)} · {anchor}").draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _page(page: LayerPage, across: float, up: float, stamp: str) -> Sheet:
    sheet = Sheet()
    right = across - LEFT
    sheet.text_right(right, up - _ABOVE_EDGE, stamp, STAMP)
    if page.head:
        beside = fitted(page.beside, BESIDE, (right - LEFT) * 0.5)
        room = right - LEFT - width(beside, BESIDE) - 12
        sheet.text(LEFT, _BELOW_EDGE, fitted(page.head, HEAD, room), HEAD)
        sheet.text_right(right, _BELOW_EDGE, beside, BESIDE)
        sheet.rule(LEFT, _BELOW_EDGE + 5, right, _BELOW_EDGE + 5)
    return sheet
