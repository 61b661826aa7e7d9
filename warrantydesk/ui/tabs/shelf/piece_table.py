"""The table of old parts, of which all may be selected at once, and the line that searches it."""

from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.table import TableView
from warrantydesk.ui.tabs.shelf.piece_rows import PieceModel

PAUSE_MS = 120
WIDTH, LEAST = 8.0, 4.5
"""Widths of the search line in lines of body text."""


class PieceTable(TableView):
    """Selections are ranges of rows: a selection of all reads no piece."""

    selected = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, model: PieceModel, parent: QWidget | None = None) -> None:
        """Several rows may be selected."""
        super().__init__(model, multi=True, parent=parent)
        self._pieces = model
        self.selectionModel().selectionChanged.connect(
            lambda _on, _off: self.selected.emit(self.selected_count())
        )

    def selected_count(self) -> int:
        """Return how many rows are selected."""
        return sum(last - first + 1 for first, last in self._ranges())

    def _ranges(self) -> list[tuple[int, int]]:
        """Return the first and the last row of each selected range, from top to bottom."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return sorted((one.top(), one.bottom()) for one in ranges)

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected pieces, from top to bottom."""
        found: list[int] = []
        for first, last in self._ranges():
            found += self._pieces.pieces_between(first, last)
        return list(dict.fromkeys(found))

    def selected_rows(self) -> list[Any]:
        """Return the selected pieces from top to bottom, read in one go."""
        return self._pieces.pieces(self.selected_ids())

    def span_groups(self) -> None:
        """Let the rows that head groups reach over the whole width."""
        self.clearSpans()
        for row in self._pieces.group_rows():
            self.setSpan(row, 0, 1, len(self._pieces.columns))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the selection; without one offer what every list can do."""
        if self.selected_count():
            self.menu_asked.emit(event.globalPos())
        else:
            super().contextMenuEvent(event)


class PieceSearch(LineField):
    """Looks for part of a part number, a name or a tag, after a pause in typing."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(_("Part or tag"), parent)
        self.setObjectName("shelf_search")
        self.setAccessibleName(_("Search the list: part number, name, tag"))
        self.setToolTip(self.accessibleName())
        self.setClearButtonEnabled(True)
        self.setMaximumWidth(theme.h(WIDTH))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(lambda: self.asked.emit(self.value()))
        # Text that an input method is still composing is no text of the line yet.
        self.textChanged.connect(self._pause.start)

    def restyle(self) -> None:
        """Take font and height anew, with room for the icon."""
        super().restyle()
        self.setFixedHeight(theme.h(1.34))
        self.setTextMargins(theme.h(1.3), 0, 0, 0)

    def forget(self) -> None:
        """Become empty without asking."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._pause.stop()

    def sizeHint(self) -> QSize:
        """Room for a part number."""
        return QSize(theme.h(WIDTH), theme.h(1.34))

    def minimumSizeHint(self) -> QSize:
        """Room for a few digits."""
        return QSize(theme.h(LEAST), theme.h(1.34))

    def event(self, event: QEvent) -> bool:
        """Keep Esc for itself while there is something to clear."""
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass left of the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.h(0.74)
        spot = QRectF(theme.h(0.36), (self.height() - side) / 2, side, side)
        paint_icon(painter, spot, "search", theme.tokens().ink2)
