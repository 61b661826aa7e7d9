"""The status bar: is the data sound, is it backed up, who acts, where the journal stands."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStatusBar, QWidget

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.person import ROLE_NAMES, Person
from warrantydesk.i18n import _, list_text
from warrantydesk.ui.backup_words import away_said, backup_said, stopped_said
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.job_bar import JobBar
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel, worst
from warrantydesk.ui.printer_state import printer_said
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.status_marks import MarkLink, StatusMarks


class StatusBar(QStatusBar):
    """What is always said, in few words."""

    def __init__(
        self, shell: Shell, desk: Any, choose: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        """``choose`` lets a person act by login."""
        super().__init__(parent)
        self._shell, self._desk, self._choose = shell, desk, choose
        self._bad = False
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._sound = MarkLabel(Mark.TODO, _("Checking the data…"), delta=-1)
        self.backup = MarkLink(Mark.TODO, _("No backup yet"), self._open_backups)
        self._place = MarkLink(Mark.TODO, "", self._open_backups)
        self._key = LinkButton(_("Confirm the recovery sheet"), delta=-1, clicked=self._open_sheet)
        self._printer = MarkLabel(Mark.TODO, "", delta=-1)
        self._person = LinkButton("", delta=-1, clicked=self.ask_person)
        self._person.setObjectName("acting")
        self._anchor = Words(delta=-1)
        if desk.settings.site.demo:
            self.addWidget(MarkLabel(Mark.INFO, _("Demo shop: nothing here is real"), delta=-1))
        for widget in (self._sound, self.backup, self._place, self._key, self._printer):
            self.addWidget(widget)
        self.addWidget(JobBar(shell.jobs), 1)
        self.addPermanentWidget(self._person)
        self.addPermanentWidget(self._anchor)
        if (line := self.layout()) is not None:
            line.setSpacing(14)
        self.marks = StatusMarks(
            shell.jobs, desk.settings.site.demo, self.ask_person, self._open_backups
        )
        shell.stood.connect(self.show_standing)
        self.show_standing(desk.backups.standing())
        self.refresh()

    def set_short(self, short: bool) -> None:
        """Stand as marks in the line of the tabs where the window is low, or as a line again."""
        self.setVisible(not short)
        self.marks.setVisible(short)

    def refresh(self) -> None:
        """Read person, printer and anchor again."""
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
        self._show_printer()

    def show_sound(self, problems: list[str]) -> None:
        """Say what a check found; the banner says more of damage that stops all writing."""
        stopped = self._desk.bench.is_frozen
        if problems and stopped:
            self._sound.show_mark(Mark.BLOCK, _("Read-only: the data is damaged"))
        elif problems:
            self._sound.show_mark(Mark.BLOCK, _("Data damaged: {what}", what=problems[0]))
        else:
            self._sound.show_mark(Mark.OK, _("Data sound"))
        self._bad = bool(problems)
        self.update()
        self.show_standing(self._desk.backups.standing())
        alarm = _("Read-only") if stopped else _("Damaged")
        self.marks.show_state("sound", self._sound.mark() or Mark.TODO, self._sound.text(), alarm)

    def show_standing(self, standing: BackupStanding) -> None:
        """Say how the backups stand: the newest, the second places, the recovery sheet."""
        now = self._desk.bench.now
        stopped = self._bad or self._desk.bench.is_frozen
        backup = stopped_said(standing, now) if stopped else backup_said(standing, now)
        away = None if stopped else away_said(standing, now)
        self.backup.show_mark(backup.mark, backup.text)
        self._place.setVisible(away is not None)
        if away is not None:
            self._place.show_mark(away.mark, away.text)
        lacks_key = standing.newest is not None and not standing.key_confirmed
        asks_for_key = lacks_key and not stopped
        self._key.setVisible(asks_for_key)
        told = [backup.text, away.text if away else ""]
        told.append(_("The recovery sheet is not confirmed yet.") if asks_for_key else "")
        marks = [backup.mark, *([away.mark] if away else [])]
        marks += [Mark.WARN] if asks_for_key else []  # a low window has no room for the words
        mark = worst([one for one in marks if one is not Mark.TODO]) or Mark.TODO
        alarm = _("Backup failed") if standing.problem else _("Restore failed")
        self.marks.show_state("backup", mark, "\n".join(filter(None, told)), alarm)

    def said(self) -> tuple[str, ...]:
        """Return what the bar says about the backups, as far as it is shown."""
        parts = (self.backup, self._place, self._key)
        return tuple(part.text() for part in parts if not part.isHidden())

    def is_bad(self) -> bool:
        """Tell whether the bar stands on the tint of danger."""
        return self._bad

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the tint of danger while the data is damaged."""
        super().paintEvent(event)
        if self._bad:
            look, painter = theme.tokens(), QPainter(self)
            painter.fillRect(self.rect(), look.danger_tint)
            paint.hairline(painter, 0, QRectF(self.rect()).width(), 0, look.danger)

    def _show_printer(self) -> None:
        said = printer_said(self._desk)
        self._printer.setVisible(said is not None)
        if said is not None:
            self._printer.show_mark(said.mark, said.text)

    def _open_backups(self) -> None:
        from warrantydesk.ui.backup_places_dialog import open_backups

        open_backups(self._shell, self._desk)

    def _open_sheet(self) -> None:
        from warrantydesk.ui.recovery_sheet_dialog import open_recovery_sheet

        open_recovery_sheet(self._shell, self._desk)

    def ask_person(self) -> None:
        """Show who may act, the acting person ticked; the keys of the arrows choose."""
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
