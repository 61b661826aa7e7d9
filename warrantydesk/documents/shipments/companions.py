"""The sheets that go with a return list: related parts, and pieces that there are none of."""

from warrantydesk.documents.blocks import SMALL, STRONG, Sign, sentence, signatures
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.sheet import Mark
from warrantydesk.documents.shipments.facts import ListedPiece, PieceFamily, ShipmentPaper
from warrantydesk.documents.shipments.parts import (
    claim_entry,
    part_entry,
    part_text,
    role_of,
    shipment_cells,
    tag_entry,
)
from warrantydesk.documents.table import Column, Table
from warrantydesk.i18n import _, ngettext_


def related_parts(facts: ShipmentPaper, step: Step | None = None) -> bytes:
    """Return the related-part sheet: every causal piece with all that came off with it."""
    frame = facts.desk.frame(
        _("Related parts and their causal parts"),
        facts.shipment.number,
        _("Goes with the return list; a set that is not whole is refused as a whole."),
    )
    flow = Flow(frame.top)
    flow.heading(_("Return shipment"))
    shipment_cells(flow, facts)
    flow.heading(_("Sets of parts"), _("● marks the causal part"))
    if not facts.families:
        sentence(flow, _("No piece on this list has a related part."))
    else:
        table = Table(
            flow,
            Column("", 20, "centre"),
            Column(_("Kind of part"), 56),
            Column(_("Part: number, name"), 176),
            Column(_("Supplier"), 80),
            Column(_("Old part tag"), 74),
            Column(_("No."), 28, "centre"),
            Column(_("Box no."), 28, "centre"),
            Column(_("Not on this list"), 88),
        )
        for family in facts.families:
            _family(table, family)
    _sign(flow, facts)
    return pdf(frame, flow.sheets, step)


def _family(table: Table, family: PieceFamily) -> None:
    causal = family.causal[0] if family.causal else ListedPiece()
    count = len(family.causal) + len(family.related)
    table.group(
        " · ".join(filter(None, (family.claim_number, part_text(causal)))),
        ngettext_("{n} piece", "{n} pieces", count),
    )
    for piece in (*family.causal, *family.related):
        away = " ".join(filter(None, (piece.state, piece.place)))
        table.add(
            Mark.DOT if piece.causal else "",
            ((role_of(piece), SMALL),),
            part_entry(piece),
            ((piece.supplier, SMALL),),
            tag_entry(piece),
            str(piece.number or "—"),
            str(piece.box or "—"),
            "" if piece.number else ((away, STRONG),),
        )


def no_part_declaration(facts: ShipmentPaper, step: Step | None = None) -> bytes:
    """Return the declaration of pieces that there is no old part of, each with its reason."""
    frame = facts.desk.frame(
        _("Declaration of missing old parts"),
        facts.shipment.number,
        _("Goes with the return list; one copy stays at the service station."),
    )
    flow = Flow(frame.top)
    flow.heading(_("Return shipment"))
    shipment_cells(flow, facts)
    flow.heading(_("Pieces without an old part"))
    if not facts.no_parts:
        sentence(flow, _("Every piece of the claims on this list is there."))
    else:
        table = Table(
            flow,
            Column(_("No."), 24, "centre"),
            Column(_("Claim no., model"), 92),
            Column(_("VIN"), 108),
            Column(_("Part: number, name"), 132),
            Column(_("Qty"), 24, "centre"),
            Column(_("Kind of part"), 52),
            Column(_("Reason"), 150),
        )
        for number, piece in enumerate(facts.no_parts, 1):
            table.add(
                str(number),
                claim_entry(piece),
                ((piece.vin, SMALL),),
                part_entry(piece),
                "1",
                ((role_of(piece), SMALL),),
                piece.reason,
            )
        flow.gap(6)
        sentence(
            flow,
            _(
                "We declare that the pieces above were replaced and that there is no old part of"
                " them to send back, for the reason given. The service station answers for this."
            ),
            STRONG,
        )
    _sign(flow, facts)
    return pdf(frame, flow.sheets, step)


def _sign(flow: Flow, facts: ShipmentPaper) -> None:
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.handed_by),
        Sign(_("Head of the station")),
        Sign(_("Stamp of the service station")),
    )
