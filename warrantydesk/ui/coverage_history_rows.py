"""Rows of a vehicle's history: when, what, what it counts, whose problem, who said so."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warrantydesk.i18n import _, date_text, ngettext_
from warrantydesk.services.coverage.card import RepairLine
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.item_list import ITEM, ItemList
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.table_model import Index
from warrantydesk.ui.kit.tokens import Tone


@dataclass(frozen=True)
class RepairRow:
    """One repair as the list shows it."""

    line: RepairLine

    @property
    def title(self) -> str:
        """Number or workshop, with the part that failed."""
        words = (date_text(self.line.on), self.line.title, self.line.part)
        return " · ".join(word for word in words if word)

    @property
    def count(self) -> str:
        """Days that count, or that none do."""
        if not self.line.counts:
            return _("does not count")
        return ngettext_("{n} day", "{n} days", self.line.days)

    @property
    def said(self) -> tuple[Mark, str]:
        """What a person said about it, or what is suggested."""
        line = self.line
        if line.serious:
            return Mark.WARN, _("serious safety fault ({person})", person=line.flagged_by)
        if line.problem:
            return Mark.DONE, _("{problem} ({person})", problem=line.problem, person=line.linked_by)
        if line.may_be_same:
            return Mark.INFO, _("the same problem?")
        return (Mark.TODO, "") if line.counts else (Mark.NA, "")

    def spoken(self) -> str:
        """Return the row as one sentence."""
        km = _("{km} km", km=f"{self.line.mileage_km:,}") if self.line.mileage_km else ""
        told = (self.title, self.line.complaint, km, self.count, self.said[1])
        return ", ".join(word for word in told if word)


class _RepairDelegate(QStyledItemDelegate):
    """Draws two lines: what and when with its days, then the complaint with what was said."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.h(12), theme.h(2.2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RepairRow = index.data(ITEM)
        look = theme.tokens()
        area = QRectF(option.rect)
        paint.row_ground(painter, area, option.state, "base")
        paint.hairline(painter, area.left(), area.right() + 1, area.bottom() - 1, look.line)
        mark, words = row.said
        side = theme.h(0.74)
        line = QRectF(area.left() + 10, area.top() + theme.h(0.08), area.width() - 20, theme.h(1))
        spot = QRectF(line.left(), line.center().y() - side / 2, side, side)
        paint_mark(painter, spot, mark)
        line.setLeft(line.left() + side + 7)
        self._pair(painter, line, row.title, row.count, bold=True)
        line.translate(0, theme.h(1))
        tone = tone_of(mark)
        ink = None if tone is Tone.NEUTRAL else tone
        self._pair(painter, line, row.line.complaint.split("\n")[0], words, tone=ink)

    def _pair(
        self,
        painter: QPainter,
        line: QRectF,
        left: str,
        right: str,
        *,
        bold: bool = False,
        tone: Tone | None = None,
    ) -> None:
        look = theme.tokens()
        size = 0.0 if bold else -1.0
        wide = min(paint.width_of(right, -1), line.width() * 0.6)
        end = QRectF(line.right() - wide, line.top(), wide, line.height())
        ink = look.ink_of(tone) if tone else look.ink2
        paint.words(painter, end, right, ink, theme.font(-1), paint.RIGHT)
        room = line.adjusted(0, 0, -(wide + 10), 0)
        paint.words(painter, room, left, look.ink if bold else look.ink2, theme.font(size, bold))


class RepairList(ItemList):
    """The history, newest first; Enter is left to the dialog, whose verb it is."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without rows."""
        super().__init__(_RepairDelegate(), parent)
        self.setAccessibleName(_("History of the vehicle"))

    def show_repairs(self, lines: tuple[RepairLine, ...]) -> None:
        """Show a history and keep the row in hand where it is still there."""
        held = self.current()
        self.show_items([RepairRow(line) for line in lines])
        keys = [(one.line.claim_id, one.line.elsewhere_id) for one in self.items()]
        key = (held.claim_id, held.elsewhere_id) if held else None
        place = keys.index(key) if key in keys else self._first()
        if self.items():
            self.setCurrentIndex(self._items.index(place))

    def _first(self) -> int:
        """Return the first row that waits for an answer, else the newest."""
        waits = (n for n, row in enumerate(self.items()) if row.line.may_be_same)
        return next(waits, 0)

    def current(self) -> RepairLine | None:
        """Return the repair in hand."""
        row = self.item_at(self.currentIndex())
        return row.line if row is not None else None

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another row is in hand."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the dialog."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
