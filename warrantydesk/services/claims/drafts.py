"""Drafts: a claim from the first keystroke on; always saved, whole or not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warrantydesk.domain.claim.claim import Claim, ClaimOwner, ClaimType, ClaimVehicle
from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.claim.totals import Rates, totals_of
from warrantydesk.domain.codec import BIGGEST, MismatchError, merged
from warrantydesk.domain.effects import WITH_PIECES, pieces_of
from warrantydesk.domain.errors import INVALID, STATE, VERSION, refused
from warrantydesk.domain.text import code, squeezed
from warrantydesk.domain.vin import normalised
from warrantydesk.domain.visit import Visit
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.claims.filling import from_vin, tidied, with_table_values
from warrantydesk.services.claims.presets import with_payer, with_preset
from warrantydesk.services.profiles import ProfileService
from warrantydesk.services.refusal_notes import not_now
from warrantydesk.services.vehicles import VehicleService

MAY_CHANGE = frozenset(
    {
        "type",
        "brand",
        "vehicle",
        "owner",
        "visit",
        "narrative",
        "codes",
        "part_lines",
        "labour_lines",
        "other_lines",
        "claimed_total_fen",
        "repeat_of",
        "outward",
        "payer",
    }
)
VISIT_KEEPS = frozenset(
    {"id", "version", "edit_open", "vehicle_id", "customer_id", "first_finished_at"}
)


class Drafts:
    """Makes and saves drafts."""

    def __init__(self, bench: Bench, profiles: ProfileService, vehicles: VehicleService) -> None:
        self._bench, self._profiles, self._vehicles = bench, profiles, vehicles

    def new(self, vin: str, plate: str, visit_id: int | None, kind: ClaimType, brand: str) -> Claim:
        """Accept a claim: a draft with its number, filled with what the desk knows."""
        bench, stores = self._bench, self._bench.stores
        visit = stores.visits.get(visit_id) if visit_id is not None else None
        bench.allow("claim.accept")
        draft = Claim(
            type=kind,
            brand=code(brand) or bench.site.brand,
            clerk=bench.person.login,
            opened_on=bench.today,
            created_at=bench.now,
            vehicle=ClaimVehicle(vin=self._vin(vin, plate, visit), plate=squeezed(plate)),
        )
        with bench.change(N_("accept claim"), Kind.CLAIMS, Kind.VISITS) as touched:
            saved = self.accepted(draft, visit)
            touched.append(saved.id)
        return saved

    def accepted(self, draft: Claim, visit: Visit | None) -> Claim:
        """Add a draft with its number, filled with what the desk knows; inside an open change."""
        bench, stores = self._bench, self._bench.stores
        if visit is None:
            number = stores.numbers.repair_order(bench.site_number, bench.today.year)
            visit = stores.visits.add(
                Visit(repair_order=number, arrived_at=bench.now, advisor=bench.person.login)
            )
        draft = self._beside(replace(draft, visit=visit))
        draft = from_vin(bench, self._profiles, draft)
        draft = self._with_visit(draft, visit)
        profile = bench.profile(draft.brand)
        draft = with_preset(tidied(draft), profile)
        stores.visits.save(draft.visit)
        number = stores.numbers.claim_number(bench.site_number, bench.today.year)
        total_fen = _sum_of(draft, profile.rates)
        return stores.claims.add(replace(draft, claim_number=number, total_fen=total_fen))

    def _beside(self, draft: Claim) -> Claim:
        """Return a draft with vehicle and owner of another claim of its visit, if it has one."""
        claims = self._bench.stores.claims
        others = [claims.get(number) for number in claims.of_visit(draft.visit.id)]
        same = [
            other
            for other in others
            if other.state is not State.VOID and draft.vehicle.vin in ("", other.vehicle.vin)
        ]
        if not same:
            return draft
        return replace(draft, vehicle=same[-1].vehicle, owner=same[-1].owner, brand=same[-1].brand)

    def _vin(self, vin: str, plate: str, visit: Visit | None) -> str:
        if visit is not None and visit.vehicle_id is not None:
            came = self._bench.stores.vehicles.get(visit.vehicle_id).vin
            if vin and normalised(vin) != came:
                raise refused(INVALID, N_("Another vehicle came to this visit."), "vin")
            return came
        if vin:
            return normalised(vin)
        known = self._vehicles.by_plate(plate) if plate else None
        return known.vin if known else ""

    def _with_visit(self, draft: Claim, visit: Visit) -> Claim:
        narrative = replace(draft.narrative, complaint=visit.complaint)
        owner = draft.owner
        if not owner.name and visit.customer_id is not None:
            customer = self._bench.stores.customers.get(visit.customer_id)
            owner = ClaimOwner(
                customer.name, customer.phone, customer.name, customer.phone, customer.address
            )
        return replace(draft, narrative=narrative, owner=owner)

    def save(self, claim_id: int, changes: Mapping[str, Any], version: int | None) -> Claim:
        """Write changed fields of a claim; objects are merged, lists replaced.

        A draft may be incomplete or wrong. Raises Refused: STATE once the claim is filed,
        VERSION when it changed in the meantime, INVALID for values that do not fit their field.
        """
        old = self.editable(claim_id)
        if version is not None and version != old.version:
            raise refused(
                VERSION,
                N_(
                    "Somebody else changed this in the meantime: look at the "
                    "new state and try again."
                ),
            )
        new = self.edited(old, changes)
        if new == old:
            return old
        with self._bench.change(N_("edit claim"), Kind.CLAIMS, Kind.PARTS) as touched:
            touched += self._told_by(new)
            saved = self._bench.stores.claims.save(new, quiet=True)
            self.fit_pieces(saved)
        key = f"draft {claim_id} {' '.join(sorted(_paths(changes)))}"
        self._bench.undoable(N_("edit claim"), key, lambda: self._put_back(old))
        return saved

    def _told_by(self, claim: Claim) -> list[int]:
        """Return the claims whose search text an edit may change: all of the visit."""
        return self._bench.stores.claims.of_visit(claim.visit.id)

    def editable(self, claim_id: int) -> Claim:
        """Return a claim whose content may be changed by the acting person."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("claims.save_draft", claim.claim_number)
        if claim.state not in EDITABLE:
            no = refused(
                STATE, N_("The claim is {state}: its content is frozen."), state=claim.state
            )
            raise not_now(self._bench, no, "claims.save_draft", claim.claim_number)
        return claim

    def edited(self, old: Claim, changes: Mapping[str, Any]) -> Claim:
        """Return a claim with changes read, cleaned and filled; nothing is written."""
        _must_be_by_hand(changes)
        profile = self._bench.profile(old.brand)
        try:
            new = merged(old, with_table_values(changes, profile, old.vehicle.model_code))
        except MismatchError as error:
            raise refused(INVALID, error.message, error.path, **error.values) from error
        new = tidied(new)
        if new.vehicle.vin != old.vehicle.vin:
            new = from_vin(self._bench, self._profiles, new)
        if new.repeat_of != old.repeat_of:
            self._is_another(new)
        if new.visit.repair_order != old.visit.repair_order:
            self._must_be_free(new.visit)
        new = with_payer(old, new, profile, by_hand="payer" in changes)
        if new.type is not old.type or new.vehicle.model_code != old.vehicle.model_code:
            new = with_preset(new, self._bench.profile(new.brand))
        return replace(new, total_fen=_sum_of(new, profile.rates))

    def _must_be_free(self, visit: Visit) -> None:
        number, field = visit.repair_order, "visit.repair_order"
        needs(number, field, N_("The number of the repair order is missing."))
        if any(
            other.id != visit.id for other in self._bench.stores.visits.find(repair_order=number)
        ):
            raise refused(
                INVALID,
                N_("The repair order {number} belongs to another visit."),
                field,
                number=number,
            )

    def _is_another(self, claim: Claim) -> None:
        number = claim.repeat_of
        if number is not None and (
            number == claim.id or not self._bench.stores.claims.find(id=number)
        ):
            raise refused(INVALID, N_("There is no such earlier claim."), "repeat_of")

    def fit_pieces(self, claim: Claim) -> None:
        """Make the pieces fit the part lines; inside an open change."""
        if claim.state not in WITH_PIECES:
            return
        store = self._bench.stores.parts
        added, changed = pieces_of(
            claim, tuple(store.find(claim_id=claim.id)), N_("The part line was changed.")
        )
        for piece in added:
            store.add(piece)
        for piece in changed:
            store.save(piece)

    def _put_back(self, old: Claim) -> None:
        now = self._bench.stores.claims.get(old.id)
        if now.state not in EDITABLE:
            raise refused(STATE, N_("The claim was filed; the edit stays."))
        visit = replace(old.visit, version=now.visit.version)
        back = replace(old, version=now.version, state=now.state, visit=visit)
        with self._bench.change(N_("undo edit"), Kind.CLAIMS, Kind.PARTS) as touched:
            touched += self._told_by(back)
            self.fit_pieces(self._bench.stores.claims.save(back, quiet=True))

    def leave(self, claim_id: int) -> None:
        """End the editing sitting of a claim: its one journal entry is written."""
        stores = self._bench.stores
        stores.claims.get(claim_id)
        if claim_id in stores.claims.open_sittings():
            with self._bench.change(N_("edit claim"), Kind.CLAIMS, ids=(claim_id,)):
                stores.claims.settle(claim_id)

    def recover(self) -> int:
        """Write the entries that sittings cut off by a crash still owe; returns how many."""
        stores = self._bench.stores
        owed = stores.claims.open_sittings()
        if owed:
            with self._bench.change(N_("draft recovered"), Kind.CLAIMS, ids=tuple(owed)):
                for claim_id in owed:
                    stores.claims.settle(claim_id)
        return len(owed)


def _paths(changes: Mapping[str, Any]) -> list[str]:
    paths = []
    for name, value in changes.items():
        if isinstance(value, Mapping):
            paths += [f"{name}.{inner}" for inner in value]
        else:
            paths.append(str(name))
    return paths


def _must_be_by_hand(changes: Mapping[str, Any]) -> None:
    """Refuse fields that are not changed by hand."""
    visit = changes.get("visit")
    foreign = [str(name) for name in changes if name not in MAY_CHANGE]
    if isinstance(visit, Mapping):
        foreign += [f"visit.{name}" for name in visit if name in VISIT_KEEPS]
    if foreign:
        raise refused(INVALID, N_("This field is not changed by hand."), foreign[0])


def _sum_of(claim: Claim, rates: Rates) -> int:
    total = totals_of(claim, rates).total_fen
    if abs(total) > BIGGEST:
        raise refused(INVALID, N_("This number is too large."), "claimed_total_fen")
    return total
