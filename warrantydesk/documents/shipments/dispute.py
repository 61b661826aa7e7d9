"""The letter by which the station asks the maker to look at a refused piece again."""

from dataclasses import dataclass

from warrantydesk.documents.blocks import (
    Cell,
    Sign,
    cells,
    narrative,
    sentence,
    signatures,
    ticks,
)
from warrantydesk.documents.claim_paper import day, kilometres, minute
from warrantydesk.documents.coverage_tables import verdict_strip
from warrantydesk.documents.flow import Flow
from warrantydesk.documents.paper import Step, pdf
from warrantydesk.documents.shipments.desk_paper import DeskPaper
from warrantydesk.documents.shipments.facts import ListedPiece
from warrantydesk.documents.shipments.parts import pictures, role_of
from warrantydesk.documents.typesetting import unbroken
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.money import yuan
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import Shipment
from warrantydesk.domain.tag import has_tag_shape, spoken
from warrantydesk.i18n import _


@dataclass(frozen=True)
class DisputeLetter:
    """A refused piece with its claim, its way to the maker and our answer."""

    desk: DeskPaper
    piece: OldPart
    listed: ListedPiece
    claim: Claim
    maker: str = ""
    fault: str = ""
    technician: str = ""
    shipment: Shipment | None = None
    refusal: str = ""
    """The refusal code with its words in the maker's table."""
    notice_no: str = ""
    unit_price_fen: int | None = None
    deducted_fen: int | None = None
    answer: str = ""
    proofs: tuple[tuple[str, bool], ...] = ()
    """Names of papers and photos, and whether they are enclosed."""
    photos: tuple[tuple[str, bytes, float], ...] = ()
    """Caption, JPEG bytes, height by width."""


def render(facts: DisputeLetter, step: Step | None = None) -> bytes:
    """Return the letter as PDF."""
    frame = facts.desk.frame(
        _("Request for a second look at an old part"),
        facts.piece.tag,
        _("One copy for the maker, one for the claim folder."),
    )
    flow = Flow(frame.top)
    verdict_strip(
        flow,
        _("To {maker}: old parts and warranty", maker=facts.maker),
        _clock(facts),
    )
    _piece(flow, facts)
    _claim(flow, facts)
    _refusal(flow, facts)
    flow.heading(_("Our answer"))
    narrative(flow, (_("Reasons"), facts.answer), least=4)
    sentence(
        flow,
        _("We ask you to examine the piece again, to accept it and to take the deduction back."),
    )
    if facts.proofs:
        flow.heading(_("Enclosed proofs"), _("ticked: enclosed with this letter"))
        ticks(flow, facts.proofs)
    if facts.photos:
        flow.heading(_("Photos"))
        pictures(flow, facts.photos)
    flow.heading(_("Decision of the maker"), _("filled in by the maker"))
    labels = (_("Accepted or refused"), _("Deduction taken back, yuan"), _("Examined by, date"))
    cells(flow, [Cell(label) for label in labels], least=2)
    flow.heading(_("Signatures"), _("who signs confirms that the above is true"))
    signatures(
        flow,
        Sign(_("Warranty clerk"), facts.desk.clerk),
        Sign(_("Service manager")),
        Sign(_("Stamp of the service station")),
    )
    return pdf(frame, flow.sheets, step)


def _clock(facts: DisputeLetter) -> str:
    piece = facts.piece
    if piece.dispute_by is None:
        return _("Refused on {day}.", day=day(piece.refused_on) or "—")
    return _(
        "Refused on {day}; to be disputed by {until}.",
        day=day(piece.refused_on) or "—",
        until=day(piece.dispute_by),
    )


def _piece(flow: Flow, facts: DisputeLetter) -> None:
    piece, shipment = facts.piece, facts.shipment
    tag = unbroken(spoken(piece.tag)) if has_tag_shape(piece.tag) else piece.tag
    flow.heading(_("Piece"))
    cells(
        flow,
        [
            Cell(_("Old part tag"), tag),
            Cell(_("Tag of the maker"), piece.maker_tag),
            Cell(_("Part number"), piece.part_no, 1.2),
            Cell(_("Part name"), piece.part_name, 1.6),
        ],
        [
            Cell(_("Kind of part"), role_of(facts.listed)),
            Cell(_("Serial no."), piece.serial),
            Cell(_("Supplier"), facts.listed.supplier, 1.6),
            Cell(_("Unit price, yuan"), yuan(facts.unit_price_fen)),
        ],
        [
            Cell(_("Return list no."), shipment.number if shipment else ""),
            Cell(_("Box code"), piece.box),
            Cell(_("Waybill no."), shipment.waybill if shipment else "", 1.2),
            Cell(_("Sent at"), minute(shipment.shipped_at) if shipment else ""),
            Cell(_("Received on"), day(shipment.receipt.received_on) if shipment else ""),
        ],
    )


def _claim(flow: Flow, facts: DisputeLetter) -> None:
    claim, visit = facts.claim, facts.claim.visit
    flow.heading(_("Claim"))
    cells(
        flow,
        [
            Cell(_("Claim no."), claim.claim_number),
            Cell(_("Maker's claim no."), claim.codes.maker_claim_number),
            Cell(_("Repair order"), visit.repair_order),
            Cell(_("Repair finished"), minute(visit.finished_at), 1.1),
            Cell(_("Technician"), facts.technician, 0.8),
        ],
        [
            Cell(_("VIN"), claim.vehicle.vin, 1.6),
            Cell(_("Model"), facts.listed.model, 1.4),
            Cell(_("Delivered on (start of warranty)"), day(claim.vehicle.delivered_on), 1.3),
            Cell(_("Mileage, km"), kilometres(visit.mileage_km), 0.8),
        ],
    )
    narrative(
        flow,
        (_("Fault"), facts.fault),
        (_("Complaint"), claim.narrative.complaint or visit.complaint),
        (_("Cause"), claim.narrative.cause),
        (_("Correction"), claim.narrative.correction),
    )


def _refusal(flow: Flow, facts: DisputeLetter) -> None:
    piece = facts.piece
    flow.heading(_("Refusal of the maker"))
    cells(
        flow,
        [
            Cell(_("Reason"), facts.refusal, 2.4),
            Cell(_("Date of the notice"), day(piece.refused_on)),
            Cell(_("Notice no."), facts.notice_no),
            Cell(_("Deducted, yuan"), yuan(facts.deducted_fen)),
        ],
    )
    if piece.refusal_text:
        narrative(flow, (_("In the maker's words"), piece.refusal_text))
