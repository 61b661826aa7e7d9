"""Small drawing verbs shared by all painters: text, boxes, hairlines, bars."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle

from warrantydesk.ui.kit import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
_ONE_LINE = {one: int(one | Qt.TextFlag.TextSingleLine) for one in (LEFT, RIGHT, CENTER)}


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    color: QColor,
    font: QFont | None = None,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """Draw one line of text, cut with an ellipsis where it does not fit; return its width."""
    face = font if font is not None else theme.font()
    measure = QFontMetricsF(face)
    width = measure.horizontalAdvance(text)
    if width > rect.width() + 0.5:
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = measure.horizontalAdvance(text)
    painter.setFont(face)
    painter.setPen(color)
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), text)
    return width


def cell_words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    color: QColor,
    bold: bool,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text as ``words`` does, for the many cells of a table.

    What surely fits is not measured: no sign is wider than a line is high.
    """
    high = theme.metrics(0, bold).height()
    if len(text) * high > rect.width():
        text = _fitting(text, rect.width(), bold, high)
    painter.setFont(theme.font(0, bold))
    painter.setPen(color)
    painter.drawText(rect, _ONE_LINE[align], text)


@lru_cache(maxsize=4096)
def _fitting(text: str, width: float, bold: bool, _high: int) -> str:
    """Return a text cut to a width; rows stay in sight while they are scrolled."""
    measure = QFontMetricsF(theme.font(0, bold))
    if measure.horizontalAdvance(text) <= width + 0.5:
        return text
    return measure.elidedText(text, Qt.TextElideMode.ElideRight, width)


def width_of(text: str, delta: float = 0.0, bold: bool = False) -> int:
    """Return how wide a text is in ``theme.font(delta, bold)``."""
    return theme.metrics(delta, bold).horizontalAdvance(text)


def box(
    painter: QPainter,
    rect: QRectF,
    fill: QColor | None,
    line: QColor | None = None,
    radius: float = 5,
    width: float = 1,
) -> None:
    """Draw a rounded box whose outline lies wholly inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(line, width))
        inset = width / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def hairline(painter: QPainter, left: float, right: float, y: float, color: QColor) -> None:
    """Draw a line one pixel high at ``y``, sharp at any scale."""
    painter.fillRect(QRectF(left, y, right - left, 1), color)


def row_ground(
    painter: QPainter, area: QRectF, state: QStyle.StateFlag, ground: str = "alt", edge: int = 3
) -> bool:
    """Fill the ground of a row in a list; return whether it is the chosen one.

    That one has an edge in the accent, and the one where the keyboard stands a frame.
    """
    look = theme.tokens()
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    painter.fillRect(area, look.accent_tint if chosen else look.color(ground))
    if chosen:
        painter.fillRect(QRectF(area.left(), area.top(), edge, area.height()), look.accent)
    if state & QStyle.StateFlag.State_HasFocus:
        box(painter, area.adjusted(0.5, 0.5, -0.5, -1.5), None, look.accent, 0)
    return chosen


def upright(painter: QPainter, x: float, top: float, bottom: float, color: QColor) -> None:
    """Draw a line one pixel wide at ``x``."""
    painter.fillRect(QRectF(x, top, 1, bottom - top), color)


def bar(painter: QPainter, rect: QRectF, part: float, color: QColor) -> None:
    """Draw a rounded bar of which ``part`` (0 to 1) is filled; the rest is track."""
    radius = rect.height() / 2
    box(painter, rect, theme.tokens().track, None, radius)
    part = min(max(part, 0.0), 1.0)
    if part > 0:
        filled = QRectF(rect)
        filled.setWidth(max(rect.height(), rect.width() * part))
        box(painter, filled, color, None, radius)


def triangle(painter: QPainter, center: QPointF, size: float, up: bool, color: QColor) -> None:
    """Draw the small solid arrow of a sorted head or a list to open."""
    half = size / 2
    tip = -half * 0.6 if up else half * 0.6
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        [
            center + QPointF(-half, -tip),
            center + QPointF(half, -tip),
            center + QPointF(0, tip),
        ]
    )
    painter.restore()


def focus_ring(painter: QPainter, rect: QRectF, radius: float = 4) -> None:
    """Draw the frame that says where the keyboard is."""
    box(painter, rect, None, theme.tokens().accent, radius, 2)
