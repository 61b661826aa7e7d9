"""Backups as the desk knows them: when, why, where, checked, tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from warrantydesk.i18n import N_


class BackupReason(StrEnum):
    """Why a backup was made."""

    TIMED = "timed"
    CLOSING = "closing"
    BY_HAND = "by_hand"
    BEFORE_IMPORT = "before_import"
    BEFORE_RESTORE = "before_restore"


BACKUP_REASONS = {
    BackupReason.TIMED: N_("automatic"),
    BackupReason.CLOSING: N_("at closing"),
    BackupReason.BY_HAND: N_("by hand"),
    BackupReason.BEFORE_IMPORT: N_("before an import"),
    BackupReason.BEFORE_RESTORE: N_("before a restore"),
}


@dataclass(frozen=True)
class BackupRecord:
    """One backup: its file name, the instant, the anchor it holds, and what became of it.

    ``places`` are the folders in which it was seen last; ``problem`` is an English msgid of a
    sentence, empty where the file was whole when it was looked at last.
    """

    name: str
    made_at: datetime
    reason: BackupReason = BackupReason.BY_HAND
    head: str = ""
    bytes: int = 0
    claims: int = 0
    pieces: int = 0
    pieces_shelved: int = 0
    files: int = 0
    file_bytes: int = 0
    places: tuple[str, ...] = ()
    verified_at: datetime | None = None
    tried_at: datetime | None = None
    problem: str = ""

    @property
    def is_good(self) -> bool:
        """Tell whether it was read from end to end and found whole."""
        return self.verified_at is not None and not self.problem


@dataclass(frozen=True)
class BackupPlace:
    """A second place for backups, a stick or a share, with what was seen there last."""

    folder: str
    name: str = ""
    is_here: bool = False
    newest_at: datetime | None = None
    problem: str = ""
    """An English sentence, translated where it is shown; empty where all is well."""
    gone_since: datetime | None = None
    """When it was first found not to be there; None while it is."""
    seen: str = ""
    """The anchor last written there (``last_seen.json``)."""


@dataclass(frozen=True)
class Drill:
    """One rehearsal of a restore: which backup, how long it took, what was wrong."""

    at: datetime
    name: str
    took_ms: int = 0
    claims: int = 0
    files: int = 0
    problem: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether everything came back as it was."""
        return not self.problem


@dataclass(frozen=True)
class BackupStanding:
    """How the desk stands with its backups; what status bar and Today show."""

    newest: BackupRecord | None = None
    places: tuple[BackupPlace, ...] = ()
    drill: Drill | None = None
    key_confirmed: bool = False
    changed_since: bool = False
    """Something was saved after the newest backup."""
    problem: str = ""
    """Why the last attempt failed, a sentence in the user's language; empty where it did not."""


@dataclass(frozen=True)
class MissingFile:
    """A file that a row names and a backup has not as it was: ``missing`` or ``altered``."""

    name: str
    sha256: str
    problem: str


@dataclass(frozen=True)
class BackupManifest:
    """What a backup says of itself; the first ones said no more than the first five.

    ``sha256`` and ``sizes`` are by entry; ``claims.db`` stands for the database as it was copied.
    """

    program: str
    schema: int
    head: str
    made_at: datetime
    sha256: Mapping[str, str]
    missing: tuple[MissingFile, ...] = ()
    reason: BackupReason = BackupReason.BY_HAND
    desk: str = ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    claims: int = 0
    pieces: int = 0
    pieces_shelved: int = 0
    files: int = 0
    file_bytes: int = 0


@dataclass(frozen=True)
class BackupRegister:
    """What the desk remembers of its backups, beside its database.

    ``desk`` tells this desk from others that share a place; it holds for ``folder`` alone, so
    that a copy of the data folder is another desk from its first backup on. ``seen`` is the
    anchor of the last backup or the last closing.
    """

    desk: str = ""
    folder: str = ""
    seen: str = ""
    records: tuple[BackupRecord, ...] = ()
    drills: tuple[Drill, ...] = ()
    places: tuple[BackupPlace, ...] = ()
    problem: str = ""
    """Why the last attempt failed; empty where it did not."""


@dataclass(frozen=True)
class GoneOn:
    """What a restored desk goes on from, and which later anchors of its former life are left.

    It lies in the restored folder until the desk is opened and writes it into its journal.
    """

    head: str
    file: str
    made_at: datetime
    left: tuple[str, ...] = ()
