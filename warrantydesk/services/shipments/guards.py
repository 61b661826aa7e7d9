"""What the verbs of shipments ask before anything is written; plain functions over the bench."""

from collections.abc import Iterable

from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.scan import TAG, recognise
from warrantydesk.domain.shipment import Box, Shipment, ShipmentKind, ShipmentState
from warrantydesk.domain.shipment_due import OWN_LIST, wrong_kind
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

LONGEST = 200


def piece_of(bench: Bench, tag: str) -> OldPart:
    """Return the piece of a tag, ours or the maker's; Refused(NOT_FOUND)."""
    read = recognise(tag)
    piece = bench.stores.parts.by_tag(read.text if read.kind == TAG else code(tag))
    if piece is None or not tag.strip():
        raise refused(NOT_FOUND, N_("No old part has the tag {tag}."), "tag", tag=line(tag)[:40])
    return piece


def pieces_of(bench: Bench, tags: Iterable[str]) -> list[OldPart]:
    """Return the pieces of some tags, each once, in order; Refused(NOT_FOUND)."""
    found = [piece_of(bench, tag) for tag in tags]
    return list({piece.id: piece for piece in found}.values())


def box_of(bench: Bench, text: str) -> Box:
    """Return the box of a scanned code; Refused(NOT_FOUND)."""
    box = bench.stores.boxes.by_code(code(text))
    if box is None or not text.strip():
        raise refused(NOT_FOUND, N_("There is no box {box}."), "box", box=line(text)[:40])
    return box


def must_be_open(shipment: Shipment) -> None:
    """Refuse with STATE a list that has left or is void."""
    if shipment.state is ShipmentState.PACKING:
        return
    if shipment.state is ShipmentState.VOID:
        raise refused(STATE, N_("List {number} is void."), "shipment_id", number=shipment.number)
    raise refused(
        STATE,
        N_("List {number} has left: nothing on it can be changed."),
        "shipment_id",
        number=shipment.number,
    )


def must_stand(box: Box) -> None:
    """Refuse with STATE a box that was voided."""
    if box.void_reason:
        raise refused(STATE, N_("Box {box} is void."), "box", box=box.code)


def must_be_unsealed(box: Box) -> None:
    """Refuse with STATE a box that is closed."""
    if box.is_sealed:
        raise refused(STATE, N_("Box {box} is sealed: open it again first."), "box", box=box.code)


def must_fit(bench: Bench, piece: OldPart, shipment: Shipment) -> None:
    """Refuse a piece of another maker (INVALID) or of the other kind of list (V85, INVALID)."""
    brand = bench.stores.shipment_lists.brand_of(piece.claim_id)
    name = piece.part_name or piece.part_no
    if brand != shipment.brand:
        other = next_list(bench, brand, piece.hazard)
        if other is None:
            raise refused(
                INVALID,
                N_("{part} belongs to {maker}: open a return shipment for {maker}."),
                "tag",
                part=name,
                maker=bench.maker_name(brand),
            )
        raise refused(
            INVALID,
            N_("{part} belongs to {maker}: pack it into {number}."),
            "tag",
            part=name,
            maker=brand,
            number=other.number,
        )
    why = wrong_kind(piece.hazard, shipment.kind, bench.profile(brand).hazards)
    if why == OWN_LIST:
        raise refused(
            "V85",
            N_("{part} never goes on an ordinary list: open one for hazardous goods."),
            "tag",
            part=name,
        )
    if why:
        raise refused(
            INVALID, N_("{part} is not hazardous: it goes on an ordinary list."), "tag", part=name
        )


def kind_for(bench: Bench, brand: str, hazard: str) -> ShipmentKind:
    """Return the kind of list that a piece goes on."""
    why = wrong_kind(hazard, ShipmentKind.ORDINARY, bench.profile(brand).hazards)
    return ShipmentKind.HAZARD if why else ShipmentKind.ORDINARY


def next_list(bench: Bench, brand: str, hazard: str) -> Shipment | None:
    """Return the newest open list of a maker that takes a piece, None where none is open."""
    found = bench.stores.shipments.find(
        brand=brand, kind=kind_for(bench, brand, hazard), state=ShipmentState.PACKING
    )
    return found[-1] if found else None


def short(text: str, field: str) -> str:
    """Return a one-line text; Refused(INVALID) where it is far too long."""
    words = line(text)
    if len(words) > LONGEST:
        raise refused(INVALID, N_("This text is too long: at most {n} signs."), field, n=LONGEST)
    return words
