"""The boxes of a list: added, weighed, sealed, opened again, voided, photographed."""

from dataclasses import replace
from pathlib import Path

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.shipment import Box, Shipment, ShipmentState
from warrantydesk.domain.text import code, line, whole
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import OF_BOX, AttachmentService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shipments.guards import (
    box_of,
    must_be_open,
    must_be_unsealed,
    must_stand,
    short,
)
from warrantydesk.services.shipments.undoing import Former, undoable

PHOTO = "BOX"
"""The paper code of a photo of a packed box; it belongs to no claim."""
HEAVIEST_G = 2_000_000
MOST = 99


def new_box(bench: Bench, shipment: Shipment) -> Box:
    """Return a new box with the lowest free number; inside an open change.

    A number whose box was voided is taken up again, so that numbers run from 1 without gaps.
    """
    store = bench.stores.boxes
    taken = {box.number for box in store.of(shipment.id)}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    if number > MOST:
        raise refused(INVALID, N_("A list has at most {n} boxes."), "box", n=MOST)
    name = f"B{shipment.number[1:]}-{number:02}"
    former = store.by_code(name)
    if former is None:
        return store.add(Box(shipment.id, number, name))
    return store.save(replace(former, weight_g=None, sealed_by="", sealed_at=None, void_reason=""))


def add_box(bench: Bench, shipment_id: int) -> Box:
    """Add a box to a list."""
    shipment = bench.stores.shipments.get(shipment_id)
    bench.allow("shipments.add_box")
    must_be_open(shipment)
    with bench.change(N_("add a box"), Kind.SHIPMENTS, ids=(shipment_id,)):
        box = new_box(bench, shipment)
    undoable(bench, N_("add a box"), shipment_id, Former(new_boxes=[box.id]))
    return box


def named_box(bench: Bench, shipment: Shipment, text: str) -> Box:
    """Return the box of a code or number of a list; Refused(NOT_FOUND), Refused(INVALID)."""
    plain = code(text)
    try:
        number = whole(plain)
    except ValueError:
        box = box_of(bench, plain)
        if box.shipment_id != shipment.id:
            raise refused(
                INVALID,
                N_("Box {box} belongs to another list, not to {number}."),
                "box",
                box=box.code,
                number=shipment.number,
            ) from None
        return box
    found = next((box for box in bench.stores.boxes.of(shipment.id) if box.number == number), None)
    if found is None:
        raise refused(NOT_FOUND, N_("There is no box {box}."), "box", box=line(text)[:40])
    return found


def weigh(bench: Bench, text: str, weight_g: int) -> Box:
    """Enter what a box weighs, with the box, in grams."""
    box = _of_open_list(bench, text, "weigh")
    if not 0 < weight_g <= HEAVIEST_G:
        raise refused(INVALID, N_("A box weighs more than 0 and at most 2,000 kg."), "weight_g")
    return _saved(bench, N_("weigh a box"), box, replace(box, weight_g=weight_g))


def seal(bench: Bench, text: str) -> Box:
    """Close a box: nothing goes in or out until it is opened again."""
    box = _of_open_list(bench, text, "seal")
    if box.is_sealed:
        raise refused(STATE, N_("Box {box} is sealed already."), "box", box=box.code)
    if not bench.stores.shipment_lines.find(box_id=box.id, void_reason=""):
        raise refused(STATE, N_("Box {box} is empty: pack into it first."), "box", box=box.code)
    return _saved(bench, N_("seal a box"), box, sealed(bench, box))


def sealed(bench: Bench, box: Box) -> Box:
    """Return a box closed by the acting person now."""
    return replace(box, sealed_by=bench.person.login, sealed_at=bench.now)


def reopen(bench: Bench, text: str) -> Box:
    """Open a sealed box again; it is to be weighed anew."""
    box = _of_open_list(bench, text, "reopen")
    if not box.is_sealed:
        raise refused(STATE, N_("Box {box} is open."), "box", box=box.code)
    opened = replace(box, sealed_by="", sealed_at=None)
    return _saved(bench, N_("open a box again"), box, opened)


def void_box(bench: Bench, text: str, reason: str) -> Box:
    """Void an empty box with a reason."""
    box = _of_open_list(bench, text, "void_box")
    if bench.stores.shipment_lines.find(box_id=box.id, void_reason=""):
        raise refused(
            STATE, N_("Box {box} holds pieces: take them out first."), "box", box=box.code
        )
    why = short(needs(reason, "reason", N_("Give the reason.")), "reason")
    return _saved(bench, N_("void a box"), box, replace(box, void_reason=why))


def _of_open_list(bench: Bench, text: str, verb: str) -> Box:
    box = box_of(bench, text)
    bench.allow(f"shipments.{verb}")
    must_be_open(bench.stores.shipments.get(box.shipment_id))
    must_stand(box)
    if verb == "void_box":
        must_be_unsealed(box)
    return box


def _saved(bench: Bench, name: str, before: Box, after: Box) -> Box:
    with bench.change(name, Kind.SHIPMENTS, ids=(before.shipment_id,)):
        saved = bench.stores.boxes.save(after)
    undoable(bench, name, before.shipment_id, Former(boxes=[before]))
    return saved


def add_photo(bench: Bench, attachments: AttachmentService, text: str, file: Path) -> Attachment:
    """Keep a photo of a packed box: the proof against “damaged by poor packing” (B.5)."""
    box = box_of(bench, text)
    bench.allow("shipments.add_photo")
    must_stand(box)
    if bench.stores.shipments.get(box.shipment_id).state is ShipmentState.VOID:
        must_be_open(bench.stores.shipments.get(box.shipment_id))
    return attachments.keep_file(file, PHOTO, None, "", f"{OF_BOX}{box.code}", picture=True)


def photos(bench: Bench, text: str) -> list[Attachment]:
    """Return the photos of a box in order of entry."""
    box = box_of(bench, text)
    return bench.stores.attachments.find(claim_id=None, item=f"{OF_BOX}{box.code}")
