"""People and PINs: who sits here, who else works with the desk."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person, Role
from warrantydesk.i18n import N_, _, list_text
from warrantydesk.services.change import Change, Kind
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.cards import KeyValue, KeyValues
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import CheckField, TextField
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.page import FormPage


class PeoplePage(FormPage):
    """The acting person's own name, phone and roles; the others are listed below."""

    KEY = "people"
    TITLE = TITLES["people"]
    INTRO = N_(
        "Papers and the journal name who did something. A PIN is asked for where somebody has one; "
        "as long as nobody has, nothing is locked."
    )

    def declare(self, form: Form) -> None:
        """Declare the acting person; the list of all stands below."""
        form.section("you", _("You"))
        form.add("name", _("Full name"), TextField(), required=True, span=6)
        form.add("phone", _("Phone"), TextField(), span=6)
        for role in Role:
            form.add(f"role_{role}", "", CheckField(_(ROLE_NAMES[role])), span=4)
        form.section("others", _("Everybody"))
        self.everybody = KeyValues()
        self.more = Button(_("&People and PINs…"), icon="person", clicked=self._open)
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.everybody)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        form.add_block(block)
        self.desk.listen(self._heard)
        self.destroyed.connect(lambda *_gone, desk=self.desk, heard=self._heard: desk.forget(heard))

    def arrive(self) -> None:
        """Show the people as they are."""
        person: Person = self.desk.people.acting
        values: dict[str, Any] = {"name": person.name, "phone": person.phone}
        values |= {f"role_{role}": role in person.roles for role in Role}
        self.form.fill(values, fresh=True)
        self._list()

    def _list(self) -> None:
        people = self.desk.people
        rows = []
        for one in people.all():
            said = list_text(_(ROLE_NAMES[role]) for role in one.roles)
            pin = _("PIN") if people.has_pin(one.login) else _("no PIN")
            rows.append(KeyValue(one.name, list_text(filter(None, (said, pin)))))
        self.everybody.show_rows(rows)

    def write(self, values: dict[str, Any]) -> None:
        """Save the acting person."""
        roles = tuple(role for role in Role if values[f"role_{role}"])
        login = self.desk.people.acting.login
        self.desk.people.save(login, values["name"], roles, values["phone"])

    def _open(self) -> None:
        from warrantydesk.ui.people_dialog import PeopleDialog

        if self.keep():
            dialog = PeopleDialog(self.shell, self.desk)
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(self.arrive)
            dialog.open()

    def _heard(self, change: Change) -> None:
        if Kind.PEOPLE in change.kinds:
            self._list()
            self.changed.emit()
