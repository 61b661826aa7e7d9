"""The second places for backups: a stick, a share; what is there, and since when it is not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.backup import BackupPlace, BackupRecord, BackupRegister
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import INVALID, Unavailable, refused
from warrantydesk.domain.text import clean
from warrantydesk.i18n import N_
from warrantydesk.services import targets
from warrantydesk.services.sentences import sentence
from warrantydesk.storage.backup import not_written
from warrantydesk.storage.backup_anchors import Query, is_lost
from warrantydesk.storage.backup_places import (
    LastSeen,
    copy_into,
    last_seen,
    names_of,
    ours_in,
    say_last_seen,
    thin,
)
from warrantydesk.storage.places import DataFolder

AWAY = N_("This place is not there. Plug the stick in, or connect the share.")


def looked_at(place: BackupPlace, now: datetime) -> BackupPlace:
    """Return a place as it stands now."""
    return taken_for(place, Path(place.folder).is_dir(), now)


def taken_for(place: BackupPlace, is_here: bool, now: datetime) -> BackupPlace:
    """Return a place that is taken to be there, or not to be there."""
    if is_here:
        problem = "" if place.problem == AWAY else place.problem
        return replace(place, is_here=True, gone_since=None, problem=problem)
    return replace(place, is_here=False, gone_since=place.gone_since or now, problem=AWAY)


def chosen(
    register: BackupRegister, folders: tuple[str, ...], desk: DataFolder
) -> tuple[BackupPlace, ...]:
    """Return the places of these folders, with what is known of them; Refused(INVALID)."""
    known = {place.folder: place for place in register.places}
    found: dict[str, BackupPlace] = {}
    for text in folders:
        folder = clean(text).strip()
        path = Path(folder)
        if not folder or not path.is_absolute():
            raise refused(INVALID, N_("Name the place by its whole path."), "folders")
        if path.is_file():
            raise refused(
                INVALID,
                N_("{folder} is a file, not a folder. Choose another place."),
                "folders",
                folder=folder,
            )
        targets.outside(path, desk.path)
        found[folder] = known.get(folder) or BackupPlace(folder, path.name or folder)
    return tuple(found.values())


def carried(
    register: BackupRegister, record: BackupRecord, file: Path, now: datetime
) -> BackupRegister:
    """Copy a verified backup into every place that is there and lacks it.

    A place that is not there, or does not take it, never stops the others: it says why.
    """
    places, reached = [], list(record.places)
    for before in register.places:
        place = looked_at(before, now)
        if place.is_here:
            try:
                if file.name not in names_of(Path(place.folder)):
                    copy_into(file, Path(place.folder), register.desk)
                place = replace(place, newest_at=record.made_at, problem="")
                reached.append(place.folder)
            except Unavailable as error:
                place = replace(place, problem=sentence(error))
        places.append(place)
    record = replace(record, places=tuple(dict.fromkeys(reached)))
    records = tuple(record if one.name == record.name else one for one in register.records)
    return replace(register, places=tuple(places), records=records)


def thinned(
    register: BackupRegister, folders: Iterable[Path], key: BackupKey, now: datetime
) -> BackupRegister:
    """Remove what need not stay, here and in the places; forget the backups that are nowhere."""
    here = {str(folder) for folder in folders}
    left: dict[str, set[str]] = {}
    for text in here:
        ours = ours_in(Path(text), register, key)
        left[text] = thin(Path(text), ours, register.records, now)
    records = []
    for record in register.records:
        places = tuple(
            place
            for place in dict.fromkeys((*record.places, *here))
            if (record.name in left[place] if place in here else place in record.places)
        )
        if places:
            records.append(replace(record, places=places))
    return replace(register, records=tuple(records))


def seen_in(
    register: BackupRegister, seen: LastSeen, now: datetime, query: Query
) -> BackupRegister:
    """Say in register and every place that is there how far the journal has come.

    What they remember and the journal does not hold stays: else an old database that was put
    back would wipe away by itself what tells of it.
    """
    places = []
    for before in register.places:
        place = looked_at(before, now)
        if place.is_here and not _remembers_more(place, register.desk, query):
            try:
                say_last_seen(Path(place.folder), seen)
                place = replace(place, seen=f"{seen.seq}:{seen.head}")
            except OSError as error:
                problem = sentence(not_written(Path(place.folder), error))
                place = replace(place, problem=problem)
        places.append(place)
    if is_lost(register.seen, query):
        return replace(register, places=tuple(places))
    return replace(register, places=tuple(places), seen=f"{seen.seq}:{seen.head}")


def _remembers_more(place: BackupPlace, desk: str, query: Query) -> bool:
    told = last_seen(Path(place.folder), desk)
    return told is not None and is_lost(f"{told.seq}:{told.head}", query)


def merged(old: BackupRegister, before: BackupRegister, new: BackupRegister) -> BackupRegister:
    """Return a register with what changed from ``before`` to ``new``.

    What was entered meanwhile stays: other places, a rehearsal, another backup.
    """
    places = {place.folder: place for place in new.places}
    records = {record.name: record for record in new.records}
    gone = {record.name for record in before.records} - records.keys()
    return replace(
        old,
        seen=new.seen,
        places=tuple(places.get(place.folder, place) for place in old.places),
        records=tuple(
            replace(one, places=records[one.name].places) if one.name in records else one
            for one in old.records
            if one.name not in gone
        ),
    )
