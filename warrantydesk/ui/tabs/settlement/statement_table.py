"""The lines of a statement, any number of them; the reason is written in its cell."""

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.settlement.statement_views import PROBLEMS, LineRow, Only
from warrantydesk.i18n import _
from warrantydesk.services.settlement.views import StatementViews
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.table import Column, TableView, WindowedModel
from warrantydesk.ui.kit.table_delegate import TableDelegate
from warrantydesk.ui.kit.table_model import Order
from warrantydesk.ui.tabs.settlement.reason_field import ReasonField
from warrantydesk.ui.tabs.settlement.statement_columns import REASON, line_columns

LEAST_REASON = 132
"""Pixels at 100 % below which the column of reasons takes the room of others."""
GIVES_WAY = ("claimed", "maker_number", "plate")
"""Columns that give way to the reasons, in this order."""


class LineSource:
    """The lines of one statement, fetched as they are looked at."""

    def __init__(self, views: StatementViews, statement_id: int, only: Only) -> None:
        self._views, self._statement_id, self._only = views, statement_id, only
        self.likely: dict[int, str] = {}
        """Claim numbers of the likeliest candidates, by line."""

    def count(self) -> int:
        """Return how many lines are shown."""
        return len(self.ids(None))

    def ids(self, order: Order | None) -> "array[int]":
        """Return the ids of the lines in order."""
        return self._views.line_ids(self._statement_id, self._only, order)

    def rows(self, ids: Sequence[int]) -> list[Any]:
        """Return the lines of these ids."""
        found = self._views.lines(ids)
        self.likely.update(self._views.likeliest(found))
        return found


class _LineDelegate(TableDelegate):
    """Draws the box in which the reason of the current line is still to be written."""

    def _paint_cell(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, index: Any
    ) -> None:
        current = self._view.currentIndex().row() == index.row()
        asks = isinstance(self._view, StatementTable) and self._view.asks_reason(row)
        if column.key != REASON or not current or not asks or column.say(row):
            super()._paint_cell(painter, area, column, row, index)
            return
        look = theme.tokens()
        box = area.adjusted(1, 2, -1, -3)
        paint.box(painter, box, look.field, look.accent, 4, 2 if self._view.hasFocus() else 1)
        words = box.adjusted(7, 0, -6, 0)
        paint.words(painter, words, _("Choose a reason…"), look.ink3)


class StatementTable(TableView):
    """One statement's lines; Enter writes the reason, else opens the claim."""

    reasoned = Signal(object, str, str, bool)
    """A line, reason code, words, and whether the maker's amount is the end of it."""

    def __init__(self, views: StatementViews, desk: Any, parent: QWidget | None = None) -> None:
        """Start without a statement."""
        self._model = WindowedModel(line_columns(desk, {}, {}))
        self._editing: ReasonField | None = None
        self._edited: LineRow | None = None
        self.is_open = False
        super().__init__(self._model, multi=True, parent=parent)
        self._views, self._desk = views, desk
        self._names: dict[str, str] = {}
        self._source: LineSource | None = None
        self._hidden: tuple[str, ...] = ()
        self._delegate = _LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Lines of the statement"))
        self.set_empty(_("No line is of this kind."))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.end_edit())

    def show_lines(self, statement_id: int, only: Only, brand: str, is_open: bool) -> None:
        """Show the lines of a statement; the current one stays where it is still shown."""
        held = self.current_line()
        scrolled = self.verticalScrollBar().value()
        self.end_edit()
        self.is_open = is_open
        self._names = dict(self._views.reasons(brand))
        self._source = LineSource(self._views, statement_id, only)
        self._model.columns = tuple(line_columns(self._desk, self._names, self._source.likely))
        self._model.set_source(self._source)
        self.verticalScrollBar().setValue(scrolled)
        place = self._model.row_of(held.id) if held is not None else -1
        self.select_row(max(place, 0))

    def current_line(self) -> LineRow | None:
        """Return the current line."""
        row = self.row()
        return row if isinstance(row, LineRow) else None

    def select_line(self, line_id: int) -> bool:
        """Make a line the current one; False where it is not shown."""
        place = self._model.row_of(line_id)
        if place >= 0:
            # Without this a Ctrl that is still held would add the line to those chosen before.
            self.clearSelection()
            self.select_row(place)
        return place >= 0

    def asks_reason(self, row: LineRow) -> bool:
        """Tell whether something must still be said of a line here."""
        return self.is_open and row.is_undecided and row.amount_fen is not None

    def edit_reason(self) -> bool:
        """Open the field of the current line's reason; False where none is to be given."""
        row = self.current_line()
        asks = row is not None and row.state in PROBLEMS and row.amount_fen is not None
        if row is None or not self.is_open or not asks:
            return False
        self.end_edit()
        place = next(n for n, one in enumerate(self._model.columns) if one.key == REASON)
        self.scrollTo(self.currentIndex())
        area = self.visualRect(self._model.index(self.currentIndex().row(), place))
        field = ReasonField(self._names, self.viewport())
        field.set_reason(row.reason_code, row.reason_text)
        field.taken.connect(self._take)
        field.given_up.connect(self.end_edit)
        field.setGeometry(area.adjusted(1, 1, -1, -2))
        field.show()
        field.setFocus()
        self._editing, self._edited = field, row
        if not row.reason_code and not row.reason_text:
            field.offer("")
        return True

    def editor(self) -> ReasonField | None:
        """Return the field of the reason while it is open."""
        return self._editing

    def end_edit(self) -> None:
        """Close the field of the reason; what was not taken is forgotten."""
        field, self._editing, self._edited = self._editing, None, None
        if field is not None:
            held = field.hasFocus()
            field.hide()
            field.deleteLater()
            if held:
                self.setFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling closes the field."""
        self.end_edit()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns give way to the reasons where the table is narrow."""
        self.end_edit()
        self._give_way()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Close the field when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._editing is not None:
            self.end_edit()

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Leaving a line closes its field."""
        if self._editing is not None and current.row() != previous.row():
            self.end_edit()
        super().currentChanged(current, previous)

    def _take(self, code: str, text: str, final: bool) -> None:
        row = self._edited
        self.end_edit()
        self.setFocus()
        if row is not None:
            self.reasoned.emit(row, code, text, final)

    def _give_way(self) -> None:
        times = theme.unit() / 19
        columns = self._model.columns
        wanted = {one.key: one.width * times for one in columns if one.key != REASON}
        room = self.viewport().width() - LEAST_REASON * times
        hidden: list[str] = []
        for key in GIVES_WAY:
            if sum(wanted.values()) <= room:
                break
            wanted.pop(key)
            hidden.append(key)
        if tuple(hidden) != self._hidden:
            self._hidden = tuple(hidden)
            for place, one in enumerate(columns):
                if one.key in GIVES_WAY:
                    self.setColumnHidden(place, one.key in hidden)
