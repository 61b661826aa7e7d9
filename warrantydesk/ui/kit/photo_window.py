"""One picture large: arrows go on, plus and minus zoom, the mouse pushes it around."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.pictures import read_picture
from warrantydesk.ui.kit.room import keep_inside

Source = bytes | str | Path


class PhotoWindow(QDialog):
    """A dialog that is only the picture and its caption."""

    def __init__(
        self, photos: Sequence[tuple[Source, str]], number: int, parent: QWidget | None = None
    ) -> None:
        """``photos`` are pairs of source and caption."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Photograph"))
        self._photos = list(photos)
        self._number = number
        self._image = QImage()
        self._zoom, self._shift = 1.0, QPointF()
        self._grip: QPointF | None = None
        self.resize(theme.h(50), theme.h(34))
        keep_inside(self)
        self._load()

    def number(self) -> int:
        """Return which picture is shown, from 0."""
        return self._number

    def zoom(self) -> float:
        """Return the zoom, 1.0 fits the window."""
        return self._zoom

    def step(self, by: int) -> None:
        """Show a neighbour."""
        self._number = min(max(self._number + by, 0), len(self._photos) - 1)
        self._load()

    def set_zoom(self, zoom: float) -> None:
        """Show the picture larger or smaller."""
        self._zoom = min(max(zoom, 1.0), 12.0)
        if self._zoom == 1.0:
            self._shift = QPointF()
        self.update()

    def sizeHint(self) -> QSize:
        """A good part of the screen."""
        return QSize(theme.h(50), theme.h(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus, minus, 0; Esc closes."""
        actions = {
            Qt.Key.Key_Right: lambda: self.step(1),
            Qt.Key.Key_Left: lambda: self.step(-1),
            Qt.Key.Key_Plus: lambda: self.set_zoom(self._zoom * 1.25),
            Qt.Key.Key_Minus: lambda: self.set_zoom(self._zoom / 1.25),
            Qt.Key.Key_0: lambda: self.set_zoom(1.0),
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None:
            action()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms."""
        self.set_zoom(self._zoom * (1.2 if event.angleDelta().y() > 0 else 1 / 1.2))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Push the picture."""
        if self._grip is not None and self._zoom > 1:
            self._shift += event.position() - self._grip
            self._grip = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture and caption."""
        painter = QPainter(self)
        look = theme.tokens()
        painter.fillRect(self.rect(), look.track)
        foot = theme.h(1.8)
        room = QRectF(self.rect()).adjusted(0, 0, 0, -foot)
        if not self._image.isNull():
            size = QSize(self._image.size()).scaled(
                room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio
            )
            spot = QRectF(0, 0, size.width() * self._zoom, size.height() * self._zoom)
            spot.moveCenter(room.center() + self._shift)
            painter.setClipRect(room)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(spot, self._image)
            painter.setClipping(False)
        below = QRectF(12, self.height() - foot, self.width() - 24, foot)
        place = f"{self._number + 1} / {len(self._photos)}"
        paint.words(painter, below, place, look.ink2, theme.font(-0.5), paint.RIGHT)
        paint.words(painter, below, self._photos[self._number][1], look.ink)

    def _load(self) -> None:
        self._image = read_picture(self._photos[self._number][0])
        self._zoom, self._shift = 1.0, QPointF()
        self.update()
