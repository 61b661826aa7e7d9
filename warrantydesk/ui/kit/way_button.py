"""A way on as a wide button: what is done, and under it what that means."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon


class WayButton(QAbstractButton):
    """Two lines and an icon; of several one below the other the first is the way to take."""

    def __init__(
        self,
        text: str,
        second: str,
        icon: str,
        *,
        primary: bool = False,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``clicked`` is called without arguments."""
        super().__init__(parent)
        self.setText(text)
        self._second, self._icon, self._primary = second, icon, primary
        self.setAccessibleName(text)
        self.setAccessibleDescription(second)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(2.7))

    def sizeHint(self) -> QSize:
        """Both lines whole."""
        words = max(paint.width_of(self.text(), 0.5, True), paint.width_of(self._second, -0.5))
        return QSize(words + theme.h(3.4), theme.h(2.7))

    def minimumSizeHint(self) -> QSize:
        """The lines may be cut."""
        return QSize(theme.h(12), theme.h(2.7))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; Up and Down walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon and lines."""
        painter, look = QPainter(self), theme.tokens()
        area = QRectF(self.rect())
        lit = self.underMouse() or self.isDown()
        fill = look.accent_tint if self._primary else look.alt if look.dark else look.base
        paint.box(painter, area, look.hover if lit else fill, look.line2, 5)
        if self.hasFocus():
            paint.focus_ring(painter, area, 5)
        side = theme.h(1.05)
        spot = QRectF(theme.h(0.74), (area.height() - side) / 2, side, side)
        paint_icon(painter, spot, self._icon, look.accent if self._primary else look.ink2)
        half = theme.h(1.05)
        room = area.adjusted(spot.right() + theme.h(0.7), 0, -theme.h(0.6), 0)
        top = QRectF(room.left(), area.center().y() - half, room.width(), half)
        paint.words(painter, top, self.text(), look.ink, theme.font(0.5, True))
        top.translate(0, half)
        paint.words(painter, top, self._second, look.ink2, theme.font(-0.5))
        cut = paint.width_of(self._second, -0.5) > room.width()
        self.setToolTip(self._second if cut else "")
