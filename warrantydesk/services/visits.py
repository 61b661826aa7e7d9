"""Visits: a car comes, papers are signed."""

from dataclasses import replace
from datetime import UTC, datetime, time

from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.drawing import strokes, written
from warrantydesk.domain.errors import INVALID, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.summaries import UnclaimedVisit
from warrantydesk.domain.text import clean, line
from warrantydesk.domain.vehicle import is_reading
from warrantydesk.domain.visit import Signature, SignedPaper, Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.guards import instant_problems, raise_all

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_CHANGING = EDITABLE | {State.VOID}


class VisitService:
    """Keeps visits."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def open(
        self,
        vehicle_id: int,
        customer_id: int,
        arrived_at: datetime,
        mileage_km: int,
        complaint: str,
        brought_by: str = "",
    ) -> Visit:
        """Open a visit with its repair-order number."""
        stores = self._bench.stores
        stores.vehicles.get(vehicle_id)
        stores.customers.get(customer_id)
        self._bench.allow("visits.open")
        # By days, as the claim checks judge them; the clock on the wall may be ahead of ours.
        arrived_on = arrived_at.astimezone(self._bench.clock.zone).date()
        if arrived_at < EARLIEST or arrived_on > self._bench.today:
            raise refused(
                INVALID,
                N_("The car cannot have arrived at {at}: look at date and time."),
                "arrived_at",
                at=arrived_at,
            )
        if not is_reading(mileage_km):
            raise refused(
                INVALID, N_("{km} km is not an odometer reading."), "mileage_km", km=mileage_km
            )
        with self._bench.change(N_("open visit"), Kind.VISITS):
            return stores.visits.add(
                Visit(
                    repair_order=self.next_repair_order(),
                    vehicle_id=vehicle_id,
                    customer_id=customer_id,
                    arrived_at=arrived_at,
                    mileage_km=mileage_km,
                    complaint=clean(complaint).strip(),
                    brought_by=line(brought_by),
                    advisor=self._bench.person.login,
                )
            )

    def next_repair_order(self) -> str:
        """Return a new repair-order number; inside an open change."""
        return self._bench.stores.numbers.repair_order(
            self._bench.site_number, self._bench.today.year
        )

    def sign(
        self,
        visit_id: int,
        paper: SignedPaper,
        name: str,
        signed_at: datetime,
        drawing: str = "",
    ) -> Signature:
        """Record that the customer signed a paper, by hand or drawn at the desk.

        ``drawing``: strokes as JSON lists of points, 0 to 1000 across and down, 20 kB at most.
        """
        visit = self._bench.stores.visits.get(visit_id)
        self._bench.allow("visits.sign")
        name = needs(line(name), "name", N_("The name of who signed is missing."))
        if signed_at > self._bench.now:
            raise refused(INVALID, N_("The signature lies in the future."), "signed_at")
        # Signatures are written to the minute, arrivals to the second.
        arrived_at = visit.arrived_at
        if arrived_at is not None and signed_at < arrived_at.replace(second=0, microsecond=0):
            raise refused(
                INVALID, N_("The signature lies before the arrival of the car."), "signed_at"
            )
        drawn = _drawn(drawing)
        with self._bench.change(N_("customer signs"), Kind.VISITS, ids=(visit.id,)):
            return self._bench.stores.signatures.add(
                Signature(visit.id, paper, name, signed_at, drawn)
            )

    def finish(
        self,
        visit_id: int,
        finished_at: datetime | None = None,
        started_at: datetime | None = None,
    ) -> Visit:
        """Write down when the repair ended, now by default; the first end is kept beside (V16)."""
        stores = self._bench.stores
        visit = stores.visits.get(visit_id)
        self._bench.allow("visits.finish")
        numbers = stores.claims.of_visit(visit.id)
        if any(stores.claims.get(number).state not in _CHANGING for number in numbers):
            raise refused(STATE, N_("A claim of this visit is filed: its times are frozen."))
        ended = finished_at or self._bench.now
        begun = started_at or visit.started_at
        raise_all(self._time_problems(visit, begun, ended))
        done = replace(visit, started_at=begun, finished_at=ended).with_first_end()
        with self._bench.change(N_("repair is finished"), Kind.VISITS, Kind.CLAIMS) as touched:
            touched += numbers
            saved = stores.visits.save(done)
        # An edit before it would take the times back with it.
        self._bench.history.clear()
        return saved

    def _time_problems(
        self, visit: Visit, begun: datetime | None, ended: datetime
    ) -> list[Problem]:
        now, arrived = self._bench.now, visit.arrived_at
        problems = instant_problems("finished_at", ended, now)
        problems += instant_problems("started_at", begun, now)
        # Times are typed to the minute, arrivals stand to the second.
        came = arrived.replace(second=0, microsecond=0) if arrived else None
        if came is not None and ended < came:
            problems.append(
                Problem("finished_at", N_("The repair cannot end before the car arrived."))
            )
        elif begun is not None and ended < begun:
            problems.append(Problem("finished_at", N_("The repair ends before it begins.")))
        if came is not None and begun is not None and begun < came:
            problems.append(
                Problem("started_at", N_("The repair cannot begin before the car arrived."))
            )
        return problems

    def unclaimed(self, limit: int = 200) -> list[UnclaimedVisit]:
        """Return former days' visits for which nothing was claimed, repaired ones first."""
        zone = self._bench.clock.zone
        midnight = datetime.combine(self._bench.today, time.min, tzinfo=zone)
        return self._bench.stores.unclaimed.before(utc_text(midnight), limit)

    def no_claim(self, visit_id: int, reason: str) -> Visit:
        """Write down why nothing is claimed for a visit; an empty reason opens it again."""
        stores = self._bench.stores
        visit = stores.visits.get(visit_id)
        self._bench.allow("visits.no_claim")
        given = clean(reason).strip()
        if given and any(
            stores.claims.get(number).state is not State.VOID
            for number in stores.claims.of_visit(visit.id)
        ):
            raise refused(STATE, N_("There is a claim for this visit already."))
        with self._bench.change(N_("nothing to claim"), Kind.VISITS, ids=(visit.id,)):
            return stores.visits.save(replace(visit, no_claim_reason=given))

    def signatures(self, visit_id: int) -> list[Signature]:
        """Return what the customer signed at a visit."""
        return self._bench.stores.signatures.find(visit_id=visit_id)


def _drawn(drawing: str) -> str:
    """Return a drawing as it is kept; Refused(INVALID) where it is none."""
    try:
        return written(strokes(drawing))
    except ValueError:
        raise refused(
            INVALID, N_("This is no signature: draw it again, or leave the field empty."), "drawing"
        ) from None
