"""The canvas that every PDF of the desk is drawn on."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from warrantydesk.documents.fonts import REGULAR, register
from warrantydesk.documents.sheet import HEIGHT, WIDTH
from warrantydesk.documents.typesetting import Style, width
from warrantydesk.i18n import _, language

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DEMO = Style(46, bold=True, gray=0.92)


def new_canvas(target: BytesIO, size: tuple[float, float] = (WIDTH, HEIGHT)) -> Canvas:
    """Return a canvas over pages of a size in points, A4 upright unless it is said.

    What is drawn on it is the same for the same content, in our fonts, in the language in use.
    """
    from reportlab.pdfgen.canvas import Canvas

    register()
    return Canvas(
        target,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stubs take it for a number
        lang=language().code.replace("_", "-"),
    )


def draw_demo(canvas: Canvas, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
    """Write across a page that it is of the demo, pale enough to read what stands over it."""
    text = _("DEMO — not a real claim")
    across, up = size
    canvas.saveState()
    canvas.translate(across / 2, up / 2)
    canvas.rotate(52 if up > across else 32)
    canvas.setFillGray(DEMO.gray)
    canvas.setFont(DEMO.font, DEMO.size)
    canvas.drawString(-width(text, DEMO) / 2, -DEMO.size / 3, text)
    canvas.restoreState()
