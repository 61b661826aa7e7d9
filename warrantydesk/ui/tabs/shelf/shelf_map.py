"""The shelf map: racks by layers or ten bins, each place a cell."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.shelf_layout import is_bin
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.tabs.shelf.shelf_cell import PlaceView, ShelfCell

__all__ = ["PlaceView", "ShelfCell", "ShelfMap"]

MOST_LAYERS = 6
BINS_A_ROW = 5


class ShelfMap(QWidget):
    """Cells in rows of racks; a click chooses a place, a second click lets it go.

    While it is edited, ``moved`` tells which place goes before which other one; the other is
    empty for the end.
    """

    chosen = Signal(str)
    moved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without places."""
        super().__init__(parent)
        self._cells: dict[str, ShelfCell] = {}
        self._places: list[ShelfPlace] = []
        self._chosen = ""
        self._editing = False
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        self._grids = (QGridLayout(), QGridLayout())
        for grid in self._grids:
            grid.setHorizontalSpacing(4)
            grid.setVerticalSpacing(4)
            column.addLayout(grid)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(self._holder))

    def show_places(self, views: Sequence[PlaceView]) -> None:
        """Show places; cells are kept while the places are the same."""
        places = [view.place for view in views]
        if [_shape(one) for one in places] != [_shape(one) for one in self._places]:
            self._build(views)
        self._places = places
        for view in views:
            self._cells[view.place.code].show_view(view)

    def cells(self) -> Mapping[str, ShelfCell]:
        """Return the cells by place."""
        return dict(self._cells)

    def value(self) -> str:
        """Return the place chosen, empty for none."""
        return self._chosen

    def set_chosen(self, code: str) -> None:
        """Ring a place; never emits."""
        self._chosen = code
        for name, cell in self._cells.items():
            cell.choose(name == code)

    def set_editing(self, editing: bool) -> None:
        """Let places be dragged and shifted, or no more."""
        self._editing = editing
        for cell in self._cells.values():
            cell.set_editing(editing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the cells."""
        ahead = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        back = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up)
        if ahead or back:
            self.focusNextPrevChild(ahead)
        else:
            super().keyPressEvent(event)

    def rows(self) -> list[list[str]]:
        """Return the places by row of the map: a whole rack, or one place without layers."""
        found: dict[str, list[str]] = {}
        for place in self._places:
            row = place.rack if _in_grid(place) else place.code
            found.setdefault(row, []).append(place.code)
        return list(found.values())

    def shift(self, code: str, step: int) -> None:
        """Ask for the row of a place to go one up or down."""
        rows = self.rows()
        at = next((i for i, row in enumerate(rows) if code in row), -1)
        to = at + step if step < 0 else at + step + 1
        if at >= 0 and 0 <= to <= len(rows):
            self.moved.emit(code, rows[to][0] if to < len(rows) else "")

    def _build(self, views: Sequence[PlaceView]) -> None:
        for grid in self._grids:
            _empty(grid)
        in_grid = _shown_in_grid([view.place for view in views])
        self._cells = {one.place.code: self._cell(one, in_grid) for one in views}
        bins = [view.place for view in views if is_bin(view.place)]
        self._lay_bins(self._grids[0], bins)
        others = [view.place for view in views if not is_bin(view.place)]
        self._lay_racks(self._grids[1], others)
        self.set_chosen(self._chosen)
        self.set_editing(self._editing)
        racks = list(dict.fromkeys(place.rack for place in others))
        rows = [one for one in others if one.code in in_grid]
        rows.sort(key=lambda one: (racks.index(one.rack), _by_number(one.layer)))
        self._order_tab_stops([*bins, *rows, *(one for one in others if one.code not in in_grid)])

    def _order_tab_stops(self, places: Sequence[ShelfPlace]) -> None:
        """Put the cells, which are made late, where the map stands among the stops of Tab."""
        before = self.previousInFocusChain()
        while before is not None and before is not self:
            if before.focusPolicy() & Qt.FocusPolicy.TabFocus:
                break
            before = before.previousInFocusChain()
        if before is None or before is self:
            return
        for place in places:
            QWidget.setTabOrder(before, self._cells[place.code])
            before = self._cells[place.code]

    def _lay_bins(self, grid: QGridLayout, bins: Sequence[ShelfPlace]) -> None:
        for number, place in enumerate(bins):
            row, column = divmod(number, BINS_A_ROW)
            grid.addWidget(self._cells[place.code], row, column)
            grid.setColumnStretch(column, 1)

    def _lay_racks(self, grid: QGridLayout, places: Sequence[ShelfPlace]) -> None:
        racked = [one for one in places if _in_grid(one)]
        racks = list(dict.fromkeys(one.rack for one in racked))
        layers = _layers_of(places)
        for column in range(1, MOST_LAYERS + 1):
            grid.setColumnStretch(column, int(column <= len(layers)))
        for column, layer in enumerate(layers, 1):
            name = _("Lv {layer}", layer=layer)
            head = ElidedWords(name, token="ink2", delta=-1, align=paint.CENTER)
            grid.addWidget(head, 0, column)
        for row, rack in enumerate(racks, 1):
            grid.addWidget(ElidedWords(rack, bold=True), row, 0)
        below = len(racks) + 1
        for place in places:
            cell = self._cells[place.code]
            if _in_grid(place) and place.layer in layers:
                grid.addWidget(cell, racks.index(place.rack) + 1, layers.index(place.layer) + 1)
            else:
                grid.addWidget(cell, below, 1 if racks else 0, 1, max(1, len(layers)))
                below += 1

    def _cell(self, view: PlaceView, in_grid: set[str]) -> ShelfCell:
        cell = ShelfCell(view, wide=view.place.code not in in_grid)
        code = view.place.code
        cell.clicked.connect(lambda: self._click(code))
        cell.dragged.connect(self._show_target)
        cell.dropped.connect(lambda at: self._drop(code, at))
        cell.shifted.connect(lambda step: self.shift(code, step))
        return cell

    def _click(self, code: str) -> None:
        self.set_chosen("" if code == self._chosen else code)
        self.chosen.emit(self._chosen)

    def _cell_at(self, at: QPoint) -> str:
        """Return the place under a point of the screen, empty for none."""
        for code, cell in self._cells.items():
            if cell.isVisible() and cell.rect().contains(cell.mapFromGlobal(at)):
                return code
        return ""

    def _show_target(self, at: QPoint) -> None:
        under = self._cell_at(at)
        for code, cell in self._cells.items():
            cell.set_target(code == under)

    def _drop(self, code: str, at: QPoint) -> None:
        onto = self._cell_at(at)
        for cell in self._cells.values():
            cell.set_target(False)
        row = next((row for row in self.rows() if onto in row), [])
        if row and code not in row:
            self.moved.emit(code, row[0])


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _shape(place: ShelfPlace) -> tuple[str, bool]:
    """Return what decides where the cell of a place lies."""
    return place.code, place.outbound


def _in_grid(place: ShelfPlace) -> bool:
    return bool(place.layer) and not place.outbound and not is_bin(place)


def _layers_of(places: Sequence[ShelfPlace]) -> list[str]:
    """Return the layers that have a column; a rack's further places follow below."""
    return sorted({one.layer for one in places if _in_grid(one)}, key=_by_number)[:MOST_LAYERS]


def _shown_in_grid(places: Sequence[ShelfPlace]) -> set[str]:
    layers = _layers_of(places)
    return {one.code for one in places if is_bin(one) or (_in_grid(one) and one.layer in layers)}


def _by_number(layer: str) -> tuple[int, str]:
    return (int(layer), "") if layer.isdigit() else (10**6, layer)
