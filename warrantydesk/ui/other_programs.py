"""Files and folders shown by other programs of the computer."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from warrantydesk.i18n import _
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell


def open_kept(shell: Shell, desk: Any, attachment_id: int, name: str) -> None:
    """Let another program show a copy of a kept file, after a question."""
    question = _("Open {file} with another program?", file=name)
    detail = _("It gets a copy. Files from outside can do harm: open only what you expect.")
    if not shell.ask(question, _("Open the file"), detail):
        return
    path = tried(shell, lambda: desk.copies.lend(attachment_id))
    if path is not None:
        open_path(shell, path, name)


def open_path(shell: Shell, path: Path, name: str = "") -> None:
    """Let another program show a file or folder; say so where the computer has none for it."""
    if not hand_over(path):
        text = _("No program on this computer opens {file}.", file=name or path.name)
        shell.tell(text, warn=True)


def hand_over(path: Path) -> bool:
    """Let the system open a file with its own program; False where it knows none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
