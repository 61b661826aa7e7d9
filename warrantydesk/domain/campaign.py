"""Campaigns and recalls: which vehicle is named, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class CampaignState(StrEnum):
    """What became of one vehicle of a campaign; all but OPEN are terminal."""

    OPEN = "OPEN"
    DONE = "DONE"
    DONE_ELSEWHERE = "DONE_ELSEWHERE"
    REFUSED = "REFUSED"
    """The customer refused; he is asked again at every visit."""


CAMPAIGN_STATE_NAMES = {
    CampaignState.OPEN: N_("Open"),
    CampaignState.DONE: N_("Done here"),
    CampaignState.DONE_ELSEWHERE: N_("Done elsewhere"),
    CampaignState.REFUSED: N_("Refused by the customer"),
}


@dataclass(frozen=True)
class CampaignVehicle:
    """A vehicle named by a campaign, with the record of its completion (trade practice)."""

    profile: str
    campaign: str
    vin: str
    state: CampaignState = CampaignState.OPEN
    batch_id: int | None = None
    """The VIN list it came with; None where the desk found it by pattern and serial number."""
    done_on: date | None = None
    mileage_km: int | None = None
    labour_code: str = ""
    technician: str = ""
    old_serials: str = ""
    new_serials: str = ""
    software_before: str = ""
    software_after: str = ""
    signed_by: str = ""
    """Name under the customer's signature; personal."""
    claim_id: int | None = None
    reason: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
