"""A return shipment and its pieces as all its papers show them, every code turned into names."""

from collections.abc import Iterator
from dataclasses import dataclass

from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.domain.shipment import Shipment

GRAMS = 1000


@dataclass(frozen=True)
class ListedPiece:
    """One piece; ``number`` is its running number on the list, 0 where it is not on it."""

    number: int = 0
    claim_number: str = ""
    maker_claim_number: str = ""
    model: str = ""
    vin: str = ""
    part_no: str = ""
    part_name: str = ""
    serial: str = ""
    supplier_code: str = ""
    supplier_name: str = ""
    causal: bool = True
    fault: str = ""
    """Code and name, else the beginning of the complaint."""
    tag: str = ""
    maker_tag: str = ""
    box: int = 0
    """Number of its box, 0 while it is in none."""
    place: str = ""
    state: str = ""
    hazard: str = ""
    amount_fen: int = 0
    accepted: int | None = None
    """What the maker took of it, 1 or 0; None until he has judged."""
    reason: str = ""
    """Why there is none, or what its scrapping rests on."""

    @property
    def supplier(self) -> str:
        """Code and name of the supplier."""
        return " ".join(filter(None, (self.supplier_code, self.supplier_name)))


@dataclass(frozen=True)
class ListedBox:
    """A box with its pieces in the order of the list; the weight is in grams."""

    number: int
    code: str
    weight_g: int | None = None
    sealed: bool = False
    pieces: tuple[ListedPiece, ...] = ()


@dataclass(frozen=True)
class PieceFamily:
    """Causal pieces of a claim with everything that came off with them."""

    claim_number: str
    causal: tuple[ListedPiece, ...] = ()
    related: tuple[ListedPiece, ...] = ()


@dataclass(frozen=True)
class ShipmentPaper:
    """A shipment: its boxes, what waits to be packed, and what belongs to its claims."""

    desk: DeskPaper
    shipment: Shipment
    maker: str = ""
    boxes: tuple[ListedBox, ...] = ()
    waiting: tuple[ListedPiece, ...] = ()
    """On the list, in no box yet; in the order of the shelf."""
    families: tuple[PieceFamily, ...] = ()
    no_parts: tuple[ListedPiece, ...] = ()
    """Pieces of the same claims that there are none of, each with its reason."""
    handed_by: str = ""
    """Who closed the shipment, else the acting clerk."""

    @property
    def pieces(self) -> Iterator[ListedPiece]:
        """Every piece on the list: by box, then those that wait."""
        for box in self.boxes:
            yield from box.pieces
        yield from self.waiting

    @property
    def count(self) -> int:
        """How many pieces stand on the list."""
        return self.boxed + len(self.waiting)

    @property
    def boxed(self) -> int:
        """How many pieces lie in boxes."""
        return sum(len(box.pieces) for box in self.boxes)

    @property
    def weight_g(self) -> int | None:
        """What all boxes weigh; None while one was not weighed."""
        weights = [box.weight_g for box in self.boxes]
        known = [weight for weight in weights if weight is not None]
        return sum(known) if known and len(known) == len(weights) else None


def kilograms(grams: int | None) -> str:
    """Write a weight in kg with two decimals, or nothing: it can be filled by hand."""
    return "" if grams is None else f"{grams / GRAMS:,.2f}"
