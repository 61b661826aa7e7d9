"""Icons of the program, painted in the colours of the palette at paint time."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from warrantydesk.resources import find
from warrantydesk.ui.kit import theme

SMALL, LARGE = 16, 20


@cache
def _renderer(name: str, size: int) -> QSvgRenderer:
    path = find(f"icons/{name}_{size}.svg")
    if not path.exists():
        path = find(f"icons/{name}_{SMALL + LARGE - size}.svg")
    return QSvgRenderer(QByteArray(path.read_bytes()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, color: QColor) -> None:
    """Draw the icon ``name`` into ``rect`` in one colour; FileNotFoundError if there is none."""
    ratio = painter.device().devicePixelRatio()
    side = max(1, round(min(rect.width(), rect.height()) * ratio))
    pixmap = _pixmap(name, side, color.rgba())
    at = QRectF(0, 0, side / ratio, side / ratio)
    at.moveCenter(rect.center())
    painter.drawPixmap(at.toAlignedRect() if ratio == 1 else at.toRect(), pixmap)


@cache
def _pixmap(name: str, side: int, rgba: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = _renderer(name, LARGE if side >= LARGE else SMALL)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor.fromRgba(rgba))
    painter.end()
    return pixmap


class _TintedEngine(QIconEngine):
    """Paints one icon in a token colour, so that it follows light and dark by itself."""

    def __init__(self, name: str, color_token: str | None) -> None:
        super().__init__()
        self._name, self._token = name, color_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, QRectF(rect), self._name, self._color(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._token)

    def _color(self, mode: QIcon.Mode) -> QColor:
        look = theme.tokens()
        if mode == QIcon.Mode.Disabled:
            return look.ink3
        return look.color(self._token or "ink2")


@cache
def icon(name: str, color_token: str | None = None) -> QIcon:
    """Return an icon of ``resources/icons`` that takes its colour when painted."""
    return QIcon(_TintedEngine(name, color_token))
