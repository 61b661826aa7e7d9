"""The left side: the shelf map with its head, the counts below it, the shipment being packed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.piece_question import PieceCounts, Shown
from warrantydesk.domain.shelf_layout import PlaceLoad, Scheme
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf.ledger_links import LedgerLinks
from warrantydesk.ui.tabs.shelf.legend import Legend, counts_of
from warrantydesk.ui.tabs.shelf.map_editor import MapEditor
from warrantydesk.ui.tabs.shelf.pieces import URGENCIES
from warrantydesk.ui.tabs.shelf.shelf_map import PlaceView, ShelfMap
from warrantydesk.ui.tabs.shelf.shipment_strip import ShipmentStrip

CENTER = Qt.AlignmentFlag.AlignHCenter
ROOMY = 30
"""Line heights from which map, counts, links and shipment have room below each other."""


class ShelfSide(QWidget):
    """Head, map and counts; as a rail the counts, and the places as a menu."""

    def __init__(self, shell: Shell, desk: Any, parent: QWidget | None = None) -> None:
        """Start without places; ``refresh`` reads them."""
        super().__init__(parent)
        self._shell, self._desk = shell, desk
        self._narrow = self._has_shipment = False
        self._views: list[PlaceView] = []
        self.map = ShelfMap()
        self.legend = Legend()
        self.editor = MapEditor(shell, desk, self.map)
        self.strip = ShipmentStrip(shell, desk)
        self.links = LedgerLinks(shell, desk)
        self.add_place = self.editor.add_place
        self.print_places = self.editor.labels
        self.edit = IconButton(
            "edit", _("Edit the shelf map"), clicked=self._show_parts, checkable=True
        )
        self.scheme = LinkButton("", delta=-0.5, clicked=self._change_scheme)
        self._count = ElidedWords("", token="ink2", delta=-0.5)
        self._head = self._make_head()
        self._rail = IconButton("boxes", _("Shelf map"), clicked=self._open_menu)
        self._lines = (Hairline(),)
        self.no_places = EmptyState(
            _("No places yet"),
            _("Name them as R2-3, a whole rack as R4-1..4"),
            button=_("Add a place…"),
            clicked=self.add_place.click,
        )
        self.map.chosen.connect(self.editor.show_place)
        self._lay()
        self._show_parts()

    def _make_head(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout(made)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(Words(_("Shelf map"), delta=0.5, bold=True))
        head.addWidget(self._count, 1)
        head.addWidget(self.scheme)
        head.addWidget(self.edit)
        return made

    def _lay(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(self._head)
        self._column.addWidget(self.map, 1)
        self._column.addWidget(self.no_places, 1)
        self._column.addWidget(self._rail, 0, CENTER)
        self._column.addWidget(self._lines[0])
        self._column.addWidget(self.editor)
        self._column.addWidget(self.legend)
        self._column.addWidget(self.links)
        self._column.addWidget(self.strip)
        self._column.addStretch(0)

    def show_rail(self, narrow: bool) -> None:
        """Keep only the counts, and the places as a menu, while the pane is a rail."""
        self._narrow = narrow
        self.legend.show_rail(narrow)
        self._show_parts()

    def _show_parts(self) -> None:
        wide, some = not self._narrow, bool(self._views)
        editing = wide and some and self.edit.isChecked()
        side = 12 if wide else 6
        self._column.setContentsMargins(side, 10, side, 10)
        self._column.setStretch(self._column.count() - 1, int(not wide))
        for part in (self._head, *self._lines):
            part.setVisible(wide)
        self.map.setVisible(wide and some)
        self.map.set_editing(editing)
        self.editor.setVisible(editing)
        self.legend.setVisible(not editing)
        roomy = self.height() > theme.h(ROOMY) or not self._has_shipment
        self.links.setVisible(wide and some and not editing and roomy)
        self.strip.setVisible(wide and not editing and self._has_shipment)
        self.no_places.setVisible(wide and not some)
        self.edit.setVisible(some)
        self._rail.setVisible(not wide and some)

    def refresh(self, counts: PieceCounts) -> None:
        """Read the places, what stands on them and the open shipment; ``counts`` are of all."""
        shelf = self._desk.shelf
        loads = shelf.loads()
        self._views = []
        for place in shelf.shown(loads):
            load = loads.get(place.code, PlaceLoad())
            self._views.append(PlaceView(place, load.pieces, URGENCIES[load.urgency]))
        self.map.show_places(self._views)
        self.editor.show_place(self.map.value())
        standing = counts.shown[Shown.SHELF].pieces
        self._count.setText(ngettext_("{n:,} piece", "{n:,} pieces", standing))
        self.legend.show_rows(counts_of(counts))
        self._say_scheme()
        self._has_shipment = self.strip.refresh(self._desk.pieces.today)
        self._show_parts()

    def _say_scheme(self) -> None:
        bins = self._desk.shelf.scheme is Scheme.BINS
        self.scheme.setText(_("Racks") if bins else _("Ten bins"))
        self.scheme.setToolTip(
            _("Find places by rack and layer")
            if bins
            else _("Find places by the last digit of the repair order")
        )
        self.scheme.updateGeometry()

    def _change_scheme(self) -> None:
        """Ask, and find places the other way from now on."""
        if self._desk.shelf.scheme is Scheme.BINS:
            wanted, question = Scheme.RACKS, _("Find places by rack and layer from now on?")
        else:
            wanted = Scheme.BINS
            question = _("Use ten bins, by the last digit of the repair order, from now on?")
        detail = _("Pieces stay where they are. Their places stay on the map until they are empty.")
        if self._shell.ask(question, _("Change over"), detail):
            tried(self._shell, lambda: self._desk.shelf.set_scheme(wanted))

    def menu(self) -> QMenu:
        """Return the places with their counts as a menu, for the rail."""
        menu = QMenu(self)
        for view in self._views:
            code = view.place.code
            action = menu.addAction(f"{code}\t{view.count}")
            action.triggered.connect(lambda _on=False, code=code: self.map.chosen.emit(code))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._rail.mapToGlobal(self._rail.rect().topRight()))
