"""Restores without a desk: the database in use may be damaged, or not there at all."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.backup import BackupReason, BackupRecord
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.dates import from_utc_text
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.person import Site
from warrantydesk.i18n import N_, local
from warrantydesk.services.backups.made import Step, kept_record, quiet
from warrantydesk.services.clock import Clock
from warrantydesk.services.sentences import sentence
from warrantydesk.storage import backup, backup_swap
from warrantydesk.storage import restore as storage
from warrantydesk.storage.backup_carrying import carry_over
from warrantydesk.storage.backup_file import NAME, opened
from warrantydesk.storage.backup_key_file import (
    found_key,
    key_if_readable,
    key_in,
    key_told,
    read_key,
)
from warrantydesk.storage.backup_lost import lost_changes, site_in
from warrantydesk.storage.backup_places import names_of
from warrantydesk.storage.backup_register import read_register
from warrantydesk.storage.backup_writer import Order
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.restore import Restored
from warrantydesk.storage.writer_lock import held

__all__ = [
    "LostWork",
    "Restored",
    "backups_of",
    "check",
    "finish_swap",
    "key_in",
    "key_told",
    "lost_sheet",
    "lost_since",
    "read_key",
    "restore",
    "restore_here",
]


@dataclass(frozen=True)
class LostWork:
    """One change that a backup does not hold yet.

    ``action`` is an English msgid; ``subject`` is a claim number, a tag or the like.
    """

    at: datetime
    seq: int
    action: str
    subject: str = ""
    login: str = ""


def backups_of(folder: Path) -> list[BackupRecord]:
    """Return the backups of a data folder, newest first: its own and those in its places.

    What lies there and is not in the register is told by its manifest; ``problem`` says why that
    cannot be read, translated.
    """
    desk = DataFolder(folder)
    register = read_register(desk)
    known = {record.name: record for record in register.records}
    elsewhere = [place for record in register.records for place in record.places]
    folders = (desk.backups, *(Path(one.folder) for one in register.places), *map(Path, elsewhere))
    found: dict[str, list[str]] = {}
    for place in dict.fromkeys(folders):
        own = place == desk.backups or any(place == Path(one.folder) for one in register.places)
        for name in names_of(place):
            if own or name in known:
                found.setdefault(name, []).append(str(place))
    records = [
        replace(known.get(name) or _looked_at(Path(places[0]) / name, desk), places=tuple(places))
        for name, places in found.items()
    ]
    return sorted(records, key=lambda one: (one.made_at, one.name), reverse=True)


def _looked_at(file: Path, desk: DataFolder) -> BackupRecord:
    """Return what a backup that no register knows says of itself."""
    try:
        with opened(file, found_key(file) or key_if_readable(desk)) as one:
            return kept_record(file, one.manifest, None)
    except (Unavailable, Refused) as error:
        day, clock, seq, head = NAME.fullmatch(file.name).groups()  # type: ignore[union-attr]
        zone = local(Clock().now()).tzinfo  # names say the desk's own time
        at = datetime.strptime(f"{day}{clock}", "%Y%m%d%H%M%S").replace(tzinfo=zone)
        return BackupRecord(file.name, at, head=f"{seq}:{head}", problem=sentence(error))


def check(file: Path, key: BackupKey | None = None) -> BackupRecord:
    """Read a backup from end to end; raises Unavailable where it is not whole."""
    return kept_record(file, backup.check_backup(file, key), Clock().now())


def lost_since(folder: Path, record: BackupRecord) -> list[LostWork]:
    """Return what was done after a backup, oldest first.

    An empty list where the present database cannot be read.
    """
    return [
        LostWork(from_utc_text(one.utc), one.seq, one.action, one.subject, one.actor)
        for one in lost_changes(folder, parts_of(record.head)[0])
    ]


def lost_sheet(folder: Path, record: BackupRecord, lost: Sequence[LostWork] | None = None) -> bytes:
    """Return the paper "to be entered again" as PDF; what was lost is read where not given."""
    from warrantydesk.documents import lost_sheet as document
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

    found = lost_since(folder, record) if lost is None else lost
    site = site_in(folder) or Site(code="01")
    lines = [document.LostLine(one.at, one.login, one.action, one.subject) for one in found]
    paper = DeskPaper(site, anchor=record.head, drawn_at=Clock().now())
    return document.render(document.LostSheet(paper, record.made_at, record.name, tuple(lines)))


def restore(file: Path, target: Path, step: Step = quiet, key: BackupKey | None = None) -> Restored:
    """Restore a backup into a new folder, verified; returns its anchor and what is missing."""
    return storage.restore(file, target, step, key)


def restore_here(
    folder: Path, file: Path, step: Step = quiet, key: BackupKey | None = None
) -> Path:
    """Restore a backup in the place of a data folder; returns where the old folder lies.

    The desk must be closed. Its backups come along, so that the way back stays open. Raises
    Unavailable, and then the folder is as it was.
    """
    folder = folder.absolute()
    desk, new = DataFolder(folder), backup_swap.new_folder(folder)
    key = found_key(file, key) or key_if_readable(desk)
    folder.mkdir(exist_ok=True)
    lock = FileLock(desk.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise held(desk) from error
    try:
        _keep_present(desk, step)
        shutil.rmtree(new, ignore_errors=True)
        restored = storage.restore(file, new, step, key)
        step(N_("putting it in place"))
        carry_over(desk, new, restored.head)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    finally:
        lock.release()
    stamp = Clock().now().astimezone().strftime("%Y%m%d-%H%M%S")
    return backup_swap.swap(folder, f"{folder.name}.before-{stamp}")


def _keep_present(desk: DataFolder, step: Step) -> None:
    """Back up what stands now, as far as it can be read; the old folder stays all the same."""
    key = key_if_readable(desk)
    if key is None or not desk.database.is_file():
        return
    register = read_register(desk)
    order = Order(desk, Clock().now(), BackupReason.BEFORE_RESTORE, register.desk)
    with suppress(Unavailable, sqlite3.Error, OSError, ValueError, LookupError):
        backup.make_backup(order, desk.backups, key, step)


def finish_swap(folder: Path) -> None:
    """Complete a restore in the place of a folder that was cut off between its two renames."""
    backup_swap.finish(folder.absolute())
