"""Stock-takes: what should stand on the shelf, against what was scanned there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class Found(StrEnum):
    """What a scan of a stock-take found."""

    RIGHT = "right"
    """On the place where the desk has it."""
    ELSEWHERE = "elsewhere"
    """Ours and in hand, on another place than the desk has."""
    UNEXPECTED = "unexpected"
    """Ours, but it should not be here: shipped, scrapped, void, lent, missing."""
    UNKNOWN = "unknown"
    """No piece of this desk."""
    MISSING = "missing"
    """Expected there, and not found when the stock-take was finished."""


FOUND_NAMES = {
    Found.RIGHT: N_("right"),
    Found.ELSEWHERE: N_("on another place"),
    Found.UNEXPECTED: N_("should not be here"),
    Found.UNKNOWN: N_("unknown"),
    Found.MISSING: N_("not found"),
}


@dataclass(frozen=True)
class StockTake:
    """One counting; without ``places`` it is of the whole shelf."""

    number: str
    places: tuple[str, ...] = ()
    started_by: str = ""
    started_at: datetime | None = None
    finished_by: str = ""
    finished_at: datetime | None = None
    expected: int = 0
    """How many pieces should have been there, kept when it was finished."""
    missing: int = 0
    """How many of them were not found, kept when it was finished."""
    void_reason: str = ""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class StockTakeScan:
    """One code that was scanned on a place, or a piece that was not found on its place.

    ``part_id`` is None where the code is unknown.
    """

    stock_take_id: int
    code: str
    place: str
    found: Found
    part_id: int | None = None
    kept_at: str = ""
    """The place where the desk had it then."""
    kept_as: str = ""
    """The state in which the desk had it then."""
    by: str = ""
    at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


class Resolve(StrEnum):
    """What the end of a stock-take does with its differences."""

    LIST = "list"
    """They are listed, and nothing is booked."""
    MISS = "miss"
    """What was not found is missing, what stood elsewhere stands there from now on."""


@dataclass(frozen=True)
class StockTakeCounts:
    """How far a stock-take is; ``missing`` are those not found yet while it runs."""

    expected: int = 0
    right: int = 0
    elsewhere: int = 0
    missing: int = 0
    unexpected: int = 0
    unknown: int = 0

    @property
    def scanned(self) -> int:
        """How many codes were scanned."""
        return self.right + self.elsewhere + self.unexpected + self.unknown

    @property
    def agrees(self) -> bool:
        """Tell whether the shelf is as the desk has it."""
        return not (self.elsewhere or self.missing or self.unexpected or self.unknown)


@dataclass(frozen=True)
class PlaceProgress:
    """A place of a stock-take: how many pieces it should hold, and how many were scanned there.

    ``found`` are those of the expected ones that were found on it.
    """

    place: str
    expected: int = 0
    found: int = 0
    scanned: int = 0


@dataclass(frozen=True)
class CountedPiece:
    """One line of a stock-take: what was found where, or was not found."""

    found: Found
    code: str
    """What was scanned; the tag of a piece that was not found."""
    place: str
    """Where it was scanned; empty where it was not found."""
    kept_at: str
    kept_as: str
    tag: str = ""
    part_no: str = ""
    part_name: str = ""
    claim_id: int = 0
    claim_number: str = ""
    amount_fen: int = 0
    part_id: int | None = None
    scan_id: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class StockTakeResult:
    """A stock-take with all its lines, each kind in order of place and tag."""

    stock_take: StockTake
    counts: StockTakeCounts
    right: tuple[CountedPiece, ...] = ()
    elsewhere: tuple[CountedPiece, ...] = ()
    missing: tuple[CountedPiece, ...] = ()
    unexpected: tuple[CountedPiece, ...] = ()
    unknown: tuple[CountedPiece, ...] = ()

    @property
    def expected(self) -> int:
        """How many pieces should stand there."""
        return self.counts.expected


@dataclass(frozen=True)
class ScrapBatch:
    """Pieces that were destroyed together, before a witness and a camera."""

    number: str
    witness: str
    photo_id: int | None = None
    note: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    id: int = 0
    version: int = 0
