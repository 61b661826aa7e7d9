"""The database as it was before its schema changed: a way back to the former program."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import put_in_place
from warrantydesk.storage.places import DataFolder


def keep_copy(folder: DataFolder, schema: int) -> None:
    """Keep ``backups/schema-N.db``, looked at page by page, before the step beyond schema N.

    A crash leaves no copy or a whole one. Raises Unavailable where the database is damaged or the
    copy cannot be written; the schema then stays as it is.
    """
    try:
        folder.backups.mkdir(exist_ok=True)
        copy = folder.backups / f"schema-{schema}.db"
        part = copy.with_name(f"{copy.name}.part")
        part.unlink(missing_ok=True)
        _copy(folder, part)
        put_in_place(part, copy)
    except (OSError, sqlite3.OperationalError) as error:
        raise Unavailable(
            N_(
                "Before the database is brought up to date it is copied into {folder}, and that "
                "failed ({reason}). Make room there, then open the desk again."
            ),
            LOCKED,
            folder=folder.backups,
            reason=error,
        ) from error


def remove_copies(folder: DataFolder) -> None:
    """Remove these copies: they hold in plain text what was taken out of the records since.

    One that another program holds stays; the certificate says that it is to be deleted.
    """
    for copy in folder.backups.glob("schema-*.db*"):
        with suppress(OSError):
            copy.unlink()


def _copy(folder: DataFolder, part: Path) -> None:
    """Copy the database whole, look at every page of the copy, and make it durable."""
    source = f"{folder.database.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(source, uri=True)) as old,
        closing(sqlite3.connect(part)) as new,
    ):
        old.backup(new, pages=-1)
        new.execute("PRAGMA journal_mode = delete")
        is_sound = new.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    if not is_sound:
        part.unlink()
        raise Unavailable(
            N_("The database is damaged, so its schema is left as it is. Restore a backup."), LOCKED
        )
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
