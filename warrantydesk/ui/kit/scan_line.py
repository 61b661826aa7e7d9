"""The scan line, and the filter that recognises a hand scanner by its pace and its content."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.typed import narrow

GAP_S = 0.1
WHOLE_S = 1.5
LEAST = 4
TWICE_S = 2.0
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
FEEDS = ("\n", "\r")


class ScanLine(LineField):
    """A line with a scanner sign at the left and a hint at the right; Enter takes the text."""

    scanned = Signal(str)

    def __init__(
        self,
        placeholder: str,
        *,
        hint: str = "",
        big: bool = False,
        icon: str = "scan",
        parent: QWidget | None = None,
    ) -> None:
        """``big`` is the line of the scan band; ``hint`` names the shortcut."""
        self._big, self._hint, self._icon = big, hint, icon
        super().__init__(placeholder, parent)
        self.setObjectName("scan_line")
        self.setAccessibleName(placeholder)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.returnPressed.connect(self._take)

    def restyle(self) -> None:
        """Take font and height anew."""
        self.setFont(theme.font(1.5 if self._big else 0))
        self.setFixedHeight(theme.h(2.37 if self._big else 1.5))
        right = paint.width_of(self._hint, -1) + 14 if self._hint else 6
        left = theme.h(2.5) if self._big else theme.h(1.35)
        self.setTextMargins(left, 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, the scanner sign and the hint."""
        super().paintEvent(event)
        painter = QPainter(self)
        look = theme.tokens()
        side = theme.h(1.05 if self._big else 0.84)
        spot = QRectF(theme.h(0.6 if self._big else 0.4), 0, side, side)
        spot.moveTop((self.height() - side) / 2)
        paint_icon(painter, spot, self._icon, look.accent if self._big else look.ink2)
        if self._hint and not self.text():
            room = QRectF(self.rect()).adjusted(0, 0, -8, 0)
            paint.words(painter, room, self._hint, look.ink3, theme.font(-1), paint.RIGHT)

    def _take(self) -> None:
        text = narrow(self.text())
        if text:
            self.scanned.emit(text)


class WedgeFilter(QObject):
    """Watches all keys of the program for a scanner that types like a keyboard.

    A scan is at least 4 characters, at most 100 ms apart and 1.5 s in all, ended by Enter, Tab or
    CR LF, and its text must satisfy ``matches``. The field that had the focus gets its text back.
    """

    scanned = Signal(str)

    def __init__(
        self,
        matches: Callable[[str], bool],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` gives seconds; install with ``QApplication.installEventFilter``."""
        super().__init__(parent)
        self._matches, self._clock = matches, clock
        self._buffer = ""
        self._began = self._latest = 0.0
        self._held: tuple[QWidget, str, int] | None = None
        self._eat_feed_until = 0.0
        self._seen: tuple[QWidget, int, int, str] | None = None
        self._last_scan: tuple[str, float] = ("", -TWICE_S)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys through, but swallow the end of a scan."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            return self._take_key(watched, event)  # type: ignore[arg-type]
        return False

    def _take_key(self, target: QWidget, event: QKeyEvent) -> bool:
        now = self._clock()
        key, text = event.key(), event.text()
        if self._is_passed_up(target, event):
            return False
        if self._is_second_feed(key, text, now):
            return True
        if now - self._latest > GAP_S or now - self._began > WHOLE_S:
            self._buffer = ""
        if key in ENDS or text in FEEDS:
            return self._end(target, now)
        if text and text.isprintable() and not event.modifiers() & ~_SHIFT:
            self._add(target, text, now)
        elif key not in (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock):
            self._buffer = ""
        return False

    def _is_passed_up(self, target: QWidget, event: QKeyEvent) -> bool:
        """Say whether this key was seen at a child that did not want it."""
        seen = (event.timestamp(), event.key(), event.text())
        before, self._seen = self._seen, (target, *seen)
        if before is None or before[1:] != seen or before[0] is target:
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
        code, self._buffer = narrow(self._buffer), ""
        if len(code) < LEAST or not self._matches(code):
            return False
        self._eat_feed_until = now + GAP_S
        if isinstance(target, ScanLine):
            target.clear()
        self._give_back()
        if code == self._last_scan[0] and now - self._last_scan[1] < TWICE_S:
            return True
        self._last_scan = (code, now)
        # After the key is done with, so that what follows may open dialogs.
        QTimer.singleShot(0, self, lambda: self.scanned.emit(code))
        return True

    def _give_back(self) -> None:
        """Write back what stood in the field before the scanner typed into it."""
        if self._held is None:
            return
        widget, text, cursor = self._held
        self._held = None
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
