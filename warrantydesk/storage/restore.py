"""Restore of a backup: into a new folder, verified there, and what is not whole is named."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import FULL, LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.backup import (
    DATABASE,
    MANIFEST,
    Step,
    check_backup,
    head_of,
    names_in,
)
from warrantydesk.storage.durable import put_in_place, sync_folder
from warrantydesk.storage.named_files import sha256_of
from warrantydesk.storage.schema import look_at, schema_problems


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


def restore(file: Path, target: Path, step: Step) -> Restored:
    """Restore a backup into a new folder and verify it there.

    The folder must not exist or be empty; on any failure it is not there afterwards. Rows are
    worth more than files: a file that is missing is named, and the rest restored.
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
            _must_be_entries(pack)
            _unpack(pack, DATABASE, work)
            step(N_("checking the restored database"))
            _check_restored(work / DATABASE, str(manifest["head"]))
            restored = _unpack_files(pack, manifest, work)
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
    return restored


def _must_be_entries(pack: zipfile.ZipFile) -> None:
    """Refuse a backup with a name that ours never have; such a name could lead anywhere."""
    for name in pack.namelist():
        if name not in (MANIFEST, DATABASE) and sha256_of(name) is None:
            raise Unavailable(N_("{name} does not belong into a backup."), LOCKED, name=name)


def _unpack_files(pack: zipfile.ZipFile, manifest: Mapping[str, Any], work: Path) -> Restored:
    """Unpack the files that rows name and whose content is what their name says."""
    named, left_out = names_in(work / DATABASE), []
    missing = dict(named)
    for name, digest in manifest["sha256"].items():
        sha256 = sha256_of(name)
        if sha256 is None:
            continue
        if sha256 not in named:
            left_out.append(name)
        elif digest == sha256:
            _unpack(pack, name, work)
            del missing[sha256]
    return Restored(
        str(manifest["head"]),
        tuple(f"{shown} ({sha256[:12]})" for sha256, shown in sorted(missing.items())),
        tuple(sorted(left_out)),
    )


def _unpack(pack: zipfile.ZipFile, name: str, work: Path) -> None:
    path = work / name
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
        good = good and not wrong and head_of(database) == head
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        good = False
    if not good:
        raise Unavailable(
            N_("The database in the backup is damaged or was changed; nothing was restored."),
            LOCKED,
        )
