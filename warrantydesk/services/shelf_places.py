"""The places of the shelf: adding, ordering and retiring them, and where a piece goes."""

from collections.abc import Mapping
from dataclasses import replace

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.old_part import OldPart, ShelfPlace
from warrantydesk.domain.scan import PLACE, recognise
from warrantydesk.domain.shelf_layout import (
    PlaceLoad,
    Scheme,
    belongs,
    bin_of,
    in_map_order,
    place_name,
    read_place,
    read_places,
    stands_apart,
    ten_bins,
)
from warrantydesk.domain.summaries import PieceSummary
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.setting_table import SHELF_SCHEME, kept


class ShelfPlaces:
    """Knows every place, what stands there, and where a piece should go."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    @property
    def scheme(self) -> Scheme:
        """Racks by layers, or ten bins."""
        return Scheme(kept(self._bench.stores, SHELF_SCHEME, Scheme.RACKS))

    def places(self) -> list[ShelfPlace]:
        """Return all places in use, in the order of the map."""
        return in_map_order(self._bench.stores.places.find(active=True))

    def place(self, text: str) -> ShelfPlace:
        """Return the place of a code, scanned (``P-R2-3``) or typed (``R2-3``)."""
        read = recognise(text)
        name = read.text.removeprefix("P-") if read.kind == PLACE else code(text)
        place = self._bench.stores.places.by_code(name)
        if place is None:
            raise refused(
                NOT_FOUND, N_("There is no place {place} on the shelf."), "place", place=name
            )
        return place

    def loads(self) -> dict[str, PlaceLoad]:
        """Return how many pieces stand on each place in use, and how urgent they are."""
        return self._bench.stores.piece_lists.loads(self._bench.today)

    def shown(self, loads: Mapping[str, PlaceLoad]) -> list[ShelfPlace]:
        """Return the places of the map: those of the scheme, and others where pieces stand."""
        scheme = self.scheme
        return [one for one in self.places() if belongs(one, scheme) or one.code in loads]

    def save_place(
        self,
        rack: str,
        layer: str,
        outbound: bool = False,
        active: bool = True,
        hazards: bool | None = None,
    ) -> ShelfPlace:
        """Add a place, or change whether it is outbound, in use, for hazardous pieces only.

        Raises Refused(STATE) for taking a place out of use where pieces stand, and for making a
        place with other pieces one of hazards.
        """
        self._bench.allow("shelf.save_place")
        rack, layer = read_place(rack, layer)
        old = self._bench.stores.places.by_code(place_name(rack, layer))
        if old is not None:
            self._must_fit(old, active, old.hazards if hazards is None else hazards)
        with self._bench.change(N_("save place"), Kind.PLACES):
            return self._saved(rack, layer, outbound, active, hazards)

    def save_places(
        self, names: str, outbound: bool = False, hazards: bool = False
    ) -> tuple[ShelfPlace, ...]:
        """Add places by their names, as in ``R2-3`` or a whole rack ``R4-1..4``, all or none."""
        self._bench.allow("shelf.save_places")
        wanted = read_places(names)
        by_code = self._bench.stores.places.by_code
        known = [by_code(place_name(rack, layer)) for rack, layer in wanted]
        in_use = [one.code for one in known if one is not None and one.active]
        if in_use:
            raise refused(
                INVALID, N_("{place} is on the shelf already."), "names", place=", ".join(in_use)
            )
        with self._bench.change(N_("save place"), Kind.PLACES):
            return tuple(self._saved(*one, outbound, True, hazards) for one in wanted)

    def _saved(
        self, rack: str, layer: str, outbound: bool, active: bool, hazards: bool | None
    ) -> ShelfPlace:
        places = self._bench.stores.places
        name = place_name(rack, layer)
        old = places.by_code(name)
        if old is None:
            new = ShelfPlace(name, rack, layer, outbound, active, bool(hazards))
            return places.add(replace(new, position=self._last_position()))
        apart = old.hazards if hazards is None else hazards
        return places.save(replace(old, outbound=outbound, active=active, hazards=apart))

    def _last_position(self) -> int:
        return max((place.position for place in self._bench.stores.places.find()), default=0)

    def _must_fit(self, place: ShelfPlace, active: bool, hazards: bool) -> None:
        """Refuse a change of a place that the pieces on it do not bear."""
        if active and hazards == place.hazards:
            return
        standing = self._bench.stores.piece_lists.standing_on(place.code)
        if standing and not active:
            raise refused(
                STATE,
                N_("Pieces still stand on {place}: {n}. Move them first."),
                "place",
                n=len(standing),
                place=place.code,
            )
        wrong = [one for one in standing if self._apart(one) is not hazards]
        if wrong and active:
            raise refused(
                STATE,
                N_("Pieces on {place} may not stand there then: {n}. Move them first."),
                "hazards",
                n=len(wrong),
                place=place.code,
            )

    def retire_place(self, place: str) -> ShelfPlace:
        """Take a place out of use; Refused(STATE) while pieces stand there, naming how many."""
        old = self.place(place)
        self._bench.allow("shelf.retire_place")
        if not old.active:
            raise refused(STATE, N_("{place} is not in use."), "place", place=old.code)
        return self.save_place(old.rack, old.layer, old.outbound, active=False)

    def order_places(self, places: tuple[str, ...]) -> None:
        """Give places their order on the map; those that are not named follow as they stand."""
        named = [self.place(one).id for one in places]
        self._bench.allow("shelf.order_places")
        if len(set(named)) != len(named):
            raise refused(INVALID, N_("A place stands once on the map."), "places")
        every = in_map_order(self._bench.stores.places.find())
        first = {number: at for at, number in enumerate(named)}
        every.sort(key=lambda one: first.get(one.id, len(first)))
        with self._bench.change(N_("order places"), Kind.PLACES):
            for position, place in enumerate(every, 1):
                if place.position != position:
                    self._bench.stores.places.save(replace(place, position=position))

    def move_place(self, place: str, before: str = "") -> None:
        """Put a place before another on the map; without one, at the end."""
        moved = self.place(place)
        order = [one.code for one in self.places() if one.code != moved.code]
        at = order.index(self.place(before).code) if before else len(order)
        self.order_places((*order[:at], moved.code, *order[at:]))

    def set_scheme(self, scheme: Scheme) -> None:
        """Find places by racks or by ten bins; the bins and their outbound area are made.

        Places of the other scheme stay in use, and on the map as long as pieces stand there.
        """
        self._bench.allow("shelf.set_scheme")
        with self._bench.change(N_("lay out shelf"), Kind.PLACES, Kind.SETTINGS):
            self._bench.stores.settings.set(SHELF_SCHEME, str(scheme))
            if scheme is Scheme.BINS:
                self._make_bins()

    def _make_bins(self) -> None:
        has_outbound = any(place.outbound for place in self.places())
        for wanted in ten_bins():
            if wanted.outbound and has_outbound:
                continue
            self._saved(wanted.rack, wanted.layer, wanted.outbound, True, None)

    def suggested_place(self, piece: OldPart | None = None) -> ShelfPlace | None:
        """Return where a piece goes best; without one, the emptiest place; None without places.

        Bins go by the repair order. On racks it is the place with pieces of the same claim, else
        of the same supplier, else the emptiest. Hazardous pieces go on places for hazards only.
        """
        apart = piece is not None and self._apart(piece)
        scheme = self.scheme
        free = [
            one
            for one in self.places()
            if not one.outbound and one.hazards is apart and belongs(one, scheme)
        ]
        if piece is not None and (named := self._own_place(piece, free, scheme)) is not None:
            return named
        loads = self.loads()
        return min(free, key=lambda one: loads.get(one.code, PlaceLoad()).pieces, default=None)

    def _own_place(
        self, piece: OldPart, free: list[ShelfPlace], scheme: Scheme
    ) -> ShelfPlace | None:
        by_code = {one.code: one for one in free}
        if scheme is Scheme.BINS:
            claim = self._bench.stores.claims.get(piece.claim_id)
            return by_code.get(bin_of(claim.visit.repair_order))
        near = self._bench.stores.piece_lists.neighbours(piece)
        return next((by_code[code] for code in near if code in by_code), None)

    def place_objection(self, piece: OldPart, place: ShelfPlace) -> Problem | None:
        """Return why a piece should not stand on a place, None where it may."""
        apart = self._apart(piece)
        if apart is place.hazards or place.outbound:
            return None
        better = self.suggested_place(piece)
        values = {"place": place.code, "better": better.code if better is not None else ""}
        if not apart:
            return Problem("place", N_("{place} takes hazardous pieces only."), values)
        if better is None:
            return Problem(
                "place",
                N_("{place} takes no hazardous pieces: mark a place for them on the shelf map."),
                values,
            )
        return Problem(
            "place",
            N_("{place} takes no hazardous pieces: put this one on {better}."),
            values,
        )

    def _apart(self, piece: OldPart | PieceSummary) -> bool:
        if not piece.hazard:
            return False
        claim = self._bench.stores.claims.get(piece.claim_id)
        entry = self._bench.profile(claim.brand).hazards.get(piece.hazard)
        return stands_apart(piece.hazard, entry)
