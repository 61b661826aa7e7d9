"""Vehicle files: VIN, dates, owners and plates by date, history."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from warrantydesk.domain import vin as numbers
from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.errors import INVALID, refused
from warrantydesk.domain.history import PastVisit, VehicleHistory
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.domain.text import code, line, squeezed
from warrantydesk.domain.vehicle import (
    OdometerChange,
    Ownership,
    Plate,
    Use,
    Vehicle,
    is_reading,
    total_km,
)
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import VIN_PAPER, AttachmentService
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind

LAW = "LAW"
"""The profile that is no brand's."""
BRAND_SIGNS = 20
"""The longest code of a brand."""
_LONGEST = 400


class VehicleService:
    """Keeps vehicle files."""

    def __init__(self, bench: Bench, attachments: AttachmentService) -> None:
        self._bench, self._attachments = bench, attachments

    def save(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        vin: str,
        brand: str,
        model_code: str | None = None,
        engine_no: str | None = None,
        motor_no: str | None = None,
        gearbox_no: str | None = None,
        produced_on: date | None = None,
        invoiced_on: date | None = None,
        delivered_on: date | None = None,
        plate: str | None = None,
        use: Use | None = None,
        customer_id: int | None = None,
        vin_photo: Path | int | None = None,
        id: int | None = None,
    ) -> Vehicle:
        """Add a vehicle, or change the one of ``id`` or of the VIN; what is absent stays.

        A wrong check digit is saved all the same; ``vin_photo`` (a picture's file, or the id of
        an attachment) confirms it from the plate.
        """
        stores = self._bench.stores
        number, brand = numbers.normalised(vin), code(brand)
        old = stores.vehicles.get(id) if id is not None else stores.vehicles.by_vin(number)
        if customer_id is not None:
            stores.customers.get(customer_id)
        if isinstance(vin_photo, int):
            stores.attachments.get(vin_photo)
        self._bench.allow("vehicles.save")
        self._must_be_possible(number, brand, produced_on, invoiced_on, delivered_on)
        other = stores.vehicles.by_vin(number)
        if old is not None and other is not None and other.id != old.id:
            raise refused(INVALID, N_("Another vehicle has this VIN already."), "vin")
        photo = self._photo(vin_photo, number, old)
        given = {
            "model_code": model_code,
            "engine_no": engine_no,
            "motor_no": motor_no,
            "gearbox_no": gearbox_no,
            "produced_on": produced_on,
            "invoiced_on": invoiced_on,
            "delivered_on": delivered_on,
            "use": use,
            "vin_photo": photo,
            "vin_confirmed_by": self._bench.person.login if photo else None,
        }
        if old is not None and old.vin != number and photo is None:
            old = replace(old, vin_photo=None, vin_confirmed_by="")  # it shows another number
        kept: dict[str, Any] = {
            name: code(str(value)) if name.endswith(("_no", "_code")) else value
            for name, value in given.items()
            if value is not None
        }
        with self._bench.change(N_("save vehicle"), Kind.VEHICLES):
            if old is None:
                saved = stores.vehicles.add(replace(Vehicle(number, brand), **kept))
            else:
                saved = stores.vehicles.save(replace(old, vin=number, brand=brand, **kept))
            if plate is not None:
                self.set_plate(saved.id, plate)
            if customer_id is not None:
                self.set_owner(saved.id, customer_id)
        return saved

    def _must_be_possible(self, number: str, brand: str, *days: date | None) -> None:
        """Refuse what no vehicle file can hold; a VIN that is only wrong is a claim's check."""
        if not number:
            raise refused(INVALID, N_("The VIN is missing: scan it or type 17 signs."), "vin")
        if not numbers.may_stand(number):
            raise refused(
                INVALID,
                N_("“{vin}” is no VIN: at most 17 letters and digits."),
                "vin",
                vin=number[:40],
            )
        # A car of a maker that the desk has no profile of may come in all the same.
        if brand == LAW or not brand or len(brand) > BRAND_SIGNS:
            raise refused(
                INVALID, N_("“{brand}” is no brand: give its code."), "brand", brand=brand[:40]
            )
        for name, day in zip(("produced_on", "invoiced_on", "delivered_on"), days, strict=True):
            if day is not None and day > self._bench.today:
                raise refused(INVALID, N_("The day {day} lies in the future."), name, day=day)

    def _photo(self, photo: Path | int | None, number: str, old: Vehicle | None) -> int | None:
        """Return the attachment that shows the plate; it must be a picture, and of this car."""
        if photo is None:
            return None
        if not isinstance(photo, int):
            return self._attachments.keep_picture(photo, VIN_PAPER).id
        kept = self._bench.stores.attachments.get(photo)
        if not self._is_of(kept, number, old):
            raise refused(INVALID, N_("This photo belongs to another vehicle."), "vin_photo")
        self._attachments.must_be_picture(self._attachments.read(kept.id), kept.file_name)
        return kept.id

    def _is_of(self, photo: Attachment, number: str, old: Vehicle | None) -> bool:
        stores, own = self._bench.stores, old.id if old else None
        if photo.claim_id is None:
            return all(car.id == own for car in stores.vehicles.find(vin_photo=photo.id))
        claim = stores.claims.get(photo.claim_id)
        return claim.vehicle.vin == number or (own is not None and claim.vehicle_id == own)

    def set_plate(self, vehicle_id: int, plate: str) -> None:
        """Give a vehicle its plate from today on; inside an open change."""
        store, text = self._bench.stores.plates, squeezed(plate)
        now = store.current(vehicle_id)
        if now is not None and now.plate == text:
            return
        if now is not None:
            store.save(replace(now, to_on=self._bench.today))
        if text:
            store.add(Plate(vehicle_id, text, self._bench.today))

    def set_owner(self, vehicle_id: int, customer_id: int) -> None:
        """Give a vehicle its owner from today on; inside an open change."""
        store = self._bench.stores.ownerships
        now = store.current(vehicle_id)
        if now is not None and now.customer_id == customer_id:
            return
        if now is not None:
            store.save(replace(now, to_on=self._bench.today))
        store.add(Ownership(vehicle_id, customer_id, self._bench.today))

    def replace_odometer(
        self, vehicle_id: int, replaced_on: date, old_km: int, new_km: int, proof: str = ""
    ) -> OdometerChange:
        """Record a replaced odometer with its old and new reading."""
        car = self._bench.stores.vehicles.get(vehicle_id)
        self._bench.allow("vehicles.save")
        for name, km in (("old_km", old_km), ("new_km", new_km)):
            if not is_reading(km):
                raise refused(INVALID, N_("{km} km is not an odometer reading."), name, km=km)
        if replaced_on > self._bench.today:
            raise refused(
                INVALID, N_("The day {day} lies in the future."), "replaced_on", day=replaced_on
            )
        if car.produced_on is not None and replaced_on < car.produced_on:
            raise refused(
                INVALID,
                N_("The day {day} lies before the production of the vehicle."),
                "replaced_on",
                day=replaced_on,
            )
        with self._bench.change(N_("replace odometer"), Kind.VEHICLES, ids=(vehicle_id,)):
            return self._bench.stores.odometers.add(
                OdometerChange(vehicle_id, replaced_on, old_km, new_km, line(proof))
            )

    def exclude(self, vehicle_id: int, reason: str) -> Vehicle:
        """Note that the maker takes no claims for a car, and why; an empty reason lifts it."""
        car = self._bench.stores.vehicles.get(vehicle_id)
        self._bench.allow("vehicles.exclude")
        told = line(reason)[:_LONGEST]
        if told == car.no_claims_reason:
            return car
        with self._bench.change(N_("exclude vehicle"), Kind.VEHICLES, ids=(vehicle_id,)):
            return self._bench.stores.vehicles.save(replace(car, no_claims_reason=told))

    def by_vin(self, vin: str) -> Vehicle | None:
        """Return the file of a VIN."""
        return self._bench.stores.vehicles.by_vin(numbers.normalised(vin))

    def by_plate(self, plate: str) -> Vehicle | None:
        """Return the vehicle that carries a plate now."""
        for found in self._bench.stores.plates.find(plate=squeezed(plate)):
            if found.to_on is None:
                return self._bench.stores.vehicles.get(found.vehicle_id)
        return None

    def plate(self, vehicle_id: int) -> str:
        """Return the plate that the vehicle carries now, empty where none is known."""
        current = self._bench.stores.plates.current(vehicle_id)
        return current.plate if current else ""

    def owner(self, vehicle_id: int) -> Customer | None:
        """Return who owns the vehicle now, None where nobody is known."""
        owned = self._bench.stores.ownerships.current(vehicle_id)
        return self._bench.stores.customers.get(owned.customer_id) if owned else None

    def history(self, vehicle_id: int | None, but_visit: int | None = None) -> VehicleHistory:
        """Return the former visits of a vehicle, oldest first, without one of them."""
        return history_of(self._bench, vehicle_id, but_visit)


def history_of(bench: Bench, vehicle_id: int | None, but_visit: int | None) -> VehicleHistory:
    """Return the former visits of a vehicle, oldest first, without one of them."""
    if vehicle_id is None:
        return VehicleHistory()
    stores, zone = bench.stores, bench.clock.zone
    changes = tuple(stores.odometers.find(vehicle_id=vehicle_id))
    claims: dict[str, list[ClaimSummary]] = {}
    for summary in stores.lists.claims_of_vehicle(vehicle_id, 10_000):
        claims.setdefault(summary.repair_order, []).append(summary)
    past = []
    for visit in stores.visits.find(vehicle_id=vehicle_id):
        filed = claims.get(visit.repair_order, [])
        # A visit whose claims are all void was a mistake: its mileage proves nothing.
        voided = bool(filed) and all(claim.state is State.VOID for claim in filed)
        if visit.id == but_visit or visit.arrived_at is None or voided:
            continue
        on = visit.arrived_at.astimezone(zone).date()
        km = None if visit.mileage_km is None else total_km(visit.mileage_km, on, changes)
        numbers_of = tuple(claim.claim_number for claim in filed)
        past.append(PastVisit(visit.id, on, km, numbers_of, visit.complaint))
    return VehicleHistory(tuple(sorted(past, key=lambda visit: visit.on)))
