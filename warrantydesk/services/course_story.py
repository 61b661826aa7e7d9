"""The case that the course tells: a car of the demo brand's tables and what is wrong with it."""

from dataclasses import dataclass

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.claim.states import OPEN
from warrantydesk.domain.profile import BrandProfile, PartEntry, Row
from warrantydesk.i18n import pick
from warrantydesk.services.bench import Bench

_BRAND, _STORY, _USE = "QC", "N199", "household"
"""A window that goes down and does not come up: one part, which has to go back, and one labour
operation; nobody has to be asked before."""
_DRIVEN_KM = 400
"""More than the table knows; the odometer never goes back."""


@dataclass(frozen=True)
class CourseStory:
    """What the customer and the workshop say; mileage in km."""

    vin: str
    mileage_km: int
    complaint: str
    fault_code: str
    cause: str
    correction: str
    part: PartEntry
    labour_code: str


def story_of(bench: Bench, claim: Claim | None) -> CourseStory | None:
    """Return the case; its car is that of the claim, else one that nobody works on.

    None where the tables of the demo brand do not hold the case any more.
    """
    profile = bench.profile(_BRAND)
    told = next((row for row in profile.rows("narratives") if row["id"] == _STORY), None)
    if told is None or told["part_no"] not in profile.parts:
        return None
    car = _car(bench, profile, told, claim)
    if car is None:
        return None
    return CourseStory(
        car["vin"],
        int(car["mileage_km"]) + _DRIVEN_KM,
        pick(told["complaint_zh"], told["complaint_en"]),
        told["fault_code"],
        pick(told["cause_zh"], told["cause_en"]),
        pick(told["correction_zh"], told["correction_en"]),
        profile.parts[told["part_no"]],
        told["labour_code"],
    )


def _car(bench: Bench, profile: BrandProfile, told: Row, claim: Claim | None) -> Row | None:
    cars = [
        row
        for row in profile.rows("names")
        if row["vin"] and row["model_code"] == told["model_code"] and row["vehicle_use"] == _USE
    ]
    cars.sort(key=lambda row: row["delivered_on"], reverse=True)  # the newest is surely covered
    if claim is not None:
        return next((row for row in cars if row["vin"] == claim.vehicle.vin), None) or (
            cars[0] if cars else None
        )
    return next((row for row in cars if not _is_worked_on(bench, row["vin"])), None)


def _is_worked_on(bench: Bench, vin: str) -> bool:
    car = bench.stores.vehicles.by_vin(vin)
    return car is not None and any(
        one.state in OPEN for one in bench.stores.lists.claims_of_vehicle(car.id)
    )
