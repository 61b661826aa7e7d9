"""Shows a one-bit raster as the paper it will be: exact pixels, or scaled as a picture."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme


def raster_image(width: int, height: int, bits: bytes) -> QImage:
    """Return a picture of rows padded to whole bytes, 1 is black; ValueError on a wrong size."""
    stride = (width + 7) // 8
    if len(bits) != stride * height:
        raise ValueError(f"{len(bits)} bytes are not {width} x {height} dots")
    image = QImage(bits, width, height, stride, QImage.Format.Format_Mono)
    image.setColorTable([qRgb(255, 255, 255), qRgb(0, 0, 0)])
    # The copy owns its bytes; the first only borrows them.
    return image.copy()


class RasterView(QWidget):
    """A raster on ``track``, white in both themes."""

    def __init__(self, *, exact: bool = False, parent: QWidget | None = None) -> None:
        """``exact`` shows every dot as one pixel of the screen and never smooths."""
        super().__init__(parent)
        self._exact = exact
        self._image = QImage()

    def show_raster(self, width: int, height: int, bits: bytes) -> None:
        """Show a raster of ``width`` x ``height`` dots."""
        self._image = raster_image(width, height, bits)
        self.setAccessibleName(_("Label of {width} × {height} dots", width=width, height=height))
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show only the ground."""
        self._image = QImage()
        self.update()

    def image(self) -> QImage:
        """Return the picture shown."""
        return self._image

    def is_scaled(self) -> bool:
        """Say whether the picture is shown smaller than its dots."""
        return self.paper().width() < round(self._image.width() / self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        """The dots and a margin when exact, else a preview."""
        if self._exact and not self._image.isNull():
            ratio = self.devicePixelRatioF()
            wide, high = self._image.width() / ratio, self._image.height() / ratio
            return QSize(round(wide) + 24, round(high) + 24)
        return QSize(theme.h(14), theme.h(9.4))

    def paper(self) -> QRect:
        """Return where the paper lies."""
        if self._image.isNull():
            return QRect()
        size = self._image.size() / self.devicePixelRatioF()
        room = self.rect().adjusted(8, 8, -8, -8)
        fits = size.width() <= room.width() and size.height() <= room.height()
        if not (self._exact and fits):
            size = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRect(0, 0, size.width(), size.height())
        spot.moveCenter(self.rect().center())
        return spot

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, paper and dots."""
        painter = QPainter(self)
        look = theme.tokens()
        paint.box(painter, QRectF(self.rect()), look.track, None, 4)
        if self._image.isNull():
            return
        spot = self.paper()
        dots = self._image.size() / self.devicePixelRatioF()
        smooth = spot.size() != dots
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        if smooth:
            ratio = self.devicePixelRatioF()
            picture = self._image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
                spot.size() * ratio,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(spot, picture)
        else:
            painter.drawImage(spot, self._image)
        painter.setPen(look.line2)
        painter.drawRect(spot.adjusted(-1, -1, 0, 0))
