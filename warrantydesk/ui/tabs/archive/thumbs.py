"""The papers of a claim as small first pages; a click opens one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warrantydesk.ui.kit import paint, theme

MOST = 4
GAP = 8
SHAPE = 1.22


@dataclass(frozen=True)
class Thumb:
    """One paper, or the photographs: its key, its words, and pictures once they are drawn."""

    key: Any
    caption: str
    images: tuple[QImage, ...] = ()


class Thumbs(QWidget):
    """Up to four white sheets side by side; several pictures share one sheet."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._thumbs: list[Thumb] = []
        self._cursor = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Show other sheets, at most four."""
        self._thumbs = list(thumbs[:MOST])
        self._cursor = min(self._cursor, max(0, len(self._thumbs) - 1))
        self.setVisible(bool(self._thumbs))
        self.setAccessibleName(", ".join(thumb.caption for thumb in self._thumbs))
        self.update()

    def thumbs(self) -> list[Thumb]:
        """Return the sheets shown."""
        return list(self._thumbs)

    def hasHeightForWidth(self) -> bool:
        """Sheets keep their shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of a sheet with its words."""
        return round(self._wide(width) * SHAPE) + theme.h(1.05)

    def sizeHint(self) -> QSize:
        """Four sheets."""
        width = theme.h(16)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Small sheets."""
        return QSize(theme.h(8), theme.h(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that the width needs: a drawer is laid out before it has one."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw sheets and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = theme.tokens()
        for number, (thumb, spot) in enumerate(zip(self._thumbs, self._spots(), strict=True)):
            empty = look.track if not thumb.images else Qt.GlobalColor.white
            painter.fillRect(spot, empty)
            self._paint_images(painter, spot, thumb.images)
            paint.box(painter, spot.adjusted(-1, -1, 1, 1), None, look.line2, 2)
            below = QRectF(spot.left() - 4, spot.bottom() + 2, spot.width() + 8, theme.h(1))
            paint.words(painter, below, thumb.caption, look.ink2, theme.font(-1), paint.CENTER)
            if self.hasFocus() and number == self._cursor:
                paint.focus_ring(painter, spot.adjusted(-2, -2, 2, 2), 3)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the sheet."""
        for number, spot in enumerate(self._spots()):
            if spot.contains(event.position()):
                self._cursor = number
                self.opened.emit(self._thumbs[number].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and Space open; nothing is typed here."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._cursor = min(max(self._cursor + step, 0), max(0, len(self._thumbs) - 1))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._thumbs:
                self.opened.emit(self._thumbs[self._cursor].key)
        else:
            super().keyPressEvent(event)

    def _wide(self, width: int) -> float:
        return (width - 2 - GAP * (MOST - 1)) / MOST

    def _spots(self) -> list[QRectF]:
        wide = self._wide(self.width())
        return [
            QRectF(1 + i * (wide + GAP), 1, wide, wide * SHAPE) for i in range(len(self._thumbs))
        ]

    def _paint_images(self, painter: QPainter, spot: QRectF, images: Sequence[QImage]) -> None:
        if len(images) == 1:
            _cover(painter, spot, images[0])
            return
        half = (spot.width() - 9) / 2
        for number, image in enumerate(images[:4]):
            cell = QRectF(
                spot.left() + 3 + (number % 2) * (half + 3),
                spot.top() + 3 + (number // 2) * (half + 3),
                half,
                half,
            )
            _cover(painter, cell, image)


def _cover(painter: QPainter, spot: QRectF, image: QImage) -> None:
    """Fill a place with a picture, its top kept."""
    if image.isNull():
        painter.fillRect(spot, theme.tokens().track)
        return
    scale = max(spot.width() / image.width(), spot.height() / image.height())
    cut = QRectF(0, 0, spot.width() / scale, spot.height() / scale)
    cut.moveLeft((image.width() - cut.width()) / 2)
    painter.drawImage(spot, image, cut)
