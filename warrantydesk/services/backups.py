"""Backup and restore as the clerk asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from warrantydesk.services.bench import Bench
from warrantydesk.storage import backup


@dataclass(frozen=True)
class BackupMade:
    """A backup with the anchor it holds and its size in bytes."""

    file: Path
    head: str
    bytes: int


def _quiet(_what: str) -> None:
    """Say nothing."""


class BackupService:
    """Writes backups of the open desk."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def make(self, target: Path, step: Callable[[str], None] = _quiet) -> BackupMade:
        """Write a verified backup into a folder. Runs in any thread."""
        file = backup.make_backup(self._bench.stores.db.folder, target, self._bench.now, step)
        head = str(backup.check_backup(file)["head"])
        return BackupMade(file, head, file.stat().st_size)

    def remove_torsos(self) -> None:
        """Remove what a killed backup left in the desk's own folder."""
        backup.remove_torsos(self.folder())

    def folder(self) -> Path:
        """Return where backups of this desk lie by default."""
        return self._bench.stores.db.folder.backups


def restore(file: Path, target: Path, step: Callable[[str], None] = _quiet) -> str:
    """Restore a backup into a new folder, verified; returns its anchor."""
    return backup.restore(file, target, step)
