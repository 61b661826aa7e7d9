"""The old parts of a claim below its part lines: received or waived from here."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.shelf_story import LineStory
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.words import piece_mark, piece_word

NO_STORIES: Mapping[int, LineStory] = MappingProxyType({})


class Pieces(QWidget):
    """One row a piece: its line, where it is, and what can be done with it here."""

    received = Signal(int, int)
    waived = Signal(int, int)
    opened = Signal(str)

    def __init__(self) -> None:
        """Start without pieces, out of sight."""
        super().__init__()
        self._shown: list[PieceSummary] = []
        self._stories: Mapping[int, LineStory] = NO_STORIES
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 2, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_pieces(
        self, pieces: Sequence[PieceSummary], stories: Mapping[int, LineStory] = NO_STORIES
    ) -> None:
        """Show pieces that are not void, with what became of their lines; equal ones stay."""
        wanted = [piece for piece in pieces if piece.state is not PartState.VOID]
        self.setVisible(bool(wanted))
        if (wanted, stories) == (self._shown, self._stories):
            return
        self._shown, self._stories = wanted, stories
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        rows = [*self._sign(wanted), *map(self._row, wanted)]
        for row in rows:
            self._column.addWidget(row)
            row.show()

    def links(self) -> list[LinkButton]:
        """Return the links of all rows in order."""
        found = cast(list[LinkButton], self.findChildren(LinkButton))
        return [link for link in found if link.isVisibleTo(self)]

    def _sign(self, pieces: Sequence[PieceSummary]) -> list[QWidget]:
        """Return the sign that the store hands out no new part for a missing old one (V77)."""
        missing = sum(p.return_required and p.state is PartState.EXPECTED for p in pieces)
        if not missing:
            return []
        said = ngettext_(
            "No old part, no new part: {n} piece is still to come",
            "No old part, no new part: {n} pieces are still to come",
            missing,
        )
        return [MarkLabel(Mark.WARN, said)]

    def _fate(self, piece: PieceSummary) -> str:
        """Return the state of a piece, why the maker refused it, and what that cost."""
        words = [piece_word(piece.state)]
        story = self._stories.get(piece.line)
        if story is not None and piece.piece in story.refusals:
            words.append(story.refusals[piece.piece])
        if story is not None and (taken := story.deductions.get(piece.piece)):
            words.append(f"−¥{yuan(taken)}")
        return " · ".join(words)

    def _row(self, piece: PieceSummary) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = _(
            "Old part {line}.{piece}　{number}　{name}",
            line=piece.line,
            piece=piece.piece,
            number=piece.part_no,
            name=piece.part_name,
        )
        row.addWidget(ElidedWords(words, token="ink2"), 1)
        row.addWidget(MarkLabel(piece_mark(piece.state), self._fate(piece), delta=-0.5))
        line, number = piece.line, piece.piece
        if piece.state is PartState.EXPECTED:
            receive = LinkButton(
                _("Receive"), icon="tag", clicked=lambda: self.received.emit(line, number)
            )
            waive = LinkButton(_("No old part…"), clicked=lambda: self.waived.emit(line, number))
            row.addWidget(receive)
            row.addWidget(waive)
        elif piece.tag:
            row.addWidget(
                LinkButton(piece.tag, icon="tag", clicked=lambda: self.opened.emit(piece.tag))
            )
        return holder
