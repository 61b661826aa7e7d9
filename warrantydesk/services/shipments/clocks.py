"""Clocks of returns for the day's list: lists to send, lists to arrive, refusals to dispute."""

from collections.abc import Iterator
from datetime import date

from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.shipment_views import ShipmentDeadline, ShipmentSummary
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

RETURN_BY, ARRIVAL, DISPUTE = "return_by", "arrival", "dispute"


def deadlines(bench: Bench, today: date) -> tuple[ShipmentDeadline, ...]:
    """Return every open clock of returns, the most urgent first (C.4)."""
    found = [*_of_lists(bench, today), *_of_refusals(bench, today)]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.code, one.shipment_id or 0)))


def _of_lists(bench: Bench, today: date) -> Iterator[ShipmentDeadline]:
    travelling = (ShipmentState.PACKING, ShipmentState.SHIPPED)
    for one in bench.stores.shipment_lists.summaries(travelling):
        if one.state is ShipmentState.SHIPPED:
            if one.expected_on is not None:
                yield _of_list(
                    one, ARRIVAL, one.expected_on, today, N_("{number} should arrive by {day}.")
                )
            continue
        days = [
            piece.return_by
            for piece in bench.stores.shipment_lists.pieces_of(one.id)
            if piece.return_by is not None
        ]
        due_on = min([*days, one.required_by] if one.required_by else days, default=None)
        if due_on is not None:
            yield _of_list(one, RETURN_BY, due_on, today, N_("{number} is to be back by {day}."))


def _of_list(
    one: ShipmentSummary, code: str, due_on: date, today: date, message: str
) -> ShipmentDeadline:
    return ShipmentDeadline(
        code,
        one.id,
        None,
        one.brand,
        due_on,
        today > due_on,
        one.amount_fen,
        message,
        {"number": one.number, "day": due_on},
    )


def _of_refusals(bench: Bench, today: date) -> Iterator[ShipmentDeadline]:
    for piece in bench.stores.shipment_lists.disputes():
        if piece.dispute_by is not None:
            yield ShipmentDeadline(
                DISPUTE,
                piece.shipment_id,
                piece.id,
                piece.brand,
                piece.dispute_by,
                today > piece.dispute_by,
                piece.amount_fen,
                N_("Dispute the refusal of {part} {tag} by {day}."),
                {"part": piece.name, "tag": piece.tag, "day": piece.dispute_by},
            )
