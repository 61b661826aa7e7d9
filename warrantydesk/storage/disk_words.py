"""What the disk or the lock has to say of the database, as sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DatabaseError

from warrantydesk.domain.errors import FULL, LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.places import DataFolder

_DAMAGED = ("malformed", "not a database", "corrupt", "decode")
"""What SQLite and its driver say of pages or texts that were spoilt."""


@contextmanager
def said(folder: DataFolder) -> Iterator[None]:
    """Say in a sentence what the disk or the lock has to say."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError, OSError) as error:
        text = str(error).lower()
        if any(word in text for word in _DAMAGED):
            raise damaged(folder) from error
        if "full" in text or "no space" in text:
            raise Unavailable(
                N_(
                    "The disk is full. Free some space in {folder}, then try again: "
                    "nothing was half-written."
                ),
                FULL,
                folder=folder.path,
            ) from error
        if "readonly" in text or "read-only" in text:
            raise Unavailable(
                N_("{folder} is read-only; nothing was changed."), READONLY, folder=folder.path
            ) from error
        if "locked" in text or "unable to open" in text or "i/o error" in text:
            raise Unavailable(
                N_("The database in {folder} cannot be written right now ({reason}). Try again."),
                LOCKED,
                folder=folder.path,
                reason=error,
            ) from error
        raise


def damaged(folder: DataFolder) -> Unavailable:
    """Say that the pages of the database were spoilt."""
    return Unavailable(
        N_("The database in {folder} is damaged. Keep it as it is and restore the newest backup."),
        LOCKED,
        folder=folder.path,
    )
