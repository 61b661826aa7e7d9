"""The steps of C.2 that happen within a list, asked for by the tag of one piece."""

from collections.abc import Mapping

from warrantydesk.domain.errors import NOT_FOUND, STATE, refused
from warrantydesk.domain.old_part import OldPart, part_move
from warrantydesk.domain.shipment import Shipment
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shipments import closing, receipts
from warrantydesk.services.shipments.guards import piece_of
from warrantydesk.services.shipments.receipts import PieceVerdict


def ship(
    bench: Bench, tag: str, departure: closing.Departure, acknowledged: Mapping[str, str]
) -> OldPart:
    """Ship the whole list of a packed piece; its checks are those of ``close``."""
    piece = _may(bench, tag, "ship")
    closing.close(bench, _list_of(bench, piece).id, departure, acknowledged, leave_rest=False)
    return bench.stores.parts.get(piece.id)


def record_receipt(bench: Bench, tag: str) -> OldPart:
    """Note that the list of a piece has come to the maker, with all its pieces."""
    piece = _may(bench, tag, "record_receipt")
    receipts.record(bench, _list_of(bench, piece).id, (), {})
    return bench.stores.parts.get(piece.id)


def judge(bench: Bench, action: str, verdict: PieceVerdict) -> OldPart:
    """Record the maker's verdict on one piece that it has."""
    piece = _may(bench, verdict.tag, action)
    receipts.record(bench, _list_of(bench, piece).id, (verdict,), {})
    return bench.stores.parts.get(piece.id)


def _may(bench: Bench, tag: str, action: str) -> OldPart:
    piece = piece_of(bench, tag)
    bench.allow(f"shelf.{action}")
    if part_move(piece.state, action) is None:
        raise refused(
            STATE,
            N_("“{action}” is not possible: the old part is {state}."),
            action=action,
            state=piece.state,
        )
    return piece


def _list_of(bench: Bench, piece: OldPart) -> Shipment:
    if piece.shipment_id is None:
        raise refused(NOT_FOUND, N_("The piece stands on no return list."), "tag")
    return bench.stores.shipments.get(piece.shipment_id)
