"""Taking back a step of packing: the rows as they were, written anew."""

from dataclasses import dataclass, field, replace

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import Box, Shipment, ShipmentLine, ShipmentState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.undoing import put_back
from warrantydesk.services.shipments.guards import must_be_open

UNDONE = N_("undone")
"""The reason of lines, boxes and lists that were made by a step that was taken back."""


@dataclass
class Former:
    """Rows as a step found them, and the ids of those that it made."""

    pieces: list[OldPart] = field(default_factory=list)
    lines: list[ShipmentLine] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    shipment: Shipment | None = None
    """The list as it was, where the step changed the list itself."""
    new_lines: list[int] = field(default_factory=list)
    new_boxes: list[int] = field(default_factory=list)
    is_new_list: bool = False
    """The step opened the list."""


def undoable(bench: Bench, name: str, shipment_id: int, former: Former, key: str = "") -> None:
    """Remember how to take a step back.

    It is refused once the list has left, and where a piece has gone elsewhere in the meantime.
    """
    after = _now(bench, former)

    def restore() -> None:
        must_be_open(bench.stores.shipments.get(shipment_id))
        rows = zip(former.pieces, after, _now(bench, former), strict=True)
        pieces = [put_back(*row) for row in rows]
        with bench.change(N_("undo return shipment"), Kind.SHIPMENTS, Kind.PARTS) as touched:
            _boxes(bench, former)
            _lines(bench, former)
            for piece in pieces:
                touched.append(piece.claim_id)
                bench.stores.parts.save(piece)
            _list(bench, shipment_id, former)

    bench.undoable(name, key, restore)


def _now(bench: Bench, former: Former) -> list[OldPart]:
    """Return the pieces of a step as they are."""
    return [bench.stores.parts.get(piece.id) for piece in former.pieces]


def _boxes(bench: Bench, former: Former) -> None:
    store = bench.stores.boxes
    for box in former.boxes:
        store.save(replace(box, version=store.get(box.id).version))


def _lines(bench: Bench, former: Former) -> None:
    store = bench.stores.shipment_lines
    for line in former.lines:
        store.save(replace(line, version=store.get(line.id).version))
    for number in former.new_lines:
        store.save(replace(store.get(number), box_id=None, void_reason=UNDONE))
    for number in former.new_boxes:
        box = bench.stores.boxes.get(number)
        if not store.find(box_id=number, void_reason=""):
            bench.stores.boxes.save(replace(box, void_reason=UNDONE))


def _list(bench: Bench, shipment_id: int, former: Former) -> None:
    store = bench.stores.shipments
    now = store.get(shipment_id)
    if former.is_new_list:
        store.save(replace(now, state=ShipmentState.VOID, void_reason=UNDONE))
    elif former.shipment is not None:
        store.save(replace(former.shipment, version=now.version))
