"""Closing a list: every check at once, then all packed pieces leave in one change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from warrantydesk.domain.errors import INVALID, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.shipment import Box, Carriage, Shipment, ShipmentState
from warrantydesk.domain.shipment_checks import against, checks_of
from warrantydesk.domain.shipment_views import ReturnPiece
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments.boxes import sealed
from warrantydesk.services.shipments.facts import facts_of
from warrantydesk.services.shipments.guards import must_be_open, short
from warrantydesk.services.shipments.lists import KINDS, edited, taken_off
from warrantydesk.services.shipments.moves import Judge

LEFT_FOR_LATER = N_("left for a later shipment")
_MOST_REASONS = 100


@dataclass(frozen=True)
class Departure:
    """What is said when a list leaves; what is None or empty stays as the list has it."""

    waybill: str = ""
    carriage: Carriage | None = None
    carrier: str = ""
    freight_fen: int | None = None
    freight_confirmed: bool = False
    handed_to: str = ""

    def changes(self) -> dict[str, object]:
        """Return it as changes of the list."""
        told: dict[str, object] = {
            "waybill": self.waybill,
            "carriage": self.carriage,
            "carrier": self.carrier,
            "freight_confirmed": self.freight_confirmed,
        }
        said = {name: value for name, value in told.items() if value}
        return said if self.freight_fen is None else {**said, "freight_fen": self.freight_fen}


def close(
    bench: Bench,
    shipment_id: int,
    departure: Departure,
    acknowledged: Mapping[str, str],
    leave_rest: bool,
) -> Shipment:
    """Ship every packed piece; Refused with all that stands against it, nothing written then.

    ``leave_rest`` takes what is not packed off the list, due back as before.
    """
    stores = bench.stores
    old = stores.shipments.get(shipment_id)
    bench.allow("shipments.close")
    must_be_open(old)
    told = _told(acknowledged)
    new = replace(
        edited(bench, old, departure.changes()),
        handed_to=short(departure.handed_to, "handed_to") or old.handed_to,
    )
    pieces = tuple(stores.shipment_lists.pieces_of(shipment_id))
    going = tuple(piece for piece in pieces if piece.is_packed or not leave_rest)
    boxes = tuple(stores.boxes.of(shipment_id))
    judge = Judge(bench)
    packed = [stores.parts.get(piece.id) for piece in going if piece.is_packed]
    after, against_pieces = judge.all(packed, "ship")
    findings = against(checks_of(facts_of(bench, new, going, boxes)), told)
    if findings or against_pieces:
        raise Refused(_each_once([*findings, *against_pieces]))
    with bench.change(N_("ship old parts"), *KINDS) as touched:
        _leave(bench, [] if not leave_rest else [one for one in pieces if not one.is_packed])
        _seal(bench, boxes)
        for piece in after:
            stores.parts.save(piece)
        shipped = stores.shipments.save(
            replace(
                new,
                state=ShipmentState.SHIPPED,
                shipped_by=bench.person.login,
                shipped_at=bench.now,
                acknowledged=_canonical(told) if told else "",
            )
        )
        touched += {piece.claim_id for piece in pieces}
    bench.history.clear()
    return shipped


def _told(acknowledged: Mapping[str, str]) -> dict[str, str]:
    told = {clean(rule): clean(reason).strip() for rule, reason in acknowledged.items()}
    if len(told) > _MOST_REASONS:
        raise refused(INVALID, N_("At most {n} reasons fit here."), "acknowledged", n=_MOST_REASONS)
    return told


def _canonical(told: Mapping[str, str]) -> str:
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _each_once(findings: list[Finding]) -> list[Finding]:
    """Return findings without those that say the same of the same claim."""
    return list({(f.rule, f.message, str(f.values)): f for f in findings}.values())


def _leave(bench: Bench, rest: list[ReturnPiece]) -> None:
    lines = [bench.stores.shipment_lines.get(piece.line_id) for piece in rest]
    taken_off(bench, lines, LEFT_FOR_LATER)


def _seal(bench: Bench, boxes: tuple[Box, ...]) -> None:
    """Seal what is still open: who closes the list closes its boxes."""
    for box in boxes:
        if not box.is_sealed:
            bench.stores.boxes.save(sealed(bench, box))
