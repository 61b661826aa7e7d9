"""The list of backups by day: when, why, where, and whether each can be used."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.group_list import GroupLine, GroupList
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone

GAP = 10


@dataclass(frozen=True)
class BackupLine(GroupLine):
    """One backup in two lines, or without ``key`` the head of a group."""

    second: str = ""
    status_second: str = ""

    def spoken(self) -> str:
        """Return the line as one sentence."""
        parts = (self.title, self.second, self.status, self.status_second)
        return ", ".join(part for part in parts if part)


class _LineDelegate(QStyledItemDelegate):
    """Draws the head of a group, or a backup in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: BackupLine = index.data(ITEM)
        return QSize(theme.h(8), theme.h(2.28 if line.key else 1.6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: BackupLine = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        if not line.key:
            painter.fillRect(area, look.alt)
            inner = area.adjusted(8, theme.h(0.1), -8, 0)
            paint.words(painter, inner, line.title, look.ink, theme.font(0.5, True))
            paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line2)
            return
        paint.row_ground(painter, area, option.state)
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        self._paint_line(painter, area.adjusted(theme.h(0.74), 0, -theme.h(0.74), 0), line)

    def _paint_line(self, painter: QPainter, area: QRectF, line: BackupLine) -> None:
        look = theme.tokens()
        half, side = theme.h(0.98), theme.h(0.74)
        top = QRectF(area.left(), area.center().y() - half + 1, area.width(), half)
        low = QRectF(area.left(), area.center().y(), area.width(), half)
        spot = QRectF(area.left(), top.center().y() - side / 2, side, side)
        mark = line.mark or Mark.TODO
        paint_mark(painter, spot, mark, hole="alt")
        indent = side + 8
        bad = tone_of(mark) is Tone.DANGER
        ink = look.danger if bad else look.ink2
        width = paint.width_of(line.title, 0.5, True)
        status = top.adjusted(indent + width + GAP, 0, 0, 0)
        paint.words(painter, status, line.status, ink, theme.font(-0.5, bad), paint.RIGHT)
        title = top.adjusted(indent, 0, 0, 0)
        paint.words(painter, title, line.title, look.ink, theme.font(0.5, True))
        end = paint.width_of(line.status_second, -1)
        paint.words(painter, low, line.status_second, look.ink2, theme.font(-1), paint.RIGHT)
        second = low.adjusted(indent, 0, -end - GAP, 0)
        paint.words(painter, second, line.second, look.ink2, theme.font(-0.5))


class BackupList(GroupList):
    """Backups and the days over them; the arrows pass over the days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without backups."""
        super().__init__(parent)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(False)
