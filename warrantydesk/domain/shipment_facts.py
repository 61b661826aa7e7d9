"""What a return list is judged by before it leaves, and what a check of it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from warrantydesk.domain.profile_entries import HazardEntry, PartEntry
from warrantydesk.domain.shipment import Box, Shipment
from warrantydesk.domain.shipment_views import ReturnPiece


class CheckState(StrEnum):
    """How a check came out."""

    BLOCK = "block"
    """The maker would refuse it: nothing leaves."""
    WARN = "warn"
    TODO = "todo"
    """Not done yet."""
    OK = "ok"
    NONE = "none"
    """There is nothing of the kind on the list."""


@dataclass(frozen=True)
class Check:
    """One line of the list of checks; title and detail are sentences with ``values``.

    ``name`` tells checks of one rule apart. With ``in_the_way`` the list does not leave before it
    is settled, by a reason where it is a warning. ``cost_fen`` is what is at stake, net; ``goto``
    is a kind (piece, box, label, waybill, carriage, freight, shipment, claim) with its key.
    """

    code: str
    name: str
    state: CheckState
    title: str
    detail: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    count: str = ""
    cost_fen: int = 0
    goto: tuple[str, str] = ("", "")
    in_the_way: bool = False

    @property
    def is_loud(self) -> bool:
        """Tell whether it stands in the way or warns."""
        return self.state in (CheckState.BLOCK, CheckState.WARN)


@dataclass(frozen=True)
class ShipmentFacts:
    """A list with its boxes and pieces, the other pieces of their claims, the maker's tables."""

    shipment: Shipment
    today: date
    boxes: tuple[Box, ...] = ()
    """Those that stand, by number."""
    pieces: tuple[ReturnPiece, ...] = ()
    siblings: tuple[ReturnPiece, ...] = ()
    """All pieces of the claims on the list, those on the list too."""
    hazards: Mapping[str, HazardEntry] = field(default_factory=dict)
    parts: Mapping[str, PartEntry] = field(default_factory=dict)
    labelled: frozenset[str] = frozenset()
    """Codes of the boxes of which a label was printed."""
    off: frozenset[str] = frozenset()
    """Rules that the maker has switched off."""

    @cached_property
    def by_claim(self) -> Mapping[int, tuple[ReturnPiece, ...]]:
        """All pieces of each claim on the list: looked up for every piece, so gathered once."""
        found: dict[int, list[ReturnPiece]] = {}
        for piece in self.siblings:
            found.setdefault(piece.claim_id, []).append(piece)
        return {claim_id: tuple(pieces) for claim_id, pieces in found.items()}

    @property
    def packed(self) -> tuple[ReturnPiece, ...]:
        """The pieces that lie in a box."""
        return tuple(piece for piece in self.pieces if piece.is_packed)

    @property
    def waiting(self) -> tuple[ReturnPiece, ...]:
        """The pieces without a box."""
        return tuple(piece for piece in self.pieces if not piece.is_packed)
