"""Files of a claim: added once, kept durably, shown in clean copies."""

import io
import mimetypes
import os
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from warrantydesk.domain.attachment import Attachment, DocumentTick
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind

VIN_PAPER = "VIN"
"""The photo of a VIN plate that belongs to no claim."""
OF_PIECE, OF_BOX = "tag:", "box:"
"""What pictures belong to: before the tag of a piece, the code of a box."""
MOST_BYTES = 200 * 2**20
_NAME_LIMIT = 120
_GLANCE_PX = 64


class AttachmentService:
    """Keeps files."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def add(
        self, claim_id: int, document_code: str, file: Path, caption: str = "", item: str = ""
    ) -> Attachment:
        """Add a file to a claim under a document code; the original bytes are kept.

        Refused(INVALID) for a paper or an item that the claim's brand does not know.
        """
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.add")
        self._must_be_known(claim, document_code, item)
        return self.keep_file(file, document_code, claim_id, caption, item)

    def add_bytes(
        self, claim_id: int, document_code: str, data: bytes, name: str, item: str = ""
    ) -> Attachment:
        """Add a pasted picture, as ``add`` does."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.add")
        self._must_be_known(claim, document_code, item)
        return self._keep(io.BytesIO(data), name, document_code, claim_id, ("", item))

    def _must_be_known(self, claim: Claim, document_code: str, item: str = "") -> None:
        profile = self._bench.profile(claim.brand)
        known = {VIN_PAPER, *(row["document_code"] for row in profile.rows("documents"))}
        if code(document_code) not in known:
            raise refused(
                INVALID,
                N_("There is no paper “{paper}”."),
                "document_code",
                paper=line(document_code)[:40],
            )
        name = line(item)
        if name.startswith(OF_PIECE):
            tag = name.removeprefix(OF_PIECE)
            piece = self._bench.stores.parts.by_tag(tag) if tag else None
            known = {name} if piece is not None and piece.claim_id == claim.id else set()
        else:
            known = {"", *(entry.code for entry in profile.template)}
        if name not in known:
            raise refused(INVALID, N_("The claim has no item “{item}”."), "item", item=name[:40])

    def keep_picture(self, file: Path, document_code: str) -> Attachment:
        """Keep a picture from disk; Refused(INVALID) where it cannot be shown."""
        return self.keep_file(file, document_code, picture=True)

    def must_be_picture(self, data: bytes, name: str) -> None:
        """Refuse with INVALID what is no picture that can be shown to its end."""
        from warrantydesk.reading.pictures import thumbnail

        thumbnail(data, _GLANCE_PX, name)

    def _must_be_outside(self, file: Path) -> None:
        # Followed to its end: a link from outside may lead to the database.
        inner = os.path.realpath(self._bench.stores.db.folder.path)
        if Path(os.path.realpath(file)).is_relative_to(inner):
            raise refused(
                INVALID,
                N_("{file} lies in the data folder of the desk and is not attached."),
                "file",
                file=file.name,
            )

    def keep_file(
        self,
        file: Path,
        document_code: str,
        claim_id: int | None = None,
        caption: str = "",
        item: str = "",
        *,
        picture: bool = False,
    ) -> Attachment:
        """Keep a file from disk; Refused with the file's name where it cannot be read, lies in
        the data folder, or is not the ``picture`` it should be."""
        try:
            self._must_be_outside(file)
            size = file.stat().st_size
            if not file.is_file() or size == 0:
                raise refused(
                    INVALID, N_("{file} is not a file with content."), "file", file=file.name
                )
            if size > MOST_BYTES:
                raise refused(INVALID, N_("{file} is larger than 200 MB."), "file", file=file.name)
            with file.open("rb") as stream:
                if picture:
                    self.must_be_picture(stream.read(), file.name)
                    stream.seek(0)
                return self._keep(stream, file.name, document_code, claim_id, (caption, item))
        except OSError as error:
            raise refused(
                NOT_FOUND,
                N_("The file {file} cannot be read: {reason}."),
                "file",
                file=file.name,
                reason=error.strerror or error,
            ) from error

    def _keep(
        self,
        stream: BinaryIO,
        name: str,
        document_code: str,
        claim_id: int | None,
        words: tuple[str, str],
    ) -> Attachment:
        sha256, size = self._bench.stores.attachments.files.keep(stream)
        shown = line(name)[-_NAME_LIMIT:] or "file"
        media = mimetypes.guess_type(shown)[0] or "application/octet-stream"
        with self._bench.change(N_("add attachment"), Kind.ATTACHMENTS) as touched:
            if claim_id is not None:
                touched.append(claim_id)
            return self._bench.stores.attachments.add(
                Attachment(
                    claim_id=claim_id,
                    document_code=code(document_code),
                    sha256=sha256,
                    file_name=shown,
                    size_bytes=size,
                    media=media,
                    caption=line(words[0]),
                    item=line(words[1]),
                    added_at=self._bench.now,
                    added_by=self._bench.person.login,
                )
            )

    def void(self, attachment_id: int, reason: str) -> Attachment:
        """Void a file that was added by mistake: its row and its bytes stay, nothing shows it.

        Versions that went to the maker keep naming it. Refused(STATE) for the photo that
        confirms the VIN of a car.
        """
        stores = self._bench.stores
        found = stores.attachments.get(attachment_id)
        self._bench.allow("attachments.void")
        if found.void_reason:
            raise refused(STATE, N_("This file is void already."))
        if shown := stores.vehicles.find(vin_photo=found.id):
            raise refused(
                STATE,
                N_("This photo confirms the VIN {vin}: confirm it from another photo first."),
                vin=shown[0].vin,
            )
        reason = line(needs(reason, "reason", N_("Give the reason.")))
        gone = replace(
            found,
            void_reason=reason,
            voided_by=self._bench.person.login,
            voided_at=self._bench.now,
        )
        saved = self._saved(N_("void file"), gone)
        self._undoable(saved)
        return saved

    def _saved(self, name: str, changed: Attachment) -> Attachment:
        with self._bench.change(name, Kind.ATTACHMENTS) as touched:
            if changed.claim_id is not None:
                touched.append(changed.claim_id)
            return self._bench.stores.attachments.save(changed)

    def _undoable(self, voided: Attachment) -> None:
        def restore() -> None:
            now = self._bench.stores.attachments.get(voided.id)
            if now.version != voided.version:
                raise refused(STATE, N_("The file was changed since."))
            back = replace(now, void_reason="", voided_by="", voided_at=None)
            self._saved(N_("undo voiding of a file"), back)

        self._bench.undoable(N_("void file"), "", restore)

    def tick(self, claim_id: int, document_code: str, ticked: bool = True) -> DocumentTick:
        """Tick a paper off as seen, or take the tick back."""
        claim = self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.tick")
        self._must_be_known(claim, document_code)
        store, document_code = self._bench.stores.ticks, code(document_code)
        old = next(iter(store.find(claim_id=claim_id, document_code=document_code)), None)
        with self._bench.change(N_("tick document"), Kind.ATTACHMENTS, ids=(claim_id,)):
            if old is None:
                return store.add(
                    DocumentTick(claim_id, document_code, ticked, self._bench.person.login)
                )
            return store.save(
                DocumentTick(
                    claim_id, document_code, ticked, self._bench.person.login, old.id, old.version
                )
            )

    def of(self, claim_id: int) -> list[Attachment]:
        """Return the files of a claim in order of entry."""
        return self._bench.stores.attachments.find(claim_id=claim_id)

    def voided(self, claim_id: int) -> list[Attachment]:
        """Return the files of a claim that were voided, in order of entry."""
        every = self._bench.stores.attachments.every(claim_id=claim_id)
        return [one for one in every if one.void_reason]

    def read(self, attachment_id: int) -> bytes:
        """Return the verified bytes of an attachment; Refused(STATE) once they were taken out."""
        stores = self._bench.stores
        return stores.attachments.files.read(self._there(attachment_id).sha256)

    def path(self, attachment_id: int) -> Path:
        """Return where the bytes of an attachment lie, to be opened read-only."""
        return self._bench.stores.attachments.files.path(self._there(attachment_id).sha256)

    def _there(self, attachment_id: int) -> Attachment:
        stores = self._bench.stores
        found = stores.attachments.get(attachment_id)
        if found.redaction_id is not None:
            raise refused(
                STATE,
                N_("This file was taken out of the records: certificate {number}."),
                number=stores.redactions.get(found.redaction_id).number,
            )
        return found
