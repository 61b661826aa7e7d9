"""How a shelf is laid out: racks by layers or ten bins, the names of places, who stands where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.old_part import ShelfPlace
from warrantydesk.domain.profile import HazardEntry
from warrantydesk.domain.scan import PLACE, recognise
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_

BIN, OUTBOUND = "BIN", "OUT"
DIGITS = "0123456789"
MOST_AT_ONCE = 50
_AMONG_OTHERS = frozenset({"fluid", "refrigerant"})
"""Hazards that a drained and plugged piece has no more, where the maker's table is silent."""


class Scheme(StrEnum):
    """How places are found."""

    RACKS = "racks"
    """Racks by layers, as in R2-3."""
    BINS = "bins"
    """Ten bins by the last digit of the repair order, and the outbound area (domain.md A, 17)."""


class Urgency(IntEnum):
    """The most urgent thing about the pieces of a place, from least to most."""

    EMPTY = 0
    KEPT = 1
    FREE = 2
    """Only pieces that may be scrapped."""
    SOON = 3
    REFUSED = 4
    """The maker refused a piece, and it came back."""
    OVERDUE = 5


@dataclass(frozen=True)
class PlaceLoad:
    """How many pieces stand on a place, and how urgent the most urgent of them is."""

    pieces: int = 0
    urgency: Urgency = Urgency.EMPTY


def place_name(rack: str, layer: str) -> str:
    """Return the code of a place: ``R2-3``; a rack without layers alone."""
    return f"{rack}-{layer}" if layer else rack


def read_place(rack: str, layer: str) -> tuple[str, str]:
    """Return rack and layer as they are kept; Refused(INVALID) for what no label can carry."""
    rack, layer = code(line(rack)), code(line(layer))
    if not rack:
        raise refused(INVALID, N_("The rack is missing."), "rack")
    if recognise(f"P-{place_name(rack, layer)}").kind != PLACE:
        raise refused(INVALID, N_("A place is named with letters and digits only."), "rack")
    return rack, layer


def read_places(names: str) -> list[tuple[str, str]]:
    """Read ``R2-3``, a whole rack ``R4-1..4``, a place without layers ``A``, or several of them.

    What a label of a place carries, ``P-R2-3``, is ``R2-3``; ``P-3`` is a layer of the rack P.
    Raises Refused(INVALID) where nothing is named, or more than fifty at once.
    """
    found: list[tuple[str, str]] = []
    for name in code(line(names)).replace(";", ",").replace("、", ",").split(","):
        if name.strip():
            found += _places_of(name.strip())
    if not found:
        raise refused(INVALID, N_("Name the place, as in R2-3."), "names")
    if len(found) > MOST_AT_ONCE:
        raise refused(INVALID, N_("At most {n} places at once."), "names", n=MOST_AT_ONCE)
    return list(dict.fromkeys(read_place(rack, layer) for rack, layer in found))


def _places_of(name: str) -> list[tuple[str, str]]:
    rack, dash, layers = name.rpartition("-")
    rack = rack.removeprefix("P-")
    if not dash:
        return [(layers, "")]
    first, dots, last = layers.partition("..")
    numbers = first.isdecimal() and last.isdecimal() and max(len(first), len(last)) <= 3
    if dots and numbers and int(first) <= int(last):
        return [(rack, str(number)) for number in range(int(first), int(last) + 1)]
    return [(rack, layers)]


def ten_bins() -> list[ShelfPlace]:
    """Return the ten bins and the outbound area."""
    bins = [ShelfPlace(f"{BIN}-{digit}", BIN, digit) for digit in DIGITS]
    return [*bins, ShelfPlace(OUTBOUND, OUTBOUND, "", outbound=True)]


def is_bin(place: ShelfPlace) -> bool:
    """Tell whether a place is one of the ten bins."""
    return place.rack == BIN and place.layer in DIGITS and len(place.layer) == 1


def belongs(place: ShelfPlace, scheme: Scheme) -> bool:
    """Tell whether a place is used in a scheme: outbound and hazard places are in both."""
    return place.outbound or place.hazards or is_bin(place) is (scheme is Scheme.BINS)


def bin_of(repair_order: str) -> str:
    """Return the bin of a repair order, by its last digit; empty where it has none."""
    digits = [sign for sign in repair_order if sign in DIGITS]
    return f"{BIN}-{digits[-1]}" if digits else ""


def in_map_order(places: Iterable[ShelfPlace]) -> list[ShelfPlace]:
    """Return places as they stand on the map: by their position, then in order of entry."""
    return sorted(places, key=lambda place: (place.position, place.id))


def stands_apart(hazard: str, entry: HazardEntry | None) -> bool:
    """Tell whether a piece of a hazard goes on a hazard place only.

    What the maker sends among other pieces may stand among them too.
    """
    if not hazard:
        return False
    return hazard not in _AMONG_OTHERS if entry is None else entry.shipping != "ordinary"
