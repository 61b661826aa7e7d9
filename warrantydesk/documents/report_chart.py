"""The chart of a report on paper: the shapes of the screen, in points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warrantydesk.documents.report_page import Color, Pages, ReportSheet
from warrantydesk.documents.sheet import HEIGHT
from warrantydesk.documents.typesetting import Style, width
from warrantydesk.domain.chart import Area, Ink, Picture, laid_out
from warrantydesk.domain.chart.shapes import Bar, Dot, Stroke, Text
from warrantydesk.domain.report import ReportChart

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

CHART_HEIGHT = 200.0
SMALL, SMALL_BOLD = Style(7.4, gray=0.3), Style(7.4, bold=True)
WORDS = Style(7.4)
_COLORS: dict[Ink, Color] = {
    Ink.GRID: (0.875, 0.89, 0.91),
    Ink.AXIS: (0.6, 0.63, 0.67),
    Ink.BAR: (0.52, 0.57, 0.63),
    Ink.MATTERS: (0.114, 0.373, 0.659),
    Ink.WORDS: (0.106, 0.125, 0.149),
    Ink.QUIET: (0.32, 0.36, 0.41),
    Ink.LINE: (0.32, 0.36, 0.41),
    Ink.TARGET: (0.4, 0.44, 0.48),
    Ink.PART_1: (0.114, 0.373, 0.659),
    Ink.PART_2: (0.52, 0.57, 0.63),
    Ink.PART_3: (0.6, 0.71, 0.85),
    Ink.PART_4: (0.76, 0.785, 0.815),
    Ink.PART_5: (0.32, 0.36, 0.41),
}


class _Letters:
    """How wide and high words are in the small letters of a chart."""

    line = 9.6

    def width(self, text: str, bold: bool = False) -> float:
        """Return how wide a text is in points."""
        return width(text, SMALL_BOLD if bold else SMALL)


def put_chart(pages: Pages, chart: ReportChart, height: float = CHART_HEIGHT) -> None:
    """Put a chart over the whole width; it stays on one page."""
    pages.need(height)
    room = Area(pages.left, pages.y + 4, pages.span, height - 8)
    picture = laid_out(chart, room, _Letters())
    if not picture.slots:
        return
    sheet = pages.sheet
    sheet.shapes.append(lambda canvas: _draw(canvas, picture))
    for text in picture.texts:
        _put_text(sheet, text)
    pages.y += height


def put_bar(sheet: ReportSheet, bar: Bar) -> None:
    """Put a single bar, as in a cell of a table."""
    sheet.shapes.append(lambda canvas: _draw_bar(canvas, bar))


def _put_text(sheet: ReportSheet, text: Text) -> None:
    style = SMALL_BOLD if text.bold else WORDS if text.ink is Ink.WORDS else SMALL
    wide = width(text.text, style)
    starts = {"left": text.area.left, "right": text.area.right - wide}
    left = starts.get(text.align, text.area.middle - wide / 2)
    sheet.text(left, text.area.top + text.area.height * 0.78, text.text, style)


def _draw(canvas: Canvas, picture: Picture) -> None:
    canvas.saveState()
    for stroke in picture.strokes:
        _draw_line(canvas, stroke, 0.5)
    for bar in picture.bars:
        _draw_bar(canvas, bar)
    for line in picture.lines:
        _draw_line(canvas, line, 0.9 if line.dashed else 1.2)
    for dot in picture.dots:
        _draw_dot(canvas, dot)
    canvas.setFillColorRGB(1, 1, 1)
    for text in picture.texts:
        if text.over:
            _clear(canvas, text)
    canvas.restoreState()


def _draw_bar(canvas: Canvas, bar: Bar) -> None:
    area = bar.area
    canvas.setFillColorRGB(*_COLORS[bar.ink])
    canvas.rect(area.left, HEIGHT - area.bottom, area.width, area.height, stroke=0, fill=1)


def _draw_line(canvas: Canvas, line: Stroke, weight: float) -> None:
    canvas.setStrokeColorRGB(*_COLORS[line.ink])
    canvas.setLineWidth(weight)
    canvas.setDash([3, 2] if line.dashed else [])
    path = canvas.beginPath()
    (x, y), *rest = line.points
    path.moveTo(x, HEIGHT - y)
    for x, y in rest:
        path.lineTo(x, HEIGHT - y)
    canvas.drawPath(path)


def _draw_dot(canvas: Canvas, dot: Dot) -> None:
    color = _COLORS[dot.ink]
    canvas.setDash([])
    canvas.setLineWidth(0.9)
    canvas.setStrokeColorRGB(*color)
    canvas.setFillColorRGB(*((1.0, 1.0, 1.0) if dot.hollow else color))
    canvas.circle(dot.x, HEIGHT - dot.y, 1.7 if dot.hollow else 2.2, stroke=1, fill=1)


def _clear(canvas: Canvas, text: Text) -> None:
    """Keep the ground below words free of lines."""
    area = text.area
    wide = width(text.text, SMALL_BOLD if text.bold else SMALL) + 1.5
    starts = {"left": area.left, "right": area.right - wide}
    left = starts.get(text.align, area.middle - wide / 2)
    canvas.rect(left, HEIGHT - area.bottom + 1, wide, area.height - 2, stroke=0, fill=1)
