"""The rows of the portal aid: pages as heads, fields with mark, label, value and a copy sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from warrantydesk.domain.maker_fields import PortalField
from warrantydesk.i18n import _, pick
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.tabs.intake.answer.portal_layout import SIGN, Laid, laid

ROW, HEAD, LINE = 1.68, 1.4, 0.95
LEAST_LABEL, MOST_LABEL = 4.6, 8.4
"""Room for labels in lines of text: what the longest one needs, within these."""


@dataclass(frozen=True)
class PageRow:
    """The head of a page of the portal."""

    number: str
    title: str

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return f"{self.number} {self.title}"


@dataclass(frozen=True)
class PortalRow:
    """One field of the portal."""

    field: PortalField

    def label(self) -> str:
        """Return the label in the language in use."""
        return pick(self.field.label_zh, self.field.label_en)

    def hint(self) -> str:
        """Return in what form the portal wants the value."""
        return pick(self.field.hint_zh, self.field.hint_en)

    def count(self) -> str:
        """Return how long a long text is beside what the portal takes; else nothing."""
        field = self.field
        if field.max_len is None or (len(field.value) <= 40 and not field.is_too_long):
            return ""
        return f"{len(field.value)}/{field.max_len}"

    def spoken(self) -> str:
        """Return the row as one sentence."""
        told = _("typed") if self.field.ticked else _("not typed yet")
        return ", ".join(
            word for word in (self.label(), self.field.value, self.hint(), told) if word
        )


class _PortalDelegate(QStyledItemDelegate):
    """Draws a page head or a field; the current field has the only blue button."""

    def __init__(self) -> None:
        super().__init__()
        self._label = LEAST_LABEL

    def fit_labels(self, labels: Sequence[str]) -> None:
        """Make room for the longest label."""
        side = theme.h(0.68) + 20
        widest = max((paint.width_of(label) for label in labels), default=0) + side
        self._label = min(max(widest / theme.h(1), LEAST_LABEL), MOST_LABEL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item = index.data(ITEM)
        if isinstance(item, PageRow):
            return QSize(theme.h(6), theme.h(HEAD))
        width = cast(QAbstractScrollArea, self.parent()).viewport().width()
        how = self.laid(item, width)
        lines = max(how.rows, 2 if item.count() and not how.below else 1)
        return QSize(theme.h(6), theme.h(ROW + LINE * (lines - 1)))

    def laid(self, row: PortalRow, width: int) -> Laid:
        """Return the lines in which a value is drawn, and where."""
        return laid(row.field.value, width, theme.h(self._label), theme.h(0.68) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        area = QRectF(option.rect)
        look = theme.tokens()
        if isinstance(item, PageRow):
            width = paint.words(
                painter, area.adjusted(2, 4, 0, 0), item.number, look.ink2, theme.font(-1, True)
            )
            area.setLeft(area.left() + width + 14)
            paint.words(
                painter, area.adjusted(2, 4, 0, 0), item.title, look.ink2, theme.font(-1, True)
            )
            return
        current = paint.row_ground(painter, area, option.state, "base", 2)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        self._paint_field(painter, area, item, current)

    def _paint_field(self, painter: QPainter, area: QRectF, row: PortalRow, current: bool) -> None:
        look = theme.tokens()
        side = theme.h(0.68)
        top = QRectF(area.left(), area.top(), area.width(), theme.h(ROW))
        mark = Mark.DONE if row.field.ticked else Mark.RUNNING if current else Mark.TODO
        spot = QRectF(area.left() + 6, top.center().y() - side / 2, side, side)
        paint_mark(painter, spot, mark, hole="base")
        how = self.laid(row, round(area.width()))
        right = self._paint_copy(painter, top, current, _("Copy") if how.worded else "")
        label = QRectF(spot.right() + 6, top.top(), theme.h(self._label) - side - 12, top.height())
        taken = paint.words(painter, label, row.label(), look.ink2)
        if count := row.count():
            ink = look.danger if row.field.is_too_long else look.ink3
            below = (
                label.translated(taken + 8, 0) if how.below else label.translated(0, theme.h(LINE))
            )
            paint.words(painter, below, count, ink, theme.font(-1))
        line = QRectF(area.left() + theme.h(self._label), top.top(), 0, top.height())
        line.setRight(right - 6)
        if how.below:
            line.setLeft(label.left())
            line.setRight(area.right() - 2)
            line.translate(0, theme.h(LINE))
        ink = look.ink if row.field.value else look.ink3
        for text in how.lines:
            drawn = paint.words(painter, line, text, ink, theme.font(0, current))
            beside = QRectF(line.left() + drawn + 10, line.top(), 0, line.height())
            beside.setRight(line.right())
            if current and row.hint() and beside.width() > theme.h(2):
                paint.words(painter, beside, row.hint(), look.ink2, theme.font(-1), paint.RIGHT)
            line.translate(0, theme.h(LINE))

    def _paint_copy(self, painter: QPainter, top: QRectF, current: bool, words: str) -> float:
        """Draw the sign or the button; return where it begins."""
        look = theme.tokens()
        icon = theme.h(SIGN)
        if not current:
            spot = QRectF(top.right() - icon - 6, top.center().y() - icon / 2, icon, icon)
            paint_icon(painter, spot, "copy", look.ink2)
            return spot.left()
        width = icon + (paint.width_of(words, 0, True) + 22 if words else 12)
        spot = QRectF(top.right() - width, top.top() + 3, width, top.height() - 6)
        paint.box(painter, spot, look.accent_fill, None, 4)
        sign = QRectF(spot.left() + (8 if words else 6), spot.center().y() - icon / 2, icon, icon)
        paint_icon(painter, sign, "copy", look.on_accent)
        room = QRectF(sign.right() + 5, spot.top(), spot.right() - sign.right(), spot.height())
        paint.words(painter, room, words, look.on_accent, theme.font(0, True))
        return spot.left()


class PortalRows(ItemList):
    """Arrows walk the fields, Space ticks, Enter copies; a click on the sign copies."""

    copy_asked = Signal(str)
    tick_asked = Signal(str)

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__(_PortalDelegate())
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(_("Fields of the portal"))

    def show_rows(self, rows: Sequence[PageRow | PortalRow]) -> None:
        """Show other rows; the current field stays the current one."""
        held = self.current()
        labels = [row.label() for row in rows if isinstance(row, PortalRow)]
        cast(_PortalDelegate, self.itemDelegate()).fit_labels(labels)
        self.show_items(rows)
        if held is not None:
            self.select(held.field.key)

    def current(self) -> PortalRow | None:
        """Return the current field."""
        item = self.item_at(self.currentIndex())
        return item if isinstance(item, PortalRow) else None

    def select(self, key: str) -> None:
        """Make a field the current one and bring it into view."""
        for number, item in enumerate(self.items()):
            if isinstance(item, PortalRow) and item.field.key == key:
                index = self._items.index(number)
                self.setCurrentIndex(index)
                self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current field, Enter copies it."""
        row = self.current()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self.tick_asked.emit(row.field.key)
        elif row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.copy_asked.emit(row.field.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the mark ticks, one on the copy sign copies."""
        super().mouseReleaseEvent(event)
        item = self.item_at(self.indexAt(event.position().toPoint()))
        if not isinstance(item, PortalRow) or event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position().x()
        if at < theme.h(1.3):
            self.tick_asked.emit(item.field.key)
        elif at > self.viewport().width() - theme.h(3):
            self.copy_asked.emit(item.field.key)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw both rows anew: the button moves with the choice."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break long texts anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the native handling; the look is taken at paint time."""
        super().changeEvent(event)
