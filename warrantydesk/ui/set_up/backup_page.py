"""Backup and key: a second place now or later, and the recovery sheet for the safe."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.i18n import N_, _
from warrantydesk.services.same_disk import is_same_disk
from warrantydesk.ui.backup_place_rows import PlaceRows
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.set_up.captions import TITLES
from warrantydesk.ui.set_up.page import Page, PartHead


class BackupPage(Page):
    """Where backups go besides this disk, and whether their key is on paper."""

    KEY = "backup"
    TITLE = TITLES["backup"]
    INTRO = N_(
        "Backups are made by themselves while you work. A second place saves the data when this "
        "disk breaks; the recovery sheet opens the backups on another computer."
    )

    def build(self) -> None:
        """Lay places and sheet one below the other."""
        self.places = PlaceRows(self._remove)
        self.add = Button(_("&Add a folder…"), icon="add", clicked=self._add)
        self.key = MarkLabel()
        self.sheet = Button(_("&Recovery sheet…"), icon="shield", clicked=self._open_sheet)
        self.content.addWidget(PartHead(1, _("Where backups go")))
        self.content.addWidget(self.places)
        self._row(self.add)
        self.content.addSpacing(8)
        self.content.addWidget(PartHead(2, _("Key and recovery sheet")))
        self.content.addWidget(self.key)
        self.content.addWidget(
            Words(
                _(
                    "Print the sheet, or save it for a computer with a printer; type one group of "
                    "it back, and put it into the safe, not beside the computer."
                ),
                token="ink2",
                wrap=True,
            )
        )
        self._row(self.sheet)
        self.content.addStretch(1)
        self.shell.stood.connect(self._take)

    def _row(self, button: Button) -> None:
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)

    def arrive(self) -> None:
        """Read how the backups stand."""
        self._take(self.desk.backups.standing())

    def _take(self, standing: BackupStanding) -> None:
        own = str(self.desk.backups.folder())
        self.places.show_places(own, standing, self.desk.bench.now)
        if standing.key_confirmed:
            self.key.show_mark(Mark.OK, _("The recovery sheet is confirmed"))
        else:
            self.key.show_mark(Mark.TODO, _("The recovery sheet is not confirmed yet"))
        self.changed.emit()

    def _folders(self) -> tuple[str, ...]:
        return tuple(place.folder for place in self.desk.backups.places())

    def _add(self) -> None:
        folder = messages.pick_folder(self, _("Folder on a stick, another disk or a share"))
        if not folder:
            return
        if is_same_disk(Path(folder), self.desk.folder.path) and not messages.ask(
            self,
            _("This folder lies on the disk of the data itself. Use it all the same?"),
            _("Use it"),
            _("It helps where something was deleted, but not where the disk breaks."),
        ):
            return
        self._save((*self._folders(), folder))

    def _remove(self, folder: str) -> None:
        self._save(tuple(one for one in self._folders() if one != folder))

    def _save(self, folders: tuple[str, ...]) -> None:
        tried(self.shell, lambda: self.desk.backups.save_places(folders))
        self.shell.stood.emit(self.desk.backups.standing())

    def _open_sheet(self) -> None:
        from warrantydesk.ui.recovery_sheet_dialog import open_recovery_sheet

        open_recovery_sheet(self.shell, self.desk)
