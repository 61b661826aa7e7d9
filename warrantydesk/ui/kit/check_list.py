"""A list of checks: blocks and warnings in two lines with a link, all others in one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.cards import Card, Hairline
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

ORDER = (Mark.BLOCK, Mark.WARN)
LOUD = frozenset(ORDER)
PASSED = frozenset({Mark.DONE, Mark.NA})
FOLDED = "folded"
"""The key of the row that stands for those that passed."""
LEAST_ROWS = 4
TWO, ONE = 2.1, 1.21


@dataclass(frozen=True)
class CheckRow:
    """One check; ``link`` says what a click does, ``count`` stands at the right of a quiet one."""

    key: str
    mark: Mark
    title: str
    detail: str = ""
    count: str = ""
    link: str = ""

    @property
    def loud(self) -> bool:
        """Tell whether it stands in the way or warns."""
        return self.mark in LOUD

    def spoken(self) -> str:
        """Return the check as one sentence."""
        return ", ".join(part for part in (self.title, self.detail, self.count) if part)


def by_weight(rows: Sequence[CheckRow]) -> list[CheckRow]:
    """Return checks with blocks first, then warnings, otherwise in their order."""
    place = {mark: number for number, mark in enumerate(ORDER)}
    return sorted(rows, key=lambda row: place.get(row.mark, len(ORDER)))


class _CheckDelegate(QStyledItemDelegate):
    """Draws mark, words, and what stands at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: CheckRow = index.data(ITEM)
        return QSize(theme.h(8), row_height(row))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: CheckRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver and row.link:
            painter.fillRect(area, look.hover)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        side = theme.h(0.74)
        two = row.loud and bool(row.detail)
        middle = area.top() + (theme.h(0.66) if two else area.height() / 2)
        paint_mark(painter, QRectF(area.left(), middle - side / 2, side, side), row.mark)
        inner = area.adjusted(side + 6, 0, 0, -1)
        right = self._paint_right(painter, inner, row)
        room = QRectF(inner.left(), middle - theme.h(0.5), right - 8 - inner.left(), theme.h(1))
        tone = tone_of(row.mark) if row.mark is Mark.BLOCK else Tone.NEUTRAL
        ink = look.ink if tone is Tone.NEUTRAL else look.ink_of(tone)
        paint.words(painter, room, row.title, ink, theme.font(0, row.loud))
        if two:
            below = QRectF(room.left(), room.bottom() - 1, room.width(), theme.h(0.87))
            paint.words(painter, below, row.detail, look.ink2, theme.font(-1))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, area.adjusted(-2, 1, 2, -2), 3)

    def _paint_right(self, painter: QPainter, inner: QRectF, row: CheckRow) -> float:
        """Draw the link, or what was counted; return where it begins."""
        look = theme.tokens()
        text, ink, delta = row.count or ("" if row.link else row.detail), look.ink2, -1.0
        if row.link and (row.loud or not text):
            text, ink, delta = f"{row.link} ›", look.accent, 0.0
        most = inner.width() * 0.55
        width = min(paint.width_of(text, delta), most)
        room = QRectF(inner.right() - width, inner.top(), width, inner.height())
        paint.words(painter, room, text, ink, theme.font(delta), paint.RIGHT)
        return room.left() if text else inner.right() + 8


def row_height(row: CheckRow) -> int:
    """Return the height of a row: two lines where it stands in the way or warns."""
    return theme.h(TWO if row.loud and row.detail else ONE)


class CheckCard(Card):
    """Checks in a card: counts in the head, blocks first; a click jumps to what is missing."""

    jumped = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """``title`` heads the card."""
        super().__init__(title, parent=parent)
        self.list = ItemList(_CheckDelegate())
        self.list.setUniformItemSizes(False)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(title)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.clicked.connect(self._jump)
        self.list.activated.connect(self._jump)
        self._whole = self._unfolded = False
        self._rows: list[CheckRow] = []
        self.add(Hairline())
        self.add(self.list, 1)

    def show_checks(self, rows: Sequence[CheckRow]) -> None:
        """Show other checks."""
        self._rows = by_weight(rows)
        blocks, warns = (sum(row.mark is mark for row in rows) for mark in ORDER)
        chips = [
            (ngettext_("{n} block", "{n} blocks", blocks), Tone.DANGER, blocks),
            (ngettext_("{n} warning", "{n} warnings", warns), Tone.WARN, warns),
        ]
        self.set_chips([(text, tone) for text, tone, count in chips if count])
        self._fit()

    def set_whole(self, whole: bool) -> None:
        """Take the room that is wanted, what passed in one row; else the list scrolls by itself."""
        if whole != self._whole:
            self._whole = whole
            self._fit()

    def rows(self) -> list[CheckRow]:
        """Return the checks in order, folded or not."""
        return list(self._rows)

    def _shown(self) -> list[CheckRow]:
        """Return the rows as they stand: what passed is one row where there is little room."""
        passed = [row for row in self._rows if row.mark in PASSED]
        if not self._whole or self._unfolded or len(passed) < 2:
            return self._rows
        said = ngettext_("{n} more check is right", "{n} more checks are right", len(passed))
        rest = [row for row in self._rows if row.mark not in PASSED]
        return [*rest, CheckRow(FOLDED, Mark.DONE, said, link=_("Show"))]

    def restyle(self) -> None:
        """Take the heights anew."""
        self._fit()

    def _fit(self) -> None:
        shown = self._shown()
        if shown != self.list.items():
            self.list.show_items(shown)
        heights = [row_height(row) for row in shown]
        least = len(heights) if self._whole else LEAST_ROWS
        self.list.setMaximumHeight(max(sum(heights), 1))
        self.list.setMinimumHeight(sum(heights[:least]))
        beside = self.minimumSizeHint().height() - self.list.minimumHeight()
        self.setMaximumHeight(beside + self.list.maximumHeight())  # room to spare is the pane's

    def _jump(self, index: QModelIndex) -> None:
        row = self.list.item_at(index)
        if row is not None and row.key == FOLDED:
            self._unfolded = True
            self._fit()
        elif row is not None and row.link:
            self.jumped.emit(row.key)
