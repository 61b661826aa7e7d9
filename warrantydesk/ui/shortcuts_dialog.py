"""The sheet of keys: what works everywhere, and what works in the tab in front."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import KeyCap, Surface, Words
from warrantydesk.ui.kit.shortcuts import plain_words

MOST = 17
"""So many keys stand below each other: the sheet is no higher than a small screen."""
Line = tuple[str, str]
"""Keys as this platform writes them, and what they do."""


class ShortcutsDialog(QDialog):
    """Two columns of keys; read from the menus, so that it cannot say anything else."""

    def __init__(self, window: Any) -> None:
        """``window`` has menus and a tab in front."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Shortcuts"))
        tab = window.front()
        own = list(lines_of(tab.actions())) if tab is not None else []
        everywhere = [line for line in _everywhere(window) if line not in own]
        ground = Surface("base")
        sheet = QHBoxLayout(ground)
        sheet.setContentsMargins(20, 16, 20, 16)
        sheet.setSpacing(36)
        sheet.addLayout(_column(_("Everywhere"), everywhere))
        for start in range(0, len(own), MOST):
            title = _(tab.TITLE) if not start else ""
            sheet.addLayout(_column(title, own[start : start + MOST]))
        close = Button(_("Close"), primary=True, clicked=self.accept)
        close.setDefault(True)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        close.setFocus()


def lines_of(actions: Iterable[QAction]) -> Iterator[Line]:
    """Yield the actions that have keys, those of their menus too."""
    for entry in actions:
        below = entry.menu()
        if isinstance(below, QMenu):
            yield from lines_of(below.actions())
        elif "\t" in entry.text():
            words, keys = entry.text().split("\t")
            yield keys, plain_words(words)
        elif not entry.shortcut().isEmpty():
            native = QKeySequence.SequenceFormat.NativeText
            yield entry.shortcut().toString(native), plain_words(entry.text())


def _everywhere(window: Any) -> list[Line]:
    return [*lines_of(window.menus.actions()), ("F6", _("Next pane"))]


def _column(title: str, lines: list[Line]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(round(theme.h(0.3)))
    grid.setColumnStretch(1, 1)
    for number, (keys, what) in enumerate(lines):
        grid.addWidget(_caps(keys), number, 0)
        grid.addWidget(Words(what), number, 1)
    column = QVBoxLayout()
    column.setSpacing(10)
    column.addWidget(Words(title, bold=True))
    column.addLayout(grid)
    column.addStretch(1)
    return column


def _caps(keys: str) -> QWidget:
    caps = QWidget()
    caps.setAccessibleName(keys)
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(3)
    for key in keys.split("+"):
        row.addWidget(KeyCap(key))
    row.addStretch(1)
    return caps
