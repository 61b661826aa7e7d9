"""What a scanned text names at this desk."""

from dataclasses import dataclass

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.scan import (
    BOX,
    CLAIM,
    PLACE,
    SHIPMENT,
    TAG,
    TAG_WRONG_CHECK,
    UNKNOWN,
    VIN,
    Code,
    recognise,
    with_hyphens,
)
from warrantydesk.domain.tag import spoken
from warrantydesk.domain.text import code, squeezed
from warrantydesk.services.bench import Bench

REPAIR_ORDER = "repair_order"
_MAY_BE_A_MAKERS = (TAG, TAG_WRONG_CHECK, VIN, UNKNOWN)


@dataclass(frozen=True)
class Seen:
    """A scan: its kind, its text as it is looked up, and whether it was asked for again."""

    kind: str
    text: str
    again: bool = False

    @property
    def shown(self) -> str:
        """The text as it is read aloud."""
        return spoken(self.text) if self.kind in (TAG, TAG_WRONG_CHECK) else self.text


class Lookup:
    """Finds what a text names: our codes first, then the maker's tags and typed names."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def see(self, text: str, doubt: str = "") -> Seen:
        """Return what ``text`` names; ``doubt`` is the code that was asked for once more."""
        read = recognise(text)
        kind, found = read.kind, read.text
        if kind in _MAY_BE_A_MAKERS and (piece := self._piece(found)) is not None:
            kind, found = TAG, piece.tag or found
        elif kind == UNKNOWN:
            named = self._named(found)
            kind, found = named.kind, named.text
        return Seen(kind, found, bool(doubt) and doubt == found)

    def _piece(self, text: str) -> OldPart | None:
        return self._bench.stores.parts.by_tag(text) if text else None

    def _named(self, text: str) -> Code:
        """Return what a text names that is no code of ours as it stands."""
        stores = self._bench.stores
        if text and stores.places.by_code(text) is not None:
            return Code(PLACE, f"P-{text}")
        whole = with_hyphens(text)
        if whole is not None and self._is_here(whole):
            return whole
        if (place := self._solid_place(text)) is not None:
            return Code(PLACE, f"P-{place}")
        if text and stores.visits.find(repair_order=text):
            return Code(REPAIR_ORDER, text)
        return Code(UNKNOWN, text)

    def _is_here(self, read: Code) -> bool:
        stores = self._bench.stores
        look = {
            CLAIM: stores.claims.by_number,
            SHIPMENT: stores.shipments.by_number,
            BOX: stores.boxes.by_code,
        }[read.kind]
        return look(read.text) is not None

    def _solid_place(self, text: str) -> str | None:
        """Return the place whose label has lost its hyphens, None where it is not one alone."""
        if not text.startswith("P") or len(text) < 3:
            return None
        solid = squeezed(text)
        found = [
            one.code
            for one in self._bench.stores.places.find()
            if squeezed(f"P{one.code}") == solid
        ]
        return found[0] if len(found) == 1 else None

    def claims_of_vehicle(self, vin: str) -> list[int]:
        """Return the claims of a car, newest first."""
        vehicle = self._bench.stores.vehicles.by_vin(vin)
        if vehicle is None:
            return []
        return [one.id for one in self._bench.stores.lists.claims_of_vehicle(vehicle.id)]

    def claims_of_order(self, repair_order: str) -> list[int]:
        """Return the claims of a repair order in order of entry."""
        visits = self._bench.stores.visits.find(repair_order=code(repair_order))
        return [claim for visit in visits for claim in self._bench.stores.claims.of_visit(visit.id)]
