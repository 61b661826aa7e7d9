"""The palette over the window: a line to type in, the rows found, and what the keys do."""

from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.readings import are_at_hand, fetch
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.item_list import ItemList
from warrantydesk.ui.kit.labels import KeyCap, Surface, Words
from warrantydesk.ui.palette.asking_line import AskingLine
from warrantydesk.ui.palette.finding import Finding, Heading
from warrantydesk.ui.palette.hits import Group, Hit
from warrantydesk.ui.palette.row_delegate import HEADING, ROW, RowDelegate

WIDTH, BELOW_MENU, MOST_ROWS = 35.8, 3.05, 9
"""Width and place under the menu line in lines of text (680 and 58 pixels at 100 %)."""
_ROUND = (None, Group.ACTIONS, Group.RECORDS, Group.POLICIES)
_HEAD, _FOOT = 2.85, 1.75
_PASSED = frozenset({Qt.Key.Key_F1, Qt.Key.Key_F12})
"""Keys of the window that work over the palette: the help, and locking the desk."""


class Palette(QWidget):
    """A veil over the window with the card in it; Esc and a click beside it close it."""

    HELP = "palette"

    def __init__(self, window: Any) -> None:
        """Lie over ``window``; the keyboard goes back to where it was."""
        super().__init__(window)
        self._window, self._former = window, QApplication.focusWidget()
        self._finding = Finding(window)
        self._only: Group | None = None
        self._ended = False
        self.setAccessibleName(_("Go to anything"))
        self.card = Surface("base")
        self.card.setParent(self)
        self.line = AskingLine(_("Action, VIN, plate, name, number…"))
        self.line.setAccessibleName(_("Go to anything"))
        self.list = ItemList(RowDelegate())
        self.list.setUniformItemSizes(False)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.count = Words("", token="ink2", delta=-1)
        self.scope = Words("", token="accent", delta=-1)
        self._lay_out()
        self.line.textChanged.connect(lambda _text: self.search())
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.do())
        centre = window.centralWidget()
        centre.installEventFilter(self)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]
        self.search()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()
        if not are_at_hand():
            window.shell.run(lambda _step: fetch(), lambda _none: self._search_again())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 4, 16, 4)
        glass = SearchSign()
        glass.setFixedSize(theme.h(1.05), theme.h(1.05))
        head.addWidget(glass)
        head.addWidget(self.line, 1)
        head.addWidget(self.scope)
        head.addWidget(Words(_("Pinyin initials work too"), token="ink2", delta=-1))
        foot = QHBoxLayout()
        foot.setContentsMargins(18, 0, 18, 0)
        foot.setSpacing(6)
        for key, words in (
            ("↑↓", _("choose")),
            ("↵", _("open it")),
            ("Tab", _("one group only")),
            ("Esc", _("close")),
        ):
            foot.addWidget(KeyCap(key))
            foot.addWidget(Words(words, token="ink2", delta=-1))
            foot.addSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.count)
        self._head, self._foot = QWidget(), Surface("base", "t")
        self._head.setLayout(head)
        self._foot.setLayout(foot)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def search(self) -> None:
        """Show what fits the text; a text that is still being composed waits."""
        shown = self._finding.find(self.line.text(), self._only)
        self.list.show_items(shown.rows)
        self.count.setText(ngettext_("{n} hit", "{n} hits", shown.total))
        first = next((n for n, row in enumerate(shown.rows) if isinstance(row, Hit)), -1)
        self._choose(first)
        self.list.scrollToTop()
        self._place()

    def current(self) -> Hit | None:
        """Return the hit that Enter opens."""
        item = self.list.item_at(self.list.currentIndex())
        return item if isinstance(item, Hit) else None

    def do(self) -> None:
        """Close the palette and do what the chosen row says; a closed action stays."""
        hit = self.current()
        if hit is None or hit.closed or self._ended:
            return
        self._finding.note(hit)
        self.end()
        # Once the key is done with: what follows may open dialogs.
        QTimer.singleShot(0, self._window, hit.run)

    def end(self) -> None:
        """Close, and give the keyboard back."""
        if self._ended:
            return
        self._ended = True
        QApplication.instance().focusChanged.disconnect(self._follow_focus)  # type: ignore[union-attr]
        former = self._former
        held = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if held and former is not None and isValid(former) and former.isVisible():
            former.setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list from the line; close with the window's work."""
        kind = event.type()
        if watched is self.line:
            if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() not in _PASSED:
                    event.accept()  # nothing under the veil hears a key
                return False
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_key(event)
        elif kind == QEvent.Type.Resize and not self._ended:
            self._place()
        elif kind == QEvent.Type.Hide and watched is not self._window:
            self.end()
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_ROWS - 1,
            Qt.Key.Key_PageUp: 1 - MOST_ROWS,
        }
        if self.line.is_composing():
            return False
        step = steps.get(Qt.Key(key))
        if step is not None:
            self._step(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do()
        elif key == Qt.Key.Key_Escape or event.keyCombination() == _OPENS:
            self.end()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._turn(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _turn(self, by: int) -> None:
        """Show one group only, then the next, then all again."""
        place = (_ROUND.index(self._only) + by) % len(_ROUND)
        self._only = _ROUND[place]
        self.scope.setText(_scope(self._only))
        self.search()

    def _step(self, by: int) -> None:
        items = self.list.items()
        places = [n for n, row in enumerate(items) if not isinstance(row, Heading)]
        if not places:
            return
        row = self.list.currentIndex().row()
        here = places.index(row) if row in places else 0
        there = here + by
        if abs(by) == 1:
            there %= len(places)
        self._choose(places[min(max(there, 0), len(places) - 1)])

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        hit = self.current()
        self.line.setAccessibleDescription(hit.spoken() if hit is not None else "")
        event = QAccessibleEvent(self.line, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _search_again(self) -> None:
        if isValid(self) and not self._ended:
            self.search()

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close where the keyboard goes elsewhere in the window: a scan led there."""
        if now is not None and not self.isAncestorOf(now) and now.window() is self._window:
            self.end()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        rows = self.list.items()
        hits = sum(1 for row in rows if isinstance(row, Hit))
        heads = len(rows) - hits
        wanted = min(hits, MOST_ROWS) * theme.h(ROW) + min(heads, 3) * theme.h(HEADING) + 8
        self._head.setFixedHeight(theme.h(_HEAD))
        self._foot.setFixedHeight(theme.h(_FOOT))
        menus = self._window.menuWidget()
        top = (menus.height() if menus is not None else 0) + theme.h(BELOW_MENU)
        least = self._head.height() + self._foot.height() + 2
        room = self.height() - 12
        if top + least + wanted > room:
            top = max(8, room - least - wanted)
        width = min(theme.h(WIDTH), self.width() - 24)
        high = min(least + wanted, room - top)
        self.card.setGeometry((self.width() - width) // 2, top, width, high)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil, and the shadow around the card."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 100 if theme.tokens().dark else 70))
        around = QRectF(self.card.geometry())
        for width in (10, 7, 4, 2):
            paint.box(
                painter,
                around.adjusted(-width, -width + 3, width, width + 3),
                QColor(0, 0, 0, 14),
                None,
                8 + width,
            )
        paint.box(painter, around.adjusted(-1, -1, 1, 1), theme.tokens().line2, None, 8)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.end()


class SearchSign(QWidget):
    """The glass at the left of the line."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_icon(QPainter(self), QRectF(self.rect()), "search", theme.tokens().accent)


def _scope(only: Group | None) -> str:
    words = {
        Group.ACTIONS: _("Actions only"),
        Group.RECORDS: _("Records only"),
        Group.POLICIES: _("Policies and help only"),
    }
    return words[only] if only is not None else ""


_OPENS = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K)
