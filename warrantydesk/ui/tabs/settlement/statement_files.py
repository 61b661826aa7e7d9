"""The file that is kept beside a statement, shown by another program."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from warrantydesk.domain.settlement.statement import Statement
from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def open_file(shell: Shell, desk: Any, statement: Statement) -> None:
    """Let another program show the newest file of a statement, after a question."""
    files = desk.statements.files(statement.id)
    if not files:
        shell.toast(_("No file is kept beside this statement."), warn=True)
        return
    name, number = files[-1].file_name, files[-1].id
    question = _("Open {file} with another program?", file=name)
    detail = _("It gets a copy. Files from outside can do harm: open only what you expect.")
    if not shell.ask(question, _("Open"), detail):
        return
    path = tried(shell, lambda: desk.copies.lend(number))
    if path is not None and not hand_over(path):
        shell.tell(_("No program on this computer opens {file}.", file=name), warn=True)


def hand_over(path: Path) -> bool:
    """Let the system open a file with its own program; False where it knows none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
