"""Appointments: booked, moved, kept or not."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.care import Appointment, AppointmentState, overlapping
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.text import clean, digits, line, squeezed
from warrantydesk.domain.vehicle import Vehicle, is_reading
from warrantydesk.domain.visit import Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.life import holidays
from warrantydesk.services.visits import VisitService

SHORTEST, LONGEST = 5, 600
_FARTHEST = timedelta(days=366)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class KnownCar:
    """What the desk knows of a car that is to come."""

    vehicle_id: int
    vin: str
    plate: str = ""
    customer_id: int | None = None
    customer_name: str = ""
    phone: str = ""


class AppointmentService:
    """Keeps appointments by their hour."""

    def __init__(self, bench: Bench, visits: VisitService) -> None:
        self._bench, self._visits = bench, visits

    def book(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        starts_at: datetime,
        purpose: str,
        minutes: int = 30,
        vin: str = "",
        plate: str = "",
        customer_id: int | None = None,
        customer_name: str = "",
        phone: str = "",
        advisor: str = "",
        note: str = "",
    ) -> Appointment:
        """Book a visit; a car that is on file, by VIN or plate, brings its owner and phone.

        Two appointments of one advisor may overlap: :meth:`overlaps` says so beforehand.
        """
        bench = self._bench
        given = bench.stores.customers.get(customer_id) if customer_id is not None else None
        bench.allow("appointments.book")
        car = self.known_car(vin, plate)
        made = Appointment(
            starts_at=starts_at,
            minutes=minutes,
            plate=squeezed(plate) or (car.plate if car else ""),
            customer_name=line(customer_name)
            or (given.name if given else "")
            or (car.customer_name if car else ""),
            phone=digits(phone) or (given.phone if given else "") or (car.phone if car else ""),
            purpose=needs(purpose, "purpose", N_("Write why the car comes.")),
            vin=car.vin if car else numbers.normalised(vin),
            vehicle_id=car.vehicle_id if car else None,
            customer_id=customer_id or (car.customer_id if car else None),
            advisor=self._advisor(advisor),
            note=clean(note).strip(),
            booked_by=bench.person.login,
        )
        if not (made.plate or made.vin or made.customer_name):
            raise refused(INVALID, N_("Give a plate, a VIN or a name: who comes?"), "plate")
        self._must_fit(starts_at, minutes)
        with bench.change(N_("book appointment"), Kind.CARE):
            return bench.stores.appointments.add(made)

    def known_car(self, vin: str = "", plate: str = "") -> KnownCar | None:
        """Return what is on file of a car by its VIN or plate, None where it is not."""
        stores = self._bench.stores
        found = stores.vehicles.by_vin(numbers.normalised(vin)) if vin.strip() else None
        if found is None and plate.strip():
            found = self._by_plate(plate)
        if found is None:
            return None
        owned, worn = stores.ownerships.current(found.id), stores.plates.current(found.id)
        owner = stores.customers.get(owned.customer_id) if owned else None
        return KnownCar(
            found.id,
            found.vin,
            worn.plate if worn else "",
            owner.id if owner else None,
            owner.name if owner else "",
            owner.phone if owner else "",
        )

    def _by_plate(self, plate: str) -> Vehicle | None:
        stores = self._bench.stores
        worn = (one for one in stores.plates.find(plate=squeezed(plate)) if one.to_on is None)
        found = next(worn, None)
        return stores.vehicles.get(found.vehicle_id) if found else None

    def move(
        self,
        appointment_id: int,
        starts_at: datetime,
        minutes: int | None = None,
        advisor: str | None = None,
    ) -> Appointment:
        """Give an appointment another hour, length or advisor; what is absent stays."""
        found = self._booked(appointment_id, "appointments.move")
        length = found.minutes if minutes is None else minutes
        self._must_fit(starts_at, length)
        advisor = found.advisor if advisor is None else self._advisor(advisor)
        moved = replace(found, starts_at=starts_at, minutes=length, advisor=advisor)
        return self._kept(N_("move appointment"), moved)

    def arrive(
        self,
        appointment_id: int,
        mileage_km: int | None = None,
        visit_id: int | None = None,
    ) -> Appointment:
        """Note that the customer is here, and link the visit.

        ``visit_id`` names a visit that is open; ``mileage_km`` opens one for a car on file;
        without either the visit of that car that began today is linked where there is one.
        """
        stores = self._bench.stores
        found = stores.appointments.get(appointment_id)
        visit = stores.visits.get(visit_id) if visit_id is not None else None
        self._bench.allow("appointments.arrive")
        late = found.state is AppointmentState.ARRIVED and found.visit_id is None
        if not late:
            _must_be_booked(found)
        self._must_fit_visit(found, visit, mileage_km)
        with self._bench.change(N_("customer arrives"), Kind.CARE, Kind.VISITS):
            if visit is None and mileage_km is not None:
                visit = self._opened(found, mileage_km)
            linked = visit.id if visit else self._visit_of_today(found)
            return stores.appointments.save(
                replace(found, state=AppointmentState.ARRIVED, visit_id=linked)
            )

    def _must_fit_visit(
        self, found: Appointment, visit: Visit | None, mileage_km: int | None
    ) -> None:
        if visit is not None and found.vehicle_id not in (None, visit.vehicle_id):
            raise refused(INVALID, N_("This visit is another car's."), "visit_id")
        if mileage_km is None or visit is not None:
            return
        if not is_reading(mileage_km):
            raise refused(
                INVALID, N_("{km} km is not an odometer reading."), "mileage_km", km=mileage_km
            )
        if found.vehicle_id is None:
            raise refused(
                INVALID,
                N_("This car is not on file: receive it at Intake, with its VIN."),
                "mileage_km",
            )

    def _opened(self, found: Appointment, mileage_km: int) -> Visit:
        """Open the visit of a known car, with the purpose as complaint; inside an open change."""
        bench = self._bench
        return bench.stores.visits.add(
            Visit(
                repair_order=self._visits.next_repair_order(),
                vehicle_id=found.vehicle_id,
                customer_id=found.customer_id,
                arrived_at=bench.now,
                mileage_km=mileage_km,
                complaint=found.purpose,
                brought_by=found.customer_name,
                brought_by_phone=found.phone,
                advisor=found.advisor or bench.person.login,
            )
        )

    def _visit_of_today(self, found: Appointment) -> int | None:
        if found.vehicle_id is None:
            return None
        zone, today = self._bench.clock.zone, self._bench.today
        begun = [
            one.id
            for one in self._bench.stores.visits.find(vehicle_id=found.vehicle_id)
            if one.arrived_at is not None and one.arrived_at.astimezone(zone).date() == today
        ]
        return begun[-1] if begun else None

    def miss(self, appointment_id: int) -> Appointment:
        """Note that nobody came; only once its hour has begun."""
        found = self._booked(appointment_id, "appointments.miss")
        if found.starts_at > self._bench.now:
            raise refused(STATE, N_("Its hour has not come yet: move or cancel it."))
        return self._kept(
            N_("customer did not come"), replace(found, state=AppointmentState.MISSED)
        )

    def cancel(self, appointment_id: int, reason: str) -> Appointment:
        """Cancel an appointment with a reason."""
        found = self._booked(appointment_id, "appointments.cancel")
        reason = needs(reason, "reason", N_("Give the reason."))
        return self._kept(
            N_("cancel appointment"),
            replace(found, state=AppointmentState.CANCELLED, void_reason=reason),
        )

    def get(self, appointment_id: int) -> Appointment:
        """Return an appointment."""
        return self._bench.stores.appointments.get(appointment_id)

    def of_day(self, day: date, cancelled: bool = False) -> list[Appointment]:
        """Return the appointments of a day by their hour; with ``cancelled`` those as well."""
        return self.between(day, day, cancelled)

    def between(self, first: date, last: date, cancelled: bool = False) -> list[Appointment]:
        """Return the appointments from one day to another by their hour.

        Refused(INVALID) for days at the edge of the calendar.
        """
        for name, day in (("first", first), ("last", last)):
            if day.year in (date.min.year, date.max.year):
                raise refused(INVALID, N_("The year {year} is out of range."), name, year=day.year)
        zone = self._bench.clock.zone
        start = datetime.combine(first, time.min, tzinfo=zone)
        end = datetime.combine(last + _DAY, time.min, tzinfo=zone)
        found = self._bench.stores.appointments.between(start, end)
        gone = AppointmentState.CANCELLED
        return [one for one in found if cancelled or one.state is not gone]

    def rest_days(self, first: date, last: date) -> frozenset[date]:
        """Return the days off from one day to another, by the law's table of holidays."""
        known = holidays(self._bench)
        days = (first + number * _DAY for number in range((last - first).days + 1))
        return frozenset(day for day in days if known.is_rest(day))

    def overlaps(
        self, starts_at: datetime, minutes: int, advisor: str, but: int | None = None
    ) -> list[Appointment]:
        """Return which appointments of an advisor a new one would overlap; ``but`` is itself."""
        day = starts_at.astimezone(self._bench.clock.zone).date()
        known = self.between(day - _DAY, day + _DAY)
        return overlapping((one for one in known if one.id != but), starts_at, minutes, advisor)

    def _booked(self, appointment_id: int, verb: str) -> Appointment:
        found = self._bench.stores.appointments.get(appointment_id)
        self._bench.allow(verb)
        _must_be_booked(found)
        return found

    def _must_fit(self, starts_at: datetime, minutes: int) -> None:
        if starts_at < self._bench.now.replace(second=0, microsecond=0):
            raise refused(INVALID, N_("This hour is over: choose a later one."), "starts_at")
        if starts_at > self._bench.now + _FARTHEST:
            raise refused(INVALID, N_("Choose a day within a year."), "starts_at")
        if not SHORTEST <= minutes <= LONGEST:
            raise refused(
                INVALID,
                N_("An appointment takes {least} to {most} minutes."),
                "minutes",
                least=SHORTEST,
                most=LONGEST,
            )

    def _advisor(self, login: str) -> str:
        login = line(login)
        if not login:
            return self._bench.person.login
        person = self._bench.stores.people.by_login(login)
        if person is None or not person.active:
            raise refused(
                INVALID,
                N_("“{login}” is nobody of this desk: choose from the list."),
                "advisor",
                login=login[:40],
            )
        return login

    def _kept(self, action: str, changed: Appointment) -> Appointment:
        with self._bench.change(action, Kind.CARE):
            return self._bench.stores.appointments.save(changed)


def _must_be_booked(found: Appointment) -> None:
    if found.state is not AppointmentState.BOOKED:
        raise refused(STATE, _GONE[found.state])


_GONE = {
    AppointmentState.ARRIVED: N_("The customer of this appointment is here already."),
    AppointmentState.MISSED: N_("Nobody came to this appointment: book a new one."),
    AppointmentState.CANCELLED: N_("This appointment is cancelled: book a new one."),
}
