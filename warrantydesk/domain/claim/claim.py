"""The claim: one fault of one visit, in the parts that a claim form has."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.domain.claim.lines import LabourLine, OtherLine, PartLine
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.vehicle import Use
from warrantydesk.domain.visit import Visit


class ClaimType(StrEnum):
    """The 13 kinds of claim; each has its fields, papers and checks in the brand profile."""

    REPAIR = "REPAIR"
    FREE_SERVICE = "FREE_SERVICE"
    ADD_ON = "ADD_ON"
    URGENT = "URGENT"
    PART_REPLACEMENT = "PART_REPLACEMENT"
    CAMPAIGN = "CAMPAIGN"
    PRE_SALE = "PRE_SALE"
    GOODWILL = "GOODWILL"
    OUTWARD = "OUTWARD"
    SPECIAL = "SPECIAL"
    PDI = "PDI"
    URGENT_ORDER = "URGENT_ORDER"
    SPARE_PART = "SPARE_PART"


@dataclass(frozen=True)
class ClaimVehicle:
    """The vehicle as the claim states it: a copy of the file that may differ from it."""

    vin: str = ""
    plate: str = ""
    model_code: str = ""
    engine_no: str = ""
    motor_no: str = ""
    gearbox_no: str = ""
    use: Use = Use.HOUSEHOLD
    produced_on: date | None = None
    invoiced_on: date | None = None
    delivered_on: date | None = None
    vin_by_hand: str = ""
    """Last eight signs typed from the plate, to be compared with the scanned VIN (V03)."""


@dataclass(frozen=True)
class ClaimOwner:
    """The owner and the person to call, as the claim states them; personal."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    contact_phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Narrative:
    """The three Cs and the clerk's remark."""

    complaint: str = ""
    cause: str = ""
    correction: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Codes:
    """Codes and the facts that single claim types ask for."""

    fault_code: str = ""
    damage: str = ""
    responsibility: str = ""
    maker_claim_number: str = ""
    authorisation_no: str = ""
    campaign_no: str = ""
    service_no: int | None = None
    purchase_station: str = ""
    purchase_no: str = ""
    purchased_on: date | None = None
    purchase_km: int | None = None
    ground: str = ""
    """Reason code of the customer refusal when the case is not covered."""
    ground_text: str = ""
    original_claim_no: str = ""
    """The filed claim that this one adds to, or that it repeats under another type."""
    reason: str = ""
    """Why: what was missed, or why the part could not wait."""
    order_no: str = ""
    """The order of an urgent part."""
    stock_no: str = ""
    found_on: date | None = None
    """The day the fault of a stock vehicle was found."""
    share_percent: int | None = None
    """The maker's share of a goodwill case, percent."""
    subject: str = ""
    """What the maker ordered (special claims)."""
    pdi_no: str = ""
    pdi_station: str = ""
    loaner: str = ""
    """How the customer gets about meanwhile (urgent repair orders)."""


@dataclass(frozen=True)
class Outward:
    """A drive out to the car: when, with what, who, how far (km both ways together)."""

    departed_at: datetime | None = None
    returned_at: datetime | None = None
    plate: str = ""
    people: str = ""
    destination: str = ""
    km: int | None = None


@dataclass(frozen=True)
class Claim:
    """A claim as the clerk sees and files it."""

    claim_number: str = ""
    type: ClaimType = ClaimType.REPAIR
    brand: str = ""
    state: State = State.DRAFT
    vehicle: ClaimVehicle = field(default_factory=ClaimVehicle)
    owner: ClaimOwner = field(default_factory=ClaimOwner)
    visit: Visit = field(default_factory=Visit)
    narrative: Narrative = field(default_factory=Narrative)
    codes: Codes = field(default_factory=Codes)
    part_lines: tuple[PartLine, ...] = ()
    labour_lines: tuple[LabourLine, ...] = ()
    other_lines: tuple[OtherLine, ...] = ()
    claimed_total_fen: int | None = None
    """Total as written on a paper; must equal the sum (V50). None: the sum."""
    total_fen: int = 0
    """Claimed net total as last computed, for lists and searches."""
    clerk: str = ""
    opened_on: date | None = None
    """The desk's calendar day on which the claim was accepted."""
    created_at: datetime | None = None
    submitted_at: datetime | None = None
    closed_at: datetime | None = None
    void_reason: str = ""
    repeat_of: int | None = None
    edit_open: bool = False
    vehicle_id: int | None = None
    outward: Outward = field(default_factory=Outward)
    payer: str = ""
    """Code of the supplier who pays (tyres, batteries); empty: the maker."""
    answered_on: date | None = None
    """Day of the newest answer, as the claim's lists show it."""
    approved_fen: int | None = None
    """What the maker approved so far, net; None before any answer about money."""
    due_on: date | None = None
    """Last day of the clock that the newest answer or request started."""
    redaction_id: int | None = None
    """The certificate by which its personal values were taken out."""
    id: int = 0
    version: int = 0

    @property
    def is_not_covered(self) -> bool:
        """Tell whether the desk decided that nothing goes to the maker: it was never filed."""
        ended = self.state is State.CLOSED and self.submitted_at is None
        return ended or self.state is State.NOT_COVERED


@dataclass(frozen=True)
class Submission:
    """A frozen version of a claim as it went to the maker."""

    claim_id: int
    number: int
    taken_at: datetime
    anchor: str
    facts: str
    """Canonical JSON of everything the paper shows, personal values veiled (``snapshot``)."""
    sha256: str
    form_sha256: str = ""
    """Hash of the claim form's bytes, kept when first drawn."""
    acknowledged: str = ""
    tables: str = ""
    """Canonical JSON of every table row it used, with the tables' versions."""
    enclosed: str = ""
    """Canonical JSON of the attachments that went with it: id, document, name, sha256."""
    content: str = ""
    """Canonical JSON of the claim as the clerk edits it, to tell what a correction changed."""
    submitted_by: str = ""
    personal: str = ""
    """JSON of the personal values that stand apart from ``facts`` and ``content``; empty for
    those of older desks, which hold them within."""
    redaction_id: int | None = None
    """The certificate by which its personal values were taken out."""
    id: int = 0
    version: int = 0
