"""A list leaves whole or not at all: every check at once, and nothing half-written."""

import pytest
from locks import past_locks
from returns import (
    GASKET,
    PUMP,
    WAY,
    damages,
    listed,
    packed,
    shelved,
    shipped,
    states,
    with_hazard,
)
from stories import newest_change

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.shipment import Carriage, ShipmentState
from warrantydesk.services.desk import Desk


def refusal(desk: Desk, shipment_id: int, **told: object) -> Refused:
    """Return why a list does not leave; nothing may have been written."""
    before = newest_change(desk)
    with pytest.raises(Refused) as no:
        desk.shipments.close(shipment_id, **told)  # type: ignore[arg-type]
    assert newest_change(desk) == before
    return no.value


def test_all_packed_pieces_leave_together(desk: Desk) -> None:
    shipment, tags = packed(desk)
    gone = desk.shipments.close(
        shipment.id,
        waybill=" YT7700123 ",
        carriage=Carriage.ROAD,
        carrier="渝通物流",
        freight_fen=8_600,
        handed_to="赵师傅",
    )
    assert (gone.state, gone.waybill, gone.shipped_by) == (
        ShipmentState.SHIPPED,
        "YT7700123",
        "S01",
    )
    assert (gone.carrier, gone.freight_fen, gone.handed_to) == ("渝通物流", 8_600, "赵师傅")
    assert gone.shipped_at == desk.bench.now
    assert states(desk, tags) == ["SHIPPED", "SHIPPED"]
    assert {desk.shelf.by_tag(tag).place for tag in tags} == {""}
    assert desk.shipments.box("B0126-0001-01").is_sealed
    assert desk.undo() is None
    assert damages(desk) == set()


def test_everything_in_the_way_is_said_at_once(desk: Desk) -> None:
    shipment, tags = listed(desk)
    desk.shipments.pack(tags[0])
    desk.shipments.add_box(shipment.id)
    no = refusal(desk, shipment.id)
    assert [(found.rule, found.field) for found in no.findings] == [
        ("V84", "empty"),
        ("V84", "count"),
        ("V84", "waybill"),
        ("V84", "freight"),
    ]
    assert states(desk, tags) == ["PACKED", "RETURN_DUE"]


def test_freight_0_is_confirmed(desk: Desk) -> None:
    shipment, _tags = packed(desk)
    assert refusal(desk, shipment.id, waybill="YT1", freight_fen=0).codes == ("V84",)
    gone = desk.shipments.close(shipment.id, waybill="YT1", freight_fen=0, freight_confirmed=True)
    assert (gone.freight_fen, gone.freight_confirmed) == (0, True)


def test_what_we_bring_ourselves_has_no_waybill(desk: Desk) -> None:
    shipment, _tags = packed(desk)
    assert desk.shipments.close(shipment.id, carriage=Carriage.SELF).state is ShipmentState.SHIPPED


def test_a_related_part_left_behind_keeps_the_list_here(desk: Desk) -> None:
    shipment, tags = packed(desk)
    desk.shipments.unpack(tags[1])
    desk.shipments.take_off(shipment.id, (tags[1],), "left behind")
    no = refusal(desk, shipment.id, **WAY, acknowledged={"V79": "it follows"})
    assert [(found.rule, found.field) for found in no.findings] == [("V79", "related")]
    (check,) = [one for one in desk.shipments.checks(shipment.id) if one.code == "V79"]
    prices = [desk.shelf.by_tag(tag).amount_fen for tag in tags]
    assert (check.cost_fen, check.goto) == (sum(prices), ("piece", tags[1]))


def test_warnings_need_a_reason_which_is_kept(desk: Desk) -> None:
    shipment, tags = packed(desk)
    with_hazard(desk, tags[0], "airbag")
    with_hazard(desk, tags[1], "fluid")
    no = refusal(desk, shipment.id, **WAY)
    assert set(no.codes) == {"V85", "V86"}
    told = {"V85": "driver signed the note", "V86": "dry"}
    gone = desk.shipments.close(shipment.id, **WAY, acknowledged=told)
    assert gone.acknowledged == '{"V85":"driver signed the note","V86":"dry"}'


def test_the_rest_may_follow_later(desk: Desk) -> None:
    shipment, tags = packed(desk)
    (later,) = shelved(desk, PUMP)
    desk.shipments.add(shipment.id, (later,))
    assert refusal(desk, shipment.id, **WAY).codes == ("V84",)
    gone = desk.shipments.close(shipment.id, **WAY, leave_rest=True)
    assert desk.shipments.view(gone.id).totals.pieces == 2
    assert states(desk, (*tags, later)) == ["SHIPPED", "SHIPPED", "RETURN_DUE"]
    assert [one.tag for one in desk.shipments.due()] == [later]
    next_one = desk.shipments.open(tags=(later,))
    desk.shipments.pack(later)
    desk.shipments.close(next_one.id, **WAY)
    assert states(desk, (later,)) == ["SHIPPED"]
    assert damages(desk) == set()


def test_a_piece_that_went_astray_after_packing_stops_the_list(desk: Desk) -> None:
    shipment, tags = packed(desk, {**PUMP, "quantity": 2})
    desk.shelf.miss(tags[1])
    assert desk.shipments.view(shipment.id).totals.packed == 1
    no = refusal(desk, shipment.id, **WAY)
    assert no.codes == ("V77",)


def test_a_claim_in_dispute_keeps_its_pieces(desk: Desk) -> None:
    shipment, tags = packed(desk, PUMP, GASKET)
    with past_locks(desk, "claim"):
        claim = desk.shelf.by_tag(tags[0]).claim_id
        desk.stores.db.execute("UPDATE claim SET state = 'APPEALED' WHERE id = ?", (claim,))
    assert set(refusal(desk, shipment.id, **WAY).codes) == {"V82"}


def test_a_crash_while_shipping_leaves_the_list_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipment, tags = packed(desk)
    before = newest_change(desk)
    saved = desk.stores.parts.save
    count = 0

    def torn(piece: object) -> object:
        nonlocal count
        count += 1
        if count == 2:
            raise KeyboardInterrupt
        return saved(piece)

    monkeypatch.setattr(desk.stores.parts, "save", torn)
    with pytest.raises(KeyboardInterrupt):
        desk.shipments.close(shipment.id, **WAY)
    monkeypatch.undo()
    assert newest_change(desk) == before
    assert states(desk, tags) == ["PACKED", "PACKED"]
    assert desk.shipments.get(shipment.id).state is ShipmentState.PACKING


def test_a_list_on_its_way_has_its_clock(desk: Desk) -> None:
    shipment, _tags = shipped(desk)
    assert desk.shipments.deadlines() == ()
    desk.shipments.save(shipment.id, {"expected_on": "2026-11-27"})
    (clock,) = desk.shipments.deadlines()
    assert (clock.code, clock.shipment_id) == ("arrival", shipment.id)
