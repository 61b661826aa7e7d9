"""Backup of a data folder: copied through SQLite, packed, sealed, read again, then renamed."""

import hashlib
import os
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from warrantydesk.domain.backup import BackupManifest
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import FULL, LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.backup_file import BLOCK, DATABASE, PACKED, OpenBackup, opened
from warrantydesk.storage.backup_writer import Order, head_of, write_backup
from warrantydesk.storage.durable import CLOSED, NO_PLACE, put_in_place, remove_unfinished
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.room import must_have_room

Step = Callable[[str], None]
_WORK = ".work-"


def make_backup(
    order: Order, target: Path, key: BackupKey, step: Step
) -> tuple[Path, BackupManifest]:
    """Write a verified backup into the folder ``target``; returns the file and what it says.

    ``order.copy`` is filled in here. Raises Unavailable when the target has no room or what was
    written does not verify; no torso stays.
    """
    if target.is_file():
        raise Unavailable(
            N_("{folder} is a file, not a folder. Choose another place."), LOCKED, folder=target
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        _must_have_room(order.folder, target)
        with _work_folder(order.folder) as work:
            order = replace(order, copy=work / DATABASE)
            step(N_("copying the database"))
            copy_database(order.folder, order.copy)
            file = target / _name(order)
            part = file.with_name(f"{file.name}.part")
            try:
                step(N_("packing the files"))
                write_backup(order, key, part)
                step(N_("checking the backup"))
                manifest = check_backup(part, key)
                put_in_place(part, file)
            finally:
                part.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError, ValueError) as error:
        raise not_written(target, error) from error
    return file, manifest


def _name(order: Order) -> str:
    head, at = head_of(order.copy), order.made_at
    return f"warrantydesk-{at.strftime('%Y%m%d-%H%M%S')}-{head.replace(':', '-')}.zip"


@contextmanager
def _work_folder(folder: DataFolder) -> Iterator[Path]:
    """Give a folder for work files, private and within the data folder.

    Where nothing may be written there, it is one of the system's own for this user alone.
    """
    if folder.is_closed:
        work = Path(tempfile.mkdtemp(prefix=f"warrantydesk{_WORK}"))
    else:
        folder.backups.mkdir(exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=folder.backups, prefix=_WORK))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _must_have_room(folder: DataFolder, target: Path) -> None:
    """Refuse where a disk has less room than the copy, its packed form and the files may need."""
    files = sum(path.stat().st_size for path in folder.attachments.glob("??/*"))
    must_have_room(folder, at=Path(tempfile.gettempdir()) if folder.is_closed else None)
    must_have_room(folder, files, target)


def not_written(target: Path, error: Exception) -> Unavailable:
    """Return what is said of a backup that could not be written to a folder."""
    reason = getattr(error, "strerror", None) or error
    number = getattr(error, "errno", None)
    if isinstance(error, ValueError) or number in NO_PLACE | CLOSED:
        return Unavailable(
            N_("The backup could not be written to {folder} ({reason}). Choose another place."),
            READONLY if number in CLOSED else LOCKED,
            folder=target,
            reason=reason,
        )
    return Unavailable(
        N_(
            "The backup could not be written to {folder} ({reason}). Free some "
            "space or choose another place."
        ),
        FULL,
        folder=target,
        reason=reason,
    )


def copy_database(folder: DataFolder, copy: Path) -> None:
    """Copy a database in one step and look at every page of the copy."""
    with (
        closing(sqlite3.connect(folder.uri, uri=True)) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = delete")
        if new.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Unavailable(N_("The database is damaged; the backup was not written."), LOCKED)


def remove_torsos(folder: DataFolder) -> None:
    """Remove what killed writes left in a data folder and among its backups."""
    target = folder.backups
    for place in (folder.path, target):
        remove_unfinished(place)
    for torso in target.glob("warrantydesk-*.zip.part"):
        with suppress(OSError):
            torso.unlink()
    for pattern in (".backup-*", f"{_WORK}*", ".drill-*"):
        for torso in target.glob(pattern):
            shutil.rmtree(torso, ignore_errors=True)


def check_backup(file: Path, key: BackupKey | None = None) -> BackupManifest:
    """Read a backup from end to end against its manifest; returns the manifest.

    Raises Unavailable when it is no backup, or a file in it is not what the manifest says.
    """
    with opened(file, key) as backup:
        read_all(backup, lambda _name: None)
        return backup.manifest


class Unwritten(Exception):  # noqa: N818 - it carries what the disk said
    """What was read could not be written; the backup may be good."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(str(error))


def read_all(backup: OpenBackup, target: Callable[[str], BinaryIO | None]) -> None:
    """Read every entry and compare it with the manifest.

    ``target`` gives for the name of a file or of ``claims.db`` where its bytes go, None for
    nowhere. Raises Unavailable where an entry is damaged, is missing or is there twice, Unwritten
    where its bytes found no place.
    """
    wanted = dict(backup.manifest.sha256)
    if not backup.is_plain:
        wanted.setdefault(PACKED, "")
    for entry in backup.entries():
        found, inner = _drained(backup, entry.name, entry.stream, target)
        if wanted.pop(entry.name, None) != found:
            raise _damaged(backup, entry.name)
        if entry.name == PACKED and wanted.pop(DATABASE, None) != inner:
            raise _damaged(backup, DATABASE)
    if wanted:
        raise _damaged(backup, min(wanted))


def _drained(
    backup: OpenBackup, name: str, stream: BinaryIO, target: Callable[[str], BinaryIO | None]
) -> tuple[str, str]:
    """Read an entry to its end; returns its hash, and that of what is packed in it."""
    outer, inner = hashlib.sha256(), hashlib.sha256()
    unpack = zlib.decompressobj(31) if name == PACKED else None
    most = backup.manifest.sizes.get(DATABASE, 0)
    with _writing(lambda: target(DATABASE if unpack else name)) as write:
        while block := stream.read(BLOCK):
            outer.update(block)
            for piece in _unpacked(unpack, block) if unpack else (block,):
                inner.update(piece)
                most -= len(piece)
                if unpack and most < 0:
                    raise ValueError(name)  # more than was declared
                write(piece)
    return outer.hexdigest(), inner.hexdigest()


def _unpacked(unpack: "zlib._Decompress", block: bytes) -> Iterator[bytes]:
    """Yield what a block holds, never much at once, however well it was packed."""
    while block:
        yield unpack.decompress(block, 4 * BLOCK)
        block = unpack.unconsumed_tail


@contextmanager
def _writing(target: Callable[[], BinaryIO | None]) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to a file and in the end makes it durable; it writes nowhere where None."""
    try:
        out = target()
    except OSError as error:
        raise Unwritten(error) from error

    def write(piece: bytes) -> None:
        try:
            if out:
                out.write(piece)
        except OSError as error:
            raise Unwritten(error) from error

    try:
        yield write
        if out:
            _make_durable(out)
    finally:
        if out:
            with suppress(OSError):
                out.close()


def _make_durable(out: BinaryIO) -> None:
    try:
        out.flush()
        os.fsync(out.fileno())
    except OSError as error:
        raise Unwritten(error) from error


def _damaged(backup: OpenBackup, name: str) -> Unavailable:
    return Unavailable(
        N_("{name} in the backup {file} is damaged."), LOCKED, name=name, file=backup.file
    )
