"""The backups of the desk: how they stand, where they go, what is kept, the restore drill."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.backup import (
    BACKUP_REASONS,
    BackupReason,
    BackupRecord,
    BackupStanding,
    Drill,
)
from warrantydesk.i18n import _, minute_text
from warrantydesk.services.same_disk import is_same_disk
from warrantydesk.ui.backup_place_rows import PlaceRows
from warrantydesk.ui.backup_words import backup_said, drill_said, size_text
from warrantydesk.ui.keeping_watch import told_by
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.jobs import Job
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.refusals import sentence, tried
from warrantydesk.ui.shell import Shell


def open_backups(shell: Shell, desk: Any) -> "BackupsDialog":
    """Open how the backups stand and where they go."""
    dialog = BackupsDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class BackupsDialog(QDialog):
    """Everything about the backups but restoring one, which is offered in the foot."""

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read how they stand."""
        super().__init__(shell.widget())
        self._shell, self._desk = shell, desk
        self._job: Job | None = None
        self._has_backup = False
        self.setWindowTitle(_("Backups"))
        self.verdict = MarkLabel(delta=1.5, bold=True)
        self.newest = Words("", token="ink2", wrap=True)
        self.places = PlaceRows(self._remove)
        self.drill = MarkLabel()
        self.compared = Words("", token="ink2", delta=-0.5, wrap=True)
        self.key = MarkLabel()
        self.note = MarkLabel(delta=-0.5)
        self.add = LinkButton(_("Add a folder…"), icon="add", clicked=self._add)
        self.try_out = LinkButton(_("Try it out now"), clicked=self._drill)
        self.restore = Button(_("&Restore a backup…"), clicked=self._restore)
        self.now = Button(_("&Back up now"), primary=True, clicked=self._back_up)
        self._lay_out()
        self.now.setDefault(True)
        shell.stood.connect(self._take_standing)
        self.read()
        self._look()
        self.resize(theme.h(40), theme.h(31))

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self.verdict)
        column.addWidget(self.newest)
        self._section(column, _("Where backups go"), self.add)
        column.addWidget(self.places)
        self._section(column, _("What is kept"))
        column.addWidget(Words(_kept_words(), token="ink2", wrap=True))
        self._section(column, _("Restore drill"), self.try_out)
        column.addWidget(self.drill)
        column.addWidget(self.compared)
        sheet = LinkButton(_("Recovery sheet…"), clicked=self._open_sheet)
        self._section(column, _("Recovery sheet"), sheet)
        column.addWidget(self.key)
        column.addStretch(1)
        ground, foot = Surface("base"), Surface("window", "t")
        body = QVBoxLayout(ground)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(Scroll(inner))
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self.note, 1)
        row.addWidget(self.restore)
        row.addWidget(Button(_("Close"), clicked=self.accept))
        row.addWidget(self.now)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(ground, 1)
        outer.addWidget(foot)

    def _section(self, column: QVBoxLayout, title: str, link: QWidget | None = None) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(Words(title, delta=0.5, bold=True))
        row.addStretch(1)
        if link is not None:
            row.addWidget(link)
        column.addLayout(row)
        column.addWidget(Hairline())

    def showEvent(self, event: Any) -> None:
        """Be no larger than the window; the keyboard begins at the verb."""
        super().showEvent(event)
        keep_inside(self)
        self.now.setFocus()

    def read(self) -> None:
        """Read how the backups stand, and show it."""
        self._take_standing(self._desk.backups.standing())

    def _take_standing(self, standing: BackupStanding) -> None:
        now = self._desk.bench.now
        said = backup_said(standing, now)
        failed = _("The last backup failed")
        self.verdict.show_mark(said.mark, failed if standing.problem else said.text)
        self.newest.setText(_newest_words(standing, stopped=self._desk.bench.is_frozen))
        own = str(self._desk.backups.folder())
        self.places.show_places(own, standing, now)
        drilled = drill_said(standing, now)
        self.drill.show_mark(drilled.mark, drilled.text)
        self.compared.setText(_drill_words(standing))
        if standing.key_confirmed:
            self.key.show_mark(Mark.OK, _("confirmed: it opens every backup on another computer"))
        else:
            self.key.show_mark(
                Mark.WARN,
                _("not confirmed: without it no backup can be opened on another computer"),
            )
        self._has_backup = standing.newest is not None
        self._offer()

    def _look(self) -> None:
        """Look for the second places beside the window: a share that is gone answers late."""
        backups = self._desk.backups
        label = _("Looking for the second places of the backups")
        if backups.places():
            self._shell.run(lambda step: backups.look(), self._shell.stood.emit, label)

    def _offer(self) -> None:
        free, stopped = self._job is None, self._desk.bench.is_frozen
        self.now.setEnabled(free and not stopped)
        if stopped and free:
            self.note.show_mark(Mark.INFO, _("Nothing is written now, so no backup is made."))
        self.try_out.setEnabled(free and self._has_backup)

    def _add(self) -> None:
        folder = messages.pick_folder(self, _("Folder on a stick, another disk or a share"))
        if not folder:
            return
        data = self._desk.folder.path
        if is_same_disk(Path(folder), data) and not messages.ask(
            self,
            _("This folder lies on the disk of the data itself. Use it all the same?"),
            _("Use it"),
            _("It helps where something was deleted, but not where the disk breaks."),
        ):
            return
        self._save((*self._folders(), folder))

    def _remove(self, folder: str) -> None:
        if messages.ask(
            self,
            _("Make no more backups in {folder}?", folder=folder),
            _("Take it off"),
            _("The backups that lie there stay."),
        ):
            self._save(tuple(one for one in self._folders() if one != folder))

    def _folders(self) -> tuple[str, ...]:
        return tuple(place.folder for place in self._desk.backups.places())

    def _save(self, folders: tuple[str, ...]) -> None:
        tried(self._shell, lambda: self._desk.backups.save_places(folders))
        self._shell.stood.emit(self._desk.backups.standing())
        self._look()

    def _back_up(self) -> None:
        backups = self._desk.backups
        self._run(
            lambda step: backups.keep(BackupReason.BY_HAND, told_by(step)),
            _("Backing up"),
            self._take_backup,
        )

    def _take_backup(self, made: BackupRecord | None) -> None:
        if made is None:
            self._end(Mark.OK, _("Nothing has changed since the newest backup"))
        else:
            self._end(Mark.OK, _("Backed up and checked"))

    def _drill(self) -> None:
        backups = self._desk.backups
        label = _("Trying out a restore")
        self._run(lambda step: backups.drill(told_by(step)), label, self._take_drill)

    def _take_drill(self, drill: Drill) -> None:
        reason = _(drill.problem)
        if drill.passed:
            self._end(Mark.OK, _("Everything came back as it was"))
        else:
            self._end(Mark.BLOCK, _("The restore failed: {reason}", reason=reason))

    def _run(self, work: Callable[[Any], Any], label: str, then: Callable[[Any], object]) -> None:
        self.note.show_mark(Mark.RUNNING, label)
        self._job = self._shell.run(work, then, label, self._take_error)
        self._job.ended.connect(self._forget)
        self._job.progressed.connect(self._take_progress)
        self._offer()

    def _take_progress(self, _done: int, _total: int, text: str) -> None:
        if text:
            self.note.show_mark(Mark.RUNNING, text)

    def _forget(self) -> None:
        self._job = None
        self.note.show_mark(None, "")
        self._offer()

    def _end(self, mark: Mark, text: str) -> None:
        self.note.show_mark(mark, text)
        self._shell.stood.emit(self._desk.backups.standing())

    def _take_error(self, error: BaseException) -> None:
        from warrantydesk.domain.errors import Refused, Unavailable

        if isinstance(error, Refused | Unavailable):
            self._end(Mark.BLOCK, sentence(error))
        else:
            self._shell.failed.emit(error)

    def _open_sheet(self) -> None:
        from warrantydesk.ui.recovery_sheet_dialog import open_recovery_sheet

        open_recovery_sheet(self._shell, self._desk)

    def _restore(self) -> None:
        from warrantydesk.ui import backup_verbs

        self.accept()
        backup_verbs.restore(self._shell.widget())


def _kept_words() -> str:
    return _(
        "Every half hour in which something was saved, before an import and at closing, a backup "
        "is made and checked by itself. All of the last two days stay, then the last one of each "
        "day for five weeks, of each week for half a year, and of each month for good."
    )


def _newest_words(standing: BackupStanding, *, stopped: bool) -> str:
    newest = standing.newest
    if standing.problem:
        return _(standing.problem)
    if newest is None:
        return "" if stopped else _("The first one is made by itself, or now.")
    reason = _(BACKUP_REASONS[newest.reason])
    return _(
        "{at}, {reason}: {claims} claims, {pieces} old parts, {files} files, {size}",
        at=minute_text(newest.made_at),
        reason=reason,
        claims=f"{newest.claims:,}",
        pieces=f"{newest.pieces:,}",
        files=f"{newest.files:,}",
        size=size_text(newest.bytes),
    )


def _drill_words(standing: BackupStanding) -> str:
    drill = standing.drill
    if drill is None:
        return _(
            "Once a day, while nobody works, the newest backup is restored into a folder of its "
            "own, compared with its list and removed again."
        )
    if not drill.passed:
        return _(drill.problem)
    return _(
        "{name}: {claims} claims and {files} files came back as they were.",
        name=drill.name,
        claims=f"{drill.claims:,}",
        files=f"{drill.files:,}",
    )
