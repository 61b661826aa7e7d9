"""The window of the help: contents and search at the left, the page at the right."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.help_search import HelpSearch, HelpText
from warrantydesk.ui.help import links, paper
from warrantydesk.ui.help.document import plain_text
from warrantydesk.ui.help.pages import CODES, GROUPS, INDEX, title_of, titles
from warrantydesk.ui.help.view import HelpView
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.group_list import GroupLine, GroupList
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.shortcuts import shortcut
from warrantydesk.ui.kit.splitter import Splitter

Place = tuple[str, str, float]
"""A page, the anchor it was opened at, and how far it was scrolled."""


class HelpWindow(QDialog):
    """Stays beside the work; Esc closes it, Alt with the arrows goes back and on."""

    def __init__(self, main: Any, parent: QWidget | None = None) -> None:
        """``main`` is the window of the program, None before there is one."""
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Window)
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setWindowTitle(_("Help"))
        self._main = main
        self._back: list[Place] = []
        self._on: list[Place] = []
        self._anchor = ""
        self._search: HelpSearch | None = None
        self.field = TextField(_("Find in the help"))
        self.field.setAccessibleName(_("Find in the help"))
        self.field.setClearButtonEnabled(True)
        self.told = Words("", token="ink2", delta=-0.5, wrap=True)
        self.list = GroupList()
        self.list.setAccessibleName(_("Contents of the help"))
        self.view = HelpView()
        self.back = IconButton("left", _("Back (Alt+←)"), clicked=self.go_back)
        self.on = IconButton("right", _("Forward (Alt+→)"), clicked=self.go_on)
        self.home = IconButton("home", _("Contents"), clicked=lambda: self.open_page(INDEX))
        self._lay_out()
        self.field.textChanged.connect(self._look)
        self.field.returnPressed.connect(self._open_first)
        self.list.chosen.connect(self._choose)
        self.view.followed.connect(self.follow)
        for keys, act in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on)):
            shortcut(self, keys, act)
        shortcut(self, QKeySequence(QKeySequence.StandardKey.Find).toString(), self._seek)
        shortcut(self, QKeySequence(QKeySequence.StandardKey.Print).toString(), self.print_page)
        self._look("")
        self.resize(theme.h(56), theme.h(37))

    def _lay_out(self) -> None:
        left, ground, head = Surface("alt"), Surface("base"), Surface("window", "b")
        side = QVBoxLayout(left)
        side.setContentsMargins(10, 10, 8, 6)
        side.setSpacing(6)
        side.addWidget(self.field)
        side.addWidget(self.told)
        side.addWidget(self.list, 1)
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 5, 10, 5)
        row.setSpacing(4)
        for button in (self.back, self.on, self.home):
            row.addWidget(button)
        row.addStretch(1)
        self.save = Button(_("&Save as PDF…"), icon="pdf", clicked=self.save_page)
        self.print = Button(_("&Print…"), icon="print", clicked=self.print_page)
        for act in (self.save, self.print):
            act.setAutoDefault(False)
            row.addWidget(act)
        page = QVBoxLayout(ground)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(head)
        page.addWidget(self.view, 1)
        halves = Splitter(Qt.Orientation.Horizontal)
        halves.addWidget(left)
        halves.addWidget(ground)
        halves.setStretchFactor(1, 1)
        halves.setSizes([theme.h(14), theme.h(42)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)
        self.setTabOrder(self.field, self.list)
        self.setTabOrder(self.list, self.view)

    def showEvent(self, event: QShowEvent) -> None:
        """Be no larger than the window of the program; the keyboard reads the page."""
        super().showEvent(event)
        if self.parentWidget() is self._main:
            keep_inside(self)
        self.view.setFocus()

    def show_page(self, code: str, anchor: str = "") -> None:
        """Show a page as from outside: an unknown code shows the contents."""
        if code not in CODES:
            code, anchor = INDEX, ""
        if self.field.text() and code != self.view.code():
            self.field.clear()
        self.open_page(code, anchor)

    def open_page(self, code: str, anchor: str = "", words: str = "") -> None:
        """Show a page and remember the one before."""
        if self.view.code() and (self.view.code(), self._anchor) != (code, anchor):
            self._back.append(self._here())
            self._on = []
        self._show((code, anchor, 0.0), words)

    def go_back(self) -> None:
        """Show the page before."""
        if self._back:
            self._on.append(self._here())
            self._show(self._back.pop())

    def go_on(self) -> None:
        """Show the page from which one went back."""
        if self._on:
            self._back.append(self._here())
            self._show(self._on.pop())

    def take_course_of(self, other: "HelpWindow") -> None:
        """Take over where another window of the help had been."""
        self._back = [*other._back, other._here()] if other.view.code() else []

    def follow(self, target: str) -> None:
        """Do what a link means: another page, a place on this one, a place of the program."""
        if target.startswith("#"):
            self.open_page(self.view.code(), target[1:])
        elif target.startswith(links.HELP):
            code, _hash, anchor = target.removeprefix(links.HELP).partition("#")
            self.show_page(code, anchor)
        elif target.startswith("desk:"):
            self._leave_for(target)

    def _leave_for(self, target: str) -> None:
        """Open a place of the program; say why where that cannot be done now."""
        if self.parentWidget() is not self._main or not links.follow(self._main, target):
            self.told.setText(_("This place opens once the dialog in front is closed."))

    def print_page(self) -> None:
        """Print the page as the papers are printed."""
        paper.print_sheet(self, self._main, paper.page_sheet(self.view.code()))

    def save_page(self) -> None:
        """Save the page as a PDF."""
        paper.save_sheet(self, self._main, paper.page_sheet(self.view.code()))

    def _here(self) -> Place:
        return self.view.code(), self._anchor, self.view.place()

    def _show(self, place: Place, words: str = "") -> None:
        code, self._anchor, down = place
        self.view.show_page(code, self._anchor, words)
        if down:
            self.view.scroll_to(down)
        self.list.select(code)
        self.setWindowTitle(_("Help · {title}", title=title_of(code)))
        self.back.setEnabled(bool(self._back))
        self.on.setEnabled(bool(self._on))

    def _seek(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _look(self, text: str) -> None:
        """Show the contents, or the pages in which the words stand."""
        words = text.strip()
        if not words:
            self.told.setText("")
            self.told.hide()
            self.list.show_lines(_contents())
            self.list.select(self.view.code())
            return
        if self._search is None:
            self._search = HelpSearch([HelpText(*one, plain_text(one.code)) for one in titles()])
        hits = self._search.find(words)
        self.list.show_lines([GroupLine(hit.code, title_of(hit.code)) for hit in hits])
        self.told.setText(
            ngettext_("{n} page found", "{n} pages found", len(hits))
            if hits
            else _("No page has these words. Try a shorter word.")
        )
        self.told.show()

    def _open_first(self) -> None:
        lines = [line for line in self.list.items() if line.key]
        if lines:
            self.list.select(lines[0].key)
            self._choose(lines[0].key)

    def _choose(self, code: str) -> None:
        self.open_page(code, "", self.field.text().strip())


def _contents() -> list[GroupLine]:
    lines = []
    for title, codes in GROUPS:
        lines.append(GroupLine("", _(title)))
        lines += [GroupLine(code, title_of(code)) for code in codes]
    return lines
