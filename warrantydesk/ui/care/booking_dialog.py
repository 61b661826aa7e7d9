"""Book an appointment, or give one another hour."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from warrantydesk.domain.care import Appointment
from warrantydesk.i18n import _, list_text, local
from warrantydesk.ui.form_dialog import FormDialog
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.inputs import (
    AreaField,
    ChoiceField,
    DateTimeField,
    NumberField,
    TextField,
)
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.shell import Shell

_PLATE_SIGNS, _VIN_SIGNS = 6, 17
Done = Callable[[Appointment], object]


class _HourDialog(FormDialog):
    """Fields of hour, length and advisor; says which appointments it would overlap."""

    def __init__(self, shell: Shell, desk: Any, title: str, yes: str, but: int | None) -> None:
        super().__init__(shell, title, yes)
        self._desk, self._but = desk, but

    def _add_hour(self, span: int) -> None:
        form = self.form
        form.add("starts_at", _("Day and hour"), DateTimeField(), required=True, span=span)
        form.add("minutes", _("Minutes"), NumberField(least=5, most=600), required=True, span=3)
        people = [(one.login, one.name) for one in self._desk.people.all()]
        form.add("advisor", _("Advisor"), ChoiceField(people), span=12 - span - 3)
        form.changed.connect(self._follow)

    def _follow(self, path: str) -> None:
        if path in ("starts_at", "minutes", "advisor"):
            self._warn()

    def _warn(self) -> None:
        """Say what is booked at the same time; it may be booked all the same."""
        values = self.values()
        at, minutes = values["starts_at"], values["minutes"]
        found = (
            self._desk.appointments.overlaps(at, minutes, values["advisor"] or "", self._but)
            if at and minutes
            else []
        )
        cars = list_text(
            f"{local(one.starts_at):%H:%M} {self._plate(one) or one.customer_name}" for one in found
        )
        words = _("At the same time: {cars}. You can book all the same.", cars=cars)
        self.note.show_mark(Mark.WARN if found else None, words if found else "")

    def _plate(self, one: Appointment) -> str:
        return listed_plate(self._desk, one.plate)

    def _forget(self) -> None:
        """Take refusals back; what overlaps is still said."""
        super()._forget()
        if self._desk is not None:
            self._warn()


class BookingDialog(_HourDialog):
    """A new appointment; a car on file brings its owner and phone."""

    def __init__(self, shell: Shell, desk: Any, at: datetime, done: Done) -> None:
        """Begin in the plate; ``at`` is the hour offered."""
        super().__init__(shell, desk, _("New appointment"), _("&Book"), None)
        self._done = done
        self._filled = ("", "")
        form = self.form
        form.section("who", _("Who comes"))
        form.add("car", _("Plate or VIN"), TextField(), span=4)
        form.add("customer_name", _("Customer"), TextField(), span=4)
        form.add("phone", _("Phone"), TextField(), span=4)
        form.add("purpose", _("Why the car comes"), TextField(), required=True, span=12)
        form.section("when", _("When"))
        self._add_hour(5)
        form.add("note", _("Remark"), AreaField(lines=1), span=12)
        acting = desk.people.acting.login
        form.fill({"starts_at": at, "minutes": 30, "advisor": acting, "note": ""}, fresh=True)
        self.setMinimumWidth(theme.h(38))
        self._warn()

    def _follow(self, path: str) -> None:
        super()._follow(path)
        if path == "car":
            self._look_up()

    def _look_up(self) -> None:
        """Fill name and phone of a car on file, where nothing else was typed."""
        text = str(self.form.field("car").value() or "")
        if len(text) < _PLATE_SIGNS:
            return
        car = self._desk.appointments.known_car(*_car(text))
        found = (car.customer_name, car.phone) if car else ("", "")
        for path, new, old in zip(("customer_name", "phone"), found, self._filled, strict=True):
            field = self.form.field(path)
            if (field.value() or "") in ("", old):
                field.set_value(new)
        self._filled = found

    def keep(self, values: dict[str, Any]) -> None:
        """Book it."""
        vin, plate = _car(values["car"] or "")
        made = self._desk.appointments.book(
            values["starts_at"],
            values["purpose"],
            minutes=values["minutes"],
            vin=vin,
            plate=plate,
            customer_name=values["customer_name"],
            phone=values["phone"],
            advisor=values["advisor"] or "",
            note=values["note"],
        )
        self._done(made)


class MoveDialog(_HourDialog):
    """Another hour for an appointment."""

    def __init__(self, shell: Shell, desk: Any, found: Appointment, done: Done) -> None:
        """Begin in the hour."""
        who = listed_plate(desk, found.plate) or found.customer_name or found.vin
        title = _("Move the appointment of {who}", who=who)
        super().__init__(shell, desk, title, _("&Move"), found.id)
        self._found, self._done = found, done
        self.form.section("when", _("When"))
        self._add_hour(5)
        self.form.fill(
            {
                "starts_at": found.starts_at,
                "minutes": found.minutes,
                "advisor": found.advisor,
            },
            fresh=True,
        )
        self.setMinimumWidth(theme.h(32))

    def keep(self, values: dict[str, Any]) -> None:
        """Move it."""
        self._done(
            self._desk.appointments.move(
                self._found.id, values["starts_at"], values["minutes"], values["advisor"]
            )
        )


def _car(text: str) -> tuple[str, str]:
    """Return what was typed as VIN and plate; 17 signs are a VIN."""
    bare = "".join(text.split())
    return (bare, "") if len(bare) >= _VIN_SIGNS else ("", bare)
