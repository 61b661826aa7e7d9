"""The filter that recognises a hand scanner by its pace and its content."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from warrantydesk.ui.kit.scan_line import ScanLine
from warrantydesk.ui.kit.typed import narrow

GAP_S = 0.1
CARD_S = 0.08
"""A code of fewer characters than four comes as a whole within this: no fingers do that."""
WHOLE_S = 1.5
LEAST = 4
TWICE_S = 2.0
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
FEEDS = ("\n", "\r")


class IdleClock(QObject):
    """Counts the seconds in which the program waited for something to happen.

    A key that arrives while the window is busy is only late to be looked at: the time that the
    window took must not make a scanner look like slow fingers.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start at 0; the event dispatcher of this thread tells when it waits."""
        super().__init__(parent)
        self._idle, self._since, self._waits = 0.0, 0.0, False
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._begin)
        dispatcher.awake.connect(self._end)

    def __call__(self) -> float:
        """Return the seconds waited so far."""
        return self._idle

    def _begin(self) -> None:
        self._since = time.monotonic()
        self._waits = True

    def _end(self) -> None:
        if self._waits:
            self._waits = False
            self._idle += time.monotonic() - self._since


class WedgeFilter(QObject):
    """Watches all keys of the program for a scanner that types like a keyboard.

    A scan is at least 4 characters, at most 100 ms apart and 1.5 s in all, ended by Enter, Tab or
    CR LF, and its text must satisfy ``matches``. Shorter ones must satisfy ``cards`` and come
    faster than fingers type. The field that had the focus gets its text back. Characters count
    the same whether they arrive as keys or are committed by an input method. In a field of a
    dialog a scan is typing: it answers what was asked.
    """

    scanned = Signal(str)

    def __init__(
        self,
        matches: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
        pace: Callable[[], float] | None = None,
        cards: Callable[[str], bool] = lambda text: False,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` gives seconds; install with ``QApplication.installEventFilter``.

        ``pace`` gives the seconds that tell a scanner from fingers, ``clock`` where it is absent.
        """
        super().__init__(parent)
        self._matches, self._clock, self._pace = matches, clock, pace or clock
        self._cards = cards
        self._buffer = self._preedit = ""
        self._began = self._latest = 0.0
        self._held: tuple[QWidget, str, int] | None = None
        self._eat_feed_until = 0.0
        self._seen: tuple[QWidget, int, int, str] | None = None
        self._last_scan: tuple[str, float] = ("", -TWICE_S)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys through, but swallow the end of a scan."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            return self._take_key(watched, event)  # type: ignore[arg-type]
        if event.type() == QEvent.Type.InputMethod and isinstance(watched, QWidget):
            self._take_composed(watched, event)  # type: ignore[arg-type]
        return False

    def _take_key(self, target: QWidget, event: QKeyEvent) -> bool:
        now = self._pace()
        key, text = event.key(), event.text()
        if self._is_passed_up(target, event):
            return False
        if self._is_second_feed(key, text, now):
            return True
        if self._is_over(now):
            self._buffer = ""
        if key in ENDS or text in FEEDS:
            return self._end(target, now)
        if text and text.isprintable() and not event.modifiers() & ~_SHIFT:
            self._add(target, text, now)
        elif key not in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
            self._buffer = ""
        return False

    def _take_composed(self, target: QWidget, event: QInputMethodEvent) -> None:
        """Count what an input method has written for the scanner's keys."""
        self._preedit = event.preeditString()
        text, now = event.commitString(), self._pace()
        if not text:
            return
        if self._is_over(now):
            self._buffer = ""
        self._add(target, text, now)

    def _is_over(self, now: float) -> bool:
        """Tell whether what comes now begins something new."""
        return now - self._latest > GAP_S or now - self._began > WHOLE_S

    def _is_scan(self, code: str, now: float) -> bool:
        if _answers_a_question():
            return False
        if len(code) < LEAST:
            return now - self._began <= CARD_S and self._cards(code)
        return self._matches(code)

    def _is_passed_up(self, target: QWidget, event: QKeyEvent) -> bool:
        """Say whether this key was seen at a child that did not want it."""
        seen = (event.timestamp(), event.key(), event.text())
        before, self._seen = self._seen, (target, *seen)
        if before is None or before[1:] != seen or before[0] is target:
            return False
        if not isValid(before[0]):  # a key such as Escape may end its own field
            return False
        if target.isAncestorOf(before[0]):
            self._seen = before
            return True
        return False

    def _is_second_feed(self, key: int, text: str, now: float) -> bool:
        feed = key in ENDS or text in FEEDS
        if feed and not self._buffer and now < self._eat_feed_until:
            self._eat_feed_until = 0.0
            return True
        return False

    def _add(self, target: QWidget, text: str, now: float) -> None:
        if not self._buffer:
            self._began = now
            self._held = _holding(target)
        self._buffer += text
        self._latest = now

    def _end(self, target: QWidget, now: float) -> bool:
        code, self._buffer = narrow(self._buffer + self._preedit), ""
        self._preedit = ""
        if not self._is_scan(code, now):
            return False
        self._eat_feed_until = now + GAP_S
        if isinstance(target, ScanLine):
            target.clear()
        self._give_back()
        if self._is_repeated(code):
            return True
        # After the key is done with, so that what follows may open dialogs.
        QTimer.singleShot(0, self, lambda: self.scanned.emit(code))
        return True

    def _is_repeated(self, code: str) -> bool:
        now = self._clock()
        before, self._last_scan = self._last_scan, (code, now)
        if before[0] == code and now - before[1] < TWICE_S:
            self._last_scan = before
            return True
        return False

    def _give_back(self) -> None:
        """Write back what stood in the field before the scanner typed into it."""
        if self._held is None:
            return
        widget, text, cursor = self._held
        self._held = None
        if not isValid(widget):  # an editor of a table that was read anew under the scan
            return
        if isinstance(widget, QLineEdit) and widget.text() != text:
            widget.setText(text)
            widget.setCursorPosition(cursor)
            widget.textEdited.emit(text)
        elif isinstance(widget, QPlainTextEdit) and widget.toPlainText() != text:
            widget.setPlainText(text)
            place = widget.textCursor()
            place.setPosition(cursor)
            widget.setTextCursor(place)


_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def _answers_a_question() -> bool:
    """Tell whether a field of a dialog has the keyboard: what is scanned is its answer."""
    focus = QApplication.focusWidget()
    is_field = isinstance(focus, QLineEdit | QPlainTextEdit)
    return is_field and QApplication.activeModalWidget() is not None


def _holding(target: QWidget) -> tuple[QWidget, str, int] | None:
    """Remember what a text field holds before a scan."""
    widget = QApplication.focusWidget() or target
    if isinstance(widget, ScanLine):
        return None
    if isinstance(widget, QLineEdit):
        return widget, widget.text(), widget.cursorPosition()
    if isinstance(widget, QPlainTextEdit):
        return widget, widget.toPlainText(), widget.textCursor().position()
    return None
