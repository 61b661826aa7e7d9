"""The return list in three copies, with the block in which the maker receives (B.4)."""

from collections.abc import Mapping

from warrantydesk.documents.blocks import SMALL, Cell, Sign, cells, signatures
from warrantydesk.documents.claim_paper import day
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.facts import ListedPiece, ShipmentPaper, kilograms
from warrantydesk.documents.shipments.parts import (
    choices,
    claim_entry,
    part_entry,
    role_of,
    tag_entry,
)
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import (
    CARRIAGE_NAMES,
    FAULT_CARD_NAMES,
    LIST_NAMES,
    PACKAGING_NAMES,
    SHIPMENT_KIND_NAMES,
)
from warrantydesk.i18n import N_, _, local, ngettext_

COPIES = (
    N_("with the parts"),
    N_("for the service station"),
    N_("receipt of carrier and maker"),
)
RECEIPT_HEIGHT = 165.0


def render(facts: ShipmentPaper, step: Step | None = None) -> bytes:
    """Return the return list as PDF, every page once for each of the three copies."""
    frame = facts.desk.frame(
        _("Return list of old parts"),
        facts.shipment.number,
        _("In triplicate: with the parts, for the station, as receipt of carrier and maker."),
        tuple(_(name) for name in COPIES),
    )
    flow = Flow(frame.top)
    _head(flow, facts)
    _lines(flow, facts)
    _totals(flow, facts)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.handed_by),
        Sign(_("Head of the station")),
        Sign(_("Stamp of the service station")),
    )
    _receipt(flow, facts)
    return pdf(frame, flow.sheets, step)


def _head(flow: Flow, facts: ShipmentPaper) -> None:
    shipment, desk = facts.shipment, facts.desk
    carriage = _(CARRIAGE_NAMES[shipment.carriage]) if shipment.carriage else ""
    arrived = shipment.receipt.pieces
    sent_on = local(shipment.shipped_at).date() if shipment.shipped_at else None
    flow.heading(_("Return shipment"), " · ".join(filter(None, (facts.maker, shipment.title))))
    cells(
        flow,
        [
            Cell(_("Return list no."), shipment.number),
            Cell(_("Kind of list"), _(SHIPMENT_KIND_NAMES[shipment.kind])),
            Cell(_("Waybill no."), shipment.waybill, 1.4),
            Cell(_("Carriage"), carriage),
            Cell(_("Carrier"), shipment.carrier),
        ],
        [
            Cell(_("Pieces due"), str(facts.count)),
            Cell(_("Pieces arrived"), "" if arrived is None else str(arrived)),
            Cell(_("Boxes in all"), str(len(facts.boxes))),
            Cell(_("Weight, kg"), kilograms(facts.weight_g)),
            Cell(_("Declared freight, yuan"), _freight(facts)),
            Cell(_("Freight checked, yuan")),
        ],
        [
            Cell(
                _("Sent on"),
                day(sent_on),
            ),
            Cell(_("To arrive by"), day(shipment.required_by)),
            Cell(_("Expected on"), day(shipment.expected_on)),
            Cell(_("Claims filed from"), day(shipment.period_from)),
            Cell(_("Claims filed until"), day(shipment.period_to)),
        ],
        [
            Cell(_("Station code"), desk.station_code, 0.8),
            Cell(_("Station"), desk.station, 1.6),
            Cell(_("Phone of the station"), desk.site.phone),
            Cell(_("Warranty clerk"), desk.clerk, 0.8),
            Cell(_("Phone of the clerk"), desk.clerk_phone),
        ],
        [
            Cell(_("Maker's request no."), shipment.request_no, 1.2),
            Cell(_("Asked for by"), shipment.contact),
            Cell(_("Phone of who asked"), shipment.contact_phone),
        ],
    )


def _freight(facts: ShipmentPaper) -> str:
    freight = facts.shipment.freight_fen
    return "" if freight is None else yuan(freight)


def _lines(flow: Flow, facts: ShipmentPaper) -> None:
    flow.heading(_("Pieces on the list"), _("one row, one piece, one label"))
    table = Table(
        flow,
        Column(_("No."), 24, "centre"),
        Column(_("Box no."), 26, "centre"),
        Column(_("Claim no., model"), 80),
        Column(_("Part: number, name"), 116),
        Column(_("Qty"), 26, "centre"),
        Column(_("Supplier"), 46),
        Column(_("Kind of part"), 40),
        Column(_("Fault"), 74),
        Column(_("Old part tag"), 80),
        Column(_("Applied qty"), 41, "centre"),
        Column(_("Accepted qty"), 47, "centre"),
    )
    for box in facts.boxes:
        title = _("Box {n} of {m}", n=box.number, m=len(facts.boxes))
        weight = kilograms(box.weight_g)
        said = [box.code, ngettext_("{n} piece", "{n} pieces", len(box.pieces))]
        said += [_("{weight} kg", weight=weight)] if weight else []
        table.group(title, " · ".join(said))
        for piece in box.pieces:
            _line(table, piece)
    if facts.waiting:
        count = len(facts.waiting)
        table.group(_("In no box yet"), ngettext_("{n} piece", "{n} pieces", count))
        for piece in facts.waiting:
            _line(table, piece)


def _line(table: Table, piece: ListedPiece) -> None:
    table.add(
        str(piece.number),
        str(piece.box or "—"),
        claim_entry(piece),
        part_entry(piece),
        "1",
        ((piece.supplier_code, SMALL),),
        ((role_of(piece), SMALL),),
        ((piece.fault, SMALL),),
        tag_entry(piece),
        "1",
        "" if piece.accepted is None else str(piece.accepted),
    )


def _totals(flow: Flow, facts: ShipmentPaper) -> None:
    pieces = list(facts.pieces)
    causal = sum(piece.causal for piece in pieces)
    claims = len({piece.claim_number for piece in pieces})
    flow.gap(4)
    cells(
        flow,
        [
            Cell(_("Pieces in all"), str(len(pieces))),
            Cell(_("Causal parts"), str(causal)),
            Cell(_("Related parts"), str(len(pieces) - causal)),
            Cell(_("Claims"), str(claims)),
            Cell(_("Boxes in all"), str(len(facts.boxes))),
            Cell(_("Weight, kg"), kilograms(facts.weight_g)),
        ],
    )


def _receipt(flow: Flow, facts: ShipmentPaper) -> None:
    """Put what the maker fills in; it stays on one page."""
    said = facts.shipment.receipt
    flow.heading(_("Receipt of the maker"), _("filled in by the maker"))
    flow.need(RECEIPT_HEIGHT)
    choices(flow, _("Packaging"), _ticked(PACKAGING_NAMES, said.packaging))
    choices(flow, _("Fault card"), _ticked(FAULT_CARD_NAMES, said.fault_card))
    choices(flow, _("Return list"), _ticked(LIST_NAMES, said.papers))
    cells(
        flow,
        [
            Cell(_("Pieces arrived"), "" if said.pieces is None else str(said.pieces)),
            Cell(_("Received on"), day(said.received_on)),
            Cell(_("Notice no."), said.notice_no),
            Cell(_("Remark"), said.note, 2),
        ],
        least=2,
    )
    signatures(
        flow,
        Sign(_("Sorting technician of the maker")),
        Sign(_("Sorted on")),
        Sign(_("Keeper of the old parts store")),
        Sign(_("Head of office")),
    )


def _ticked(names: Mapping[str, str], chosen: str) -> list[tuple[str, bool]]:
    return [(_(name), code == chosen) for code, name in names.items()]
