"""The rows of the pieces of a shipment: a piece, a group with its action, the table of both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from warrantydesk.domain.money import yuan
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint
from warrantydesk.ui.kit.box_card import TAGS
from warrantydesk.ui.kit.marks import Mark, tone_of
from warrantydesk.ui.kit.table import Column, Group, Holds, ListModel, TableView
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.kit.tokens import Tone

WAITING = "waiting"
"""The key of the group of pieces that are in no box yet."""


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


class PieceModel(ListModel):
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


def columns() -> list[Column]:
    """Return the columns of the list."""
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
        Column("role", _("Role"), width=76, bold=lambda row: row.causal),
        Column("supplier", _("Supplier"), width=76, weak=True),
        Column(
            "amount",
            _("Amount ¥"),
            "right",
            width=92,
            text=lambda row: yuan(row.amount_fen),
            value=lambda row: row.amount_fen,
            holds=Holds.MONEY,
            sort=lambda row: row.amount_fen,
        ),
        Column("aside", "", width=76, weak=True, sortable=False),
    ]
