"""The vehicle file and the customer that a claim brings with it; inside an open change."""

from dataclasses import replace

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.domain.vin import digit_is_wrong, has_shape
from warrantydesk.services.bench import Bench
from warrantydesk.services.vehicles import VehicleService


def with_files(bench: Bench, vehicles: VehicleService, claim: Claim) -> Claim:
    """Return a claim with its vehicle file and customer, made where they do not exist yet."""
    stores, number = bench.stores, claim.vehicle.vin
    file = stores.vehicles.by_vin(number) if has_shape(number) else None
    if file is None and has_shape(number) and not digit_is_wrong(number):
        v = claim.vehicle
        file = stores.vehicles.add(
            Vehicle(
                number,
                claim.brand,
                v.model_code,
                v.engine_no,
                v.motor_no,
                v.gearbox_no,
                v.use,
                v.produced_on,
                v.invoiced_on,
                v.delivered_on,
            )
        )
    if file is None:
        return claim
    if claim.vehicle.plate and stores.plates.current(file.id) is None:
        vehicles.set_plate(file.id, claim.vehicle.plate)
    owned = stores.ownerships.current(file.id)
    customer_id = owned.customer_id if owned else None
    if owned is None and claim.owner.name and claim.owner.phone:
        customer_id = _customer(bench, claim).id
        vehicles.set_owner(file.id, customer_id)
    visit = replace(
        claim.visit, vehicle_id=file.id, customer_id=claim.visit.customer_id or customer_id
    )
    return replace(claim, vehicle_id=file.id, visit=visit)


def _customer(bench: Bench, claim: Claim) -> Customer:
    owner, store = claim.owner, bench.stores.customers
    known = store.find(name=owner.name, phone=owner.phone)
    return (
        known[0] if known else store.add(Customer(owner.name, owner.phone, address=owner.address))
    )
