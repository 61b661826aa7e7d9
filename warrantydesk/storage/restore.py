"""Restore of a backup: into a new folder, verified there, and what is not whole is named."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warrantydesk.domain.backup import BackupManifest, GoneOn
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.codec import from_json, to_json
from warrantydesk.domain.errors import FULL, LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.backup import Step, Unwritten, read_all
from warrantydesk.storage.backup_file import DATABASE, OpenBackup, opened
from warrantydesk.storage.backup_key_file import found_key, keep_key
from warrantydesk.storage.backup_writer import head_of, names_in
from warrantydesk.storage.durable import atomic_write, put_in_place, sync_folder
from warrantydesk.storage.named_files import entry_name, sha256_of
from warrantydesk.storage.places import DataFolder, must_be_free
from warrantydesk.storage.schema import look_at, schema_problems

GONE_ON = "restored.json"
"""Beside the restored database until the desk is opened and writes it into its journal."""


@dataclass(frozen=True)
class Restored:
    """The anchor of what was restored, and what is not whole of it.

    ``missing`` names the files that a row knows and the backup has not, or not as they were;
    ``left_out`` the entries of the backup that no row knows.
    """

    head: str
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is missing and nothing was left out."""
        return not self.missing and not self.left_out


def restore(file: Path, target: Path, step: Step, key: BackupKey | None = None) -> Restored:
    """Restore a backup into a new folder and verify it there.

    The folder must not exist or be empty; on any failure it is not there afterwards. Rows are
    worth more than files: a file that is missing is named, and the rest restored.
    """
    must_be_free(target)
    step(N_("checking the backup"))
    work = work_folder(target)
    shutil.rmtree(work, ignore_errors=True)
    try:
        with opened(file, key) as backup:
            _must_have_room(backup, target)
            step(N_("unpacking"))
            _make_work(work)
            read_all(backup, _targets(backup, work))
        step(N_("checking the restored database"))
        _check_restored(work / DATABASE, backup.manifest.head)
        restored = _sorted_out(backup.manifest, work)
        _note(backup, found_key(file, key), work)
        with suppress(OSError):
            target.rmdir()
        for folder in (work, *filter(Path.is_dir, work.rglob("*"))):
            sync_folder(folder)
        _put_in_place(work, target)
    except Unwritten as unwritten:
        raise _not_restored(target, unwritten.error) from unwritten
    except (OSError, sqlite3.OperationalError) as error:
        raise _not_restored(target, error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return restored


def _put_in_place(work: Path, target: Path) -> None:
    """Give the folder its name durably; where that fails, it is not there."""
    try:
        put_in_place(work, target)
    except OSError:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _make_work(work: Path) -> None:
    try:
        work.mkdir(parents=True)
    except OSError as error:
        raise Unwritten(error) from error


def _not_restored(target: Path, error: Exception) -> Unavailable:
    return Unavailable(
        N_("The backup could not be restored to {folder} ({reason})."),
        FULL,
        folder=target,
        reason=getattr(error, "strerror", None) or error,
    )


def work_folder(target: Path) -> Path:
    """Return where a restore into ``target`` unpacks until all of it is verified."""
    return target.with_name(f".{target.name}.restoring")


def _must_have_room(backup: OpenBackup, target: Path) -> None:
    place = next(one for one in target.absolute().parents if one.is_dir())
    free = shutil.disk_usage(place).free
    if free < backup.bytes:
        raise Unavailable(
            N_(
                "What is restored needs {need} MB in {folder}, and {free} MB are free. Free "
                "{more} MB there, or choose another folder."
            ),
            FULL,
            folder=place,
            need=f"{(backup.bytes >> 20) + 1:,}",
            free=f"{free >> 20:,}",
            more=f"{((backup.bytes - free) >> 20) + 1:,}",
        )


def _targets(backup: OpenBackup, work: Path) -> Callable[[str], BinaryIO | None]:
    """Return what opens a file of the new folder for an entry whose bytes belong there."""

    def target(name: str) -> BinaryIO | None:
        sha256 = sha256_of(name)
        if name != DATABASE and (sha256 is None or backup.manifest.sha256[name] != sha256):
            return None
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")

    return target


def _sorted_out(manifest: BackupManifest, work: Path) -> Restored:
    """Take out what no row names, and tell what rows name and the backup has not as it was."""
    named = names_in(work / DATABASE)
    missing, left_out = dict(named), []
    for name, digest in manifest.sha256.items():
        sha256 = sha256_of(name)
        if sha256 is None:
            continue
        if sha256 not in named:
            left_out.append(name)
            (work / name).unlink(missing_ok=True)
        elif digest == sha256:
            (work / entry_name(sha256)).chmod(0o444)
            del missing[sha256]
    return Restored(
        manifest.head,
        tuple(f"{shown} ({sha256[:12]})" for sha256, shown in sorted(missing.items())),
        tuple(sorted(left_out)),
    )


def _note(backup: OpenBackup, key: BackupKey | None, work: Path) -> None:
    """Lay the key and what the desk goes on from beside the database."""
    if key is not None and not backup.is_plain:
        keep_key(DataFolder(work), key)
    manifest = backup.manifest
    gone_on = GoneOn(manifest.head, backup.file.name, manifest.made_at)
    write_gone_on(work, gone_on)


def write_gone_on(folder: Path, gone_on: GoneOn) -> None:
    """Write what a restored folder goes on from."""
    text = json.dumps(to_json(gone_on), ensure_ascii=False, indent=1)
    atomic_write(folder / GONE_ON, text.encode())


def read_gone_on(folder: Path) -> GoneOn | None:
    """Return what a restored folder goes on from; None once it was opened as a desk."""
    try:
        data = json.loads((folder / GONE_ON).read_bytes())
        gone_on: GoneOn = from_json(GoneOn, data)
    except (OSError, ValueError, RecursionError):
        return None
    return gone_on


def _check_restored(database: Path, head: str) -> None:
    look_at(database)
    try:
        with closing(sqlite3.connect(database)) as db:
            good = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            wrong = schema_problems(
                lambda sql, values=(): db.execute(sql, tuple(values)).fetchall()
            )
        good = good and not wrong and head_of(database) == head
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        good = False
    if not good:
        raise Unavailable(
            N_("The database in the backup is damaged or was changed; nothing was restored."),
            LOCKED,
        )
