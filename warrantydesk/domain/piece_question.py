"""What is asked of the list of old parts: which pieces, narrowed to what, in which groups."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from warrantydesk.domain.old_part import STANDING, PartState
from warrantydesk.i18n import N_

SOON_DAYS = 7
IN_HAND = frozenset({PartState.RECEIVED, PartState.SHELVED, PartState.RETURN_DUE})
"""States in which the clock of the return date runs."""
CLOCKS = {
    **dict.fromkeys(sorted(IN_HAND), "return_by"),
    PartState.REFUSED: "dispute_by",
    PartState.LENT: "lent_until",
}
"""Which date of a piece its clock runs to, by state."""
GONE = frozenset(
    {
        PartState.NO_PART,
        PartState.ACCEPTED,
        PartState.REFUSED_FINAL,
        PartState.SCRAPPED,
        PartState.WRITTEN_OFF,
        PartState.VOID,
    }
)


class Shown(StrEnum):
    """The filters of the list."""

    DUE = "due"
    EXPECTED = "expected"
    RECEIVED = "received"
    SHELF = "shelf"
    HOLD = "hold"
    FREE = "free"
    REFUSED = "refused"
    AWAY = "away"
    SHIPPED = "shipped"
    GONE = "gone"
    ALL = "all"


SHOWN_NAMES = {
    Shown.DUE: N_("Due"),
    Shown.HOLD: N_("Kept"),
    Shown.FREE: N_("May be scrapped"),
    Shown.REFUSED: N_("Refused"),
    Shown.AWAY: N_("Missing, lent"),
    Shown.ALL: N_("All"),
    Shown.EXPECTED: N_("Expected"),
    Shown.RECEIVED: N_("To shelve"),
    Shown.SHELF: N_("On the shelf"),
    Shown.SHIPPED: N_("Shipped"),
    Shown.GONE: N_("Done, void"),
}
"""What the filters are called, in the order of their chips."""
STATES: dict[Shown, frozenset[PartState]] = {
    Shown.DUE: IN_HAND,
    Shown.EXPECTED: frozenset({PartState.EXPECTED}),
    Shown.RECEIVED: frozenset({PartState.RECEIVED}),
    Shown.SHELF: STANDING,
    Shown.HOLD: frozenset({PartState.SHELVED}),
    Shown.FREE: frozenset({PartState.SCRAP_OK}),
    Shown.REFUSED: frozenset({PartState.REFUSED, PartState.DISPUTED}),
    Shown.AWAY: frozenset({PartState.MISSING, PartState.LENT}),
    Shown.SHIPPED: frozenset({PartState.SHIPPED, PartState.OEM_RECEIVED}),
    Shown.GONE: GONE,
    Shown.ALL: frozenset(PartState),
}
"""The states of each filter; due and kept pieces are told apart by their return date."""


class Group(StrEnum):
    """What the list may be grouped by."""

    MAKER = "maker"
    SUPPLIER = "supplier"
    HAZARD = "hazard"
    CLAIM = "claim"


GROUP_NAMES = {
    Group.MAKER: N_("Maker"),
    Group.SUPPLIER: N_("Supplier"),
    Group.HAZARD: N_("Hazard"),
    Group.CLAIM: N_("Claim"),
}


@dataclass(frozen=True)
class PieceQuestion:
    """Which pieces are asked for; what is empty narrows nothing."""

    today: date
    shown: Shown = Shown.ALL
    claim_id: int = 0
    place: str = ""
    words: str = ""
    """Part of a part number, a name or a tag."""
    group: Group | None = None
    key: str | None = None
    """The one group that is asked for."""

    @property
    def soon(self) -> date:
        """The last day on which a piece is due soon."""
        return self.today + timedelta(days=SOON_DAYS)


@dataclass(frozen=True)
class Tally:
    """How many pieces there are of something, and their amount."""

    pieces: int = 0
    amount_fen: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(self.pieces + other.pieces, self.amount_fen + other.amount_fen)


@dataclass(frozen=True)
class PieceCounts:
    """Counts of one look at the shelf: by filter, and of the cases below the map."""

    shown: dict[Shown, Tally]
    overdue: int = 0
    soon: int = 0
    unpaid: int = 0
    """Kept on the shelf, not due back soon, and its line not paid yet."""
    refused: int = 0
    free: int = 0
    packed: int = 0
    received: int = 0
    expected: int = 0
    missing: int = 0


@dataclass(frozen=True)
class GroupTally:
    """One group of the list: its key, its name as the folder keeps it, its tally."""

    key: str
    name: str
    tally: Tally
