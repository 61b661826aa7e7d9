"""Paints the cells of a line table and lays its editors over the very words they edit."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QAbstractItemModel, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.chips import chip_width, paint_chip
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.line_model import LineColumn, LinesModel, Row
from warrantydesk.ui.kit.marks import Mark, paint_mark
from warrantydesk.ui.kit.outline import Field
from warrantydesk.ui.kit.table_delegate import paint_corner
from warrantydesk.ui.kit.table_header import ALIGN, INSET
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

if TYPE_CHECKING:
    from warrantydesk.ui.kit.line_table import LineTable


class LineDelegate(QStyledItemDelegate):
    """One delegate for all kinds; which part of a cell is edited the table says."""

    def __init__(self, view: "LineTable") -> None:
        """Paint for ``view``."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, words, chips and the corner of a finding."""
        model = cast(LinesModel, index.model())
        row, column = model.rows[index.row()], model.columns[index.column()]
        area = QRectF(option.rect)
        look = theme.tokens()
        current = self._view.currentIndex()
        active = self._view.has_keyboard()
        here = active and current.row() == index.row()
        painter.fillRect(area, look.accent_tint if here else look.base)
        paint.hairline(painter, area.left(), area.right(), area.bottom() - 1, look.line)
        first, second = self.lines(area, column, row)
        self._paint_first(painter, first, column, row)
        if second is not None:
            self._paint_second(painter, second, column, row)
        if active and current.row() == index.row() and current.column() == index.column():
            paint.box(painter, area.adjusted(0, 0, 0, -1), look.base, None, 3)
            self._paint_first(painter, first, column, row)
            if second is not None:
                self._paint_second(painter, second, column, row)
            paint.focus_ring(painter, area.adjusted(0, 0, 0, -1), 3)
        found = self._view.finding_at(index.row(), column)
        if found is not None:
            paint_corner(painter, area, found.severity)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.h(3), self._view.row_height())

    def lines(self, area: QRectF, column: LineColumn, row: Row) -> tuple[QRectF, QRectF | None]:
        """Return where the two lines of a cell lie; one-line cells are centred."""
        inner = area.adjusted(INSET, 0, -INSET, -1)
        has_second = column.under or (column.second is not None and column.second(row))
        if not has_second:
            return inner, None
        one, two = theme.h(1), theme.h(0.89)
        top = inner.center().y() - (one + two) / 2
        first = QRectF(inner.left(), top, inner.width(), one)
        return first, QRectF(inner.left(), top + one, inner.width(), two)

    def part_area(self, area: QRectF, column: LineColumn, row: Row, key: str) -> QRectF:
        """Return where the words of one key of a cell lie."""
        first, second = self.lines(area, column, row)
        if key == column.key or second is None:
            return first
        left = second.left()
        for part in column.under:
            if part.key == key:
                break
            left += paint.width_of(self._under_text(part, row), -1) + theme.h(0.8)
        return QRectF(left, second.top(), max(second.right() - left, theme.h(3)), second.height())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field of the part that the table wants edited."""
        model = cast(LinesModel, index.model())
        part = self._view.part_to_edit(index)
        field = part.editor(model.rows[index.row()])
        editor = cast(QWidget, field)
        editor.setParent(parent)
        editor.setAccessibleName(part.title)
        if isinstance(editor, LineField):
            editor.set_bare()
            if part.key != model.columns[index.column()].key:
                editor.setFont(theme.font(-1))
            editor.setAlignment(ALIGN[part.align])
        self._view.begin(index, part, field)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value in the editor."""
        model = cast(LinesModel, index.model())
        part = self._view.editing_part()
        if part is not None:
            cast(Field, editor).set_value(model.rows[index.row()].get(part.key))
            if isinstance(editor, LineField):
                editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the value of the editor; text that cannot be read leaves the old value."""
        self._view.take(cast(Field, editor), index)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the editor over its words."""
        model = cast(LinesModel, index.model())
        part = self._view.editing_part()
        column = model.columns[index.column()]
        area = QRectF(option.rect)
        if part is None:
            return
        if isinstance(editor, LineField):
            spot = self.part_area(area, column, model.rows[index.row()], part.key)
            editor.setGeometry(spot.toAlignedRect().adjusted(-2, 0, 2, 0))
        else:
            height = min(theme.h(1.5), round(area.height()))
            spot = QRectF(area.left(), area.center().y() - height / 2, area.width(), height)
            editor.setGeometry(spot.toAlignedRect())

    def _paint_first(self, painter: QPainter, spot: QRectF, column: LineColumn, row: Row) -> None:
        look = theme.tokens()
        if column.chip is not None and (chip := column.chip(row)) is not None:
            box = QRectF(0, 0, min(chip_width(chip[0]), spot.width()), theme.h(0.95))
            box.moveCenter(spot.center())
            if column.align == "left":
                box.moveLeft(spot.left())
            paint_chip(painter, box, *chip)
            return
        if column.kind == "check":
            side = theme.h(0.74)
            box = QRectF(0, 0, side, side)
            box.moveCenter(spot.center())
            paint_mark(painter, box, Mark.OK if row.get(column.key) else Mark.NA)
            return
        text = column.say(row)
        ink = look.ink if text else look.ink3
        if column.tone is not None and (tone := column.tone(row)) is not Tone.NEUTRAL:
            ink = look.ink_of(tone)
        face = theme.font(0, column.bold and bool(text))
        paint.words(painter, spot, text or "—", ink, face, ALIGN[column.align])

    def _paint_second(self, painter: QPainter, spot: QRectF, column: LineColumn, row: Row) -> None:
        look = theme.tokens()
        face = theme.font(-1)
        if not column.under:
            text = column.second(row) if column.second is not None else ""
            paint.words(painter, spot, text, look.ink2, face, ALIGN[column.align])
            return
        left = spot.left()
        for number, part in enumerate(column.under):
            if number:
                dot = QRectF(left - theme.h(0.8), spot.top(), theme.h(0.8), spot.height())
                paint.words(painter, dot, "•", look.ink3, face, paint.CENTER)
            text = self._under_text(part, row)
            ink = look.ink2 if part.say(row) else look.accent
            room = QRectF(left, spot.top(), max(spot.right() - left, 0), spot.height())
            paint.words(painter, room, text, ink, face)
            left += paint.width_of(text, -1) + theme.h(0.8)

    def _under_text(self, part: LineColumn, row: Row) -> str:
        text = part.say(row)
        if text or not part.is_editable(row):
            return text or "—"
        return f"{part.title}…"
