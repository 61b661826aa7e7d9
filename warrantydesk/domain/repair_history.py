"""What counts towards the law's limits besides the desk's own claims, each with who entered it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.claim.states import State
from warrantydesk.i18n import N_


@dataclass(frozen=True)
class RepairElsewhere:
    """A repair by another authorised workshop, from the customer's papers."""

    vehicle_id: int
    workshop: str
    agreed_at: datetime
    finished_at: datetime | None
    mileage_km: int | None = None
    complaint: str = ""
    part_no: str = ""
    part_group: str = ""
    replaced: str = ""
    """``assembly``, ``main_part`` or empty: what was replaced in the group."""
    serious: bool = False
    """The repair was for a serious safety fault (Order 43 Art. 40)."""
    excluded_minutes: int = 0
    proof: int | None = None
    """Attachment with the repair record."""
    entered_by: str = ""
    entered_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class FormerClaim:
    """A claim of another visit of a vehicle as the law's counters look at it; read in one query."""

    claim_id: int
    visit_id: int
    claim_number: str
    type: ClaimType
    state: State
    fault_code: str
    service_no: int | None
    complaint: str
    arrived_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    mileage_km: int | None
    signed_at: datetime | None
    """First signature under the visit's work authorisation."""
    excluded_minutes: int
    flagged_by: str
    """Who judged its fault a serious safety fault; empty: nobody did."""


@dataclass(frozen=True)
class QualityProblem:
    """One quality problem of a vehicle, to which repairs are linked by a person.

    "Same quality problem" is not defined by Order 43: the link is explicit (setting).
    """

    vehicle_id: int
    title: str
    opened_by: str = ""
    opened_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ProblemLink:
    """A repair of a problem: a claim of this desk, or a repair elsewhere."""

    problem_id: int
    claim_id: int | None = None
    elsewhere_id: int | None = None
    linked_by: str = ""
    linked_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class SafetyFlag:
    """A claim's fault was judged a serious safety fault by a person (Order 43 Art. 40)."""

    claim_id: int
    ground: str
    set_by: str = ""
    set_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


class ExcludedKind(StrEnum):
    """Time that Order 43 Art. 24 ¶3 leaves out of the 30 days."""

    SPECIAL_PART = "special_part"
    BATTERY = "battery"
    RESCUE = "rescue"


EXCLUDED_NAMES = {
    ExcludedKind.SPECIAL_PART: N_("Transport of a part made to the VIN"),
    ExcludedKind.BATTERY: N_("Transport of the traction battery"),
    ExcludedKind.RESCUE: N_("Rescue on the road"),
}


@dataclass(frozen=True)
class ExcludedTime:
    """Minutes of a visit that do not count towards the 30 days."""

    visit_id: int
    kind: ExcludedKind
    minutes: int
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


class LoanerKind(StrEnum):
    """What the customer got from the sixth day on (Order 43 Art. 21)."""

    CAR = "car"
    MONEY = "money"
    AGREED = "agreed"


LOANER_NAMES = {
    LoanerKind.CAR: N_("Loan car"),
    LoanerKind.MONEY: N_("Transport money"),
    LoanerKind.AGREED: N_("Agreed otherwise"),
}


@dataclass(frozen=True)
class Loaner:
    """A loan car, transport money or another agreement of a visit."""

    visit_id: int
    kind: LoanerKind
    given_on: date
    returned_on: date | None = None
    amount_fen: int = 0
    note: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


class Wish(StrEnum):
    """What the customer demands."""

    REPLACE = "replace"
    RETURN = "return"


class DemandAnswer(StrEnum):
    """What the seller answered; a refusal states its reasons (Order 43 Art. 28)."""

    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Demand:
    """A demand to replace or return the car, with the law's two clocks (Order 43 Art. 28)."""

    vehicle_id: int
    demanded_on: date
    wish: Wish
    claim_id: int | None = None
    ground: str = ""
    """Clause the customer relies on, as the answer object names it."""
    answered_on: date | None = None
    answer: DemandAnswer | None = None
    answer_text: str = ""
    finished_on: date | None = None
    finish_text: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether the seller still owes something: it is neither refused nor carried out."""
        return self.finished_on is None and self.answer is not DemandAnswer.REFUSED


@dataclass(frozen=True)
class VehicleTerms:
    """What the certificate and the contracts of one vehicle say; one row a vehicle."""

    vehicle_id: int
    kind: str = "passenger"
    """``passenger``, ``pickup``, ``special`` or ``other``."""
    price_fen: int | None = None
    """Invoice price with VAT."""
    n_permille: Decimal | None = None
    """Compensation factor on the certificate; 5 is 0.5 %."""
    replaced_on: date | None = None
    """The car is itself a replacement, handed over on this day (Order 43 Art. 29)."""
    extended_contract: str = ""
    extended_from: date | None = None
    extended_months: int | None = None
    extended_km: int | None = None
    entered_by: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ClaimCoverage:
    """What the clerk tells the coverage engine about a claim's fault; one row a claim."""

    claim_id: int
    quality_problem: bool | None = None
    """None: as the inspection concluded."""
    must_replace: str = ""
    """Group whose assembly or main part must be replaced (Order 43 Art. 22)."""
    event: str = ""
    """``steering_failure``, ``brake_failure``, ``body_crack``, ``fuel_leak``, ``battery_fire``."""
    exemption: str = ""
    """Code of Order 43 Art. 32, X1 … X5."""
    exemption_cause_shown: bool = False
    refusal_reason: str = ""
    still_faulty: bool = False
    """The fault is there again after the replacements before."""
    goodwill_percent: int | None = None
    goodwill_no: str = ""
    """The maker's authorisation of the goodwill."""
    cover_code: str = ""
    """The maker's cover whose conditions hold, where only a person can judge them (rust through
    a panel, not its paint); empty: as the tables say."""
    entered_by: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Decision:
    """A coverage decision as taken, with the table versions, so that it can be repeated."""

    claim_id: int
    facts: str
    """Canonical JSON of the facts."""
    answer: str
    """Canonical JSON of the answer."""
    versions: str
    """Canonical JSON: profile → table → version number."""
    verdict: str
    layer: str
    taken_at: datetime | None = None
    taken_by: str = ""
    id: int = 0
    version: int = 0
