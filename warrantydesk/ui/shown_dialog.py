"""A dialog that only shows: content above, a foot with what can be done and Close."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.room import keep_inside


class ShownDialog(QDialog):
    """Enter and Esc close it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Subclasses fill ``content``, then call ``close_with``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.content = QVBoxLayout()
        self.content.setContentsMargins(16, 14, 16, 14)
        self.content.setSpacing(8)
        ground = Surface("base")
        ground.setLayout(self.content)
        self._foot = Surface("window", "t")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(self._foot)
        self.close_button = Button(_("Close"), primary=True, clicked=self.accept)

    def close_with(self, buttons: Sequence[Button]) -> None:
        """Put the foot together: what can be done at the left, Close at the right."""
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(16, 8, 16, 8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.close_button.setDefault(True)
        self.close_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay inside the window."""
        super().showEvent(event)
        keep_inside(self)
