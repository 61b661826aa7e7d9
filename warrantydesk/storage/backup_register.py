"""What the desk remembers of its backups: ``backups/register.json``, beside the database.

It is there when the database is not. Nothing in it is trusted: a file that is gone or damaged is
an empty register, and what it says of a backup is looked at again before it is used.
"""

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from warrantydesk.domain.backup import BackupRegister
from warrantydesk.domain.codec import from_json, to_json
from warrantydesk.storage.durable import atomic_write
from warrantydesk.storage.places import DataFolder

_LONGEST = 1 << 26
_UNREADABLE = (OSError, ValueError, RecursionError)


def register_file(folder: DataFolder) -> Path:
    """Return where the register of a data folder lies."""
    return folder.backups / "register.json"


def read_register(folder: DataFolder) -> BackupRegister:
    """Return the register of a data folder, an empty one where there is none."""
    register: BackupRegister = read_text(register_file(folder), BackupRegister) or BackupRegister()
    return register


def read_text(file: Path, kind: Any) -> Any:
    """Return what a file holds as JSON, None where it is not there or not of that kind."""
    try:
        with file.open("rb") as stream:
            return from_json(kind, json.loads(stream.read(_LONGEST)))
    except _UNREADABLE:
        return None


def write_text(file: Path, value: Any) -> None:
    """Write a value as JSON, whole or not at all; raises OSError."""
    text = json.dumps(to_json(value), ensure_ascii=False, indent=1)
    atomic_write(file, text.encode("utf-8"))


class RegisterFile:
    """The register of one data folder, changed by one thread at a time."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._known: tuple[object, BackupRegister] = (None, BackupRegister())

    def read(self) -> BackupRegister:
        """Return the register; it is read again only when the file is another."""
        try:
            told = register_file(self._folder).stat()
        except OSError:
            return BackupRegister()
        state = (told.st_mtime_ns, told.st_size, told.st_ino)
        if self._known[0] != state:
            self._known = (state, read_register(self._folder))
        return self._known[1]

    def change(self, how: Callable[[BackupRegister], BackupRegister]) -> BackupRegister:
        """Write the register that ``how`` makes of it; raises OSError."""
        if self._folder.is_closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), self._folder.path)
        with self._lock:
            old = read_register(self._folder)
            new = how(old)
            if new != old:
                self._folder.backups.mkdir(exist_ok=True)
                write_text(register_file(self._folder), new)
        return new
