"""The people of the desk: who they are and what they may do."""

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person, Role
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import CheckField, CodeField, TextField
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.lists import QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

NEW = ""


class PeopleDialog(QDialog):
    """A list of people beside the one being edited."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Show everybody who is active."""
        super().__init__(shell.widget())
        self._shell, self._desk = shell, desk
        self._person: Person | None = None
        self.setWindowTitle(_("People"))
        self.resize(760, 480)
        self.list = QueueList()
        self.list.chosen.connect(self._show)
        self.list.setFixedWidth(260)
        self.form = Form()
        self._declare()
        ground, bar = Surface("base"), Surface("window", "t")
        body = QVBoxLayout(ground)
        body.setContentsMargins(0, 6, 0, 0)
        body.addWidget(self.form, 1)
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(Button(_("&New person"), clicked=lambda: self._show(NEW)))
        foot.addStretch(1)
        foot.addWidget(Button(_("Close"), clicked=self.accept))
        foot.addWidget(Button(_("&Save"), primary=True, clicked=self._save))
        right = QWidget()
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(ground, 1)
        inner.addWidget(bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.list)
        line.addWidget(right, 1)
        self._reload()
        self._show(self._desk.people.acting.login)

    def _declare(self) -> None:
        form = self.form
        form.section("person", _("Person"))
        form.add("login", _("Login"), CodeField(upper=False), required=True, span=4)
        form.add("name", _("Full name"), TextField(), required=True, span=4)
        form.add("phone", _("Phone"), TextField(), span=4)
        form.section("roles", _("Roles"), _("what the person may do"))
        for role in Role:
            form.add(f"role_{role}", "", CheckField(_(ROLE_NAMES[role])), span=4)

    def _reload(self) -> None:
        self.list.show_rows(
            [
                QueueRow(
                    person.login,
                    person.name,
                    list_text(_(ROLE_NAMES[role]) for role in person.roles),
                    Mark.DONE,
                    person.login,
                )
                for person in self._desk.people.all()
            ]
        )

    def _show(self, login: str) -> None:
        self._person = next((p for p in self._desk.people.all() if p.login == login), None)
        person = self._person or Person(login="", name="", roles=())
        values: dict[str, Any] = {"login": person.login, "name": person.name, "phone": person.phone}
        values |= {f"role_{role}": role in person.roles for role in Role}
        self.form.fill(values, fresh=True)

    def _save(self) -> None:
        field = self.form.field
        roles = tuple(role for role in Role if field(f"role_{role}").value())
        saved = tried(
            self._shell,
            lambda: self._desk.people.save(
                field("login").value(), field("name").value(), roles, field("phone").value()
            ),
        )
        if saved is not None:
            self._reload()
            self.list.select(saved.login)
