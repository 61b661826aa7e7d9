"""The left of a folder: its papers, how many there are, and whether all of it is proved."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.dossier import DossierContents
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.archive.folder_rows import PaperRow, PaperRows


class PaperPane(QWidget):
    """The list of papers between its head and the line that proves it."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._narrow = False
        self._title = Words(_("Folder"), delta=0.5, bold=True)
        self._count = ElidedWords(token="ink2", delta=-1)
        self.rows = PaperRows()
        self._proof = MarkLabel(delta=-0.5)
        self._link = LinkButton(_("Verify"), delta=-0.5, clicked=self.asked.emit)
        self._head, self._foot = Surface("alt", "b"), Surface("alt", "t")
        head, foot = QHBoxLayout(self._head), QHBoxLayout(self._foot)
        head.setContentsMargins(14, 0, 12, 0)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        foot.setContentsMargins(14, 0, 10, 0)
        foot.addWidget(self._proof, 1)
        foot.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.rows, 1)
        column.addWidget(self._foot)
        self.show_unproved("")
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        self._head.setFixedHeight(theme.h(1.95))
        self._foot.setFixedHeight(theme.h(1.6))

    def show_rows(
        self, rows: Sequence[PaperRow], contents: DossierContents, pages: int = 0
    ) -> None:
        """Show the papers of a dossier; ``pages`` is 0 until it was bound."""
        self.rows.show_rows(rows)
        told = [ngettext_("{n} paper", "{n} papers", len(contents.present))]
        if pages:
            told.append(ngettext_("{n} page", "{n} pages", pages))
        self._count.setText(" · ".join([*told, _("maker's order")]))

    def set_narrow(self, narrow: bool) -> None:
        """Leave only marks and numbers, or show everything again."""
        self._narrow = narrow
        for widget in (self._title, self._count, self._proof):
            widget.setVisible(not narrow)
        self._head.setVisible(not narrow)

    def show_unproved(self, anchor: str) -> None:
        """Say where the journal stands; nothing was compared yet."""
        seq = anchor.partition(":")[0]
        said = _("Journal at {seq}", seq=f"{int(seq):,}") if seq else ""
        self._proof.show_mark(Mark.DONE if said else None, said)
        self._link.setEnabled(True)

    def show_proving(self) -> None:
        """Say that hashes are being compared."""
        self._proof.show_mark(Mark.RUNNING, _("Comparing with the journal…"))
        self._link.setEnabled(False)

    def show_proof(self, proof: Any) -> None:
        """Say what was compared, or what does not agree first."""
        self._link.setEnabled(True)
        if proof.is_right:
            text = ngettext_(
                "{n} file and {entries} entries agree",
                "{n} files and {entries} entries agree",
                proof.files,
                entries=proof.entries,
            )
            self._proof.show_mark(Mark.OK, text)
        else:
            self._proof.show_mark(Mark.BLOCK, proof.problems[0])

    def proof(self) -> str:
        """Return what is said of the proof."""
        return self._proof.text()
