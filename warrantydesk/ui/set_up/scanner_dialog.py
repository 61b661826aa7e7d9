"""The scanner test in a dialog of its own, as the menu opens it."""

from typing import Any

from PySide6.QtGui import QShowEvent

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.ask_dialog import AskDialog
from warrantydesk.ui.set_up.scanner_part import ScannerPart
from warrantydesk.ui.shell import Shell


def open_scanner_test(shell: Shell, desk: Any) -> "ScannerDialog":
    """Open the scanner test."""
    dialog = ScannerDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class ScannerDialog(AskDialog):
    """The table of the four codes over a button that closes it."""

    HELP = "first-run#printers"

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Wait for the first code."""
        super().__init__(_("Scanner test"), _("Close"), shell.widget())
        self.no.hide()
        self.part = ScannerPart(shell, desk, 1)
        self.part.told.connect(self.note.show_mark)
        self.content.addWidget(self.part)
        self.content.addStretch(1)
        self.resize(theme.h(44), theme.h(18))

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin where the scanner types."""
        super().showEvent(event)
        self.part.trial.field.setFocus()
