"""Facts of the scrap sheet."""

from dataclasses import replace
from datetime import date

from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.retention import retention_of
from warrantydesk.i18n import _, date_text
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.photos import kept, shown
from warrantydesk.services.papers.shipment_facts import PieceWords, desk_paper

SCRAP = "scrap"


def number(bench: Bench, batch_id: int) -> str:
    """Return the number of a scrap batch; Refused(NOT_FOUND) where there is none."""
    return bench.stores.scrap_batches.get(batch_id).number


def prepare(bench: Bench, batch_id: int) -> Draw:
    """Read a scrap batch with its pieces and photo and return what draws the sheet."""
    from warrantydesk.documents.shipments import scrap as document

    stores = bench.stores
    batch = stores.scrap_batches.get(batch_id)
    pieces = sorted(stores.parts.find(scrap_batch_id=batch_id), key=lambda piece: piece.tag)
    words = PieceWords(bench, pieces)
    photo = stores.attachments.get(batch.photo_id) if batch.photo_id else None
    facts = document.ScrapSheet(
        desk_paper(bench, batch.number, SCRAP),
        batch,
        made_by=name_of(bench, batch.made_by),
        pieces=tuple(
            replace(
                words.listed(piece, at),
                reason=_why(piece, words.profile(words.claim(piece.claim_id).brand)),
            )
            for at, piece in enumerate(pieces, 1)
        ),
        photo_name=photo.file_name if photo else "",
    )
    photos = kept(bench, [photo] if photo else [])

    def draw() -> bytes:
        for _name, jpeg, ratio in shown(photos):
            return document.render(replace(facts, photo=jpeg, photo_ratio=ratio))
        return document.render(facts)

    return draw


def _why(piece: OldPart, profile: BrandProfile) -> str:
    """Return what its scrapping rests on: the payment or refusal of its line and the days kept."""
    found = retention_of(piece, profile)
    values = {
        name: date_text(value) if isinstance(value, date) else value
        for name, value in found.values.items()
    }
    return _(found.message, **values)
