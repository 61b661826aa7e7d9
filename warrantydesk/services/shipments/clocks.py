"""Clocks of returns for the day's list: lists to send, lists to arrive, refusals to dispute."""

from collections.abc import Iterator
from datetime import date

from warrantydesk.domain.return_clock import REMINDERS, SETTLED, reminders, settled_end
from warrantydesk.domain.shipment import ShipmentState
from warrantydesk.domain.shipment_views import ShipmentDeadline, ShipmentSummary
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import holidays
from warrantydesk.storage.due_dates import DuePiece

RETURN_BY, ARRIVAL, DISPUTE = "return_by", "arrival", "dispute"
_REMINDED = {
    1: N_("Asked for on {day}, reminder 1: {part} {tag}"),
    2: N_("Asked for on {day}, reminder 2, tell the service manager: {part} {tag}"),
}


def deadlines(bench: Bench, today: date) -> tuple[ShipmentDeadline, ...]:
    """Return every open clock of returns, the most urgent first (C.4)."""
    found = [
        *_of_lists(bench, today),
        *_of_requests(bench, today),
        *_of_settled(bench, today),
        *_of_refusals(bench, today),
    ]
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


def _of_requests(bench: Bench, today: date) -> Iterator[ShipmentDeadline]:
    """Yield the last reminder that has come of what the maker asked for and has not got."""
    rest = holidays(bench)
    for piece in bench.stores.due_dates.asked_for():
        come = reminders(bench.profile(piece.brand), piece.day, rest)
        number, day = max((one for one in come if one[1] <= today), default=(0, today))
        if number:
            code, said = REMINDERS[number - 1], _REMINDED[number]
            yield _of_piece(piece, code, day, today, said)


def _of_settled(bench: Bench, today: date) -> Iterator[ShipmentDeadline]:
    """Yield what is paid and must be back, or the car's next claim is returned (V83)."""
    rest = holidays(bench)
    for piece in bench.stores.due_dates.settled():
        day = settled_end(bench.profile(piece.brand), piece.day, rest)
        if day is not None:
            said = N_("Paid on {day}, return it by {end}: {part} {tag}")
            yield _of_piece(piece, SETTLED, day, today, said)


def _of_piece(
    piece: DuePiece, code: str, due_on: date, today: date, message: str
) -> ShipmentDeadline:
    name = piece.part_name or piece.part_no
    values = {"part": name, "tag": piece.tag, "day": piece.day, "end": due_on}
    return ShipmentDeadline(
        code,
        None,
        piece.id,
        piece.brand,
        due_on,
        today > due_on,
        piece.amount_fen,
        message,
        values,
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
