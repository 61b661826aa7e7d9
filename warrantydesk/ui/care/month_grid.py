"""A month as a grid of days, each with how many cars are booked and the first of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.care import Appointment
from warrantydesk.i18n import _, local, ngettext_
from warrantydesk.ui.kit import paint, theme
from warrantydesk.ui.kit.month import Month, paint_lines

_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
Booked = Mapping[date, Sequence[Appointment]]


class BookedMonth(Month):
    """The appointments of a month; Enter goes into the day, page keys turn the month."""

    entered = Signal()
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self._booked: Booked = {}
        self._rest: frozenset[date] = frozenset()
        self.setAccessibleName(_("Month"))

    def show_month(self, day: date, today: date, booked: Booked, rest: frozenset[date]) -> None:
        """Show the month of a day, which is the one chosen; ``rest`` are days off."""
        self._booked, self._rest = booked, rest
        self.turn_to(day, today)

    def sizeHint(self) -> QSize:
        """Room for a count and a name a day."""
        return QSize(theme.h(28), theme.h(1.3) + 6 * theme.h(3.2))

    def minimumSizeHint(self) -> QSize:
        """Room for a count a day."""
        return QSize(theme.h(15), theme.h(1.2) + 6 * theme.h(2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn the month, Enter goes into the day; the rest walks."""
        key = Qt.Key(event.key())
        if key in _TURNS:
            self.turned.emit(_TURNS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paint_day(self, painter: QPainter, day: date, inside: bool) -> None:
        """Paint the number, whether it is a rest day, and who comes."""
        look, booked = theme.tokens(), self._booked.get(day, ())
        busy = bool(booked) and day >= self._today
        ground = look.base if inside and day not in self._rest else look.alt
        room = self.paint_ground(painter, day, look.accent_tint if busy else ground)
        head = self.paint_number(painter, room, day, inside, bold=False)
        if day in self._rest:
            paint.words(painter, head, _("rest"), look.ink3, theme.font(-1), paint.RIGHT)
        if booked:
            count = ngettext_("{n} car", "{n} cars", len(booked))
            first = _first_words(booked[0], room.width())
            lines = [
                (count, look.ink, theme.font(-0.5, True)),
                (first, look.ink2, theme.font(-1)),
            ]
            paint_lines(painter, room, lines)

    def told(self) -> str:
        """Say how many cars are booked for the chosen day."""
        booked = self._booked.get(self.day, ())
        return ngettext_("{n} car", "{n} cars", len(booked)) if booked else _("Nobody is booked.")


def _first_words(one: Appointment, room: float) -> str:
    """Return hour and car of the first appointment, or what of both there is room for."""
    hour = f"{local(one.starts_at):%H:%M}"
    who = one.plate or one.customer_name or one.vin[-8:]
    words = (f"{hour} {who}", who)
    return next((text for text in words if paint.width_of(text, -1) <= room), hour)
