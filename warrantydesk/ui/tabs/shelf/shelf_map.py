"""The shelf map: racks by layers, each place a cell with its count and most urgent piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QVBoxLayout, QWidget

from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.labels import ElidedWords
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.kit.tokens import Tone

MOST_LAYERS = 6


@dataclass(frozen=True)
class PlaceView:
    """A place as a cell shows it."""

    place: ShelfPlace
    count: int
    mark: Mark | None = None


class ShelfCell(QAbstractButton):
    """One place: count, and the mark of its most urgent piece."""

    def __init__(self, view: PlaceView, wide: bool = False) -> None:
        """``wide`` is a place without layers, in one row with its name."""
        super().__init__()
        self.view, self._wide, self.chosen = view, wide, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()
        self.show_view(view)

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.85 if self._wide else 2.75))
        self.setMinimumWidth(theme.h(1.9))

    def show_view(self, view: PlaceView) -> None:
        """Show another count or mark."""
        self.view = view
        pieces = ngettext_("{n} piece", "{n} pieces", view.count)
        said = self._word()
        self.setText(view.place.code)
        self.setAccessibleName(f"{view.place.code}, {pieces}, {said}" if said else pieces)
        self.setToolTip(f"{view.place.code}: {pieces}")
        self.update()

    def choose(self, chosen: bool) -> None:
        """Draw or take away the double ring."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        """Room for three figures."""
        return QSize(theme.h(2.3), theme.h(1.85 if self._wide else 2.75))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tint, outline, count and mark or word."""
        painter = QPainter(self)
        look = theme.tokens()
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        tone = self._tone()
        empty = not self.view.count
        loud = tone is not Tone.NEUTRAL
        fill = look.tint_of(tone) if loud else look.alt if empty else look.base
        line = look.mark_of(tone) if loud else look.line
        if self.underMouse() and not loud:
            fill = look.hover
        paint.box(painter, area, fill, line, 4)
        if self.chosen or self.hasFocus():
            paint.box(painter, QRectF(self.rect()), None, look.accent, 5, 2)
        if self._wide:
            self._paint_wide(painter, area)
        else:
            self._paint_tall(painter, area, tone)

    def _paint_tall(self, painter: QPainter, area: QRectF, tone: Tone) -> None:
        look = theme.tokens()
        if not self.view.count:
            paint.words(painter, area, "–", look.ink3, None, paint.CENTER)
            return
        ink = look.ink_of(tone) if tone is not Tone.NEUTRAL else look.ink
        top = QRectF(area.left(), area.top() + 2, area.width(), area.height() * 0.56)
        paint.words(painter, top, str(self.view.count), ink, theme.font(2.5, True), paint.CENTER)
        low = QRectF(area.left(), area.center().y() + 3, area.width(), area.height() * 0.4)
        if tone is not Tone.NEUTRAL and self.view.mark is not None:
            side = theme.h(0.63)
            spot = QRectF(0, 0, side, side)
            spot.moveCenter(low.center())
            paint_mark(painter, spot, self.view.mark)
        else:
            paint.words(painter, low, _("kept"), look.ink2, theme.font(-1), paint.CENTER)

    def _paint_wide(self, painter: QPainter, area: QRectF) -> None:
        look = theme.tokens()
        side = theme.h(0.84)
        icon = "box" if self.view.place.outbound else "boxes"
        spot = QRectF(area.left() + 10, area.center().y() - side / 2, side, side)
        paint_icon(painter, spot, icon, look.accent)
        inner = area.adjusted(side + 18, 0, -10, 0)
        count = ngettext_("{n} piece", "{n} pieces", self.view.count)
        taken = paint.words(painter, inner, count, look.accent, theme.font(-0.5), paint.RIGHT)
        inner.setRight(inner.right() - taken - 8)
        name = _("Outbound {place}", place=self.view.place.code)
        text = name if self.view.place.outbound else self.view.place.code
        paint.words(painter, inner, text, look.accent, theme.font(0, True))

    def _tone(self) -> Tone:
        return tone_of(self.view.mark) if self.view.mark is not None else Tone.NEUTRAL

    def _word(self) -> str:
        if not self.view.count:
            return _("empty")
        words = {Mark.OVERDUE: _("overdue"), Mark.WARN: _("due soon")}
        return words.get(self.view.mark or Mark.HOLD, _("nothing due"))


class ShelfMap(QWidget):
    """Cells in rows of racks; a click chooses a place, a second click lets it go."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without places."""
        super().__init__(parent)
        self._cells: dict[str, ShelfCell] = {}
        self._chosen = ""
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scroll(self._grid_holder))

    def show_places(self, views: Sequence[PlaceView]) -> None:
        """Show places; cells are kept while the places are the same."""
        if [view.place.code for view in views] != list(self._cells):
            self._build(views)
        for view in views:
            self._cells[view.place.code].show_view(view)

    def cells(self) -> Mapping[str, ShelfCell]:
        """Return the cells by place."""
        return dict(self._cells)

    def set_chosen(self, code: str) -> None:
        """Ring a place; never emits."""
        self._chosen = code
        for name, cell in self._cells.items():
            cell.choose(name == code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the cells."""
        ahead = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
        back = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up)
        if ahead or back:
            self.focusNextPrevChild(ahead)
        else:
            super().keyPressEvent(event)

    def _build(self, views: Sequence[PlaceView]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cells = {view.place.code: self._cell(view) for view in views}
        racks = list(dict.fromkeys(v.place.rack for v in views if _in_grid(v.place)))
        layers = sorted({v.place.layer for v in views if _in_grid(v.place)}, key=_by_number)
        for column, layer in enumerate(layers[:MOST_LAYERS], 1):
            name = _("Lv {layer}", layer=layer)
            head = ElidedWords(name, token="ink2", delta=-1, align=paint.CENTER)
            self._grid.addWidget(head, 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, rack in enumerate(racks, 1):
            self._grid.addWidget(ElidedWords(rack, bold=True), row, 0)
        self._lay_cells(views, racks, layers)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.set_chosen(self._chosen)

    def _lay_cells(self, views: Sequence[PlaceView], racks: list[str], layers: list[str]) -> None:
        below = len(racks) + 1
        for view in views:
            cell = self._cells[view.place.code]
            if _in_grid(view.place) and view.place.layer in layers[:MOST_LAYERS]:
                at = racks.index(view.place.rack) + 1
                self._grid.addWidget(cell, at, layers.index(view.place.layer) + 1)
            else:
                self._grid.addWidget(cell, below, 1, 1, max(1, len(layers[:MOST_LAYERS])))
                below += 1

    def _cell(self, view: PlaceView) -> ShelfCell:
        cell = ShelfCell(view, wide=not _in_grid(view.place))
        code = view.place.code
        cell.clicked.connect(lambda: self._click(code))
        return cell

    def _click(self, code: str) -> None:
        self.set_chosen("" if code == self._chosen else code)
        self.chosen.emit(self._chosen)


def _in_grid(place: ShelfPlace) -> bool:
    return bool(place.layer) and not place.outbound


def _by_number(layer: str) -> tuple[int, str]:
    return (int(layer), "") if layer.isdigit() else (10**6, layer)
