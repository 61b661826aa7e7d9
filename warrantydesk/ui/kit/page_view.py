"""Shows the pages of a paper: white sheets on ``track``, as wide as the view or zoomed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.scrolls import slim

MARGIN = 12
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class _Sheets(QWidget):
    """All pages below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[QImage] = []
        self.factor = 1.0

    def lay(self, width: int) -> None:
        """Take the height that the pages need at this width."""
        spots = self.spots(width)
        self.setFixedSize(width, spots[-1].bottom() + MARGIN if spots else 1)
        self.update()

    def spots(self, width: int) -> list[QRect]:
        """Return where each page lies."""
        top, spots = MARGIN, []
        for page in self.pages:
            wide = max(1, width - 2 * MARGIN)
            high = round(wide * page.height() / max(1, page.width()))
            spots.append(QRect(MARGIN, top, wide, high))
            top += high + MARGIN
        return spots

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look = theme.tokens()
        painter.fillRect(event.rect(), look.track)
        for page, spot in zip(self.pages, self.spots(self.width()), strict=True):
            if spot.intersects(event.rect()):
                painter.fillRect(spot, Qt.GlobalColor.white)
                painter.drawImage(QRectF(spot), page)
                painter.setPen(look.line2)
                painter.drawRect(spot.adjusted(-1, -1, 0, 0))


class PageView(QScrollArea):
    """Pages to look through: PgUp and PgDn turn, Ctrl+wheel zooms, Ctrl+0 fits the width."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without pages."""
        super().__init__(parent)
        slim(self)
        self._sheets = _Sheets()
        self._zoom = 1.0
        self._page = 0
        self.setWidget(self._sheets)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().valueChanged.connect(self._note_page)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pages from the first on."""
        self._sheets.pages = list(pages)
        self._lay()
        self.go_to(0)

    def set_page(self, number: int, image: QImage) -> None:
        """Show another picture of a page; pages may come one after the other."""
        pages = self._sheets.pages
        if 0 <= number < len(pages):
            size = pages[number].size()
            pages[number] = image
            if size.width() * image.height() != size.height() * image.width():
                self._lay()
            self._sheets.update()

    def count(self) -> int:
        """Return the number of pages."""
        return len(self._sheets.pages)

    def page(self) -> int:
        """Return which page is in view, from 0."""
        return self._page

    def go_to(self, number: int) -> None:
        """Turn to a page."""
        spots = self._sheets.spots(self._sheets.width())
        if spots:
            number = min(max(number, 0), len(spots) - 1)
            self.verticalScrollBar().setValue(spots[number].top() - MARGIN)
            self._set_page(number)

    def zoom(self) -> float:
        """Return the zoom, 1.0 fits the width."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show the pages larger or smaller; 1.0 fits the width."""
        self._zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._lay()
        self.go_to(self._page)

    def step_zoom(self, by: int) -> None:
        """Take the next larger (1) or smaller (-1) zoom."""
        nearest = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self._zoom))
        self.set_zoom(ZOOMS[min(max(nearest + by, 0), len(ZOOMS) - 1)])

    def sizeHint(self) -> QSize:
        """About half a page."""
        return QSize(theme.h(30), theme.h(32))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages; nothing is typed here."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        step = steps.get(Qt.Key(event.key()), 0)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step:
            self.go_to(self._page + step)
        elif control and event.key() == Qt.Key.Key_0:
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width fitted."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        self._sheets.lay(max(40, round(self.viewport().width() * self._zoom)))

    def _note_page(self, top: int) -> None:
        spots = self._sheets.spots(self._sheets.width())
        middle = top + self.viewport().height() // 2
        number = next((i for i, spot in enumerate(spots) if spot.bottom() + MARGIN >= middle), 0)
        self._set_page(number)

    def _set_page(self, number: int) -> None:
        if number != self._page:
            self._page = number
            self.page_changed.emit(number)
