"""Content-addressed files: durable before the row that names them."""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from warrantydesk.domain.attachment import Attachment, DocumentTick
from warrantydesk.domain.errors import FULL, LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.database import Database
from warrantydesk.storage.disk_words import broken_disk
from warrantydesk.storage.durable import FAILING, NO_ROOM, put_in_place, sync_folder
from warrantydesk.storage.hashing import hash_of, hash_through
from warrantydesk.storage.journal import Journal
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.room import full
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import AttachmentRow, DocumentTickRow


class FileStore:
    """The files of the data folder by the sha256 of their bytes."""

    def __init__(self, folder: DataFolder, db: Database | None = None) -> None:
        """``db`` is the desk whose files they are: where it is closed, nothing is written."""
        self._root, self._db = folder.attachments, db

    def keep(self, stream: BinaryIO) -> tuple[str, int]:
        """Store a stream durably; returns sha256 and size in bytes.

        Raises Unavailable when the disk is full; nothing half-written stays.
        """
        if self._db is not None:
            self._db.must_be_open()
        part = self._root / f"{secrets.token_hex(8)}.part"
        try:
            _make_folder(self._root)
            digest, size = _write(stream, part)
            if self.problem(digest) is None:
                part.unlink()
            else:
                self._place(part, self.path(digest))
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise self._said(error) from error
        return digest, size

    def _said(self, error: OSError) -> Unavailable:
        """Return what the disk has to say; one that fails closes the desk."""
        if self._db is not None and error.errno in FAILING:
            said = broken_disk(self._db.folder, error.strerror or error)
            self._db.heed(said)
            return said
        if self._db is not None and error.errno in NO_ROOM:
            return full(self._db.folder)
        return Unavailable(
            N_(
                "The file could not be stored ({reason}). Free some space on "
                "the disk, then try again."
            ),
            FULL,
            reason=error.strerror or error,
        )

    def _place(self, part: Path, target: Path) -> None:
        _make_folder(target.parent)
        if target.exists():
            target.chmod(0o600)  # an altered file of this name; some systems keep what is read-only
        part.chmod(0o444)
        put_in_place(part, target)

    def path(self, sha256: str) -> Path:
        """Return where the file of a hash lies."""
        return self._root / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes of a hash, verified.

        Raises Unavailable when the file is missing or is not what was stored.
        """
        try:
            data = self.path(sha256).read_bytes()
        except OSError as error:
            raise Unavailable(
                N_("The file {name} is missing from the data folder. Restore it from a backup."),
                LOCKED,
                name=sha256[:12],
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise Unavailable(
                N_("The file {name} was altered on disk. Restore it from a backup."),
                LOCKED,
                name=sha256[:12],
            )
        return data

    def problem(self, sha256: str) -> str | None:
        """Return ``missing`` or ``altered``, or None for a good file; reads in blocks."""
        try:
            found = hash_of(self.path(sha256))
        except OSError:
            return "missing"
        return None if found == sha256 else "altered"

    def remove_torsos(self) -> None:
        """Remove what a killed write left behind."""
        for part in self._root.glob("*.part"):
            with suppress(OSError):
                part.unlink()

    def remove(self, sha256: str) -> bool:
        """Remove the file of a hash for good; tells whether it is gone."""
        path = self.path(sha256)
        try:
            path.chmod(0o600)  # some systems keep what is read-only
            path.unlink()
            sync_folder(path.parent)
        except FileNotFoundError:
            return True
        except OSError:
            return False  # held by another program: the next start tries again
        return True

    def hashes(self) -> Iterator[str]:
        """Yield the names of all stored files."""
        for path in self._root.glob("??/*"):
            yield path.name


def _write(stream: BinaryIO, part: Path) -> tuple[str, int]:
    with part.open("wb") as out:
        told = hash_through(stream, out)
        out.flush()
        os.fsync(out.fileno())
    return told


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


class AttachmentStore(Store[Attachment]):
    """Rows of attachments."""

    TABLE, KIND = AttachmentRow, Attachment
    PERSONAL = frozenset({"file_name", "caption"})

    def __init__(self, db: Database, journal: Journal) -> None:
        super().__init__(db, journal)
        self.files = FileStore(db.folder, db)

    def find(self, **columns: Any) -> list[Attachment]:
        """Return the files whose columns have these values, but for those that were voided."""
        return [one for one in self.every(**columns) if not one.void_reason]

    def is_named(self, sha256: str) -> bool:
        """Tell whether a row that keeps its file names the file of a hash."""
        return bool(
            self._db.query(
                "SELECT EXISTS (SELECT 1 FROM attachment"
                " WHERE sha256 = ? AND redaction_id IS NULL)"
                " OR EXISTS (SELECT 1 FROM submission WHERE form_sha256 = ?"
                " AND form_sha256 <> '' AND redaction_id IS NULL)"
                " OR EXISTS (SELECT 1 FROM setting WHERE key = 'logo' AND value = ?)",
                (sha256, sha256, f'"{sha256}"'),
            )[0][0]
        )

    def every(self, **columns: Any) -> list[Attachment]:
        """Return the files whose columns have these values, the voided ones too."""
        return super().find(**columns)


class DocumentTickStore(Store[DocumentTick]):
    """Papers ticked off."""

    TABLE, KIND = DocumentTickRow, DocumentTick
