"""A list view whose delegate paints whole items; the stock of all side lists."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QWidget

from warrantydesk.ui.kit.scrolls import slim
from warrantydesk.ui.kit.table_model import NO_PARENT, Index

ITEM = int(Qt.ItemDataRole.UserRole)


class _Items(QAbstractListModel):
    """Any items; the delegate reads them whole, screen readers get ``spoken``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[Any] = []

    def show(self, items: Sequence[Any]) -> None:
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.items):
            return None
        item = self.items[index.row()]
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.spoken()
        return None


class ItemList(QListView):
    """A list view without frame whose delegate paints whole items; arrows and Enter work."""

    def __init__(self, delegate: QStyledItemDelegate, parent: QWidget | None = None) -> None:
        """``delegate`` paints the items."""
        super().__init__(parent)
        slim(self)
        self._items = _Items(self)
        self.setModel(self._items)
        delegate.setParent(self)
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)

    def items(self) -> list[Any]:
        """Return the items shown."""
        return list(self._items.items)

    def show_items(self, items: Sequence[Any]) -> None:
        """Show other items; never emits."""
        if list(items) != self._items.items:
            self._items.show(items)

    def item_at(self, index: Index) -> Any:
        """Return the item of an index, None outside."""
        return self._items.data(index, ITEM)

    def restyle(self) -> None:
        """Take the row heights anew."""
        self.scheduleDelayedItemsLayout()
