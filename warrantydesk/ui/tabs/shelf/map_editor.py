"""Editing the shelf map: racks, layers, order, places for hazards, places out of use."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.shelf_layout import is_bin
from warrantydesk.i18n import _
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.inputs import CheckField
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.shelf_map import ShelfMap


class MapEditor(QWidget):
    """What may be done with the place chosen on the map, and with the map as a whole."""

    def __init__(
        self, shell: Shell, desk: Any, shelf_map: ShelfMap, parent: QWidget | None = None
    ) -> None:
        """Edit the places that ``shelf_map`` shows."""
        super().__init__(parent)
        self._shell, self._desk, self._map = shell, desk, shelf_map
        self._place: ShelfPlace | None = None
        self._hint = Words(
            _("Choose a place. Drag it, or use Ctrl with the arrows, to move its row."),
            token="ink2",
            delta=-1,
            wrap=True,
        )
        self._name = Words("", bold=True)
        self.up = IconButton("up", _("Move its row up (Ctrl+Up)"), clicked=lambda: self._shift(-1))
        self.down = IconButton(
            "down", _("Move its row down (Ctrl+Down)"), clicked=lambda: self._shift(1)
        )
        self.hazards = CheckField(_("Hazardous pieces only"), alone=True)
        self.hazards.edited.connect(self._save_hazards)
        self.layer = LinkButton(_("Add a layer"), icon="add", clicked=self._add_layer)
        self.retire = LinkButton(_("Take out of use…"), icon="close", clicked=self._retire)
        self.add_place = LinkButton(_("Place or rack…"), icon="add")
        self.labels = LinkButton(_("Labels of places…"), icon="print")
        self.outbound = LinkButton(_("Outbound area…"), icon="add", clicked=self._add_outbound)
        self._of_place = (self._name, self.up, self.down, self.hazards, self.layer, self.retire)
        self._lay()
        shelf_map.moved.connect(self._move)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.up)
        head.addWidget(self.down)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._hint)
        column.addLayout(head)
        column.addWidget(self.hazards)
        for link in (self.layer, self.retire, self.add_place, self.outbound, self.labels):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_place(self, code: str) -> None:
        """Offer what may be done with a place; without one, what may be done with the map."""
        places = self._desk.shelf.places()
        self._place = next((one for one in places if one.code == code), None)
        place = self._place
        self._hint.setVisible(place is None)
        for widget in self._of_place:
            widget.setVisible(place is not None)
        if place is None:
            return
        self._name.setText(place.code)
        self.hazards.set_value(place.hazards)
        self.hazards.setVisible(not place.outbound)
        self.layer.setVisible(bool(place.layer) and not is_bin(place))
        row = next((i for i, row in enumerate(self._map.rows()) if code in row), 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(row < len(self._map.rows()) - 1)

    def _shift(self, step: int) -> None:
        if self._place is not None:
            self._map.shift(self._place.code, step)

    def _move(self, code: str, before: str) -> None:
        """Put the whole row of a place before the row of another, or at the end."""
        rows = self._map.rows()
        moved = next((row for row in rows if code in row), [])
        rest = [row for row in rows if row is not moved]
        at = next((i for i, row in enumerate(rest) if before in row), len(rest))
        order = [one for row in (*rest[:at], moved, *rest[at:]) for one in row]
        tried(self._shell, lambda: self._desk.shelf.order_places(tuple(order)))

    def _save_hazards(self) -> None:
        place, wanted = self._place, bool(self.hazards.value())
        if place is None:
            return
        saved = tried(
            self._shell,
            lambda: self._desk.shelf.save_place(
                place.rack, place.layer, place.outbound, hazards=wanted
            ),
        )
        if saved is None:
            self.hazards.set_value(place.hazards)

    def _add_layer(self) -> None:
        """Add the next layer to the rack of the place."""
        if self._place is None:
            return
        rack = self._place.rack
        numbers = [
            int(one.layer)
            for one in self._desk.shelf.places()
            if one.rack == rack and one.layer.isdecimal()
        ]
        layer = max(numbers, default=0) + 1
        tried(self._shell, lambda: self._desk.shelf.save_place(rack, str(layer)))

    def _retire(self) -> None:
        place = self._place
        if place is None:
            return
        question = _("Take {place} out of use?", place=place.code)
        detail = _("Its label is not valid any more. It can be added again later.")
        if self._shell.ask(question, _("Take out of use"), detail):
            done = tried(self._shell, lambda: self._desk.shelf.retire_place(place.code))
            if done is not None:
                self._map.set_chosen("")
                self._map.chosen.emit("")

    def _add_outbound(self) -> None:
        text = self._shell.ask_text(_("Name of the outbound area, as in OUT"))
        if text:
            tried(self._shell, lambda: self._desk.shelf.save_places(text, outbound=True))
