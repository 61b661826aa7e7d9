"""The frame of the window: menu line, tab bar, notices, room for the tabs.

It is painted before anything of the desk is imported or opened; ``first_painted`` tells when.
"""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.room import is_short
from warrantydesk.ui.kit.tab_bar import BadgeTabBar
from warrantydesk.ui.menus import MenuBar
from warrantydesk.ui.notices import Notices
from warrantydesk.ui.tabs import TABS

SIZE = (1366, 720)


class Frame(QMainWindow):
    """A window without content."""

    first_painted = Signal()
    shortened = Signal(bool)

    def __init__(self, memory: Any) -> None:
        """``memory`` keeps the window's place."""
        super().__init__()
        self.memory = memory
        self._painted = self._short = False
        self.setWindowTitle(_("Warranty Desk"))
        self.bar, self.stack = BadgeTabBar(), QStackedWidget()
        for entry in TABS:
            self.bar.addTab(_(entry.title))
        self.menus = MenuBar(self)
        self.top = QHBoxLayout()
        self.top.setContentsMargins(8, 4, 8, 0)
        self.top.addWidget(self.menus)
        self.top.addStretch(1)
        line = QWidget()
        line.setLayout(self.top)
        self.setMenuWidget(line)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tab_line = QHBoxLayout()
        self.tab_line.setContentsMargins(0, 0, 12, 0)
        self.tab_line.setSpacing(12)
        self.tab_line.addWidget(self.bar)
        self.tab_line.addStretch(1)
        column.addLayout(self.tab_line)
        self.notices = Notices()
        column.addWidget(self.notices)
        # A tab folds its panes once it is small: the window must not outgrow its screen before.
        self.stack.setMinimumSize(1, 1)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(page)
        self.resize(*SIZE)
        if kept := memory.value("window/geometry"):
            self.restoreGeometry(kept)

    def is_short(self) -> bool:
        """Say whether the window is so low that the status bar stands in the line of the tabs."""
        return self._short

    def restyle(self) -> None:
        """Judge the height again: it counts in lines of text."""
        if self._short != is_short(self):
            self._short = not self._short
            self.shortened.emit(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the status bar give way, or have its line back."""
        super().resizeEvent(event)
        self.restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and say once that it happened."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)
