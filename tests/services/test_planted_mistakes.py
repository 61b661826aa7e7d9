"""One mistake in a clean claim each: the check that names it finds it, through the services."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from clean_claims import CleanShop
from fakes import FixedClock
from stories import acting, put_into

from warrantydesk.domain.claim import Claim, ClaimType, State
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk


@pytest.fixture
def shop(desk: Desk, clock: FixedClock, tmp_path: Path) -> CleanShop:
    return CleanShop(desk, clock, tmp_path)


def a_pump(shop: CleanShop) -> Claim:
    """Return the clean claim of a water pump."""
    return shop.repaired(shop.stories()[0])


def line(claim: Claim, **fields: Any) -> dict[str, Any]:
    """Return the claim's part lines with fields of the first one changed."""
    lines = [to_json(one) for one in claim.part_lines]
    return {"part_lines": [{**lines[0], **fields}, *lines[1:]]}


def labour(claim: Claim, **fields: Any) -> dict[str, Any]:
    lines = [to_json(one) for one in claim.labour_lines]
    return {"labour_lines": [{**lines[0], **fields}, *lines[1:]]}


TYPED: dict[str, Callable[[Claim], dict[str, Any]]] = {
    "V01": lambda c: {"vehicle": {"vin": c.vehicle.vin[:-1]}},
    "V02": lambda c: {"vehicle": {"vin": c.vehicle.vin[:-1] + "X"}},
    "V03": lambda _: {"vehicle": {"vin_by_hand": "RB018252"}},
    "V04": lambda _: {"vehicle": {"engine_no": "E1"}},
    "V05": lambda _: {"vehicle": {"model_code": "QC-S7"}},
    "V06": lambda c: {"vehicle": {"produced_on": str(c.vehicle.produced_on - timedelta(1))}},
    "V07": lambda c: {"vehicle": {"invoiced_on": str(c.vehicle.invoiced_on + timedelta(1))}},
    "V10": lambda _: {"codes": {"fault_code": ""}},
    "V11": lambda _: {"owner": {"phone": "12345"}},
    "V12": lambda c: {"visit": {"finished_at": str(c.visit.started_at - timedelta(days=1))}},
    "V18": lambda _: {"visit": {"mileage_km": -1}},
    "V31": lambda c: labour(c, main=False),
    "V32": lambda c: {"part_lines": [{**to_json(p), "causal": True} for p in c.part_lines]},
    "V33": lambda _: {"labour_lines": []},
    "V34": lambda c: labour(c, code="R3741010"),
    "V35": lambda c: labour(c, code="A2103150"),
    "V36": lambda c: line(c, new_part_no="1307010-T20"),
    "V37": lambda c: line(c, quantity=2),
    "V39": lambda c: line(c, old_supplier_code=""),
    "V40": lambda c: line(c, old_supplier_code="QA1023"),
    "V41": lambda _: {"narrative": {"complaint": "坏了"}},
    "V42": lambda _: {"narrative": {"correction": "更换了零件，清洗以后路试十五公里一切正常。"}},
    "V48": lambda c: line(c, genuine=False),
    "V49": lambda c: line(c, amount_fen=1),
    "V50": lambda _: {"claimed_total_fen": 1},
    "V51": lambda c: line(c, unit_price_fen=c.part_lines[0].unit_price_fen + 100),
    "W01": lambda _: {"owner": {"name": "王" * 101}},
    "W03": lambda _: {"other_lines": [{}]},
}


@pytest.mark.parametrize("rule", TYPED)
def test_a_typing_mistake_is_found_by_the_check_that_names_it(shop: CleanShop, rule: str) -> None:
    claim = a_pump(shop)
    before = {f.rule for f in shop.desk.claims.check(claim.id)}
    assert rule not in before
    shop.desk.claims.save_draft(claim.id, TYPED[rule](claim))
    assert rule in {f.rule for f in shop.desk.claims.check(claim.id)}


def rules_of(shop: CleanShop, claim: Claim) -> dict[str, str]:
    """Return rule → field of what is found."""
    return {f.rule: f.field for f in shop.desk.claims.check(claim.id)}


def test_a_car_that_the_maker_excluded(shop: CleanShop) -> None:
    claim = a_pump(shop)
    assert claim.vehicle_id is not None
    acting(shop.desk, Role.SERVICE_MANAGER).vehicles.exclude(claim.vehicle_id, "水淹车")
    assert rules_of(shop, claim)["V09"] == "vehicle.vin"
    acting(shop.desk, Role.CLERK).vehicles.exclude(claim.vehicle_id, "")
    assert "V09" not in rules_of(shop, claim)


def test_a_claim_filed_late_and_in_another_month(shop: CleanShop) -> None:
    claim = a_pump(shop)
    shop.clock.go_on(days=15)
    found = rules_of(shop, claim)
    assert "V14" not in found
    assert found["V15"] == "opened_on"
    shop.clock.go_on(days=1)
    assert rules_of(shop, claim)["V14"] == "visit.finished_at"


def test_a_month_that_is_settled(shop: CleanShop) -> None:
    claim = a_pump(shop)
    shop.desk.settings.save("closed_months", {"XY": ["2026-11"], "QC": ["2026-10"]})
    assert "V17" not in rules_of(shop, claim)
    shop.desk.settings.save("closed_months", {"QC": ["2026-10", "2026-11"]})
    assert rules_of(shop, claim)["V17"] == "visit.finished_at"


def test_a_repair_end_that_was_moved_into_the_cover(shop: CleanShop) -> None:
    story = dict(shop.stories()[0], months_in_use="36", mileage_km="18600")
    shop.clock.go_on(days=-1)
    claim = shop.repaired(story)
    assert claim.vehicle.invoiced_on is not None
    late, early = claim.visit.finished_at, claim.visit.finished_at
    assert early is not None
    assert late is not None
    shop.clock.go_on(days=3)
    late = early + timedelta(days=3)
    with shop.desk.bench.change("test"):
        visit = shop.desk.stores.visits.get(claim.visit.id)
        shop.desk.stores.visits.save(replace(visit, first_finished_at=late, finished_at=late))
    assert "V16" not in rules_of(shop, claim)
    shop.desk.claims.save_draft(claim.id, {"visit": {"finished_at": early.isoformat()}})
    assert rules_of(shop, claim)["V16"] == "visit.finished_at"
    assert shop.desk.claims.get(claim.id).visit.first_finished_at == late


def test_the_first_repair_end_stays(shop: CleanShop) -> None:
    claim = a_pump(shop)
    first = claim.visit.finished_at
    assert first is not None
    assert claim.visit.first_finished_at == first
    changed = {"visit": {"finished_at": (first - timedelta(minutes=1)).isoformat()}}
    claim = shop.desk.claims.save_draft(claim.id, changed)
    assert claim.visit.first_finished_at == first
    assert claim.visit.finished_at != first


def again(shop: CleanShop, first: Claim, days: int = 0, **changes: Any) -> Claim:
    """Return a second claim of the same car for the same repair, some days later."""
    shop.clock.go_on(days=days)
    claim = shop.desk.claims.new(vin=first.vehicle.vin)
    lines = {
        "part_lines": [{**to_json(p), "old_serial": ""} for p in first.part_lines],
        "labour_lines": [to_json(one) for one in first.labour_lines],
        "codes": {"fault_code": first.codes.fault_code},
        "visit": {"mileage_km": (first.visit.mileage_km or 0) + 100 * days},
    }
    return shop.desk.claims.save_draft(claim.id, {**lines, **changes})


def test_mileages_that_fall_and_jump(shop: CleanShop) -> None:
    first = a_pump(shop)
    assert first.visit.mileage_km is not None
    fallen = again(shop, first, 10, visit={"mileage_km": first.visit.mileage_km - 1})
    assert rules_of(shop, fallen)["V19"] == "visit.mileage_km"
    assert rules_of(shop, first)["V20"] == "visit.mileage_km"
    jumped = {"visit": {"mileage_km": first.visit.mileage_km + 8_001}}
    shop.desk.claims.save_draft(fallen.id, jumped)
    assert rules_of(shop, fallen)["V21"] == "visit.mileage_km"
    assert "V20" not in rules_of(shop, first)


def test_a_mileage_below_that_of_a_car_without_a_file(shop: CleanShop) -> None:
    vin = a_vin(77, "LX0DA11A", "SA")
    for km in (9_000, 8_000):
        claim = shop.desk.claims.new(vin=vin)
        shop.desk.claims.save_draft(claim.id, {"visit": {"mileage_km": km}})
        shop.clock.go_on(days=1)
    assert claim.vehicle_id is None
    assert rules_of(shop, claim)["V19"] == "visit.mileage_km"


def test_one_order_claimed_twice_and_two_visits_on_one_day(shop: CleanShop) -> None:
    first = a_pump(shop)
    beside = shop.desk.claims.new(visit_id=first.visit.id)
    assert not {"V56", "V59"} & set(rules_of(shop, beside))
    lines = {"part_lines": [to_json(first.part_lines[0])]}
    shop.desk.claims.save_draft(beside.id, lines)
    found = rules_of(shop, beside)
    assert found["V56"] == "part_lines[0].new_part_no"
    assert found["V61"] == "part_lines[0].old_serial"
    shop.desk.claims.void(beside.id, "重复")
    assert "V56" not in rules_of(shop, first)
    second = again(shop, first)
    assert rules_of(shop, second)["V59"] == "visit.arrived_at"


def test_a_repair_that_did_not_last_and_one_that_was_refused(shop: CleanShop) -> None:
    first = a_pump(shop)
    second = again(shop, first, 20)
    assert rules_of(shop, second)["V58"] == "repeat_of"
    shop.desk.claims.save_draft(second.id, {"repeat_of": first.id})
    assert not {"V57", "V58"} & set(rules_of(shop, second))
    put_into(shop.desk, first.id, State.REJECTED)
    assert "V57" not in rules_of(shop, second)  # linked, and driven on since
    shop.desk.claims.save_draft(second.id, {"repeat_of": None})
    assert rules_of(shop, second)["V57"] == "vehicle.vin"
    refiled = {"type": "GOODWILL", "codes": {"original_claim_no": first.claim_number}}
    shop.desk.claims.save_draft(second.id, refiled)
    assert not {"V57", "V58"} & set(rules_of(shop, second))


def test_a_number_and_a_label_that_another_claim_has(shop: CleanShop) -> None:
    first, second = a_pump(shop), a_pump(shop)
    for claim in (first, second):
        shop.desk.claims.save_draft(claim.id, {"codes": {"maker_claim_number": "WC-1"}})
        piece = shop.desk.stores.parts.find(claim_id=claim.id)[0]
        with shop.desk.bench.change("test"):
            shop.desk.stores.parts.save(replace(piece, maker_tag="M-1"))
    found = rules_of(shop, second)
    assert found["V55"] == "codes.maker_claim_number"
    assert found["V60"] == "part_lines[0]"


def test_a_label_of_another_claim_scanned_as_the_serial_number(shop: CleanShop) -> None:
    first, second = a_pump(shop), a_pump(shop)
    assert "V60" not in rules_of(shop, second)
    tag = shop.desk.stores.parts.find(claim_id=first.id)[0].tag
    shop.desk.claims.save_draft(second.id, line(second, old_serial=tag))
    assert rules_of(shop, second)["V60"] == "part_lines[0].old_serial"


def test_a_free_service_once_more_or_too_late(shop: CleanShop) -> None:
    vin = shop.car("QC-A3", 5)
    first = shop.desk.claims.new(vin=vin, type=ClaimType.FREE_SERVICE)
    told = {"codes": {"service_no": 1}, "visit": {"mileage_km": 4_900}}
    shop.desk.claims.save_draft(first.id, told)
    assert not {"V62", "V63"} & set(rules_of(shop, first))
    shop.clock.go_on(days=40)
    second = shop.desk.claims.new(vin=vin, type=ClaimType.FREE_SERVICE)
    shop.desk.claims.save_draft(second.id, {**told, "visit": {"mileage_km": 5_000}})
    found = rules_of(shop, second)
    assert found["V62"] == "codes.service_no"
    assert found["V63"] == "visit.arrived_at"


def test_a_part_bought_at_more_km_than_the_car_has(shop: CleanShop) -> None:
    claim = a_pump(shop)
    bought = {"type": "SPARE_PART", "codes": {"purchase_km": 18_601}}
    shop.desk.claims.save_draft(claim.id, bought)
    assert rules_of(shop, claim)["V22"] == "codes.purchase_km"
