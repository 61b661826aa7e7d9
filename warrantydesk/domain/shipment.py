"""Return shipments: old parts on their way back to the maker, in boxes, with one list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class ShipmentState(StrEnum):
    """How far a shipment is; the last three follow from what the maker has recorded."""

    PACKING = "PACKING"
    SHIPPED = "SHIPPED"
    SIGNED = "SIGNED"
    """The maker has signed for it, no piece is judged yet."""
    PARTLY_JUDGED = "PARTLY_JUDGED"
    JUDGED = "JUDGED"
    VOID = "VOID"


SHIPMENT_STATE_NAMES = {
    ShipmentState.PACKING: N_("Being packed"),
    ShipmentState.SHIPPED: N_("On its way"),
    ShipmentState.SIGNED: N_("Signed for by the maker"),
    ShipmentState.PARTLY_JUDGED: N_("Partly judged"),
    ShipmentState.JUDGED: N_("Judged"),
    ShipmentState.VOID: N_("Void"),
}


class ShipmentKind(StrEnum):
    """An ordinary list, or one of its own for what no ordinary carrier takes."""

    ORDINARY = "ordinary"
    HAZARD = "hazard"


SHIPMENT_KIND_NAMES = {
    ShipmentKind.ORDINARY: N_("Ordinary list"),
    ShipmentKind.HAZARD: N_("Hazardous goods"),
}


class Carriage(StrEnum):
    """How it travels (B.4)."""

    ROAD = "road"
    RAIL = "rail"
    SELF = "self"
    EXPRESS = "express"


CARRIAGE_NAMES = {
    Carriage.ROAD: N_("Road freight"),
    Carriage.RAIL: N_("Rail parcel"),
    Carriage.SELF: N_("Brought by ourselves"),
    Carriage.EXPRESS: N_("Express"),
}

PACKAGING_NAMES = {
    "intact": N_("intact"),
    "damaged": N_("damaged"),
    "loose": N_("loose"),
    "lost": N_("lost at the depot"),
    "none": N_("not packed"),
    "overweight": N_("overweight"),
}
"""How the maker found the boxes (B.4)."""
FAULT_CARD_NAMES = {
    "right": N_("right"),
    "different": N_("not as the part"),
    "incomplete": N_("incomplete"),
    "missing": N_("no card"),
    "badly_tied": N_("badly tied on"),
}
"""How the maker found the tags (B.4)."""
LIST_NAMES = {
    "good": N_("good"),
    "dirty": N_("dirty"),
    "torn": N_("torn"),
    "by_hand_by_month": N_("by hand, by month"),
    "by_hand": N_("by hand, months mixed"),
    "missing": N_("no list"),
    "wrong_size": N_("wrong paper size"),
    "unfit": N_("not as required"),
}
"""How the maker found the list (B.4)."""


@dataclass(frozen=True)
class MakerReceipt:
    """What the maker wrote when the boxes came; codes of the three tables above, or empty."""

    received_on: date | None = None
    pieces: int | None = None
    packaging: str = ""
    fault_card: str = ""
    papers: str = ""
    notice_no: str = ""
    note: str = ""


@dataclass(frozen=True)
class Shipment:
    """One return list; ``number`` as in R0126-0031. Freight is net fen, None while unknown."""

    number: str
    brand: str
    state: ShipmentState = ShipmentState.PACKING
    kind: ShipmentKind = ShipmentKind.ORDINARY
    title: str = ""
    required_by: date | None = None
    expected_on: date | None = None
    """When the carrier means to be there."""
    period_from: date | None = None
    period_to: date | None = None
    """Days on which the claims were filed that the list is for; None: any."""
    request_no: str = ""
    contact: str = ""
    contact_phone: str = ""
    """Who at the maker asked for the pieces."""
    carriage: Carriage | None = None
    carrier: str = ""
    waybill: str = ""
    freight_fen: int | None = None
    freight_confirmed: bool = False
    """Somebody said that freight 0 is right."""
    opened_by: str = ""
    opened_at: datetime | None = None
    shipped_by: str = ""
    shipped_at: datetime | None = None
    handed_to: str = ""
    """Who took the boxes for the carrier."""
    receipt: MakerReceipt = MakerReceipt()
    acknowledged: str = ""
    """Reasons given for warnings when it left, by rule or check: canonical JSON."""
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Box:
    """A box of a shipment; ``code`` as in B0126-0031-02, weight in grams with the box."""

    shipment_id: int
    number: int
    code: str
    weight_g: int | None = None
    sealed_by: str = ""
    sealed_at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0

    @property
    def is_sealed(self) -> bool:
        """Tell whether it is closed."""
        return self.sealed_at is not None


class Verdict(StrEnum):
    """What the maker says of a piece."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True)
class ShipmentLine:
    """A piece on a list: without ``box_id`` it waits to be packed, with ``void_reason`` it was
    taken off the list. The verdict is the first one; a second stands with the piece."""

    shipment_id: int
    part_id: int
    box_id: int | None = None
    packed_by: str = ""
    packed_at: datetime | None = None
    verdict: Verdict | None = None
    reason_code: str = ""
    reason_text: str = ""
    judged_on: date | None = None
    deducted_fen: int = 0
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class ReturnRequest:
    """The maker asks for a piece (调件); ``due_on`` is when it must be there."""

    brand: str
    part_id: int
    number: str = ""
    requested_on: date | None = None
    due_on: date | None = None
    contact: str = ""
    contact_phone: str = ""
    batch_id: int | None = None
    by: str = ""
    at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0
