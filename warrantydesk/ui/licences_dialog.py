"""The licences of everything that ships: the list at the left, the text at the right."""

import csv
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from warrantydesk.i18n import _
from warrantydesk.resources import find
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.shown_dialog import ShownDialog


class Licence(NamedTuple):
    """What ships under a licence, and the file with its text."""

    name: str
    version: str
    licence: str
    file: str


def licences() -> list[Licence]:
    """Return everything that ships, in the order of the list; empty where the list is missing."""
    try:
        with (find("licences") / "index.csv").open(encoding="utf-8", newline="") as rows:
            return [
                Licence(row["name"], row["version"], row["licence"], row["file"])
                for row in csv.DictReader(rows)
            ]
    except OSError:
        return []


def text_of(licence: Licence) -> str:
    """Return the text of a licence, its name where the text is missing."""
    try:
        return (find("licences") / licence.file).read_text("utf-8")
    except OSError:
        return licence.licence


class LicencesDialog(ShownDialog):
    """Arrows in the list show the texts."""

    HELP = "about"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the program's own licence first."""
        super().__init__(_("Licences"), parent)
        self.shown = licences()
        said = _("Everything that comes with the program, and under which licence.")
        self.content.addWidget(Words(said, token="ink2", wrap=True))
        self.names = QListWidget()
        self.names.setAccessibleName(_("What comes with the program"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self.shown:
            item = QListWidgetItem(f"{one.name} {one.version} · {one.licence}", self.names)
            item.setToolTip(item.text())
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        slim(self.names)
        slim(self.text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("Text of the licence"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.names, 2)
        row.addWidget(self.text, 3)
        self.content.addLayout(row, 1)
        self.names.currentRowChanged.connect(self._show)
        self.names.setCurrentRow(0)
        self.close_with(())
        self.resize(theme.h(56), theme.h(30))
        self.names.setFocus()

    def _show(self, place: int) -> None:
        self.text.setPlainText(text_of(self.shown[place]) if 0 <= place < len(self.shown) else "")


def open_licences(parent: QWidget | None) -> LicencesDialog:
    """Show them."""
    dialog = LicencesDialog(parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
