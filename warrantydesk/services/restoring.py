"""Restores without a desk: the database in use may be damaged, or not there at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import BackupRecord
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.storage import restore as storage
from warrantydesk.storage.restore import Restored

__all__ = ["LostWork", "Restored", "restore"]
Step = Callable[[str], None]


def _quiet(_what: str) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class LostWork:
    """One entry of the present journal that a backup does not hold yet.

    ``action`` is an English msgid; ``subject`` is a claim number, a tag or the like.
    """

    at: datetime
    seq: int
    action: str
    subject: str = ""
    login: str = ""


def backups_of(folder: Path) -> list[BackupRecord]:
    """Return the backups of a data folder, newest first: its own and those in its places."""
    raise NotImplementedError


def check(file: Path, key: BackupKey | None = None) -> BackupRecord:
    """Read a backup from end to end; raises Unavailable where it is not whole."""
    raise NotImplementedError


def lost_since(folder: Path, record: BackupRecord) -> list[LostWork]:
    """Return what was done after a backup; an empty list where the database cannot be read."""
    raise NotImplementedError


def lost_sheet(folder: Path, record: BackupRecord, lost: Sequence[LostWork] | None = None) -> bytes:
    """Return the paper "to be entered again" as PDF."""
    raise NotImplementedError


def restore(
    file: Path, target: Path, step: Step = _quiet, key: BackupKey | None = None
) -> Restored:
    """Restore a backup into a new folder, verified; returns its anchor and what is missing."""
    return storage.restore(file, target, step)


def restore_here(
    folder: Path, file: Path, step: Step = _quiet, key: BackupKey | None = None
) -> Path:
    """Restore a backup in the place of a data folder; returns where the old folder lies.

    The desk must be closed.
    """
    raise NotImplementedError


def finish_swap(folder: Path) -> None:
    """Complete or take back a swap of folders that was cut off."""
