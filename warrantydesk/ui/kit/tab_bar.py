"""The row of tabs: words, an underline in the accent, badges; keys stay those of Qt."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from warrantydesk.ui.kit import paint, theme

ROOM, LEAST_ROOM = 0.84, 0.25
"""Line heights free at each side of a tab, and in a narrow window."""


class BadgeTabBar(QTabBar):
    """Tabs with a count beside the word: red when something is due, grey when it is new."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without tabs."""
        super().__init__(parent)
        self._badges: dict[int, tuple[int, bool]] = {}
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)
        self.restyle()

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font())
        self.setFixedHeight(theme.h(1.9))

    def set_badge(self, index: int, count: int, urgent: bool = False) -> None:
        """Show a count beside a tab, none for 0."""
        if self._badges.get(index, (0, False)) == (count, urgent):
            return
        self._badges[index] = (count, urgent)
        self.setAccessibleTabName(index, f"{self.tabText(index)} {count or ''}".strip())
        # Only a changed text makes the bar lay its tabs out again.
        text = self.tabText(index)
        self.setTabText(index, "")
        self.setTabText(index, text)

    def badge(self, index: int) -> tuple[int, bool]:
        """Return the count beside a tab and whether it is urgent."""
        return self._badges.get(index, (0, False))

    def tabSizeHint(self, index: int) -> QSize:
        """Word, badge and room at both sides."""
        return self._size(index, ROOM)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """The room at the sides gives way, words are never cut."""
        return self._size(index, LEAST_ROOM)

    def _size(self, index: int, room: float) -> QSize:
        width = paint.width_of(self.tabText(index), 0, True) + round(2 * theme.h(room))
        if self.badge(index)[0]:
            width += theme.h(0.95) + 6
        return QSize(width, theme.h(1.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every tab."""
        painter = QPainter(self)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        look = theme.tokens()
        area = QRectF(self.tabRect(index))
        current = index == self.currentIndex()
        count, urgent = self.badge(index)
        width = paint.width_of(self.tabText(index), 0, current)
        disc = theme.h(0.95) + 6 if count else 0
        left = area.center().x() - (width + disc) / 2
        room = QRectF(left, area.top(), width + 1, area.height())
        ink = look.ink if current else look.ink2
        paint.words(painter, room, self.tabText(index), ink, theme.font(0, current))
        if count:
            self._paint_badge(painter, QRectF(left + width + 6, 0, 0, 0), area, count, urgent)
        if current:
            painter.fillRect(
                QRectF(area.left() + 4, area.bottom() - 3, area.width() - 8, 3), look.accent
            )
            if self.hasFocus():
                paint.focus_ring(painter, area.adjusted(4, 4, -4, -5))

    def _paint_badge(
        self, painter: QPainter, spot: QRectF, area: QRectF, count: int, urgent: bool
    ) -> None:
        look = theme.tokens()
        text = str(count) if count < 100 else "99+"
        side = theme.h(0.95)
        width = max(side, paint.width_of(text, -1.5, True) + 8)
        spot = QRectF(spot.left(), area.center().y() - side / 2, width, side)
        fill = look.danger if urgent else look.neutral_tint
        ink = look.base if urgent else look.ink
        paint.box(painter, spot, fill, None, side / 2)
        paint.words(painter, spot, text, ink, theme.font(-1.5, True), paint.CENTER)
