"""A table that is as high as its rows: what holds it scrolls, the table never does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from warrantydesk.ui.kit.table import ListModel, TableView

LEAST_ROWS = 1


class FittedTable(TableView):
    """Rows below each other within a longer page."""

    def __init__(self, model: ListModel, name: str) -> None:
        """``name`` is what a screen reader calls the table."""
        super().__init__(model)
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self.fit)
        self.fit()

    def restyle(self) -> None:
        """Take row height and height anew."""
        super().restyle()
        self.fit()

    def fit(self) -> None:
        """Be as high as head and rows."""
        rows = max(self._grid.rowCount(), LEAST_ROWS)
        head = self.horizontalHeader().height()
        self.setFixedHeight(head + rows * self.verticalHeader().defaultSectionSize() + 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; the height is that of the rows."""
        super().resizeEvent(event)
        if self.viewport().height() < 1:
            self.fit()
