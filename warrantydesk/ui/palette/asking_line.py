"""The line of the palette."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import make_clear


class AskingLine(QLineEdit):
    """A large line without a box; it knows whether an input method is still composing."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """``placeholder`` is shown while the line is empty."""
        super().__init__(parent)
        self._composed = ""
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        make_clear(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the font anew."""
        self.setFont(theme.font(3))
        self.setTextMargins(theme.h(0.2), 0, 0, 0)

    def is_composing(self) -> bool:
        """Tell whether an input method has not given its text yet."""
        return bool(self._composed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note what is being composed: its Enter, Esc and arrows are the input method's."""
        super().inputMethodEvent(event)
        self._composed = event.preeditString()
