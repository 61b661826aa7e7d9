"""Labels as pages: one page a label at its exact size, or sheets with a start position."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from warrantydesk.documents.fonts import BOLD, REGULAR, register
from warrantydesk.documents.labels.hexbox import hex_cells
from warrantydesk.documents.labels.layout import Label, layout
from warrantydesk.documents.labels.lettering import EM, advance, is_missing
from warrantydesk.documents.labels.marks import (
    Bars,
    Block,
    Mark,
    Matrix,
    Tick,
    Words,
    frame,
    runs_of,
    tick_path,
)
from warrantydesk.documents.labels.stock import Sheet, Stock, whole_dots
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

POINTS = 72
# Office printers have 300, 600 or 1200 dots: bars laid out in these fall on whole dots of all.
SHEET_DPI = 300


def label_pdf(
    labels: Sequence[Label], stock: Stock, dpi: int = SHEET_DPI, copies: int = 1
) -> bytes:
    """Return a PDF of one page a label and copy, each exactly as large as the stock.

    Raises ValueError without labels, LabelTooLong when bars have no room.
    """
    size = (stock.width_mm / 25.4 * POINTS, stock.height_mm / 25.4 * POINTS)
    out, canvas = _canvas(size, labels, copies)
    for label in labels:
        for _copy in range(copies):
            _paint(canvas, size[1], layout(label, stock, dpi), (0, 0), dpi)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def sheet_pdf(labels: Sequence[Label], sheet: Sheet, start: int = 1, copies: int = 1) -> bytes:
    """Return sheets of labels with vector bars, the first label at place ``start``.

    Places count from 1, row by row. Raises ValueError without labels or for a place that the
    sheet does not have, LabelTooLong when bars have no room.
    """
    if not 1 <= start <= sheet.places:
        raise ValueError(
            _(
                "This sheet has places 1 to {last}; {start} is none of them.",
                last=sheet.places,
                start=start,
            )
        )
    size = (sheet.width_mm / 25.4 * POINTS, sheet.height_mm / 25.4 * POINTS)
    out, canvas = _canvas(size, labels, copies)
    wanted = (label for label in labels for _copy in range(copies))
    for _page, placed in groupby(enumerate(wanted, start - 1), lambda one: one[0] // sheet.places):
        for place, label in placed:
            left, top = sheet.corner_mm(place % sheet.places)
            corner = (whole_dots(left, SHEET_DPI), whole_dots(top, SHEET_DPI))
            _paint(canvas, size[1], layout(label, sheet.label, SHEET_DPI), corner, SHEET_DPI)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _canvas(
    size: tuple[float, float], labels: Sequence[Label], copies: int
) -> tuple[BytesIO, "Canvas"]:
    from reportlab.pdfgen.canvas import Canvas

    if not labels or copies < 1:
        raise ValueError("no labels to draw")
    register()
    out = BytesIO()
    # The stubs take the font's name for a number.
    canvas = Canvas(out, pagesize=size, initialFontName=REGULAR, invariant=1)  # type: ignore[arg-type]
    canvas.setTitle(_("Labels"))
    return out, canvas


def _paint(
    canvas: "Canvas", page_height: float, marks: Sequence[Mark], corner: tuple[int, int], dpi: int
) -> None:
    """Draw the marks from the page's upper left corner plus ``corner``, in dots of ``dpi``."""
    canvas.saveState()
    scale = POINTS / dpi
    canvas.translate(0, page_height)
    canvas.scale(scale, scale)
    canvas.translate(corner[0], -corner[1])
    for mark in marks:
        for block in _blocks(mark):
            canvas.rect(block.x, -block.y - block.height, block.width, block.height, 0, 1)
        if isinstance(mark, Words):
            _words(canvas, mark)
        elif isinstance(mark, Tick) and mark.ticked:
            _tick(canvas, mark)
    canvas.restoreState()


def _blocks(mark: Mark) -> Iterator[Block]:
    """Yield the black rectangles of a mark."""
    match mark:
        case Block():
            yield mark
        case Bars():
            for at, long in runs_of(mark):
                if mark.turned:
                    yield Block(mark.x, mark.y + at, mark.height, long)
                else:
                    yield Block(mark.x + at, mark.y, long, mark.height)
        case Matrix():
            for y, row in enumerate(mark.rows):
                yield from _dark(mark, y, row)
        case Tick():
            yield from frame(mark.x, mark.y, mark.size, mark.size, mark.line)


def _dark(mark: Matrix, y: int, row: bytes) -> Iterator[Block]:
    """Yield each dark stretch of a row as one rectangle: two would leave a hairline."""
    at, top = mark.x, mark.y + y * mark.module
    for dark, cells in groupby(row):
        long = len(list(cells)) * mark.module
        if dark:
            yield Block(at, top, long, mark.module)
        at += long


def _words(canvas: "Canvas", mark: Words) -> None:
    canvas.setFillGray(1 if mark.white else 0)
    canvas.setFont(BOLD if mark.bold else REGULAR, mark.size)
    at = float(mark.x)
    for missing, signs in groupby(mark.text, is_missing):
        text = "".join(signs)
        if missing:
            for n, sign in enumerate(text):
                for cell in hex_cells(sign, round(at) + n * mark.size, mark.baseline, mark.size):
                    canvas.rect(cell.x, -cell.y - cell.height, cell.width, cell.height, 0, 1)
        else:
            canvas.drawString(at, -mark.baseline, text)
        at += sum(advance(sign, mark.bold) for sign in text) * mark.size / EM
    canvas.setFillGray(0)


def _tick(canvas: "Canvas", mark: Tick) -> None:
    path = canvas.beginPath()
    first, *rest = tick_path(mark)
    path.moveTo(first[0], -first[1])
    for x, y in rest:
        path.lineTo(x, -y)
    canvas.setLineWidth(mark.line)
    canvas.setLineCap(1)
    canvas.drawPath(path, stroke=1, fill=0)
