"""A month as a grid of days, each with what is due on it."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import _, ngettext_
from warrantydesk.services.ledger.calendar import LOSSES, DueDay
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.month import Month, paint_lines
from warrantydesk.ui.kit.tokens import Tone

SOON = 7


def mark_of(due: DueDay, today: date) -> Mark:
    """Return the mark of a day: what is late, what is near, what only waits."""
    if not due.of(*LOSSES):
        return Mark.INFO
    if due.day < today:
        return Mark.OVERDUE
    return Mark.WARN if due.day <= today + timedelta(days=SOON) else Mark.TODO


class MonthGrid(Month):
    """What is due in a month, day by day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self._due: Mapping[date, DueDay] = {}

    def show_month(self, day: date, today: date, due: Mapping[date, DueDay]) -> None:
        """Show the month of a day, which is the one chosen."""
        self._due = due
        self.turn_to(day, today)

    def sizeHint(self) -> QSize:
        """Room for a count and an amount a day."""
        return QSize(theme.h(32), theme.h(1.4) + 6 * theme.h(3.4))

    def minimumSizeHint(self) -> QSize:
        """Room for a count a day."""
        return QSize(theme.h(18), theme.h(1.2) + 6 * theme.h(2.2))

    def paint_day(self, painter: QPainter, day: date, inside: bool) -> None:
        """Paint the number, the mark of the day and what is due on it."""
        look, due = theme.tokens(), self._due.get(day)
        mark = mark_of(due, self._today) if due else None
        tone = tone_of(mark) if mark else Tone.NEUTRAL
        loud = tone in (Tone.DANGER, Tone.WARN)
        fill = look.tint_of(tone) if loud else look.base if inside else look.alt
        room = self.paint_ground(painter, day, fill)
        head = self.paint_number(painter, room, day, inside, bold=bool(due))
        if due and mark:
            side = theme.h(0.68)
            top = head.top() + (head.height() - side) / 2
            paint_mark(painter, QRectF(head.right() - side, top, side, side), mark)
            strong = look.ink_of(tone) if loud else look.ink
            lines = [(day_words(due), strong, theme.font(-0.5, True))]
            if due.amount_fen:
                lines.append((yuan(due.amount_fen), strong, theme.font(-1)))
            paint_lines(painter, room, lines)

    def told(self) -> str:
        """Say what is due on the chosen day."""
        due = self._due.get(self.day)
        return day_words(due) if due else _("Nothing is due on that day.")


def day_words(due: DueDay) -> str:
    """Say in a few words what a day holds: pieces that cost money first."""
    if due.pieces:
        return ngettext_("{n:,} piece", "{n:,} pieces", due.pieces)
    if due.of(*LOSSES):
        return _("return list")
    return ngettext_("{n:,} note", "{n:,} notes", len(due.marks))
