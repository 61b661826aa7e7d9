"""Records of old parts: pieces that there are none of, return lists and their receipts."""

from typing import TYPE_CHECKING

from warrantydesk.domain.listing import Holds
from warrantydesk.domain.old_part import PART_STATE_NAMES, OldPart
from warrantydesk.domain.shipment import (
    CARRIAGE_NAMES,
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    Shipment,
    ShipmentLine,
    Verdict,
)
from warrantydesk.i18n import N_, _, list_text, named
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.dossiers.record_sheet import sheet, table

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneyRow, MoneySheet, MoneyTable

_VERDICTS = {Verdict.ACCEPTED: N_("Accepted"), Verdict.REFUSED: N_("Refused")}


def no_parts(known: Known) -> "MoneySheet":
    """Return the statement of pieces that there are none of, each with its reason."""
    rows: list[MoneyRow] = [
        (piece.part_no, piece.part_name, _(PART_STATE_NAMES[piece.state]), piece.reason or None)
        for piece in known.waived
    ]
    columns = ((_("Part no."), 1.4), (_("Part"), 1.6), (_("State"), 0.9), (_("Reason"), 3.0))
    return sheet(known, _("No old part statement"), table(_("No old part"), columns, rows))


def returns(known: Known) -> "MoneySheet":
    """Return the lines of return lists, and what the maker wrote of boxes and pieces."""
    ships = {
        line.shipment_id: known.stores.shipments.get(line.shipment_id)
        for _piece, line in known.listed
    }
    boxes = {
        box.id: box.code for number in ships for box in known.stores.boxes.find(shipment_id=number)
    }
    columns = (
        (_("List"), 1.3),
        (_("Box"), 1.5),
        (_("Tag no."), 1.5),
        (_("Part"), 2.2),
        (_("Sent on"), 1.1, Holds.DAY),
        (_("Verdict"), 0.9),
        (_("Judged on"), 1.1, Holds.DAY),
        (_("Reason"), 1.5),
        (_("Deducted ¥"), 1.2, Holds.MONEY),
    )
    rows = [
        _line(known, piece, line, ships[line.shipment_id], boxes.get(line.box_id or 0))
        for piece, line in known.listed
    ]
    return sheet(
        known,
        _("Return list and receipt of the maker"),
        table(_("Lines of return lists"), columns, rows),
        _receipts(known, list(ships.values())),
    )


def _line(
    known: Known, piece: OldPart, line: ShipmentLine, ship: Shipment, box: str | None
) -> "MoneyRow":
    row = known.profile.reasons.get(line.reason_code)
    why = (line.reason_code, named(row) if row else "", line.reason_text)
    return (
        ship.number,
        box,
        piece.tag or None,
        " ".join(filter(None, (piece.part_no, piece.part_name))),
        known.day(ship.shipped_at),
        _(_VERDICTS[line.verdict]) if line.verdict else None,
        line.judged_on,
        " ".join(filter(None, why)) or None,
        line.deducted_fen or None,
    )


def _receipts(known: Known, ships: list[Shipment]) -> "MoneyTable":
    columns = (
        (_("List"), 1.3),
        (_("Carriage"), 1.0),
        (_("Carrier and waybill"), 2.0),
        (_("Maker's request"), 1.2),
        (_("Received on"), 1.1, Holds.DAY),
        (_("Pieces"), 0.7, Holds.COUNT),
        (_("Notice no."), 1.2),
        (_("As the maker found it"), 2.4),
    )
    rows: list[MoneyRow] = [
        (
            ship.number,
            _(CARRIAGE_NAMES[ship.carriage]) if ship.carriage else None,
            " ".join(filter(None, (ship.carrier, ship.waybill))) or None,
            ship.request_no or None,
            ship.receipt.received_on,
            ship.receipt.pieces,
            ship.receipt.notice_no or None,
            _found(ship) or None,
        )
        for ship in ships
    ]
    return table(_("Shipments and what the maker wrote of them"), columns, rows)


def _found(ship: Shipment) -> str:
    """Return how the maker found boxes, tags and list, in words."""
    told = ship.receipt
    said = [
        _(names[code])
        for names, code in (
            (PACKAGING_NAMES, told.packaging),
            (FAULT_CARD_NAMES, told.fault_card),
            (LIST_NAMES, told.papers),
        )
        if code in names
    ]
    return list_text([*said, *filter(None, (told.note,))])
