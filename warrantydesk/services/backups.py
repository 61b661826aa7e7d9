"""Backup and restore as the clerk asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.storage import backup
from warrantydesk.storage import restore as restoring
from warrantydesk.storage.restore import Restored

__all__ = ["BackupMade", "BackupService", "Restored", "restore"]


@dataclass(frozen=True)
class BackupMade:
    """A backup with the anchor it holds and its size in bytes.

    ``missing`` names the files that the desk should have and the backup has not as they were.
    """

    file: Path
    head: str
    bytes: int
    missing: tuple[str, ...] = ()


def _quiet(_what: str) -> None:
    """Say nothing."""


class BackupService:
    """Writes backups of the open desk."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def make(self, target: Path, step: Callable[[str], None] = _quiet) -> BackupMade:
        """Write a verified backup into a folder. Runs in any thread.

        Raises Refused(INVALID) for a folder within the data, but for ``folder()``.
        """
        desk = self._bench.stores.db.folder
        if target.absolute() != desk.backups.absolute():
            targets.outside(target, desk.path)
        file = backup.make_backup(desk, target, self._bench.now, step)
        manifest = backup.check_backup(file)
        missing = tuple(f"{one['name']} ({one['problem']})" for one in manifest["missing"])
        return BackupMade(file, str(manifest["head"]), file.stat().st_size, missing)

    def newest(self) -> datetime | None:
        """Return when the newest backup in the desk's own folder was written, None without one."""
        found = [file.stat().st_mtime for file in self.folder().glob("*.zip")]
        zone = self._bench.clock.zone
        return datetime.fromtimestamp(max(found), zone) if found else None

    def remove_torsos(self) -> None:
        """Remove what a killed backup left in the desk's own folder."""
        backup.remove_torsos(self.folder())

    def folder(self) -> Path:
        """Return where backups of this desk lie by default."""
        return self._bench.stores.db.folder.backups


def restore(file: Path, target: Path, step: Callable[[str], None] = _quiet) -> Restored:
    """Restore a backup into a new folder, verified; returns its anchor and what is missing."""
    return restoring.restore(file, target, step)
