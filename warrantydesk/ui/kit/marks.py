"""Status marks: the shape speaks first, the colour second; drawn in a box of 14 units."""

import math
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.tokens import Tone


class Mark(StrEnum):
    """A state that a row, a section or a field can be in."""

    BLOCK = "block"
    OVERDUE = "overdue"
    WARN = "warn"
    REFUSED = "refused"
    INFO = "info"
    RUNNING = "running"
    OK = "ok"
    DONE = "done"
    TODO = "todo"
    HOLD = "hold"
    NA = "na"


TONES = {
    Mark.BLOCK: Tone.DANGER,
    Mark.OVERDUE: Tone.DANGER,
    Mark.REFUSED: Tone.DANGER,
    Mark.WARN: Tone.WARN,
    Mark.INFO: Tone.ACCENT,
    Mark.RUNNING: Tone.ACCENT,
    Mark.OK: Tone.OK,
}
CENTER = QPointF(7, 7)


def tone_of(mark: Mark) -> Tone:
    """Return the tone in which words beside a mark are written."""
    return TONES.get(mark, Tone.NEUTRAL)


def worst(marks: list[Mark]) -> Mark | None:
    """Return the mark that a summary of several shows: the first in the order of the enum."""
    order = list(Mark)
    return min(marks, key=order.index, default=None)


def paint_mark(
    painter: QPainter, rect: QRectF, mark: Mark, color: QColor | None = None, hole: str = "base"
) -> None:
    """Draw ``mark`` centred in ``rect``; ``color`` overrides its own, ``hole`` names the ground."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 14, side / 14)
    look = theme.tokens()
    _SHAPES[mark](painter, color or _own_color(mark), look.color(hole))
    painter.restore()


def _own_color(mark: Mark) -> QColor:
    look = theme.tokens()
    if mark is Mark.WARN:
        return look.warn_mark
    if mark is Mark.DONE:
        return look.ink3 if look.dark else look.bar
    return look.ink_of(tone_of(mark))


def _pen(color: QColor, width: float) -> QPen:
    return QPen(
        color,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _fill(painter: QPainter, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)


def _stroke(painter: QPainter, color: QColor, width: float) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(color, width))


def _octagon(painter: QPainter, color: QColor) -> None:
    points = [
        QPointF(7 + 6.7 * math.cos(angle), 7 + 6.7 * math.sin(angle))
        for angle in (math.pi / 8 + step * math.pi / 4 for step in range(8))
    ]
    painter.setBrush(color)
    painter.setPen(_pen(color, 0.8))
    painter.drawPolygon(QPolygonF(points))


def _exclamation(painter: QPainter, color: QColor, top: float, bottom: float) -> None:
    painter.setPen(_pen(color, 1.7))
    painter.drawLine(QLineF(7, top, 7, bottom - 2.7))
    _fill(painter, color)
    painter.drawEllipse(QPointF(7, bottom), 0.95, 0.95)


def _tick(painter: QPainter, color: QColor, reach: float, width: float) -> None:
    _stroke(painter, color, width)
    path = QPainterPath(QPointF(7 - reach, 7.2))
    path.lineTo(7 - reach * 0.28, 7.2 + reach * 0.72)
    path.lineTo(7 + reach, 7.2 - reach * 0.75)
    painter.drawPath(path)


def _block(painter: QPainter, color: QColor, hole: QColor) -> None:
    _octagon(painter, color)
    painter.setPen(_pen(hole, 2))
    painter.drawLine(QLineF(4.2, 7, 9.8, 7))


def _overdue(painter: QPainter, color: QColor, hole: QColor) -> None:
    _octagon(painter, color)
    _exclamation(painter, hole, 3.8, 10.2)


def _warn(painter: QPainter, color: QColor, hole: QColor) -> None:
    painter.setBrush(color)
    painter.setPen(_pen(color, 1.4))
    painter.drawPolygon(QPolygonF([QPointF(7, 1.2), QPointF(13.1, 12.6), QPointF(0.9, 12.6)]))
    _exclamation(painter, theme.tokens().warn_sign, 5.2, 11.2)


def _refused(painter: QPainter, color: QColor, hole: QColor) -> None:
    _fill(painter, color)
    painter.drawEllipse(CENTER, 6.7, 6.7)
    _stroke(painter, hole, 1.8)
    painter.drawLine(QLineF(4.8, 4.8, 9.2, 9.2))
    painter.drawLine(QLineF(9.2, 4.8, 4.8, 9.2))


def _info(painter: QPainter, color: QColor, hole: QColor) -> None:
    _stroke(painter, color, 1.5)
    painter.drawEllipse(CENTER, 6, 6)
    painter.setPen(_pen(color, 1.6))
    painter.drawLine(QLineF(7, 6.7, 7, 10))
    _fill(painter, color)
    painter.drawEllipse(QPointF(7, 4.2), 0.95, 0.95)


def _running(painter: QPainter, color: QColor, hole: QColor) -> None:
    _stroke(painter, color, 1.5)
    painter.drawEllipse(CENTER, 6, 6)
    _fill(painter, color)
    painter.drawPie(QRectF(3.2, 3.2, 7.6, 7.6), 90 * 16, -180 * 16)


def _ok(painter: QPainter, color: QColor, hole: QColor) -> None:
    _fill(painter, color)
    painter.drawEllipse(CENTER, 6.7, 6.7)
    _tick(painter, hole, 3.1, 1.9)


def _done(painter: QPainter, color: QColor, hole: QColor) -> None:
    _tick(painter, color, 5, 1.8)


def _todo(painter: QPainter, color: QColor, hole: QColor) -> None:
    _stroke(painter, color, 1.6)
    painter.drawEllipse(CENTER, 5.6, 5.6)


def _hold(painter: QPainter, color: QColor, hole: QColor) -> None:
    _fill(painter, color)
    painter.drawRoundedRect(QRectF(1, 1, 12, 12), 2, 2)
    painter.setBrush(hole)
    painter.drawRoundedRect(QRectF(4, 4, 2.2, 6), 0.6, 0.6)
    painter.drawRoundedRect(QRectF(7.8, 4, 2.2, 6), 0.6, 0.6)


def _na(painter: QPainter, color: QColor, hole: QColor) -> None:
    painter.setPen(_pen(color, 2))
    painter.drawLine(QLineF(3.2, 7, 10.8, 7))


_SHAPES: dict[Mark, Callable[[QPainter, QColor, QColor], None]] = {
    Mark.BLOCK: _block,
    Mark.OVERDUE: _overdue,
    Mark.WARN: _warn,
    Mark.REFUSED: _refused,
    Mark.INFO: _info,
    Mark.RUNNING: _running,
    Mark.OK: _ok,
    Mark.DONE: _done,
    Mark.TODO: _todo,
    Mark.HOLD: _hold,
    Mark.NA: _na,
}


class MarkLabel(QWidget):
    """One mark and the words that say it; a mark never stands without a word."""

    def __init__(
        self,
        mark: Mark | None = None,
        text: str = "",
        *,
        delta: float = 0.0,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text`` in the tone of ``mark``; ``delta`` as in ``theme.font``."""
        super().__init__(parent)
        self._mark, self._text, self._delta, self._bold = mark, text, delta, bold
        self.setAccessibleName(text)

    def show_mark(self, mark: Mark | None, text: str) -> None:
        """Change the mark and the words; no mark shows plain words."""
        if (mark, text) == (self._mark, self._text):
            return
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the words shown."""
        return self._text

    def mark(self) -> Mark | None:
        """Return the mark shown."""
        return self._mark

    def event(self, event: QEvent) -> bool:
        """Say the words whole under the mouse where they are cut."""
        if isinstance(event, QHelpEvent) and not self.toolTip():
            is_cut = self.sizeHint().width() > self.width()
            QToolTip.showText(event.globalPos(), self._text if is_cut else "", self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Mark, gap and words."""
        measure = theme.metrics(self._delta, self._bold)
        width = measure.horizontalAdvance(self._text) + 2
        return QSize(width + (self._side() + 5 if self._mark else 0), measure.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """The words may be cut with an ellipsis, the mark may not."""
        return QSize(self._side() + 5 + theme.h(1), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, then the words in its tone."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        look = theme.tokens()
        color = look.ink2
        if self._mark is not None:
            side = self._side()
            paint_mark(painter, QRectF(0, (area.height() - side) / 2, side, side), self._mark)
            area.setLeft(side + 5)
            color = look.ink_of(tone_of(self._mark))
        painter.setFont(theme.font(self._delta, self._bold))
        painter.setPen(color)
        measure = theme.metrics(self._delta, self._bold)
        cut = measure.elidedText(self._text, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
        self.setToolTip(self._text if cut != self._text else "")
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, int(flags), cut)

    def _side(self) -> int:
        return theme.h(0.63 if self._delta < 0 else 0.74)
