"""Three panes side by side: list, work, cards; they give way when the window is narrow."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.room import is_short
from warrantydesk.ui.kit.splitter import Splitter

NARROW = 58
RAIL = 2.95


class _Drawer(Surface):
    """The right pane while it lies over the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("window", "l", parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 0, 0, 0)
        self.hide()


class _Rail(Surface):
    """What is left of the right pane while narrow: a button for the drawer, and what tabs add."""

    def __init__(self, open_drawer: Callable[[], object]) -> None:
        super().__init__("window", "l")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4, 8, 3, 8)
        self.column.setSpacing(0)
        center = Qt.AlignmentFlag.AlignHCenter
        opener = IconButton("panel", _("Side column"), clicked=open_drawer)
        self.column.addWidget(opener, 0, center)
        self.column.addStretch(1)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take the width anew."""
        self.setFixedWidth(theme.h(RAIL))

    def add(self, widget: QWidget) -> None:
        """Add a small widget below the button."""
        self.column.insertWidget(self.column.count() - 1, widget)


class ThreePanes(QWidget):
    """Left on ``alt``, middle on ``base``, right on ``window``.

    Narrow (< 58 line heights, 1100 px at 100 %): the left becomes a rail, the right a rail whose
    button opens a drawer over the middle, above the foot that ``set_foot`` names. In a short
    window (``room.is_short``) what stands above and below the work is to fold.
    """

    narrowed = Signal(bool)
    shortened = Signal(bool)

    def __init__(
        self,
        left: QWidget | None,
        main: QWidget,
        right: QWidget | None,
        widths: tuple[int, int, int] = (244, 782, 338),
        parent: QWidget | None = None,
    ) -> None:
        """``widths`` in pixels at 100 %, for a window of 1366."""
        super().__init__(parent)
        self.left, self.main, self.right = left, main, right
        self._widths = widths
        self._narrow = self._short = self._shown = False
        self.splitter = Splitter(parent=self)
        self._wide_sizes: list[int] = []
        self._wide_unit = theme.unit()
        self._foot: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.splitter, 1)
        self.rail = _Rail(self.toggle_drawer)
        row.addWidget(self.rail)
        self._drawer = _Drawer(self)
        for number, (pane, token) in enumerate(((left, "alt"), (main, "base"), (right, "window"))):
            if pane is not None:
                self.splitter.addWidget(_ground(pane, token))
                self.splitter.setStretchFactor(self.splitter.count() - 1, int(number == 1))
        self._right_ground = right.parentWidget() if right is not None else None
        self.restyle()

    def restyle(self) -> None:
        """Take the widths anew."""
        times = theme.unit() / 19
        panes = (self.left, self.main, self.right)
        sizes = [w for w, pane in zip(self._widths, panes, strict=True) if pane is not None]
        self.splitter.setSizes([round(width * times) for width in sizes])
        if self.left is not None and not self._narrow:
            self.left.setMinimumWidth(round(min(180, self._widths[0]) * times))
        ground = self.left.parentWidget() if self.left is not None else None
        if ground is not None and self._narrow:
            ground.setMaximumWidth(theme.h(RAIL))

    def remember(self, memory: Memory, name: str) -> None:
        """Keep the sizes under ``name``."""
        self.splitter.remember(memory, name)

    def set_foot(self, foot: QWidget) -> None:
        """Name the bar at the bottom that the drawer must not cover."""
        self._foot = foot

    def is_narrow(self) -> bool:
        """Say whether the panes have given way."""
        return self._narrow

    def is_short(self) -> bool:
        """Say whether the window is so low that heads and feet fold."""
        return self._short

    def toggle_drawer(self) -> None:
        """Open or close the right pane over the middle; only while narrow."""
        if self._narrow and self.right is not None:
            self._drawer.setVisible(self._drawer.isHidden())
            self._place_drawer()

    def open_drawer(self) -> None:
        """Let the right pane be seen, over the middle where there is no room beside it."""
        if not self.drawer_is_open():
            self.toggle_drawer()

    def next_pane(self) -> None:
        """Put the keyboard into the pane after the one that has it; the right one opens for it."""
        panes = [pane for pane in (self.left, self.main, self.right) if pane is not None]
        focus = self.window().focusWidget()
        here = next((at for at, pane in enumerate(panes) if _holds(pane, focus)), -1)
        for step in range(1, len(panes) + 1):
            pane = panes[(here + step) % len(panes)]
            if pane is self.right:
                self.open_drawer()
            elif self.right is not None:
                self.close_drawer()
            if (first := _first_with_keys(pane)) is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer and gives the keyboard back to the middle."""
        if event.key() != Qt.Key.Key_Escape or not self.close_drawer():
            super().keyPressEvent(event)
            return
        if (first := _first_with_keys(self.main)) is not None:
            first.setFocus()

    def close_drawer(self) -> bool:
        """Close the drawer; False when it was not open."""
        was_open = not self._drawer.isHidden()
        self._drawer.hide()
        return was_open

    def drawer_is_open(self) -> bool:
        """Say whether the right pane lies over the middle."""
        return not self._drawer.isHidden()

    def minimumSizeHint(self) -> QSize:
        """Return what is needed once the sides have given way: nothing pushes the window wider."""
        hint = super().minimumSizeHint()
        rails = sum(theme.h(RAIL) for side in (self.left, self.right) if side is not None)
        return QSize(min(hint.width(), self.main.minimumSizeHint().width() + rails), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way, or take the room back."""
        super().resizeEvent(event)
        if self.isVisible():
            self._give_way()

    def showEvent(self, event: QShowEvent) -> None:
        """Judge the room only once it is real."""
        super().showEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        self._set_narrow(self.width() < NARROW * theme.unit())
        if self._short != is_short(self):
            self._short = not self._short
            self.shortened.emit(self._short)
        if not self._narrow and not self._shown:
            self._shown = True
            self.restyle()
            self.splitter.recall()
        self._place_drawer()

    def _set_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            # Sizes from before the first show are no one's choice.
            self._wide_sizes = self.splitter.sizes() if self._shown else []
            self._wide_unit = theme.unit()
        if self.left is not None:
            ground = self.left.parentWidget()
            rail = theme.h(RAIL)
            self.left.setMinimumWidth(0)
            if ground is not None:
                ground.setMaximumWidth(rail if narrow else 16_777_215)
                self.splitter.setSizes([rail, max(rail, self.width() - rail)])
        self._move_right(narrow)
        if not narrow:
            if self._wide_sizes:
                times = theme.unit() / self._wide_unit
                self.splitter.setSizes([round(size * times) for size in self._wide_sizes])
            else:
                self.restyle()
        self.narrowed.emit(narrow)

    def _move_right(self, narrow: bool) -> None:
        if self.right is None or self._right_ground is None:
            return
        self._drawer.hide()
        self._right_ground.setVisible(not narrow)
        self.rail.setVisible(narrow)
        home = self._drawer.column if narrow else self._right_ground.layout()
        if home is not None:
            home.addWidget(self.right)
            self.right.show()

    def _place_drawer(self) -> None:
        times = theme.unit() / 19
        width = min(round((self._widths[2] + 8) * times), self.width() - self.rail.width())
        below = self._foot.height() if self._foot is not None else 0
        left = self.width() - width - (self.rail.width() if self.rail.isVisible() else 0)
        self._drawer.setGeometry(QRect(left, 0, width, self.height() - below))
        self._drawer.raise_()


def _holds(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))


def _first_with_keys(pane: QWidget) -> QWidget | None:
    for one in pane.findChildren(QWidget):
        policy = one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if bool(policy) and one.isVisible() and one.isEnabled():
            return one
    return None


def _ground(pane: QWidget, token: str) -> Surface:
    surface = Surface(token)
    column = QVBoxLayout(surface)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(pane)
    return surface
