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


FOUND_NAMES = {
    Found.RIGHT: N_("right"),
    Found.ELSEWHERE: N_("on another place"),
    Found.UNEXPECTED: N_("should not be here"),
    Found.UNKNOWN: N_("unknown"),
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
    """One code that was scanned on a place; ``part_id`` is None where it is unknown."""

    stock_take_id: int
    code: str
    place: str
    found: Found
    part_id: int | None = None
    by: str = ""
    at: datetime | None = None
    void_reason: str = ""
    id: int = 0
    version: int = 0


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
