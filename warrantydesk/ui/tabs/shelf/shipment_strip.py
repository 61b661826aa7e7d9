"""The return shipment that is being packed, below the shelf map: how far it is."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.meters import Bar
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.shell import Shell


class ShipmentStrip(QWidget):
    """Shows the open shipment that is wanted first; hidden while none is open."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self._desk = desk
        self._shipment = 0
        self._number = LinkButton(
            "", bold=True, clicked=lambda: shell.open("shelf", "shipment", self._shipment)
        )
        self._day = Words("", token="ink2", delta=-0.5)
        self._bar = Bar()
        self._count = ElidedWords("", token="ink2", delta=-1)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(Hairline())
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._count)
        self.hide()

    def refresh(self, today: date) -> bool:
        """Show the open shipment that is wanted first; returns whether there is one."""
        packing = self._desk.shipments.list((ShipmentState.PACKING,))
        first = min(packing, key=lambda one: (one.required_by or date.max, one.id), default=None)
        if first is None:
            return False
        self._shipment = first.id
        self._number.setText(_("Return {number}", number=first.number))
        self._number.updateGeometry()
        self._day.setText(_day_text(first.required_by, today))
        self._bar.show_part(first.packed / first.pieces if first.pieces else 0, Tone.ACCENT)
        boxes = ngettext_("{n} box", "{n} boxes", first.boxes)
        packed = _("packed {n} of {all}", n=first.packed, all=first.pieces)
        self._count.setText(f"{packed} · {boxes}")
        return True


def _day_text(day: date | None, today: date) -> str:
    if day is None:
        return ""
    left = (day - today).days
    if left < 0:
        return ngettext_("{n} day over", "{n} days over", -left)
    return _("today") if left == 0 else ngettext_("{n} day left", "{n} days left", left)
