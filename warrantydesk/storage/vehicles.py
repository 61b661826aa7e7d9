"""Stores of customers, vehicles and visits."""

from datetime import date

from warrantydesk.domain.customer import Customer
from warrantydesk.domain.vehicle import OdometerChange, Ownership, Plate, Vehicle
from warrantydesk.domain.visit import Signature, Visit
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    CustomerRow,
    OdometerChangeRow,
    OwnershipRow,
    PlateRow,
    SignatureRow,
    VehicleRow,
    VisitRow,
)


class CustomerStore(Store[Customer]):
    """Customers."""

    TABLE, KIND = CustomerRow, Customer
    PERSONAL = frozenset({"name", "phone", "address"})


class VehicleStore(Store[Vehicle]):
    """Vehicle files by VIN."""

    TABLE, KIND = VehicleRow, Vehicle

    def by_vin(self, vin: str) -> Vehicle | None:
        """Return the file of a VIN."""
        return next(iter(self.find(vin=vin)), None)


class OwnershipStore(Store[Ownership]):
    """Who owned a vehicle when."""

    TABLE, KIND = OwnershipRow, Ownership

    def current(self, vehicle_id: int) -> Ownership | None:
        """Return the ownership that has not ended."""
        return next((o for o in self.find(vehicle_id=vehicle_id) if o.to_on is None), None)

    def at(self, vehicle_id: int, day: date) -> Ownership | None:
        """Return the ownership on a day, the newest that had begun by then."""
        owners = [o for o in self.find(vehicle_id=vehicle_id) if o.from_on <= day]
        return max(owners, key=lambda o: (o.from_on, o.id), default=None)


class PlateStore(Store[Plate]):
    """Which plate a vehicle carried when."""

    TABLE, KIND = PlateRow, Plate
    PERSONAL = frozenset({"plate"})

    def current(self, vehicle_id: int) -> Plate | None:
        """Return the plate that has not ended."""
        return next((p for p in self.find(vehicle_id=vehicle_id) if p.to_on is None), None)


class OdometerChangeStore(Store[OdometerChange]):
    """Replaced odometers."""

    TABLE, KIND = OdometerChangeRow, OdometerChange


class VisitStore(Store[Visit]):
    """Visits."""

    TABLE, KIND = VisitRow, Visit
    PERSONAL = frozenset({"brought_by", "brought_by_phone", "text"})

    def add(self, value: Visit) -> Visit:
        """Insert a visit; an end of the repair that it comes with is the first one (V16)."""
        return super().add(value.with_first_end())

    def save(self, value: Visit) -> Visit:
        """Write a changed visit; the first end of the repair stays as it was (V16)."""
        return super().save(value.with_first_end())

    def finished_between(self, first: date, last: date) -> list[Visit]:
        """Return the visits that ended from one day to another, by universal time."""
        ended = self.TABLE.finished_at
        query = self.TABLE.select().where(
            (ended >= first.isoformat()) & (ended <= f"{last.isoformat()}T24")
        )
        return [self._built(row) for row in self._db.rows(query.order_by(ended, self.TABLE.id))]


class SignatureStore(Store[Signature]):
    """Customers' signatures."""

    TABLE, KIND = SignatureRow, Signature
    PERSONAL = frozenset({"name", "drawing"})
