"""A left list in groups: tables, reports, each with a short status at its right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

GAP = 8


@dataclass(frozen=True)
class GroupLine:
    """One line: a thing to choose, or without ``key`` the head of a group."""

    key: str
    title: str
    status: str = ""
    mark: Mark | None = None
    bold: bool = False
    """Something in it was not read yet."""

    def spoken(self) -> str:
        """Return the line as one sentence."""
        return ", ".join(part for part in (self.title, self.status) if part)


class _LineDelegate(QStyledItemDelegate):
    """Draws a group's head, or a thing's title with its status at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(6), theme.h(1.58))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: GroupLine = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if not line.key:
            painter.fillRect(area, look.alt)
            inner = area.adjusted(8, theme.h(0.2), -8, 0)
            paint.words(painter, inner, line.title, look.ink, theme.font(0.5, True))
            return
        chosen = paint.row_ground(painter, area, option.state)
        self._paint_line(painter, area.adjusted(14, 0, -10, 0), line, chosen or line.bold)

    def _paint_line(self, painter: QPainter, area: QRectF, line: GroupLine, bold: bool) -> None:
        look = theme.tokens()
        side = theme.h(0.68)
        before = side + 5 if line.mark is not None else 0
        width = paint.width_of(line.status, -0.5)
        tone = tone_of(line.mark) if line.mark is not None else Tone.NEUTRAL
        ink = look.ink_of(tone) if tone in (Tone.WARN, Tone.DANGER) else look.ink2
        room = QRectF(area.right() - width, area.top(), width, area.height())
        paint.words(painter, room, line.status, ink, theme.font(-0.5), paint.RIGHT)
        if line.mark is not None:
            spot = QRectF(room.left() - before, area.center().y() - side / 2, side, side)
            paint_mark(painter, spot, line.mark, hole="alt")
        area = area.adjusted(0, 0, -(width + before + GAP), 0)
        paint.words(painter, area, line.title, look.ink, theme.font(0, bold))


class GroupList(ItemList):
    """Groups and their lines; the arrows pass over the heads. Emits the key that was chosen."""

    chosen = Signal(str)
    _arriving = False

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lines."""
        super().__init__(_LineDelegate(), parent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let Qt mark a line, which is not a choice of the clerk."""
        self._arriving = True
        super().focusInEvent(event)
        self._arriving = False

    def show_lines(self, lines: Sequence[GroupLine]) -> None:
        """Show other lines and keep the current one; never emits."""
        held = self.current_key()
        blocked = self.blockSignals(True)
        self.show_items(lines)
        self.select(held)
        self.blockSignals(blocked)

    def current_key(self) -> str:
        """Return the key of the current line, empty where there is none."""
        line = self.item_at(self.currentIndex())
        return line.key if line is not None else ""

    def select(self, key: str) -> bool:
        """Make a line the current one; never emits. False where it is not there."""
        for number, line in enumerate(self.items()):
            if key and line.key == key:
                blocked = self.blockSignals(True)
                self.setCurrentIndex(self._items.index(number))
                self.blockSignals(blocked)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the next line, over the heads of groups."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        lines = self.items()
        number = self.currentIndex().row() + step
        while 0 <= number < len(lines) and not lines[number].key:
            number += step
        if 0 <= number < len(lines):
            self.setCurrentIndex(self._items.index(number))

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        """Tell which line is now the current one; the head of a group cannot be."""
        super().currentChanged(current, previous)
        self.viewport().update()
        line = self.item_at(current)
        if line is not None and not line.key:
            self.setCurrentIndex(self._items.index(previous.row()))
            return
        if not self._arriving and (key := self.current_key()):
            self.chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ground of a left list under the lines."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.tokens().alt)
        painter.end()
        super().paintEvent(event)
