"""An old database put back whole is found by what backups and second places remember of it.

The chain alone cannot see it: an old file is whole in itself. But every backup tells in its name
how far the journal had come, so does ``register.json``, and ``last_seen.json`` in every second
place. What they tell must be in the journal, unless a restore left it behind: that is journaled.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.backup import BackupRegister
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.storage.backup_carrying import anchor_in
from warrantydesk.storage.backup_file import opened
from warrantydesk.storage.backup_key_file import key_if_readable
from warrantydesk.storage.backup_places import last_seen, names_of
from warrantydesk.storage.backup_register import read_register
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.restore import read_gone_on

Query = Callable[..., list[tuple[Any, ...]]]


class ToldAnchor(NamedTuple):
    """Place and head of the journal as something outside the database remembers them."""

    seq: int
    head: str
    where: str


def told_anchors(folder: DataFolder) -> list[ToldAnchor]:
    """Return what is remembered of a desk outside its database, one for each anchor.

    A place counts for the very folder that chose it: a copy of a data folder is another desk.
    Asked before the database is read, so that work going on beside is no alarm.
    """
    register = read_register(folder)
    told: dict[str, str] = {}
    for anchor, where in _told(folder, register):
        told.setdefault(anchor, where)
    gone_on = read_gone_on(folder.path)
    left = set(gone_on.left) if gone_on is not None else set()
    read = (_read(anchor, where) for anchor, where in told.items() if anchor not in left)
    return [one for one in read if one is not None]


def lost_anchors(told: Iterable[ToldAnchor], query: Query) -> Iterator[ToldAnchor]:
    """Yield the anchors that the journal of a database does not hold, and no restore explains."""
    left: set[str] | None = None
    for one in told:
        rows = query("SELECT hash FROM journal WHERE seq = ?", (one.seq,))
        if rows and str(rows[0][0]).startswith(one.head):
            continue
        left = _left_behind(query) if left is None else left
        if f"{one.seq}:{one.head}" not in left:
            yield one


def is_lost(anchor: str, query: Query) -> bool:
    """Tell whether an anchor is not in the journal of a database, and no restore explains it."""
    told = _read(anchor, "")
    return told is not None and any(lost_anchors([told], query))


def _left_behind(query: Query) -> set[str]:
    """Return the anchors that restores left behind, as the journal's events tell them."""
    if not query("SELECT 1 FROM sqlite_master WHERE name = 'desk_event'"):
        return set()
    left: set[str] = set()
    for (detail,) in query("SELECT detail FROM desk_event WHERE kind = ?", (EventKind.RESTORED,)):
        with suppress(ValueError, TypeError, AttributeError):
            left.update(str(anchor) for anchor in json.loads(detail).get("left", ()))
    return left


def _told(folder: DataFolder, register: BackupRegister) -> Iterator[tuple[str, str]]:
    yield register.seen, "register.json"
    yield from ((record.head, record.name) for record in register.records)
    key = key_if_readable(folder)
    yield from _named(folder.backups, register, key)
    if register.folder != str(folder.path.resolve()):
        return
    for place in register.places:
        there = Path(place.folder)
        yield from _named(there, register, key)
        seen = last_seen(there, register.desk)
        if seen is not None:
            yield f"{seen.seq}:{seen.head}", f"last_seen.json ({place.folder})"


def _named(
    place: Path, register: BackupRegister, key: BackupKey | None
) -> Iterator[tuple[str, str]]:
    """Yield the anchors in the names of backups that are of this desk."""
    known = {record.name for record in register.records}
    for name in names_of(place):
        if name in known or _is_ours(place / name, register.desk, key):
            yield anchor_in(name), name


def _is_ours(file: Path, desk: str, key: BackupKey | None) -> bool:
    if key is None:
        return False
    with suppress(Unavailable, Refused), opened(file, key) as backup:
        return not backup.is_plain and (not desk or backup.manifest.desk == desk)
    return False


def _read(anchor: str, where: str) -> ToldAnchor | None:
    seq, head = parts_of(anchor)
    return ToldAnchor(seq, head, where) if seq and head else None
