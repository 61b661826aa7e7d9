"""The form of a backup: an encrypted ZIP with a manifest and one TAR; names within say nothing.

``MANIFEST.json`` tells what is in ``backup.tar``: ``claims.db.gz``, the files of the rows by their
hashes, ``readable.zip`` with one text per claim, ``README.txt``. The first backups were plain ZIPs
with database and files as their entries; they can still be read.
"""

import json
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from warrantydesk.domain.backup import BackupManifest
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.codec import from_json
from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.backup_key_file import KEY_CODE, NO_KEY, WRONG_KEY, found_key
from warrantydesk.storage.backup_readable import READABLE
from warrantydesk.storage.named_files import sha256_of

MANIFEST = "MANIFEST.json"
TAR = "backup.tar"
DATABASE = "claims.db"
PACKED = "claims.db.gz"
README = "README.txt"
BLOCK = 1 << 20
LONGEST_MANIFEST = 1 << 28
"""A manifest names every file: a quarter of a gigabyte is that of two million."""
NAME = re.compile(r"warrantydesk-(\d{8})-(\d{6})-(\d{1,15})-([0-9a-f]{0,12})\.zip")
UNREADABLE = (
    *(OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(KeyError, TypeError, ValueError, RuntimeError, tarfile.TarError, RecursionError),
)
"""What the library raises over files that are no ZIP, are damaged, or have a password."""
NOT_THERE = N_("There is no file {file}. Is the stick in, is the share connected?")


class Entry(NamedTuple):
    """One entry while a backup is read from its beginning to its end."""

    name: str
    size: int
    stream: BinaryIO


class OpenBackup:
    """An open backup: its manifest, and its entries one after the other."""

    def __init__(self, file: Path, pack: Any, manifest: BackupManifest) -> None:
        self.file, self.manifest = file, manifest
        self._pack = pack
        self.is_plain = TAR not in pack.namelist()

    @property
    def bytes(self) -> int:
        """How much unpacking it may write, at most."""
        infos = self._pack.infolist()
        packed = sum(info.file_size for info in infos if info.filename != MANIFEST)
        return int(packed + self.manifest.sizes.get(DATABASE, 0))

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in the order in which they lie; each is read before the next.

        Raises Unavailable for an entry that ours never have: its name could lead anywhere.
        """
        return self._plain() if self.is_plain else self._tar()

    def _plain(self) -> Iterator[Entry]:
        for info in self._pack.infolist():
            if info.filename == MANIFEST:
                continue
            self._must_be_ours(info.filename, info.filename == DATABASE)
            with self._pack.open(info) as stream:
                yield Entry(info.filename, info.file_size, stream)

    def _tar(self) -> Iterator[Entry]:
        for name in self._pack.namelist():
            self._must_be_ours(name, name in (MANIFEST, TAR))
        info = self._pack.getinfo(TAR)
        if info.compress_type != zipfile.ZIP_STORED:
            raise ValueError(info.compress_type)  # ours is stored; packed, it could be a bomb
        with (
            self._pack.open(info) as stream,
            tarfile.open(fileobj=stream, mode="r|", bufsize=BLOCK) as tar,
        ):
            for member in tar:
                known = member.name in (PACKED, READABLE, README)
                self._must_be_ours(member.name, known and member.isreg())
                opened = tar.extractfile(member)
                if opened is None:
                    raise ValueError(member.name)
                yield Entry(member.name, member.size, opened)  # type: ignore[arg-type]
            while stream.read(BLOCK):  # the seal stands behind the last byte
                pass

    def _must_be_ours(self, name: str, is_known: bool) -> None:
        if not is_known and (sha256_of(name) is None or name not in self.manifest.sha256):
            raise Unavailable(
                N_("{name} does not belong into the backup {file}."),
                LOCKED,
                name=name,
                file=self.file,
            )


@contextmanager
def opened(file: Path, key: BackupKey | None = None) -> Iterator[OpenBackup]:
    """Open a backup and read its manifest; the key is looked for where none is given.

    Raises Unavailable where it is not there, is none, is damaged, or its key is missing or another.
    """
    import pyzipper

    try:
        if not file.exists():
            raise Unavailable(NOT_THERE, LOCKED, file=file)
        with pyzipper.AESZipFile(file) as pack:
            yield OpenBackup(file, pack, _manifest(file, pack, key))
    except (*UNREADABLE, pyzipper.BadZipFile) as error:
        raise Unavailable(
            N_("{file} is not a backup of Warranty Desk, or it is damaged."), LOCKED, file=file
        ) from error


def _manifest(file: Path, pack: Any, key: BackupKey | None) -> BackupManifest:
    info = pack.getinfo(MANIFEST)
    if info.file_size > LONGEST_MANIFEST:
        raise ValueError(info.file_size)
    if info.flag_bits & 1:
        _unlock(file, pack, info, key)
    manifest: BackupManifest = from_json(BackupManifest, json.loads(pack.read(info)))
    if DATABASE not in manifest.sha256:
        raise KeyError(DATABASE)
    return manifest


def _unlock(file: Path, pack: Any, info: Any, key: BackupKey | None) -> None:
    found = found_key(file, key)
    if found is None:
        raise Unavailable(NO_KEY, KEY_CODE, file=file)
    pack.setpassword(str(found).encode("ascii"))
    try:
        pack.open(info).close()
    except RuntimeError as error:
        raise Unavailable(WRONG_KEY, KEY_CODE, file=file) from error
