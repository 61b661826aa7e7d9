"""A visit: the car at the desk on one day, with the claims that come of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class SignedPaper(StrEnum):
    """Papers that the customer signs during a visit."""

    WORK_AUTHORISATION = "work_authorisation"
    COLLECTION = "collection"
    EXPLANATION = "explanation"


SIGNED_PAPER_NAMES = {
    SignedPaper.WORK_AUTHORISATION: N_("Work authorisation"),
    SignedPaper.COLLECTION: N_("Collection"),
    SignedPaper.EXPLANATION: N_("Explanation of refusal"),
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
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Signature:
    """A customer's signature under a paper of the visit."""

    visit_id: int
    paper: SignedPaper
    name: str
    signed_at: datetime
    id: int = 0
    version: int = 0
