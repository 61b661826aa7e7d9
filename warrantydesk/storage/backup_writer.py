"""Writes one backup file: all content goes straight into the encrypted entry."""

import gzip
import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from warrantydesk import __version__, resources
from warrantydesk.domain.anchor import anchor_of
from warrantydesk.domain.backup import BackupManifest, BackupReason, MissingFile
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.codec import to_json
from warrantydesk.storage.attachments import FileStore
from warrantydesk.storage.backup_file import BLOCK, DATABASE, MANIFEST, PACKED, README, TAR
from warrantydesk.storage.backup_readable import READABLE, write_readable
from warrantydesk.storage.hashing import hash_through
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.named_files import entry_name, named_files
from warrantydesk.storage.places import DataFolder

_IN_MEMORY = 1 << 26
"""A file up to 64 MB is held in memory between being read and being packed."""
_COUNTS = (
    "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM old_part),"
    " (SELECT count(*) FROM old_part WHERE state = 'SHELVED')"
)


@dataclass(frozen=True)
class Order:
    """What a backup is made of: whose data, the copied database, when, why, for which desk."""

    folder: DataFolder
    made_at: datetime
    reason: BackupReason = BackupReason.BY_HAND
    desk: str = ""
    copy: Path = Path()
    """The copy of the database, in a folder of its own where work files may lie too."""


def write_backup(order: Order, key: BackupKey, part: Path) -> BackupManifest:
    """Write the backup to ``part`` and onto the disk; returns its manifest."""
    import pyzipper

    with part.open("wb") as stream:
        with pyzipper.AESZipFile(
            stream, "w", compression=pyzipper.ZIP_STORED, allowZip64=True
        ) as pack:
            pack.setpassword(str(key).encode("ascii"))
            pack.setencryption(pyzipper.WZ_AES, nbits=256, force_wz_aes_version=2)
            with pack.open(TAR, "w", force_zip64=True) as out:
                manifest = _Packing(order, out).manifest()
            pack.writestr(MANIFEST, json.dumps(to_json(manifest), ensure_ascii=False, indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    return manifest


def head_of(database: Path) -> str:
    """Return the anchor of a database: place and head of its journal."""
    with closing(sqlite3.connect(database)) as db:
        row = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return anchor_of(*row) if row else anchor_of(0, "")


def names_in(database: Path) -> dict[str, str]:
    """Return the files that the rows of a database name, by hash."""
    with closing(sqlite3.connect(database)) as db:
        return named_files(lambda sql: db.execute(sql).fetchall())


@dataclass
class _Packing:
    """Fills the TAR of one backup and notes what went into it.

    The hashes are of what is packed: a photo that was altered on disk does not stop a backup, and
    its bytes may still be worth something. It is named as missing, as one that is gone.
    """

    order: Order
    out: BinaryIO
    sha256: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    missing: list[MissingFile] = field(default_factory=list)

    @property
    def schema(self) -> int:
        """The schema of the copied database."""
        with closing(sqlite3.connect(self.order.copy)) as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])

    def manifest(self) -> BackupManifest:
        """Pack everything; returns what to say of it."""
        order = self.order
        with tarfile.open(
            fileobj=self.out, mode="w|", bufsize=BLOCK, format=tarfile.GNU_FORMAT
        ) as tar:
            tar.copybufsize = BLOCK  # type: ignore[attr-defined]
            self._pack(tar, README, io.BytesIO(resources.find("backup/README.txt").read_bytes()))
            self._pack_work(tar)
            before = sum(self.sizes.values())
            self._pack_files(tar)
        with closing(sqlite3.connect(order.copy)) as db:
            claims, pieces, shelved = db.execute(_COUNTS).fetchone()
        files = [name for name in self.sizes if name.startswith("att/")]
        sizes: Mapping[str, int] = {**self.sizes, DATABASE: order.copy.stat().st_size}
        return BackupManifest(
            __version__,
            self.schema,
            head_of(order.copy),
            order.made_at,
            self.sha256,
            tuple(self.missing),
            order.reason,
            order.desk,
            sizes,
            *(claims, pieces, shelved, len(files), sum(self.sizes.values()) - before),
        )

    def _pack_work(self, tar: tarfile.TarFile) -> None:
        """Pack database and texts; both are made at once, beside the copy."""
        packed, readable = (self.order.copy.with_name(name) for name in (PACKED, READABLE))
        with ThreadPoolExecutor(1) as worker:
            pressing = worker.submit(_press, self.order.copy, packed)
            with readable.open("wb") as target:
                if self.schema == SCHEMA:  # an older one gets its texts once it is up to date
                    write_readable(self.order.copy, target)
            self.sha256[DATABASE] = pressing.result()
        for path in (packed, readable):
            with path.open("rb") as source:
                self._pack(tar, path.name, source)
            path.unlink()

    def _pack_files(self, tar: tarfile.TarFile) -> None:
        files = FileStore(self.order.folder)
        for sha256, shown in sorted(names_in(self.order.copy).items()):
            name, path = entry_name(sha256), files.path(sha256)
            is_there = self._pack_file(tar, name, path)
            if self.sha256.get(name) != sha256:
                problem = "altered" if is_there else "missing"
                self.missing.append(MissingFile(shown, sha256, problem))

    def _pack_file(self, tar: tarfile.TarFile, name: str, path: Path) -> bool:
        """Pack a file, up to a bad spot of the disk where it has one; tells whether it is there."""
        folder = self.order.copy.parent
        try:
            source = path.open("rb")
        except OSError:
            return False
        with source, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(folder)) as held:
            while block := _read(source):
                held.write(block)
            self._pack(tar, name, held)
        return True

    def _pack(self, tar: tarfile.TarFile, name: str, source: Any) -> None:
        info = tarfile.TarInfo(name)
        info.size = source.seek(0, 2)
        info.mode, info.mtime = 0o600, int(self.order.made_at.timestamp())
        source.seek(0)
        hashing = _Hashing(source)
        tar.addfile(info, hashing)
        self.sha256[name], self.sizes[name] = hashing.digest.hexdigest(), info.size


class _Hashing:
    """Reads on and hashes what was read."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read the next bytes."""
        data: bytes = self._source.read(size)
        self.digest.update(data)
        return data


def _press(database: Path, target: Path) -> str:
    """Pack the database beside itself; returns the hash of what it was."""
    with (
        database.open("rb") as source,
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 1, raw, mtime=0) as out,
    ):
        return hash_through(source, out)[0]


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(BLOCK)
    except OSError:
        return b""
