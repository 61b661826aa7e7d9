"""Gathering what a return list is judged by, each table asked once."""

from warrantydesk.domain.shipment import Box, Shipment
from warrantydesk.domain.shipment_facts import ShipmentFacts
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.services.bench import Bench


def facts_of(
    bench: Bench,
    shipment: Shipment,
    pieces: tuple[ReturnPiece, ...] | None = None,
    boxes: tuple[Box, ...] | None = None,
) -> ShipmentFacts:
    """Return a list with its surroundings; ``pieces`` and ``boxes`` where they are read."""
    stores, profile = bench.stores, bench.profile(shipment.brand)
    on_list = tuple(stores.shipment_lists.pieces_of(shipment.id)) if pieces is None else pieces
    standing = tuple(stores.boxes.of(shipment.id)) if boxes is None else boxes
    claims = sorted({piece.claim_id for piece in on_list})
    switches = profile.switches.items()
    return ShipmentFacts(
        shipment=shipment,
        today=bench.today,
        boxes=standing,
        pieces=on_list,
        siblings=tuple(stores.shipment_lists.pieces_of_claims(claims)),
        hazards=profile.hazards,
        parts=profile.parts,
        labelled=stores.shipment_lists.labelled([box.code for box in standing]),
        off=frozenset(rule for rule, switch in switches if not switch.enabled),
    )
