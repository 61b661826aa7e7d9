"""Asks for the PIN of a person, wherever one is needed: switching, and a second person's word."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.i18n import _
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.pin_field import PinField
from warrantydesk.ui.refusals import sentence

Take = Callable[[str], object]
"""What is done with a PIN; it refuses one that is wrong."""


class PinDialog(AskDialog):
    """One field; a wrong PIN is said below it, with the tries that are left."""

    def __init__(
        self, question: str, yes: str, why: str, take: Take, parent: QWidget | None
    ) -> None:
        """``question`` names the person, ``why`` says what the PIN is for."""
        super().__init__(question, yes, parent)
        self._take = take
        self.content.addWidget(Words(question, bold=True))
        if why:
            self.content.addWidget(Words(why, token="ink2", wrap=True))
        self.pin = PinField()
        self.content.addWidget(self.pin)
        self.wrong = Words("", token="danger", wrap=True)
        self.wrong.hide()
        self.content.addWidget(self.wrong)
        self.pin.edited.connect(self._forget)

    def accept(self) -> None:
        """Close where the PIN is right; else say so and begin anew."""
        if not self.pin.value():
            self._say(_("Enter the PIN."))
            return
        try:
            self._take(self.pin.value())
        except (Refused, Unavailable) as error:
            self.pin.forget()
            self._say(sentence(error))
        else:
            super().accept()

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self.pin.set_state(Mark.BLOCK if words else None, words)
        self.pin.setFocus()
        self.adjustSize()

    def _forget(self) -> None:
        if self.wrong.isVisible():
            self._say("")


def ask_pin(desk: Any, login: str, take: Take, yes: str, why: str = "") -> bool:
    """Ask for a person's PIN until ``take`` does not refuse it; False where nobody enters it.

    Without a PIN nothing is asked.
    """
    if not desk.people.has_pin(login):
        take("")
        return True
    question = _("PIN of {name}", name=desk.people.name_of(login))
    parent = QApplication.activeModalWidget() or QApplication.activeWindow()
    dialog = PinDialog(question, yes, why, take, parent)
    try:
        return messages.run(dialog, question, take)
    finally:
        dialog.deleteLater()
