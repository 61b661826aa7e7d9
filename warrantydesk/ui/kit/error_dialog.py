"""The one dialog for what should not have happened; the program goes on."""

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from warrantydesk import __version__
from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel


class ErrorDialog(QDialog):
    """Says that something went wrong and holds details to copy; never two at once."""

    _open: "ErrorDialog | None" = None

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        """``details`` is what support needs."""
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong"))
        head = MarkLabel(
            Mark.OVERDUE, _("Something went wrong in the program"), delta=1.5, bold=True
        )
        calm = Words(
            _("What was saved is safe. You can go on; please send the details to support."),
            token="ink2",
            wrap=True,
        )
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details"))
        copy = Button(_("Copy details"), icon="copy", clicked=self.copy)
        close = Button(_("Go on"), primary=True, clicked=self.accept)
        close.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(head)
        column.addWidget(calm)
        column.addWidget(self._details, 1)
        column.addLayout(foot)
        self.resize(theme.h(34), theme.h(20))

    def details(self) -> str:
        """Return the details shown."""
        return self._details.toPlainText()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details())

    def done(self, result: int) -> None:
        """Close and make room for the next error."""
        ErrorDialog._open = None
        super().done(result)

    @classmethod
    def show_error(cls, details: str, parent: QWidget | None = None) -> "ErrorDialog":
        """Open the dialog, or add to the one that is open."""
        if cls._open is not None:
            cls._open._details.appendPlainText("\n" + details)
            return cls._open
        dialog = cls(details, parent)
        cls._open = dialog
        dialog.open()
        return dialog


def details_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions and the trace of an error as text."""
    lines = [
        f"Warranty Desk {__version__}",
        f"Python {platform.python_version()}, Qt {QLibraryInfo.version().toString()}, "
        f"{platform.platform()}",
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(kind, error, trace)),
    ]
    return "\n".join(lines)
