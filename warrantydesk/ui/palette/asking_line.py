"""The line of the palette."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.composing import Composing
from warrantydesk.ui.kit.fields_text import make_clear


class AskingLine(Composing, QLineEdit):
    """A large line without a box; it knows whether an input method is still composing."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        """``placeholder`` is shown while the line is empty."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setFrame(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        make_clear(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the font anew."""
        self.setFont(theme.font(3))
        self.setTextMargins(theme.h(0.2), 0, 0, 0)

    def set_value(self, value: Any) -> None:
        """Show a text."""
        if not self.put_off(value):
            self.setText(value or "")
