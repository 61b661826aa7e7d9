"""Painted rows of one height in the cards of the right column."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import theme


class Rows(QWidget):
    """Painted rows of one height that can be clicked; painting is left to the card."""

    clicked = Signal(int)

    def __init__(self, draw: Callable[[QPainter, QRectF, Any], None], lines: float) -> None:
        """``draw`` paints a row into its area; a row is ``lines`` of text high."""
        super().__init__()
        self._draw, self._lines = draw, lines
        self.rows: list[Any] = []
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rows(self, rows: Sequence[Any], spoken: str) -> None:
        """Show other rows; ``spoken`` says them to a screen reader."""
        self.rows = list(rows)
        self.setAccessibleName(spoken)
        self.setFixedHeight(self._height() * len(self.rows))
        self.update()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(self._height() * len(self.rows))

    def _height(self) -> int:
        return theme.h(self._lines)

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(theme.h(12), self._height() * len(self.rows))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which row was clicked."""
        number = int(event.position().y() // max(1, self._height()))
        if 0 <= number < len(self.rows):
            self.clicked.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows."""
        painter = QPainter(self)
        for number, row in enumerate(self.rows):
            top = number * self._height()
            self._draw(painter, QRectF(0, top, self.width(), self._height()), row)
