"""What a claim learns by itself: from the vehicle file, and from the brand's tables."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warrantydesk.domain import vin
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.text import clean, code, digits, line, squeezed
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.profiles import ProfileService

_FROM_FILE = (
    "model_code",
    "engine_no",
    "motor_no",
    "gearbox_no",
    "produced_on",
    "invoiced_on",
    "delivered_on",
)


def tidied(claim: Claim) -> Claim:
    """Return a claim with its codes as they are compared and its one-line texts folded."""
    vehicle, owner, visit = claim.vehicle, claim.owner, claim.visit
    return replace(
        claim,
        vehicle=replace(
            vehicle,
            vin=vin.normalised(vehicle.vin),
            plate=squeezed(vehicle.plate),
            engine_no=code(vehicle.engine_no),
            motor_no=code(vehicle.motor_no),
            gearbox_no=code(vehicle.gearbox_no),
            vin_by_hand=vin.normalised(vehicle.vin_by_hand),
        ),
        owner=replace(
            owner,
            name=line(owner.name),
            phone=digits(owner.phone),
            contact=line(owner.contact),
            contact_phone=digits(owner.contact_phone),
            address=line(owner.address),
        ),
        visit=replace(
            visit,
            repair_order=line(visit.repair_order),
            brought_by=line(visit.brought_by),
            brought_by_phone=digits(visit.brought_by_phone),
        ),
        codes=replace(claim.codes, campaign_no=code(claim.codes.campaign_no)),
        part_lines=tuple(
            replace(
                part,
                new_part_no=code(part.new_part_no),
                old_part_no=code(part.old_part_no),
                old_supplier_code=code(part.old_supplier_code),
                old_serial=code(part.old_serial),
                new_part_name=line(part.new_part_name),
            )
            for part in claim.part_lines
        ),
        labour_lines=tuple(
            replace(
                labour,
                code=code(labour.code),
                name=line(labour.name),
                extra_reason=line(labour.extra_reason),
            )
            for labour in claim.labour_lines
        ),
    )


def known_vehicle(bench: Bench, claim: Claim, file: Vehicle) -> Claim:
    """Return the claim with vehicle and owner filled from the file where they are empty."""
    stores, vehicle, owner = bench.stores, claim.vehicle, claim.owner
    given = {name: getattr(file, name) for name in _FROM_FILE if not getattr(vehicle, name)}
    plate = stores.plates.current(file.id)
    if plate and not vehicle.plate:
        given["plate"] = plate.plate
    owned = stores.ownerships.current(file.id)
    customer_id = claim.visit.customer_id
    if owned and not owner.name:
        customer = stores.customers.get(owned.customer_id)
        owner = replace(
            owner,
            name=customer.name,
            phone=owner.phone or customer.phone,
            contact=owner.contact or customer.name,
            contact_phone=owner.contact_phone or customer.phone,
            address=owner.address or customer.address,
        )
        customer_id = customer.id
    return replace(
        claim,
        vehicle=replace(vehicle, use=file.use, **given),
        owner=owner,
        brand=file.brand or claim.brand,
        vehicle_id=file.id,
        visit=replace(claim.visit, vehicle_id=file.id, customer_id=customer_id),
    )


def from_vin(bench: Bench, profiles: ProfileService, claim: Claim) -> Claim:
    """Return the claim with what its VIN tells: file, owner, else brand and model."""
    number = claim.vehicle.vin
    file = bench.stores.vehicles.by_vin(number) if number else None
    if file is not None:
        return known_vehicle(bench, claim, file)
    claim = replace(claim, vehicle_id=None, visit=replace(claim.visit, vehicle_id=None))
    if not vin.has_shape(number):
        return claim
    maker = profiles.maker(number)
    brand = maker.brand if maker and maker.brand else claim.brand
    model = claim.vehicle.model_code or profiles.model_of(number, brand)
    return replace(claim, brand=brand, vehicle=replace(claim.vehicle, model_code=model))


def with_table_values(
    changes: Mapping[str, Any], profile: BrandProfile, model_code: str
) -> dict[str, Any]:
    """Return draft changes whose lines carry what the tables know and the clerk left open."""
    filled = dict(changes)
    if isinstance(parts := changes.get("part_lines"), list | tuple):
        filled["part_lines"] = [_part(part, profile) for part in parts]
    if isinstance(labour := changes.get("labour_lines"), list | tuple):
        filled["labour_lines"] = [_labour(each, profile, model_code) for each in labour]
    return filled


def _part(given: Any, profile: BrandProfile) -> Any:
    if not isinstance(given, Mapping) or not isinstance(number := given.get("new_part_no"), str):
        return given
    entry = profile.parts.get(code(number))
    if entry is None:
        return given
    known = {
        "new_part_name": pick(entry.name_zh, entry.name_en),
        "old_part_no": entry.part_no,
        "unit_price_fen": entry.list_price_fen,
        "consumable": entry.consumable,
        "hazard": entry.hazard,
        "return_required": entry.return_required,
    }
    return {**known, **given}


def _labour(given: Any, profile: BrandProfile, model_code: str) -> Any:
    if not isinstance(given, Mapping) or not isinstance(number := given.get("code"), str):
        return given
    entry = profile.labour.get(code(number))
    if entry is None:
        return given
    hours = entry.hours.get(profile.model_class(model_code))
    known: dict[str, Any] = {
        "name": pick(entry.name_zh, entry.name_en),
        "unit_price_fen": profile.labour_rate_fen(model_code),
    }
    if hours is not None:
        known["hours"] = clean(str(hours))
    return {**known, **given}
