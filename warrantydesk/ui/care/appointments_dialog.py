"""Appointments: the month at the left, the day at the right, everything by keyboard."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warrantydesk.domain.care import Appointment, AppointmentState
from warrantydesk.domain.masks import Record
from warrantydesk.domain.person import Role
from warrantydesk.i18n import _, date_text, local, ngettext_
from warrantydesk.ui.care.booking_dialog import BookingDialog, MoveDialog
from warrantydesk.ui.care.day_grid import BookedDay
from warrantydesk.ui.care.month_grid import BookedMonth
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.labels import ElidedWords, Surface, Words
from warrantydesk.ui.kit.scrolls import Scroll
from warrantydesk.ui.masks import listed_appointment, listed_plate, shown_phone
from warrantydesk.ui.papers import open_paper
from warrantydesk.ui.refusals import tried
from warrantydesk.ui.shell import Shell

_DAY = timedelta(days=1)
_BOOKED = AppointmentState.BOOKED


def open_appointments(shell: Shell, desk: Any, day: date | None = None) -> "AppointmentsDialog":
    """Open the appointments on a day, today by default."""
    dialog = AppointmentsDialog(shell, desk, day or desk.bench.today)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


class AppointmentsDialog(QDialog):
    """Enter receives who comes, Insert books, F2 moves, Delete cancels."""

    def __init__(self, shell: Shell, desk: Any, day: date) -> None:
        """Show a day, with the keyboard in it."""
        super().__init__(shell.widget())
        self.setWindowTitle(_("Appointments"))
        self.shell, self.desk = shell, desk
        self.month, self.day = BookedMonth(), BookedDay()
        self.month.day = day
        self._title, self._head = Words(delta=1.5, bold=True), Words(delta=0.5, bold=True)
        self._told = ElidedWords(token="ink2")
        self._whole: dict[int, Appointment] = {}
        self._build_buttons()
        self._lay()
        self.month.chosen.connect(self.take_day)
        self.month.turned.connect(self.turn)
        self.month.entered.connect(self.day.setFocus)
        self.day.chosen.connect(self._take)
        self.day.opened.connect(lambda _one: self.receive())
        self.day.asked.connect(self.book)
        self.day.stepped.connect(self._step)
        self.day.turned.connect(self.turn)
        self.read()
        self.day.setFocus()

    def _build_buttons(self) -> None:
        self.here = Button(_("He is &here"), primary=True, clicked=self.receive)
        self.moved = Button(_("&Move…"), clicked=self.move_it)
        self.missed = Button(_("Did &not come"), clicked=self.miss)
        self.cancelled = Button(_("&Cancel it…"), clicked=self.cancel)
        self.new = Button(_("&Book…"), icon="add", clicked=self.book)
        for button in (self.here, self.moved, self.missed, self.cancelled, self.new):
            button.setAutoDefault(False)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconButton("left", _("Month before"), clicked=lambda: self.turn(-1)))
        head.addWidget(IconButton("right", _("Next month"), clicked=lambda: self.turn(1)))
        head.addWidget(self._title)
        head.addStretch(1)
        day_head = QHBoxLayout()
        day_head.setSpacing(8)
        day_head.addWidget(IconButton("left", _("Day before"), clicked=lambda: self._step(-1)))
        day_head.addWidget(IconButton("right", _("Next day"), clicked=lambda: self._step(1)))
        day_head.addWidget(self._head)
        day_head.addStretch(1)
        day_head.addWidget(self.new)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        right.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.month, 1)
        right.addLayout(day_head)
        right.addWidget(Scroll(self.day), 1)
        both = QHBoxLayout()
        both.setContentsMargins(16, 12, 16, 12)
        both.setSpacing(16)
        both.addLayout(left, 5)
        both.addLayout(right, 6)
        ground = Surface("base")
        ground.setLayout(both)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ground, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = Surface("window", "t")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 8)
        row.addWidget(self._told, 1)
        print_it = Button(_("&Print the day…"), clicked=self.print_day)
        close = Button(_("Close"), clicked=self.reject)
        for button in (print_it, close):
            button.setAutoDefault(False)
        for button in (self.cancelled, self.missed, self.moved, print_it, close, self.here):
            row.addWidget(button)
        return foot

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as the window, less a margin."""
        above = self.parentWidget()
        if above is not None:
            room = above.window().size()
            width = min(theme.h(66), room.width() - 32)
            self.resize(width, min(theme.h(34), room.height() - 32))
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert books, F2 moves, Delete cancels, Home goes to today."""
        key = event.key()
        verbs: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Insert: self.book,
            Qt.Key.Key_F2: self.move_it,
            Qt.Key.Key_Delete: self.cancel,
            Qt.Key.Key_Home: lambda: self.take_day(self.desk.bench.today),
        }
        verb = verbs.get(key)
        if verb is not None:
            verb()
        else:
            super().keyPressEvent(event)

    def read(self) -> None:
        """Read the six weeks around the day shown."""
        day = self.month.day
        first, last = day.replace(day=1) - timedelta(days=7), day.replace(day=1) + timedelta(45)
        read = tried(self.shell, lambda: self.desk.appointments.between(first, last)) or []
        self._whole = {one.id: one for one in read}
        found = [listed_appointment(self.desk, one) for one in read]
        booked: dict[date, list[Appointment]] = {}
        for one in found:
            booked.setdefault(local(one.starts_at).date(), []).append(one)
        self.month.show_month(day, self.desk.bench.today, booked, self._rest(first, last))
        self._title.setText(f"{day.year}-{day.month:02}")
        rows = booked.get(day, [])
        now = self.desk.bench.now if day == self.desk.bench.today else None
        midnight = datetime.combine(day, time.min, tzinfo=self.desk.bench.clock.zone)
        self.day.show_day(midnight, rows, self._advisors(rows), now)
        cars = ngettext_("{n} car", "{n} cars", len(rows)) if rows else _("Nobody is booked.")
        self._head.setText(_("{day}: {cars}", day=date_text(day), cars=cars))

    def _rest(self, first: date, last: date) -> frozenset[date]:
        return self.desk.appointments.rest_days(first, last)  # type: ignore[no-any-return]

    def _advisors(self, rows: list[Appointment]) -> list[tuple[str, str]]:
        """Return a column for each advisor who is booked, those at the reception always."""
        busy = {one.advisor for one in rows}
        reception = [one for one in self.desk.people.all() if Role.RECEPTION in one.roles][:3]
        logins = dict.fromkeys([one.login for one in reception if one.active])
        logins |= dict.fromkeys(sorted(busy - set(logins)))
        return [(login, self.desk.people.name_of(login) or "—") for login in logins]

    def turn(self, months: int) -> None:
        """Show another month."""
        first = self.month.day.replace(day=1)
        other = first - _DAY if months < 0 else first + timedelta(days=32)
        self.take_day(other.replace(day=1))

    def _step(self, days: int) -> None:
        self.take_day(self.month.day + days * _DAY)

    def take_day(self, day: date) -> None:
        """Show a day."""
        self.month.day = day
        self.read()

    def _take(self, one: Appointment | None) -> None:
        """Offer what can be done with the appointment in hand."""
        booked = one is not None and one.state is _BOOKED
        for button in (self.moved, self.cancelled):
            button.setEnabled(booked)
        self.here.setEnabled(one is not None and self._may_receive(one))
        over = one is not None and one.starts_at <= self.desk.bench.now
        self.missed.setEnabled(booked and over)
        self._told.setText(" · ".join(filter(None, self._words(one))) if one else "")

    def _words(self, one: Appointment) -> tuple[str, ...]:
        """Return what is known of the appointment in hand, as its record shows it."""
        phone = self._whole[one.id].phone
        shown = shown_phone(self.desk, Record.APPOINTMENT, one.id, phone)
        return one.customer_name, shown, one.purpose, one.note

    def book(self, at: datetime | None = None) -> None:
        """Book an appointment; the next full half hour is offered."""
        dialog = BookingDialog(self.shell, self.desk, at or self._free_hour(), self._booked)
        self._over_this(dialog)

    def _free_hour(self) -> datetime:
        """Return the first half hour of the day shown, from nine on, that is to come and free."""
        zone, now = self.desk.bench.clock.zone, self.desk.bench.now
        who, overlaps = self.desk.people.acting.login, self.desk.appointments.overlaps
        nine = datetime.combine(self.month.day, time(9), tzinfo=zone)
        halves = [nine + timedelta(minutes=30 * number) for number in range(30)]
        coming = [at for at in halves if at > now] or [halves[-1]]
        return next((at for at in coming if not overlaps(at, 30, who)), coming[0])

    def _over_this(self, dialog: QDialog) -> None:
        dialog.setParent(self, dialog.windowFlags())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _booked(self, made: Appointment) -> None:
        self.take_day(local(made.starts_at).date())
        self.day.choose(made.id)
        self.day.setFocus()

    def move_it(self) -> None:
        """Give the appointment in hand another hour."""
        one = self.day.row()
        if one is not None and one.state is _BOOKED:
            self._over_this(MoveDialog(self.shell, self.desk, one, self._booked))

    def receive(self) -> None:
        """The customer is here: link the visit and go to the claim of the car, or a new one."""
        one = self.day.row()
        if one is None or not self._may_receive(one):
            return
        here = tried(self.shell, lambda: self.desk.appointments.arrive(one.id))
        if here is not None:
            self.accept()
            go_to_claim(self.shell, self.desk, here)

    def _may_receive(self, one: Appointment) -> bool:
        """Tell whether an Enter may receive who is booked: not for a day that is to come."""
        today = self.desk.bench.today
        return one.state is _BOOKED and local(one.starts_at).date() <= today

    def miss(self) -> None:
        """Nobody came."""
        one = self.day.row()
        if one is not None and tried(self.shell, lambda: self.desk.appointments.miss(one.id)):
            self.read()

    def cancel(self) -> None:
        """Cancel the appointment in hand with a reason."""
        one = self.day.row()
        if one is None or one.state is not _BOOKED:
            return
        reason = self.shell.ask_text(_("Why is the appointment cancelled?"))
        if reason is None:
            return
        if tried(self.shell, lambda: self.desk.appointments.cancel(one.id, reason)):
            self.read()

    def print_day(self) -> None:
        """Show the list of the day before it is printed."""
        open_paper(self.shell, self.desk, "appointments", self.month.day.toordinal())


def receive(shell: Shell, desk: Any, appointment_id: int) -> None:
    """Note that a customer is here and go to his claim; for other panes."""
    here = tried(shell, lambda: desk.appointments.arrive(appointment_id))
    if here is not None:
        go_to_claim(shell, desk, here)


def go_to_claim(shell: Shell, desk: Any, here: Appointment) -> None:
    """Go to the claim of a car that came; a car on file without one gets one, with its visit."""
    if here.vehicle_id is not None and here.visit_id is None:
        claim = tried(shell, lambda: desk.claims.new(vin=here.vin))
        if claim is not None:
            visit_id = claim.visit.id
            tried(shell, lambda: desk.appointments.arrive(here.id, visit_id=visit_id))
            shell.open("intake", "claim", claim.id)
    elif here.vin:
        shell.open("intake", "vin", here.vin)
    else:
        shell.open("intake", "new")
    who = listed_plate(desk, here.plate) or here.customer_name
    shell.toast(_("{who} is here: {purpose}", who=who, purpose=here.purpose))
