"""The field for a PIN: digits that nobody sees; a scanner that types into it is not heard."""

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.typed import narrow

SCANNED_S = 0.035
"""Mean seconds between the keys of a scan at most; fingers need three times as long."""
LEAST = 6
"""So many keys are judged: the shortest PIN."""
_DIGITS = "[0-9０-９]{0,12}"
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PinField(LineField):
    """6 to 12 digits behind dots."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        """``clock`` gives seconds and tells fingers from a scanner."""
        super().__init__("", parent)
        self._clock = clock
        self._strokes: list[float] = []
        self.setEchoMode(LineField.EchoMode.Password)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(_DIGITS), self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(_("PIN"))

    def value(self) -> Any:
        """Return the digits, half-width."""
        return narrow(self.text())

    def shown(self) -> str:
        """Return nothing: a PIN is never shown."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits; what a scanner typed is forgotten at its end, and the end with it."""
        if event.key() in _ENDS and self._was_scanned():
            self.forget()
            event.accept()
            return
        if event.text() and event.text().isprintable():
            self._strokes.append(self._clock())
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a scan that ended with Tab."""
        if self._was_scanned():
            self.forget()
        super().focusOutEvent(event)

    def forget(self) -> None:
        """Empty the field."""
        self.clear()
        self._strokes = []

    def _was_scanned(self) -> bool:
        strokes, self._strokes = self._strokes, []
        if len(strokes) < LEAST:
            return False
        return (strokes[-1] - strokes[0]) / (len(strokes) - 1) <= SCANNED_S
