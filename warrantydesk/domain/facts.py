"""Everything the checks of one claim look at, gathered once; the checks read nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.campaign import CampaignCase
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.totals import Rates, Totals, totals_of
from warrantydesk.domain.history import VehicleHistory
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile import HazardEntry, RuleSwitch
from warrantydesk.domain.vehicle import OdometerChange, Vehicle, total_km


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

    def with_claim(self, claim: Claim) -> "ClaimFacts":
        """Return the same surroundings around an edited claim."""
        return replace(self, claim=claim)
