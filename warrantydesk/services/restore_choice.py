"""Choosing a backup to restore: which can be read now, what would be missing, which key opens it.

Nothing of it needs a desk: the data in use may be damaged, or not be there at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import BackupRecord
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import Unavailable
from warrantydesk.i18n import local
from warrantydesk.services import restoring, targets
from warrantydesk.services.clock import Clock
from warrantydesk.services.restoring import LostWork
from warrantydesk.storage.backup_file import NAME
from warrantydesk.storage.backup_key_file import KEY_CODE, key_if_readable, key_in
from warrantydesk.storage.places import DataFolder


@dataclass(frozen=True)
class FoundBackup:
    """A backup and the file of it that can be read now, None where its place is not there."""

    record: BackupRecord
    file: Path | None


@dataclass(frozen=True)
class Choice:
    """What is to be restored: which file by which key, and where to.

    Without a ``target`` it takes the place of the data in use.
    """

    found: FoundBackup
    file: Path
    key: BackupKey | None = None
    target: Path | None = None
    lost: tuple[LostWork, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What reading a backup came to: its record, or that a key is wanted, or what is wrong."""

    record: BackupRecord | None = None
    needs_key: bool = False
    error: Unavailable | None = None


@dataclass(frozen=True)
class Loss:
    """What was done after a backup; ``is_known`` is false where the data cannot tell any more."""

    entries: tuple[LostWork, ...] = field(default=())
    is_known: bool = True


def now() -> datetime:
    """Return the present instant of this computer, without a desk to ask."""
    return Clock().now()


def has_data(folder: Path) -> bool:
    """Tell whether a database lies in a folder, in whatever state it is."""
    return DataFolder(folder).database.exists()


def found_backups(folder: Path) -> list[FoundBackup]:
    """Return the backups of a data folder, newest first; for a worker, as a share may be slow."""
    return [FoundBackup(record, _file_of(record)) for record in restoring.backups_of(folder)]


def newest_read(folder: Path) -> FoundBackup | None:
    """Return the newest backup that can be read from end to end now; for a worker.

    On a day on which pages are spoilt, what was found whole before may be spoilt too.
    """
    for one in found_backups(folder):
        if one.file is not None and judged(folder, one.file).record is not None:
            return one
    return None


def _file_of(record: BackupRecord) -> Path | None:
    files = (Path(place) / record.name for place in record.places)
    return next((file for file in files if file.is_file()), None)


def key_here(folder: Path) -> BackupKey | None:
    """Return the key that lies in a data folder, None where there is none that can be read."""
    return key_if_readable(DataFolder(folder))


def key_from(file: Path) -> BackupKey:
    """Return the key that a chosen file holds; raises Unavailable where it holds none."""
    return key_in(file)


def judged(folder: Path, file: Path, key: BackupKey | None = None) -> Verdict:
    """Read a backup from end to end, with the key given or that of the data folder."""
    try:
        return Verdict(restoring.check(file, key or key_here(folder)))
    except Unavailable as error:
        return Verdict(needs_key=error.code == KEY_CODE, error=error)


def loss_of(folder: Path, record: BackupRecord, *, is_damaged: bool = False) -> Loss:
    """Return what was done after a backup, as far as the data in use can still tell."""
    try:
        entries = tuple(restoring.lost_since(folder, record))
    except Unavailable:
        return Loss(is_known=False)
    return Loss(entries, bool(entries) or not is_damaged)


def from_elsewhere(file: Path) -> FoundBackup:
    """Return a backup that was picked by hand; before it was read only its name is known."""
    record = _named(file)
    return FoundBackup(replace(record, name=file.name, places=(str(file.parent),)), file)


def _named(file: Path) -> BackupRecord:
    """Return instant and anchor as the name of a backup tells them, else when it was written."""
    told = NAME.fullmatch(file.name)
    if told is None:
        return BackupRecord(file.name, datetime.fromtimestamp(file.stat().st_mtime).astimezone())
    day, clock, seq, head = told.groups()
    zone = local(now()).tzinfo  # names say the desk's own time
    at = datetime.strptime(f"{day}{clock}", "%Y%m%d%H%M%S").replace(tzinfo=zone)
    return BackupRecord(file.name, at, head=f"{seq}:{head}")


def place_for(folder: Path, record: BackupRecord) -> Path:
    """Return where a backup is restored in a folder that was picked: there where it is empty,
    else in a new folder within it."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return folder
    return folder / f"warrantydesk-{local(record.made_at):%Y-%m-%d-%H%M}"


class LostSheet:
    """The paper "to be entered again": drawn, shown page by page, saved."""

    def __init__(self, folder: Path, record: BackupRecord, lost: Sequence[LostWork]) -> None:
        self._folder, self._record, self._lost = folder, record, tuple(lost)

    def draw(self) -> bytes:
        """Return the paper as PDF; for a worker."""
        return restoring.lost_sheet(self._folder, self._record, self._lost)

    def page_count(self, data: bytes) -> int:
        """Return how many pages it has."""
        from warrantydesk.documents import preview

        return preview.page_count(data)

    def pages(
        self, data: bytes, scale: float, span: range | None = None
    ) -> list[tuple[int, int, bytes]]:
        """Return its pages as ``(width, height, rgb)`` pixels; for a worker."""
        from warrantydesk.documents import preview

        drawn = preview.pages(data, scale, span=span)
        return [(page.width, page.height, page.rgb) for page in drawn]

    def save(self, file: Path, data: bytes) -> None:
        """Write it to a file that the clerk named; refused within the data folder."""
        targets.write(file, data, self._folder)
