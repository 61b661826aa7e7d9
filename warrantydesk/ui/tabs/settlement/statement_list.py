"""The list of statements at the left: number and sum, how far it is and its month."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.statement_views import StatementSummary
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.lists import GAP, RAIL, QueueList, QueueRow
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
        paint.row_ground(painter, area, option.state)
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


class StatementList(QueueList):
    """Statements, the newest first; ``chosen`` follows arrows, clicks and Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without statements."""
        super().__init__(parent, _StatementDelegate())

    def show_statements(self, summaries: Sequence[StatementSummary]) -> None:
        """Show other statements and keep the current one; never emits."""
        self.show_rows([row_of(one) for one in summaries])
