"""Facts of the letter that disputes a refusal."""

from collections.abc import Iterator
from dataclasses import replace

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.shipment import Shipment
from warrantydesk.i18n import N_, _, named
from warrantydesk.services.attachments import OF_BOX, OF_PIECE
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of, paper_documents
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.photos import kept, shown
from warrantydesk.services.papers.shipment_facts import PieceWords, desk_paper

DISPUTE = "dispute"


def number(bench: Bench, part_id: int) -> str:
    """Return the tag of a piece; Refused(NOT_FOUND) where there is no such piece."""
    return bench.stores.parts.get(part_id).tag


def prepare(bench: Bench, part_id: int) -> Draw:
    """Read the piece, its claim, its way and our answer, and return what draws the letter."""
    from warrantydesk.documents.shipments import dispute as document

    stores = bench.stores
    piece = stores.parts.get(part_id)
    words = PieceWords(bench, [piece])
    claim = stores.claims.get(piece.claim_id)
    listed = words.listed(piece)
    shipment = stores.shipments.get(piece.shipment_id) if piece.shipment_id else None
    photos = _photos(bench, piece)
    reason = words.profile(claim.brand).reasons.get(piece.refusal_code)
    facts = document.DisputeLetter(
        desk_paper(bench, piece.tag, DISPUTE),
        piece,
        listed,
        claim,
        maker=bench.maker_name(claim.brand),
        fault=listed.fault,
        technician=name_of(bench, claim.visit.technician),
        shipment=shipment,
        refusal=" ".join(filter(None, (piece.refusal_code, named(reason) if reason else ""))),
        notice_no=shipment.receipt.notice_no if shipment else "",
        unit_price_fen=piece.amount_fen,
        deducted_fen=piece.deducted_fen,
        answer=piece.dispute_text,
        proofs=tuple(_proofs(bench, claim, shipment, photos)),
    )
    pictures = kept(bench, photos)
    return lambda: document.render(replace(facts, photos=shown(pictures)))


def missing(bench: Bench, part_id: int) -> tuple[Problem, ...]:
    """Return what the letter lacks: a refusal, our reasons, a proof, days on its clock."""
    return tuple(_gaps(bench, bench.stores.parts.get(part_id)))


def _gaps(bench: Bench, piece: OldPart) -> Iterator[Problem]:
    if not piece.refusal_code and not piece.refusal_text:
        yield Problem("refusal_code", N_("The maker has not refused this piece."))
    if not piece.dispute_text.strip():
        yield Problem("dispute_text", N_("The letter has no reasons yet: write them first."))
    if not _photos(bench, piece):
        yield Problem("photos", N_("There is no photo of this piece or of its box to enclose."))
    if piece.dispute_by and piece.dispute_by < bench.today and piece.disputed_on is None:
        yield Problem(
            "dispute_by",
            N_("The last day to dispute was {day}."),
            {"day": piece.dispute_by.isoformat()},
        )


def _photos(bench: Bench, piece: OldPart) -> list[Attachment]:
    """Return the photos of the piece, then those of its packed box."""
    store = bench.stores.attachments
    tags = {f"{OF_PIECE}{tag}" for tag in (piece.tag, piece.maker_tag) if tag}
    own = [one for one in store.find(claim_id=piece.claim_id) if one.item in tags]
    boxed = store.find(claim_id=None, item=f"{OF_BOX}{piece.box}") if piece.box else []
    return [*own, *boxed]


def _proofs(
    bench: Bench, claim: Claim, shipment: Shipment | None, photos: list[Attachment]
) -> Iterator[tuple[str, bool]]:
    for paper in paper_documents(bench, claim):
        if paper.mandatory or paper.present:
            yield paper.name, paper.present
    boxed = sum(one.item.startswith(OF_BOX) for one in photos)
    yield _("Photos of the piece: {n}", n=len(photos) - boxed), len(photos) > boxed
    yield _("Photos of the packed box: {n}", n=boxed), boxed > 0
    yield _("Return list"), shipment is not None
    yield _("Waybill"), bool(shipment and shipment.waybill)
