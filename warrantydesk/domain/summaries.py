"""What lists show of a claim or a piece: one flat row each, read in one query."""

from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.old_part import PartState, TagState


@dataclass(frozen=True)
class ClaimSummary:
    """A claim in a list."""

    id: int
    claim_number: str
    type: ClaimType
    state: State
    brand: str
    vin: str
    plate: str
    model_code: str
    owner_name: str
    complaint: str
    total_fen: int
    clerk: str
    opened_on: date | None
    arrived_at: datetime | None
    mileage_km: int | None
    repair_order: str
    due_on: date | None = None
    """Last day of the clock that the newest answer or request started."""
    approved_fen: int | None = None
    submitted_at: datetime | None = None
    maker_claim_number: str = ""


@dataclass(frozen=True)
class PieceSummary:
    """A piece in the list of old parts."""

    id: int
    tag: str
    part_no: str
    part_name: str
    state: PartState
    tag_state: TagState
    place: str
    amount_fen: int
    return_by: date | None
    return_required: bool
    causal: bool
    hazard: str
    claim_id: int
    line: int
    piece: int
    claim_number: str
    vin: str
    plate: str
    brand: str = ""
    supplier_code: str = ""
    paid_on: date | None = None
    dispute_by: date | None = None
    lent_to: str = ""
    lent_until: date | None = None
    refusal_code: str = ""
    shipment_id: int | None = None
    box: str = ""
    drained: bool = False
    of_line: int = 1
    """How many pieces its line has."""
    related_away: bool = False
    """A causal piece that goes back, and one of its related pieces is not on the shelf."""


@dataclass(frozen=True)
class UnclaimedVisit:
    """A visit for which nothing was claimed; ``finished_at`` None: its repair is not told over."""

    id: int
    repair_order: str
    vin: str
    plate: str
    model_code: str
    brand: str
    complaint: str
    arrived_at: datetime | None
    finished_at: datetime | None
    advisor: str
    mileage_km: int | None
