"""Papers for hands: pick list in the order of the shelf, list inside a box, hand-over sheet."""

from itertools import groupby

from warrantydesk.documents.blocks import SMALL, STRONG, Cell, Sign, cells, sentence, signatures
from warrantydesk.documents.claim_paper import minute
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Frame, Step, bound, pdf
from warrantydesk.documents.sheet import Mark, Sheet
from warrantydesk.documents.shipments.facts import ListedBox, ListedPiece, ShipmentPaper, kilograms
from warrantydesk.documents.shipments.parts import (
    big_number,
    claim_entry,
    part_entry,
    role_of,
    shipment_cells,
    tag_entry,
)
from warrantydesk.documents.table import Column, Table
from warrantydesk.domain.money import yuan
from warrantydesk.domain.shipment import ShipmentKind
from warrantydesk.i18n import N_, _, ngettext_

HAND_OVER_COPIES = (N_("for the carrier"), N_("for the service station"))


def pick_list(facts: ShipmentPaper, step: Step | None = None) -> bytes:
    """Return the pick list: what waits to be packed, place by place, with boxes to tick."""
    frame = facts.desk.frame(
        _("Pick list"), facts.shipment.number, _("Scan every piece when it is packed.")
    )
    flow = Flow(frame.top)
    flow.heading(_("Return shipment"))
    waiting = ngettext_("{n} piece", "{n} pieces", len(facts.waiting))
    shipment_cells(flow, facts, Cell(_("To be picked"), waiting))
    flow.heading(_("Pieces to be picked"), _("in the order of the shelf"))
    if not facts.waiting:
        sentence(flow, _("Nothing waits to be packed."))
    else:
        table = Table(
            flow,
            Column("", 24, "centre"),
            Column(_("Part: number, name"), 250),
            Column(_("Claim no., model"), 100),
            Column(_("Old part tag"), 74),
            Column(_("Kind of part"), 56),
            Column(_("Box no."), 40, "centre"),
        )
        for place, pieces in groupby(facts.waiting, lambda piece: piece.place):
            found = list(pieces)
            count = ngettext_("{n} piece", "{n} pieces", len(found))
            table.group(place or _("On no place"), count)
            for piece in found:
                _picked(table, piece)
    return pdf(frame, flow.sheets, step)


def _picked(table: Table, piece: ListedPiece) -> None:
    table.add(
        Mark.EMPTY,
        part_entry(piece),
        claim_entry(piece),
        tag_entry(piece),
        ((role_of(piece), SMALL),),
        "",
    )


def box_contents(facts: ShipmentPaper, box: str = "", step: Step | None = None) -> bytes:
    """Return the list that lies in a box: of every box, or of the one with the code ``box``."""
    wanted = [one for one in facts.boxes if box in ("", one.code)]
    return bound([_box(facts, one) for one in wanted] or [_no_box(facts)], step)


def _no_box(facts: ShipmentPaper) -> tuple[Frame, list[Sheet]]:
    frame = facts.desk.frame(_("Box contents"), facts.shipment.number)
    flow = Flow(frame.top)
    sentence(flow, _("There is no box yet."))
    return frame, flow.sheets


def _box(facts: ShipmentPaper, box: ListedBox) -> tuple[Frame, list[Sheet]]:
    frame = facts.desk.frame(_("Box contents"), box.code, _("To be laid into the box on top."))
    flow = Flow(frame.top)
    weight = kilograms(box.weight_g)
    said = [ngettext_("{n} piece", "{n} pieces", len(box.pieces))]
    said += [_("{weight} kg", weight=weight)] if weight else []
    title = _("Box {n} of {m}", n=box.number, m=len(facts.boxes))
    big_number(flow, title, " · ".join(said))
    flow.gap(4)
    shipment_cells(flow, facts)
    flow.heading(_("Pieces in this box"), _("one row, one piece, one label"))
    table = Table(
        flow,
        Column(_("No."), 24, "centre"),
        Column(_("Claim no., model"), 96),
        Column(_("Part: number, name"), 168),
        Column(_("Supplier"), 66),
        Column(_("Kind of part"), 52),
        Column(_("Old part tag"), 74),
        Column(_("Seen"), 34, "centre"),
    )
    for piece in box.pieces:
        table.add(
            str(piece.number),
            claim_entry(piece),
            part_entry(piece),
            ((piece.supplier, SMALL),),
            ((role_of(piece), SMALL),),
            tag_entry(piece),
            Mark.EMPTY,
        )
    flow.heading(_("Signatures"))
    signatures(flow, Sign(_("Packed by"), facts.handed_by), Sign(_("Checked at the maker")))
    return frame, flow.sheets


def hand_over(facts: ShipmentPaper, step: Step | None = None) -> bytes:
    """Return the sheet on which the carrier takes over the boxes, in two copies."""
    shipment = facts.shipment
    frame = facts.desk.frame(
        _("Hand-over to the carrier"),
        shipment.number,
        _("One copy for the carrier, one for the service station."),
        tuple(_(name) for name in HAND_OVER_COPIES),
    )
    flow = Flow(frame.top)
    flow.heading(_("Return shipment"), shipment.title)
    shipment_cells(flow, facts)
    freight = "" if shipment.freight_fen is None else yuan(shipment.freight_fen)
    cells(
        flow,
        [
            Cell(_("Carrier"), shipment.carrier, 1.4),
            Cell(_("Declared freight, yuan"), freight),
            Cell(_("Boxes in all"), str(len(facts.boxes))),
            Cell(_("Pieces in all"), str(facts.boxed)),
            Cell(_("Weight, kg"), kilograms(facts.weight_g)),
        ],
        [
            Cell(_("Sender"), facts.desk.station, 1.6),
            Cell(_("Phone of the clerk"), facts.desk.clerk_phone),
            Cell(_("Address"), facts.desk.site.address, 2.4),
        ],
    )
    _boxes(flow, facts)
    if shipment.kind is ShipmentKind.HAZARD:
        flow.gap(4)
        sentence(flow, _("Hazardous goods: carried by a carrier licensed for them only."), STRONG)
    _taken_over(flow, facts)
    return pdf(frame, flow.sheets, step)


def _boxes(flow: Flow, facts: ShipmentPaper) -> None:
    flow.heading(_("Boxes handed over"))
    if not facts.boxes:
        sentence(flow, _("There is no box yet."))
        return
    table = Table(
        flow,
        Column(_("Box no."), 60),
        Column(_("Box code"), 130),
        Column(_("Pieces"), 60, "right"),
        Column(_("Weight, kg"), 80, "right"),
        Column(_("Sealed"), 60, "centre"),
        Column(_("Taken over whole"), 90, "centre"),
    )
    for box in facts.boxes:
        table.add(
            _("{n} of {m}", n=box.number, m=len(facts.boxes)),
            ((box.code, STRONG),),
            str(len(box.pieces)),
            kilograms(box.weight_g),
            Mark.TICKED if box.sealed else Mark.EMPTY,
            Mark.EMPTY,
        )


def _taken_over(flow: Flow, facts: ShipmentPaper) -> None:
    shipment = facts.shipment
    flow.gap(6)
    sentence(
        flow,
        ngettext_(
            "The carrier took over {n} box, closed and undamaged.",
            "The carrier took over {n} boxes, closed and undamaged.",
            len(facts.boxes),
        ),
    )
    cells(
        flow,
        [
            Cell(_("Handed over at"), minute(shipment.shipped_at), 1.2),
            Cell(_("Taken over by"), shipment.handed_to),
            Cell(_("Phone of the driver")),
            Cell(_("Plate of the truck")),
        ],
    )
    flow.heading(_("Signatures"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.handed_by, minute(shipment.shipped_at)),
        Sign(_("Carrier"), shipment.handed_to),
        Sign(_("Stamp of the service station")),
    )
