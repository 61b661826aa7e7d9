"""Details of a trouble: every problem as text, to be copied or saved for support."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from warrantydesk.i18n import _
from warrantydesk.services.diagnosis import save_report
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Surface, Words
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_NAME = "warrantydesk-diagnosis.txt"


class DiagnosisDialog(QDialog):
    """The text and what can be done with it; Esc closes."""

    def __init__(self, shell: Shell, folder: Path, text: str, parent: QWidget | None) -> None:
        """``folder`` is the data folder, where nothing may be saved."""
        super().__init__(parent)
        self._shell, self._folder = shell, folder
        self.setWindowTitle(_("Details and diagnosis"))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        slim(self.text)
        self.text.setAccessibleName(_("Details"))
        told = _("For support. No names, phones or plates of customers are in it.")
        ground = Surface("base")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(Words(told, token="ink2", wrap=True))
        inside.addWidget(self.text, 1)
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(Button(_("Copy details"), icon="copy", clicked=self.copy))
        row.addWidget(Button(_("Save as a file…"), clicked=self.save))
        row.addStretch(1)
        close = Button(_("Close"), primary=True, clicked=self.accept)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ground, 1)
        column.addWidget(foot)
        close.setDefault(True)
        self.resize(theme.h(40), theme.h(24))
        keep_inside(self)

    def copy(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def save(self) -> None:
        """Write the text to a file that the clerk names."""
        file = messages.pick_save(self, _("Save as a file"), _NAME, _("Text (*.txt)"))
        if file:
            text = self.text.toPlainText()
            tried(self._shell, lambda: save_report(Path(file), text, self._folder))


def show_diagnosis(
    shell: Shell, folder: Path, text: str, parent: QWidget | None = None
) -> DiagnosisDialog:
    """Show the details over a window or a dialog."""
    dialog = DiagnosisDialog(shell, folder, text, parent or shell.widget())
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
