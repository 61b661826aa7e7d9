"""Buttons: primary, secondary, menu, link and icon; painted alike on every platform."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon


def plain(text: str) -> str:
    """Return a button text without its mnemonic mark, as it is drawn."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


class Button(QPushButton):
    """A push button 1.5 h high; one primary button at most stands in a pane."""

    def __init__(
        self,
        text: str,
        *,
        primary: bool = False,
        icon: str = "",
        menu: QMenu | None = None,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``clicked`` is called without arguments; ``menu`` opens below the button."""
        super().__init__(text, parent)
        self._primary, self._icon = primary, icon
        if menu is not None:
            self.setMenu(menu)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFont(theme.font(0, self._primary))
        self.setFixedHeight(theme.h(1.5))
        self.updateGeometry()

    def set_primary(self, primary: bool) -> None:
        """Make this the primary button, or an ordinary one."""
        self._primary = primary
        self.restyle()
        self.update()

    def sizeHint(self) -> QSize:
        """Words with room at both sides, never narrower than a short word."""
        width = paint.width_of(plain(self.text()), 0, self._primary) + theme.h(1.6)
        if self._icon:
            width += theme.h(0.84) + 5
        if self.menu() is not None:
            width += theme.h(0.8)
        return QSize(max(width, theme.h(3.6)), theme.h(1.5))

    def minimumSizeHint(self) -> QSize:
        """Buttons are never cut."""
        return self.sizeHint()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click as one: after the first the button may mean something else."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon, words and the arrow of a menu."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        fill, line, ink = self._colors()
        paint.box(painter, area, fill, line, 4)
        if self.hasFocus():
            look = theme.tokens()
            if self._primary and self.isEnabled():
                paint.box(painter, area.adjusted(2, 2, -2, -2), None, look.on_accent, 3)
            else:
                paint.focus_ring(painter, area)
        self._paint_words(painter, area, ink)

    def _paint_words(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        text = plain(self.text())
        face = theme.font(0, self._primary)
        width = paint.width_of(text, 0, self._primary)
        side = theme.h(0.84)
        lead = side + 5 if self._icon else 0
        tail = theme.h(0.8) if self.menu() is not None else 0
        left = area.center().x() - (lead + width + tail) / 2
        if self._icon:
            spot = QRectF(left, area.center().y() - side / 2, side, side)
            paint_icon(painter, spot, self._icon, ink)
        room = QRectF(left + lead, area.top(), width + 1, area.height())
        paint.words(painter, room, text, ink, face)
        if tail:
            at = QPointF(left + lead + width + tail / 2 + 2, area.center().y() + 1)
            paint.triangle(painter, at, theme.h(0.42), False, ink)

    def _colors(self) -> tuple[QColor, QColor | None, QColor]:
        look = theme.tokens()
        if not self.isEnabled():
            return look.neutral_tint, look.line2, look.ink3
        if self._primary:
            fill = look.accent_fill
            return (fill.darker(112) if self._lit() else fill), None, look.on_accent
        fill = look.alt if look.dark else look.base
        return (look.hover if self._lit() else fill), look.fline, look.ink

    def _lit(self) -> bool:
        return self.isDown() or self.underMouse()


class LinkButton(QAbstractButton):
    """Words in the accent colour, underlined while the mouse or the keyboard is on them."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        bold: bool = False,
        delta: float = 0.0,
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``clicked`` is called without arguments."""
        super().__init__(parent)
        self.setText(text)
        self._icon, self._bold, self._delta = icon, bold, delta
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def sizeHint(self) -> QSize:
        """Icon and words."""
        width = paint.width_of(plain(self.text()), self._delta, self._bold) + 6
        if self._icon:
            width += theme.h(0.84) + 4
        return QSize(width, theme.h(1.25))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon and the words."""
        painter = QPainter(self)
        look = theme.tokens()
        ink = look.accent if self.isEnabled() else look.ink3
        area = QRectF(self.rect()).adjusted(3, 0, -3, 0)
        if self._icon:
            side = theme.h(0.84)
            spot = QRectF(area.left(), area.center().y() - side / 2, side, side)
            paint_icon(painter, spot, self._icon, ink)
            area.setLeft(spot.right() + 4)
        face = theme.font(self._delta, self._bold)
        width = paint.words(painter, area, plain(self.text()), ink, face)
        if self.underMouse() and self.isEnabled():
            bottom = area.center().y() + theme.metrics(self._delta).ascent() / 2 + 2
            paint.hairline(painter, area.left(), area.left() + width, bottom, ink)
        if self.hasFocus():
            paint.focus_ring(painter, QRectF(self.rect()), 3)


class IconButton(QAbstractButton):
    """A flat button with one icon; its words are tooltip and accessible name."""

    def __init__(
        self,
        icon: str,
        words: str,
        *,
        clicked: Callable[[], object] | None = None,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``words`` say what the button does."""
        super().__init__(parent)
        self._icon = icon
        self.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())
        self.restyle()

    def restyle(self) -> None:
        """Take the size anew."""
        self.setFixedSize(theme.h(1.4), theme.h(1.4))

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground while hovered or checked, then the icon."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        if self.isChecked():
            paint.box(painter, area, look.accent_tint, None, 4)
        elif self.underMouse() and self.isEnabled():
            paint.box(painter, area, look.hover, None, 4)
        side = theme.h(0.84)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(area.center())
        ink = look.accent if self.isChecked() else look.ink2 if self.isEnabled() else look.line2
        paint_icon(painter, spot, self._icon, ink)
        if self.hasFocus():
            paint.focus_ring(painter, area)
