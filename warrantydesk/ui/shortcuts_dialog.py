"""The sheet of keys: what works everywhere, and what works in the tab in front."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QTextDocument
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.help.paper import Sheet, print_sheet, save_sheet
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import KeyCap, Words
from warrantydesk.ui.kit.scrolls import THICK, Scroll
from warrantydesk.ui.kit.shortcuts import plain_words
from warrantydesk.ui.shown_dialog import ShownDialog
from warrantydesk.ui.tabs import TABS

MOST = 17
"""So many keys stand below each other: the sheet is no higher than a small screen."""
Line = tuple[str, str]
"""Keys as this platform writes them, and what they do."""


class ShortcutsDialog(ShownDialog):
    """Columns of keys; read from the menus, so that it cannot say anything else."""

    def __init__(self, window: Any) -> None:
        """``window`` has menus and a tab in front."""
        super().__init__(_("Shortcuts"), window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = window
        tab = window.front()
        own = list(lines_of(tab.actions())) if tab is not None else []
        everywhere = [line for line in _everywhere(window) if line not in own]
        inner = QWidget()
        sheet = QHBoxLayout(inner)
        sheet.setContentsMargins(4, 2, 12, 2)
        sheet.setSpacing(36)
        for title, lines in ((_("Everywhere"), everywhere), (_(tab.TITLE) if tab else "", own)):
            for start in range(0, len(lines), MOST):
                sheet.addLayout(_column("" if start else title, lines[start : start + MOST]))
        self.area = Scroll(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Shortcuts"))
        self.area.setMinimumWidth(inner.sizeHint().width() + THICK)
        self.content.addWidget(self.area, 1)
        self.print = Button(_("&Print all…"), icon="print", clicked=self.print_all)
        self.save = Button(_("&Save as PDF…"), icon="pdf", clicked=self.save_all)
        self.close_with([self.print, self.save])
        hint = inner.sizeHint()
        self.resize(hint.width() + 48, hint.height() + theme.h(4))

    def print_all(self) -> None:
        """Print the keys of the window and of every tab."""
        print_sheet(self, self._window, keys_sheet(self._window))

    def save_all(self) -> None:
        """Save the keys of the window and of every tab as a PDF."""
        save_sheet(self, self._window, keys_sheet(self._window))


def keys_sheet(window: Any) -> Sheet:
    """Return all keys as a sheet to hang up beside the desk, a table for each tab."""
    groups = [(_("Everywhere"), _everywhere(window))]
    seen = set(groups[0][1])
    for entry in TABS:
        tab = window.tab(entry.key)
        own = [line for line in lines_of(tab.actions()) if line not in seen]
        groups.append((_(tab.TITLE), list(dict.fromkeys(own))))
    title = _("Shortcuts")
    body = "".join(_table(name, lines) for name, lines in groups)
    return Sheet(title, lambda _width: _document(f"<h2>{escape(title)}</h2>{body}"))


def _table(name: str, lines: list[Line]) -> str:
    """Return keys under the name of their tab, two beside each other."""
    cells = [
        f"<td width='16%'><b>{escape(keys)}</b></td><td width='34%'>{escape(what)}</td>"
        for keys, what in lines
    ]
    cells += ["<td></td><td></td>"] * (len(cells) % 2)
    half = len(cells) // 2
    rows = "".join(f"<tr>{cells[at]}{cells[at + half]}</tr>" for at in range(half))
    return f"<h3>{escape(name)}</h3><table width='100%' cellpadding='1'>{rows}</table>"


def _document(html: str) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(theme.font(-0.5))
    document.setHtml(html)
    return document


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
    grid.setVerticalSpacing(theme.h(0.3))
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
