"""The box that opens over a reading or a note while it is typed."""

from decimal import Decimal
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.typed import decimal_of


class Leaving(Enum):
    """Where the keyboard goes when the box closes."""

    ON = auto()
    BACK = auto()
    AWAY = auto()


class CellEditor(LineField):
    """Enter takes the text and goes on, Esc leaves it, going elsewhere takes it."""

    committed = Signal(str, object)
    """Code of the item; a str for a note, a Decimal or None for a reading."""
    left = Signal(object)
    """How it was left, a ``Leaving``."""

    def __init__(self, code: str, text: str, *, number: bool = False) -> None:
        """``number`` takes decimals only."""
        super().__init__()
        self.code, self._number, self._before = code, number, text
        self._ended = False
        self.setText(text)
        self.selectAll()
        if number:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    def restyle(self) -> None:
        """Fit into a row."""
        super().restyle()
        self.setMinimumHeight(1)
        self.setMaximumHeight(theme.h(1.6))
        self.setTextMargins(theme.h(0.16), 0, theme.h(0.16), 0)

    def reading(self) -> Decimal | None:
        """Return the number typed; ValueError where it is none."""
        return decimal_of(self.text()) if self.text().strip() else None

    def end(self, commit: bool) -> None:
        """Close; with ``commit`` tell the new text first, where it is valid and new."""
        if self._ended:
            return
        self._ended = True
        if commit and self.text() != self._before:
            self._tell()
        self.hide()
        self.deleteLater()

    def _tell(self) -> None:
        if not self._number:
            self.committed.emit(self.code, self.text().strip())
            return
        try:
            self.committed.emit(self.code, self.reading())
        except ValueError:
            return

    def _valid(self) -> bool:
        try:
            self.reading()
        except ValueError:
            return not self._number
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Tab and the upright arrows leave; Esc forgets what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.end(False)
            self.left.emit(Leaving.BACK)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if not self._valid():
                self.set_state(Mark.BLOCK, self.text())
                self.selectAll()
                return
            self.end(True)
            self.left.emit(Leaving.ON)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere takes the text."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self._ended:
            self.end(True)
            self.left.emit(Leaving.AWAY)
