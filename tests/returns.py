"""Pieces on the shelf that are to go back, and lists of them, where a test begins."""

from dataclasses import replace
from typing import Any

from stories import put_into, repairing

from warrantydesk.domain.claim import State
from warrantydesk.domain.shipment import Shipment
from warrantydesk.services.desk import Desk

PUMP = {"causal": True, "new_part_no": "1307010-T20", "old_supplier_code": "QA1031"}
GASKET = {
    "causal_line": 1,
    "new_part_no": "1307020-T20",
    "old_supplier_code": "QA1023",
    "return_required": True,
}
WAY = {"waybill": "YT7700123", "freight_fen": 8_600}


def shelved(
    desk: Desk, *lines: dict[str, Any], state: str = "SUBMITTED", brand: str = "QC"
) -> tuple[str, ...]:
    """Put the pieces of a filed claim on the shelf, a pump and its gasket by default."""
    claim = repairing(desk)
    desk.claims.save_draft(claim.id, {"part_lines": list(lines) or [PUMP, GASKET]})
    tags = []
    for piece in desk.shelf.pieces_of(claim.id):
        if piece.state == "EXPECTED":
            tag = desk.shelf.receive(claim.id, piece.line, piece.piece).tag
            desk.shelf.set_drained(desk.shelf.shelve(tag, "R2-3").tag)
            tags.append(tag)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(desk.stores.claims.get(claim.id), brand=brand))
    put_into(desk, claim.id, State(state))
    return tuple(tags)


def listed(desk: Desk, *lines: dict[str, Any]) -> tuple[Shipment, tuple[str, ...]]:
    """Open a list with the pieces of a filed claim."""
    tags = shelved(desk, *lines)
    return desk.shipments.open(tags=tags), tags


def packed(desk: Desk, *lines: dict[str, Any]) -> tuple[Shipment, tuple[str, ...]]:
    """Open a list and pack all of it into one box."""
    shipment, tags = listed(desk, *lines)
    for tag in tags:
        desk.shipments.pack(tag)
    return shipment, tags


def shipped(desk: Desk, *lines: dict[str, Any]) -> tuple[Shipment, tuple[str, ...]]:
    """Send a list on its way."""
    shipment, tags = packed(desk, *lines)
    return desk.shipments.close(shipment.id, **WAY), tags


def states(desk: Desk, tags: tuple[str, ...]) -> list[str]:
    """Return where the pieces stand in their life."""
    return [desk.shelf.by_tag(tag).state.value for tag in tags]


def with_hazard(desk: Desk, tag: str, hazard: str, *, drained: bool = False) -> None:
    """Write past the verbs that a piece is hazardous."""
    with desk.bench.change("test"):
        piece = desk.shelf.by_tag(tag)
        desk.stores.parts.save(replace(piece, hazard=hazard, drained=drained))


def damages(desk: Desk) -> set[str]:
    """Return what is wrong, but for the index of claims that were put into a state here."""
    return {found.kind for found in desk.archive.verify()} - {"search"}
