"""The vehicle file: one per VIN, with owners and plates by date and replaced odometers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warrantydesk.i18n import N_


class Use(StrEnum):
    """What the vehicle is used for; only household use stands under the law's repair period."""

    HOUSEHOLD = "household"
    RIDE_HAILING = "ride_hailing"
    RENTAL = "rental"
    COMPANY = "company"
    TAXI = "taxi"


USE_NAMES = {
    Use.HOUSEHOLD: N_("Household"),
    Use.RIDE_HAILING: N_("Ride hailing"),
    Use.RENTAL: N_("Rental"),
    Use.COMPANY: N_("Company"),
    Use.TAXI: N_("Taxi"),
}


@dataclass(frozen=True)
class Vehicle:
    """A vehicle as the desk knows it."""

    vin: str
    brand: str
    model_code: str = ""
    engine_no: str = ""
    motor_no: str = ""
    gearbox_no: str = ""
    use: Use = Use.HOUSEHOLD
    produced_on: date | None = None
    invoiced_on: date | None = None
    delivered_on: date | None = None
    vin_photo: int | None = None
    """Attachment that shows the plate of a VIN whose check digit is wrong."""
    vin_confirmed_by: str = ""
    no_claims_reason: str = ""
    """The maker excluded this car from claims (V09), and why; empty: he did not."""
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Ownership:
    """A customer who owned the vehicle from a day on."""

    vehicle_id: int
    customer_id: int
    from_on: date
    to_on: date | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class Plate:
    """A licence plate the vehicle carried from a day on."""

    vehicle_id: int
    plate: str
    from_on: date
    to_on: date | None = None
    id: int = 0
    version: int = 0


@dataclass(frozen=True)
class OdometerChange:
    """An odometer replaced: later readings start again at ``new_km``."""

    vehicle_id: int
    replaced_on: date
    old_km: int
    new_km: int
    proof: str = ""
    id: int = 0
    version: int = 0


def is_reading(km: int) -> bool:
    """Tell whether an odometer can show this many km."""
    return 0 <= km <= 9_999_999


def total_km(reading_km: int, on: date, changes: tuple[OdometerChange, ...]) -> int:
    """Return the distance really driven, in km, at a reading taken on a day."""
    return reading_km + sum(c.old_km - c.new_km for c in changes if c.replaced_on <= on)
