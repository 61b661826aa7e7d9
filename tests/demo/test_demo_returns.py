"""The made-up shop's return lists: pieces, lines, boxes and verdicts tell the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warrantydesk.demo import build
from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import ShipmentState, Verdict
from warrantydesk.services.desk import Desk

LEFT = {PartState.SHIPPED, PartState.OEM_RECEIVED, PartState.ACCEPTED, PartState.REFUSED}
JUDGED = {Verdict.ACCEPTED: {"ACCEPTED"}, Verdict.REFUSED: {"ACCEPTED", "REFUSED", "DISPUTED"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a shop once, large enough that its lists have several boxes."""
    place = tmp_path_factory.mktemp("shop") / "data"
    build(place, 250, 3)
    return place


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    """Open it."""
    with Desk(folder).open() as opened:
        yield opened


def test_a_piece_is_on_the_list_it_names_and_in_its_box(desk: Desk) -> None:
    stores = desk.stores
    boxes = {box.id: box for box in stores.boxes.find()}
    lines = {line.part_id: line for line in stores.shipment_lines.find()}
    parts = stores.parts.find()
    assert any(part.state in LEFT for part in parts)
    for part in parts:
        line = lines.get(part.id)
        if part.state in LEFT or part.state is PartState.PACKED:
            assert line is not None
            assert line.box_id is not None
            box = boxes[line.box_id]
            assert (box.code, box.shipment_id) == (part.box, part.shipment_id)
        if line is not None and line.verdict is not None:
            assert part.state.value in JUDGED[line.verdict] | {"REFUSED_FINAL"}
        if part.state is PartState.SCRAPPED:
            assert part.paid_on
            assert part.scrap_batch_id


def test_lists_are_numbered_in_the_order_in_which_they_left(desk: Desk) -> None:
    shipments = desk.stores.shipments.find(kind="ordinary")
    sent = sorted((s.shipped_at, s.number) for s in shipments if s.shipped_at)
    assert [number for _at, number in sent] == sorted(number for _at, number in sent)
    states = {shipment.state for shipment in shipments}
    assert states >= {ShipmentState.PACKING, ShipmentState.JUDGED}
    for shipment in shipments:
        packed = [line for line in desk.stores.shipment_lines.of(shipment.id) if line.box_id]
        if shipment.receipt.pieces is not None:
            assert shipment.receipt.pieces == len(packed)
        if shipment.state is not ShipmentState.PACKING:
            assert all(box.is_sealed for box in desk.stores.boxes.of(shipment.id))


def test_this_morning_shows_what_a_shelf_can_show(desk: Desk) -> None:
    states = set(desk.shelf.counts())
    assert states >= {"SHELVED", "RETURN_DUE", "REFUSED", "DISPUTED", "ACCEPTED", "SCRAPPED"}
