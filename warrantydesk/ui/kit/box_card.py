"""The boxes of a shipment as cards: number, pieces and weight, code, state; things drop into them.

One list view for any number of boxes; on a rail only number and state are left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

GAP = 6
RAIL = 4.2
TAGS = "application/x-warrantydesk-tags"
"""What a dragged piece is: its tags, one a line."""


@dataclass(frozen=True)
class BoxCard:
    """One box; ``key`` is its code, ``current`` the one that is being packed."""

    key: str
    number: str
    title: str
    state: str
    mark: Mark
    current: bool = False

    def spoken(self) -> str:
        """Return the card as one sentence."""
        return f"{self.number}, {self.title}, {self.key}, {self.state}"


class _CardDelegate(QStyledItemDelegate):
    """Draws a card, or number and mark on a rail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(3), theme.h(3.15) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: BoxCard = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect).adjusted(1, 1, -1, 1 - GAP)
        view = cast(BoxCards, self.parent())
        aimed = view.aimed == card.key
        lit = card.current or aimed
        paint.box(painter, area, look.accent_tint if lit else look.base, look.line2, 6)
        if lit:
            paint.box(painter, area, None, look.accent, 6, 2)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            paint.box(painter, area.adjusted(3, 3, -3, -3), None, look.accent, 4)
        if area.width() < theme.h(RAIL):
            self._paint_rail(painter, area, card)
        else:
            self._paint_card(painter, area.adjusted(9, 0, -9, 0), card)

    def _paint_rail(self, painter: QPainter, area: QRectF, card: BoxCard) -> None:
        top = QRectF(area.left(), area.top() + theme.h(0.3), area.width(), theme.h(1.4))
        ink = theme.tokens().ink
        paint.words(painter, top, card.number, ink, theme.font(4, True), paint.CENTER)
        side = theme.h(0.74)
        spot = QRectF(area.center().x() - side / 2, top.bottom() + 3, side, side)
        paint_mark(painter, spot, card.mark)

    def _paint_card(self, painter: QPainter, area: QRectF, card: BoxCard) -> None:
        look = theme.tokens()
        upper = QRectF(area.left(), area.top(), theme.h(1.7), theme.h(2.1))
        paint.words(painter, upper, card.number, look.ink, theme.font(4, True))
        left = area.left() + theme.h(2.2)
        line = QRectF(left, area.top() + theme.h(0.22), area.right() - left, theme.h(1))
        icon = print_spot(area)
        title = line.adjusted(0, 0, -icon.width() - 6, 0)
        paint.words(painter, title, card.title, look.ink, theme.font(0, True))
        paint_icon(painter, icon, "print", look.ink2)
        code = QRectF(left, line.bottom(), line.width(), theme.h(0.87))
        paint.words(painter, code, card.key, look.ink2, theme.font(-1))
        side = theme.h(0.7)
        foot = QRectF(area.left(), area.bottom() - theme.h(1.05), area.width(), theme.h(0.95))
        spot = QRectF(foot.left(), foot.center().y() - side / 2, side, side)
        paint_mark(painter, spot, card.mark)
        foot.setLeft(spot.right() + 5)
        tone = tone_of(card.mark)
        loud = tone in (Tone.WARN, Tone.DANGER)
        ink = look.ink_of(tone) if loud else look.ink2
        paint.words(painter, foot, card.state, ink, theme.font(-1))


def print_spot(area: QRectF) -> QRectF:
    """Return where the printer stands on a card whose inner area is given."""
    side = theme.h(0.84)
    return QRectF(area.right() - side, area.top() + theme.h(0.3), side, side)


class BoxCards(ItemList):
    """Boxes below each other; a click or Enter takes one, its printer prints its label.

    ``dropped(code, tags)`` tells of pieces laid on a box, ``photos(code, files)`` of pictures.
    """

    taken = Signal(str)
    opened = Signal(str)
    print_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    dropped = Signal(str, list)
    photos = Signal(str, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without boxes."""
        self.aimed = ""
        super().__init__(_CardDelegate(), parent)
        self.setAcceptDrops(True)
        self.setDragDropMode(self.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(lambda index: self._open(index))

    def show_cards(self, cards: Sequence[BoxCard]) -> None:
        """Show other boxes; the keyboard stays on its box."""
        held = self.item_at(self.currentIndex())
        self.show_items(cards)
        keys = [card.key for card in cards]
        if held is not None and held.key in keys:
            self.setCurrentIndex(self._items.index(keys.index(held.key)))

    def cards(self) -> list[BoxCard]:
        """Return the boxes shown."""
        return self.items()

    def wanted_height(self) -> int:
        """Return the height that shows every card."""
        return len(self.items()) * (theme.h(3.15) + GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the box."""
        card = self.item_at(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.taken.emit(card.key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the printer prints, elsewhere takes the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        card = self.item_at(index)
        if card is None or event.button() != Qt.MouseButton.LeftButton:
            return
        inner = QRectF(self.visualRect(index)).adjusted(10, 1, -10, 1 - GAP)
        reach = print_spot(inner).adjusted(-6, -6, 8, 6)
        if inner.width() >= theme.h(RAIL) and reach.contains(event.position()):
            self.print_asked.emit(card.key)
        else:
            self.taken.emit(card.key)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome pieces and pictures."""
        mime = event.mimeData()
        if mime.hasFormat(TAGS) or mime.hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show the box that would take it."""
        card = self.item_at(self.indexAt(event.position().toPoint()))
        self._aim(card.key if card is not None else "")
        if card is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """No box would take it any more."""
        self._aim("")

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was laid on which box."""
        card, mime = self.item_at(self.indexAt(event.position().toPoint())), event.mimeData()
        self._aim("")
        if card is None:
            return
        event.acceptProposedAction()
        if mime.hasFormat(TAGS):
            self.dropped.emit(card.key, bytes(mime.data(TAGS).data()).decode().split())
        else:
            files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
            self.photos.emit(card.key, files)

    def _aim(self, key: str) -> None:
        if key != self.aimed:
            self.aimed = key
            self.viewport().update()

    def _open(self, index: QModelIndex | Any) -> None:
        card = self.item_at(index)
        if card is not None:
            self.opened.emit(card.key)

    def _ask_menu(self, at: QPoint) -> None:
        card = self.item_at(self.indexAt(at))
        if card is not None:
            self.menu_asked.emit(card.key, self.viewport().mapToGlobal(at))
