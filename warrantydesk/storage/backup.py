"""Backup and restore in plain form: copied through SQLite, checked, renamed, looked at again.

A backup is one ZIP file with the database, every attachment and a manifest of their hashes.
"""

import hashlib
import json
import lzma
import os
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from warrantydesk import __version__
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.errors import FULL, LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import put_in_place, sync_folder
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.schema import look_at, schema_problems

MANIFEST = "MANIFEST.json"
_DATABASE = "claims.db"
Step = Callable[[str], None]
UNREADABLE = (
    *(OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(KeyError, TypeError, ValueError, RuntimeError),
)
"""What the library raises over files that are no ZIP, are damaged, or have a password."""


def make_backup(folder: DataFolder, target: Path, now: datetime, step: Step) -> Path:
    """Write a verified backup of a data folder into the folder ``target``; returns the file.

    Raises Unavailable when the target has no room or the copy does not verify; no torso stays.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".backup-") as work:
            copy = Path(work) / _DATABASE
            step(N_("copying the database"))
            _copy_database(folder.database, copy)
            head = _head(copy)
            name = f"warrantydesk-{now.strftime('%Y%m%d-%H%M%S')}-{head.replace(':', '-')}.zip"
            part = target / f"{name}.part"
            try:
                step(N_("packing the files"))
                _pack(copy, folder, part, head, now)
                step(N_("checking the backup"))
                check_backup(part)
                put_in_place(part, target / name)
            finally:
                part.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise Unavailable(
            N_(
                "The backup could not be written to {folder} ({reason}). Free some "
                "space or choose another place."
            ),
            FULL,
            folder=target,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return target / name


def _copy_database(source: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = delete")
        if new.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Unavailable(N_("The database is damaged; the backup was not written."), LOCKED)


def _head(database: Path) -> str:
    with closing(sqlite3.connect(database)) as db:
        row = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return f"{row[0]}:{row[1][:12]}" if row else "0:"


def _pack(copy: Path, folder: DataFolder, part: Path, head: str, now: datetime) -> None:
    # The hashes are of what is packed: a photo that was altered on disk does not stop a backup.
    hashes: dict[str, str] = {}
    with part.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as pack:
            hashes[_DATABASE] = _add(pack, copy, _DATABASE, zipfile.ZIP_DEFLATED)
            for path in sorted(folder.attachments.glob("??/*")):
                name = f"att/{path.parent.name}/{path.name}"
                hashes[name] = _add(pack, path, name, zipfile.ZIP_STORED)
            manifest = {
                "program": __version__,
                "schema": SCHEMA,
                "head": head,
                "made_at": utc_text(now),
                "sha256": hashes,
            }
            pack.writestr(MANIFEST, json.dumps(manifest, indent=1))
        stream.flush()
        os.fsync(stream.fileno())


def _add(pack: zipfile.ZipFile, path: Path, name: str, method: int) -> str:
    entry = zipfile.ZipInfo.from_file(path, name)
    entry.compress_type = method
    digest = hashlib.sha256()
    with path.open("rb") as source, pack.open(entry, "w") as out:
        while block := source.read(1 << 20):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def remove_torsos(target: Path) -> None:
    """Remove what a killed backup left in a folder that only this desk writes to."""
    for torso in target.glob("warrantydesk-*.zip.part"):
        with suppress(OSError):
            torso.unlink()
    for torso in target.glob(".backup-*"):
        shutil.rmtree(torso, ignore_errors=True)


def check_backup(file: Path) -> dict[str, object]:
    """Read a backup from end to end against its manifest; returns the manifest.

    Raises Unavailable when it is no backup, or a file in it is not what the manifest says.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            manifest: dict[str, object] = dict(json.loads(pack.read(MANIFEST)))
            wanted = dict(manifest["sha256"])  # type: ignore[call-overload]
            if _DATABASE not in wanted or not isinstance(manifest["head"], str):
                raise KeyError(_DATABASE)
            for name, sha256 in wanted.items():
                digest = hashlib.sha256()
                with pack.open(name) as stream:
                    while block := stream.read(1 << 20):
                        digest.update(block)
                if digest.hexdigest() != sha256:
                    raise Unavailable(
                        N_("{name} in the backup {file} is damaged."), LOCKED, name=name, file=file
                    )
            if extra := set(pack.namelist()) - set(wanted) - {MANIFEST}:
                raise Unavailable(
                    N_("{name} does not belong into the backup {file}."),
                    LOCKED,
                    name=sorted(extra)[0],
                    file=file,
                )
    except UNREADABLE as error:
        raise Unavailable(
            N_("{file} is not a backup of Warranty Desk, or it is damaged."), LOCKED, file=file
        ) from error
    return manifest


def restore(file: Path, target: Path, step: Step) -> str:
    """Restore a backup into a new folder and verify it there; returns its anchor.

    The folder must not exist or be empty; on any failure it is not there afterwards.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Unavailable(
            N_("{folder} is not empty. Choose a new folder: what is there is never overwritten."),
            LOCKED,
            folder=target,
        )
    step(N_("checking the backup"))
    manifest = check_backup(file)
    work = target.with_name(f".{target.name}.restoring")
    shutil.rmtree(work, ignore_errors=True)
    try:
        work.mkdir(parents=True)
        step(N_("unpacking"))
        with zipfile.ZipFile(file) as pack:
            for name in pack.namelist():
                if name != MANIFEST:
                    _unpack(pack, name, work)
        step(N_("checking the restored database"))
        _check_restored(work / _DATABASE, str(manifest["head"]))
        with suppress(OSError):
            target.rmdir()
        for folder in (work, *filter(Path.is_dir, work.rglob("*"))):
            sync_folder(folder)
        put_in_place(work, target)
    except (OSError, sqlite3.OperationalError) as error:
        raise Unavailable(
            N_("The backup could not be restored to {folder} ({reason})."),
            FULL,
            folder=target,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return str(manifest["head"])


def _unpack(pack: zipfile.ZipFile, name: str, work: Path) -> None:
    parts = Path(name).parts
    if name != _DATABASE and (len(parts) != 3 or parts[0] != "att" or ".." in parts):
        raise Unavailable(N_("{name} does not belong into a backup."), LOCKED, name=name)
    path = work.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    with pack.open(name) as source, path.open("wb") as out:
        shutil.copyfileobj(source, out)
        out.flush()
        os.fsync(out.fileno())


def _check_restored(database: Path, head: str) -> None:
    look_at(database)
    try:
        with closing(sqlite3.connect(database)) as db:
            good = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            wrong = schema_problems(
                lambda sql, values=(): db.execute(sql, tuple(values)).fetchall()
            )
        good = good and not wrong and _head(database) == head
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        good = False
    if not good:
        raise Unavailable(
            N_("The database in the backup is damaged or was changed; nothing was restored."),
            LOCKED,
        )
