"""Backup and restore as the clerk asks for them."""

from collections.abc import Callable
from pathlib import Path

from warrantydesk.services.bench import Bench
from warrantydesk.storage import backup


def _quiet(_what: str) -> None:
    """Say nothing."""


class BackupService:
    """Writes backups of the open desk."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def make(self, target: Path, step: Callable[[str], None] = _quiet) -> Path:
        """Write a verified backup into a folder; returns its file. Runs in any thread."""
        return backup.make_backup(self._bench.stores.db.folder, target, self._bench.now, step)

    def folder(self) -> Path:
        """Return where backups of this desk lie by default."""
        return self._bench.stores.db.folder.backups


def restore(file: Path, target: Path, step: Callable[[str], None] = _quiet) -> str:
    """Restore a backup into a new folder, verified; returns its anchor."""
    return backup.restore(file, target, step)
