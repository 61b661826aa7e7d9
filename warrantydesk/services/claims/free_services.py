"""Free first services, entered in a batch: a row a car, all or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from warrantydesk.domain.claim.claim import Claim, ClaimType, ClaimVehicle
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.errors import INVALID, Refused
from warrantydesk.domain.finding import Finding, Problem, Severity
from warrantydesk.domain.rules import check
from warrantydesk.domain.text import line
from warrantydesk.domain.vehicle import Vehicle, is_reading
from warrantydesk.domain.vin import normalised
from warrantydesk.domain.visit import Signature, SignedPaper, Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.drafts import Drafts
from warrantydesk.services.claims.facts import facts_of

MOST = 200
"""Rows of one batch."""
_LONGEST_AGO = timedelta(days=3660)
"""A sheet of more than ten years ago is a mistyped year."""
_WAY = (State.APPRAISING, State.REPAIRING, State.TO_SUBMIT)
"""Every step stands in the journal, as if it had been taken by hand."""
_OPENS = time(9)


@dataclass(frozen=True)
class FreeServiceRow:
    """One service sheet: which car, what its odometer read, when, and who signed it."""

    vin: str
    mileage_km: int
    repaired_on: date
    signed_by: str
    service_no: int = 1
    technician: str = ""


@dataclass(frozen=True)
class FreeServiceReport:
    """The claims that a batch made, in the order of its rows."""

    claims: tuple[Claim, ...]


class FreeServices:
    """Makes claims for free services that are ready to be filed."""

    def __init__(self, bench: Bench, drafts: Drafts) -> None:
        self._bench, self._drafts = bench, drafts

    def problems(self, rows: Sequence[FreeServiceRow]) -> list[Problem]:
        """Return what is wrong with the rows by themselves, at ``rows[2].vin`` and so on."""
        found: list[Problem] = []
        seen: dict[tuple[str, int], int] = {}
        for number, row in enumerate(rows):
            found += self._of_row(row, f"rows[{number}]")
            key = (normalised(row.vin), row.service_no)
            if key in seen:
                found.append(
                    Problem(
                        f"rows[{number}].vin",
                        N_("This car stands in row {n} already."),
                        {"n": seen[key] + 1},
                    )
                )
            seen.setdefault(key, number)
        return found

    def _of_row(self, row: FreeServiceRow, at: str) -> list[Problem]:
        today, found = self._bench.today, []
        if self._file(row) is None:
            found.append(
                Problem(
                    f"{at}.vin",
                    N_("No car {vin} is on file: receive it once at Intake."),
                    {"vin": row.vin[:40]},
                )
            )
        if not is_reading(row.mileage_km):
            found.append(
                Problem(
                    f"{at}.mileage_km",
                    N_("{km} km is not an odometer reading."),
                    {"km": row.mileage_km},
                )
            )
        if not today - _LONGEST_AGO < row.repaired_on <= today:
            found.append(
                Problem(
                    f"{at}.repaired_on",
                    N_("{day} cannot be the day of the service; today is {today}."),
                    {"day": row.repaired_on, "today": today},
                )
            )
        if not line(row.signed_by):
            found.append(
                Problem(f"{at}.signed_by", N_("Say who signed the service sheet for the customer."))
            )
        if not 1 <= row.service_no <= 99:
            found.append(Problem(f"{at}.service_no", N_("Free services are counted from 1."), {}))
        return found

    def _file(self, row: FreeServiceRow) -> Vehicle | None:
        number = normalised(row.vin)
        return self._bench.stores.vehicles.by_vin(number) if number else None

    def enter(self, rows: Sequence[FreeServiceRow]) -> FreeServiceReport:
        """Make a claim of each row, TO_SUBMIT; Refused with every row's reasons, or all are made.

        What blocks the filing of a row (count of services, window, mileage) refuses the batch.
        """
        bench = self._bench
        bench.allow("claims.free_services")
        if not 1 <= len(rows) <= MOST:
            raise refused_by(
                INVALID, [Problem("rows", N_("A batch has 1 to {most} rows."), {"most": MOST})]
            )
        if wrong := self.problems(rows):
            raise refused_by(INVALID, wrong)
        made: list[Claim] = []
        kinds = (Kind.CLAIMS, Kind.VISITS, Kind.PARTS)
        with bench.change(N_("enter free services"), *kinds) as touched:
            against: list[Finding] = []
            for number, row in enumerate(rows):
                claim = self._made(row)
                touched.append(claim.id)
                made.append(claim)
                against += self._blocks(claim, number)
            if against:
                raise Refused(tuple(against))
        bench.history.clear()
        return FreeServiceReport(tuple(made))

    def _made(self, row: FreeServiceRow) -> Claim:
        """Write visit, signature and claim of one row; inside the open change."""
        bench, stores = self._bench, self._bench.stores
        file = self._file(row)
        assert file is not None  # ``problems`` refused the row otherwise
        owned = stores.ownerships.at(file.id, row.repaired_on) or stores.ownerships.current(file.id)
        begin, end = self._hours(row.repaired_on)
        number = stores.numbers.repair_order(bench.site_number, bench.today.year)
        visit = stores.visits.add(
            Visit(
                repair_order=number,
                vehicle_id=file.id,
                customer_id=owned.customer_id if owned else None,
                arrived_at=begin,
                started_at=begin,
                finished_at=end,
                first_finished_at=end,
                mileage_km=row.mileage_km,
                advisor=bench.person.login,
                technician=line(row.technician),
            )
        )
        stores.signatures.add(
            Signature(visit.id, SignedPaper.WORK_AUTHORISATION, line(row.signed_by), begin)
        )
        draft = Claim(
            type=ClaimType.FREE_SERVICE,
            brand=file.brand or bench.site.brand,
            clerk=bench.person.login,
            opened_on=bench.today,
            created_at=bench.now,
            vehicle=ClaimVehicle(vin=file.vin),
        )
        claim = self._drafts.accepted(draft, visit)
        claim = replace(claim, codes=replace(claim.codes, service_no=row.service_no))
        for state in _WAY:
            claim = stores.claims.save(replace(claim, state=state))
        return claim

    def _hours(self, day: date) -> tuple[datetime, datetime]:
        """Return begin and end of a service of which only the day is told."""
        now = self._bench.now
        begin = datetime.combine(day, _OPENS, tzinfo=self._bench.clock.zone)
        begin = min(begin, now - timedelta(hours=1))
        return begin, min(begin + timedelta(hours=1), now)

    def _blocks(self, claim: Claim, number: int) -> list[Finding]:
        """Return what would refuse the filing, at the row's own field."""
        fields = {"visit.mileage_km": "mileage_km", "codes.service_no": "service_no"}
        return [
            replace(found, field=f"rows[{number}].{fields.get(found.field, 'vin')}")
            for found in check(facts_of(self._bench, claim))
            if found.severity is Severity.BLOCK
        ]
