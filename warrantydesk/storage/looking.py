"""A database that is only looked at: nothing in its folder changes, not by a byte."""

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.room import must_have_room

_PRIVATE = "warrantydesk-look-"
_SCHEMA_AT = slice(60, 64)


def to_look_at(folder: DataFolder) -> DataFolder:
    """Return the folder as it can be read without writing to it.

    What another desk has open is read beside it. Else the database is read as it lies there, or,
    where something waits in its log or its schema is an older one, from a private copy, which
    ``remove_copy`` removes. Raises OSError or Unavailable(FULL) where there is no room for it.
    """
    if folder.copy or folder.is_sealed or is_held(folder):
        return folder
    if _is_waiting(folder) or _schema_of(folder.database) < SCHEMA:
        return replace(folder, copy=_private_copy(folder))
    return replace(folder, is_sealed=True)


def is_held(folder: DataFolder) -> bool:
    """Tell whether a desk has the lock of the folder; asking changes nothing there."""
    if not folder.lock.is_file():
        return False
    if sys.platform == "win32":
        return _is_held_there(folder)
    import fcntl

    try:
        with folder.lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _is_held_there(folder: DataFolder) -> bool:
    lock = FileLock(folder.lock, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def remove_copy(folder: DataFolder) -> None:
    """Remove the private copy of a folder; it holds what the desk holds."""
    if folder.copy is not None:
        shutil.rmtree(folder.copy, ignore_errors=True)


def _is_waiting(folder: DataFolder) -> bool:
    """Tell whether something was written that is not in the database yet."""
    journal = folder.database.with_name(f"{folder.database.name}-journal")
    return any(path.is_file() and path.stat().st_size for path in (folder.log, journal))


def _schema_of(database: Path) -> int:
    with database.open("rb") as stream:
        return int.from_bytes(stream.read(100)[_SCHEMA_AT], "big", signed=True)


def _private_copy(folder: DataFolder) -> Path:
    _remove_left_over()
    place = Path(tempfile.gettempdir())
    must_have_room(folder, at=place)
    made = Path(tempfile.mkdtemp(prefix=_PRIVATE))  # for this user alone: 0700
    try:
        for name in (folder.database.name, folder.log.name, f"{folder.database.name}-journal"):
            source = folder.path / name
            if source.is_file():
                shutil.copyfile(source, made / name)
                (made / name).chmod(0o600)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return made


def _remove_left_over() -> None:
    """Remove the copies of programs that were killed: no desk holds their lock."""
    for place in Path(tempfile.gettempdir()).glob(f"{_PRIVATE}*"):
        with suppress(OSError):
            is_ours = os.name != "posix" or place.stat().st_uid == os.getuid()
            old = DataFolder(place)
            if is_ours and old.lock.exists() and not is_held(old):
                shutil.rmtree(place, ignore_errors=True)
