"""The table of a report: numbers that lead to their claims, small bars, the total at the foot."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warrantydesk.domain.report import ReportRow, ReportTable, Shows
from warrantydesk.domain.report_numbers import bars_of, cell_text
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.table import ListModel, TableView
from warrantydesk.ui.kit.table_delegate import TableDelegate
from warrantydesk.ui.kit.table_header import ALIGN, INSET
from warrantydesk.ui.kit.table_model import Column, Index
from warrantydesk.ui.tabs.reports.columns import columns_of

NO_TABLE = ReportTable("", "", "", (), ())
Keys = tuple[str, str]
"""Row and column of a number."""


class _Cells(TableDelegate):
    """Paints small bars of months, and numbers that lead on as links."""

    def __init__(self, view: "ReportView") -> None:
        super().__init__(view)
        self._report_view = view

    def _paint_cell(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, index: Index
    ) -> None:
        kind = self._report_view.kinds[index.column()]
        inner = area.adjusted(INSET, 0, -INSET, -1)
        if kind.shows is Shows.MONTHS:
            paint_months(painter, inner, bars_of(row.cells[index.column()]))
        elif self._report_view.keys_at(index) is not None:
            face = theme.font(0, column.is_bold(row))
            ink = theme.tokens().accent
            paint.words(painter, inner, column.say(row), ink, face, ALIGN[column.align])
        else:
            super()._paint_cell(painter, area, column, row, index)


def paint_months(painter: QPainter, area: QRectF, values: tuple[int, ...]) -> None:
    """Draw a small bar a month, the newest in the accent."""
    if not values:
        return
    look, most = theme.tokens(), max(max(values), 1)
    wide = min(area.width() / len(values), theme.h(0.74))
    high = area.height() - theme.h(0.5)
    ground = area.bottom() - theme.h(0.25)
    for number, value in enumerate(values):
        tall = max(high * max(value, 0) / most, 1)
        color = look.accent if number == len(values) - 1 else look.bar
        spot = QRectF(area.left() + number * wide, ground - tall, max(wide - 2, 1), tall)
        painter.fillRect(spot, color)


class ReportView(TableView):
    """The rows; Enter or a click on a number emits its row and column."""

    followed = Signal(object)

    def __init__(self, table: ReportTable) -> None:
        """Start without the rows of ``table``, wide enough for them."""
        self.kinds = table.columns
        super().__init__(ListModel(columns_of(table)))
        self.setItemDelegate(_Cells(self))
        self.setMouseTracking(True)
        self.clicked.connect(self._take_click)

    def keys_at(self, index: Index) -> Keys | None:
        """Return row and column of a number that leads to its claims, None for any other cell."""
        row = self._grid.row_at(index.row()) if index.isValid() else None
        if not isinstance(row, ReportRow) or not self.kinds[index.column()].clicks:
            return None
        value = row.cells[index.column()]
        return (row.key, self.kinds[index.column()].key) if value else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows the number in hand, else the first one of the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.follow_current()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point with a hand at a number that leads on."""
        super().mouseMoveEvent(event)
        leads = self.keys_at(self.indexAt(event.position().toPoint())) is not None
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def follow_current(self) -> None:
        """Follow the number in hand, else the first one of the row."""
        self._follow_row(self.currentIndex())

    def _take_click(self, index: QModelIndex) -> None:
        if (keys := self.keys_at(index)) is not None:
            self.followed.emit(keys)

    def _follow_row(self, index: QModelIndex) -> None:
        places = [index.column(), *range(len(self.kinds))] if index.isValid() else []
        for place in places:
            if (keys := self.keys_at(index.siblingAtColumn(place))) is not None:
                self.followed.emit(keys)
                return


class TotalRow(QWidget):
    """The sums of a report, below its rows and never scrolled away."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._view: ReportView | None = None
        self._row: ReportRow | None = None
        self.restyle()

    def restyle(self) -> None:
        """Take the height anew."""
        self.setFixedHeight(theme.h(1.58))

    def show_total(self, view: ReportView, row: ReportRow | None) -> None:
        """Show the total of the columns of ``view``; None hides it."""
        self._view, self._row = view, row
        self.setVisible(row is not None)
        head = view.horizontalHeader()
        for moved in (head.sectionResized, head.sectionMoved):
            moved.connect(lambda *_places: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())
        texts = self.texts()
        self.setAccessibleName(", ".join(text for text in texts if text))
        self.update()

    def texts(self) -> list[str]:
        """Return what stands in the columns."""
        if self._row is None or self._view is None:
            return []
        pairs = zip(self._row.cells, self._view.kinds, strict=True)
        return [cell_text(value, kind.shows) for value, kind in pairs]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sums below their columns."""
        painter, look = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), look.alt)
        paint.hairline(painter, 0, self.width(), 0, look.line2)
        if self._view is None or self._row is None:
            return
        model = self._view.model()
        columns = model.columns if isinstance(model, ListModel) else ()
        for place, (column, text) in enumerate(zip(columns, self.texts(), strict=True)):
            if not text or self._view.isColumnHidden(place):
                continue
            left = self._view.columnViewportPosition(place) + INSET
            spot = QRectF(left, 0, self._view.columnWidth(place) - 2 * INSET, self.height())
            if self._view.kinds[place].shows is Shows.MONTHS:
                paint_months(painter, spot, bars_of(self._row.cells[place]))
            else:
                face = theme.font(0, True)
                paint.words(painter, spot, text, look.ink, face, ALIGN[column.align])


class ReportGrid(QWidget):
    """The table with its total; made anew where the columns are others."""

    chosen = Signal(str)
    followed = Signal(object)

    def __init__(self, memory: Memory, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._memory = memory
        self._code = ""
        self.view = ReportView(NO_TABLE)
        self.total = TotalRow()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(self.total)
        self.total.hide()

    def show_table(self, table: ReportTable, empty: str) -> None:
        """Show the rows of a report; the row in hand stays so where it is still there."""
        held = self.current_key() if table.code == self._code else ""
        if table.code != self._code or table.columns != self.view.kinds:
            self._renew(table)
        self._code = table.code
        self.view.set_empty(empty)
        model = self.view.model()
        if isinstance(model, ListModel):
            model.show(table.rows)
        self.total.show_total(self.view, table.total if table.rows else None)
        if held:
            self.select(held)

    def _renew(self, table: ReportTable) -> None:
        old, self.view = self.view, ReportView(table)
        self.view.setAccessibleName(table.title)
        self._column.replaceWidget(old, self.view)
        old.hide()
        old.deleteLater()
        self.view.remember(self._memory, f"reports_{table.code}")
        self.view.chosen.connect(lambda row: self.chosen.emit(row.key if row else ""))
        self.view.followed.connect(self.followed)
        self.setFocusProxy(self.view)

    def current_key(self) -> str:
        """Return the key of the row in hand."""
        row = self.view.row()
        return row.key if isinstance(row, ReportRow) else ""

    def select(self, key: str) -> bool:
        """Put the row with this key in hand."""
        found: bool = self.view.select_where(lambda row: row.key == key)
        return found
