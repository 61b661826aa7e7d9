"""The plate of a place, white on black as on the tag."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme

BLACK, WHITE = QColor("#1B2026"), QColor("#FFFFFF")


class PlacePlate(QWidget):
    """Says where a piece lies; without a place it is hidden."""

    def __init__(self, place: str = "", delta: float = 2.0, parent: QWidget | None = None) -> None:
        """``delta`` as in ``theme.font``."""
        super().__init__(parent)
        self._place, self._delta = place, delta
        self.show_place(place)

    def show_place(self, place: str) -> None:
        """Show another place."""
        self._place = place
        self.setAccessibleName(place)
        self.setFixedSize(self.sizeHint())
        self.update()

    def place(self) -> str:
        """Return the place shown."""
        return self._place

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Place and room around it."""
        return QSize(paint.width_of(self._place, self._delta, True) + theme.h(0.9), theme.h(1.7))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate; on a dark ground with an outline."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        line = theme.tokens().line2 if theme.tokens().dark else None
        paint.box(painter, area, BLACK, line, 5)
        face = theme.font(self._delta, True)
        paint.words(painter, area, self._place, WHITE, face, paint.CENTER)
