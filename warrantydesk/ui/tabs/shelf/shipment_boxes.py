"""The left side of a shipment: its boxes, what waits to be packed and why, what does not go."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.box_card import BoxCard, BoxCards
from warrantydesk.ui.kit.buttons import IconButton, LinkButton
from warrantydesk.ui.kit.cards import Hairline
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.labels import ElidedWords, Words
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.rail import RailTally
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.plate import BLACK, WHITE

CENTER = Qt.AlignmentFlag.AlignHCenter
WAITS, LEFT_OUT = 1.95, 1.13


@dataclass(frozen=True)
class WaitingRow:
    """A piece of the list that is in no box yet; ``why`` says what it waits for."""

    tag: str
    name: str
    why: str
    mark: Mark
    place: str

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return ", ".join(part for part in (self.name, self.why, self.place) if part)


@dataclass(frozen=True)
class LeftOutRow:
    """Why some pieces do not go this time, and how many."""

    words: str
    count: int
    mark: Mark

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return f"{self.words}: {self.count}"


class _WaitingDelegate(QStyledItemDelegate):
    """Draws mark, name, why, and the plate of the place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(6), theme.h(WAITS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: WaitingRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.hover)
        side = theme.h(0.74)
        middle = area.top() + theme.h(0.55)
        spot = QRectF(area.left(), middle - side / 2, side, side)
        paint_mark(painter, spot, row.mark, hole="alt")
        plate = self._paint_plate(painter, area, row.place)
        left = spot.right() + 7
        room = QRectF(left, area.top(), plate - 6 - left, theme.h(1.05))
        paint.words(painter, room, row.name, look.ink, theme.font(0, True))
        tone = tone_of(row.mark)
        ink = look.ink_of(tone) if tone in (Tone.DANGER, Tone.WARN) else look.ink2
        below = QRectF(left, room.bottom() - 1, room.width(), theme.h(0.84))
        paint.words(painter, below, row.why, ink, theme.font(-1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area.adjusted(-2, 0, 2, 0), 3)

    def _paint_plate(self, painter: QPainter, area: QRectF, place: str) -> float:
        """Draw the plate at the right; return where it begins."""
        if not place:
            return area.right()
        width = paint.width_of(place, 0, True) + theme.h(0.7)
        spot = QRectF(area.right() - width - 1, area.top() + 2, width, theme.h(1.55))
        line = theme.tokens().line2 if theme.tokens().dark else None
        paint.box(painter, spot, BLACK, line, 4)
        paint.words(painter, spot, place, WHITE, theme.font(0, True), paint.CENTER)
        return spot.left()


class _LeftOutDelegate(QStyledItemDelegate):
    """Draws mark, words and the count at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(6), theme.h(LEFT_OUT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LeftOutRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        side = theme.h(0.74)
        spot = QRectF(area.left(), area.center().y() - side / 2, side, side)
        paint_mark(painter, spot, row.mark, hole="alt")
        count = f"{row.count:,}"
        width = paint.width_of(count, 0, True)
        room = QRectF(area.right() - width, area.top(), width, area.height())
        paint.words(painter, room, count, look.ink, theme.font(0, True), paint.RIGHT)
        words = QRectF(spot.right() + 7, area.top(), room.left() - spot.right() - 13, area.height())
        paint.words(painter, words, row.words, look.ink2)


class _Head(QWidget):
    """A bold word with a note, and room for a link."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.note = ElidedWords("", token="ink2", delta=-0.5)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(Words(title, bold=True))
        self.row.addWidget(self.note, 1)


class ShipmentBoxes(QWidget):
    """Boxes as cards over what waits; a rail keeps numbers and counts."""

    piece_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without boxes."""
        super().__init__(parent)
        self._narrow = self._short = False
        self.cards = BoxCards()
        self.cards.setAccessibleName(_("Boxes"))
        self.add_box = LinkButton(_("Add one"), icon="add")
        self.add_box.setToolTip(_("Add a box (Ins)"))
        self.add_box.setAccessibleName(_("Add a box (Ins)"))
        self._add_small = IconButton("add", _("Add a box (Ins)"), clicked=self.add_box.click)
        self._tally = RailTally(Mark.TODO, _("to pack"))
        self.waiting = ItemList(_WaitingDelegate())
        self.waiting.setAccessibleName(_("To pack"))
        self.waiting.setMouseTracking(True)
        self.waiting.clicked.connect(self._ask_piece)
        self.waiting.activated.connect(self._ask_piece)
        self._left_out = ItemList(_LeftOutDelegate())
        self._left_out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._heads = _Head(_("Boxes")), _Head(_("To pack")), _Head(_("Not this time"))
        self._heads[0].row.addWidget(self.add_box)
        self._lines = Hairline(), Hairline()
        self._lay()
        self._show_parts()

    def _lay(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        boxes, waiting, left_out = self._heads
        self._column.addWidget(boxes)
        self._column.addWidget(self._add_small, 0, CENTER)
        self._column.addWidget(self.cards, 3)
        self._column.addWidget(self._tally)
        for line, head, rows, part in (
            (self._lines[0], waiting, self.waiting, 2),
            (self._lines[1], left_out, self._left_out, 1),
        ):
            self._column.addWidget(line)
            self._column.addWidget(head)
            self._column.addWidget(rows, part)
        self._column.addStretch(0)

    def show_boxes(self, cards: Sequence[BoxCard], pieces: int, open_: bool) -> None:
        """Show the boxes with ``pieces`` in all of them; a list that has left takes no more."""
        boxes = ngettext_("{n} box", "{n} boxes", len(cards))
        packed = ngettext_("{n} piece", "{n} pieces", pieces)
        self._heads[0].note.setText(f"{boxes} · {packed}")
        self.cards.show_cards(cards)
        self.cards.setAcceptDrops(open_)
        for adder in (self.add_box, self._add_small):
            adder.setEnabled(open_)
        self._show_parts()

    def show_waiting(self, rows: Sequence[WaitingRow]) -> None:
        """Show what is in no box yet."""
        self.waiting.show_items(rows)
        self._heads[1].note.setText(ngettext_("{n} piece", "{n} pieces", len(rows)))
        self._tally.show_count(len(rows))
        self._show_parts()

    def show_left_out(self, rows: Sequence[LeftOutRow]) -> None:
        """Show what is due and does not go this time."""
        self._left_out.show_items(rows)
        count = sum(row.count for row in rows)
        self._heads[2].note.setText(
            ngettext_("{n} more is due back", "{n} more are due back", count)
        )
        self._show_parts()

    def show_rail(self, narrow: bool) -> None:
        """Keep only numbers and counts while the pane is a rail."""
        self._narrow = narrow
        self._show_parts()

    def set_short(self, short: bool) -> None:
        """Leave out what does not go this time where the window is low."""
        self._short = short
        self._show_parts()

    def restyle(self) -> None:
        """Take the heights anew."""
        self._show_parts()

    def _show_parts(self) -> None:
        wide = not self._narrow
        side = 12 if wide else 4
        self._column.setContentsMargins(side, 8, side, 8)
        waits = wide and bool(self.waiting.items())
        out = wide and not self._short and bool(self._left_out.items())
        for parts, shown in (
            ((self._heads[0],), wide),
            ((self._add_small, self._tally), not wide),
            ((self._lines[0], self._heads[1], self.waiting), waits),
            ((self._lines[1], self._heads[2], self._left_out), out),
        ):
            for part in parts:
                part.setVisible(shown)
        self.cards.setMaximumHeight(max(self.cards.wanted_height(), 1))
        self.cards.setMinimumHeight(min(self.cards.wanted_height(), theme.h(3.5)))
        for rows, high in ((self.waiting, WAITS), (self._left_out, LEFT_OUT)):
            whole = len(rows.items()) * theme.h(high)
            rows.setMaximumHeight(max(whole, 1))
            rows.setMinimumHeight(min(whole, theme.h(high)))

    def _ask_piece(self, index: QModelIndex) -> None:
        row = self.waiting.item_at(index)
        if row is not None:
            self.piece_asked.emit(row.tag)
