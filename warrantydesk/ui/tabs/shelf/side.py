"""The left side: the shelf map with its head, and the counts below it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import STANDING, ShelfPlace
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.empty_state import EmptyState
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.tabs.shelf.legend import Legend, counts_of
from warrantydesk.ui.tabs.shelf.pieces import most_urgent
from warrantydesk.ui.tabs.shelf.shelf_map import PlaceView, ShelfMap

CENTER = Qt.AlignmentFlag.AlignHCenter


class ShelfSide(QWidget):
    """Head, map and counts; as a rail the counts, and the places as a menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without places."""
        super().__init__(parent)
        self._narrow = False
        self._views: list[PlaceView] = []
        self.map = ShelfMap()
        self.legend = Legend()
        self.add_place = LinkButton(_("Place"), icon="add")
        self.print_places = LinkButton(_("Labels of places…"), icon="print", delta=-0.5)
        self._count = ElidedWords("", token="ink2", delta=-0.5)
        self._head = self._make_head()
        self._rail = IconButton("boxes", _("Shelf map"), clicked=self._open_menu)
        self._lines = (Hairline(), Hairline())
        self.no_places = EmptyState(
            _("No places yet"),
            _("Name them as R2-3, a whole rack as R4-1..4"),
            button=_("Add a place…"),
            clicked=self.add_place.click,
        )
        self._lay()
        self._show_parts()

    def _make_head(self) -> QWidget:
        made = QWidget()
        head = QHBoxLayout(made)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(Words(_("Shelf map"), delta=0.5, bold=True))
        head.addWidget(self._count, 1)
        head.addWidget(self.add_place)
        return made

    def _lay(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(self._head)
        self._column.addWidget(self.map, 1)
        self._column.addWidget(self.no_places, 1)
        self._column.addWidget(self._rail, 0, CENTER)
        self._column.addWidget(self._lines[0])
        self._column.addWidget(self.legend)
        self._column.addWidget(self._lines[1])
        self._column.addWidget(self.print_places)
        self._column.addStretch(0)

    def show_rail(self, narrow: bool) -> None:
        """Keep only the counts, and the places as a menu, while the pane is a rail."""
        self._narrow = narrow
        self.legend.show_rail(narrow)
        self._show_parts()

    def _show_parts(self) -> None:
        wide, some = not self._narrow, bool(self._views)
        side = 12 if wide else 6
        self._column.setContentsMargins(side, 10, side, 10)
        self._column.setStretch(self._column.count() - 1, int(not wide))
        for part in (self._head, *self._lines):
            part.setVisible(wide)
        self.map.setVisible(wide and some)
        self.print_places.setVisible(wide and some)
        self.no_places.setVisible(wide and not some)
        self._rail.setVisible(not wide and some)

    def show_shelf(
        self, places: Sequence[ShelfPlace], pieces: Sequence[PieceSummary], today: date
    ) -> None:
        """Show places with their pieces, and the counts of all."""
        by_place: dict[str, list[PieceSummary]] = {}
        for piece in pieces:
            if piece.state in STANDING:
                by_place.setdefault(piece.place, []).append(piece)
        self._views = []
        for place in places:
            here = by_place.get(place.code, [])
            self._views.append(PlaceView(place, len(here), most_urgent(here, today)))
        self.map.show_places(self._views)
        standing = sum(len(here) for here in by_place.values())
        self._count.setText(ngettext_("{n} piece", "{n} pieces", standing))
        self.legend.show_rows(counts_of(pieces, today))
        self._show_parts()

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
