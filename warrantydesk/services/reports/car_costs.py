"""What the cars of a period cost, and what is known of the dearest of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from warrantydesk.domain.dates import day_of
from warrantydesk.domain.masks import masked_plate
from warrantydesk.domain.report import Asked
from warrantydesk.services.reports.report import ReportSources, Tick
from warrantydesk.services.reports.spans import ticking, years_of

_WHERE = """WHERE c.opened_on BETWEEN ? AND ? AND c.state <> 'VOID'
AND (? = '' OR c.brand = ?) AND c.total_fen > 0 AND c.vehicle_vin <> ''"""
CLAIMS = f"FROM claim c {_WHERE}"
"""Claims that ask for money for a car; ``span`` gives the values."""
_COSTS = f"""
SELECT c.vehicle_vin, max(c.vehicle_model_code), count(*), sum(c.total_fen),
  coalesce(sum(c.approved_fen), 0), coalesce(max(v.mileage_km), 0)
FROM claim c LEFT JOIN visit v ON v.id = c.visit_id {_WHERE} GROUP BY c.vehicle_vin"""
_KNOWN = """
SELECT v.delivered_on, (SELECT c.vehicle_plate FROM claim c WHERE c.vehicle_vin = ?
  AND c.vehicle_plate <> '' ORDER BY c.id DESC LIMIT 1)
FROM (SELECT ? AS vin) w LEFT JOIN vehicle v ON v.vin = w.vin"""
_ON_FILE = """
SELECT model_code, count(*) FROM vehicle
WHERE delivered_on <= ? AND (? = '' OR brand = ?) GROUP BY 1"""


@dataclass
class Cost:
    """What one car, or the cars of one model, cost; net fen."""

    model: str = ""
    claims: int = 0
    fen: int = 0
    approved_fen: int = 0
    km: int = 0
    """Newest reading of the period; of a model: those of its cars together."""
    cars: int = 0

    def add(self, other: "Cost") -> None:
        """Add another cost to this one."""
        self.claims += other.claims
        self.fen += other.fen
        self.approved_fen += other.approved_fen
        self.km += other.km
        self.cars += other.cars


class KnownCar(NamedTuple):
    """What is on file of a car."""

    plate: str
    delivered_on: date | None


def cost_by_car(sources: ReportSources, asked: Asked, tick: Tick) -> dict[str, Cost]:
    """Return what each car cost, by VIN; read year by year."""
    found: defaultdict[str, Cost] = defaultdict(Cost)
    for year in ticking(years_of(asked), tick):
        rows = sources.query(_COSTS, (*year.days, asked.brand, asked.brand))
        for vin, model, claims, fen, approved, km in rows:
            one = found[vin]
            one.model, one.cars, one.km = model, 1, max(one.km, km)
            one.claims += claims
            one.fen += fen
            one.approved_fen += approved
    return dict(found)


def by_model(cars: dict[str, Cost]) -> dict[str, Cost]:
    """Return the cost of cars by their model."""
    found: dict[str, Cost] = {}
    for one in cars.values():
        found.setdefault(one.model, Cost(one.model)).add(one)
    return found


def dearest(costs: dict[str, Cost], most: int) -> list[str]:
    """Return the keys of the dearest, the dearest first."""
    return sorted(costs, key=lambda key: (-costs[key].fen, key))[:most]


def on_file(sources: ReportSources, asked: Asked) -> dict[str, int]:
    """Return how many cars delivered by the last day are on file, by model."""
    values = (asked.last.isoformat(), asked.brand, asked.brand)
    return dict(sources.query(_ON_FILE, values))


def known_car(sources: ReportSources, vin: str) -> KnownCar:
    """Return what is on file of a car; a report is looked at by many, its plate is masked."""
    delivered, plate = sources.query(_KNOWN, (vin, vin))[0]
    return KnownCar(masked_plate(plate or ""), day_of(delivered))
