"""A visit: the car at the desk on one day, with the claims that come of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class SignedPaper(StrEnum):
    """Papers that the customer signs during a visit."""

    WORK_AUTHORISATION = "work_authorisation"
    COLLECTION = "collection"
    EXPLANATION = "explanation"
    SETTLEMENT = "settlement"
    ADD_ON = "add_on"
    TOW = "tow"


SIGNED_PAPER_NAMES = {
    SignedPaper.WORK_AUTHORISATION: N_("Work authorisation"),
    SignedPaper.COLLECTION: N_("Collection"),
    SignedPaper.EXPLANATION: N_("Explanation of refusal"),
    SignedPaper.SETTLEMENT: N_("Settlement sheet"),
    SignedPaper.ADD_ON: N_("Added work"),
    SignedPaper.TOW: N_("Tow sheet"),
}


@dataclass(frozen=True)
class Visit:
    """One visit; ``repair_order`` is its number, ``mileage_km`` the reading without tenths."""

    repair_order: str = ""
    vehicle_id: int | None = None
    customer_id: int | None = None
    arrived_at: datetime | None = None
    promised_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    mileage_km: int | None = None
    complaint: str = ""
    brought_by: str = ""
    brought_by_phone: str = ""
    advisor: str = ""
    technician: str = ""
    edit_open: bool = False
    first_finished_at: datetime | None = None
    """End of the repair as it was first written down (V16)."""
    no_claim_reason: str = ""
    """Why nothing is claimed for this visit."""
    text: str = ""
    """The repair order as it was pasted from another system."""
    id: int = 0
    version: int = 0

    def with_first_end(self) -> "Visit":
        """Return the visit with the end of its repair kept as the first, where it has one."""
        if self.first_finished_at is not None or self.finished_at is None:
            return self
        return replace(self, first_finished_at=self.finished_at)


@dataclass(frozen=True)
class Signature:
    """A customer's signature under a paper of the visit."""

    visit_id: int
    paper: SignedPaper
    name: str
    signed_at: datetime
    drawing: str = ""
    """Strokes as JSON lists of points (0 to 1000 across and down), empty: signed on paper."""
    id: int = 0
    version: int = 0
