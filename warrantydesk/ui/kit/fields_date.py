"""Inputs for days and for minutes; typed freely, or picked from a calendar."""

from datetime import UTC, date, datetime
from typing import Any, cast

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QMenu, QWidget, QWidgetAction

from warrantydesk.i18n import _, date_text, local, minute_text
from warrantydesk.ui.kit.fields_text import LineField
from warrantydesk.ui.kit.icons import icon
from warrantydesk.ui.kit.typed import date_of, moment_of


def today() -> date:
    """Return the day of the computer's clock; only short dates are completed with it."""
    return cast(date, QDate.currentDate().toPython())


class DateField(LineField):
    """A day; value is a date, or None."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        """``placeholder`` is shown while the field is empty."""
        super().__init__(placeholder, parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self._opener = self.addAction(icon("calendar"), LineField.ActionPosition.TrailingPosition)
        self._opener.setText(_("Calendar"))
        self._opener.setToolTip(_("Calendar (F4)"))
        self._opener.setShortcut("F4")
        self._opener.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._opener.triggered.connect(self._open_calendar)

    def value(self) -> Any:
        """Return the day, None where nothing valid was typed."""
        return self._parsed()[0]

    def problem(self) -> str | None:
        """Return what is wrong with the typed text."""
        return self._parsed()[1]

    def shown(self) -> str:
        """Return the day in its usual form."""
        return self._written(self.value()) if self.problem() is None else self.text()

    def pick(self, day: date) -> None:
        """Take a day as if it were typed."""
        self.setText(self._written(self._on_day(day)))
        self.edited.emit()

    def _parsed(self) -> tuple[date | None, str | None]:
        text = self.text().strip()
        if not text:
            return None, None
        try:
            return self._read(text), None
        except ValueError:
            return None, self._complaint(text)

    def _read(self, text: str) -> date:
        return date_of(text, today())

    def _complaint(self, text: str) -> str:
        return _("Not a date: {text}. Write 2026-11-24 or 11-24.", text=text)

    def _on_day(self, day: date) -> date:
        return day

    def _written(self, value: Any) -> str:
        return date_text(value) if value else ""

    def _tidy(self) -> None:
        if self.problem() is None and self.text() != self.shown():
            self.setText(self.shown())

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(menu)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        start = self.value() or today()
        calendar.setSelectedDate(QDate(start.year, start.month, start.day))
        calendar.clicked.connect(self._take_day)
        calendar.activated.connect(self._take_day)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        calendar.setFocus()

    def _take_day(self, day: QDate) -> None:
        self.pick(date(day.year(), day.month(), day.day()))
        self.setFocus()


class DateTimeField(DateField):
    """A minute in the desk's own time; value is an aware datetime, or None."""

    def _read(self, text: str) -> date:
        try:
            return _aware(moment_of(text, today()))
        except OverflowError as error:
            raise ValueError(text) from error

    def _complaint(self, text: str) -> str:
        return _("Not a date and time: {text}. Write 2026-11-24 08:41.", text=text)

    def _on_day(self, day: date) -> date:
        held = self.value()
        clock = local(held) if held else local(datetime.now(UTC))
        return _aware(datetime.combine(day, clock.time().replace(second=0, microsecond=0)))

    def _written(self, value: Any) -> str:
        return minute_text(value) if value else ""

    def set_value(self, value: Any) -> None:
        """Show an instant; seconds are not shown and do not count as a difference."""
        held = self.value()
        if value and held and value.replace(second=0, microsecond=0) == held:
            return
        super().set_value(value)


def _aware(moment: datetime) -> datetime:
    """Return a wall-clock time as an instant of the desk's zone."""
    zone = local(moment.replace(tzinfo=UTC)).tzinfo
    return moment.replace(tzinfo=zone)
