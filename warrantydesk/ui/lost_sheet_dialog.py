"""The sheet of what is to be entered again after a restore: shown, printed, saved."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from warrantydesk.domain.backup import BackupRecord
from warrantydesk.i18n import _
from warrantydesk.services.restore_choice import LostSheet
from warrantydesk.services.restoring import LostWork
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.page_view import PageView
from warrantydesk.ui.papers import images
from warrantydesk.ui.print_dialog import PrintDialog
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

SCALE, MOST = 1.6, 40
Lost = tuple[Path, BackupRecord, tuple[LostWork, ...]]
"""The data folder that still holds the work, the backup, and what was done after it."""


class _Drawing:
    """What the print dialog asks of a desk: pages."""

    def __init__(self, papers: LostSheet) -> None:
        self.papers = papers


class LostSheetDialog(AskDialog):
    """The very PDF on screen."""

    def __init__(self, shell: Shell, sheet: LostSheet, parent: QWidget | None) -> None:
        """Draw it in a worker."""
        super().__init__(_("To be entered again"), _("&Print…"), parent)
        self._shell, self._sheet, self._data = shell, sheet, b""
        self.pages = PageView()
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self.pages, 1)
        self.no.setText(_("Close"))
        self._save = Button(_("&Save as PDF…"), clicked=self._save_file)
        self.foot.insertWidget(1, self._save)
        for button in (self._save, self.yes):
            button.setEnabled(False)
        self.resize(theme.h(46), theme.h(32))
        shell.run(lambda step: _drawn(sheet), self._take, _("Drawing the paper"))

    def _take(self, drawn: tuple[bytes, list[tuple[int, int, bytes]]]) -> None:
        self._data, pages = drawn
        self.pages.show_pages(images(pages))
        for button in (self._save, self.yes):
            button.setEnabled(True)

    def _save_file(self) -> None:
        title, name = _("Save as PDF"), _("to be entered again")
        file = messages.pick_save(self, title, f"{name}.pdf", "PDF (*.pdf)")
        if file:
            tried(self._shell, lambda: self._sheet.save(Path(file), self._data))

    def accept(self) -> None:
        """Print the sheet."""
        span = range(1, self._sheet.page_count(self._data) + 1)
        paper = (_("To be entered again"), self._data)
        dialog = PrintDialog(self._shell, _Drawing(self._sheet), paper, span)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _drawn(sheet: LostSheet) -> tuple[bytes, list[tuple[int, int, bytes]]]:
    data = sheet.draw()
    return data, sheet.pages(data, SCALE, range(MOST))


def show_lost_sheet(shell: Shell, parent: QWidget | None, lost: Lost) -> LostSheetDialog:
    """Show the sheet; the data folder may be the former one."""
    dialog = LostSheetDialog(shell, LostSheet(*lost), parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
