"""The repairs of a vehicle, here and elsewhere, as the counters of the law see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from warrantydesk.domain.claim import ClaimType, PartLine
from warrantydesk.domain.claim.lines import PayBy, Treatment
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage import Group, RepairTime, Replaced, Replacement
from warrantydesk.domain.repair_history import (
    ExcludedTime,
    FormerClaim,
    ProblemLink,
    QualityProblem,
    RepairElsewhere,
    SafetyFlag,
)
from warrantydesk.domain.vehicle import OdometerChange, total_km
from warrantydesk.domain.visit import Signature, SignedPaper, Visit
from warrantydesk.services.bench import Bench
from warrantydesk.services.coverage.tables import MakerTables

NEVER_COUNTED = frozenset(
    {
        ClaimType.FREE_SERVICE,
        ClaimType.CAMPAIGN,
        ClaimType.PDI,
        ClaimType.PRE_SALE,
        # These two ask money for a repair that has a claim of its own.
        ClaimType.ADD_ON,
        ClaimType.URGENT,
    }
)
"""Types that repair no quality problem of a car in use (Order 43 Art. 24 counts those)."""
NO_FAULT = frozenset({ClaimType.FREE_SERVICE, ClaimType.CAMPAIGN, ClaimType.PDI})
"""Types that are no repair of a quality problem."""
REFUSED = frozenset({State.VOID, State.NOT_COVERED})


@dataclass(frozen=True)
class PastPart:
    """A part that a former repair fitted."""

    part_no: str
    replacement: Replacement | None
    paid_by_customer: bool
    is_causal: bool


@dataclass(frozen=True)
class PastRepair:
    """A claim of another visit, or a repair elsewhere, with what a person said about it."""

    claim_id: int | None
    elsewhere_id: int | None
    visit_id: int | None
    title: str
    arrived_at: datetime
    started_at: datetime
    ended_at: datetime | None
    mileage_km: int | None
    """Distance really driven, km."""
    excluded_minutes: int
    complaint: str
    fault_code: str
    parts: tuple[PastPart, ...]
    type: ClaimType
    is_quality: bool
    """A finished repair of a quality problem; whether in the period is another question."""
    serious: bool = False
    flagged_by: str = ""
    link: ProblemLink | None = None
    problem: QualityProblem | None = None
    service_no: int | None = None

    @property
    def causal(self) -> str:
        """Number of the causal part, empty where none is named."""
        return next((part.part_no for part in self.parts if part.is_causal), "")

    @property
    def time(self) -> RepairTime:
        """How long it took."""
        return RepairTime(
            started_at=self.started_at,
            ended_at=self.ended_at,
            excluded_minutes=self.excluded_minutes,
        )

    @property
    def visit_key(self) -> tuple[int | None, int | None]:
        """One repair time for all claims of a visit."""
        return self.visit_id, self.elsewhere_id


def base_of(part_no: str) -> str:
    """Return a part number without its variant: “same part” means the same base."""
    return part_no.partition("-")[0]


def agreed_at(visit: Visit | FormerClaim, signed: datetime | None) -> datetime | None:
    """Return when the repair was agreed: the clock of Order 43 Art. 40 starts there.

    That is the first signature under the work authorisation, else the start, else the arrival. A
    signature after the end proves nothing.
    """
    if signed is not None and (visit.finished_at is None or signed <= visit.finished_at):
        return signed
    return visit.started_at or visit.arrived_at


def authorised_at(signatures: Iterable[Signature]) -> datetime | None:
    """Return when the customer signed the work authorisation, None where he has not."""
    signed = (s.signed_at for s in signatures if s.paper is SignedPaper.WORK_AUTHORISATION)
    return min(signed, default=None)


def fitted(lines: Iterable[PartLine], tables: MakerTables) -> tuple[PastPart, ...]:
    """Return the parts that a claim's lines fitted, each with what the law counts of it."""
    replaced = [line for line in lines if line.treatment is Treatment.REPLACE and line.new_part_no]
    entries = [tables.part(line.new_part_no) for line in replaced]
    assemblies = {entry.assembly_of for entry in entries if entry and entry.assembly_of}
    found = []
    for line, entry in zip(replaced, entries, strict=True):
        counted = None
        if entry and entry.assembly_of in set(Group):
            counted = Replacement(Replaced.ASSEMBLY, Group(entry.assembly_of))
        elif entry and entry.main_part and entry.part_group in set(Group):
            counted = Replacement(
                Replaced.MAIN_PART,
                Group(entry.part_group),
                base_of(entry.part_no),
                entry.part_group in assemblies,
            )
        by_customer = line.pay_by is PayBy.SELF
        found.append(
            PastPart(line.new_part_no, None if by_customer else counted, by_customer, line.causal)
        )
    return tuple(found)


class HistoryReader:
    """Reads the repairs of one vehicle, its problems, links and flags."""

    def __init__(self, bench: Bench, vehicle_id: int, tables: MakerTables) -> None:
        self._bench, self._vehicle_id, self._tables = bench, vehicle_id, tables
        stores = bench.stores
        self.problems = tuple(stores.problems.find(vehicle_id=vehicle_id, void_reason=""))
        self._known = {problem.id: problem for problem in self.problems}
        self.links = tuple(
            link
            for problem in self.problems
            for link in stores.problem_links.find(problem_id=problem.id, void_reason="")
        )
        self._changes = tuple(stores.odometers.find(vehicle_id=vehicle_id))
        self._zone = bench.clock.zone

    def repairs(self, but_visit: int) -> tuple[PastRepair, ...]:
        """Return all repairs but those of one visit, oldest first."""
        stores = self._bench.stores
        lines = stores.former_repairs.part_lines(self._vehicle_id, but_visit)
        found = [
            self._claim(claim, lines.get(claim.claim_id, []))
            for claim in stores.former_repairs.claims(self._vehicle_id, but_visit)
        ]
        found += [
            self._elsewhere(one)
            for one in stores.repairs_elsewhere.find(vehicle_id=self._vehicle_id, void_reason="")
        ]
        return tuple(sorted(found, key=lambda one: (one.arrived_at, one.claim_id or 0)))

    def _claim(self, claim: FormerClaim, lines: list[PartLine]) -> PastRepair:
        link = next((link for link in self.links if link.claim_id == claim.claim_id), None)
        finished = claim.finished_at
        agreed = agreed_at(claim, claim.signed_at) or claim.arrived_at
        counted = claim.type not in NEVER_COUNTED and claim.state not in REFUSED
        return PastRepair(
            claim.claim_id,
            None,
            claim.visit_id,
            claim.claim_number,
            claim.arrived_at,
            agreed,
            finished,
            driven(claim.mileage_km, claim.arrived_at, self._changes, self._zone),
            claim.excluded_minutes,
            claim.complaint,
            claim.fault_code,
            fitted(lines, self._tables),
            claim.type,
            counted and finished is not None and finished >= agreed,
            bool(claim.flagged_by),
            claim.flagged_by,
            link,
            self._known.get(link.problem_id) if link else None,
            claim.service_no,
        )

    def flag_of(self, claim_id: int) -> SafetyFlag | None:
        """Return the flag of a claim that was judged a serious safety fault."""
        flags = self._bench.stores.safety_flags.find(claim_id=claim_id, void_reason="")
        return next(iter(flags), None)

    def _elsewhere(self, one: RepairElsewhere) -> PastRepair:
        link = next((link for link in self.links if link.elsewhere_id == one.id), None)
        group, kind = one.part_group, one.replaced
        counted = None
        if kind in set(Replaced) and group in set(Group):
            part = "" if kind == Replaced.ASSEMBLY else base_of(one.part_no)
            counted = Replacement(Replaced(kind), Group(group), part)
        parts = (PastPart(one.part_no, counted, False, True),) if one.part_no or counted else ()
        return PastRepair(
            None,
            one.id,
            None,
            one.workshop,
            one.agreed_at,
            one.agreed_at,
            one.finished_at,
            driven(one.mileage_km, one.agreed_at, self._changes, self._zone),
            one.excluded_minutes,
            one.complaint,
            "",
            parts,
            ClaimType.REPAIR,
            one.finished_at is not None,
            one.serious,
            one.entered_by if one.serious else "",
            link,
            self._known.get(link.problem_id) if link else None,
        )


def minutes_of(excluded: Iterable[ExcludedTime]) -> int:
    """Return the minutes of a visit that do not count towards the repair days."""
    return sum(one.minutes for one in excluded)


def driven(
    reading: int | None, at: datetime, changes: tuple[OdometerChange, ...], zone: tzinfo | None
) -> int | None:
    """Return the distance really driven at a reading, in km; None where there is no reading."""
    return None if reading is None else total_km(reading, at.astimezone(zone).date(), changes)
