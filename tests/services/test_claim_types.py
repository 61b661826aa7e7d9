"""What a type brings along, who pays, free services in a batch, and visits that nobody claimed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from stories import acting, drafted, repairing

from warrantydesk.domain.claim import Claim, ClaimType, State
from warrantydesk.domain.claim.lines import AddOn
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.claims.free_services import FreeServiceRow
from warrantydesk.services.desk import Desk

TODAY = date(2026, 11, 24)
FRESH = {"produced_on": date(2026, 8, 1), "invoiced_on": date(2026, 9, 1)}


@pytest.fixture
def station(desk: Desk) -> Desk:
    """Give a staffed desk with two cars of its customers, both delivered in September."""
    acting(desk, Role.RECEPTION)
    for vin, model in ((VIN, "QC-S7"), (OTHER_VIN, "QC-A3")):
        customer = desk.customers.save(f"贺{model}", "15400000042")
        desk.vehicles.save(
            vin,
            "QC",
            model,
            engine_no="E1",
            delivered_on=date(2026, 9, 3),
            customer_id=customer.id,
            **FRESH,
        )
    return acting(desk, Role.CLERK)


def a_sheet(vin: str = VIN, **fields: Any) -> FreeServiceRow:
    return replace(FreeServiceRow(vin, 4_200, TODAY, "贺䶮", technician="S06"), **fields)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(one.rule, one.field) for one in refusal.value.findings]


def test_a_first_service_brings_its_operation_its_parts_and_its_codes(station: Desk) -> None:
    claim = station.claims.new(vin=VIN, type=ClaimType.FREE_SERVICE)
    assert [line.code for line in claim.labour_lines] == ["S0000001"]
    assert claim.labour_lines[0].hours
    assert claim.labour_lines[0].unit_price_fen
    assert claim.codes.fault_code == "SV101"
    assert claim.codes.service_no == 1
    assert claim.part_lines
    assert all(line.consumable for line in claim.part_lines)
    assert claim.total_fen > 0


def test_a_claim_that_becomes_a_service_keeps_what_was_entered(station: Desk) -> None:
    claim = drafted(station)
    claim = station.claims.save_draft(claim.id, {"labour_lines": [{"code": "R1307010"}]})
    changed = station.claims.save_draft(claim.id, {"type": "FREE_SERVICE"})
    assert [line.code for line in changed.labour_lines] == ["R1307010"]
    assert changed.part_lines == ()


@pytest.mark.parametrize("kind", ClaimType)
def test_every_type_can_be_accepted(station: Desk, kind: ClaimType) -> None:
    assert station.claims.new(vin=VIN, type=kind).type is kind


def test_a_battery_is_paid_by_its_maker_until_a_person_says_otherwise(station: Desk) -> None:
    claim = drafted(station)
    battery = {"causal": True, "new_part_no": "3703010-S07", "old_supplier_code": "QB2022"}
    saved = station.claims.save_draft(claim.id, {"part_lines": [battery]})
    assert saved.payer == "QB2022"
    pump = {"causal": True, "new_part_no": "1307010-T20", "old_supplier_code": "QA1031"}
    saved = station.claims.save_draft(claim.id, {"part_lines": [pump]})
    assert saved.payer == ""
    by_hand = station.claims.save_draft(claim.id, {"payer": "QE5048"})
    kept = station.claims.save_draft(by_hand.id, {"part_lines": [battery]})
    assert kept.payer == "QE5048"


def test_who_pays_no_claims_is_no_payer(station: Desk) -> None:
    claim = drafted(station)
    with pytest.raises(Refused) as refusal:
        station.claims.save_draft(claim.id, {"payer": "QA1031"})
    assert codes(refusal) == [("INVALID", "payer")]


def test_a_batch_of_sheets_becomes_claims_that_wait_for_filing(station: Desk) -> None:
    report = station.claims.free_services((a_sheet(), a_sheet(OTHER_VIN, mileage_km=3_900)))
    assert [claim.state for claim in report.claims] == [State.TO_SUBMIT, State.TO_SUBMIT]
    first = report.claims[0]
    assert first.visit.mileage_km == 4_200
    assert first.visit.finished_at is not None
    assert first.owner.name == "贺QC-S7"
    signed = station.visits.signatures(first.visit.id)
    assert [(one.paper, one.name) for one in signed] == [("work_authorisation", "贺䶮")]
    told = [
        row[0]
        for row in station.stores.db.query(
            "SELECT json_extract(after, '$.state') FROM journal WHERE tbl = 'claim' AND row = ?"
            " AND json_extract(after, '$.state') IS NOT NULL ORDER BY seq",
            (first.id,),
        )
    ]
    assert told == ["DRAFT", "APPRAISING", "REPAIRING", "TO_SUBMIT"]
    assert station.claims.submit(first.id).state is State.SUBMITTED


@pytest.mark.parametrize(
    ("sheet", "field"),
    [
        ({"vin": "LX0DA11A9SA099999"}, "vin"),
        ({"mileage_km": -1}, "mileage_km"),
        ({"repaired_on": TODAY + timedelta(days=1)}, "repaired_on"),
        ({"signed_by": "  "}, "signed_by"),
        ({"service_no": 0}, "service_no"),
    ],
)
def test_one_wrong_sheet_keeps_all_from_being_written(
    station: Desk, sheet: dict[str, Any], field: str
) -> None:
    seq = station.stores.journal.seq
    with pytest.raises(Refused) as refusal:
        station.claims.free_services((a_sheet(OTHER_VIN), a_sheet(**sheet)))
    assert ("INVALID", f"rows[1].{field}") in codes(refusal)
    assert station.stores.journal.seq == seq
    assert station.stores.claims.find() == []


def test_the_same_car_twice_is_one_sheet_too_many(station: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        station.claims.free_services((a_sheet(), a_sheet(mileage_km=4_300)))
    assert codes(refusal) == [("INVALID", "rows[1].vin")]


def test_what_would_block_the_filing_refuses_the_batch(station: Desk) -> None:
    station.claims.free_services((a_sheet(),))
    seq = station.stores.journal.seq
    with pytest.raises(Refused) as refusal:
        station.claims.free_services((a_sheet(OTHER_VIN), a_sheet(mileage_km=4_100)))
    assert {rule for rule, _field in codes(refusal)} & {"V19", "V62"}
    assert all(field.startswith("rows[1].") for _rule, field in codes(refusal))
    assert station.stores.journal.seq == seq


def test_a_technician_enters_no_services(station: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        acting(station, Role.TECHNICIAN).claims.free_services((a_sheet(),))
    assert refusal.value.codes == ("RIGHT",)


def a_visit(desk: Desk, clock: Any) -> int:
    """Open a visit without a claim, three days before today."""
    car = desk.stores.vehicles.by_vin(VIN)
    assert car is not None
    customer = desk.vehicles.owner(car.id)
    assert customer is not None
    at = clock.now() - timedelta(days=3)
    return desk.visits.open(car.id, customer.id, at, 4_000, "换雨刮").id


def test_a_visit_without_a_claim_is_listed_until_somebody_says_why(
    station: Desk, clock: Any
) -> None:
    visit_id = a_visit(station, clock)
    assert [one.id for one in station.visits.unclaimed()] == [visit_id]
    station.visits.no_claim(visit_id, "自费更换易损件")
    assert station.visits.unclaimed() == []
    station.visits.no_claim(visit_id, "")
    assert [one.plate for one in station.visits.unclaimed()] == [""]


def test_a_claim_takes_its_visit_off_the_list_and_voiding_it_puts_it_back(
    station: Desk, clock: Any
) -> None:
    claim = station.claims.new(visit_id=a_visit(station, clock))
    assert station.visits.unclaimed() == []
    with pytest.raises(Refused) as refusal:
        station.visits.no_claim(claim.visit.id, "没有")
    assert refusal.value.codes == ("STATE",)
    station.claims.void(claim.id, "重复受理")
    assert [one.id for one in station.visits.unclaimed()] == [claim.visit.id]


def test_todays_visits_are_not_forgotten_yet(station: Desk) -> None:
    car = station.stores.vehicles.by_vin(VIN)
    assert car is not None
    customer = station.vehicles.owner(car.id)
    assert customer is not None
    station.visits.open(car.id, customer.id, station.bench.now, 4_000, "异响")
    assert station.visits.unclaimed() == []


def test_added_work_survives_an_edit_of_its_table(station: Desk) -> None:
    from warrantydesk.ui.tabs.intake.values import changes_of, values_of

    claim = repairing(station)
    add_on = AddOn(True, "拆检后发现", "许蔚然", station.bench.now, station.bench.now, "电话")
    lines = tuple(replace(line, add_on=add_on, genuine=False) for line in claim.part_lines)
    edited = replace(claim, part_lines=lines)
    rows = values_of(edited)("part_lines")
    changes = changes_of({"part_lines": rows})
    saved: Claim = station.claims.save_draft(claim.id, changes)
    assert saved.part_lines[0].add_on == add_on
    assert not saved.part_lines[0].genuine
