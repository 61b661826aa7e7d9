"""Backup in plain form: copied through SQLite, checked, renamed, looked at again.

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
from typing import Any, BinaryIO

from warrantydesk import __version__
from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.errors import FULL, LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.attachments import FileStore
from warrantydesk.storage.durable import CLOSED, NO_PLACE, put_in_place
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.named_files import entry_name, named_files
from warrantydesk.storage.places import DataFolder

MANIFEST = "MANIFEST.json"
DATABASE = "claims.db"
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
    if target.is_file():
        raise Unavailable(
            N_("{folder} is a file, not a folder. Choose another place."), LOCKED, folder=target
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".backup-") as work:
            copy = Path(work) / DATABASE
            step(N_("copying the database"))
            _copy_database(folder.database, copy)
            head = head_of(copy)
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
    except (OSError, sqlite3.OperationalError, ValueError) as error:
        raise _not_written(target, error) from error
    return target / name


def _not_written(target: Path, error: Exception) -> Unavailable:
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


def _copy_database(source: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(copy)) as new,
    ):
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = delete")
        if new.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Unavailable(N_("The database is damaged; the backup was not written."), LOCKED)


def head_of(database: Path) -> str:
    """Return the anchor of a database: place and head of its journal."""
    with closing(sqlite3.connect(database)) as db:
        row = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return f"{row[0]}:{row[1][:12]}" if row else "0:"


def _pack(copy: Path, folder: DataFolder, part: Path, head: str, now: datetime) -> None:
    # The hashes are of what is packed: a photo that was altered on disk does not stop a backup,
    # and its bytes may still be worth something. It is named as missing, as one that is gone.
    hashes: dict[str, str] = {}
    missing: list[dict[str, str]] = []
    files = FileStore(folder)
    with part.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as pack:
            hashes[DATABASE] = _add(pack, copy, DATABASE, zipfile.ZIP_DEFLATED)
            for sha256, shown in sorted(names_in(copy).items()):
                name, path = entry_name(sha256), files.path(sha256)
                readable = _is_readable(path)
                if readable:
                    hashes[name] = _add(pack, path, name, zipfile.ZIP_STORED)
                if hashes.get(name) != sha256:
                    problem = "altered" if readable else "missing"
                    missing.append({"name": shown, "sha256": sha256, "problem": problem})
            manifest = {
                "program": __version__,
                "schema": SCHEMA,
                "head": head,
                "made_at": utc_text(now),
                "sha256": hashes,
                "missing": missing,
            }
            pack.writestr(MANIFEST, json.dumps(manifest, indent=1))
        stream.flush()
        os.fsync(stream.fileno())


def names_in(database: Path) -> dict[str, str]:
    """Return the files that the rows of a database name, by hash."""
    with closing(sqlite3.connect(database)) as db:
        return named_files(lambda sql: db.execute(sql).fetchall())


def _is_readable(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            stream.read(1)
    except OSError:
        return False
    return True


def _add(pack: zipfile.ZipFile, path: Path, name: str, method: int) -> str:
    """Pack a file and return the hash of what was packed; a file that ends in a bad spot of
    the disk is packed up to there."""
    entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    entry.compress_type = method
    digest = hashlib.sha256()
    with path.open("rb") as source, pack.open(entry, "w") as out:
        while block := _read(source):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(1 << 20)
    except OSError:
        return b""


def remove_torsos(target: Path) -> None:
    """Remove what a killed backup left in a folder that only this desk writes to."""
    for torso in target.glob("warrantydesk-*.zip.part"):
        with suppress(OSError):
            torso.unlink()
    for torso in target.glob(".backup-*"):
        shutil.rmtree(torso, ignore_errors=True)


def check_backup(file: Path) -> dict[str, Any]:
    """Read a backup from end to end against its manifest; returns the manifest.

    Raises Unavailable when it is no backup, or a file in it is not what the manifest says.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            manifest: dict[str, Any] = dict(json.loads(pack.read(MANIFEST)))
            wanted = dict(manifest["sha256"])
            if DATABASE not in wanted or not isinstance(manifest["head"], str):
                raise KeyError(DATABASE)
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
