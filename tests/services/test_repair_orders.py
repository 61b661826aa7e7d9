"""A pasted repair order: previewed, refused at its fields, or a visit with its draft at once."""

from datetime import datetime
from typing import Any

import pytest
from builders import VIN
from fakes import CHINA
from reading.test_repair_order_text import CHINESE
from stories import acting

from warrantydesk.domain.claim import State
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.pasted_order import PastedPart
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.repair_orders import MOST_BYTES, MOST_LINES


def fields(refusal: Any) -> set[str]:
    return {found.field for found in refusal.value.findings}


def test_a_preview_writes_nothing(desk: Desk) -> None:
    told = desk.repair_orders.paste(CHINESE, preview=True)
    assert (told.id, told.visit_id, told.doubtful) == (None, None, {})
    assert told.fields["vin"] == VIN
    assert told.unread
    assert desk.stores.visits.find() == []


def test_it_becomes_a_visit_and_a_draft(desk: Desk) -> None:
    made = desk.repair_orders.paste(CHINESE)
    assert made.id is not None
    claim = desk.claims.get(made.id)
    visit = claim.visit
    assert (claim.state, claim.claim_number) == (State.DRAFT, made.claim_number)
    assert (visit.repair_order, visit.mileage_km) == ("RO26-77001", 30_534)
    assert visit.arrived_at == datetime(2026, 11, 23, 8, 30, tzinfo=CHINA)
    assert (visit.advisor, visit.technician, visit.brought_by) == ("S03", "S06", "杨𬭎")
    assert (claim.vehicle.vin, claim.vehicle.plate) == (VIN, "京A12345")
    assert (claim.owner.name, claim.owner.phone) == ("贺䶮", "15400000042")
    assert claim.narrative.complaint.startswith("最近老是要加防冻液")
    first, second = claim.part_lines
    assert (first.causal, first.new_part_no, first.unit_price_fen) == (True, "1307010-T20", 40_200)
    assert (second.causal_line, second.quantity, second.unit_price_fen) == (1, 2, 1_250)
    assert [(one.main, one.code, str(one.hours)) for one in claim.labour_lines] == [
        (True, "R1307010", "2.1")
    ]
    assert visit.text == CHINESE
    assert desk.undo() is None


def test_values_of_the_clerk_replace_what_was_read(desk: Desk) -> None:
    made = desk.repair_orders.paste(
        CHINESE,
        values={"mileage_km": "31000", "repair_order": ""},
        parts=(PastedPart("1307010-T20"),),
        labour=(),
    )
    assert made.id is not None
    claim = desk.claims.get(made.id)
    assert (claim.visit.mileage_km, claim.visit.repair_order) == (31_000, "RO26-00001")
    assert (len(claim.part_lines), claim.labour_lines) == (1, ())


def test_a_known_plate_tells_the_car(desk: Desk) -> None:
    desk.vehicles.save(VIN, "QC", plate="京A12345")
    made = desk.repair_orders.paste("车牌：京A·12345\n里程：500")
    assert made.id is not None
    assert desk.claims.get(made.id).vehicle.vin == VIN


def test_values_that_cannot_stand_are_told_then_refused(desk: Desk) -> None:
    text = "RO: 1\nVIN: LX0\nMileage: many\nArrived: 2026-13-01 08:30\nFinished: 2027-01-01 10:00\n"
    text += "Parts\nA-1001\tPump\ttwo\t1.00\n"
    wrong = {"mileage_km", "arrived_at", "finished_at"}
    told = desk.repair_orders.paste(text, preview=True)
    assert set(told.doubtful) == wrong
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(text)
    assert refusal.value.codes == ("INVALID",)
    assert fields(refusal) == wrong
    assert desk.stores.visits.find() == []


def test_the_same_order_does_not_come_twice(desk: Desk) -> None:
    desk.repair_orders.paste(CHINESE)
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(CHINESE)
    assert fields(refusal) == {"repair_order"}
    assert len(desk.stores.visits.find()) == 1


@pytest.mark.parametrize(
    "text", ["", " \n\u2800", "nothing of it", "VIN：" + "L" * MOST_BYTES, "甲" * (MOST_BYTES // 2)]
)
def test_text_that_is_no_order_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(text, preview=True)
    assert [(one.rule, one.field) for one in refusal.value.findings] == [("INVALID", "text")]


def test_fields_that_are_none_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(CHINESE, values={"colour": "red"})
    assert fields(refusal) == {"colour"}
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(CHINESE, parts=(PastedPart("A-1", quantity="½", price="x"),))
    assert fields(refusal) == {"parts[0].quantity", "parts[0].price"}
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(CHINESE, parts=(PastedPart("A-1001"),) * (MOST_LINES + 1))
    assert fields(refusal) == {"parts"}


def test_a_technician_pastes_nothing(desk: Desk) -> None:
    acting(desk, Role.TECHNICIAN)
    with pytest.raises(Refused) as refusal:
        desk.repair_orders.paste(CHINESE, preview=True)
    assert refusal.value.codes == ("RIGHT",)
