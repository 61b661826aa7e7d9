"""The pieces of a shipment by box: what is packed, what waits, what the maker said of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.box_card import TAGS
from warrantydesk.ui.kit.buttons import IconButton
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.inputs import TextField
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Column, Group, ListModel, TableView
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.kit.tokens import Tone

WAITING = "waiting"
"""The key of the group of pieces that are in no box yet."""
ROOMY = 38
"""Below so many line heights the supplier is left out."""


@dataclass(frozen=True)
class PieceRow:
    """One piece as the list shows it; ``box`` is its code, empty while it waits.

    ``keys`` are the chips it falls under, ``aside`` what stands in the last column.
    """

    tag: str
    name: str
    part_no: str
    claim_number: str
    claim_id: int
    role: str
    causal: bool
    supplier: str
    amount_fen: int
    box: str
    mark: Mark
    aside: str = ""
    why: str = ""
    keys: frozenset[str] = frozenset()

    def holds(self, words: str) -> bool:
        """Tell whether every word stands somewhere in the piece."""
        whole = " ".join(
            (self.name, self.part_no, self.tag, self.claim_number, self.supplier)
        ).casefold()
        return all(word in whole for word in words.casefold().split())


@dataclass(frozen=True)
class PieceBlock:
    """A group of the list: a box or the pieces that wait, and what can be done with it."""

    key: str
    title: str
    note: str
    link: str = ""
    tone: Tone = Tone.NEUTRAL
    rows: tuple[PieceRow, ...] = field(default=())


class _PieceModel(ListModel):
    """Pieces that can be dragged into a box."""

    def flags(self, index: Any) -> Qt.ItemFlag:
        found = super().flags(index)
        if found & Qt.ItemFlag.ItemIsSelectable:
            found |= Qt.ItemFlag.ItemIsDragEnabled
        return found

    def mimeTypes(self) -> list[str]:
        return [TAGS]

    def mimeData(self, indexes: Sequence[Any]) -> QMimeData:
        rows = dict.fromkeys(index.row() for index in indexes)
        tags = [found.tag for row in rows if isinstance(found := self.row_at(row), PieceRow)]
        mime = QMimeData()
        mime.setData(TAGS, "\n".join(tags).encode())
        return mime


class PieceTable(TableView):
    """Group rows with an action at their right end; Del takes pieces out."""

    group_acted = Signal(str)
    group_taken = Signal(str)
    out_asked = Signal()
    box_asked = Signal()

    def __init__(self, model: ListModel) -> None:
        """Show the rows of ``model``, several of which may be selected."""
        super().__init__(model, multi=True)
        self._at = QPointF()
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.group_clicked.connect(self._take_group)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember where the click was: a group row has an action at its right end."""
        self._at = event.position()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del takes out, Ctrl+M moves into another box."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Delete:
            self.out_asked.emit()
        elif event.key() == Qt.Key.Key_M and control:
            self.box_asked.emit()
        else:
            super().keyPressEvent(event)

    def _take_group(self, group: Group) -> None:
        begins = self.viewport().width() - 2 * INSET - paint.width_of(group.link)
        acts = bool(group.link) and self._at.x() >= begins
        (self.group_acted if acts else self.group_taken).emit(str(group.key))


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
        self.find = TextField(_("Part, tag, claim or supplier"))
        self.find.edited.connect(self._refilter)
        self.find.hide()
        self.sieve = IconButton("filter", _("Find in the list"), clicked=self._toggle_find)
        self._model = _PieceModel(_columns())
        self.table = PieceTable(self._model)
        self.table.set_empty(_("No piece is here."))
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
        head.addWidget(self.find, 1)
        head.addWidget(self.sieve)
        foot = Surface("base", "t")
        foot.setFixedHeight(theme.h(1.48))
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

    def set_short(self, short: bool) -> None:
        """Give the rows the room around the chips, or take it back."""
        room = 4 if short else 8
        self._head.setContentsMargins(16, room, 10, room)

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
        self.find.set_value("")
        self._refilter()
        return self.table.select_where(lambda row: row.tag == tag)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the supplier where the list is narrow."""
        super().resizeEvent(event)
        place = next(i for i, one in enumerate(self._model.columns) if one.key == "supplier")
        hidden = self.width() < theme.h(ROOMY)
        if self.table.isColumnHidden(place) != hidden:
            self.table.setColumnHidden(place, hidden)
            self.table.resizeEvent(event)

    def _toggle_find(self) -> None:
        self.find.setVisible(self.find.isHidden())
        if self.find.isHidden():
            self.find.set_value("")
            self._refilter()
            self.table.setFocus()
        else:
            self.find.setFocus()

    def _refilter(self) -> None:
        held = self.table.row()
        key, words = self.chips.value() or "all", self.find.value()
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


def _columns() -> list[Column]:
    return [
        Column(
            "name",
            _("Old part"),
            width=220,
            stretch=True,
            mark=lambda row: row.mark,
            bold=True,
            second=lambda row: row.why or row.part_no,
            second_tone=lambda row: tone_of(row.mark) if row.why else Tone.NEUTRAL,
        ),
        Column(
            "tag",
            _("Tag / claim"),
            width=132,
            text=lambda row: spoken(row.tag),
            second=lambda row: row.claim_number,
        ),
        Column("role", _("Role"), width=76, bold=lambda row: row.causal, weak=True),
        Column("supplier", _("Supplier"), width=76, weak=True),
        Column(
            "amount",
            _("Amount ¥"),
            "right",
            width=92,
            text=lambda row: yuan(row.amount_fen),
            sort=lambda row: row.amount_fen,
        ),
        Column("aside", "", width=64, weak=True, sortable=False),
    ]
