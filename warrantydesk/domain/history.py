"""What the desk knows of a vehicle before today's visit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State


@dataclass(frozen=True)
class PastVisit:
    """A former visit with the distance really driven by then, in km."""

    visit_id: int
    on: date
    total_km: int | None
    claims: tuple[str, ...] = ()
    complaint: str = ""


@dataclass(frozen=True)
class VehicleHistory:
    """Former visits, oldest first."""

    visits: tuple[PastVisit, ...] = ()

    def last_before(self, day: date) -> PastVisit | None:
        """Return the last visit on an earlier day whose mileage is known."""
        earlier = [v for v in self.visits if v.on < day and v.total_km is not None]
        return max(earlier, key=lambda v: (v.on, v.total_km or 0), default=None)

    def with_claims(self, claims: "Iterable[PastClaim]", but_visit: int) -> "VehicleHistory":
        """Return the visits with those of other claims of the VIN that have no vehicle file yet."""
        known = {visit.visit_id for visit in self.visits} | {but_visit}
        more = {
            one.visit_id: PastVisit(one.visit_id, one.on, one.total_km, (one.claim_number,))
            for one in claims
            if one.on is not None and one.visit_id not in known
        }
        if not more:
            return self
        return VehicleHistory(tuple(sorted((*self.visits, *more.values()), key=lambda v: v.on)))


@dataclass(frozen=True)
class PastClaim:
    """Another claim of the same car that is not void, as the checks compare with it (V55–V62)."""

    id: int
    claim_number: str
    type: ClaimType
    state: State
    brand: str
    visit_id: int
    repair_order: str
    on: date | None
    """Day the car came."""
    total_km: int | None
    fault_code: str = ""
    causal_part: str = ""
    main_labour: str = ""
    maker_claim_number: str = ""
    campaign_no: str = ""
    service_no: int | None = None
    repeat_of: int | None = None
    refused: bool = False
    """The maker refused it, or refused a part of it, and that stands."""
