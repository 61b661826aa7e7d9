"""Stores of repair history, demands, terms and decisions."""

from typing import Any

from warrantydesk.domain.claim import PartLine
from warrantydesk.domain.repair_history import (
    ClaimCoverage,
    Decision,
    Demand,
    ExcludedTime,
    FormerClaim,
    Loaner,
    ProblemLink,
    QualityProblem,
    RepairElsewhere,
    SafetyFlag,
    VehicleTerms,
)
from warrantydesk.storage.database import Database
from warrantydesk.storage.mapping import RowMapping
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    ClaimCoverageRow,
    DecisionRow,
    DemandRow,
    ExcludedTimeRow,
    LoanerRow,
    ProblemLinkRow,
    QualityProblemRow,
    RepairElsewhereRow,
    SafetyFlagRow,
    VehicleTermsRow,
)

_CLAIMS = """
SELECT c.id AS claim_id, v.id AS visit_id, c.claim_number, c.type, c.state,
       c.codes_fault_code AS fault_code, c.codes_service_no AS service_no,
       CASE WHEN c.narrative_complaint = '' THEN v.complaint ELSE c.narrative_complaint END
           AS complaint,
       v.arrived_at, v.started_at, v.finished_at, v.mileage_km,
       (SELECT min(s.signed_at) FROM signature s
        WHERE s.visit_id = v.id AND s.paper = 'work_authorisation') AS signed_at,
       (SELECT coalesce(sum(e.minutes), 0) FROM excluded_time e
        WHERE e.visit_id = v.id AND e.void_reason = '') AS excluded_minutes,
       coalesce((SELECT f.set_by FROM safety_flag f
        WHERE f.claim_id = c.id AND f.void_reason = ''), '') AS flagged_by
FROM visit v JOIN claim c ON c.visit_id = v.id
WHERE v.vehicle_id = ? AND v.id <> ? AND v.arrived_at IS NOT NULL AND c.state <> 'VOID'
ORDER BY v.arrived_at, c.id"""
_LINES = """
FROM visit v JOIN claim c ON c.visit_id = v.id JOIN part_line p ON p.claim_id = c.id
WHERE v.vehicle_id = ? AND v.id <> ? ORDER BY p.claim_id, p.position"""


class FormerRepairs:
    """Reads the claims of a vehicle's other visits, without what is void; writes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._claims: RowMapping[FormerClaim] = RowMapping(FormerClaim)
        self._lines: RowMapping[PartLine] = RowMapping(PartLine)

    def claims(self, vehicle_id: int, but_visit: int) -> list[FormerClaim]:
        """Return the claims by arrival."""
        rows = self._db.query(_CLAIMS, (vehicle_id, but_visit))
        return [self._read(self._claims, row) for row in rows]

    def part_lines(self, vehicle_id: int, but_visit: int) -> dict[int, list[PartLine]]:
        """Return the part lines of these claims by the claim's id."""
        names = ", ".join(f"p.{name}" for name in self._lines.names)
        found: dict[int, list[PartLine]] = {}
        for row in self._db.query(f"SELECT p.claim_id, {names} {_LINES}", (vehicle_id, but_visit)):
            found.setdefault(row[0], []).append(self._read(self._lines, row[1:]))
        return found

    def _read(self, mapping: RowMapping[Any], row: tuple[Any, ...]) -> Any:
        return mapping.value(dict(zip(mapping.names, row, strict=True)))


class RepairElsewhereStore(Store[RepairElsewhere]):
    """Repairs by other workshops."""

    TABLE, KIND = RepairElsewhereRow, RepairElsewhere


class QualityProblemStore(Store[QualityProblem]):
    """Quality problems of vehicles."""

    TABLE, KIND = QualityProblemRow, QualityProblem


class ProblemLinkStore(Store[ProblemLink]):
    """Which repairs belong to which problem."""

    TABLE, KIND = ProblemLinkRow, ProblemLink


class SafetyFlagStore(Store[SafetyFlag]):
    """Claims judged serious safety faults."""

    TABLE, KIND = SafetyFlagRow, SafetyFlag


class ExcludedTimeStore(Store[ExcludedTime]):
    """Time that does not count."""

    TABLE, KIND = ExcludedTimeRow, ExcludedTime


class LoanerStore(Store[Loaner]):
    """Loan cars and transport money."""

    TABLE, KIND = LoanerRow, Loaner


class DemandStore(Store[Demand]):
    """Demands to replace or return."""

    TABLE, KIND = DemandRow, Demand


class VehicleTermsStore(Store[VehicleTerms]):
    """Certificate and contracts by vehicle."""

    TABLE, KIND = VehicleTermsRow, VehicleTerms


class ClaimCoverageStore(Store[ClaimCoverage]):
    """What the clerk told the engine, by claim."""

    TABLE, KIND = ClaimCoverageRow, ClaimCoverage


class DecisionStore(Store[Decision]):
    """Decisions as taken."""

    TABLE, KIND = DecisionRow, Decision
