"""Backups in folders: which lie there, copies into a second place, and which of them stay."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import BackupRecord, BackupRegister
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import LOCKED, Refused, Unavailable
from warrantydesk.domain.thinning import kept_backups
from warrantydesk.i18n import N_
from warrantydesk.storage.backup import not_written
from warrantydesk.storage.backup_file import NAME, opened
from warrantydesk.storage.backup_register import read_text, write_text
from warrantydesk.storage.durable import put_in_place
from warrantydesk.storage.hashing import hash_of, hash_through

LAST_SEEN = "last_seen.json"
_MOST_DESKS = 20
"""So many other desks one place remembers; those not heard of for longest go first."""


@dataclass(frozen=True)
class LastSeen:
    """How far the journal of a desk had come when it was last seen in a second place."""

    desk: str
    seq: int
    head: str
    utc: datetime
    others: tuple["LastSeen", ...] = ()
    """Other desks that say it in the same place: a copied folder, a second shop."""


def last_seen(place: Path, desk: str) -> LastSeen | None:
    """Return what a place says was seen last of a desk, None where it says nothing."""
    return next((one for one in _all_seen(place) if one.desk == desk), None)


def say_last_seen(place: Path, seen: LastSeen) -> None:
    """Write how far the journal has come into a place; raises OSError.

    What other desks said there stays.
    """
    others = [one for one in _all_seen(place) if one.desk != seen.desk]
    newest = sorted(others, key=lambda one: one.utc, reverse=True)[:_MOST_DESKS]
    write_text(place / LAST_SEEN, replace(seen, others=tuple(newest)))


def _all_seen(place: Path) -> list[LastSeen]:
    found: LastSeen | None = read_text(place / LAST_SEEN, LastSeen)
    return [] if found is None else [replace(found, others=()), *found.others]


def names_of(place: Path) -> list[str]:
    """Return the names of the backups in a folder; none where it cannot be read."""
    try:
        return sorted(one.name for one in place.iterdir() if NAME.fullmatch(one.name))
    except OSError:
        return []


def copy_into(file: Path, place: Path, desk: str = "") -> None:
    """Copy a verified backup of a desk into a place, durably, and read it there again.

    One copy of a desk goes into a place at a time; other desks may write there beside it.
    Raises Unavailable where it cannot be written or is another when it is read.
    """
    part, target = place / f".{desk or 'warrantydesk'}.part", place / file.name
    try:
        part.unlink(missing_ok=True)  # what a killed copy of this desk left
        with file.open("rb") as source, part.open("xb") as out:
            wanted, _size = hash_through(source, out)
            out.flush()
            os.fsync(out.fileno())
        if hash_of(part) != wanted:
            raise Unavailable(
                N_("What was copied to {folder} is read there differently. Choose another place."),
                LOCKED,
                folder=place,
            )
        put_in_place(part, target)
    except OSError as error:
        raise not_written(place, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def ours_in(place: Path, register: BackupRegister, key: BackupKey | None) -> dict[str, datetime]:
    """Return the backups of this desk in a folder with their instants.

    Ours is what the register knows, and what opens with our key and says that it is of this desk;
    everything else that lies there is left alone.
    """
    known = {record.name: record.made_at for record in register.records}
    found: dict[str, datetime] = {}
    for name in names_of(place):
        at = known.get(name) or _made_at(place / name, register.desk, key)
        if at is not None:
            found[name] = at
    return found


def _made_at(file: Path, desk: str, key: BackupKey | None) -> datetime | None:
    if key is None:
        return None
    with suppress(Unavailable, Refused), opened(file, key) as backup:
        if not backup.is_plain and (not desk or backup.manifest.desk == desk):
            return backup.manifest.made_at
    return None


def thin(
    place: Path, ours: Mapping[str, datetime], records: Iterable[BackupRecord], now: datetime
) -> set[str]:
    """Remove the backups that need not stay in a folder; returns the names of those that do.

    The newest good one always stays, whatever its day.
    """
    instants = kept_backups(ours.values(), now)
    good = [one for one in records if one.name in ours and one.is_good]
    newest = max(good, key=lambda one: one.made_at, default=None)
    kept = {name for name, at in ours.items() if at in instants}
    if newest is not None:
        kept.add(newest.name)
    for name in ours.keys() - kept:
        try:
            (place / name).unlink(missing_ok=True)
        except OSError:
            kept.add(name)  # held or protected: the next time
    return kept
