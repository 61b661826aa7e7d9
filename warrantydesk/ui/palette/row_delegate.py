"""Paints the rows of the palette: titles of groups, and hits with what was meant lit up."""

from typing import Any

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.palette.finding import Heading
from warrantydesk.ui.palette.hits import Hit

ROW, HEADING = 1.95, 1.6
"""Heights in lines of text."""
_INSET = 8


class RowDelegate(QStyledItemDelegate):
    """Draws each row whole."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        """Return the height of a title or of a hit."""
        heading = isinstance(index.data(ITEM), Heading)
        return QSize(theme.h(10), theme.h(HEADING if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        """Draw a title with a hairline above, or a hit."""
        item, area = index.data(ITEM), QRectF(option.rect)
        if isinstance(item, Heading):
            self._paint_heading(painter, area, item, index.row() == 0)
        elif isinstance(item, Hit):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._paint_hit(painter, area, item, chosen)

    def _paint_heading(
        self, painter: QPainter, area: QRectF, item: Heading, is_first: bool
    ) -> None:
        look = theme.tokens()
        if not is_first:
            left, right = area.left() + 18, area.right() - 10
            paint.hairline(painter, left, right, area.top() + 2, look.line)
        face = theme.font(-1, True)
        paint.words(painter, area.adjusted(18, 2, -10, 0), item.title, look.ink2, face)

    def _paint_hit(self, painter: QPainter, area: QRectF, hit: Hit, chosen: bool) -> None:
        look = theme.tokens()
        area = area.adjusted(_INSET, 1, -_INSET, -1)
        if chosen:
            paint.box(painter, area, look.accent_tint, None, 5)
            painter.fillRect(QRectF(area.left(), area.top() + 3, 3, area.height() - 6), look.accent)
        ink = look.ink3 if hit.closed else look.ink
        side = theme.h(0.9)
        spot = QRectF(area.left() + 14, area.center().y() - side / 2, side, side)
        paint_icon(painter, spot, hit.icon, look.accent if chosen else look.ink2)
        room = area.adjusted(14 + side + 10, 0, -12, 0)
        room.setRight(room.right() - self._paint_keys(painter, room, hit.keys))
        most = QRectF(room)
        if hit.second or hit.closed:
            most.setWidth(room.width() * 0.66)
        room.setLeft(room.left() + paint_lit(painter, most, hit.title, hit.spots, ink) + 14)
        self._paint_second(painter, room, hit)

    def _paint_second(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        look = theme.tokens()
        text = f"{hit.closed} · {hit.second}" if hit.closed and hit.second else hit.closed
        mark = Mark.BLOCK if hit.closed else hit.mark
        if room.width() < theme.h(2):
            return
        if mark is not None:
            side = theme.h(0.68)
            spot = QRectF(room.left(), room.center().y() - side / 2, side, side)
            paint_mark(painter, spot, mark)
            room.setLeft(spot.right() + 6)
        paint.words(painter, room, text or hit.second, look.ink2, theme.font(-1))

    def _paint_keys(self, painter: QPainter, room: QRectF, keys: str) -> float:
        """Draw the keys of an action at the right; return how much room they took."""
        look, right = theme.tokens(), room.right()
        for key in reversed(_keys(keys)):
            width = max(theme.h(0.95), paint.width_of(key, -1) + 10)
            high = theme.h(1)
            cap = QRectF(right - width, room.center().y() - high / 2, width, high)
            paint.box(painter, cap, look.base, look.line2, 3)
            paint.words(painter, cap, key, look.ink2, theme.font(-1), paint.CENTER)
            right = cap.left() - 3
        return room.right() - right + (10 if keys else 0)


def paint_lit(
    painter: QPainter, room: QRectF, text: str, spots: tuple[int, ...], ink: QColor
) -> float:
    """Draw a text whose meant signs stand bold on a tint; return its width."""
    look, at = theme.tokens(), 0.0
    meant = set(spots)
    for start, end in _runs(text, meant):
        piece, bold = text[start:end], start in meant
        width = theme.metrics(0, bold).horizontalAdvance(piece)
        left = room.width() - at
        if left < theme.h(0.7):
            break
        spot = QRectF(room.left() + at, room.top(), min(width, left) + 1, room.height())
        if bold:
            high = theme.h(1.1)
            ground = QRectF(spot.left(), spot.center().y() - high / 2, min(width, left), high)
            paint.box(painter, ground, look.warn_tint, None, 2)
        paint.words(painter, spot, piece, ink, theme.font(0, bold))
        at += min(width, left)
    return at


def _runs(text: str, meant: set[int]) -> list[tuple[int, int]]:
    """Return where a text changes between meant signs and others."""
    runs, start = [], 0
    for at in range(1, len(text) + 1):
        if at == len(text) or (at in meant) != (start in meant):
            runs.append((start, at))
            start = at
    return runs


def _keys(keys: str) -> list[str]:
    """Return the single keys of a combination: "Ctrl++" is Ctrl and +."""
    if not keys:
        return []
    parts = keys.split("+")
    return [*parts[:-2], "+"] if keys.endswith("++") else parts
