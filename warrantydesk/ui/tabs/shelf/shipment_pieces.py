"""The pieces of a shipment by box: what is packed, what waits, what the maker said of each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Group
from warrantydesk.ui.tabs.shelf.shipment_piece_rows import (
    PieceBlock,
    PieceModel,
    PieceRow,
    PieceTable,
    columns,
)

ROOMY = 38
"""Below so many line heights the supplier is left out."""


class ShipmentPieces(QWidget):
    """Chips, the list by box, and the totals below it."""

    group_acted = Signal(str)
    group_taken = Signal(str)
    out_asked = Signal(list)
    box_asked = Signal(list)
    opened = Signal(object)
    menu_asked = Signal(list, QPoint)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """``memory`` keeps widths and sorting."""
        super().__init__(parent)
        self._blocks: list[PieceBlock] = []
        self.chips = ChipRow()
        self.chips.chosen.connect(lambda _key: self._refilter())
        self.sought = TextField(_("Part, tag, claim or supplier"))
        self.sought.edited.connect(self._refilter)
        self.sought.hide()
        self.sieve = IconButton("filter", _("Find in the list"), clicked=self._toggle_find)
        self._model = PieceModel(columns())
        self.table = PieceTable(self._model)
        self.table.set_empty(_("No piece is here."))
        self.table.setAccessibleName(_("Pieces of the list"))
        self.table.remember(memory, "shipment")
        self._hint, self._total = ElidedWords(token="ink2", delta=-1), Words(bold=True)
        self._connect()
        self._lay()

    def _connect(self) -> None:
        table = self.table
        table.group_acted.connect(self.group_acted)
        table.group_taken.connect(self.group_taken)
        table.opened.connect(self.opened)
        table.out_asked.connect(lambda: self.out_asked.emit(self.chosen()))
        table.box_asked.connect(lambda: self.box_asked.emit(self.chosen()))
        table.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.chosen(), table.viewport().mapToGlobal(at))
        )

    def _lay(self) -> None:
        head = self._head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.chips, 1)
        head.addWidget(self.sought, 1)
        head.addWidget(self.sieve)
        foot = self._foot_bar = Surface("base", "t")
        row = self.foot = QHBoxLayout(foot)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._hint, 1)
        row.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(foot)
        self.set_short(False)
        self.set_foot(False)

    def set_short(self, short: bool) -> None:
        """Give the rows the room around the chips, or take it back."""
        room = 4 if short else 8
        self._head.setContentsMargins(16, room, 10, room)

    def restyle(self) -> None:
        """Take the height of the foot anew."""
        self.set_foot(self._tall)

    def set_foot(self, tall: bool) -> None:
        """Make the foot high enough for a button, or only for its words."""
        self._tall = tall
        self._foot_bar.setFixedHeight(theme.h(2.1 if tall else 1.48))

    def show_blocks(self, blocks: Sequence[PieceBlock], chips: Sequence[Chip], hint: str) -> None:
        """Show boxes with their pieces; the current piece stays where it is still there."""
        self._blocks = list(blocks)
        self.chips.set_chips(chips)
        self._hint.setText(hint)
        self._refilter()

    def chosen(self) -> list[PieceRow]:
        """Return the selected pieces."""
        return [row for row in self.table.selected_rows() if isinstance(row, PieceRow)]

    def rows(self) -> list[PieceRow]:
        """Return the pieces shown, in the order shown."""
        return [row for row in self._model.rows() if isinstance(row, PieceRow)]

    def groups(self) -> list[Group]:
        """Return the group rows shown."""
        return [row for row in self._model.rows() if isinstance(row, Group)]

    def reveal(self, tag: str) -> bool:
        """Make a piece the current one, taking the filters away where they hide it."""
        if self.table.select_where(lambda row: row.tag == tag):
            return True
        self.chips.set_value("all")
        self.sought.set_value("")
        self._refilter()
        return self.table.select_where(lambda row: row.tag == tag)

    def middle(self) -> QPoint:
        """Return where a menu of the current piece opens, on the screen."""
        spot = self.table.visualRect(self.table.currentIndex()).center()
        return self.table.viewport().mapToGlobal(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the supplier where the list is narrow."""
        super().resizeEvent(event)
        place = next(i for i, one in enumerate(self._model.columns) if one.key == "supplier")
        hidden = self.width() < theme.h(ROOMY)
        if self.table.isColumnHidden(place) != hidden:
            self.table.setColumnHidden(place, hidden)
            self.table.resizeEvent(event)

    def _toggle_find(self) -> None:
        self.sought.setVisible(self.sought.isHidden())
        if self.sought.isHidden():
            self.sought.set_value("")
            self._refilter()
            self.table.setFocus()
        else:
            self.sought.setFocus()

    def _refilter(self) -> None:
        held = self.table.row()
        key, words = self.chips.value() or "all", self.sought.value()
        rows: list[Any] = []
        count = total = 0
        for block in self._blocks:
            fits = [row for row in block.rows if key in row.keys and row.holds(words)]
            if not fits and (words or key != "all"):
                continue
            rows.append(
                Group(block.title, block.note, tone=block.tone, key=block.key, link=block.link)
            )
            rows += fits
            count += len(fits)
            total += sum(row.amount_fen for row in fits)
        self.table.blockSignals(True)
        scrolled = self.table.verticalScrollBar().value()
        self._model.show(rows)
        if held is not None:
            self.table.select_where(lambda row: row.tag == held.tag)
            self.table.verticalScrollBar().setValue(scrolled)
        self.table.blockSignals(False)
        pieces = ngettext_("{n} piece", "{n} pieces", count)
        self._total.setText(_("{pieces}   ¥{amount}", pieces=pieces, amount=yuan(total)))
