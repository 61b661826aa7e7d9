"""The people of the desk: who they are, what they may do, and how they prove who they are."""

from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person, Role
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.form import Form
from warrantydesk.ui.kit.inputs import CheckField, CodeField, TextField
from warrantydesk.ui.kit.labels import Surface
from warrantydesk.ui.kit.lists import QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.people_pin import PinCard
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

NEW = ""


class PeopleDialog(QDialog):
    """A list of people beside the one being edited; who left stands at its end."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Show everybody, the acting person in hand."""
        super().__init__(shell.widget())
        self._shell, self._desk = shell, desk
        self._person: Person | None = None
        self.setWindowTitle(_("People"))
        self.resize(theme.h(42), theme.h(33))
        self.list = QueueList()
        self.list.setAccessibleName(_("People"))
        self.list.chosen.connect(self._show)
        self.list.setFixedWidth(theme.h(14))
        self.form = Form()
        self._declare()
        ground, bar = Surface("base"), Surface("window", "t")
        body = QVBoxLayout(ground)
        body.setContentsMargins(0, 6, 0, 0)
        body.addWidget(Scroll(self.form), 1)
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(Button(_("&New person"), clicked=lambda: self._show(NEW)))
        self.leaves = Button(_("Lea&ves the desk…"), clicked=self._leave)
        foot.addWidget(self.leaves)
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
        keep_inside(self)
        self._reload()
        self.list.select(self._desk.people.acting.login)
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
        form.section("pin", _("PIN"), _("who has one is asked for it"))
        self.pin = PinCard(self._shell, self._desk)
        self.pin.changed.connect(self._changed)
        form.add_block(self.pin)

    def _reload(self) -> None:
        people = self._desk.people
        self.list.show_rows(
            [
                *(self._row(person) for person in people.all()),
                *(
                    QueueRow(one.login, one.name, one.left_reason, Mark.NA, _("left"))
                    for one in people.gone()
                ),
            ]
        )

    def _row(self, person: Person) -> QueueRow:
        people = self._desk.people
        mark = Mark.BLOCK if people.is_blocked(person.login) else Mark.DONE
        roles = list_text(_(ROLE_NAMES[role]) for role in person.roles)
        second = _("PIN") if people.has_pin(person.login) else ""
        return QueueRow(person.login, person.name, roles, mark, person.login, second)

    def _show(self, login: str) -> None:
        people = self._desk.people
        everybody = (*people.all(), *people.gone())
        self._person = next((p for p in everybody if p.login == login), None)
        person = self._person or Person(login="", name="", roles=())
        values: dict[str, Any] = {"login": person.login, "name": person.name, "phone": person.phone}
        values |= {f"role_{role}": role in person.roles for role in Role}
        self.form.fill(values, fresh=True)
        self.pin.show_person(self._person)
        self.leaves.setEnabled(self._person is not None and self._person.active)

    def _changed(self) -> None:
        """Show anew how the PINs stand; the person in hand stays."""
        login = self._person.login if self._person is not None else NEW
        self._reload()
        self.list.select(login)
        self.pin.show_person(self._person)

    def _leave(self) -> None:
        """Let the person in hand act here no more."""
        person = self._person
        if person is None:
            return
        reason = self._shell.ask_text(
            _("Why does {name} leave the desk? What was done keeps the name.", name=person.name)
        )
        if reason is None:
            return
        if tried(self._shell, lambda: self._desk.people.leave(person.login, reason)) is not None:
            self._reload()
            self._show(person.login)

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
            self._show(saved.login)
