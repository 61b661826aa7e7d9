"""A desk that cannot be opened: the sentence, and buttons that do what can be done about it."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.errors import Unavailable
from warrantydesk.i18n import N_, _
from warrantydesk.services import restore_choice
from warrantydesk.services.diagnosis import report_of
from warrantydesk.services.opening_trouble import Trouble, may_be_read
from warrantydesk.services.sentences import sentence
from warrantydesk.ui.diagnosis_dialog import show_diagnosis
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.mark_spot import MarkSpot
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.room import keep_inside
from warrantydesk.ui.kit.way_button import WayButton
from warrantydesk.ui.shell import Shell


class Way(StrEnum):
    """What can be done about a desk that does not open."""

    BEGIN = "begin"
    RESTORE = "restore"
    LOOK = "look"
    AGAIN = "again"
    FOLDER = "folder"
    SALVAGE = "salvage"


WAYS = {
    Trouble.EMPTY: (Way.BEGIN, Way.RESTORE, Way.FOLDER),
    Trouble.IN_USE: (Way.AGAIN, Way.LOOK, Way.FOLDER),
    Trouble.REMOTE: (Way.FOLDER,),
    Trouble.READONLY: (Way.LOOK, Way.AGAIN, Way.FOLDER),
    Trouble.NO_FOLDER: (Way.FOLDER, Way.AGAIN),
    Trouble.NEWER: (Way.AGAIN, Way.RESTORE, Way.FOLDER),
    Trouble.GONE: (Way.RESTORE, Way.FOLDER, Way.BEGIN, Way.AGAIN),
    Trouble.DAMAGED: (Way.RESTORE, Way.LOOK, Way.SALVAGE, Way.FOLDER, Way.AGAIN),
}
"""What is offered for each trouble; the first is the way to take."""
_NAMES = {
    Way.BEGIN: (
        N_("Start with an empty desk"),
        N_("nothing was ever entered for this dealer"),
        "add",
    ),
    Way.RESTORE: (
        N_("Restore a backup…"),
        N_("everything comes back: claims, photos, printers; what is here stays beside it"),
        "history",
    ),
    Way.LOOK: (
        N_("Look only"),
        N_("read, print and export to another place; nothing is changed"),
        "eye",
    ),
    Way.SALVAGE: (
        N_("Save what can be read…"),
        N_("where there is no backup: into a new folder, row by row"),
        "download",
    ),
    Way.AGAIN: (N_("Try again"), N_("once that is put right"), "refresh"),
    Way.FOLDER: (N_("Another folder…"), N_("the data lies elsewhere on this computer"), "folder"),
}
_SECONDS = {
    (Trouble.EMPTY, Way.RESTORE): N_(
        "from another computer: claims, photos, people and printers come over"
    ),
    (Trouble.IN_USE, Way.AGAIN): N_("once it is closed there"),
    (Trouble.NEWER, Way.AGAIN): N_("once the newer version is installed"),
}
"""What a way means where it means more than elsewhere."""
_TITLES = {
    Trouble.EMPTY: N_("There is no data here yet"),
    Trouble.IN_USE: N_("The data is open elsewhere"),
    Trouble.REMOTE: N_("The data lies on a network drive"),
    Trouble.READONLY: N_("The data cannot be written"),
    Trouble.NO_FOLDER: N_("This is not a folder of data"),
    Trouble.NEWER: N_("The data is of a newer version"),
    Trouble.GONE: N_("The data is not there"),
    Trouble.DAMAGED: N_("The data cannot be opened"),
}


class TroubleDialog(QDialog):
    """Says what is the matter; ``way`` is what the clerk chose, None to leave."""

    def __init__(
        self, shell: Shell, folder: Path, trouble: Trouble, error: Unavailable | None = None
    ) -> None:
        """``error`` is what the opening said, None at a first start."""
        super().__init__(shell.widget())
        self._shell, self._folder, self._error = shell, folder, error
        self.trouble = trouble
        self.way: Way | None = None
        self.setWindowTitle(_("Warranty Desk"))
        title = Words(_(_TITLES[trouble]), delta=3, bold=True, wrap=True)
        told = Words(sentence(error) if error is not None else _first_words(), wrap=True)
        told.selectable()
        self.ways = {way: self._button(way) for way in _offered(trouble, folder)}
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (title, told, ElidedWords(str(folder), token="ink2", delta=-0.5)):
            words.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(theme.h(0.75))
        mark = MarkSpot(Mark.INFO if trouble is Trouble.EMPTY else Mark.BLOCK)
        column = QVBoxLayout()
        column.addWidget(mark)
        column.addStretch(1)
        head.addLayout(column)
        head.addLayout(words, 1)
        ground = Surface("base")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(20, 16, 20, 16)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addSpacing(6)
        for button in self.ways.values():
            inside.addWidget(button)
        inside.addStretch(1)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.setSpacing(0)
        outside.addWidget(ground, 1)
        outside.addWidget(self._foot())
        self.resize(theme.h(32), self.sizeHint().height())
        keep_inside(self)
        next(iter(self.ways.values())).setFocus()

    def _button(self, way: Way) -> WayButton:
        text, second, icon = _NAMES[way]
        second = _SECONDS.get((self.trouble, way), second)
        is_first = way is WAYS[self.trouble][0]
        return WayButton(
            _(text), _(second), icon, primary=is_first, clicked=lambda: self._take(way)
        )

    def _foot(self) -> QWidget:
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        if self._error is not None:
            row.addWidget(LinkButton(_("Details and diagnosis"), clicked=self.show_details))
        row.addStretch(1)
        leave = Button(_("Quit"), clicked=self.reject)
        leave.setAutoDefault(False)
        row.addWidget(leave)
        return foot

    def _take(self, way: Way) -> None:
        self.way = way
        self.accept()

    def show_details(self) -> None:
        """Show everything that support needs."""
        said = sentence(self._error) if self._error is not None else ""
        folder, at = self._folder, restore_choice.now()
        text = report_of(folder, at, [said])
        show_diagnosis(self._shell, folder, text, self)


def _offered(trouble: Trouble, folder: Path) -> Iterator[Way]:
    for way in WAYS[trouble]:
        if way not in (Way.LOOK, Way.SALVAGE) or may_be_read(folder):
            yield way


def _first_words() -> str:
    return _(
        "This is the first start on this computer. If the desk was on another computer before, "
        "plug in the stick with its backups."
    )
