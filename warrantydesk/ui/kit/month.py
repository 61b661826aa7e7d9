"""A month as a grid of days, walked by arrows, chosen by a click; each is painted by its owner."""

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.i18n import N_, _, date_text, list_text
from warrantydesk.ui.kit import paint, theme

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class Month(QWidget):
    """Six weeks at most, Monday first; arrows walk, a click chooses, Home goes to today.

    A month of something paints its days (``paint_day``) and says what the chosen one holds
    (``told``).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self._weeks: list[list[date]] = []
        self._today = self.day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_day(self, painter: QPainter, day: date, inside: bool) -> None:
        """Paint a day; ``inside`` tells the days of the month from those around it."""
        raise NotImplementedError

    def told(self) -> str:
        """Say what the chosen day holds, for those who hear the screen."""
        raise NotImplementedError

    def turn_to(self, day: date, today: date) -> None:
        """Show the month of a day, which is the one chosen."""
        self._weeks = Calendar().monthdatescalendar(day.year, day.month)
        self._today, self.day = today, day
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day as if it was clicked; of another month too."""
        if day != self.day:
            self.day = day
            self._say()
            self.update()
            self.chosen.emit(day)

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
        for day in (day for week in self._weeks for day in week):
            if self.area_of(day).contains(event.position()):
                self.choose(day)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk by day and week, Home goes to today."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(self.day + timedelta(days=_STEPS[key]))
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
                self.paint_day(painter, day, day.month == month)

    def paint_ground(self, painter: QPainter, day: date, fill: QColor) -> QRectF:
        """Paint the box of a day, with a ring when it is chosen; returns the room for words."""
        look, whole = theme.tokens(), self.area_of(day)
        area = whole.adjusted(2, 2, -2, -2)
        paint.box(painter, area, fill, look.line, 4)
        if day == self.day:
            ring = whole.adjusted(1, 1, -1, -1)
            paint.box(painter, ring, None, look.accent, 5, 2 if self.hasFocus() else 1.5)
        return area.adjusted(7, 3, -6, -3)

    def paint_number(
        self, painter: QPainter, room: QRectF, day: date, inside: bool, bold: bool
    ) -> QRectF:
        """Paint the number of a day, today's always bold; returns the line it stands in."""
        look, is_today = theme.tokens(), day == self._today
        head = QRectF(room.left(), room.top(), room.width(), theme.h(1))
        ink = look.accent if is_today else look.ink if inside else look.ink3
        paint.words(painter, head, str(day.day), ink, theme.font(0, bold or is_today))
        return head

    def _say(self) -> None:
        self.setAccessibleDescription(list_text([date_text(self.day), self.told()]))


def paint_lines(painter: QPainter, room: QRectF, lines: list[tuple[str, QColor, QFont]]) -> None:
    """Paint what a day holds under its number, as many lines as there is room for."""
    line = theme.h(0.95)
    top = room.top() + theme.h(1)
    for row, (text, ink, face) in enumerate(lines):
        spot = QRectF(room.left(), top + row * line, room.width(), line)
        if spot.bottom() <= room.bottom() + 2:
            paint.words(painter, spot, text, ink, face)
