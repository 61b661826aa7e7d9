"""The first rows of a sheet as they stand in it: what is skipped, what is the header."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from warrantydesk.i18n import _
from warrantydesk.services.imports import Draft
from warrantydesk.services.imports.target import Want
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.scrolls import slim

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
INSET = 7
_BELOW = 20
"""So many rows below the header are enough to see what a column holds."""
_MOST = 60
_TITLES, _TIGHT = 2, 3


class RawModel(QAbstractTableModel):
    """The first rows of the sheet of a draft, as text."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self._draft: Draft | None = None
        self._count = 0

    def show(self, draft: Draft) -> None:
        """Show the first rows of a draft."""
        self.beginResetModel()
        self._draft = draft
        self._count = min(len(draft.sheet.rows), max(draft.layout.first_row, 0) + _BELOW, _MOST)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns of the sheet."""
        return 0 if parent.isValid() or self._draft is None else len(self._draft.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or self._draft is None or not index.isValid():
            return None
        return self._draft.shown(index.row() + 1, index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the number of a row and what it is."""
        if role != Qt.ItemDataRole.DisplayRole or self._draft is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._draft.columns[section].header
        return f"{section + 1} {self.word(section)}".strip()

    def word(self, row: int) -> str:
        """Return what a row is, empty where it is an ordinary one."""
        if self.is_header(row):
            return _("header")
        return _("skip") if self.is_skipped(row) else ""

    def is_header(self, row: int) -> bool:
        """Tell whether a row is the header, or one of its two rows."""
        return self._draft is not None and row in self._draft.layout.header_rows

    def is_skipped(self, row: int) -> bool:
        """Tell whether a row is left out."""
        draft = self._draft
        return draft is not None and (row in draft.layout.skipped or row + 1 in draft.skipped)

    def is_taken(self, column: int) -> bool:
        """Tell whether a column means a field."""
        return self._draft is not None and bool(self._draft.columns[column].field)

    def is_number(self, row: int, column: int) -> bool:
        """Tell whether a cell holds a number, which stands right."""
        draft = self._draft
        if draft is None or row < draft.layout.first_row:
            return False
        name = draft.columns[column].field
        if name and draft.field_of(name).kind in (Want.AMOUNT, Want.WHOLE, Want.DECIMAL):
            return True
        return isinstance(draft.sheet.rows[row][column], Decimal | int)


class _RowHead(QHeaderView):
    """Row numbers and what a row is; a click makes a row the header."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.h(4.6), 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's signature
        model = self.model()
        if not isinstance(model, RawModel):
            return
        area, look = QRectF(rect), theme.tokens()
        header = model.is_header(logicalIndex)
        painter.fillRect(area, look.accent_tint if header else look.alt)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        if header:
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), look.accent)
        number = area.adjusted(4, 0, -area.width() + theme.h(1.8), 0)
        paint.words(painter, number, str(logicalIndex + 1), look.ink3, theme.font(-1), paint.RIGHT)
        word = area.adjusted(theme.h(2), 0, -4, 0)
        ink = look.accent if header else look.ink2
        paint.words(painter, word, model.word(logicalIndex), ink, theme.font(-1, header))


class _RawDelegate(QStyledItemDelegate):
    """Quiet cells; skipped rows and columns that are left out are weak."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RawModel):
            return
        area, look = QRectF(option.rect), theme.tokens()
        header = model.is_header(index.row())
        painter.fillRect(area, look.accent_tint if header else look.base)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        paint.upright(painter, area.right(), area.top(), area.bottom(), look.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area, 0)
        weak = model.is_skipped(index.row()) or not model.is_taken(index.column())
        number = model.is_number(index.row(), index.column())
        paint.words(
            painter,
            area.adjusted(INSET, 0, -INSET, 0),
            " ".join(str(index.data() or "").split()),
            look.ink3 if weak else look.ink,
            theme.font(-0.5, header),
            paint.RIGHT if number else paint.LEFT,
        )


class RawRows(QTableView):
    """The first rows; a click on a row's number, or Enter, makes that row the header."""

    header_chosen = Signal(int)
    """Number of the row, from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self.rows = RawModel(self)
        self._header, self._above = 0, _TITLES
        slim(self)
        self.setAccessibleName(_("First rows of the file"))
        self.setVerticalHeader(_RowHead(self))
        self.setItemDelegate(_RawDelegate(self))
        self.setModel(self.rows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setToolTip(_("Click a number: that row is the header"))
        self.verticalHeader().sectionClicked.connect(self._choose)
        self.restyle()

    def restyle(self) -> None:
        """Take the heights anew."""
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self.verticalHeader().setFixedWidth(theme.h(4.6))

    def row_height(self) -> int:
        """Return the height of a row."""
        return theme.h(1.16)

    def show_at_most(self, count: int) -> None:
        """Say how many rows are in sight; of titles above the header the last two, or none."""
        self._above = _TITLES if count > _TIGHT else 0
        self._bring_header()

    def show_draft(self, draft: Draft) -> None:
        """Show the first rows of a draft, the header in sight."""
        self.rows.show(draft)
        self._header = min(draft.layout.header_rows, default=0)
        self._bring_header()

    def _bring_header(self) -> None:
        top = self.rows.index(max(0, self._header - self._above), 0)
        self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes the row with the keyboard the header."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self._choose(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        self.header_chosen.emit(row + 1)
