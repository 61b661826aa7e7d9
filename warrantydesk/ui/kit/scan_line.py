"""The scan line: the line that takes what a hand scanner or the clerk types."""

import time

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.typed import narrow

_CODES = Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhPreferUppercase
PAUSE_S = 1.0
"""So long after the line was emptied by hand Backspace only empties it."""


class ScanLine(LineField):
    """A line with a scanner sign at the left and a hint at the right; Enter takes the text.

    The big one takes codes only: no input method stands between it and the scanner, and what one
    has composed all the same is taken as it stands.
    """

    scanned = Signal(str)
    taken_back = Signal()
    """Backspace was pressed in the empty line."""

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
        self._edited_at = -PAUSE_S
        super().__init__(placeholder, parent)
        self.setObjectName("scan_line")
        self.setAccessibleName(placeholder)
        plain = Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(plain | _CODES if big else plain)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, not big)
        self.textEdited.connect(self._note_edit)
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

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window while there is nothing typed that it could take back."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and event.matches(QKeySequence.StandardKey.Undo) and not self.text():  # type: ignore[attr-defined]
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace in the empty line takes the last scan back, once for each press."""
        empty = not self.text() and not self._composed
        if event.key() == Qt.Key.Key_Backspace and empty and not event.isAutoRepeat():
            if time.monotonic() - self._edited_at >= PAUSE_S:
                self.taken_back.emit()
            return
        super().keyPressEvent(event)

    def whole(self) -> str:
        """Return the text with what is still being composed, as it is taken."""
        at = self.cursorPosition()
        return narrow(self.text()[:at] + self._composed + self.text()[at:])

    def clear(self) -> None:
        """Empty the line; what was being composed is given up too."""
        if self._composed:
            super().inputMethodEvent(QInputMethodEvent("", []))
        self._edited_at = -PAUSE_S
        super().clear()

    def _note(self, preedit: str) -> None:
        """The big line keeps its keys: what comes into it is a scan, however it was composed."""
        if self._big:
            self._composed = preedit
        else:
            super()._note(preedit)

    def _note_edit(self, _text: str) -> None:
        self._edited_at = time.monotonic()

    def _take(self) -> None:
        text = self.whole()
        if text:
            self.scanned.emit(text)
