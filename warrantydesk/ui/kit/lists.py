"""Lists at the sides: the queue at the left, the findings at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValueCard, KeyValues
from warrantydesk.ui.kit.findings import FindingView, by_weight, count_chips
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, MarkLabel, paint_mark, tone_of
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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint.row_ground(painter, area, chosen)
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
        ink = theme.tokens().ink
        face = theme.font(-1, True)
        paint.words(painter, below, row.title[-5:], ink, face, paint.CENTER)

    def _paint_row(self, painter: QPainter, area: QRectF, row: QueueRow) -> None:
        look = theme.tokens()
        half = theme.h(1)
        top = QRectF(area.left(), area.center().y() - half + 1, area.width(), half)
        low = QRectF(area.left(), area.center().y(), area.width(), half)
        tone = tone_of(row.mark) if row.mark is not None else Tone.NEUTRAL
        loud = tone is Tone.DANGER
        right = paint.width_of(row.status, -0.5, loud)
        ink = look.ink_of(tone) if tone in (Tone.DANGER, Tone.WARN) else look.ink2
        face = theme.font(-0.5, loud)
        paint.words(painter, top, row.status, ink, face, paint.RIGHT)
        if row.mark is not None:
            side = theme.h(0.74)
            spot = QRectF(top.right() - right - 4 - side, 0, side, side)
            spot.moveTop(top.center().y() - side / 2)
            paint_mark(painter, spot, row.mark, hole="alt")
            right += side + 4
        title = top.adjusted(0, 0, -right - 8, 0)
        paint.words(painter, title, row.title, look.ink, theme.font(0, True))
        width = paint.width_of(row.status_second, -1)
        ink = look.ink_of(row.tone)
        paint.words(painter, low, row.status_second, ink, theme.font(-1), paint.RIGHT)
        second = low.adjusted(0, 0, -width - 8, 0)
        paint.words(painter, second, row.second, look.ink2, theme.font(-0.5))


class QueueList(ItemList):
    """The left list: two-line rows; a current row is kept by key when rows change."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(_QueueDelegate(), parent)

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

    def currentChanged(self, current: QModelIndex | Any, previous: QModelIndex | Any) -> None:
        """Tell which key is now the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.chosen.emit(self.current_key())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ground of a left list under the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.tokens().alt)
        painter.end()
        super().paintEvent(event)


@dataclass(frozen=True)
class _FindingItem:
    """A finding with the words of the link to its section."""

    view: FindingView
    link: str

    def spoken(self) -> str:
        return f"{self.view.text}. {self.view.why}".strip()


class _FindingDelegate(QStyledItemDelegate):
    """Draws mark, sentence and link, then why it matters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(8), theme.h(2.21))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: _FindingItem = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.hover)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side = theme.h(0.74)
        line, small = theme.h(1), theme.h(0.89)
        top = area.center().y() - (line + small) / 2
        spot = QRectF(area.left(), top + (line - side) / 2 + 1, side, side)
        paint_mark(painter, spot, item.view.severity)
        left = spot.right() + 6
        room = QRectF(left, top, area.right() - left, line)
        link = f"{item.link} ›" if item.link else ""
        paint.words(painter, room, link, look.accent, theme.font(-1), paint.RIGHT)
        width = paint.width_of(link, -1)
        what = room.adjusted(0, 0, -width - 8, 0)
        paint.words(painter, what, item.view.text, look.ink, theme.font(0, True))
        why = QRectF(left, top + line, area.right() - left, small)
        paint.words(painter, why, item.view.why, look.ink2, theme.font(-1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area.adjusted(-2, 1, 2, -2), 3)


class FindingsPanel(Card):
    """What is missing: blocks first, counts in words, a click jumps to the field."""

    jumped = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` heads the card."""
        super().__init__(title, parent=parent)
        self._list = ItemList(_FindingDelegate())
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(title)
        self._list.clicked.connect(self._jump)
        self._list.activated.connect(self._jump)
        self._clear = MarkLabel(Mark.OK, _("Nothing is missing"))
        self.add(Hairline())
        self.add(self._clear)
        self.add(self._list, 1)
        self.show_findings([])

    def show_findings(
        self, findings: Sequence[FindingView], names: dict[str, str] | None = None
    ) -> None:
        """Show findings; ``names`` gives the word of the link for each section key."""
        names = names or {}
        ordered = by_weight(findings)
        items = [_FindingItem(one, names.get(one.section, one.section)) for one in ordered]
        self._list.show_items(items)
        self.set_chips(count_chips(ordered))
        self._clear.setVisible(not items)
        self._list.setVisible(bool(items))

    def findings(self) -> list[FindingView]:
        """Return the findings in the order shown."""
        return [item.view for item in self._list.items()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        self._list.scheduleDelayedItemsLayout()

    def _jump(self, index: QModelIndex) -> None:
        item = self._list.item_at(index)
        if item is not None:
            self.jumped.emit(item.view.path)
