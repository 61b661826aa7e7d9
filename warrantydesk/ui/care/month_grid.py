"""A month as a grid of days, each with how many cars are booked and the first of them."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.care import Appointment
from warrantydesk.i18n import N_, _, date_text, list_text, local, ngettext_
from warrantydesk.ui.kit import paint, theme

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
Booked = Mapping[date, Sequence[Appointment]]


class BookedMonth(QWidget):
    """Six weeks at most, Monday first; arrows walk, a click chooses, Enter goes into the day."""

    chosen = Signal(object)
    entered = Signal()
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self._weeks: list[list[date]] = []
        self._booked: Booked = {}
        self._rest: frozenset[date] = frozenset()
        self._today = self.day = date.min
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Month"))

    def show_month(self, day: date, today: date, booked: Booked, rest: frozenset[date]) -> None:
        """Show the month of a day, which is the one chosen; ``rest`` are days off."""
        self._weeks = Calendar().monthdatescalendar(day.year, day.month)
        self._booked, self._rest, self._today, self.day = booked, rest, today, day
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
        """Room for a count and a name a day."""
        return QSize(theme.h(28), theme.h(1.3) + 6 * theme.h(3.2))

    def minimumSizeHint(self) -> QSize:
        """Room for a count a day."""
        return QSize(theme.h(15), theme.h(1.2) + 6 * theme.h(2))

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
        """Arrows walk by day and week, page keys by month, Home goes to today."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.choose(self.day + timedelta(days=STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self.choose(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
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
        look, booked = theme.tokens(), self._booked.get(day, ())
        area = self.area_of(day).adjusted(2, 2, -2, -2)
        busy = bool(booked) and day >= self._today
        ground = look.base if inside and day not in self._rest else look.alt
        paint.box(painter, area, look.accent_tint if busy else ground, look.line, 4)
        if day == self.day:
            ring = self.area_of(day).adjusted(1, 1, -1, -1)
            paint.box(painter, ring, None, look.accent, 5, 2 if self.hasFocus() else 1.5)
        inner = area.adjusted(7, 3, -6, -3)
        line = theme.h(1)
        head = QRectF(inner.left(), inner.top(), inner.width(), line)
        ink = look.accent if day == self._today else look.ink if inside else look.ink3
        paint.words(painter, head, str(day.day), ink, theme.font(0, day == self._today))
        if day in self._rest:
            paint.words(painter, head, _("rest"), look.ink3, theme.font(-1), paint.RIGHT)
        if booked:
            self._paint_booked(painter, inner.adjusted(0, line, 0, 0), booked)

    def _paint_booked(self, painter: QPainter, area: QRectF, booked: Sequence[Appointment]) -> None:
        look, line = theme.tokens(), theme.h(0.95)
        first = booked[0]
        said = [
            (ngettext_("{n} car", "{n} cars", len(booked)), look.ink, theme.font(-0.5, True)),
            (_first_words(first, area.width()), look.ink2, theme.font(-1)),
        ]
        for row, (text, ink, face) in enumerate(said):
            spot = QRectF(area.left(), area.top() + row * line, area.width(), line)
            if spot.bottom() <= area.bottom() + 2:
                paint.words(painter, spot, text, ink, face)

    def _say(self) -> None:
        booked = self._booked.get(self.day, ())
        told = ngettext_("{n} car", "{n} cars", len(booked)) if booked else _("Nobody is booked.")
        self.setAccessibleDescription(list_text([date_text(self.day), told]))


def _first_words(one: Appointment, room: float) -> str:
    """Return hour and car of the first appointment, or what of both there is room for."""
    hour = f"{local(one.starts_at):%H:%M}"
    who = one.plate or one.customer_name or one.vin[-8:]
    words = (f"{hour} {who}", who)
    return next((text for text in words if paint.width_of(text, -1) <= room), hour)
