"""What a desk has from the time before it: each thing, the file and row it was taken over from."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.i18n import N_


class Taken(StrEnum):
    """What can be taken over; the order is the order in which sheets are taken in."""

    CUSTOMER = "customer"
    VEHICLE = "vehicle"
    CLAIM = "claim"
    PIECE = "piece"
    RECEIVABLE = "receivable"


TAKEN_NAMES: Mapping[Taken, str] = {
    Taken.CUSTOMER: N_("Customer"),
    Taken.VEHICLE: N_("Vehicle"),
    Taken.CLAIM: N_("Claim in progress"),
    Taken.PIECE: N_("Old part on the shelf"),
    Taken.RECEIVABLE: N_("Receivable"),
}


@dataclass(frozen=True)
class TakenOver:
    """One thing that was entered from a sheet of the time before."""

    batch_id: int
    kind: Taken
    thing_id: int
    """The id of the customer, vehicle, claim or piece; of a receivable that of its claim."""
    number: str
    """The number it had before, as the sheet writes it; empty where it had none."""
    sheet: str
    row: int
    """The row of the sheet, from 1."""
    said: str
    """What the sheet says of it that has no field here, such as a remark."""
    void_reason: str = ""
    id: int = 0
    version: int = 0
