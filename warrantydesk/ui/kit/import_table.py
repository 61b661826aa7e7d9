"""The table of row results: Enter accepts what is offered, F2 edits a cell, Del leaves rows out."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.services.imports.target import RowResult
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.import_cells import WORDS, ResultDelegate, laid
from warrantydesk.ui.kit.table import ListModel, TableView


class CellBox(LineField):
    """The box over a cell: Enter takes what was typed, Esc leaves the cell as it was."""

    taken = Signal(str)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setText(text)
        self.selectAll()
        self._before, self._ended = text, False

    def restyle(self) -> None:
        super().restyle()
        self.setMinimumHeight(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.end(True)

    def end(self, take: bool) -> None:
        """Close the box; with ``take`` tell what was typed, where it is new."""
        if self._ended:
            return
        self._ended = True
        parent = self.parentWidget()
        self.hide()
        self.deleteLater()
        if parent is not None:
            parent.setFocus()
        if take and self.text().strip() != self._before:
            self.taken.emit(self.text().strip())


class ResultTable(TableView):
    """Rows with what is offered at them; Enter does the first, F2 edits, Del leaves out."""

    repaired = Signal(object, object)
    edited = Signal(object, str, str)
    skipped = Signal(object)

    def __init__(self, model: ListModel, parent: QWidget | None = None) -> None:
        """Over a list of row results."""
        super().__init__(model, multi=True, parent=parent)
        self._rows = model
        self.setItemDelegate(ResultDelegate(self))
        self.editable: Callable[[Any, str], tuple[str, str] | None] = lambda row, key: None
        """Gives the field and the text of a cell by row and column key, None for fixed ones."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter accepts, F2 edits, Del leaves rows out."""
        row = self.row()
        if event.key() == Qt.Key.Key_F2 and row is not None:
            self.edit_cell(row)
        elif event.key() == Qt.Key.Key_Delete and self.selected_rows():
            self.skipped.emit(self.selected_rows())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if row is not None and row.repairs:
                self.repaired.emit(row, row.repairs[0])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what is offered does it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if not isinstance(row, RowResult) or event.button() != Qt.MouseButton.LeftButton:
            return
        column = self._rows.columns[index.column()]
        if column.key != WORDS or not row.repairs:
            return
        area = QRectF(self.visualRect(index))
        _said, offers = laid(area, column.say(row), row)
        for spot, repair in zip(offers, row.repairs, strict=True):
            if spot.contains(event.position()):
                self.repaired.emit(row, repair)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click edits the cell below it."""
        index = self.indexAt(event.position().toPoint())
        row = self._rows.row_at(index.row()) if index.isValid() else None
        if isinstance(row, RowResult):
            self.edit_cell(row, self._rows.columns[index.column()].key)

    def edit_cell(self, row: RowResult, key: str = "file") -> "CellBox | None":
        """Open a box over a cell, or over the first that may be edited where it is fixed."""
        have = [one.key for one in self._rows.columns]
        wished = [one for one in (key, "file", *have) if one in have]
        shown = next((one for one in wished if self.editable(row, one) is not None), "")
        found = self.editable(row, shown) if shown else None
        if found is None:
            return None
        name, text = found
        box = CellBox(text, self.viewport())
        box.setAccessibleName(_("New value"))
        box.setGeometry(self._area(shown))
        box.taken.connect(lambda typed: self.edited.emit(row, name, typed))
        box.show()
        box.setFocus()
        return box

    def _area(self, key: str) -> QRect:
        place = next(n for n, one in enumerate(self._rows.columns) if one.key == key)
        index: QModelIndex = self._rows.index(self.currentIndex().row(), place)
        area = self.visualRect(index)
        return area.adjusted(0, 0, max(0, theme.h(5) - area.width()), -1)
