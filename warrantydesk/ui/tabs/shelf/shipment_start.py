"""What stands in place of a shipment: what is due back by maker, and every shipment there is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import SHIPMENT_STATE_NAMES, ShipmentState
from warrantydesk.domain.shipment_views import DueOfBrand, ShipmentSummary
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.chips import Chip, ChipRow
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import Column, Holds, ListModel, TableView
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.shipment_ticks import due_tone, due_words
from warrantydesk.ui.tabs.shelf.shipment_words import STATE_TONES, judged_text

FILTERS: dict[str, tuple[ShipmentState, ...]] = {
    "open": (ShipmentState.PACKING,),
    "away": (ShipmentState.SHIPPED, ShipmentState.SIGNED, ShipmentState.PARTLY_JUDGED),
    "judged": (ShipmentState.JUDGED,),
    "void": (ShipmentState.VOID,),
}
_RANKS = {state: rank for rank, states in enumerate(FILTERS.values()) for state in states}
MOST_DUE = 5


class ShipmentStart(QWidget):
    """Due pieces by maker with a button each; below them the shipments."""

    new_asked = Signal(str)
    import_asked = Signal()
    shipment_asked = Signal(int)

    def __init__(self, memory: Memory, today: date, parent: QWidget | None = None) -> None:
        """``today`` says which days are near; ``memory`` keeps widths and sorting."""
        super().__init__(parent)
        self._today = today
        self._makers: dict[str, str] = {}
        self._all: list[ShipmentSummary] = []
        self._due_rows = ListModel(self._due_columns())
        self.due = TableView(self._due_rows)
        self.due.set_empty(_("Nothing is due back: pack what the maker asks for."))
        self.due.acted.connect(lambda row: self.new_asked.emit(row.brand))
        self._rows = ListModel(self._columns())
        self.table = TableView(self._rows)
        self.table.set_empty(_("No shipment is here."))
        self.table.remember(memory, "shipments")
        self.table.opened.connect(lambda row: self.shipment_asked.emit(row.id))
        self.chips = ChipRow()
        self.chips.chosen.connect(lambda _key: self._refilter())
        self._due_note = ElidedWords("", token="ink2")
        self._new = Button(_("New shipment…"), clicked=lambda: self.new_asked.emit(""))
        self._read_in = Button(_("Import the maker's requests…"), clicked=self.import_asked.emit)
        self.due.setAccessibleName(_("Due back"))
        self.table.setAccessibleName(_("Shipments"))
        self._lay()

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for title, extra in (
            (_("Due back"), (self._due_note, self._read_in, self._new)),
            (_("Shipments"), (self.chips,)),
        ):
            head = Surface("base")
            row = QHBoxLayout(head)
            row.setContentsMargins(16, 8, 12, 8)
            row.setSpacing(10)
            row.addWidget(Words(title, delta=0.5, bold=True))
            for number, widget in enumerate(extra):
                row.addWidget(widget, int(number == 0))
            column.addWidget(head)
            table = self.due if extra[0] is self._due_note else self.table
            column.addWidget(table, int(table is self.table))

    def show_start(
        self,
        due: Sequence[DueOfBrand],
        shipments: Sequence[ShipmentSummary],
        makers: dict[str, str],
        today: date,
    ) -> None:
        """Show what is due and the shipments; ``makers`` gives names for brand codes."""
        self._today, self._makers = today, makers
        self._all = sorted(shipments, key=lambda one: _RANKS.get(one.state, len(FILTERS)))
        self._due_rows.show(due)
        pieces = sum(one.pieces for one in due)
        worth = yuan(sum(one.amount_fen for one in due))
        said = ngettext_("{n} piece", "{n} pieces", pieces)
        self._due_note.setText(_("{pieces}   ¥{amount}", pieces=said, amount=worth) if due else "")
        lines = min(max(len(due), 1), MOST_DUE)
        self.due.setFixedHeight(theme.h(1.5) + lines * self.due.row_height() + 2)
        self._show_chips()
        self._refilter()

    def shown(self) -> list[ShipmentSummary]:
        """Return the shipments shown."""
        return self._rows.rows()

    def _show_chips(self) -> None:
        names = {
            "open": _("Being packed"),
            "away": _("Away, not all judged"),
            "judged": _("Judged"),
            "void": _("Void"),
        }
        chips = [Chip("all", _("All"), len(self._all))]
        for key, states in FILTERS.items():
            chips.append(Chip(key, names[key], sum(one.state in states for one in self._all)))
        self.chips.set_chips(chips)

    def _refilter(self) -> None:
        states = FILTERS.get(self.chips.value() or "all", tuple(ShipmentState))
        self._rows.show([one for one in self._all if one.state in states])
        self.table.select_row(0)

    def _maker(self, row: Any) -> str:
        code = str(row.brand)
        return self._makers.get(code, code)

    def _due_columns(self) -> list[Column]:
        return [
            Column("maker", _("Maker"), width=220, stretch=True, text=self._maker, bold=True),
            Column(
                "pieces",
                _("Pieces"),
                "right",
                width=80,
                sort=lambda row: row.pieces,
                value=lambda row: row.pieces,
                holds=Holds.COUNT,
            ),
            Column(
                "amount",
                _("Amount ¥"),
                "right",
                width=120,
                text=lambda row: yuan(row.amount_fen),
                value=lambda row: row.amount_fen,
                holds=Holds.MONEY,
                sort=lambda row: row.amount_fen,
            ),
            Column(
                "earliest",
                _("Most urgent"),
                width=150,
                text=lambda row: due_words(row.earliest, self._today),
                tone=lambda row: due_tone(row.earliest, self._today),
                mark=self._due_mark,
                sort=lambda row: row.earliest,
            ),
            Column(
                "act",
                "",
                "right",
                width=160,
                text=lambda _row: _("New shipment…"),
                action=True,
                sortable=False,
            ),
        ]

    def _due_mark(self, row: DueOfBrand) -> Mark:
        tone = due_tone(row.earliest, self._today)
        marks = {Tone.DANGER: Mark.OVERDUE, Tone.WARN: Mark.WARN}
        return marks.get(tone, Mark.TODO)

    def _columns(self) -> list[Column]:
        return [
            Column("number", _("Shipment"), width=120, bold=True, second=lambda row: row.title),
            Column(
                "state",
                _("State"),
                width=150,
                text=lambda row: _(SHIPMENT_STATE_NAMES[row.state]),
                chip=lambda row: (_(SHIPMENT_STATE_NAMES[row.state]), STATE_TONES[row.state]),
            ),
            Column("maker", _("Maker"), width=150, text=self._maker, stretch=True),
            Column(
                "pieces",
                _("Pieces / boxes"),
                "right",
                width=100,
                text=lambda row: str(row.pieces),
                value=lambda row: row.pieces,
                holds=Holds.COUNT,
                second=lambda row: ngettext_("{n} box", "{n} boxes", row.boxes),
                sort=lambda row: row.pieces,
            ),
            Column(
                "amount",
                _("Amount ¥"),
                "right",
                width=110,
                text=lambda row: yuan(row.amount_fen),
                value=lambda row: row.amount_fen,
                holds=Holds.MONEY,
                second=lambda row: f"−{yuan(row.deducted_fen)}" if row.deducted_fen else "",
                second_tone=lambda _row: Tone.DANGER,
                sort=lambda row: row.amount_fen,
            ),
            Column(
                "day",
                _("Sent / signed for"),
                width=120,
                text=lambda row: f"{local(row.shipped_at):%Y-%m-%d}" if row.shipped_at else "—",
                second=lambda row: date_text(row.received_on) if row.received_on else "",
                sort=lambda row: row.shipped_at,
            ),
            Column("waybill", _("Waybill"), width=130, second=lambda row: row.carrier),
            Column(
                "judged",
                _("The maker says"),
                width=200,
                text=judged_text,
                tone=lambda row: Tone.DANGER if row.refused else Tone.NEUTRAL,
            ),
        ]
