"""The record of tags: what each label of a claim's old parts says, and the label itself."""

from typing import TYPE_CHECKING

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.old_part import PART_STATE_NAMES, TAG_STATE_NAMES, OldPart
from warrantydesk.i18n import _, minute_text
from warrantydesk.services.dossiers.known import Known
from warrantydesk.services.label_order import DEFAULT_DPI, DEFAULT_STOCK, raster_of
from warrantydesk.services.labels import LabelService
from warrantydesk.services.papers.shipment_facts import desk_paper

if TYPE_CHECKING:
    from warrantydesk.documents.dossier_tags import TagStub, TagStubs

TAGS = "tags"


def stubs(known: Known) -> "TagStubs":
    """Return the stubs of the tags of a claim, one a piece."""
    from warrantydesk.documents.dossier_tags import TagStubs

    claim = known.claim
    return TagStubs(
        desk_paper(known.bench),
        claim.claim_number,
        (
            (_("Claim"), claim.claim_number),
            (_("Maker's claim no."), claim.codes.maker_claim_number or "—"),
            (_("VIN"), claim.vehicle.vin or "—"),
            (_("Repair order"), claim.visit.repair_order or "—"),
        ),
        tuple(_stub(known, piece) for piece in known.pieces if piece.tag),
    )


def _stub(known: Known, piece: OldPart) -> "TagStub":
    from warrantydesk.documents.dossier_tags import TagStub

    return TagStub(
        piece.tag,
        piece.maker_tag,
        " ".join(filter(None, (piece.part_no, piece.part_name))),
        _("causal part") if piece.causal else _("related part"),
        _(TAG_STATE_NAMES[piece.tag_state]),
        minute_text(piece.received_at) if piece.received_at else "",
        known.name(piece.handed_over_by),
        _(PART_STATE_NAMES[piece.state]),
        _picture(known, piece.tag),
    )


def _picture(known: Known, tag: str) -> bytes:
    """Return the label as it is printed, empty where its facts do not make one."""
    from warrantydesk.documents.labels.png import png

    try:
        first = LabelService(known.bench).facts(tag, reprint=0)
        return png(raster_of(first, DEFAULT_STOCK, DEFAULT_DPI))
    except (Refused, ValueError):
        return b""
