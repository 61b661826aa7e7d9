"""The field of a licence plate: written with its dot, kept without."""

from typing import Any

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.text import squeezed
from warrantydesk.ui.kit.inputs import CodeField
from warrantydesk.ui.words import plate_text


class PlateField(CodeField):
    """A plate as it stands on the car, 苏B·W1069; its value is 苏BW1069."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent=parent)

    def value(self) -> Any:
        """Return the plate without its dot, also before the field is left."""
        return squeezed(self.text())

    def shown(self) -> str:
        """Return the plate with its dot."""
        return plate_text(self.value())

    def _written(self, value: Any) -> str:
        return plate_text(value or "")

    def _tidy(self) -> None:
        if self.text() != self.shown():
            self.setText(self.shown())
