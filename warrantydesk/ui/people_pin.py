"""The PIN of the person in the dialog: how it stands, and what can be done with it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import Person
from warrantydesk.domain.pin import PersonPin
from warrantydesk.i18n import _, local, minute_text, ngettext_
from warrantydesk.services.setting_table import LOCK_MINUTES
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.pin_dialogs import change_pin
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_CHOICES = (1, 2, 5, 10, 15, 30, 60)


class PinCard(QWidget):
    """Stands in the form of a person; every button does its thing at once."""

    changed = Signal()

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Show nobody yet."""
        super().__init__()
        self._shell, self._desk, self._login = shell, desk, ""
        self.state = MarkLabel()
        self.here = Words("", token="ink2", delta=-1)
        self.change = Button(_("Set &PIN…"), clicked=lambda: self._open(away=False))
        self.take = Button(_("&Take away…"), clicked=lambda: self._open(away=True))
        self.free = Button(_("&Unblock"), clicked=self._release)
        self.minutes = ChoiceField(
            [(n, ngettext_("after {n} minute", "after {n} minutes", n)) for n in _CHOICES]
        )
        self.minutes.setAccessibleName(_("The desk locks when nobody touches it"))
        self.minutes.edited.connect(self._save_minutes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addWidget(self.here)
        buttons = QHBoxLayout()
        for button in (self.change, self.take, self.free):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        lock = QHBoxLayout()
        lock.addWidget(Words(_("The desk locks when nobody touches it"), token="ink2"))
        lock.addWidget(self.minutes)
        lock.addStretch(1)
        column.addLayout(lock)

    def show_person(self, person: Person | None) -> None:
        """Show how the PIN of a person stands; nobody is a new one who has none."""
        people = self._desk.people
        self._login = person.login if person is not None and person.active else ""
        pin = people.pin_of(self._login) if self._login else None
        may = bool(self._login) and people.may_set_pin(self._login)
        self.state.show_mark(*self._standing(pin))
        at = people.last_here(self._login) if self._login else None
        self.here.setText(_("Last at the desk: {at}", at=minute_text(at)) if at else "")
        self.here.setVisible(at is not None)
        self.change.setText(_("Change &PIN…") if pin is not None else _("Set &PIN…"))
        self.change.updateGeometry()
        self.change.setEnabled(may)
        self.take.setEnabled(may and pin is not None)
        self.free.setVisible(pin is not None and pin.failures > 0)
        self.minutes.set_value(self._desk.people.lock_minutes())

    def _standing(self, pin: PersonPin | None) -> tuple[Mark, str]:
        people = self._desk.people
        if not self._login:
            return Mark.TODO, _("A PIN can be set once the person is saved.")
        if pin is None and people.has_pins():
            return Mark.WARN, _("No PIN: anybody at this computer can act under this name.")
        if pin is None:
            return Mark.TODO, _("No PIN. As long as nobody has one, nothing is locked.")
        if people.is_blocked(self._login) and pin.blocked_until is not None:
            until = local(pin.blocked_until).strftime("%H:%M")
            return Mark.BLOCK, _("Blocked until {until}: too many wrong PINs", until=until)
        if pin.failures:
            words = ngettext_(
                "{n} wrong PIN since the last right one",
                "{n} wrong PINs since the last right one",
                pin.failures,
            )
            return Mark.WARN, words
        name = people.name_of(pin.set_by) if pin.set_by else _("the recovery sheet")
        return Mark.OK, _("PIN set {at} by {name}", at=minute_text(pin.set_at), name=name)

    def _open(self, *, away: bool) -> None:
        dialog = change_pin(self._shell, self._desk, self._login, away=away)
        dialog.accepted.connect(self.changed)

    def _release(self) -> None:
        tried(self._shell, lambda: self._desk.people.release(self._login))
        self.changed.emit()

    def _save_minutes(self) -> None:
        verb, value = self._desk.settings.save, self.minutes.value()
        tried(self._shell, lambda: verb(LOCK_MINUTES, value))
        self.minutes.set_value(self._desk.people.lock_minutes())
