"""Files of a claim: added once, kept durably, shown in clean copies."""

import io
import mimetypes
from pathlib import Path
from typing import BinaryIO

from warrantydesk.domain.attachment import Attachment, DocumentTick
from warrantydesk.domain.errors import INVALID, NOT_FOUND, refused
from warrantydesk.domain.text import code, line
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind

MOST_BYTES = 200 * 2**20
_NAME_LIMIT = 120


class AttachmentService:
    """Keeps files."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def add(
        self, claim_id: int, document_code: str, file: Path, caption: str = "", item: str = ""
    ) -> Attachment:
        """Add a file to a claim under a document code; the original bytes are kept."""
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.add")
        return self.keep_file(file, document_code, claim_id, caption, item)

    def add_bytes(
        self, claim_id: int, document_code: str, data: bytes, name: str, item: str = ""
    ) -> Attachment:
        """Add a pasted picture."""
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.add")
        return self._keep(io.BytesIO(data), name, document_code, claim_id, ("", item))

    def keep_file(
        self,
        file: Path,
        document_code: str,
        claim_id: int | None = None,
        caption: str = "",
        item: str = "",
    ) -> Attachment:
        """Keep a file from disk; Refused with the file's name where it cannot be read."""
        try:
            size = file.stat().st_size
            if not file.is_file() or size == 0:
                raise refused(
                    INVALID, N_("{file} is not a file with content."), "file", file=file.name
                )
            if size > MOST_BYTES:
                raise refused(INVALID, N_("{file} is larger than 200 MB."), "file", file=file.name)
            with file.open("rb") as stream:
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

    def tick(self, claim_id: int, document_code: str, ticked: bool = True) -> DocumentTick:
        """Tick a paper off as seen, or take the tick back."""
        self._bench.stores.claims.get(claim_id)
        self._bench.allow("attachments.tick")
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

    def read(self, attachment_id: int) -> bytes:
        """Return the verified bytes of an attachment."""
        return self._bench.stores.attachments.files.read(
            self._bench.stores.attachments.get(attachment_id).sha256
        )

    def path(self, attachment_id: int) -> Path:
        """Return where the bytes of an attachment lie, to be opened read-only."""
        found = self._bench.stores.attachments.get(attachment_id)
        return self._bench.stores.attachments.files.path(found.sha256)
