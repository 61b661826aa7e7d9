"""Objects with sensible defaults, one line a test.

Fields are named with their path, ``__`` between the parts: ``a_claim(visit__mileage_km=500)``.
"""

from dataclasses import is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fakes import CHINA, NINE

from warrantydesk.domain.claim import (
    Claim,
    ClaimOwner,
    ClaimVehicle,
    Codes,
    LabourLine,
    Narrative,
    OtherLine,
    PartLine,
)
from warrantydesk.domain.customer import Customer
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.history import PastVisit, VehicleHistory
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.person import Person, Role
from warrantydesk.domain.vehicle import Vehicle
from warrantydesk.domain.vin import check_digit
from warrantydesk.domain.visit import Signature, SignedPaper, Visit

VIN = "LX0DL31C8RB018252"
OTHER_VIN = "LX0DA11A1SA012345"
COMPLAINT = "最近老是要加防冻液，停车后地上有一小滩粉红色的水。"
CAUSE = "冷却系统加压 140 kPa，5 分钟降至 95 kPa；水泵泄水孔有冷却液结晶"
CORRECTION = "更换水泵总成及密封垫，补加冷却液 3.5 L，加压复测 10 分钟不降"


def with_paths(value: Any, paths: dict[str, Any]) -> Any:
    """Return a copy of an object with fields set by their ``part__field`` names."""
    for path, new in paths.items():
        name, _, rest = path.partition("__")
        old = getattr(value, name)
        if rest:
            assert is_dataclass(old), path
            new = with_paths(old, {rest: new})
        value = replace(value, **{name: new})
    return value


def a_part_line(**fields: Any) -> PartLine:
    """Return the causal part line of a water pump."""
    pump = PartLine(
        causal=True,
        new_part_no="1307010-T20",
        new_part_name="水泵总成",
        old_part_no="1307010-T20",
        old_supplier_code="V017",
        quantity=1,
        unit_price_fen=40_200,
    )
    return replace(pump, **fields)


def a_labour_line(**fields: Any) -> LabourLine:
    """Return the main labour line of a water pump."""
    line = LabourLine(
        main=True,
        code="R1307010",
        name="更换水泵总成",
        hours=Decimal("2.1"),
        unit_price_fen=18_000,
    )
    return replace(line, **fields)


def an_other_line(**fields: Any) -> OtherLine:
    """Return a tow."""
    return replace(OtherLine(code="TOW", text="拖车", amount_fen=20_000), **fields)


def a_claim(**paths: Any) -> Claim:
    """Return a claim that no check finds anything against."""
    claim = Claim(
        claim_number="C0126-000001",
        brand="QC",
        vehicle=ClaimVehicle(
            vin=VIN,
            plate="京A12345",
            model_code="QC-S7",
            engine_no="E123",
            produced_on=date(2024, 10, 5),
            invoiced_on=date(2024, 10, 24),
            delivered_on=date(2024, 10, 26),
        ),
        owner=ClaimOwner("贺䶮", "15400000042", "杨𬭎", "15400000043", "北京市朝阳区"),
        visit=Visit(
            repair_order="RO26-00001",
            arrived_at=datetime(2026, 11, 23, 8, 30, tzinfo=CHINA),
            started_at=datetime(2026, 11, 23, 9, 0, tzinfo=CHINA),
            finished_at=datetime(2026, 11, 23, 11, 0, tzinfo=CHINA),
            mileage_km=30_534,
            technician="S06",
        ),
        narrative=Narrative(COMPLAINT, CAUSE, CORRECTION),
        codes=Codes(fault_code="CO101"),
        part_lines=(a_part_line(),),
        labour_lines=(a_labour_line(),),
        clerk="S01",
        opened_on=date(2026, 11, 23),
        id=1,
        version=1,
    )
    return with_paths(claim, paths)  # type: ignore[no-any-return]


def some_facts(claim: Claim | None = None, **fields: Any) -> ClaimFacts:
    """Return a claim of type REPAIR in surroundings that say nothing against it."""
    facts = ClaimFacts(
        claim=claim or a_claim(),
        now=NINE,
        zone=CHINA,
        required_fields=("complaint", "cause", "correction", "labour"),
        dealer_code="QC0126",
        signatures=(
            Signature(
                0,
                SignedPaper.WORK_AUTHORISATION,
                "贺䶮",
                datetime(2026, 11, 23, 8, 45, tzinfo=CHINA),
            ),
        ),
    )
    return replace(facts, **fields)


def a_history(*visits: tuple[date, int | None]) -> VehicleHistory:
    """Return former visits by day and total km."""
    return VehicleHistory(tuple(PastVisit(n, on, km) for n, (on, km) in enumerate(visits, 1)))


def a_person(**fields: Any) -> Person:
    """Return a warranty clerk."""
    return replace(Person(login="S01", name="王敏", roles=(Role.CLERK,)), **fields)


def a_customer(**fields: Any) -> Customer:
    """Return a private customer."""
    return replace(Customer(name="贺䶮", phone="15400000042"), **fields)


def a_vehicle(**fields: Any) -> Vehicle:
    """Return the file of a Qicheng Lingyue."""
    car = Vehicle(
        vin=VIN,
        brand="QC",
        model_code="QC-S7",
        engine_no="E123",
        produced_on=date(2024, 10, 5),
        invoiced_on=date(2024, 10, 24),
    )
    return replace(car, **fields)


def an_old_part(**fields: Any) -> OldPart:
    """Return the expected piece of line 1."""
    return replace(OldPart(claim_id=1, line=1, piece=1, part_no="1307010-T20"), **fields)


def a_vin(serial: int, head: str = "LX0DS21A", tail: str = "RB") -> str:
    """Return a whole VIN with its check digit; that of a car of recall QC-R26-01 by default."""
    plain = f"{head}0{tail}{serial:06}"
    return f"{head}{check_digit(plain)}{tail}{serial:06}"


def draft_changes() -> dict[str, Any]:
    """Return what a clerk types into a new claim for :data:`VIN` before the inspection."""
    return {
        "owner": {"name": "贺䶮", "phone": "15400000042", "contact": "杨𬭎"},
        "vehicle": {"engine_no": "E123", "produced_on": "2024-10-05", "invoiced_on": "2024-10-24"},
        "visit": {"mileage_km": 30_534, "technician": "S06"},
        "narrative": {"complaint": COMPLAINT},
    }


ENGINES = {"QC-A3": "N15", "QC-A5": "T15", "QC-S3": "T15", "QC-T9": "D20"}
"""Ends of the part numbers of an engine by model; those of a Lingyue end in T20."""


def repair_changes(model_code: str = "") -> dict[str, Any]:
    """Return what a clerk types after the repair: cause, correction and lines."""
    engine = ENGINES.get(model_code, "T20")
    return {
        "narrative": {"cause": CAUSE, "correction": CORRECTION},
        "codes": {"fault_code": "CO101"},
        "part_lines": [
            {"causal": True, "new_part_no": f"1307010-{engine}", "old_supplier_code": "QA1031"},
            {
                "causal_line": 1,
                "new_part_no": f"1112030-{engine}",
                "old_supplier_code": "QA1023",
                "quantity": 2,
            },
        ],
        "labour_lines": [{"main": True, "code": "R1307010"}],
    }
