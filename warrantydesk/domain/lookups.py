"""What is found of the desk's records while a few letters are typed: one flat row each."""

from dataclasses import dataclass

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.settlement.statement import StatementState
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.summaries import ClaimSummary


@dataclass(frozen=True)
class FoundCar:
    """A vehicle file; ``claims`` is how many claims it has."""

    id: int
    vin: str
    plate: str
    brand: str
    model_code: str
    owner_name: str
    claims: int


@dataclass(frozen=True)
class FoundOwner:
    """An owner as claims name him; ``claim_id`` is the newest of those that were found."""

    claim_id: int
    name: str
    phone: str
    plate: str


@dataclass(frozen=True)
class FoundPiece:
    """An old part by its tag, or by the maker's."""

    id: int
    tag: str
    maker_tag: str
    part_name: str
    state: PartState
    place: str


@dataclass(frozen=True)
class FoundShipment:
    """A return list by its number."""

    id: int
    number: str
    brand: str
    state: ShipmentState
    packed: int
    pieces: int


@dataclass(frozen=True)
class FoundStatement:
    """A statement by its number, ours or the payer's."""

    id: int
    number: str
    maker_number: str
    payer: str
    period: str
    state: StatementState


@dataclass(frozen=True)
class Found:
    """Everything near what was typed, each kind newest first."""

    claims: tuple[ClaimSummary, ...] = ()
    cars: tuple[FoundCar, ...] = ()
    owners: tuple[FoundOwner, ...] = ()
    pieces: tuple[FoundPiece, ...] = ()
    shipments: tuple[FoundShipment, ...] = ()
    statements: tuple[FoundStatement, ...] = ()
