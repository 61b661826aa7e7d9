"""No false alarm: what a careful clerk files is found right, and each planted mistake is named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from clean_claims import FIRST_SERIAL, CleanShop, told
from fakes import FixedClock

from warrantydesk.domain.claim import ClaimType
from warrantydesk.services.desk import Desk


@pytest.fixture
def shop(desk: Desk, clock: FixedClock, tmp_path: Path) -> CleanShop:
    return CleanShop(desk, clock, tmp_path)


def test_no_story_of_the_brand_raises_an_alarm(shop: CleanShop) -> None:
    stories = shop.stories()
    assert len(stories) > 200
    alarms: dict[str, list[str]] = {}
    for story in stories:
        claim = shop.repaired(story)
        if found := told(shop.alarms(claim.id)):
            alarms[story["id"]] = found
    assert alarms == {}


OUT = {
    "departed_at": "2026-11-24T08:00:00+08:00",
    "returned_at": "2026-11-24T08:50:00+08:00",
    "plate": "苏B00001",
    "people": "钱立冬",
    "destination": "无锡东站",
    "km": 40,
}
FREIGHT = [{"code": "FREIGHT", "text": "急件空运", "amount_fen": 12_000}]
OF_TYPE: dict[ClaimType, dict[str, Any]] = {
    ClaimType.PART_REPLACEMENT: {},
    ClaimType.OUTWARD: {"outward": OUT},
    ClaimType.GOODWILL: {"codes": {"authorisation_no": "PA00001", "share_percent": 50}},
    ClaimType.SPECIAL: {"codes": {"authorisation_no": "PA00001", "subject": "水泵专项"}},
    ClaimType.URGENT_ORDER: {
        "codes": {"order_no": "UO-1", "reason": "缺件停驶", "loaner": "代步车一辆"}
    },
    ClaimType.URGENT: {"codes": {"order_no": "UO-1"}, "other_lines": FREIGHT},
    ClaimType.SPARE_PART: {
        "codes": {
            "purchase_station": "QC0126",
            "purchase_no": "FP-1001",
            "purchased_on": "2026-03-02",
            "purchase_km": 12_000,
        }
    },
    ClaimType.PRE_SALE: {"codes": {"stock_no": "K-17", "found_on": "2026-11-24"}},
}


@pytest.mark.parametrize("kind", OF_TYPE)
def test_no_type_of_claim_raises_an_alarm(shop: CleanShop, kind: ClaimType) -> None:
    claim = shop.repaired(shop.stories()[0])
    shop.desk.authorisations.note(claim.id, "PA00001")
    shop.desk.claims.save_draft(claim.id, {"type": kind.value, **OF_TYPE[kind]})
    assert told(shop.alarms(claim.id)) == []


def test_no_free_service_raises_an_alarm(shop: CleanShop) -> None:
    claim = shop.desk.claims.new(vin=shop.car("QC-A3", 4), type=ClaimType.FREE_SERVICE)
    shop.desk.claims.save_draft(
        claim.id,
        {
            "visit": {
                "mileage_km": 4_600,
                "technician": "S06",
                "finished_at": shop.clock.now().isoformat(),
            },
            "codes": {"service_no": 1},
            "labour_lines": [{"main": True, "code": "S0000001"}],
        },
    )
    assert told(shop.alarms(claim.id)) == []


def test_no_inspection_before_delivery_raises_an_alarm(shop: CleanShop) -> None:
    vin = a_vin(FIRST_SERIAL - 1, "LX0DA11A", "SA")
    made = date(2026, 10, 2)
    shop.desk.vehicles.save(vin, "QC", "QC-A3", engine_no="E9", produced_on=made)
    claim = shop.desk.claims.new(vin=vin, type=ClaimType.PDI)
    shop.desk.claims.save_draft(
        claim.id,
        {
            "visit": {
                "mileage_km": 12,
                "technician": "S06",
                "finished_at": shop.clock.now().isoformat(),
            },
            "codes": {"pdi_no": "PDI-1", "pdi_station": "QC0126"},
            "labour_lines": [{"main": True, "code": "S0000003"}],
        },
    )
    assert told(shop.alarms(claim.id)) == []


def test_several_claims_of_one_visit_raise_no_alarm(shop: CleanShop) -> None:
    first, *others = [s for s in shop.stories() if s["model_code"] == "QC-A3"]
    claim = shop.repaired(first)
    other = next(s for s in others if s["part_no"] != first["part_no"])
    beside = shop.desk.claims.new(visit_id=claim.visit.id)
    shop.desk.claims.save_draft(
        beside.id,
        {
            **shop.lines(other),
            "narrative": {
                "complaint": other["complaint_zh"],
                "cause": other["cause_zh"],
                "correction": other["correction_zh"],
            },
        },
    )
    assert told(shop.alarms(claim.id)) == []
    assert told(shop.alarms(beside.id)) == []
