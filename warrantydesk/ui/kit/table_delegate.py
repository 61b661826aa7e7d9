"""Paints every cell of a table: marks, two lines, chips, corners, groups, the action."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.chips import chip_width, paint_chip
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_header import ALIGN, INSET
from warrantydesk.ui.kit.table_model import Column, GridModel, Group, Index
from warrantydesk.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from warrantydesk.ui.kit.table import TableView


class TableDelegate(QStyledItemDelegate):
    """One delegate for all tables; it reads the row and the column, not the roles."""

    def __init__(self, view: "TableView") -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view
        self.marked_words: tuple[str, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row of this table."""
        return QSize(theme.h(4), self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the selection and what the cell says; ground and hairlines are the view's."""
        model = index.model()
        if not isinstance(model, GridModel):
            return
        row = model.row_at(index.row())
        area = QRectF(option.rect)
        if isinstance(row, Group):
            self._paint_group(painter, area, row)
            return
        look = theme.tokens()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area.adjusted(0, 0, 0, -1), look.accent_tint)
            if self._view.is_first_column(index.column()):
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), look.accent)
        if row is not None:
            self._paint_cell(painter, area, model.columns[index.column()], row, index)

    def _paint_cell(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, index: Index
    ) -> None:
        inner = area.adjusted(INSET, 0, -INSET, -1)
        if column.action:
            self._paint_action(painter, inner, column.say(row), index)
            return
        mark = column.mark(row) if column.mark is not None else None
        text = column.say(row)
        if column.mark is not None:
            inner = self._paint_mark(painter, inner, column, mark, text)
        if column.chip is not None and (chip := column.chip(row)) is not None:
            self._paint_chip(painter, inner, column, *chip)
        elif column.second is not None:
            self._paint_two(painter, inner, column, row, text)
        else:
            self._paint_line(painter, inner, column, row, text)
        if column.corner is not None and (found := column.corner(row)) is not None:
            paint_corner(painter, area, found)

    def _paint_mark(
        self, painter: QPainter, inner: QRectF, column: Column, mark: Mark | None, text: str
    ) -> QRectF:
        side = theme.h(0.74)
        left = inner.center().x() - side / 2 if not text else inner.left()
        if mark is not None:
            spot = QRectF(left, inner.center().y() - side / 2, side, side)
            paint_mark(painter, spot, mark)
        return inner.adjusted(side + 6, 0, 0, 0)

    def _paint_chip(
        self, painter: QPainter, inner: QRectF, column: Column, text: str, tone: Tone
    ) -> None:
        spot = QRectF(0, 0, min(chip_width(text), inner.width()), theme.h(0.95))
        spot.moveCenter(inner.center())
        if column.align == "left":
            spot.moveLeft(inner.left())
        elif column.align == "right":
            spot.moveRight(inner.right())
        paint_chip(painter, spot, text, tone)

    def _paint_two(
        self, painter: QPainter, inner: QRectF, column: Column, row: Any, text: str
    ) -> None:
        second = column.second(row) if column.second is not None else ""
        if not second:
            self._paint_line(painter, inner, column, row, text)
            return
        look = theme.tokens()
        one, two = theme.h(0.95), theme.h(0.84)
        top = inner.center().y() - (one + two) / 2 + 1
        first = QRectF(inner.left(), top, inner.width(), one)
        self._paint_line(painter, first, column, row, text)
        below = QRectF(inner.left(), top + one, inner.width(), two)
        tone = column.second_tone(row) if column.second_tone is not None else Tone.NEUTRAL
        face = theme.font(-1)
        paint.words(painter, below, second, look.ink_of(tone), face, ALIGN[column.align])

    def _paint_line(
        self, painter: QPainter, area: QRectF, column: Column, row: Any, text: str
    ) -> None:
        look = theme.tokens()
        bold = column.is_bold(row)
        ink = look.ink2 if column.weak else look.ink
        if column.tone is not None and (tone := column.tone(row)) is not Tone.NEUTRAL:
            ink = look.ink_of(tone)
        if column.highlight and self.marked_words:
            self._paint_hits(painter, area, text, bold)
        paint.cell_words(painter, area, text, ink, bold, ALIGN[column.align])

    def _paint_hits(self, painter: QPainter, area: QRectF, text: str, bold: bool) -> None:
        """Lay a tint under every word that was searched for."""
        measure = theme.metrics(0, bold)
        low = text.casefold()
        height = measure.height() - 1
        for word in self.marked_words:
            at = low.find(word.casefold()) if word else -1
            while at >= 0:
                left = area.left() + measure.horizontalAdvance(text[:at])
                width = measure.horizontalAdvance(text[at : at + len(word)])
                spot = QRectF(left - 1, area.center().y() - height / 2, width + 2, height)
                painter.fillRect(spot & area, theme.tokens().warn_tint)
                at = low.find(word.casefold(), at + len(word))

    def _paint_action(self, painter: QPainter, inner: QRectF, text: str, index: Index) -> None:
        look = theme.tokens()
        if not text:
            return
        if self._view.currentIndex().row() != index.row():
            paint.words(painter, inner, text, look.accent, None, paint.RIGHT)
            return
        width = min(paint.width_of(text, 0, True) + theme.h(2), round(inner.width()))
        spot = QRectF(0, 0, width, theme.h(1.42))
        spot.moveCenter(inner.center())
        spot.moveRight(inner.right())
        paint.box(painter, spot, look.accent_fill, None, 5)
        words = spot.adjusted(theme.h(0.6), 0, -theme.h(0.5), 0)
        paint.words(painter, words, text, look.on_accent, theme.font(0, True))
        paint.words(painter, words, "↵", look.on_accent, theme.font(-0.5), paint.RIGHT)

    def _paint_group(self, painter: QPainter, area: QRectF, group: Group) -> None:
        look = theme.tokens()
        painter.fillRect(area, look.base)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line2)
        inner = area.adjusted(INSET, 0, -INSET, 0)
        if group.folded is not None:
            self._paint_fold(painter, inner, group.folded)
            inner.setLeft(inner.left() + theme.h(0.74))
        ink = look.ink if group.tone is Tone.NEUTRAL else look.ink_of(group.tone)
        said = QRectF(inner)
        if group.link:
            said.setRight(said.right() - paint.width_of(group.link) - 8)
        width = paint.words(painter, said, group.title, ink, theme.font(0.5, True))
        said.setLeft(said.left() + width + 8)
        paint.words(painter, said, group.note, look.ink2)
        for key, text in group.values.items():
            spot, align = self._view.column_area(key, area)
            paint.words(painter, spot, text, look.ink2, theme.font(0, True), align)
        if group.link:
            paint.words(painter, inner, group.link, look.accent, None, paint.RIGHT)

    def _paint_fold(self, painter: QPainter, inner: QRectF, folded: bool) -> None:
        size = theme.h(0.42)
        center = QPointF(inner.left() + size / 2, inner.center().y())
        if not folded:
            paint.triangle(painter, center, size, False, theme.tokens().ink)
            return
        painter.save()
        painter.translate(center)
        painter.rotate(-90)
        paint.triangle(painter, QPointF(0, 0), size, False, theme.tokens().ink)
        painter.restore()


def paint_ground(view: "TableView", part: QRect, empty: str) -> None:
    """Draw what lies below the cells of a part: base, hairlines, the words for no rows."""
    painter, look = QPainter(view.viewport()), theme.tokens()
    area = QRectF(view.viewport().rect())
    painter.fillRect(area, look.base)
    if empty:
        paint.words(painter, area, empty, look.ink2, None, paint.CENTER)
    _paint_row_lines(painter, view, part)


def paint_current_row(view: "TableView") -> None:
    """Frame the row in hand while the keyboard stands in the table."""
    current = view.currentIndex()
    if not view.hasFocus() or not current.isValid():
        return
    head, row = view.horizontalHeader(), current.row()
    top, height = view.rowViewportPosition(row), view.rowHeight(row)
    frame = QRectF(-head.offset() + 0.5, top + 0.5, head.length() - 1, height - 2)
    paint.box(QPainter(view.viewport()), frame, None, theme.tokens().accent, 0)


def _paint_row_lines(painter: QPainter, view: "TableView", part: QRect) -> None:
    """Draw the hairlines below the rows of a part, each once for the whole row."""
    first, last = view.rowAt(part.top()), view.rowAt(part.bottom())
    if first < 0:
        return
    head, color = view.horizontalHeader(), theme.tokens().line
    right = head.length() - head.offset()
    for row in range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1):
        below = view.rowViewportPosition(row) + view.rowHeight(row) - 1
        painter.fillRect(0, below, right, 1, color)


def paint_corner(painter: QPainter, area: QRectF, mark: Mark) -> None:
    """Draw the small corner that says: there is a finding in this cell."""
    color: QColor = theme.tokens().mark_of(tone_of(mark))
    size = theme.h(0.42)
    corner = area.topRight() + QPointF(1, 0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    points = [corner, corner - QPointF(size, 0), corner + QPointF(0, size)]
    painter.drawPolygon(QPolygonF(points))
    painter.restore()
