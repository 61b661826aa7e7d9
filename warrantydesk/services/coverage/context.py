"""Everything that the coverage of a claim is decided from, read once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from decimal import Decimal

from warrantydesk.domain.campaign import CampaignCase
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.coverage import Law
from warrantydesk.domain.inspection import Inspection
from warrantydesk.domain.repair_history import (
    ClaimCoverage,
    Demand,
    ExcludedTime,
    Loaner,
    ProblemLink,
    QualityProblem,
    SafetyFlag,
    VehicleTerms,
)
from warrantydesk.domain.vehicle import OdometerChange, Ownership, Vehicle, total_km
from warrantydesk.domain.visit import Signature
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.campaigns.cases import cases_of_vin
from warrantydesk.services.coverage.history import HistoryReader, PastRepair
from warrantydesk.services.coverage.tables import MakerTables, law_in, tables_of

_BATTERY, _HEALTH = "traction_battery", "SOH"
"""Section and word of the template's item that measures the battery's capacity."""
Versions = Mapping[str, Mapping[str, int]]
"""Profile → table → version number."""


@dataclass(frozen=True)
class Book:
    """The tables in force on one day: law and maker's policy, with their versions."""

    law: Law
    maker: MakerTables
    versions: Versions


@dataclass(frozen=True)
class CoverageContext:
    """A claim with all that surrounds it; nothing here asks the database again."""

    claim: Claim
    now: datetime
    zone: tzinfo | None
    book: Callable[..., Book]
    """The tables in force on a day (``date``), of the claim's brand or of another (``str``); kept
    in memory, so that a changed date costs nothing."""
    vehicle: Vehicle | None = None
    odometer_changes: tuple[OdometerChange, ...] = ()
    owners: tuple[Ownership, ...] = ()
    terms: VehicleTerms | None = None
    coverage: ClaimCoverage | None = None
    inspection: Inspection | None = None
    is_signed: bool = False
    """The inspection is signed, so that its conclusion stands."""
    soh_percent: Decimal | None = None
    """State of health of the traction battery as the inspection measured it, percent."""
    repairs: tuple[PastRepair, ...] = ()
    """All other visits of the vehicle and repairs elsewhere, oldest first."""
    problems: tuple[QualityProblem, ...] = ()
    link: ProblemLink | None = None
    """The problem that this claim is a repair of."""
    flag: SafetyFlag | None = None
    """This claim's fault was judged a serious safety fault."""
    signatures: tuple[Signature, ...] = ()
    excluded: tuple[ExcludedTime, ...] = ()
    loaners: tuple[Loaner, ...] = ()
    """Loan cars and money of this visit."""
    demands: tuple[Demand, ...] = ()
    campaigns: tuple[CampaignCase, ...] = ()
    campaigns_beside: frozenset[str] = frozenset()
    people: Mapping[str, str] = field(default_factory=dict)
    """Names by login."""

    @property
    def today(self) -> date:
        """The desk's calendar day."""
        return self.now.astimezone(self.zone).date()

    def day(self, instant: datetime | None) -> date | None:
        """Return the calendar day of an instant at this desk."""
        return instant.astimezone(self.zone).date() if instant else None

    def visit_on(self, claim: Claim) -> date:
        """Return the day the car came; today while it is not written down."""
        return self.day(claim.visit.arrived_at) or self.today

    def total_km(self, claim: Claim) -> int | None:
        """Return the distance really driven at this visit, km; None without a reading."""
        reading = claim.visit.mileage_km
        if reading is None or reading < 0:
            return None
        return max(total_km(reading, self.visit_on(claim), self.odometer_changes), 0)

    def name(self, login: str) -> str:
        """Return the name of a person."""
        return self.people.get(login, login)


def context_of(bench: Bench, claim: Claim) -> CoverageContext:
    """Read everything around a claim, once."""
    stores, vin = bench.stores, claim.vehicle.vin
    file = stores.vehicles.by_vin(vin) if vin else None
    inspection = stores.inspections.newest(claim.id)
    signed = stores.inspection_signatures.find(inspection_id=inspection.id) if inspection else []
    visit = claim.visit.id

    def book(day: date, brand: str = claim.brand) -> Book:
        return book_of(bench, brand, day)

    context = CoverageContext(
        claim=claim,
        now=bench.latest,
        zone=bench.clock.zone,
        book=book,
        coverage=next(iter(stores.claim_coverages.find(claim_id=claim.id)), None),
        inspection=inspection,
        is_signed=bool(signed),
        soh_percent=_measured_soh(bench, claim.brand, inspection),
        signatures=tuple(stores.signatures.find(visit_id=visit)),
        excluded=tuple(stores.excluded_times.find(visit_id=visit, void_reason="")),
        loaners=tuple(stores.loaners.find(visit_id=visit, void_reason="")),
        campaigns=cases_of_vin(bench, vin, claim.brand),
        campaigns_beside=stores.campaign_vehicles.beside(visit, claim.id),
        people={person.login: person.name for person in stores.people.find()},
    )
    return context if file is None else _with_file(bench, context, file)


def _measured_soh(bench: Bench, brand: str, inspection: Inspection | None) -> Decimal | None:
    """Return what the inspection measured of the battery's state of health (SOH), percent."""
    if inspection is None:
        return None
    for item in bench.profile(brand).template:
        if item.section == _BATTERY and item.kind == "measure" and _HEALTH in item.item_en:
            answer = bench.stores.answers.of(inspection.id, item.code)
            return answer.value if answer else None
    return None


def _with_file(bench: Bench, context: CoverageContext, file: Vehicle) -> CoverageContext:
    stores, claim = bench.stores, context.claim
    maker = context.book(context.visit_on(claim)).maker
    history = HistoryReader(bench, file.id, maker)
    return replace(
        context,
        vehicle=file,
        odometer_changes=tuple(stores.odometers.find(vehicle_id=file.id)),
        owners=tuple(stores.ownerships.find(vehicle_id=file.id)),
        terms=terms_of(bench, file.id),
        repairs=history.repairs(claim.visit.id),
        problems=history.problems,
        link=next((link for link in history.links if link.claim_id == claim.id), None),
        flag=history.flag_of(claim.id),
        demands=tuple(stores.demands.find(vehicle_id=file.id, void_reason="")),
    )


def terms_of(bench: Bench, vehicle_id: int) -> VehicleTerms | None:
    """Return what certificate and contracts of a vehicle say, None where nothing is noted."""
    return next(iter(bench.stores.vehicle_terms.find(vehicle_id=vehicle_id)), None)


def book_of(
    bench: Bench, brand: str, day: date | None = None, versions: Versions | None = None
) -> Book:
    """Return the tables in force on a day, or exactly those of recorded versions."""
    told = versions or {}
    law = bench.law(day, told.get(LAW))
    profile = bench.profile(brand, day, told.get(brand))
    if brand and profile.code != brand:
        # A maker without profile: the site's own covers and parts say nothing of its cars.
        profile = bench.tables.of(brand, {})
    return Book(
        law_in(law),
        tables_of(profile),
        {law.code: dict(law.versions), profile.code: dict(profile.versions)},
    )
