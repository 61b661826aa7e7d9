"""A table of pieces to tick off: what goes on a list, in shelf order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.domain.tag import spoken
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone

SOON_DAYS = 7


@dataclass(frozen=True)
class TickRow:
    """A piece that may go on a list; ``fixed`` ones are packed and stay."""

    tag: str
    name: str
    part_no: str
    claim_number: str
    place: str
    return_by: date | None
    amount_fen: int
    ticked: bool
    fixed: bool = False
    packed: str = ""
    request_no: str = ""


def rows_of(pieces: Iterable[ReturnPiece], ticked: bool) -> list[TickRow]:
    """Return pieces as rows in shelf order; a packed one keeps its tick."""
    rows = [
        TickRow(
            one.tag,
            one.name,
            one.part_no,
            one.claim_number,
            one.place,
            one.return_by,
            one.amount_fen,
            ticked or one.is_packed,
            one.is_packed,
            _("Box {n}", n=one.box.rpartition("-")[2]) if one.is_packed else "",
            one.request_no,
        )
        for one in pieces
    ]
    return sorted(rows, key=lambda row: (row.packed, row.place, row.tag))


class TickTable(TableView):
    """Space or a click on the first column ticks; Ctrl+A and Space tick all."""

    ticked = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """``today`` says which days are near."""
        self._today = today
        self._list = ListModel(self._columns())
        super().__init__(self._list, multi=True, parent=parent)
        self.set_empty(_("No piece is due back."))

    def show_rows(self, rows: Sequence[TickRow]) -> None:
        """Show other pieces."""
        held = self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._list.show(rows)
        self.select_row(max(held, 0))
        self.verticalScrollBar().setValue(scrolled)
        self.ticked.emit()

    def rows(self) -> list[TickRow]:
        """Return the pieces shown."""
        return self._list.rows()

    def ticked_rows(self) -> list[TickRow]:
        """Return the pieces that are ticked."""
        return [row for row in self.rows() if row.ticked]

    def tick(self, tags: Iterable[str], on: bool) -> None:
        """Tick pieces, or take their ticks away; packed ones stay ticked."""
        wanted = set(tags)
        number = self.currentIndex().row()
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        self.show_rows(
            [
                replace(row, ticked=on) if row.tag in wanted and not row.fixed else row
                for row in self.rows()
            ]
        )
        self.select_row(number)
        flag = QItemSelectionModel.SelectionFlag
        for row in chosen:
            self.selectionModel().select(self._list.index(row, 0), flag.Select | flag.Rows)

    def tick_all(self, on: bool) -> None:
        """Tick every piece, or none."""
        self.tick([row.tag for row in self.rows()], on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks what is selected."""
        if event.key() == Qt.Key.Key_Space:
            self._turn(self.selected_rows())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the mark ticks that piece."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._list.row_at(index.row()) if index.isValid() else None
        near = event.position().x() < self.columnViewportPosition(0) + self.row_height()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if row is not None and near and plain and event.button() == Qt.MouseButton.LeftButton:
            self._turn([row])

    def _turn(self, rows: Sequence[Any]) -> None:
        if rows:
            on = not all(row.ticked for row in rows)
            self.tick([row.tag for row in rows], on)

    def _columns(self) -> list[Column]:
        return [
            Column(
                "name",
                _("Old part"),
                width=200,
                stretch=True,
                mark=lambda row: Mark.DONE if row.ticked else Mark.TODO,
                bold=lambda row: row.ticked,
                second=lambda row: row.part_no,
                sort=lambda row: row.name,
            ),
            Column(
                "tag",
                _("Tag / claim"),
                width=132,
                text=lambda row: spoken(row.tag),
                second=lambda row: row.claim_number,
            ),
            Column("place", _("Place"), width=84, text=lambda row: row.packed or row.place),
            Column(
                "return_by",
                _("Due back"),
                width=110,
                text=self._due,
                tone=self._due_tone,
                sort=lambda row: row.return_by,
            ),
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
        ]

    def _due(self, row: TickRow) -> str:
        return due_words(row.return_by, self._today)

    def _due_tone(self, row: TickRow) -> Tone:
        return due_tone(row.return_by, self._today)


def due_words(day: date | None, today: date) -> str:
    """Return a day as days over or left, a dash without one."""
    if day is None:
        return "—"
    left = (day - today).days
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    if left == 0:
        return _("today")
    return ngettext_("{n} day left", "{n} days left", left)


def due_tone(day: date | None, today: date) -> Tone:
    """Return red for over, amber for soon."""
    if day is None:
        return Tone.NEUTRAL
    left = (day - today).days
    return Tone.DANGER if left < 0 else Tone.WARN if left <= SOON_DAYS else Tone.NEUTRAL
