"""Backups of the open desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import (
    BackupPlace,
    BackupReason,
    BackupRecord,
    BackupStanding,
    Drill,
)
from warrantydesk.services import targets
from warrantydesk.services.bench import Bench
from warrantydesk.storage import backup


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

    def keep(
        self, reason: BackupReason, step: Callable[[str], None] = _quiet
    ) -> BackupRecord | None:
        """Write a backup into the desk's own folder and every second place that is there.

        Returns None where nothing changed since the newest and the reason does not ask for one.
        """
        raise NotImplementedError

    def standing(self) -> BackupStanding:
        """Return how the desk stands with its backups; cheap."""
        return BackupStanding()

    def places(self) -> tuple[BackupPlace, ...]:
        """Return the second places for backups as they stand."""
        return ()

    def save_places(self, folders: tuple[str, ...]) -> None:
        """Say which folders are the second places; Refused(INVALID) at ``folders``."""
        raise NotImplementedError

    def needs_drill(self) -> bool:
        """Tell whether no restore was tried today although there is a backup."""
        return False

    def drill(self, step: Callable[[str], None] = _quiet) -> Drill:
        """Try a restore of the newest good backup, compare it with the desk, remove it again."""
        raise NotImplementedError

    def key_groups(self) -> tuple[str, ...]:
        """Return the eight groups of the key as the recovery sheet shows them."""
        raise NotImplementedError

    def recovery_sheet(self) -> bytes:
        """Return the recovery sheet with the key as PDF."""
        raise NotImplementedError

    def confirm_key(self, group: int, digits: str) -> None:
        """Hear one group, counted from 1, as it stands on the printed sheet.

        Raises Refused(INVALID) at ``digits`` where it is another.
        """
        raise NotImplementedError
