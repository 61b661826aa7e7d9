"""The pages of the tab as small buttons in the left column; icons alone while it is a rail."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.shortcuts import keys_text
from warrantydesk.ui.tabs.settlement.pages import PAGES, PageEntry

COLUMNS = 2
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -COLUMNS,
    Qt.Key.Key_Down: COLUMNS,
}
"""How far an arrow goes over the buttons in order."""


class _PageButton(QAbstractButton):
    """Icon and word of one page; the page in front is tinted."""

    def __init__(self, entry: PageEntry, number: int) -> None:
        super().__init__()
        self.key, self._icon = entry.key, entry.icon
        self._rail = False
        self.setText(_(entry.title))
        self.setCheckable(True)
        self.setAccessibleName(_(entry.title))
        self.setToolTip(f"{_(entry.title)} ({keys_text(f'Alt+{number}')})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.37))

    def show_rail(self, rail: bool) -> None:
        """Show the icon alone."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, and the word where there is room."""
        if self._rail:
            return QSize(theme.h(1.3), theme.h(1.37))
        return QSize(theme.h(1.5) + paint.width_of(self.text(), -0.5, True), theme.h(1.37))

    def minimumSizeHint(self) -> QSize:
        """The icon."""
        return QSize(theme.h(1.3), theme.h(1.37))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the switch, which knows the columns."""
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and word."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect())
        on = self.isChecked()
        if on:
            paint.box(painter, area, look.accent_tint, None, 4)
        elif self.underMouse():
            paint.box(painter, area, look.hover, None, 4)
        ink = look.accent if on else look.ink2
        side = theme.h(0.84)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(area.center())
        if not self._rail:
            spot.moveLeft(area.left() + 6)
        paint_icon(painter, spot, self._icon, ink)
        if not self._rail:
            room = area.adjusted(side + 11, 0, -3, 0)
            ink = look.accent if on else look.ink
            paint.words(painter, room, self.text(), ink, theme.font(-0.5, on))
        if self.hasFocus():
            paint.focus_ring(painter, area)


class PageSwitch(QWidget):
    """One button for each page; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show every page that there is."""
        super().__init__(parent)
        self._buttons = [_PageButton(entry, number) for number, entry in enumerate(PAGES, 1)]
        self._grid = QGridLayout(self)
        self._grid.setSpacing(2)
        for button in self._buttons:
            button.clicked.connect(lambda _on=False, key=button.key: self.chosen.emit(key))
        self.show_rail(False)

    def show_rail(self, rail: bool) -> None:
        """Lay the buttons for a column, or for a rail."""
        side = 3 if rail else 8
        self._grid.setContentsMargins(side, 5, side, 5)
        for number, button in enumerate(self._buttons):
            button.show_rail(rail)
            self._grid.addWidget(button, *divmod(number, COLUMNS))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def show_page(self, key: str) -> None:
        """Mark the page in front; never emits."""
        for button in self._buttons:
            button.setChecked(button.key == key)

    def buttons(self) -> list[Any]:
        """Return the buttons in order."""
        return list(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move the keyboard from page to page."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        held = next((n for n, one in enumerate(self._buttons) if one.hasFocus()), None)
        if not step or held is None:
            super().keyPressEvent(event)
            return
        self._buttons[min(max(held + step, 0), len(self._buttons) - 1)].setFocus()
