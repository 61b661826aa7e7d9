"""One mark on its own, beside words that say it; and such words in ink, over several lines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, paint_mark

BIG = 1.48
"""Line heights of the mark of a banner: 28 pixels at 100 %."""


class MarkSpot(QWidget):
    """A mark in a square of ``side`` line heights; the words beside it speak for it."""

    def __init__(self, mark: Mark, side: float = BIG, parent: QWidget | None = None) -> None:
        """Draw ``mark``."""
        super().__init__(parent)
        self._mark, self._side = mark, side
        self.restyle()

    def show_mark(self, mark: Mark) -> None:
        """Draw another mark."""
        self._mark = mark
        self.update()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(theme.h(self._side), theme.h(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        paint_mark(QPainter(self), QRectF(self.rect()), self._mark)


class MarkedWords(QWidget):
    """A mark and a sentence in plain ink that takes as many lines as it needs."""

    def __init__(self, mark: Mark, text: str = "", parent: QWidget | None = None) -> None:
        """Show ``text`` beside ``mark``."""
        super().__init__(parent)
        self._spot, self._words = MarkSpot(mark, 0.74), Words(text, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        lower = QVBoxLayout()  # the mark stands in the middle of the first line
        lower.setContentsMargins(0, theme.h(0.16), 0, 0)
        lower.addWidget(self._spot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lower)
        row.addWidget(self._words, 1)

    def say(self, mark: Mark, text: str) -> None:
        """Show other words beside another mark."""
        self._spot.show_mark(mark)
        self._words.setText(text)

    def text(self) -> str:
        """Return the words shown."""
        return self._words.text()
