"""What the disk or the lock has to say of the database, as sentences."""

import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from peewee import DatabaseError

from warrantydesk.domain.errors import DAMAGED, LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import NO_ROOM
from warrantydesk.storage.places import DataFolder, only_read
from warrantydesk.storage.room import full
from warrantydesk.storage.schema import cut_short

_DAMAGED = ("malformed", "not a database", "corrupt", "decode")
"""What SQLite and its driver say of pages or texts that were spoilt."""
_TOLD = (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError, OSError)
_PROBE = 1 << 16


@contextmanager
def said(folder: DataFolder) -> Iterator[None]:
    """Say in a sentence what the disk or the lock has to say."""
    try:
        yield
    except _TOLD as error:
        told = told_of(folder, error)
        if told is None:
            raise
        raise told from error


def told_of(folder: DataFolder, error: BaseException) -> Unavailable | None:
    """Return what an error of the disk or the database means, None where it is neither."""
    if not isinstance(error, _TOLD):
        return None
    text = str(error).lower()
    if any(word in text for word in _DAMAGED):
        return damaged(folder)
    if "full" in text or getattr(error, "errno", None) in NO_ROOM:
        return full(folder)
    if "readonly" in text or "read-only" in text:
        return only_read(folder)
    if "i/o error" in text or "input/output" in text:
        return full(folder) if _has_no_room(folder) else broken_disk(folder, error)
    if "locked" in text or "unable to open" in text:
        return Unavailable(
            N_("The database in {folder} cannot be written right now ({reason}). Try again."),
            LOCKED,
            folder=folder.path,
            reason=error,
        )
    return None


def tells_damage(error: BaseException) -> bool:
    """Tell whether an error of SQLite or its driver says that pages or texts were spoilt."""
    if not isinstance(error, DatabaseError | sqlite3.DatabaseError | UnicodeDecodeError):
        return False
    return any(word in str(error).lower() for word in _DAMAGED)


def damaged(folder: DataFolder) -> Unavailable:
    """Say that the pages of the database were spoilt, or that its file is cut short."""
    if (cut := cut_short(folder.database)) is not None:
        return Unavailable(
            N_(
                "The database in {folder} is damaged: its file is cut short, {here} of {all} "
                "pages are left. Keep it as it is and restore the newest backup."
            ),
            DAMAGED,
            folder=folder.path,
            here=cut[0],
            all=cut[1],
        )
    return Unavailable(
        N_("The database in {folder} is damaged. Keep it as it is and restore the newest backup."),
        DAMAGED,
        folder=folder.path,
    )


def broken_disk(folder: DataFolder, reason: object) -> Unavailable:
    """Say that the disk failed: nothing more is written, so that it spoils nothing."""
    return Unavailable(
        N_(
            "The disk of {folder} failed ({reason}). The last step was not saved, nothing was "
            "half-written, and nothing more is written now. Make a backup onto another disk, "
            "have this one looked at, then start again."
        ),
        READONLY,
        folder=folder.path,
        reason=reason,
    )


def _has_no_room(folder: DataFolder) -> bool:
    """Tell whether an I/O error only means that a limit of files or a quota is reached.

    SQLite names none but the full disk itself; a file of one's own is told more.
    """
    if _is_at_limit(folder):
        return True
    probe = folder.path / f".{secrets.token_hex(8)}.part"
    try:
        with probe.open("xb") as file:
            file.write(b"\0" * _PROBE)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.errno in NO_ROOM
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return False


def _is_at_limit(folder: DataFolder) -> bool:
    """Tell whether this process may write no file as long as the log has to become."""
    if sys.platform == "win32":
        return False
    import resource

    most, _hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    sizes = [path.stat().st_size for path in (folder.database, folder.log) if path.exists()]
    return most != resource.RLIM_INFINITY and max(sizes, default=0) + _PROBE > most
