"""A car with a past: former repairs written down at once, and a claim of today."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from builders import VIN, a_part_line
from fakes import CHINA

from warrantydesk.domain.claim import Claim, ClaimType, State
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.domain.visit import SignedPaper, Visit
from warrantydesk.services.coverage import CoverageCard
from warrantydesk.services.desk import Desk

ENGINE, PUMP, PADS = "1000010-T20", "1307010-T20", "3501080-S07"
STEERING = "3401010-S07"


def at(day: str, hour: int = 8) -> datetime:
    """Return an instant of a day at the desk."""
    return datetime.combine(date.fromisoformat(day), time(hour), CHINA)


def a_car(desk: Desk, delivered: str = "2025-11-01", **fields: Any) -> Vehicle:
    """Return the file of a car that was sold on a day."""
    on = date.fromisoformat(delivered)
    return desk.vehicles.save(
        **{
            "vin": VIN,
            "brand": "QC",
            "model_code": "QC-S7",
            "invoiced_on": on,
            "delivered_on": on,
            **fields,
        }
    )


def a_repair(
    desk: Desk,
    car: Vehicle,
    day: str,
    hours: float = 3,
    part_no: str = PUMP,
    **paths: Any,
) -> Claim:
    """Return a finished repair of a car as the desk keeps it; parts are those of one line."""
    arrived = at(day)
    fields: dict[str, Any] = {
        "type": ClaimType.REPAIR,
        "state": State.APPROVED,
        "mileage_km": 5_000,
        "fault_code": "CO101",
        "lines": (a_part_line(new_part_no=part_no, old_part_no=part_no),),
        **paths,
    }
    with desk.bench.change("test"):
        visit = fields.get("visit") or desk.stores.visits.add(
            Visit(
                f"RO-{day}",
                car.id,
                None,
                arrived,
                started_at=arrived,
                finished_at=arrived + timedelta(hours=hours),
                mileage_km=fields["mileage_km"],
            )
        )
        new = Claim(
            claim_number=f"C-{day}-{fields['fault_code']}-{fields['type']}",
            type=fields["type"],
            brand="QC",
            state=fields["state"],
            visit=visit,
            part_lines=fields["lines"],
            vehicle_id=car.id,
        )
        new = replace(
            new,
            vehicle=replace(new.vehicle, vin=car.vin, model_code=car.model_code),
            codes=replace(new.codes, fault_code=fields["fault_code"]),
        )
        return desk.stores.claims.add(new)


def present(desk: Desk, car: Vehicle, **changes: Any) -> Claim:
    """Accept today's claim of a car: a water pump at 8,000 km."""
    claim = desk.claims.new(vin=car.vin, type=changes.pop("type", ClaimType.REPAIR))
    told = {
        "visit": {"mileage_km": 8_000},
        "codes": {"fault_code": "CO101"},
        "part_lines": [{"causal": True, "new_part_no": PUMP}],
        **changes,
    }
    return desk.claims.save_draft(claim.id, told)


def card(desk: Desk, claim: Claim) -> CoverageCard:
    """Return the card of a claim as it is saved."""
    context = desk.coverage.context(claim.id)
    return desk.coverage.card(context, context.claim)


def signed(desk: Desk, claim: Claim, on: datetime) -> None:
    """Write that the customer signed the work authorisation at an instant."""
    desk.visits.sign(claim.visit.id, SignedPaper.WORK_AUTHORISATION, "贺䶮", on)
