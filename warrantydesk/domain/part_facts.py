"""What the life of a piece is judged by: the piece in its surroundings, and what is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile_entries import HazardEntry
from warrantydesk.domain.retention import Retention
from warrantydesk.domain.shipment import Verdict


@dataclass(frozen=True)
class MoveRequest:
    """What a step needs to be told; every action reads its own fields."""

    tag: str = ""
    handed_over_by: str = ""
    place: str = ""
    reason: str = ""
    scanned: bool = False
    due_on: date | None = None
    request_no: str = ""
    requested_on: date | None = None
    box: str = ""
    shipment_id: int | None = None
    hazard_list: bool = False
    """The piece goes on a list for hazardous goods."""
    code: str = ""
    text: str = ""
    on: date | None = None
    deducted_fen: int | None = None
    verdict: Verdict | None = None
    to: str = ""
    until: date | None = None
    witness: str = ""
    scrap_batch_id: int | None = None


@dataclass(frozen=True)
class PieceFacts:
    """A piece with its claim, the other pieces of the claim, and the maker's rules for it."""

    piece: OldPart
    claim: Claim
    siblings: tuple[OldPart, ...]
    """All pieces of the claim, this one too."""
    now: datetime
    today: date
    retention: Retention
    hazard: HazardEntry | None = None
    return_end: Callable[[date], date | None] = lambda _day: None
    """The last day to return a piece that came, or was asked for, on a day."""
    refusal_codes: frozenset[str] = frozenset()
    """Reason codes that the maker has for old parts."""
    dispute_end: Callable[[date], date | None] = lambda _day: None
    """The last day to dispute a notice of a day."""
    deduction_fen: int = 0
    """What a refusal costs where the notice names no amount: price and handling, net."""
    outbound: str = ""
    """The place where packed pieces stand, empty where the shelf has none."""

    @property
    def companions(self) -> tuple[OldPart, ...]:
        """The related pieces that must travel with a causal one; of others none."""
        piece = self.piece
        if not piece.causal:
            return ()
        return tuple(
            other
            for other in self.siblings
            if not other.causal
            and other.return_required
            and other.causal_line in (None, piece.line)
        )
