"""The findings at the right: blocks first, each with why it matters and what it costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from warrantydesk.i18n import _
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.buttons import LinkButton
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.findings import FindingView, by_weight, count_chips
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, MarkLabel, paint_mark
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.wrapping import wrapped

MOST_LINES = 2


@dataclass(frozen=True)
class _FindingItem:
    """A finding with the words of the link to its section."""

    view: FindingView
    link: str

    def spoken(self) -> str:
        return f"{self.view.text}. {_why(self.view)}".strip()

    def linked(self) -> str:
        return f"{self.link} ›" if self.link else ""

    def title(self, width: float) -> list[str]:
        """Return the sentence in the lines it is drawn in; the first leaves room for the link."""
        first = width - paint.width_of(self.linked(), -1) - 8
        return wrapped(self.view.text, theme.font(0, True), width, MOST_LINES, first)

    def why(self, width: float) -> list[str]:
        """Return why it matters in lines; where room is short the cost is what stays whole.

        The first line leaves room for the check's number.
        """
        face = theme.font(-1)
        text = _why(self.view)
        first = width - (paint.width_of(self.view.rule, -1) + 10 if self.view.rule else 0)
        whole = wrapped(text, face, width, MOST_LINES + 1, first)
        if len(whole) <= MOST_LINES:
            return whole
        if not self.view.cost:
            return wrapped(text, face, width, MOST_LINES, first)
        return [*wrapped(self.view.why, face, first, 1), *wrapped(self.view.cost, face, width, 1)]


def _why(view: FindingView) -> str:
    return _("{why} {cost}", why=view.why, cost=view.cost) if view.cost else view.why


class _FindingDelegate(QStyledItemDelegate):
    """Draws mark, sentence and link, then why it matters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: _FindingItem = index.data(ITEM)
        view = cast(QAbstractScrollArea, self.parent())
        width = max(view.viewport().width() - self._indent(), theme.h(4))
        small = len(item.why(width)) or 1
        high = len(item.title(width)) * theme.h(1) + small * theme.h(0.89) + theme.h(0.32)
        return QSize(theme.h(8), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: _FindingItem = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.hover)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side, line, small = theme.h(0.74), theme.h(1), theme.h(0.89)
        room = QRectF(area.left() + self._indent(), 0, area.width() - self._indent(), line)
        title, why = item.title(room.width()), item.why(room.width())
        room.moveTop(area.center().y() - (len(title) * line + (len(why) or 1) * small) / 2)
        spot = QRectF(area.left(), room.top() + (line - side) / 2 + 1, side, side)
        paint_mark(painter, spot, item.view.severity)
        paint.words(painter, room, item.linked(), look.accent, theme.font(-1), paint.RIGHT)
        for text in title:
            paint.words(painter, room, text, look.ink, theme.font(0, True))
            room.translate(0, line)
        room.setHeight(small)
        paint.words(painter, room, item.view.rule, look.accent, theme.font(-1), paint.RIGHT)
        for text in why:
            paint.words(painter, room, text, look.ink2, theme.font(-1))
            room.translate(0, small)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area.adjusted(-2, 1, 2, -2), 3)

    def _indent(self) -> int:
        return theme.h(0.74) + 6


class _FindingList(ItemList):
    """The rows; a click on a check's number, or F1, asks for its help instead of its field."""

    explained = Signal(str)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell a click on the number of a check from one on its finding."""
        rule = self._rule_under(event.position())
        if rule and event.button() == Qt.MouseButton.LeftButton:
            self.explained.emit(rule)
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take F1 from the menu while a finding of a check is in hand."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_asked and event.key() == Qt.Key.Key_F1 and self._current_rule():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1 explains the check of the finding in hand."""
        if event.key() == Qt.Key.Key_F1 and (rule := self._current_rule()):
            self.explained.emit(rule)
        else:
            super().keyPressEvent(event)

    def _current_rule(self) -> str:
        item = self.item_at(self.currentIndex())
        return item.view.rule if isinstance(item, _FindingItem) else ""

    def _rule_under(self, spot: QPointF) -> str:
        index = self.indexAt(spot.toPoint())
        item = self.item_at(index)
        if not isinstance(item, _FindingItem) or not item.view.rule:
            return ""
        area = QRectF(self.visualRect(index))
        width = paint.width_of(item.view.rule, -1) + 12
        is_low = spot.y() > area.top() + len(item.title(self._inner(area))) * theme.h(1)
        return item.view.rule if is_low and spot.x() > area.right() - width else ""

    def _inner(self, area: QRectF) -> float:
        return area.width() - theme.h(0.74) - 6


class FindingsPanel(Card):
    """What is missing: blocks first, counts in words, a click jumps to the field."""

    jumped = Signal(str)
    asked = Signal()
    explained = Signal(str)
    """A check, by its number."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` heads the card."""
        super().__init__(title, parent=parent)
        self._folded = False
        self._show = self.add_link(_("Show"), self.asked.emit)
        self._show.hide()
        self._list = _FindingList(_FindingDelegate())
        self._list.setUniformItemSizes(False)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName(title)
        self._list.clicked.connect(self._jump)
        self._list.activated.connect(self._jump)
        self._list.explained.connect(self.explained)
        self._clear = MarkLabel(Mark.OK, _("Nothing is missing"))
        self.add(Hairline())
        self.add(self._clear)
        self.add(self._list, 1)
        self._foot: LinkButton | None = None
        self.show_findings([])

    def add_foot(self, clicked: Callable[[], object]) -> LinkButton:
        """Add a link below the findings; it goes with the rest while the card is folded."""
        self._foot = LinkButton("", clicked=clicked)
        self.content.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignLeft)
        return self._foot

    def show_findings(
        self, findings: Sequence[FindingView], names: dict[str, str] | None = None
    ) -> None:
        """Show findings; ``names`` gives the word of the link for each section key."""
        names = names or {}
        ordered = by_weight(findings)
        items = [_FindingItem(one, names.get(one.section, one.section)) for one in ordered]
        self._list.show_items(items)
        self.set_chips(count_chips(ordered))
        self._lay_out()

    def set_folded(self, folded: bool) -> None:
        """Show only the head with its counts; its link asks for the rest."""
        if folded != self._folded:
            self._folded = folded
            self._lay_out()

    def _lay_out(self) -> None:
        items = self._list.items()
        self._show.setVisible(self._folded and bool(items))
        self._clear.setVisible(not items)
        self._list.setVisible(bool(items) and not self._folded)
        if self._foot is not None:
            self._foot.setVisible(not self._folded)
        # A card that says "nothing" is as high as its words; one with findings takes the room.
        across, upright = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding
        open_ = bool(items) and not self._folded
        self.setSizePolicy(across, upright if open_ else QSizePolicy.Policy.Maximum)

    def least_height(self, rows: int) -> int:
        """Return the height that shows the head and up to so many findings."""
        if self._folded or not self._list.items():
            return self.sizeHint().height()
        shown = min(rows, len(self._list.items()))
        margins = self.content.contentsMargins()
        head = theme.h(1.25) + 2 * self.content.spacing() + 1
        if self._foot is not None:
            head += self._foot.sizeHint().height() + self.content.spacing()
        return head + shown * theme.h(2.3) + margins.top() + margins.bottom()

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
