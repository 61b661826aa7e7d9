"""The database file from outside: whose it is, how new, and how an empty one is made."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from warrantydesk import __version__
from warrantydesk.domain.errors import LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import put_in_place
from warrantydesk.storage.migrations import MIGRATIONS, SCHEMA

APPLICATION_ID = 0x5744534B
_MAGIC = b"SQLite format 3\x00"
_LOG_HEAD, _FRAME_HEAD = 32, 24
_SCHEMA_TEXT = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL"


def make_empty(path: Path) -> None:
    """Make an empty database beside its place and put it there whole.

    A crash leaves no database or a good one, never a file that is no longer known as ours.
    """
    new = path.with_name(f"{path.name}.new")
    for torso in path.parent.glob(f"{new.name}*"):
        torso.unlink()
    with closing(sqlite3.connect(new, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for step in MIGRATIONS:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA}")
        db.execute("COMMIT")
    put_in_place(new, path)


def look_at(path: Path) -> None:
    """Look at a file before it is opened: size, magic, whose it is, and how new.

    Raises Unavailable; the file is not touched.
    """
    if path.is_dir():
        raise Unavailable(N_("{file} is a folder, not a database."), LOCKED, file=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
    except OSError as error:
        raise Unavailable(
            N_("{file} cannot be read: {reason}."),
            LOCKED,
            file=path,
            reason=error.strerror or error,
        ) from error
    if not head:
        raise Unavailable(N_("{file} is empty. Restore the newest backup."), LOCKED, file=path)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise Unavailable(
            N_("{file} is not a database. Restore the newest backup."), LOCKED, file=path
        )
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise Unavailable(N_("{file} belongs to another program."), LOCKED, file=path)
    schema = int.from_bytes(head[60:64], "big", signed=True)
    if schema < 1:  # ours begins with 1, in one step with its first tables
        raise changed("user_version")
    schema = max(schema, _in_the_log(path))
    if schema > SCHEMA:
        raise Unavailable(
            N_(
                "{file} was written by a newer Warranty Desk (schema {schema}; this "
                "is version {version} with schema {ours}). Install the newer one."
            ),
            LOCKED,
            file=path,
            schema=schema,
            version=__version__,
            ours=SCHEMA,
        )


def cut_short(path: Path) -> tuple[int, int] | None:
    """Return how many whole pages a database file has and should have; None where none is lost.

    Where a log waits beside it the file may be shorter for a good reason: nothing is said then.
    """
    log = path.with_name(f"{path.name}-wal")
    try:
        if log.exists() and log.stat().st_size:
            return None
        with path.open("rb") as stream:
            head = stream.read(100)
        size = path.stat().st_size
    except OSError:
        return None
    page = int.from_bytes(head[16:18], "big")
    page = 1 << 16 if page == 1 else page
    wanted = int.from_bytes(head[28:32], "big")
    is_told = head[24:28] == head[92:96]  # else the number of pages is not to be relied on
    if len(head) < 100 or not page or not is_told or size >= page * wanted:
        return None
    return size // page, wanted


def _in_the_log(path: Path) -> int:
    """Return the number of the schema that waits in the log beside a database, 0 for none.

    The log is read as bytes: SQLite would bring it into the file when it closes, and a file of a
    newer program is not to be touched. Its form: https://www.sqlite.org/fileformat2.html#walformat
    """
    newest = waiting = 0
    try:
        with path.with_name(f"{path.name}-wal").open("rb") as log:
            head = log.read(_LOG_HEAD)
            page = int.from_bytes(head[8:12], "big")
            while len(frame := log.read(_FRAME_HEAD)) == _FRAME_HEAD and frame[8:16] == head[16:24]:
                if int.from_bytes(frame[:4], "big") == 1:
                    waiting = int.from_bytes(log.read(page)[60:64], "big", signed=True)
                else:
                    log.seek(page, os.SEEK_CUR)
                newest = waiting if any(frame[4:8]) else newest  # a frame that ends a change
    except OSError:
        return 0
    return newest


def changed(what: str) -> Unavailable:
    """Return what is said of a database that another program has changed."""
    return Unavailable(
        N_(
            "This database was changed by another program: {what}. Restore a backup, or "
            "ask for help."
        ),
        LOCKED,
        what=what,
    )


def schema_problems(query: Callable[..., list[tuple[Any, ...]]]) -> list[str]:
    """Compare the schema text with the one our migrations make; return what differs.

    A former schema that was not brought up to date yet is compared with itself.
    """
    fresh = sqlite3.connect(":memory:")
    number = int(query("PRAGMA user_version")[0][0])
    for step in MIGRATIONS[: number if 1 <= number <= SCHEMA else SCHEMA]:
        for statement in step:
            fresh.execute(statement)
    wanted = dict(fresh.execute(_SCHEMA_TEXT).fetchall())
    fresh.close()
    found = dict(query(_SCHEMA_TEXT))
    return sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )
