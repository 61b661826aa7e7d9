"""Facts of the list of a day's appointments; its subject is the day's ordinal number."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.domain.care import APPOINTMENT_NAMES, Appointment, AppointmentState
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.i18n import N_, _, date_text, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper

if TYPE_CHECKING:
    from warrantydesk.documents.appointments import ListedAppointment

APPOINTMENTS = "appointments"
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def number(bench: Bench, ordinal: int) -> str:
    """Return the day that an ordinal number means; Refused(NOT_FOUND) where it means none."""
    return _day(ordinal).isoformat()


def _day(ordinal: int) -> date:
    if not 1 <= ordinal <= date.max.toordinal():
        raise refused(NOT_FOUND, N_("There is no such day."), "day")
    return date.fromordinal(ordinal)


def prepare(bench: Bench, ordinal: int) -> Draw:
    """Read the appointments of a day and return what draws its list."""
    from warrantydesk.documents import appointments as document
    from warrantydesk.services.appointments import AppointmentService
    from warrantydesk.services.visits import VisitService

    day = _day(ordinal)
    found = AppointmentService(bench, VisitService(bench)).of_day(day)
    facts = document.DayList(
        desk_paper(bench, day.isoformat(), APPOINTMENTS),
        date_text(day),
        _(WEEKDAYS[day.weekday()]),
        tuple(_listed(bench, one) for one in found),
    )
    return partial(document.render, facts)


def _listed(bench: Bench, one: Appointment) -> "ListedAppointment":
    from warrantydesk.documents.appointments import ListedAppointment

    state = "" if one.state is AppointmentState.BOOKED else _(APPOINTMENT_NAMES[one.state])
    return ListedAppointment(
        one.starts_at,
        one.ends_at,
        plate=one.plate,
        model=_model(bench, one),
        vin=one.vin,
        customer_name=one.customer_name,
        phone=one.phone,
        purpose=one.purpose,
        note=one.note,
        advisor=name_of(bench, one.advisor),
        state=state,
        here=one.state is AppointmentState.ARRIVED,
    )


def _model(bench: Bench, one: Appointment) -> str:
    if one.vehicle_id is None:
        return ""
    car = bench.stores.vehicles.get(one.vehicle_id)
    model = bench.profile(car.brand).models.get(car.model_code)
    return pick(model.name_zh, model.name_en) if model else car.model_code
