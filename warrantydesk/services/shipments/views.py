"""What the window and the papers show of return lists."""

from collections.abc import Iterable

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.part_facts import MoveRequest, PieceFacts
from warrantydesk.domain.part_life import moved
from warrantydesk.domain.retention import Retention
from warrantydesk.domain.shelf_layout import in_map_order
from warrantydesk.domain.shipment import Shipment, ShipmentKind, ShipmentState
from warrantydesk.domain.shipment_due import NOT_THIS_TIME, OWN_LIST, why_not
from warrantydesk.domain.shipment_facts import ShipmentFacts
from warrantydesk.domain.shipment_views import (
    BoxView,
    NotThisTime,
    ReturnPiece,
    ShipmentTotals,
    ShipmentView,
)
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments.facts import facts_of

_MOST_EXPLAINED = 500
_UNASKED = Retention(None, "", {})
"""Packing does not look at retention."""


def view(bench: Bench, shipment_id: int) -> ShipmentView:
    """Return a list with its boxes, what waits and why, and what does not go this time."""
    shipment = bench.stores.shipments.get(shipment_id)
    facts = facts_of(bench, shipment)
    boxes = tuple(
        BoxView(
            box,
            tuple(piece for piece in _by_packing(facts) if piece.box_id == box.id),
            box.code in facts.labelled,
        )
        for box in facts.boxes
    )
    waiting = tuple(in_shelf_order(bench, facts.waiting))
    is_open = shipment.state is ShipmentState.PACKING
    return ShipmentView(
        shipment,
        boxes,
        waiting,
        in_the_way(bench, facts, waiting[:_MOST_EXPLAINED]) if is_open else {},
        not_this_time(bench, facts) if is_open else (),
        totals_of(facts),
    )


def _by_packing(facts: ShipmentFacts) -> list[ReturnPiece]:
    return sorted(facts.packed, key=lambda piece: (piece.packed_at is None, piece.packed_at))


def totals_of(facts: ShipmentFacts) -> ShipmentTotals:
    """Return the sums of a list."""
    weights = [box.weight_g for box in facts.boxes if box.weight_g is not None]
    return ShipmentTotals(
        pieces=len(facts.pieces),
        packed=len(facts.packed),
        boxes=len(facts.boxes),
        causal=sum(piece.causal for piece in facts.pieces),
        related=sum(not piece.causal for piece in facts.pieces),
        weight_g=sum(weights) if weights else None,
        amount_fen=sum(piece.amount_fen for piece in facts.pieces),
        packed_fen=sum(piece.amount_fen for piece in facts.packed),
        judged=sum(piece.verdict is not None for piece in facts.pieces),
        refused=sum(piece.verdict == "refused" for piece in facts.pieces),
        deducted_fen=sum(piece.deducted_fen for piece in facts.pieces),
    )


def in_shelf_order(bench: Bench, pieces: Iterable[ReturnPiece]) -> list[ReturnPiece]:
    """Return pieces as one walks along the shelf; what stands nowhere comes last."""
    places = in_map_order(bench.stores.places.find())
    order = {place.code: number for number, place in enumerate(places)}
    return sorted(
        pieces,
        key=lambda one: (order.get(one.place, len(order)), one.claim_number, one.line, one.piece),
    )


def in_the_way(
    bench: Bench, facts: ShipmentFacts, waiting: Iterable[ReturnPiece]
) -> dict[int, Finding]:
    """Return why waiting pieces cannot be packed, by id, as the life of a piece judges it."""
    families: dict[int, list[OldPart]] = {}
    for one in facts.siblings:
        families.setdefault(one.claim_id, []).append(_piece(one))
    request = MoveRequest(hazard_list=facts.shipment.kind is ShipmentKind.HAZARD)
    found: dict[int, Finding] = {}
    for one in waiting:
        around = PieceFacts(
            piece=_piece(one),
            claim=Claim(claim_number=one.claim_number, state=one.claim_state, id=one.claim_id),
            siblings=tuple(families.get(one.claim_id, ())),
            now=bench.latest,
            today=bench.today,
            retention=_UNASKED,
            hazard=facts.hazards.get(one.hazard),
        )
        try:
            moved(around, "pack", request)
        except Refused as no:
            found[one.id] = no.findings[0]
    return found


def _piece(row: ReturnPiece) -> OldPart:
    """Return as much of a piece as packing looks at."""
    return OldPart(
        claim_id=row.claim_id,
        line=row.line,
        piece=row.piece,
        state=row.state,
        tag=row.tag,
        part_no=row.part_no,
        part_name=row.part_name,
        causal=row.causal,
        return_required=row.return_required,
        hazard=row.hazard,
        place=row.place,
        tag_state=row.tag_state,
        causal_line=row.causal_line,
        id=row.id,
    )


def not_this_time(bench: Bench, facts: ShipmentFacts) -> tuple[NotThisTime, ...]:
    """Count what is due of the maker and cannot go on this list, by reason.

    Due is what the maker wants no later than the pieces on the list.
    """
    days = [piece.return_by for piece in facts.pieces if piece.return_by is not None]
    until = max([*days, facts.shipment.required_by or bench.today, bench.today])
    counts: dict[tuple[str, str], int] = {}
    for claim, hazard, count in bench.stores.shipment_lists.due_groups(facts.shipment.brand, until):
        why = why_not(claim, hazard, facts.shipment.kind, facts.hazards)
        if why:
            key = (why, hazard if why == OWN_LIST else "")
            counts[key] = counts.get(key, 0) + count
    return tuple(
        NotThisTime(why, NOT_THIS_TIME[why], count, {"hazard": hazard} if hazard else {})
        for (why, hazard), count in sorted(counts.items())
    )


def whole(bench: Bench, shipment: Shipment) -> dict[str, object]:
    """Return a list with its boxes and lines, as the command line shows it."""
    from warrantydesk.domain.codec import to_json

    stores = bench.stores
    shown: dict[str, object] = to_json(shipment)
    return {
        **shown,
        "boxes": to_json(stores.boxes.of(shipment.id)),
        "lines": to_json(stores.shipment_lists.pieces_of(shipment.id)),
    }
