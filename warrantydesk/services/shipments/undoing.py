"""Taking back a step of packing: the rows as they were, written anew."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from warrantydesk.domain.errors import STATE, refused
from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.shipment import Box, Shipment, ShipmentLine, ShipmentState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
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
    left = _where(bench, former)

    def restore() -> None:
        must_be_open(bench.stores.shipments.get(shipment_id))
        if _where(bench, former) != left:
            raise refused(STATE, N_("A piece has moved in the meantime: this step stays."))
        with bench.change(N_("undo return shipment"), Kind.SHIPMENTS, Kind.PARTS) as touched:
            _boxes(bench, former)
            _lines(bench, former)
            touched += _pieces(bench, former.pieces)
            _list(bench, shipment_id, former)

    bench.undoable(name, key, restore)


def _where(bench: Bench, former: Former) -> list[tuple[PartState, str, int | None]]:
    """Return where the pieces of a step are."""
    now = (bench.stores.parts.get(piece.id) for piece in former.pieces)
    return [(piece.state, piece.box, piece.shipment_id) for piece in now]


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


def _pieces(bench: Bench, before: Sequence[OldPart]) -> list[int]:
    store = bench.stores.parts
    for piece in before:
        now = store.get(piece.id)
        # A label that was seen stays seen.
        seen = TagState.CONFIRMED if now.tag_state is TagState.CONFIRMED else piece.tag_state
        store.save(replace(piece, version=now.version, tag_state=seen))
    return [piece.claim_id for piece in before]


def _list(bench: Bench, shipment_id: int, former: Former) -> None:
    store = bench.stores.shipments
    now = store.get(shipment_id)
    if former.is_new_list:
        store.save(replace(now, state=ShipmentState.VOID, void_reason=UNDONE))
    elif former.shipment is not None:
        store.save(replace(former.shipment, version=now.version))
