"""The ledger of old parts (旧件台账): what came in, where it stood, what went out.

A piece is in stock while it is in the house and in our hands. Its movements are folded from the
journal of its row, oldest entry first: nothing else is kept of them, so nothing else can differ.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from warrantydesk.domain.dates import local_date
from warrantydesk.domain.old_part import PartState
from warrantydesk.i18n import N_

IN_STOCK = frozenset(
    {
        PartState.RECEIVED,
        PartState.SHELVED,
        PartState.RETURN_DUE,
        PartState.PACKED,
        PartState.SCRAP_OK,
    }
)
"""States in which a piece is in the house and in hand."""


class Way(StrEnum):
    """What a movement does to the stock."""

    IN = "in"
    MOVED = "moved"
    OUT = "out"
    BESIDE = "beside"
    """It concerns a piece that is not in stock before or after."""


WAY_NAMES = {
    Way.IN: N_("Came in"),
    Way.MOVED: N_("Moved inside"),
    Way.OUT: N_("Went out"),
    Way.BESIDE: N_("Beside the stock"),
}


class Moved(StrEnum):
    """What happened to a piece."""

    RECEIVED = "received"
    SHELVED = "shelved"
    PLACED = "placed"
    PACKED = "packed"
    UNPACKED = "unpacked"
    SHIPPED = "shipped"
    ARRIVED = "arrived"
    CAME_BACK = "came_back"
    LENT = "lent"
    BROUGHT_BACK = "brought_back"
    MISSED = "missed"
    FOUND = "found"
    WRITTEN_OFF = "written_off"
    SCRAPPED = "scrapped"
    WAIVED = "waived"
    VOIDED = "voided"
    TAKEN_BACK = "taken_back"
    """A step was undone."""


MOVED_NAMES = {
    Moved.RECEIVED: N_("Received from the workshop"),
    Moved.SHELVED: N_("Put on the shelf"),
    Moved.PLACED: N_("Moved to another place"),
    Moved.PACKED: N_("Packed into a box"),
    Moved.UNPACKED: N_("Taken out of its box"),
    Moved.SHIPPED: N_("Shipped to the maker"),
    Moved.ARRIVED: N_("Arrived at the maker"),
    Moved.CAME_BACK: N_("Came back from the maker"),
    Moved.LENT: N_("Lent"),
    Moved.BROUGHT_BACK: N_("Brought back"),
    Moved.MISSED: N_("Missing at the stock-take"),
    Moved.FOUND: N_("Found again"),
    Moved.WRITTEN_OFF: N_("Written off for good"),
    Moved.SCRAPPED: N_("Destroyed"),
    Moved.WAIVED: N_("No old part"),
    Moved.VOIDED: N_("Voided"),
    Moved.TAKEN_BACK: N_("Step taken back"),
}
_BY_STEP = {
    (PartState.EXPECTED, PartState.RECEIVED): Moved.RECEIVED,
    (PartState.EXPECTED, PartState.NO_PART): Moved.WAIVED,
    (PartState.RECEIVED, PartState.SHELVED): Moved.SHELVED,
    (PartState.RETURN_DUE, PartState.PACKED): Moved.PACKED,
    (PartState.SHELVED, PartState.PACKED): Moved.PACKED,
    (PartState.PACKED, PartState.RETURN_DUE): Moved.UNPACKED,
    (PartState.PACKED, PartState.SHELVED): Moved.UNPACKED,
    (PartState.PACKED, PartState.SHIPPED): Moved.SHIPPED,
    (PartState.SHIPPED, PartState.OEM_RECEIVED): Moved.ARRIVED,
    (PartState.SHIPPED, PartState.ACCEPTED): Moved.ARRIVED,
    (PartState.SHIPPED, PartState.REFUSED): Moved.ARRIVED,
    (PartState.REFUSED, PartState.SHELVED): Moved.CAME_BACK,
    (PartState.REFUSED_FINAL, PartState.SHELVED): Moved.CAME_BACK,
    (PartState.SHELVED, PartState.LENT): Moved.LENT,
    (PartState.LENT, PartState.SHELVED): Moved.BROUGHT_BACK,
    (PartState.MISSING, PartState.SHELVED): Moved.FOUND,
    (PartState.MISSING, PartState.WRITTEN_OFF): Moved.WRITTEN_OFF,
    (PartState.SCRAP_OK, PartState.SCRAPPED): Moved.SCRAPPED,
}
_BY_END = {PartState.MISSING: Moved.MISSED, PartState.VOID: Moved.VOIDED}


class PartEntry(NamedTuple):
    """What one journal entry says of a piece; None where it does not speak of that."""

    piece_id: int
    at: datetime
    by: str
    state: PartState | None = None
    place: str | None = None
    box: str | None = None
    shipment_id: int | None = None
    reason: str | None = None
    lent_to: str | None = None


class Movement(NamedTuple):
    """One step of a piece between places, or into or out of the house."""

    piece_id: int
    kind: Moved
    way: Way
    at: datetime
    by: str
    state: PartState
    from_place: str = ""
    to_place: str = ""
    box: str = ""
    shipment_id: int | None = None
    reason: str = ""


class Standing(NamedTuple):
    """Where a piece was at an instant, and since when; ``place`` is the shelf place, if any."""

    state: PartState
    place: str = ""
    box: str = ""
    shipment_id: int | None = None
    since: datetime | None = None
    """When it came to that place or went out of the house."""
    came_at: datetime | None = None
    """When it last came into the house."""
    held_by: str = ""
    """Who has it while it is lent."""

    @property
    def in_stock(self) -> bool:
        """Tell whether the piece is in the house and in hand."""
        return self.state in IN_STOCK

    def days(self, on: date, zone: tzinfo | None) -> int:
        """Return how many days it has been in the house on a day."""
        came = local_date(self.came_at, zone)
        return max(0, (on - came).days) if came and self.in_stock else 0


NOWHERE = Standing(PartState.EXPECTED)
"""A piece of which nothing is written yet."""


def after(before: Standing, entry: PartEntry) -> Standing:
    """Return where a piece is after an entry."""
    state = entry.state or before.state
    place = before.place if entry.place is None else entry.place
    box = before.box if entry.box is None else entry.box
    shipment = before.shipment_id if entry.shipment_id is None else entry.shipment_id
    held_by = before.held_by if entry.lent_to is None else entry.lent_to
    stands = state in IN_STOCK
    stays = (stands, place, box) == (before.in_stock, before.place, before.box)
    return Standing(
        state,
        place,
        box,
        shipment,
        before.since if stays and (stands or state is before.state) else entry.at,
        before.came_at if stands and before.in_stock else entry.at if stands else None,
        held_by if state is PartState.LENT else "",
    )


def moved_by(before: Standing, now: Standing, entry: PartEntry) -> Movement | None:
    """Return the movement between two standings, None where the piece stayed where it was."""
    came, stands = before.in_stock, now.in_stock
    moved = came and stands and (before.place, before.box) != (now.place, now.box)
    kind = _kind(before, now, moved)
    if kind is None:
        return None
    way = Way.MOVED if came and stands else Way.IN if stands else Way.OUT if came else Way.BESIDE
    return Movement(
        entry.piece_id,
        kind,
        way,
        entry.at,
        entry.by,
        now.state,
        before.place if came else "",
        now.place if stands else "",
        now.box or before.box,
        now.shipment_id,
        now.held_by or (entry.reason or ""),
    )


def _kind(before: Standing, now: Standing, moved: bool) -> Moved | None:
    if before.state is now.state:
        return Moved.PLACED if moved else None
    known = _BY_STEP.get((before.state, now.state)) or _BY_END.get(now.state)
    if known is not None:
        return known
    backwards = now.state in (PartState.EXPECTED, PartState.RECEIVED)
    if before.in_stock != now.in_stock or backwards:
        return Moved.TAKEN_BACK
    return Moved.PLACED if moved else None


def movements(entries: Iterable[PartEntry]) -> Iterator[Movement]:
    """Fold entries, which come piece by piece and oldest first, to movements."""
    piece, standing = 0, NOWHERE
    for entry in entries:
        if entry.piece_id != piece:
            piece, standing = entry.piece_id, NOWHERE
        now = after(standing, entry)
        found = moved_by(standing, now, entry)
        standing = now
        if found is not None:
            yield found


def standings(entries: Iterable[PartEntry]) -> dict[int, Standing]:
    """Return where each piece is after its last entry."""
    found: dict[int, Standing] = {}
    for entry in entries:
        found[entry.piece_id] = after(found.get(entry.piece_id, NOWHERE), entry)
    return found


class DayCount(NamedTuple):
    """What came and went on a day, and what was there in the evening."""

    day: date
    came: int
    went: int
    closing: int


def by_day(opening: int, days: Iterable[tuple[date, Way]]) -> tuple[DayCount, ...]:
    """Return the days on which something came or went, oldest first, with the running stock."""
    came: Counter[date] = Counter()
    went: Counter[date] = Counter()
    for day, way in days:
        if way is Way.IN:
            came[day] += 1
        elif way is Way.OUT:
            went[day] += 1
    counts, stock = [], opening
    for day in sorted(came.keys() | went.keys()):
        stock += came[day] - went[day]
        counts.append(DayCount(day, came[day], went[day], stock))
    return tuple(counts)
