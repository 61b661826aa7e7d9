"""What a rail shows of a pane that gave way: a mark with a count, and a word below."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of


class RailTally(QAbstractButton):
    """One count of a rail; a click opens what it counts."""

    def __init__(
        self,
        mark: Mark,
        words: str,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Start without a count; the mark then stands alone above its word."""
        super().__init__(parent)
        self._mark, self._count, self._number = mark, 0, ""
        self.setText(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())
        self.show_count(0)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.74))

    def show_count(self, count: int) -> None:
        """Show a count, none for 0."""
        self._count = count
        spoken = f"{self.text()} {count or ''}".strip()
        self.setToolTip(spoken)
        self.setAccessibleName(spoken)
        self.update()

    def show_state(self, mark: Mark, words: str, number: str = "") -> None:
        """Show another mark and word; ``number`` is any short text such as 3/4."""
        self._mark, self._number = mark, number
        self.setText(words)
        spoken = f"{words} {number}".strip()
        self.setToolTip(spoken)
        self.setAccessibleName(spoken)
        self.update()

    def count(self) -> int:
        """Return the count shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """As narrow as a rail."""
        return QSize(theme.h(2.4), theme.h(2.74))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and count, the word below, a hairline at the foot."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        paint.hairline(painter, 0, area.width(), area.height() - 1, look.line2)
        number = self._number or (str(self._count) if self._count else "")
        ink = look.ink_of(tone_of(self._mark))
        side = theme.h(0.74)
        wide = side + (5 + paint.width_of(number, 0, True) if number else 0)
        spot = QRectF(area.center().x() - wide / 2, theme.h(0.42), side, side)
        paint_mark(painter, spot, self._mark, hole="window")
        room = QRectF(spot.right() + 5, spot.top() - 4, area.width(), side + 8)
        paint.words(painter, room, number, ink, theme.font(0, True))
        below = QRectF(0, spot.bottom() + 3, area.width(), theme.h(1))
        paint.words(painter, below, self.text(), look.ink, theme.font(-1), paint.CENTER)
        if self.hasFocus():
            paint.focus_ring(painter, area.adjusted(0, 1, 0, -2))
