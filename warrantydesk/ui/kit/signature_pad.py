"""A field to sign in with mouse or pen; who cannot draw types his name instead."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.drawing import ASPECT, LEAST_POINTS, SIDE, strokes, written
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark

NEAR = 5
"""Points closer than this to the last one say nothing new."""
MOST_POINTS = 1_800
"""Keeps a drawing below its 20 kB."""


class SignaturePad(QWidget):
    """To a form it is a field whose value is the drawing as text; Delete empties it."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._strokes: list[list[tuple[int, int]]] = []
        self._drawing = False
        self._state: tuple[Mark | None, str] = (None, "")
        self.setAccessibleName(_("Signature, drawn with mouse or pen"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setMinimumSize(theme.h(12), round(theme.h(12) / ASPECT))
        self.setMaximumSize(theme.h(24), round(theme.h(24) / ASPECT))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be three times as wide as high."""
        return QSize(theme.h(21), round(theme.h(21) / ASPECT))

    def value(self) -> str:
        """Return the drawing, empty where nothing or only a dot was drawn."""
        if sum(map(len, self._strokes)) < LEAST_POINTS:
            return ""
        return written(tuple(map(tuple, self._strokes)))

    def set_value(self, value: Any) -> None:
        """Show a drawing; never emits ``edited``."""
        try:
            self._strokes = [list(stroke) for stroke in strokes(str(value or ""))]
        except ValueError:
            self._strokes = []
        self.update()

    def clear(self) -> None:
        """Empty the field."""
        if self._strokes:
            self._strokes = []
            self.update()
            self.edited.emit()

    def problem(self) -> str | None:
        """Return nothing: every drawing is one."""
        return None

    def shown(self) -> str:
        """Return whether it is signed, as words."""
        return _("signed") if self.value() else ""

    def set_state(self, severity: Mark | None, text: str = "") -> None:
        """Keep what is said about the field for screen readers."""
        self._state = (severity, text)
        self.setAccessibleDescription(text)

    def shown_state(self) -> tuple[Mark | None, str]:
        """Return what is said about the field."""
        return self._state

    def field(self) -> QRectF:
        """Return the part of the widget that is drawn on, with the shape of every drawing."""
        wide = min(self.width(), self.height() * ASPECT)
        return QRectF(0, 0, wide, wide / ASPECT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() != Qt.MouseButton.LeftButton or not self.isEnabled():
            super().mousePressEvent(event)
            return
        self._drawing = True
        self._strokes.append([])
        self._go_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if self._drawing:
            self._go_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if self._drawing:
            self._drawing = False
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace empty the field; every other key is the dialog's."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at another size."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the line to sign on, and the strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, area = theme.tokens(), self.field()
        paint.box(painter, area, look.base, look.line2, 4)
        line_at = area.bottom() - area.height() * 0.22
        paint.hairline(painter, area.left() + 12, area.right() - 12, line_at, look.line)
        if not self._strokes:
            spot = area.adjusted(12, area.height() * 0.55, -12, 0)
            hint = _("Sign here with mouse or pen")
            paint.words(painter, spot, hint, look.ink3, theme.font(-0.5), paint.CENTER)
        self._draw_strokes(painter, area)
        if self.hasFocus():
            paint.focus_ring(painter, area, 4)

    def _draw_strokes(self, painter: QPainter, area: QRectF) -> None:
        pen = QPen(theme.tokens().ink, max(1.6, area.height() / 60))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            points = [QPointF(x * area.width() / SIDE, y * area.height() / SIDE) for x, y in stroke]
            if len(points) == 1:
                painter.drawPoint(points[0])
            for begin, end in pairwise(points):
                painter.drawLine(begin, end)

    def _go_to(self, spot: QPointF) -> None:
        """Take a point into the stroke in hand; outside the field it stays at its edge."""
        if sum(map(len, self._strokes)) >= MOST_POINTS:
            return
        area = self.field()
        point = (
            min(SIDE, max(0, round(spot.x() * SIDE / area.width()))),
            min(SIDE, max(0, round(spot.y() * SIDE / area.height()))),
        )
        stroke = self._strokes[-1]
        if not stroke or _far(stroke[-1], point):
            stroke.append(point)
            self.update()


def _far(one: tuple[int, int], other: tuple[int, int]) -> bool:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return across >= NEAR or down >= NEAR * ASPECT
