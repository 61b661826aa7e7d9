"""The maker's number: asked for right after the submission, gone once it is there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import Card
from warrantydesk.ui.kit.inputs import CodeField


class NumberCard(Card):
    """One field: what the portal gave is pasted here; Enter keeps it."""

    given = Signal(str)

    def __init__(self) -> None:
        """Start out of sight."""
        super().__init__(_("Maker's claim no."), _("paste it from the portal"))
        self.field = CodeField(_("Paste the maker's number here"))
        self.field.setAccessibleName(_("Maker's claim no."))
        self.keep = Button(_("Keep"), clicked=self._give)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.keep)
        self.content.addLayout(line)
        self.field.returnPressed.connect(self._give)
        self.hide()

    def show_number(self, number: str) -> None:
        """Ask for the number where there is none yet."""
        self.setVisible(not number)
        if number:
            self.field.set_value("")

    def _give(self) -> None:
        text = self.field.text().strip()
        if text:
            self.given.emit(text)
