"""The log of the program: what it wrote down of its own work, newest last."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import ChoiceField, TextField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.log_file import NAME
from warrantydesk.ui.other_programs import open_path
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.shown_dialog import ShownDialog

LONGEST = 400_000
"""So many bytes of the end of the file are read."""
_HEAD = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (\w+) ")
_LEVELS = {"": 0, "WARNING": 30, "ERROR": 40}
_WEIGHT = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}


def entries(file: Path) -> list[tuple[int, str]]:
    """Return weight and text of each entry at the end of a log; an entry may have many lines."""
    try:
        with file.open("rb") as log:
            log.seek(max(0, file.stat().st_size - LONGEST))
            text = log.read().decode("utf-8", "replace")
    except OSError:
        return []
    found: list[tuple[int, str]] = []
    for line in text.splitlines():
        if head := _HEAD.match(line):
            found.append((_WEIGHT.get(head[1], 20), line))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    return found


class LogDialog(ShownDialog):
    """Filter by weight and words; what is shown can be copied."""

    HELP = "troubleshooting"

    def __init__(self, shell: Shell, desk: Any) -> None:
        """Read the log of the desk's folder."""
        super().__init__(_("Log of the program"), shell.widget())
        self._shell, self._folder = shell, desk.folder.path
        self.entries = entries(self._folder / NAME)
        self.content.addWidget(
            Words(
                _(
                    "What went wrong is written here, for whoever helps. It stays on this "
                    "computer: nothing is sent."
                ),
                token="ink2",
                wrap=True,
            )
        )
        names = (_("Everything"), _("Warnings and errors"), _("Errors"))
        self.level = ChoiceField(list(zip(_LEVELS, names, strict=True)))
        self.level.setAccessibleName(_("How grave"))
        self.level.set_value("")
        self.words = TextField(_("Words in the entry"))
        self.words.setAccessibleName(_("Words in the entry"))
        row = QHBoxLayout()
        row.addWidget(self.level)
        row.addWidget(self.words, 1)
        self.content.addLayout(row)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(_("Entries of the log"))
        self.content.addWidget(self.text, 1)
        self.count = Words("", token="ink2")
        self.content.addWidget(self.count)
        self.copy_button = Button(_("C&opy what is shown"), icon="copy", clicked=self._copy)
        self.folder_button = Button(_("Open &data folder"), icon="folder", clicked=self._open)
        self.close_with((self.copy_button, self.folder_button))
        self.resize(theme.h(52), theme.h(30))
        self.level.edited.connect(self._show)
        self.words.edited.connect(self._show)
        self._show()

    def _show(self) -> None:
        least = _LEVELS[self.level.value() or ""]
        asked = self.words.value().casefold()
        kept = [text for weight, text in self.entries if weight >= least]
        kept = [text for text in kept if asked in text.casefold()]
        self.text.setPlainText("\n".join(kept))
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        said = ngettext_("{n} entry", "{n} entries", len(kept))
        self.count.setText(said if self.entries else _("Nothing went wrong yet: the log is empty."))
        self.copy_button.setEnabled(bool(kept))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _open(self) -> None:
        open_path(self._shell, self._folder)


def open_log(shell: Shell, desk: Any) -> LogDialog:
    """Show it over the window."""
    dialog = LogDialog(shell, desk)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
