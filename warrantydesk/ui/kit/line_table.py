"""An editable table of lines: Enter goes on, blocks are pasted, findings sit in corners."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QToolTip,
    QWidget,
)

from warrantydesk.i18n import ngettext_
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.clipboard import pasted_block
from warrantydesk.ui.kit.findings import FindingView, by_weight
from warrantydesk.ui.kit.inputs import SuggestField
from warrantydesk.ui.kit.line_delegate import LineDelegate
from warrantydesk.ui.kit.line_header import LineHeader
from warrantydesk.ui.kit.line_model import LineColumn, LinesModel, Row
from warrantydesk.ui.kit.line_paste import paste_block
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.outline import Field
from warrantydesk.ui.kit.scrolls import show_in_area, slim, stretch
from warrantydesk.ui.kit.table_model import Index

__all__ = ["LineColumn", "LineTable", "Row"]

PLACE = re.compile(r"\[(\d+)\](?:\.([\w.]+))?")


class LineTable(QTableView):
    """Rows are dictionaries; to a form it is a field whose value is the list of them."""

    edited = Signal()
    suggestion_taken = Signal(int, str, object)
    paste_refused = Signal(int)

    def __init__(
        self, columns: Sequence[LineColumn], blank: Row | None = None, parent: QWidget | None = None
    ) -> None:
        """``blank`` is what a new row begins with."""
        super().__init__(parent)
        self._model = LinesModel(columns, self)
        self._blank = dict(blank or {})
        self._findings: dict[tuple[int, str], FindingView] = {}
        self._state: tuple[Mark | None, str] = (None, "")
        self._wanted: str | None = None
        self._part: LineColumn | None = None
        slim(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(LineHeader(self))
        self.verticalHeader().hide()
        self._delegate = LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        for changed in (self._model.rowsInserted, self._model.rowsRemoved, self._model.modelReset):
            changed.connect(self._fit)
        self.restyle()

    def restyle(self) -> None:
        """Take row height and widths anew."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._fit()

    def row_height(self) -> int:
        """Return the height of a row: two lines where any column has a second."""
        return theme.h(2.21 if any(c.under or c.second for c in self._model.columns) else 1.58)

    def value(self) -> list[Row]:
        """Return the rows."""
        return [dict(row) for row in self._model.rows]

    def set_value(self, value: Any) -> None:
        """Show rows; never emits ``edited``."""
        if list(value or ()) != self._model.rows:
            self._model.show(value or ())

    def set_state(self, severity: Mark | None, text: str = "") -> None:
        """Keep a finding of the table as a whole."""
        self._state = (severity, text)
        self.setAccessibleDescription(text)

    def shown_state(self) -> tuple[Mark | None, str]:
        """Return the finding of the table as a whole."""
        return self._state

    def problem(self) -> str | None:
        """Return nothing: a cell that cannot be read keeps its old value."""
        return None

    def shown(self) -> str:
        """Return the number of rows."""
        return str(len(self._model.rows))

    def show_findings(self, findings: Sequence[FindingView]) -> None:
        """Mark the cells of findings whose paths end in ``[row].key``."""
        self._findings = {}
        for one in reversed(by_weight(findings)):
            found = PLACE.search(one.path)
            if found is not None:
                self._findings[int(found[1]), found[2] or self._model.columns[0].key] = one
        self.viewport().update()

    def finding_at(self, number: int, column: LineColumn) -> FindingView | None:
        """Return the finding of a cell, of any of its parts."""
        keys = (column.key, *(part.key for part in column.under))
        return next(
            (self._findings[number, key] for key in keys if (number, key) in self._findings), None
        )

    def jump(self, path: str) -> None:
        """Begin to edit the cell of a finding."""
        found = PLACE.search(path)
        if found is None:
            self.setFocus()
            return
        self.edit_at(int(found[1]), found[2] or "")

    def edit_at(self, number: int, key: str) -> bool:
        """Begin to edit a key of a row; False when it cannot be edited."""
        if not 0 <= number < len(self._model.rows):
            return False
        for place, part in self._model.stops(number):
            if part.key == key:
                self._wanted = key
                self.setCurrentIndex(self._model.index(number, place))
                self.edit(self.currentIndex())
                # The row may be so new that the form has not made room for it yet.
                QTimer.singleShot(0, self, self._show_current)
                return True
        return False

    def add_row(self, values: Row | None = None, *, edit: bool = True) -> int:
        """Add a row at the end and begin to edit it; return its number."""
        number = len(self._model.rows)
        self._model.insert(number, {**self._blank, **(values or {})})
        self.edited.emit()
        if edit and (stops := self._model.stops(number)):
            self.edit_at(number, stops[0][1].key)
        return number

    def remove_row(self, number: int) -> None:
        """Take a row away."""
        if 0 <= number < len(self._model.rows):
            self._model.remove(number)
            self.edited.emit()

    def put(self, number: int, values: Row) -> None:
        """Change values of a row as if the clerk had typed them."""
        changed = [self._model.put(number, key, value) for key, value in values.items()]
        if True in changed:
            self.edited.emit()

    def paste(self) -> None:
        """Lay the block on the clipboard over the cells from the current one on."""
        block = pasted_block()
        if not block:
            return
        refused = paste_block(self._model, self.currentIndex(), block, self._blank)
        self.edited.emit()
        if refused:
            self.paste_refused.emit(refused)

    def has_keyboard(self) -> bool:
        """Say whether the table or one of its editors has the focus."""
        focus = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def part_to_edit(self, index: Index) -> LineColumn:
        """Return the part of a cell that is to be edited next."""
        column = self._model.columns[index.column()]
        parts = (column, *column.under)
        row = self._model.rows[index.row()]
        able = [part for part in parts if part.is_editable(row)]
        return next((part for part in able if part.key == self._wanted), able[0])

    def begin(self, index: Index, part: LineColumn, field: Field) -> None:
        """Note which part is being edited."""
        self._part, self._wanted = part, None
        if isinstance(field, SuggestField):
            number, key = index.row(), part.key
            field.picked.connect(lambda item: self.suggestion_taken.emit(number, key, item))

    def editing_part(self) -> LineColumn | None:
        """Return the part being edited."""
        return self._part

    def take(self, field: Field, index: Index) -> None:
        """Take what an editor holds."""
        if self._part is None or field.problem() is not None:
            return
        if self._model.put(index.row(), self._part.key, field.value()):
            self.edited.emit()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter and Tab go on to the next field, after Shift+Tab back."""
        hints = QAbstractItemDelegate.EndEditHint
        here, part = self.currentIndex(), self._part
        super().closeEditor(editor, hints.NoHint)
        step = {hints.SubmitModelCache: 1, hints.EditNextItem: 1, hints.EditPreviousItem: -1}
        if hint in step and part is not None and here.isValid():
            self._go(here.row(), here.column(), part.key, step[hint])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the table at rest; editors see their keys first."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        index, key = self.currentIndex(), event.key()
        if key == Qt.Key.Key_Insert:
            self.add_row()
        elif key == Qt.Key.Key_Delete and control:
            self.remove_row(index.row())
        elif key == Qt.Key.Key_V and control:
            self.paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid() and not control:
            # An editor passes its Enter on; it is open already.
            if self.state() != QAbstractItemView.State.EditingState:
                self.edit(index)
        elif not self._change_in_place(key, index):
            super().keyPressEvent(event)

    def _change_in_place(self, key: int, index: QModelIndex) -> bool:
        """Tick with Space, empty with Delete; False when the key means something else."""
        if not index.isValid() or key not in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            return False
        column = self._model.columns[index.column()]
        row = self._model.rows[index.row()]
        if not column.is_editable(row) or (key == Qt.Key.Key_Space) != (column.kind == "check"):
            return False
        tick = not row.get(column.key) if column.kind == "check" else None
        self.put(index.row(), {column.key: tick})
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame of the active cell away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: Any) -> bool:
        """Say the finding of the cell under the mouse."""
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            column = self._model.columns[index.column()] if index.isValid() else None
            found = self.finding_at(index.row(), column) if column is not None else None
            QToolTip.showText(event.globalPos(), found.text if found is not None else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width."""
        super().resizeEvent(event)
        self._share_width()

    def sizeHint(self) -> QSize:
        """Head and all rows."""
        rows = max(1, len(self._model.rows))
        return QSize(theme.h(20), self.horizontalHeader().height() + rows * self.row_height() + 2)

    def _go(self, number: int, column: int, key: str, step: int) -> None:
        stops = self._model.stops(number)
        here = next(
            (i for i, (place, part) in enumerate(stops) if (place, part.key) == (column, key)), 0
        )
        there = here + step
        if there >= len(stops) and number + 1 < len(self._model.rows):
            number, there = number + 1, 0
            stops = self._model.stops(number)
        if 0 <= there < len(stops):
            target = stops[there][1].key
            QTimer.singleShot(0, self, lambda: self.edit_at(number, target))
        else:
            self.setFocus()

    def _show_current(self) -> None:
        show_in_area(self, self.visualRect(self.currentIndex()))

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.setAccessibleName(ngettext_("{n} line", "{n} lines", len(self._model.rows)))

    def _share_width(self) -> None:
        columns, times = self._model.columns, theme.unit() / 19
        for place, column in enumerate(columns):
            self.setColumnWidth(place, round(column.width * times))
        greedy = next((place for place, one in enumerate(columns) if one.stretch), None)
        if greedy is not None:
            stretch(self, greedy, round(columns[greedy].width * times))
