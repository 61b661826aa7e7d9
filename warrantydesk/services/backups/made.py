"""What a backup is to whoever asked for it, and to the register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import BackupManifest, BackupRecord

Step = Callable[[str], None]
"""``step(what)``: hears what begins, an English msgid; what it raises ends the work."""


@dataclass(frozen=True)
class BackupMade:
    """A backup with the anchor it holds and its size in bytes.

    ``missing`` names the files that the desk should have and the backup has not as they were.
    """

    file: Path
    head: str
    bytes: int
    missing: tuple[str, ...] = ()


def quiet(_what: str) -> None:
    """Say nothing."""


def kept_record(file: Path, manifest: BackupManifest, verified_at: datetime | None) -> BackupRecord:
    """Return what the register keeps of a backup file."""
    return BackupRecord(
        file.name,
        manifest.made_at,
        manifest.reason,
        manifest.head,
        file.stat().st_size,
        manifest.claims,
        manifest.pieces,
        manifest.pieces_shelved,
        manifest.files,
        manifest.file_bytes,
        (str(file.absolute().parent),),
        verified_at,
    )
