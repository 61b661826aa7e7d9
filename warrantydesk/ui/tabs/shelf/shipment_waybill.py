"""The waybill card: how the boxes travel, with whom, under what number, for how much."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import CARRIAGE_NAMES, Carriage, Shipment
from warrantydesk.i18n import _, date_text
from warrantydesk.ui.kit.cards import Card, KeyValue, KeyValues
from warrantydesk.ui.kit.cell import FieldCell
from warrantydesk.ui.kit.fields_suggest import SuggestField, Suggestion
from warrantydesk.ui.kit.inputs import (
    CheckField,
    ChoiceField,
    CodeField,
    DateField,
    MoneyField,
)
from warrantydesk.ui.kit.marks import Mark

PAUSE_MS = 600


class WaybillCard(Card):
    """Fields that are saved as they are typed; plain text once the boxes have left."""

    changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a shipment."""
        super().__init__(_("Waybill"), parent=parent)
        self._carriers: list[str] = []
        self._held: dict[str, Any] = {}
        self._refused: dict[str, Any] = {}
        self._roomy = True
        self.carriage = ChoiceField([(one, _(name)) for one, name in CARRIAGE_NAMES.items()])
        self.carrier = SuggestField(self._fitting)
        self.waybill = CodeField(_("Scan or type"))
        self.freight = MoneyField()
        self.expected = DateField()
        self.nothing = CheckField(_("Freight 0 is right"), alone=True)
        self.cells = {
            "carriage": FieldCell("carriage", _("Carried by"), self.carriage),
            "carrier": FieldCell("carrier", _("Carrier"), self.carrier),
            "waybill": FieldCell("waybill", _("Waybill number"), self.waybill, required=True),
            "freight_fen": FieldCell("freight_fen", _("Declared freight ¥"), self.freight),
            "expected_on": FieldCell("expected_on", _("Expected there on"), self.expected),
            "freight_confirmed": FieldCell("freight_confirmed", "", self.nothing),
        }
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        for cell in self.cells.values():
            cell.field.edited.connect(self._take_edit)
            if hasattr(cell.editor, "editingFinished"):
                cell.editor.editingFinished.connect(self.flush)
        self._lay()

    def _lay(self) -> None:
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for number, cell in enumerate(self.cells.values()):
            grid.addWidget(cell, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._text = KeyValues()
        holder = QVBoxLayout()
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._fields)
        holder.addWidget(self._text)
        self.content.addLayout(holder)

    def show_waybill(self, shipment: Shipment, carriers: list[str], open_: bool) -> None:
        """Show what is known of the journey; what is just being typed stays."""
        self._carriers = carriers
        self._fields.setVisible(open_)
        self._text.setVisible(not open_)
        if not open_:
            self._text.show_rows(_rows(shipment))
            return
        for path, cell in self.cells.items():
            value = getattr(shipment, path)
            if cell.field.value() == self._held.get(path) or path not in self._held:
                cell.fill(value)
            self._held[path] = cell.field.value()
        self._show_needs()

    def set_roomy(self, roomy: bool) -> None:
        """Show every field, or only what no list goes without."""
        self._roomy = roomy
        self._show_needs()

    def forget(self) -> None:
        """Forget what was typed: another shipment comes."""
        self._pause.stop()
        self._held, self._refused = {}, {}

    def flush(self) -> None:
        """Save now what waits for the pause."""
        self._pause.stop()
        new = {
            path: cell.field.value()
            for path, cell in self.cells.items()
            if path in self._held
            and cell.field.problem() is None
            and cell.field.value() not in (self._held[path], self._refused.get(path))
        }
        if new:
            self._refused = new  # until the desk has taken it: it is not asked twice
            self.changed.emit(new)

    def accept(self, new: dict[str, Any]) -> None:
        """Take values as saved."""
        self._held.update(new)
        self._refused = {}

    def complain(self, path: str, text: str) -> None:
        """Show a refusal at its field."""
        if path in self.cells:
            self.cells[path].show_finding(Mark.BLOCK if text else None, text)

    def jump(self, path: str) -> None:
        """Put the keyboard into a field."""
        if path in self.cells:
            self.cells[path].setVisible(True)
            self.cells[path].editor.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save before the card is out of sight."""
        super().hideEvent(event)
        self.flush()

    def _take_edit(self) -> None:
        self._refused = {}
        for path in self.cells:
            self.complain(path, "")
        self._show_needs()
        self._pause.start()

    def _show_needs(self) -> None:
        by_self = self.carriage.value() == Carriage.SELF
        self.cells["waybill"].set_required(not by_self)
        self.cells["freight_confirmed"].setVisible(self.freight.value() == 0)
        self.cells["expected_on"].setVisible(self._roomy)

    def _fitting(self, text: str) -> list[Suggestion]:
        words = text.casefold()
        return [Suggestion(name) for name in self._carriers if words in name.casefold()]


def _rows(shipment: Shipment) -> list[KeyValue]:
    by = _(CARRIAGE_NAMES[shipment.carriage]) if shipment.carriage else ""
    return [
        KeyValue(_("Carried by"), by),
        KeyValue(_("Carrier"), shipment.carrier),
        KeyValue(_("Waybill number"), shipment.waybill, bold=True),
        KeyValue(_("Declared freight ¥"), yuan(shipment.freight_fen)),
        KeyValue(_("Handed to"), shipment.handed_to),
        KeyValue(_("Expected there on"), date_text(shipment.expected_on)),
    ]
