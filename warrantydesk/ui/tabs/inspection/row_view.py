"""The list view under the checklist: rows, the current one, sections, the box being typed in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.kit.table_model import NO_PARENT, Index
from warrantydesk.ui.tabs.inspection.cell_editor import CellEditor, Leaving
from warrantydesk.ui.tabs.inspection.columns import columns, note_rect, reading_rect
from warrantydesk.ui.tabs.inspection.row_delegate import RowDelegate
from warrantydesk.ui.tabs.inspection.rows import CheckRow, Row
from warrantydesk.ui.tabs.inspection.thumbs import Thumbs


class _Rows(QAbstractListModel):
    """The rows; those that only changed their answer are told one by one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> bool:
        """Take other rows; False where they are the same ones with other answers."""
        old, new = self.rows, list(rows)
        if [row.key for row in old] != [row.key for row in new]:
            self.beginResetModel()
            self.rows = new
            self.endResetModel()
            return True
        self.rows = new
        for number, (before, now) in enumerate(zip(old, new, strict=True)):
            if before != now:
                self.dataChanged.emit(self.index(number), self.index(number))
        return False

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ITEM:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, CheckRow):
            return f"{row.text}\n{row.note}".strip()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are passed over."""
        if isinstance(self.data(index, ITEM), CheckRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


class RowView(QListView):
    """Shows the rows and moves among the items; heads are passed over."""

    read = Signal(str, object)
    noted = Signal(str, str)
    moved = Signal(str)

    def __init__(self, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        slim(self)
        self._rows = _Rows(self)
        self._painter = RowDelegate(thumbs)
        self._painter.setParent(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Checklist"))
        thumbs.loaded.connect(self.viewport().update)
        self._editor: CellEditor | None = None

    def restyle(self) -> None:
        """Take the row heights anew."""
        self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[Row], frozen: bool) -> None:
        """Show other rows or answers; the current row and the scroll stay; never emits."""
        held, scroll = self.current_code(), self.verticalScrollBar().value()
        self._painter.frozen = frozen
        self.setAcceptDrops(not frozen)
        if frozen or (self._editor is not None and self._editor.code not in self._codes(rows)):
            self.close_editor(False)
        blocked = self.blockSignals(True)
        if self._rows.show(rows):
            self.doItemsLayout()
            if self.select(held):
                self.verticalScrollBar().setValue(scroll)
            else:
                self.select_first()
        self.blockSignals(blocked)
        self.viewport().update()

    def _codes(self, rows: Sequence[Row]) -> set[str]:
        return {row.key for row in rows}

    def rows(self) -> list[Row]:
        """Return the rows shown."""
        return list(self._rows.rows)

    def current_row(self) -> CheckRow | None:
        """Return the current item."""
        row = self._rows.data(self.currentIndex(), ITEM)
        return row if isinstance(row, CheckRow) else None

    def current_code(self) -> str:
        """Return the code of the current item, empty where there is none."""
        row = self.current_row()
        return row.code if row else ""

    def select(self, code: str) -> bool:
        """Make an item the current one; False when it is not there."""
        for number, row in enumerate(self._rows.rows):
            if isinstance(row, CheckRow) and row.code == code:
                self.setCurrentIndex(self._rows.index(number))
                return True
        return False

    def select_first(self) -> None:
        """Go to the first item without an answer, else to the first."""
        found = [row for row in self._rows.rows if isinstance(row, CheckRow)]
        still = [row for row in found if not row.answered]
        if found:
            self.select((still or found)[0].code)

    def go_to_section(self, section: str) -> None:
        """Scroll a section to the top and make its first open item the current one."""
        inside = [
            (number, row)
            for number, row in enumerate(self._rows.rows)
            if isinstance(row, CheckRow) and row.section == section
        ]
        if not inside:
            return
        still = [row for _number, row in inside if not row.answered]
        self.select((still or [inside[0][1]])[0].code)
        top = self._rows.index(inside[0][0] - 1)
        self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
        self.scrollTo(self.currentIndex())

    def step_section(self, by: int) -> None:
        """Go to a neighbouring section."""
        order = list(dict.fromkeys(r.section for r in self._rows.rows if isinstance(r, CheckRow)))
        row = self.current_row()
        if row is not None and order:
            here = order.index(row.section)
            self.go_to_section(order[min(max(here + by, 0), len(order) - 1)])

    def open_reading(self) -> None:
        """Open the box of the current reading."""
        row = self.current_row()
        if row is not None and row.kind == "measure" and not self._painter.frozen:
            self._open(CellEditor(row.code, row.reading, number=True), "reading")

    def open_note(self) -> None:
        """Open the note of the current item."""
        row = self.current_row()
        if row is not None and not self._painter.frozen:
            self._open(CellEditor(row.code, row.note.replace("\n", " · ")), "note")

    def is_frozen(self) -> bool:
        """Tell whether the answers can no longer be changed."""
        return self._painter.frozen

    def editor(self) -> CellEditor | None:
        """Return the editor that is open."""
        return self._editor

    def _open(self, editor: CellEditor, part: str) -> None:
        self.close_editor(True)
        self.scrollTo(self.currentIndex())
        area = QRectF(self.visualRect(self.currentIndex()))
        at = columns(area.width())
        box = reading_rect(area, at) if part == "reading" else note_rect(area, at)
        editor.setParent(self.viewport())
        editor.setGeometry(box.adjusted(0, -1, 0, 1).toAlignedRect())
        editor.committed.connect(self._take_edit)
        editor.left.connect(self._leave_editor)
        self._editor = editor
        editor.show()
        editor.setFocus()

    def _take_edit(self, code: str, value: object) -> None:
        if isinstance(value, str):
            self.noted.emit(code, value)
        else:
            self.read.emit(code, value)

    def _leave_editor(self, leaving: Leaving) -> None:
        self._editor = None
        if leaving is not Leaving.AWAY:
            self.setFocus()
        if leaving is Leaving.ON:
            self.step(1)

    def close_editor(self, commit: bool) -> None:
        """Close what is open for editing, with or without taking the text."""
        if self._editor is not None:
            self._editor.end(commit)
            self._editor = None

    def step(self, by: int) -> None:
        """Go to a neighbouring item."""
        number = self.currentIndex().row() + by
        while 0 <= number < len(self._rows.rows):
            if isinstance(self._rows.rows[number], CheckRow):
                self.setCurrentIndex(self._rows.index(number))
                return
            number += by

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which item is now the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if self.current_code():
            self.moved.emit(self.current_code())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close an open box: its place has moved."""
        self.close_editor(True)
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Colour the bar of the current row."""
        super().focusInEvent(event)
        self._painter.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Grey the bar of the current row."""
        super().focusOutEvent(event)
        self._painter.focused = False
        self.viewport().update()
