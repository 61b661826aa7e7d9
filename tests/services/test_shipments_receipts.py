"""The maker's receipt: signed for, judged piece by piece, in as many goes as it takes."""

from datetime import date, timedelta

import pytest
from fakes import FixedClock
from returns import GASKET, PUMP, WAY, damages, packed, shipped, states
from stories import newest_change

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.money import percent
from warrantydesk.domain.shipment import ShipmentState, Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.services.shipments import PieceVerdict

ACCEPTED, REFUSED = Verdict.ACCEPTED, Verdict.REFUSED


def refusal(desk: Desk, shipment_id: int, *pieces: PieceVerdict, **receipt: object) -> Refused:
    """Return why a receipt is not taken; nothing may have been written."""
    before = newest_change(desk)
    with pytest.raises(Refused) as no:
        desk.shipments.record_receipt(shipment_id, pieces, receipt)
    assert newest_change(desk) == before
    return no.value


def test_a_receipt_in_three_goes(desk: Desk, clock: FixedClock) -> None:
    shipment, tags = shipped(desk, PUMP, {**GASKET, "quantity": 2})
    clock.go_on(days=4)
    signed = desk.shipments.record_receipt(
        shipment.id, receipt={"received_on": "2026-11-27", "pieces": 3, "packaging": "intact"}
    )
    assert (signed.state, signed.receipt.pieces) == (ShipmentState.SIGNED, 3)
    assert states(desk, tags) == ["OEM_RECEIVED"] * 3
    verdicts = (PieceVerdict(tags[0], ACCEPTED), PieceVerdict(tags[1], ACCEPTED))
    partly = desk.shipments.record_receipt(shipment.id, verdicts, {"notice_no": "DK-9"})
    assert partly.state is ShipmentState.PARTLY_JUDGED
    assert (partly.receipt.received_on, partly.receipt.notice_no) == (date(2026, 11, 27), "DK-9")
    done = desk.shipments.record_receipt(
        shipment.id, (PieceVerdict(tags[2], REFUSED, "o04", "squashed"),)
    )
    assert done.state is ShipmentState.JUDGED
    assert states(desk, tags) == ["ACCEPTED", "ACCEPTED", "REFUSED"]
    totals = desk.shipments.view(shipment.id).totals
    assert (totals.judged, totals.refused) == (3, 1)
    assert damages(desk) == set()


def test_a_verdict_brings_the_piece_to_the_maker_first(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    done = desk.shipments.record_receipt(shipment.id, (PieceVerdict(tags[0], ACCEPTED),))
    assert (done.state, done.receipt.received_on) == (
        ShipmentState.PARTLY_JUDGED,
        desk.bench.today,
    )
    assert states(desk, tags) == ["ACCEPTED", "OEM_RECEIVED"]
    entries = desk.stores.journal.entries("old_part", desk.shelf.by_tag(tags[0]).id)
    told = [entry.after["state"] for entry in entries if entry.after and "state" in entry.after]
    assert told[-3:] == ["SHIPPED", "OEM_RECEIVED", "ACCEPTED"]


def test_a_refusal_costs_price_and_handling_and_starts_its_clock(
    desk: Desk, clock: FixedClock
) -> None:
    shipment, tags = shipped(desk)
    clock.go_on(days=2)
    notice = desk.bench.today - timedelta(days=1)
    desk.shipments.record_receipt(
        shipment.id,
        (
            PieceVerdict(tags[0], REFUSED, "O03", judged_on=notice),
            PieceVerdict(tags[1], REFUSED, "O22", deducted_fen=0),
        ),
    )
    pump, gasket = map(desk.shelf.by_tag, tags)
    profile = desk.profiles.of("QC")
    handling = percent(pump.amount_fen, profile.rates.handling)
    assert handling
    assert pump.deducted_fen == pump.amount_fen + handling
    assert gasket.deducted_fen == 0
    days = profile.deadline_days("deduct_dispute")
    assert days
    assert (pump.refused_on, pump.dispute_by) == (notice, notice + timedelta(days=days))
    (line, other) = desk.stores.shipment_lines.of(shipment.id)
    assert (line.verdict, line.reason_code, line.judged_on) == (REFUSED, "O03", notice)
    assert (line.deducted_fen, other.deducted_fen) == (pump.deducted_fen, 0)
    assert [clock.code for clock in desk.shipments.deadlines()] == ["dispute", "dispute"]


def test_refused_with_the_causal_part_is_for_related_parts(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    causal = [one.code for one in desk.shipments.offered_reasons(tags[0])]
    related = [one.code for one in desk.shipments.offered_reasons(tags[1])]
    assert ("O22" in causal, related[0]) == (False, "O22")
    assert sorted(related) == sorted([*causal, "O22"])
    no = refusal(desk, shipment.id, PieceVerdict(tags[0], REFUSED, "O22"))
    assert [(f.rule, f.field) for f in no.findings] == [("INVALID", "pieces[0].reason_code")]


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        ({"reason_code": ""}, "reason_code"),
        ({"reason_code": "D01"}, "reason_code"),
        ({"reason_code": "O03", "deducted_fen": -1}, "deducted_fen"),
        ({"reason_code": "O03", "judged_on": date(2026, 11, 25)}, "judged_on"),
        ({"reason_code": "O03", "judged_on": date(2026, 11, 23)}, "judged_on"),
        ({"reason_code": "O03", "reason_text": "x" * 300}, "reason_text"),
    ],
    ids=str,
)
def test_a_refusal_is_told_whole(desk: Desk, verdict: dict[str, object], field: str) -> None:
    shipment, tags = shipped(desk)
    given = PieceVerdict(tags[1], REFUSED, **verdict)  # type: ignore[arg-type]
    no = refusal(desk, shipment.id, PieceVerdict(tags[0], ACCEPTED), given)
    assert [(f.rule, f.field) for f in no.findings] == [("INVALID", f"pieces[1].{field}")]


@pytest.mark.parametrize(
    ("receipt", "field"),
    [
        ({"packaging": "wet"}, "receipt.packaging"),
        ({"fault_card": "intact"}, "receipt.fault_card"),
        ({"papers": "?"}, "receipt.papers"),
        ({"pieces": -1}, "receipt.pieces"),
        ({"received_on": "2026-11-25"}, "receipt.received_on"),
        ({"received_on": "2026-11-01"}, "receipt.received_on"),
        ({"colour": "red"}, "receipt.colour"),
    ],
    ids=str,
)
def test_a_receipt_speaks_in_the_makers_words(
    desk: Desk, receipt: dict[str, object], field: str
) -> None:
    shipment, _tags = shipped(desk)
    assert [f.field for f in refusal(desk, shipment.id, **receipt).findings] == [field]


def test_a_piece_is_judged_once_and_on_its_own_list(desk: Desk) -> None:
    shipment, tags = shipped(desk)
    other, others = shipped(desk, PUMP)
    twice = PieceVerdict(tags[0], ACCEPTED)
    assert refusal(desk, shipment.id, twice, twice).codes == ("INVALID",)
    assert refusal(desk, shipment.id, PieceVerdict(others[0], ACCEPTED)).codes == ("INVALID",)
    assert refusal(desk, shipment.id, PieceVerdict("012600000", ACCEPTED)).codes == ("NOT_FOUND",)
    desk.shipments.record_receipt(shipment.id, (twice,))
    assert refusal(desk, shipment.id, twice).codes == ("STATE",)
    assert desk.shipments.get(other.id).state is ShipmentState.SHIPPED


def test_a_piece_that_travels_again_is_not_brought_by_its_former_list(desk: Desk) -> None:
    former, tags = shipped(desk)
    no = PieceVerdict(tags[1], REFUSED, "O05")
    desk.shipments.record_receipt(former.id, (no,))
    desk.shelf.come_back(tags[1], "R2-3")
    again = desk.shipments.open(tags=(tags[1],))
    desk.shipments.pack(tags[1])
    desk.shipments.close(again.id, **WAY, acknowledged={"V79": "it follows"})
    desk.shipments.record_receipt(former.id, (PieceVerdict(tags[0], ACCEPTED),))
    assert states(desk, tags) == ["ACCEPTED", "SHIPPED"]
    assert desk.shipments.get(again.id).state is ShipmentState.SHIPPED


def test_a_list_is_judged_after_it_has_left(desk: Desk) -> None:
    shipment, tags = packed(desk)
    assert refusal(desk, shipment.id, PieceVerdict(tags[0], ACCEPTED)).codes == ("STATE",)
