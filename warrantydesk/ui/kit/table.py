"""Tables: one view for all, over rows in a list or a window on any number of them."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from warrantydesk.domain.listing import Holds
from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.clipboard import copy_table
from warrantydesk.ui.kit.memory import Memory
from warrantydesk.ui.kit.scrolls import slim, stretch
from warrantydesk.ui.kit.table_columns import TableColumns
from warrantydesk.ui.kit.table_delegate import TableDelegate, paint_current_row, paint_ground
from warrantydesk.ui.kit.table_header import ALIGN, INSET, TableHeader
from warrantydesk.ui.kit.table_menu import fill_columns, list_menu, open_columns, save_list
from warrantydesk.ui.kit.table_model import Column, GridModel, Group, ListModel
from warrantydesk.ui.kit.table_window import Source, WindowedModel

__all__ = [
    "Column",
    "GridModel",
    "Group",
    "Holds",
    "ListModel",
    "Source",
    "TableView",
    "WindowedModel",
]

MOST_COPIED = 20_000


class TableView(QTableView):
    """Rows without grid; selection is a tint and a bar, text keeps its colours."""

    chosen = Signal(object)
    opened = Signal(object)
    acted = Signal(object)
    group_clicked = Signal(object)
    sorted_by = Signal(object)

    def __init__(
        self, model: GridModel, *, multi: bool = False, parent: QWidget | None = None
    ) -> None:
        """``multi`` lets several rows be selected."""
        super().__init__(parent)
        self._empty = ""
        self._heads: list[int] = []
        self._grid = model
        slim(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(TableHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self._delegate = TableDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._arrangement = TableColumns(self, model)
        self._connect()
        self.restyle()
        self.reset_columns()

    def _connect(self) -> None:
        head = self.horizontalHeader()
        head.sectionClicked.connect(self._sort)
        if isinstance(head, TableHeader):
            head.menu_filled.connect(lambda menu: fill_columns(self, menu))
        for changed in (head.sectionResized, head.sectionMoved):
            changed.connect(self._arrangement.keep)
        self._grid.modelReset.connect(self._lay_groups)
        self.doubleClicked.connect(lambda index: self._open(index))

    def restyle(self) -> None:
        """Take the row height anew."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._lay_groups()

    def row_height(self) -> int:
        """Return the height of a row: two lines where any column has a second."""
        two = any(column.second is not None for column in self._grid.columns)
        return theme.h(2.1) if two else theme.h(1.58)

    def set_empty(self, text: str) -> None:
        """Write this in the middle while there are no rows."""
        self._empty = text
        self.viewport().update()

    def set_marked_words(self, words: list[str]) -> None:
        """Lay a tint under these words in columns with ``highlight``."""
        self._delegate.marked_words = tuple(words)
        self.viewport().update()

    def remember(self, memory: Memory, name: str) -> None:
        """Keep widths, order and sorting of the columns under ``name``, and which are shown."""
        self._arrangement.remember(memory, name)

    def reset_columns(self) -> None:
        """Give the columns back their first widths and order."""
        self._arrangement.reset()
        self._stretch()

    def columns(self) -> tuple[Column, ...]:
        """Return all columns, in their first order."""
        return self._grid.columns

    def sections_shown(self) -> list[int]:
        """Return the numbers of the columns in sight, in the order in which they stand."""
        head = self.horizontalHeader()
        order = (head.logicalIndex(place) for place in range(head.count()))
        return [one for one in order if not head.isSectionHidden(one)]

    def show_column(self, section: int, on: bool) -> None:
        """Take a column out again, or put it away for good."""
        self._arrangement.show(section, on)
        self._stretch()

    def setColumnHidden(self, column: int, hide: bool) -> None:
        """Let a column give way; what the clerk put away does not come back by itself."""
        super().setColumnHidden(column, hide or self._arrangement.is_away(column))

    def row(self) -> Any:
        """Return the current row object, None when there is none."""
        found = self._grid.row_at(self.currentIndex().row())
        return None if isinstance(found, Group) else found

    def selected_rows(self) -> list[Any]:
        """Return the selected row objects from top to bottom."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = [self._grid.row_at(number) for number in numbers]
        return [one for one in found if one is not None and not isinstance(one, Group)]

    def select_row(self, number: int) -> None:
        """Make a row the current one and scroll to it."""
        if 0 <= number < self._grid.rowCount():
            first = self.horizontalHeader().logicalIndex(0)
            index = self._grid.index(number, max(0, first))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def select_where(self, fits: Any) -> bool:
        """Select the first row for which ``fits(row)`` holds; for lists, not for windows."""
        for number in range(self._grid.rowCount()):
            row = self._grid.row_at(number)
            if not isinstance(row, Group) and fits(row):
                self.select_row(number)
                return True
        return False

    def copy(self, headers: bool = False) -> None:
        """Put the selected rows on the clipboard, as text and as a table; many are exported."""
        chosen = self.selectionModel().selection()
        if sum(chosen.at(n).height() for n in range(chosen.count())) > MOST_COPIED:
            words = _("So many rows are not copied: export the list (Ctrl+Shift+E).")
            QToolTip.showText(self.mapToGlobal(self.rect().center()), words, self)
            return
        columns = [self._grid.columns[section] for section in self.sections_shown()]
        lines = [[column.copied(row) for column in columns] for row in self.selected_rows()]
        if headers:
            lines.insert(0, [column.title for column in columns])
        if lines:
            copy_table(lines)

    def is_first_column(self, column: int) -> bool:
        """Say whether a column stands leftmost."""
        return column == next(iter(self.sections_shown()), -1)

    def column_area(self, key: str, area: QRectF) -> tuple[QRectF, Qt.AlignmentFlag]:
        """Return where the column ``key`` lies within a row, and how it is aligned."""
        for index, column in enumerate(self._grid.columns):
            if column.key == key and not self.isColumnHidden(index):
                left = self.columnViewportPosition(index) + INSET
                width = self.columnWidth(index) - 2 * INSET
                return QRectF(left, area.top(), width, area.height()), ALIGN[column.align]
        return QRectF(), paint.LEFT

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens or acts; Ctrl+C copies, with Shift also the heads.

        In a dialog, which the menus of the window do not reach, the list is saved from here.
        """
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_C and control:
            self.copy(headers=shift)
        elif event.key() == Qt.Key.Key_E and control and shift:
            save_list(self)
        elif event.key() == Qt.Key.Key_L and control and shift:
            open_columns(self)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what every list can do."""
        menu = list_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        """Take the arrangement that is kept; now it is known which window keeps it."""
        super().showEvent(event)
        self._arrangement.remember_by_itself()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an action cell acts, on a group row tells which."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row = self._grid.row_at(index.row())
        if isinstance(row, Group):
            self.group_clicked.emit(row)
        elif self._grid.columns[index.column()].action and row is not None:
            self.acted.emit(row)

    def currentChanged(self, current: Any, previous: Any) -> None:
        """Tell which row is now the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        row = self._grid.row_at(current.row()) if current.isValid() else None
        if current.row() != previous.row():
            self.chosen.emit(None if isinstance(row, Group) else row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, rows and, while the keyboard is here, a frame round the current row."""
        paint_ground(self, event.rect(), "" if self._grid.rowCount() else self._empty)
        super().paintEvent(event)
        paint_current_row(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room that is left to the column that stretches."""
        super().resizeEvent(event)
        self._stretch()

    def _open(self, index: QModelIndex) -> None:
        row = self._grid.row_at(index.row()) if index.isValid() else None
        if row is None or isinstance(row, Group):
            return
        if any(column.action and column.say(row) for column in self._grid.columns):
            self.acted.emit(row)
        else:
            self.opened.emit(row)

    def _sort(self, section: int) -> None:
        column = self._grid.columns[section]
        if not column.sortable or column.action:
            return
        order = self._grid.order
        down = order is not None and order[0] == column.key and not order[1]
        self._grid.sort_by((column.key, down))
        self.horizontalHeader().viewport().update()
        self.sorted_by.emit(self._grid.order)
        self._arrangement.keep()

    def _lay_groups(self) -> None:
        if not isinstance(self._grid, ListModel):
            return
        self.clearSpans()
        head = self.verticalHeader()
        for number in self._heads:  # where a head stood an ordinary row may stand now
            if number < head.count():
                head.resizeSection(number, head.defaultSectionSize())
        self._heads = [n for n, row in enumerate(self._grid.rows()) if isinstance(row, Group)]
        for number in self._heads:
            self.setSpan(number, 0, 1, len(self._grid.columns))
            self.setRowHeight(number, theme.h(1.58))

    def _stretch(self) -> None:
        columns = enumerate(self._grid.columns)
        greedy = next(
            (place for place, one in columns if one.stretch and not self.isColumnHidden(place)),
            None,
        )
        if greedy is not None:
            stretch(self, greedy, round(self._grid.columns[greedy].width * theme.unit() / 19))
