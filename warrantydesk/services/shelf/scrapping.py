"""Scrap: destroying released pieces together, before a witness and a camera."""

from dataclasses import replace
from pathlib import Path

from warrantydesk.domain.errors import INVALID, STATE, Refused, refused
from warrantydesk.domain.finding import Finding
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.part_facts import MoveRequest
from warrantydesk.domain.stock_take import ScrapBatch
from warrantydesk.i18n import N_
from warrantydesk.services.attachments import AttachmentService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.steps import NAMES, Steps, once
from warrantydesk.storage.numbers import SCRAP

SCRAP_PHOTO = "SCRAP"
"""The paper code of a photo of what is destroyed; it belongs to no claim."""
_KNOWN_LATER = 0
"""Stands for the batch while its pieces are judged."""


class Scrapping:
    """Releases and destroys."""

    def __init__(self, bench: Bench, steps: Steps, attachments: AttachmentService) -> None:
        self._bench, self._steps, self._attachments = bench, steps, attachments

    def scrap(
        self, pieces: list[OldPart], witness: str, photo: Path | int | None, note: str
    ) -> ScrapBatch:
        """Destroy pieces together: all, or none with a finding per piece that may not."""
        bench, pieces = self._bench, once(pieces)
        bench.allow("shelf.scrap")
        gone, against = self._judged(pieces)
        if any(found.rule == STATE for found in against):
            raise Refused(against)
        witness = needs(witness, "witness", N_("Name who saw it destroyed."))
        if photo is None:
            raise refused(INVALID, N_("A photo of what is destroyed is needed."), "photo")
        if against:
            raise Refused(against)
        photo_id = self._photo(photo)
        with bench.change(NAMES["scrap"], Kind.PARTS, Kind.ATTACHMENTS) as touched:
            stores = bench.stores
            number = stores.numbers.short(SCRAP, bench.site_number, bench.today.year)
            login = bench.person.login
            batch = stores.scrap_batches.add(
                ScrapBatch(number, witness, photo_id, note.strip(), login, bench.now)
            )
            for piece in gone:
                touched.append(piece.claim_id)
                stores.parts.save(replace(piece, scrap_batch_id=batch.id))
        bench.history.clear()
        return batch

    def _judged(self, pieces: list[OldPart]) -> tuple[list[OldPart], list[Finding]]:
        """Return pieces as destroyed, and what stands against any, whoever is the witness."""
        request = MoveRequest(witness="?", scrap_batch_id=_KNOWN_LATER)
        gone: list[OldPart] = []
        against: list[Finding] = []
        for piece in pieces:
            try:
                gone.append(self._steps.judge(piece, "scrap", request))
            except Refused as no:
                against += no.findings
        return gone, against

    def _photo(self, photo: Path | int) -> int:
        if isinstance(photo, int):
            return self._bench.stores.attachments.get(photo).id
        return self._attachments.keep_picture(photo, SCRAP_PHOTO).id
