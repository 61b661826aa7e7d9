"""What a restored folder takes over from the one whose place it takes: backups and places."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from warrantydesk.domain.anchor import parts_of
from warrantydesk.domain.backup import BackupRegister
from warrantydesk.storage.backup_file import NAME
from warrantydesk.storage.backup_places import last_seen, names_of
from warrantydesk.storage.backup_register import read_register, register_file, write_text
from warrantydesk.storage.durable import sync_folder
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.restore import read_gone_on, write_gone_on


def carry_over(old: DataFolder, new: Path, head: str) -> None:
    """Take backups, register and places over, and note which anchors are left behind."""
    register = read_register(old)
    target = DataFolder(new)
    target.backups.mkdir(exist_ok=True)
    for name in names_of(old.backups):
        _taken(old.backups / name, target.backups / name)
    write_text(register_file(target), register)
    sync_folder(target.backups)
    gone_on = read_gone_on(new)
    if gone_on is not None:
        left = sorted(set(_left(old, register, head)))
        write_gone_on(new, replace(gone_on, left=tuple(left)))


def _taken(file: Path, target: Path) -> None:
    """Give a file a second name; where the disk has no such thing, copy it."""
    try:
        os.link(file, target)
    except OSError:
        with suppress(OSError):  # the old folder keeps it
            shutil.copy2(file, target)


def _left(old: DataFolder, register: BackupRegister, head: str) -> Iterator[str]:
    """Yield the anchors of the former life that lie beyond the head that is gone on from."""
    for anchor in anchors_told(old, register):
        if parts_of(anchor)[0] > parts_of(head)[0]:
            yield anchor


def anchors_told(folder: DataFolder, register: BackupRegister) -> Iterator[str]:
    """Yield every anchor that register, names of backups and places tell of a desk."""
    yield register.seen
    yield from (record.head for record in register.records)
    places = [Path(place.folder) for place in register.places]
    for place in (folder.backups, *places):
        yield from (anchor_in(name) for name in names_of(place))
    for place in places:
        seen = last_seen(place, register.desk)
        if seen is not None:
            yield f"{seen.seq}:{seen.head}"
    yield from (place.seen for place in register.places)


def anchor_in(name: str) -> str:
    """Return the anchor that the name of a backup tells."""
    parts = NAME.fullmatch(name)
    return f"{parts[3]}:{parts[4]}" if parts else ""
