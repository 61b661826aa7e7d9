"""The status bar: is the data sound, is it backed up, who acts, where the journal stands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QStatusBar, QWidget

from warrantydesk.domain.person import ROLE_NAMES, Person
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.job_bar import JobBar
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.status_marks import StatusMarks


class StatusBar(QStatusBar):
    """What is always said, in few words."""

    def __init__(
        self, shell: Shell, desk: Any, choose: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        """``choose`` lets a person act by login."""
        super().__init__(parent)
        self._desk, self._choose = desk, choose
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._sound = MarkLabel(Mark.TODO, _("Checking the data…"), delta=-1)
        self._backup = MarkLabel(Mark.TODO, _("No backup today"), delta=-1)
        self._person = LinkButton("", delta=-1, clicked=self._show_people)
        self._person.setObjectName("acting")
        self._anchor = Words(delta=-1)
        if desk.settings.site.demo:
            self.addWidget(MarkLabel(Mark.INFO, _("Demo shop: nothing here is real"), delta=-1))
        self.addWidget(self._sound)
        self.addWidget(self._backup)
        self.addWidget(JobBar(shell.jobs), 1)
        self.addPermanentWidget(self._person)
        self.addPermanentWidget(self._anchor)
        self.marks = StatusMarks(shell.jobs, desk.settings.site.demo, self._show_people)
        self._say_marks()
        self.refresh()

    def set_short(self, short: bool) -> None:
        """Stand as marks in the line of the tabs where the window is low, or as a line again."""
        self.setVisible(not short)
        self.marks.setVisible(short)

    def refresh(self) -> None:
        """Read person and anchor again."""
        person = self._desk.people.acting
        self._person.setText(
            _("{name} · {roles}", name=person.name, roles=roles_of(person))
            if person.login
            else _("Choose who acts")
        )
        self.marks.show_person(person.name or _("Choose who acts"), self._person.text())
        seq, _colon, head = self._desk.archive.anchor.partition(":")
        self._anchor.setText(
            _(
                "seq {seq} · {head}",
                seq=f"{int(seq):,}".replace(",", " "),
                head=f"{head[:4]} {head[4:8]}",
            )
        )

    def show_sound(self, problems: list[str]) -> None:
        """Say what the check after the start found."""
        if problems:
            self._sound.show_mark(Mark.BLOCK, _("Data damaged: {what}", what=problems[0]))
        else:
            self._sound.show_mark(Mark.OK, _("Data sound"))
        self._say_marks()

    def show_backup(self, at: str) -> None:
        """Say when the last backup was made."""
        self._backup.show_mark(Mark.OK, _("Backup {at}", at=at))
        self._say_marks()

    def _say_marks(self) -> None:
        for name, label in (("sound", self._sound), ("backup", self._backup)):
            self.marks.show_state(name, label.mark() or Mark.TODO, label.text())

    def _show_people(self) -> None:
        menu = QMenu(self)
        for person in self._desk.people.all():
            entry = menu.addAction(f"{person.name} · {roles_of(person)}")
            entry.setCheckable(True)
            entry.setChecked(person.login == self._desk.people.acting.login)
            entry.triggered.connect(lambda _checked=False, login=person.login: self._choose(login))
        above = QPoint(0, -menu.sizeHint().height())
        if self.isVisible():
            menu.popup(self._person.mapToGlobal(above))
        else:
            menu.popup(self.marks.mapToGlobal(self.marks.rect().bottomLeft()))


def roles_of(person: Person) -> str:
    """Return a person's roles in words."""
    return list_text(_(ROLE_NAMES[role]) for role in person.roles)
