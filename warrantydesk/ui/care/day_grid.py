"""A day as a grid: hours downwards, a column for each advisor, a block for each appointment."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.care import APPOINTMENT_NAMES, Appointment, AppointmentState
from warrantydesk.i18n import _, list_text, local
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.marks import Mark, paint_mark

FIRST, LAST = 8, 18
"""Hours always shown; a day with earlier or later appointments shows more."""
MARKS = {
    AppointmentState.BOOKED: Mark.TODO,
    AppointmentState.ARRIVED: Mark.OK,
    AppointmentState.MISSED: Mark.REFUSED,
    AppointmentState.CANCELLED: Mark.NA,
}


class BookedDay(QWidget):
    """Arrows walk through the appointments, Enter opens one, a double click into a gap books."""

    chosen = Signal(object)
    opened = Signal(object)
    asked = Signal(object)
    stepped = Signal(int)
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a day."""
        super().__init__(parent)
        self._rows: list[Appointment] = []
        self._advisors: list[tuple[str, str]] = []
        self._midnight = datetime.min.replace(tzinfo=UTC)
        self._now: datetime | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Day"))

    def show_day(
        self,
        midnight: datetime,
        rows: Sequence[Appointment],
        advisors: Sequence[tuple[str, str]],
        now: datetime | None,
    ) -> None:
        """Show a day; ``advisors`` are columns as login and name, ``now`` a line across."""
        held = self.row()
        self._midnight, self._rows, self._now = midnight, list(rows), now
        self._advisors = list(advisors) or [("", "")]
        known = [one.id for one in self._rows]
        self._at = known.index(held.id) if held and held.id in known else self._next()
        self._say()
        self.updateGeometry()
        self.update()
        self.chosen.emit(self.row())

    def row(self) -> Appointment | None:
        """Return the appointment in hand."""
        return self._rows[self._at] if 0 <= self._at < len(self._rows) else None

    def choose(self, number: int) -> None:
        """Take the appointment of an id in hand."""
        known = [one.id for one in self._rows]
        if number in known:
            self._take(known.index(number))

    def _next(self) -> int:
        """Return the place of the first one that nobody came to yet, else of the first."""
        booked = AppointmentState.BOOKED
        places = [at for at, one in enumerate(self._rows) if one.state is booked]
        return places[0] if places else 0 if self._rows else -1

    def hours(self) -> tuple[int, int]:
        """Return the first hour shown and the one after the last."""
        if not self._rows:
            return FIRST, LAST
        begins = min(self._hours_of(one.starts_at) for one in self._rows)
        ends = max(self._hours_of(one.ends_at) for one in self._rows)
        return min(FIRST, int(begins)), max(LAST, min(24, -int(-ends // 1)))

    def _hours_of(self, at: datetime) -> float:
        return max(0.0, (at - self._midnight) / timedelta(hours=1))

    def sizeHint(self) -> QSize:
        """An hour is high enough for two lines."""
        first, last = self.hours()
        wide = theme.h(3) + len(self._advisors) * theme.h(8)
        return QSize(wide, self._head() + (last - first) * theme.h(2.1))

    def minimumSizeHint(self) -> QSize:
        """An hour is high enough for one line."""
        first, last = self.hours()
        return QSize(theme.h(14), self._head() + (last - first) * theme.h(1.5))

    def _head(self) -> int:
        return theme.h(1.4)

    def _y(self, at: datetime) -> float:
        first, last = self.hours()
        high = (self.height() - self._head()) / max(last - first, 1)
        return self._head() + (self._hours_of(at) - first) * high

    def _left(self) -> float:
        return paint.width_of("00:00", -1) + 12.0

    def area_of(self, one: Appointment) -> QRectF:
        """Return where an appointment is drawn; those that overlap lie side by side."""
        logins = [login for login, _name in self._advisors]
        column = logins.index(one.advisor) if one.advisor in logins else len(logins) - 1
        wide = (self.width() - self._left()) / len(logins)
        beside = [
            other
            for other in self._rows
            if self._column(other) == column
            and other.starts_at < one.ends_at
            and one.starts_at < other.ends_at
        ]
        share = wide / max(len(beside), 1)
        left = self._left() + column * wide + beside.index(one) * share
        top, bottom = self._y(one.starts_at), self._y(one.ends_at)
        return QRectF(left + 2, top + 1, share - 4, max(bottom - top - 2, theme.h(1)))

    def _column(self, one: Appointment) -> int:
        logins = [login for login, _name in self._advisors]
        return logins.index(one.advisor) if one.advisor in logins else len(logins) - 1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click takes an appointment in hand."""
        at = self._under(event)
        if at is not None:
            self._take(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens an appointment; beside them it books the hour."""
        at = self._under(event)
        if at is not None:
            self.opened.emit(self._rows[at])
            return
        first, last = self.hours()
        high = (self.height() - self._head()) / max(last - first, 1)
        halves = int((event.position().y() - self._head()) / high * 2)
        self.asked.emit(self._midnight + timedelta(hours=first, minutes=30 * max(halves, 0)))

    def _under(self, event: QMouseEvent) -> int | None:
        places = (
            at for at, one in enumerate(self._rows) if self.area_of(one).contains(event.position())
        )
        return next(places, None)

    def _take(self, at: int) -> None:
        self._at = at
        self._say()
        self.update()
        self.chosen.emit(self.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, left and right go by days, page keys by months, Enter opens."""
        key = event.key()
        row = self.row()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._rows:
            step = -1 if key == Qt.Key.Key_Up else 1
            self._take(min(max(self._at + step, 0), len(self._rows) - 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw hours, columns, appointments and the present moment."""
        painter = QPainter(self)
        look = theme.tokens()
        painter.fillRect(self.rect(), look.base)
        first, last = self.hours()
        for hour in range(first, last):
            y = self._y(self._midnight + timedelta(hours=hour))
            paint.hairline(painter, self._left(), self.width(), y, look.line)
            spot = QRectF(0, y, self._left() - 8, theme.h(1))
            paint.words(painter, spot, f"{hour:02}:00", look.ink2, theme.font(-1), paint.RIGHT)
        self._paint_columns(painter)
        for place, one in enumerate(self._rows):
            self._paint_block(painter, one, place == self._at)
        if self._now is not None:
            paint.hairline(painter, self._left(), self.width(), self._y(self._now), look.danger)

    def _paint_columns(self, painter: QPainter) -> None:
        look, count = theme.tokens(), len(self._advisors)
        wide = (self.width() - self._left()) / count
        for place, (_login, name) in enumerate(self._advisors):
            left = self._left() + place * wide
            if place:
                paint.upright(painter, left, 0, self.height(), look.line)
            spot = QRectF(left + 6, 0, wide - 12, self._head())
            paint.words(painter, spot, name, look.ink2, theme.font(-0.5, True))

    def _paint_block(self, painter: QPainter, one: Appointment, in_hand: bool) -> None:
        look, area = theme.tokens(), self.area_of(one)
        paint.box(painter, area, _fill(one), look.line, 4)
        if in_hand:
            width = 2 if self.hasFocus() else 1.5
            paint.box(painter, area, None, look.accent, 4, width)
        line, side = theme.h(0.95), theme.h(0.68)
        inner = area.adjusted(7, 2, -6, -2)
        top = QRectF(inner.left(), inner.top(), inner.width(), min(line, inner.height()))
        paint_mark(
            painter,
            QRectF(top.left(), top.center().y() - side / 2, side, side),
            MARKS[one.state],
        )
        top.setLeft(top.left() + side + 5)
        who = one.plate or one.customer_name or one.vin[-8:]
        head = f"{local(one.starts_at):%H:%M} {who}"
        if paint.width_of(head, -0.5, True) > top.width():
            head = who  # the hour stands at the side
        ink = look.ink if one.state is not AppointmentState.MISSED else look.ink3
        paint.words(painter, top, head, ink, theme.font(-0.5, True))
        for row, text in enumerate((one.purpose, " ".join((one.customer_name, one.phone))), 1):
            spot = QRectF(inner.left(), inner.top() + row * line, inner.width(), line)
            if text.strip() and spot.bottom() <= inner.bottom() + 3:
                paint.words(painter, spot, text, look.ink2, theme.font(-1))

    def _say(self) -> None:
        one = self.row()
        if one is None:
            self.setAccessibleDescription(_("Nobody is booked."))
            return
        who = one.plate or one.customer_name
        state = _(APPOINTMENT_NAMES[one.state])
        told = [f"{local(one.starts_at):%H:%M}", who, one.purpose, state]
        self.setAccessibleDescription(list_text(told))


def _fill(one: Appointment) -> QColor:
    look = theme.tokens()
    return {
        AppointmentState.BOOKED: look.accent_tint,
        AppointmentState.ARRIVED: look.ok_tint,
        AppointmentState.MISSED: look.danger_tint,
        AppointmentState.CANCELLED: look.neutral_tint,
    }[one.state]
