"""The list of statements at the left: number and sum, how far it is and its month."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement_views import StatementSummary
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.lists import GAP, RAIL, QueueRow
from warrantydesk.ui.kit.marks import paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.settlement.statement_words import month_text, summary_state


def row_of(summary: StatementSummary) -> QueueRow:
    """Return a statement as a row of the list."""
    mark, words = summary_state(summary)
    return QueueRow(
        summary.id,
        summary.title,
        words,
        mark,
        yuan(summary.amount_fen),
        month_text(summary.period),
    )


class _StatementDelegate(QStyledItemDelegate):
    """Draws a statement in two lines; on a rail its mark and its month."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(3), theme.h(2.53))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        paint.row_ground(painter, area, bool(option.state & QStyle.StateFlag.State_Selected))
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side = theme.h(0.74)
        if area.width() < theme.h(RAIL + 1):
            self._paint_rail(painter, area, row, side)
            return
        inner = area.adjusted(12, 0, -10, 0)
        half = theme.h(1)
        top = QRectF(inner.left(), inner.center().y() - half + 1, inner.width(), half)
        low = QRectF(inner.left(), inner.center().y() + 1, inner.width(), half)
        taken = paint.words(painter, top, row.status, look.ink, None, paint.RIGHT)
        title = top.adjusted(0, 0, -taken - GAP, 0)
        paint.words(painter, title, row.title, look.ink, theme.font(0, True))
        face = theme.font(-1)
        taken = paint.words(painter, low, row.status_second, look.ink2, face, paint.RIGHT)
        if row.mark is not None:
            spot = QRectF(low.left(), low.center().y() - side / 2, side, side)
            paint_mark(painter, spot, row.mark, hole="alt")
        words = low.adjusted(side + 6, 0, -taken - GAP, 0)
        tone = tone_of(row.mark) if row.mark is not None else Tone.NEUTRAL
        ink = look.ink_of(tone) if tone in (Tone.WARN, Tone.DANGER) else look.ink2
        paint.words(painter, words, row.second, ink, face)

    def _paint_rail(self, painter: QPainter, area: QRectF, row: QueueRow, side: int) -> None:
        spot = QRectF(area.center().x() - side / 2, area.top() + 6, side, side)
        if row.mark is not None:
            paint_mark(painter, spot, row.mark, hole="alt")
        below = QRectF(area.left() + 2, spot.bottom() + 2, area.width() - 4, theme.h(1))
        words = row.status_second or row.title[-5:]
        ink = theme.tokens().ink
        paint.words(painter, below, words, ink, theme.font(-1, True), paint.CENTER)


class StatementList(ItemList):
    """Statements, the newest first; ``chosen`` follows arrows, clicks and Enter."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without statements."""
        super().__init__(_StatementDelegate(), parent)
        self._arriving = False
        self.clicked.connect(lambda index: self._choose(index))

    def show_statements(self, summaries: Sequence[StatementSummary]) -> None:
        """Show other statements and keep the current one; never emits."""
        held = self.current_key()
        self.blockSignals(True)
        self.show_items([row_of(one) for one in summaries])
        self.select(held)
        self.blockSignals(False)

    def current_key(self) -> Any:
        """Return the id of the current statement, None where there is none."""
        item = self.item_at(self.currentIndex())
        return item.key if item is not None else None

    def select(self, key: Any) -> bool:
        """Make a statement the current one; never emits. False where it is not in the list."""
        for number, row in enumerate(self.items()):
            if row.key == key:
                blocked = self.blockSignals(True)
                self.setCurrentIndex(self._items.index(number))
                self.blockSignals(blocked)
                return True
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let Qt mark a first row, which is not a choice of the clerk."""
        self._arriving = True
        super().focusInEvent(event)
        self._arriving = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which statement is now the current one."""
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

    def _choose(self, index: QModelIndex | Any) -> None:
        item = self.item_at(index)
        if item is not None:
            self.chosen.emit(item.key)
