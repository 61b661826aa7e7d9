"""The queue at the left; with it whatever else stands at the sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValueCard, KeyValues
from warrantydesk.ui.kit.findings_panel import FindingsPanel
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

__all__ = [
    "Card",
    "FindingsPanel",
    "Hairline",
    "ItemList",
    "KeyValue",
    "KeyValueCard",
    "KeyValues",
    "QueueList",
    "QueueRow",
]

RAIL = 3.6
GAP = 8


@dataclass(frozen=True)
class QueueRow:
    """One row of the queue: what it is, where it stands; ``tone`` colours the second status."""

    key: Any
    title: str
    second: str = ""
    mark: Mark | None = None
    status: str = ""
    status_second: str = ""
    tone: Tone = Tone.NEUTRAL

    def spoken(self) -> str:
        """Return the row as one sentence."""
        parts = (self.title, self.second, self.status, self.status_second)
        return ", ".join(part for part in parts if part)


class _QueueDelegate(QStyledItemDelegate):
    """Draws a queue row, or only its mark and end of the title on a rail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(3), theme.h(2.74))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        paint.row_ground(painter, area, option.state)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        if area.width() < theme.h(RAIL + 1):
            self._paint_rail(painter, area, row)
        else:
            self._paint_row(painter, area.adjusted(12, 0, -8, 0), row)

    def _paint_rail(self, painter: QPainter, area: QRectF, row: QueueRow) -> None:
        side = theme.h(0.74)
        spot = QRectF(area.center().x() - side / 2, area.top() + 8, side, side)
        if row.mark is not None:
            paint_mark(painter, spot, row.mark, hole="alt")
        below = QRectF(area.left() + 3, spot.bottom() + 2, area.width() - 6, theme.h(1))
        look = theme.tokens()
        late = row.mark is not None and tone_of(row.mark) is Tone.DANGER
        face = theme.font(-1, True)
        ink = look.danger if late else look.ink
        paint.words(painter, below, row.title[-5:], ink, face, paint.CENTER)

    def _paint_row(self, painter: QPainter, area: QRectF, row: QueueRow) -> None:
        look = theme.tokens()
        half = theme.h(1)
        top = QRectF(area.left(), area.center().y() - half + 1, area.width(), half)
        low = QRectF(area.left(), area.center().y(), area.width(), half)
        taken = self._paint_status(painter, top, row)
        title = top.adjusted(0, 0, -taken - GAP, 0)
        paint.words(painter, title, row.title, look.ink, theme.font(0, True))
        width = paint.width_of(row.status_second, -1)
        ink = look.ink_of(row.tone)
        paint.words(painter, low, row.status_second, ink, theme.font(-1), paint.RIGHT)
        second = low.adjusted(0, 0, -width - GAP, 0)
        paint.words(painter, second, row.second, look.ink2, theme.font(-0.5))

    def _paint_status(self, painter: QPainter, top: QRectF, row: QueueRow) -> float:
        """Draw mark and state at the right; they give way to the title. Return their width."""
        look = theme.tokens()
        tone = tone_of(row.mark) if row.mark is not None else Tone.NEUTRAL
        loud = tone is Tone.DANGER
        side = theme.h(0.74)
        before = side + 4 if row.mark is not None else 0
        left = top.width() - paint.width_of(row.title, 0, True) - GAP - before
        width = min(paint.width_of(row.status, -0.5, loud), max(left, theme.h(2)))
        ink = look.ink_of(tone) if tone in (Tone.DANGER, Tone.WARN) else look.ink2
        room = QRectF(top.right() - width, top.top(), width, top.height())
        paint.words(painter, room, row.status, ink, theme.font(-0.5, loud), paint.RIGHT)
        if row.mark is not None:
            spot = QRectF(room.left() - before, 0, side, side)
            spot.moveTop(top.center().y() - side / 2)
            paint_mark(painter, spot, row.mark, hole="alt")
        return width + before


class QueueList(ItemList):
    """The left list: two-line rows; a current row is kept by key when rows change.

    ``chosen`` follows the arrows and clicks, ``opened`` only clicks and Enter. The keyboard that
    merely arrives chooses nothing.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, parent: QWidget | None = None, delegate: QStyledItemDelegate | None = None
    ) -> None:
        """Start without rows; ``delegate`` draws them in another way."""
        super().__init__(delegate or _QueueDelegate(), parent)
        self._arriving = False
        self.clicked.connect(self._open)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let Qt mark a first row, which is not a choice of the clerk."""
        self._arriving = True
        super().focusInEvent(event)
        self._arriving = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex | Any) -> None:
        item = self.item_at(index)
        if item is not None:
            self.chosen.emit(item.key)
            self.opened.emit(item.key)

    def show_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows and keep the current one where it is still there; never emits."""
        held = self.current_key()
        self.blockSignals(True)
        self.show_items(rows)
        self.select(held)
        self.blockSignals(False)

    def current_key(self) -> Any:
        """Return the key of the current row, None when there is none."""
        item = self.item_at(self.currentIndex())
        return item.key if item is not None else None

    def select(self, key: Any) -> bool:
        """Make the row with this key the current one; never emits. False when it is not there."""
        for number, row in enumerate(self.items()):
            if row.key == key:
                blocked = self.blockSignals(True)
                self.setCurrentIndex(self._items.index(number))
                self.blockSignals(blocked)
                return True
        return False

    def clear_choice(self) -> None:
        """Let no row be the current one; never emits."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self.blockSignals(blocked)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which key is now the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and not self._arriving:
            self.chosen.emit(self.current_key())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ground of a left list under the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.tokens().alt)
        painter.end()
        super().paintEvent(event)
