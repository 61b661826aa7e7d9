"""A month as a grid of days, each with what is due on it."""

from calendar import Calendar
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.money import yuan
from warrantydesk.i18n import N_, _, date_text, list_text, ngettext_
from warrantydesk.services.ledger.calendar import LOSSES, DueDay
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark, tone_of
from warrantydesk.ui.kit.tokens import Tone

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
SOON = 7
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


def mark_of(due: DueDay, today: date) -> Mark:
    """Return the mark of a day: what is late, what is near, what only waits."""
    if not due.of(*LOSSES):
        return Mark.INFO
    if due.day < today:
        return Mark.OVERDUE
    return Mark.WARN if due.day <= today + timedelta(days=SOON) else Mark.TODO


class MonthGrid(QWidget):
    """Six weeks at most, Monday first; arrows walk, a click chooses a day."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self._weeks: list[list[date]] = []
        self._due: Mapping[date, DueDay] = {}
        self._today = self.day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_month(self, day: date, today: date, due: Mapping[date, DueDay]) -> None:
        """Show the month of a day, which is the one chosen."""
        self._weeks = Calendar().monthdatescalendar(day.year, day.month)
        self._due, self._today, self.day = due, today, day
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day as if it was clicked; of another month too."""
        if day != self.day:
            self.day = day
            self._say()
            self.update()
            self.chosen.emit(day)

    def sizeHint(self) -> QSize:
        """Room for a count and an amount a day."""
        return QSize(theme.h(32), theme.h(1.4) + 6 * theme.h(3.4))

    def minimumSizeHint(self) -> QSize:
        """Room for a count a day."""
        return QSize(theme.h(18), theme.h(1.2) + 6 * theme.h(2.2))

    def area_of(self, day: date) -> QRectF:
        """Return where a day is drawn."""
        head = theme.h(1.3)
        wide = self.width() / 7
        high = (self.height() - head) / max(len(self._weeks), 1)
        for row, week in enumerate(self._weeks):
            if day in week:
                return QRectF(week.index(day) * wide, head + row * high, wide, high)
        return QRectF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        for week in self._weeks:
            for day in week:
                if self.area_of(day).contains(event.position()):
                    self.choose(day)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk by day and week, Home goes to today."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.choose(self.day + timedelta(days=STEPS[key]))
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names of the weekdays and the days."""
        painter = QPainter(self)
        look = theme.tokens()
        painter.fillRect(self.rect(), look.base)
        wide = self.width() / 7
        for place, name in enumerate(WEEKDAYS):
            area = QRectF(place * wide + 8, 0, wide - 8, theme.h(1.3))
            paint.words(painter, area, _(name), look.ink2, theme.font(-1))
        month = self._weeks[1][0].month if len(self._weeks) > 1 else 0
        for week in self._weeks:
            for day in week:
                self._paint_day(painter, day, day.month == month)

    def _paint_day(self, painter: QPainter, day: date, inside: bool) -> None:
        look, due = theme.tokens(), self._due.get(day)
        area = self.area_of(day).adjusted(2, 2, -2, -2)
        mark = mark_of(due, self._today) if due else None
        tone = tone_of(mark) if mark else Tone.NEUTRAL
        loud = tone in (Tone.DANGER, Tone.WARN)
        fill = look.tint_of(tone) if loud else look.base if inside else look.alt
        paint.box(painter, area, fill, look.line, 4)
        if day == self.day:
            ring = self.area_of(day).adjusted(1, 1, -1, -1)
            paint.box(painter, ring, None, look.accent, 5, 2 if self.hasFocus() else 1.5)
        inner = area.adjusted(7, 3, -6, -3)
        line = theme.h(1)
        head = QRectF(inner.left(), inner.top(), inner.width(), line)
        ink = look.accent if day == self._today else look.ink if inside else look.ink3
        bold = day == self._today or bool(due)
        paint.words(painter, head, str(day.day), ink, theme.font(0, bold))
        if due and mark:
            side = theme.h(0.68)
            spot = QRectF(inner.right() - side, inner.top() + (line - side) / 2, side, side)
            paint_mark(painter, spot, mark)
            self._paint_due(painter, inner.adjusted(0, line, 0, 0), due, tone)

    def _paint_due(self, painter: QPainter, area: QRectF, due: DueDay, tone: Tone) -> None:
        look, line = theme.tokens(), theme.h(0.95)
        loud = tone in (Tone.DANGER, Tone.WARN)
        strong = look.ink_of(tone) if loud else look.ink
        said = [(day_words(due), strong, theme.font(-0.5, True))]
        if due.amount_fen:
            said.append((yuan(due.amount_fen), strong, theme.font(-1)))
        for row, (text, ink, face) in enumerate(said):
            spot = QRectF(area.left(), area.top() + row * line, area.width(), line)
            if spot.bottom() <= area.bottom() + 2:
                paint.words(painter, spot, text, ink, face)

    def _say(self) -> None:
        due = self._due.get(self.day)
        words = [date_text(self.day), day_words(due) if due else _("Nothing is due on that day.")]
        self.setAccessibleDescription(list_text(words))


def day_words(due: DueDay) -> str:
    """Say in a few words what a day holds: pieces that cost money first."""
    if due.pieces:
        return ngettext_("{n:,} piece", "{n:,} pieces", due.pieces)
    if due.of(*LOSSES):
        return _("return list")
    return ngettext_("{n:,} note", "{n:,} notes", len(due.marks))
