"""Everything the checks of one claim look at, gathered once; the checks read nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.authorisation import Authorisation, Override
from warrantydesk.domain.campaign import CampaignCase
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.totals import Rates, Totals, totals_of
from warrantydesk.domain.claim_cover import ClaimCover
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.history import PastClaim, VehicleHistory
from warrantydesk.domain.inspection import Inspection, InspectionSignature
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile import BrandProfile, HazardEntry, RuleSwitch
from warrantydesk.domain.settlement.claim_money import NO_MONEY, ClaimMoney
from warrantydesk.domain.vehicle import OdometerChange, Vehicle, total_km
from warrantydesk.domain.visit import Signature
from warrantydesk.domain.work import StoreRequest, WorkTime


@dataclass(frozen=True)
class ClaimFacts:
    """A claim with its surroundings on the day ``now``."""

    claim: Claim
    now: datetime
    zone: tzinfo | None = None
    vehicle: Vehicle | None = None
    history: VehicleHistory = field(default_factory=VehicleHistory)
    odometer_changes: tuple[OdometerChange, ...] = ()
    required_fields: tuple[str, ...] = ()
    electric: bool = False
    rates: Rates = field(default_factory=Rates)
    switches: Mapping[str, RuleSwitch] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    ticked: frozenset[str] = frozenset()
    pieces: tuple[OldPart, ...] = ()
    vin_confirmed: bool = False
    campaigns: tuple[CampaignCase, ...] = ()
    """Every campaign that names the VIN of the file, with what became of it."""
    campaign_numbers: frozenset[str] = frozenset()
    """All campaigns of the brand."""
    campaigns_beside: frozenset[str] = frozenset()
    """Campaigns that other claims of the same visit are for."""
    hazards: Mapping[str, HazardEntry] = field(default_factory=dict)
    """How the maker wants hazardous pieces handled, by kind."""
    labels_printed: Mapping[str, int] = field(default_factory=dict)
    """How often the label of each tag went to a printer."""
    unreturned: tuple[str, ...] = ()
    """Claims of this car whose pieces were paid months ago and are still here (V83)."""
    printable: Callable[[str], bool] = str.isprintable
    profile: BrandProfile | None = None
    """The brand's tables of today."""
    profile_then: BrandProfile | None = None
    """The brand's tables in force when the repair ended (V51)."""
    dealer_code: str = ""
    holidays: Holidays = field(default_factory=Holidays)
    past: tuple[PastClaim, ...] = ()
    """Other claims of this VIN that are not void, oldest first."""
    namesakes: tuple[str, ...] = ()
    """Other claims that carry the same number of the maker (V55)."""
    serials_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Serial of a removed part → the other claim that names it (V61)."""
    tags_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Tag or maker's tag of a piece of this claim → the other claim that has it (V60)."""
    authorisations: tuple[Authorisation, ...] = ()
    """Requests of this claim, and those elsewhere that carry its authorisation number."""
    overrides: tuple[Override, ...] = ()
    judge: Callable[[Claim], ClaimCover] | None = None
    """The coverage engine's answer for an edited claim; pure and kept per claim."""
    inspection: Inspection | None = None
    readings: int = 0
    """Items of the inspection with a measured value, a choice or a photo."""
    signers: tuple[InspectionSignature, ...] = ()
    signatures: tuple[Signature, ...] = ()
    """What the customer signed at this visit."""
    work_times: tuple[WorkTime, ...] = ()
    clashes: Mapping[int, str] = field(default_factory=dict)
    """Id of a technician's clock → the other claim on which he was clocked meanwhile (V44)."""
    store_requests: tuple[StoreRequest, ...] = ()
    missing_documents: tuple[str, ...] = ()
    """Names of mandatory papers that are not there (V96)."""
    changed_since_filing: tuple[str, ...] = ()
    """Fields of a filed claim that differ from its newest version (V98)."""
    closed_months: frozenset[str] = frozenset()
    """Months whose settlement is closed, as ``2026-10`` (V17)."""
    money: ClaimMoney = NO_MONEY
    """What statements, deductions and write-offs say of the claim (V88–V95)."""

    @property
    def today(self) -> date:
        """The desk's calendar day."""
        return self.now.astimezone(self.zone).date()

    @property
    def totals(self) -> Totals:
        """The claim's sums."""
        return totals_of(self.claim, self.rates)

    @property
    def total_km(self) -> int | None:
        """Distance really driven at this visit, in km; None while the mileage is missing."""
        reading = self.claim.visit.mileage_km
        if reading is None:
            return None
        return total_km(reading, self.arrived_on, self.odometer_changes)

    @property
    def arrived_on(self) -> date:
        """The day the car came; today while it is not written down."""
        return self.day(self.claim.visit.arrived_at) or self.today

    def day(self, instant: datetime | None) -> date | None:
        """Return the calendar day of an instant at this desk."""
        return instant.astimezone(self.zone).date() if instant else None

    @property
    def cover(self) -> ClaimCover | None:
        """What the coverage engine answers for the claim as it stands."""
        return self.judge(self.claim) if self.judge is not None else None

    def with_claim(self, claim: Claim) -> "ClaimFacts":
        """Return the same surroundings around an edited claim."""
        return replace(self, claim=claim)
