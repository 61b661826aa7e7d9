"""What lists and papers show of return shipments: flat rows, each read in one query."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.shipment import (
    Box,
    Carriage,
    Shipment,
    ShipmentKind,
    ShipmentState,
    Verdict,
)


@dataclass(frozen=True)
class ReturnPiece:
    """A piece that is to go back, with its claim and, where it is on a list, its line there.

    Off a list ``line_id`` is 0 and ``box_id`` None; ``amount_fen`` is its net price.
    """

    id: int
    tag: str
    part_no: str
    part_name: str
    supplier_code: str
    serial: str
    state: PartState
    tag_state: TagState
    place: str
    amount_fen: int
    causal: bool
    causal_line: int | None
    hazard: str
    drained: bool
    return_required: bool
    return_by: date | None
    request_no: str
    requested_on: date | None
    dispute_by: date | None
    claim_id: int
    line: int
    piece: int
    claim_number: str
    claim_state: State
    brand: str
    model_code: str
    vin: str
    complaint: str
    box: str
    line_id: int
    shipment_id: int | None
    box_id: int | None
    packed_by: str
    packed_at: datetime | None
    verdict: Verdict | None
    reason_code: str
    reason_text: str
    judged_on: date | None
    deducted_fen: int

    @property
    def is_packed(self) -> bool:
        """Tell whether it lies in a box of its list."""
        return self.box_id is not None

    @property
    def name(self) -> str:
        """What it is called: its name, its number where it has none."""
        return self.part_name or self.part_no


@dataclass(frozen=True)
class ShipmentSummary:
    """A return shipment in a list; ``judged`` counts accepted and refused pieces."""

    id: int
    number: str
    brand: str
    state: ShipmentState
    kind: ShipmentKind
    title: str
    required_by: date | None
    expected_on: date | None
    carriage: Carriage | None
    carrier: str
    waybill: str
    freight_fen: int | None
    opened_at: datetime | None
    shipped_at: datetime | None
    received_on: date | None
    pieces: int
    packed: int
    boxes: int
    judged: int
    refused: int
    amount_fen: int
    deducted_fen: int


@dataclass(frozen=True)
class DueOfBrand:
    """What a maker should get back and what stands on no list yet."""

    brand: str
    pieces: int
    amount_fen: int
    earliest: date | None


@dataclass(frozen=True)
class BoxView:
    """A box with its pieces in the order of packing; ``is_labelled``: its label was printed."""

    box: Box
    pieces: tuple[ReturnPiece, ...] = ()
    is_labelled: bool = False

    @property
    def amount_fen(self) -> int:
        """What its pieces are worth, net."""
        return sum(piece.amount_fen for piece in self.pieces)


@dataclass(frozen=True)
class ShipmentTotals:
    """Sums of a list; ``weight_g`` is of the boxes that were weighed, None while none was."""

    pieces: int = 0
    packed: int = 0
    boxes: int = 0
    causal: int = 0
    related: int = 0
    weight_g: int | None = None
    amount_fen: int = 0
    packed_fen: int = 0
    judged: int = 0
    refused: int = 0
    deducted_fen: int = 0


@dataclass(frozen=True)
class NotThisTime:
    """Pieces of the maker that are due and cannot go on this list; ``reason`` is a sentence."""

    code: str
    reason: str
    count: int
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ShipmentView:
    """A list as it is packed: its boxes, what waits and why, what does not go this time."""

    shipment: Shipment
    boxes: tuple[BoxView, ...]
    waiting: tuple[ReturnPiece, ...]
    """Pieces on the list without a box, in shelf order."""
    in_the_way: Mapping[int, Finding]
    """Why a waiting piece cannot be packed, by its id."""
    not_this_time: tuple[NotThisTime, ...]
    totals: ShipmentTotals

    @property
    def pieces(self) -> tuple[ReturnPiece, ...]:
        """Every piece of the list: boxes in order, then what waits."""
        packed = [piece for box in self.boxes for piece in box.pieces]
        return (*packed, *self.waiting)


@dataclass(frozen=True)
class ShipmentDeadline:
    """A clock of returns for the day's list; ``message`` is a sentence with ``values``."""

    code: str
    shipment_id: int | None
    piece_id: int | None
    brand: str
    due_on: date
    is_over: bool
    amount_fen: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)
