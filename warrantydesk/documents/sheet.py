"""One page being filled: text, lines, tints and marks, measured in points from the upper left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from warrantydesk.documents.fonts import missing
from warrantydesk.documents.typesetting import Style, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 15 * MM, WIDTH - 15 * MM
RULE, HAIR = 0.55, 0.45
RULE_GRAY, TINT = 0.55, 0.945


class Mark(Enum):
    """Signs that are drawn, because the fonts have none or draw them too small."""

    TICKED = "ticked"
    EMPTY = "empty"
    DOT = "dot"


@dataclass
class Sheet:
    """What is drawn on one page; ``y`` runs downwards."""

    words: list[tuple[float, float, str, Style]] = field(default_factory=list)
    tints: list[tuple[float, float, float, float]] = field(default_factory=list)
    blocks: list[tuple[float, float, float, float]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    frames: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    marks: list[tuple[float, float, float, Mark]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float, bytes]] = field(default_factory=list)

    def text(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Put one line of safe text; a sign without glyph becomes a box with its code point."""
        for piece, boxed in _pieces(text):
            if boxed:
                self._code_point(x, baseline, piece, style)
            elif piece.strip():
                self.words.append((x, baseline, piece, style))
            x += width(piece, style)

    def text_right(self, right: float, baseline: float, text: str, style: Style) -> None:
        """Put one line of safe text that ends at ``right``."""
        self.text(right - width(text, style), baseline, text, style)

    def tint(self, x: float, y: float, wide: float, high: float) -> None:
        """Fill a rectangle with the light grey of heads."""
        self.tints.append((x, y, wide, high))

    def block(self, x: float, y: float, wide: float, high: float) -> None:
        """Fill a rectangle with black."""
        self.blocks.append((x, y, wide, high))

    def rule(self, x: float, y: float, end_x: float, end_y: float, weight: float = HAIR) -> None:
        """Draw a straight line."""
        self.rules.append((x, y, end_x, end_y, weight))

    def frame(self, x: float, y: float, wide: float, high: float, weight: float = HAIR) -> None:
        """Draw the four sides of a rectangle."""
        self.frames.append((x, y, wide, high, weight))

    def mark(self, x: float, y: float, size: float, mark: Mark) -> None:
        """Put a tick box or a dot whose upper left corner is given."""
        self.marks.append((x, y, size, mark))

    def picture(self, x: float, y: float, wide: float, high: float, jpeg: bytes) -> None:
        """Put a JPEG, which goes into the file as it is: without what a camera wrote into it."""
        self.pictures.append((x, y, wide, high, jpeg))

    def draw(self, canvas: Canvas) -> None:
        """Put everything on the canvas: tints below, text above."""
        for x, y, wide, high, jpeg in self.pictures:
            _draw_picture(canvas, (x, HEIGHT - y - high, wide, high), jpeg)
        # Written as PDF operators: through the canvas's own methods this takes four times as long.
        for gray, filled in ((TINT, self.tints), (0, self.blocks)):
            if filled:
                areas = "".join(_rectangle(*area) for area in filled)
                canvas.addLiteral(f"{gray} g {areas}f", escaped=1)
        for weight in dict.fromkeys(line[-1] for line in (*self.frames, *self.rules)):
            gray = RULE_GRAY if weight <= RULE else 0
            frames = "".join(_rectangle(*frame[:4]) for frame in self.frames if frame[4] == weight)
            rules = "".join(_line(*rule[:4]) for rule in self.rules if rule[4] == weight)
            canvas.addLiteral(f"{weight} w {gray} G {frames}{rules}S", escaped=1)
        for x, y, size, mark in self.marks:
            _draw_mark(canvas, (x, HEIGHT - y - size, size), mark)
        self._draw_words(canvas)

    def _draw_words(self, canvas: Canvas) -> None:
        pen = canvas.beginText()
        now: Style | None = None
        for x, baseline, text, style in self.words:
            if now is None or (style.size, style.bold) != (now.size, now.bold):
                pen.setFont(style.font, style.size)
            if now is None or style.gray != now.gray:
                pen.setFillGray(style.gray)
            pen.setTextOrigin(x, HEIGHT - baseline)
            pen.textOut(text)
            now = style
        canvas.drawText(pen)

    def _code_point(self, x: float, baseline: float, sign: str, style: Style) -> None:
        """Draw a box of one em with the code point in two rows of small figures."""
        size, figures = style.size, f"{ord(sign):04X}"
        small = Style(size * 0.36 * min(1, 4 / len(figures)) if len(figures) > 4 else size * 0.36)
        middle = x + size / 2
        half = -(-len(figures) // 2)
        self.frame(x + size * 0.06, baseline - size * 0.8, size * 0.88, size * 0.94)
        for row, part in enumerate((figures[:half], figures[half:])):
            at = middle - width(part, small) / 2
            self.words.append((at, baseline - size * (0.44 - row * 0.42), part, small))


def _rectangle(x: float, y: float, wide: float, high: float) -> str:
    return f"{x:.2f} {HEIGHT - y - high:.2f} {wide:.2f} {high:.2f} re "


def _line(x: float, y: float, end_x: float, end_y: float) -> str:
    return f"{x:.2f} {HEIGHT - y:.2f} m {end_x:.2f} {HEIGHT - end_y:.2f} l "


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """Cut a text into runs that can be written and single signs that cannot."""
    strange = missing(text)
    if not strange:
        return ((text, False),)
    signs = "".join(map(re.escape, strange))
    parts = re.split(f"([{signs}])", text)
    return tuple((part, part in strange) for part in parts if part)


def _draw_picture(canvas: Canvas, box: tuple[float, float, float, float], jpeg: bytes) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(BytesIO(jpeg)), *box, preserveAspectRatio=True)


def _draw_mark(canvas: Canvas, box: tuple[float, float, float], mark: Mark) -> None:
    x, y, size = box
    if mark is Mark.DOT:
        canvas.setFillGray(0.08)
        canvas.circle(x + size / 2, y + size / 2, size / 2, stroke=0, fill=1)
        return
    canvas.setStrokeGray(0.08)
    canvas.setLineWidth(0.7)
    canvas.rect(x, y, size, size, stroke=1, fill=0)
    if mark is Mark.TICKED:
        canvas.setLineWidth(1.2)
        path = canvas.beginPath()
        path.moveTo(x + size * 0.2, y + size * 0.52)
        path.lineTo(x + size * 0.42, y + size * 0.27)
        path.lineTo(x + size * 0.82, y + size * 0.76)
        canvas.drawPath(path)
