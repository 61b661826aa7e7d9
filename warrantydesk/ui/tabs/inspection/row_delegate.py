"""Paints the rows of the checklist: heads, answers, readings with their gauge, photographs."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from warrantydesk.domain.inspection import Answer
from warrantydesk.i18n import _, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.gauge import paint_gauge
from warrantydesk.ui.kit.icons import paint_icon
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.segments import paint_tristate
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.tabs.inspection.columns import (
    Columns,
    answer_rect,
    choice_areas,
    columns,
    note_rect,
    number_width,
    photo_areas,
    reading_rect,
)
from warrantydesk.ui.tabs.inspection.rows import CheckRow, HeadRow
from warrantydesk.ui.tabs.inspection.thumbs import Thumbs

ROW, HEAD = 2.32, 1.68


class RowDelegate(QStyledItemDelegate):
    """Draws a whole row at a time; the current one has tint, bar and its place for a photo."""

    def __init__(self, thumbs: Thumbs) -> None:
        """``thumbs`` gives small pictures when they are there."""
        super().__init__()
        self._thumbs = thumbs
        self.frozen = False
        self.focused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heads are lower than rows."""
        head = isinstance(index.data(ITEM), HeadRow)
        return QSize(theme.h(20), theme.h(HEAD if head else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a head or a row."""
        row = index.data(ITEM)
        area = QRectF(option.rect)
        if isinstance(row, HeadRow):
            self._paint_head(painter, area, row)
            return
        look = theme.tokens()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if current:
            painter.fillRect(area, look.accent_tint)
            bar = look.accent if self.focused else look.bar
            painter.fillRect(QRectF(area.left(), area.top(), 3, area.height() - 1), bar)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom(), look.line)
        at = columns(area.width())
        self._paint_item(painter, area, at, row, current)
        if row.kind == "choice":
            self._paint_choices(painter, area, at, row)
        else:
            paint_tristate(painter, answer_rect(area, at), row.pressed)
        if row.kind == "measure":
            self._paint_reading(painter, area, at, row)
        self._paint_photos(painter, area, at, row, (current or over) and not self.frozen)

    def _paint_head(self, painter: QPainter, area: QRectF, row: HeadRow) -> None:
        look = theme.tokens()
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom(), look.line2)
        line = area.adjusted(8, theme.h(0.2), -8, 0)
        width = paint.words(painter, line, str(row.number), look.ink, theme.font(0.5, True))
        line.setLeft(area.left() + 8 + max(width + 10, theme.h(1.3)))
        width = paint.words(painter, line, row.title, look.ink, theme.font(0.5, True))
        line.setLeft(line.left() + width + 8)
        paint.words(painter, line, row.count, look.ink2)
        if row.outside:
            text = ngettext_("{n} outside tolerance", "{n} outside tolerance", row.outside)
            paint.words(painter, line, text, look.danger, theme.font(-0.5, True), paint.RIGHT)

    def _paint_item(
        self, painter: QPainter, area: QRectF, at: Columns, row: CheckRow, current: bool
    ) -> None:
        look = theme.tokens()
        number = QRectF(area.left() + at.item, area.top(), number_width(), area.height())
        second = row.note.replace("\n", " · ")
        if not second and current and not self.frozen:
            second = _("F2: a note")
        room = note_rect(area, at)
        lines = [row.text] if second else two_lines(row.text, room.width(), theme.unit())
        if second or len(lines) > 1:
            top = QRectF(room.left(), area.center().y() - theme.h(1), room.width(), theme.h(1))
            number.setTop(top.top())
            number.setHeight(top.height())
            ink = look.ink2 if row.note else look.ink3
            below = (second, ink, theme.font(-1)) if second else (lines[1], look.ink, theme.font())
            paint.words(painter, room, *below)
        else:
            top = QRectF(room.left(), area.top(), room.width(), area.height() - 1)
        paint.words(painter, number, row.number, look.ink2)
        paint.words(painter, top, lines[0], look.ink)

    def _paint_choices(self, painter: QPainter, area: QRectF, at: Columns, row: CheckRow) -> None:
        look = theme.tokens()
        cells = choice_areas(row, area, at)
        chosen = next((n for n, (code, _w) in enumerate(row.choices) if code == row.choice), -1)
        paint.box(painter, cells[0].united(cells[-1]), look.base, look.line2, 5)
        if len(cells) != len(row.choices):
            words = row.choices[chosen][1] if chosen >= 0 else _("Choose…")
            ink = look.ink if chosen >= 0 else look.ink3
            inner = cells[0].adjusted(8, 0, -theme.h(1.1), 0)
            paint.words(painter, inner, words, ink, theme.font(-0.5, chosen >= 0))
            tip = cells[0].center()
            tip.setX(cells[0].right() - theme.h(0.6))
            paint.triangle(painter, tip, theme.h(0.42), False, look.ink2)
            return
        for number, (cell, (_code, word)) in enumerate(zip(cells, row.choices, strict=True)):
            if number == chosen:
                paint.box(painter, cell, look.accent_tint, look.accent, 5)
                paint.words(painter, cell, word, look.accent, theme.font(-0.5, True), paint.CENTER)
                continue
            if number and number - 1 != chosen:
                paint.upright(painter, cell.left(), cell.top() + 7, cell.bottom() - 7, look.line)
            text = f"{number + 1} {word}"
            paint.words(painter, cell, text, look.ink2, theme.font(-0.5), paint.CENTER)

    def _paint_reading(self, painter: QPainter, area: QRectF, at: Columns, row: CheckRow) -> None:
        if row.answer is Answer.NA and row.value is None:
            return
        look = theme.tokens()
        box = reading_rect(area, at)
        fill = look.danger_tint if row.outside else look.field
        line = look.danger if row.outside else look.fline
        paint.box(painter, box, fill, look.line2 if self.frozen and not row.outside else line, 4)
        ink = look.danger if row.outside else look.ink
        inner = box.adjusted(4, 0, -7, 0)
        paint.words(painter, inner, row.reading, ink, theme.font(0, row.outside), paint.RIGHT)
        unit = QRectF(box.right() + 5, box.top(), at.gauge - at.reading - at.box_width - 10, 0)
        unit.setHeight(box.height())
        paint.words(painter, unit, row.unit, look.ink2, theme.font(-1))
        if row.limits.text():
            height = theme.h(1.6)
            top = area.center().y() - height / 2
            gauge = QRectF(area.left() + at.gauge, top, at.gauge_width, height)
            paint_gauge(painter, gauge, row.limits, row.value)

    def _paint_photos(
        self, painter: QPainter, area: QRectF, at: Columns, row: CheckRow, inviting: bool
    ) -> None:
        look = theme.tokens()
        spots = photo_areas(row, area, at)
        for spot, photo in zip(spots, row.photos, strict=False):
            if spot is spots[-1]:
                break
            image = self._thumbs.image(photo)
            paint.box(painter, spot, look.track, None, 3)
            if image is None or image.isNull():
                side = theme.h(0.84)
                icon = QRectF(0, 0, side, side)
                icon.moveCenter(spot.center())
                paint_icon(painter, icon, "image" if image is None else "document", look.ink2)
            else:
                scale = max(spot.width() / image.width(), spot.height() / image.height())
                cut = QRectF(0, 0, spot.width() / scale, spot.height() / scale)
                cut.moveCenter(QRectF(image.rect()).center())
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(spot, image, cut)
        self._paint_last_spot(painter, spots[-1], row, len(spots) - 1, inviting)

    def _paint_last_spot(
        self, painter: QPainter, spot: QRectF, row: CheckRow, shown: int, inviting: bool
    ) -> None:
        look = theme.tokens()
        lacking = row.lacks_photo and not self.frozen
        if lacking or inviting:
            ink = look.danger if lacking else look.ink2
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            painter.setBrush(look.base)
            painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.restore()
            side = theme.h(0.84)
            icon = QRectF(0, 0, side, side)
            icon.moveCenter(spot.center())
            paint_icon(painter, icon, "camera", ink)
        elif len(row.photos) > shown:
            more = f"+{len(row.photos) - shown}" if shown else str(len(row.photos))
            paint.words(painter, spot, more, look.ink2, theme.font(-0.5, True), paint.CENTER)


@lru_cache(maxsize=512)
def two_lines(text: str, width: float, unit: int) -> list[str]:
    """Return a text as one line, or broken into two where it is longer than ``width``."""
    layout = QTextLayout(text, theme.font())
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    length = first.textLength()
    layout.endLayout()
    if length >= len(text):
        return [text]
    return [text[:length].rstrip(), text[length:]]
