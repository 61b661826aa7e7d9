"""Which claims go into an audit pack: typed, pasted or from a file, named at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.dossier import FOUND_BY_NAMES, NumberList
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.inputs import AreaField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.kit.table_model import Column, ListModel
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

PAUSE_MS = 250
KINDS = "Excel, CSV, TXT (*.xlsx *.xls *.csv *.txt)"


@dataclass(frozen=True)
class ListRow:
    """A word of the list: the claim it means, or why it means none."""

    text: str
    mark: Mark
    told: str
    claim_id: int = 0
    claim_number: str = ""


def rows_of(found: NumberList) -> list[ListRow]:
    """Return what is wrong first, then every claim in the order of the list."""
    wrong = [ListRow(word, Mark.WARN, _("is no claim of this desk")) for word in found.unknown]
    twice = [ListRow(word, Mark.NA, _("is named twice")) for word in found.doubles]
    right = [
        ListRow(one.text, Mark.DONE, _(FOUND_BY_NAMES[one.by]), one.claim_id, one.claim_number)
        for one in found.found
    ]
    return [*wrong, *twice, *right]


class _NumberText(AreaField):
    """As high as its pane."""

    def _grow(self) -> None:
        self.setMinimumHeight(theme.h(4))


class NumberPane(QWidget):
    """The text at the left, what it names at the right."""

    changed = Signal()

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self.numbers = NumberList()
        self.text = _NumberText(_("C0126-002801, Q26-118842, LHCA8B237RG017342 …"))
        self.text.setAccessibleName(_("Numbers"))
        self.file_button = Button(_("From a &file…"), icon="import", clicked=self.import_file)
        self.model = ListModel(_columns(), self)
        self.table = TableView(self.model)
        self.table.setAccessibleName(_("Claims named"))
        self.table.set_empty(_("What is named stands here at once."))
        self._counts = [MarkLabel(mark) for mark in (Mark.DONE, Mark.WARN, Mark.NA)]
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.text.textChanged.connect(self._pause.start)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(Words(_("Numbers"), token="ink2", delta=-1))
        left.addWidget(self.text, 1)
        hint = _("Our number, the maker's, a repair order or a VIN; blanks, commas, new lines.")
        left.addWidget(Words(hint, token="ink2", delta=-1, wrap=True))
        below = QHBoxLayout()
        below.addWidget(self.file_button)
        below.addStretch(1)
        left.addLayout(below)
        right = QVBoxLayout()
        right.setSpacing(6)
        counts = QHBoxLayout()
        counts.setSpacing(14)
        for label in self._counts:
            counts.addWidget(label)
        counts.addStretch(1)
        right.addLayout(counts)
        right.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(theme.h(17))
        row.addWidget(holder)
        row.addLayout(right, 1)
        self._tell()

    def show_claims(self, claim_ids: Sequence[int]) -> None:
        """Begin with these claims."""
        found = self._desk.archive.summaries(list(claim_ids))
        self.text.set_value("\n".join(one.claim_number for one in found))
        self.read()

    def import_file(self) -> None:
        """Add what a file names."""
        files = self._shell.pick_files(_("List of numbers"), KINDS, many=False)
        if not files:
            return
        file = Path(files[0])
        found = tried(self._shell, lambda: self._desk.dossiers.read_list(file=file))
        if found is None:
            return
        words = [*(one.text for one in found.found), *found.unknown, *found.doubles]
        if not words:
            self._shell.tell(_("{file} names no number.", file=file.name), warn=True)
            return
        self.text.setPlainText("\n".join(filter(None, [self.text.value(), *words])))
        self.read()

    def read(self) -> None:
        """Find the claims that the text names."""
        self._pause.stop()
        text = self.text.value()
        found = tried(self._shell, lambda: self._desk.dossiers.read_list(text=text))
        self.numbers = found if found is not None else NumberList()
        self.model.show(rows_of(self.numbers))
        self._tell()
        self.changed.emit()

    def is_waiting(self) -> bool:
        """Say whether something typed was not read yet."""
        return self._pause.isActive()

    def _tell(self) -> None:
        found = self.numbers
        texts = (
            ngettext_("{n} claim", "{n} claims", len(found.found)),
            ngettext_("{n} unknown", "{n} unknown", len(found.unknown)),
            ngettext_("{n} double", "{n} double", len(found.doubles)),
        )
        shown = (True, bool(found.unknown), bool(found.doubles))
        marks = (Mark.DONE, Mark.WARN, Mark.NA)
        for label, mark, text, on in zip(self._counts, marks, texts, shown, strict=True):
            label.show_mark(mark, text)
            label.setVisible(on)


def _columns() -> list[Column]:
    return [
        Column("text", _("Given"), width=180, mark=lambda row: row.mark),
        Column("claim_number", _("Claim"), width=120, bold=True),
        Column("told", _("Found by"), width=160, stretch=True, weak=True),
    ]
