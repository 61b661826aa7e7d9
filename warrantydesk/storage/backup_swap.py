"""A restored folder takes the place of the data folder; the old one stays beside it.

Two renames under a note ``NAME.swap`` in the parent folder: killed anywhere, the next start finds
the note and goes on, so that the place holds the old desk or the new one, never neither.
"""

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import atomic_write, put_in_place, sync_folder
from warrantydesk.storage.restore import work_folder


class _Swap(NamedTuple):
    """Names within the parent folder."""

    new: str
    old: str


def note_of(folder: Path) -> Path:
    """Return where the note of a swap lies."""
    return folder.with_name(f"{folder.name}.swap")


def new_folder(folder: Path) -> Path:
    """Return where the restored folder waits for its place."""
    return folder.with_name(f".{folder.name}.restored")


def remove_torsos(folder: Path) -> None:
    """Remove what a killed restore left beside a data folder; nobody else may hold its lock."""
    if not note_of(folder).exists():
        for torso in (new_folder(folder), work_folder(new_folder(folder)), work_folder(folder)):
            shutil.rmtree(torso, ignore_errors=True)


def swap(folder: Path, old: str) -> Path:
    """Put the restored folder in the place of ``folder``; returns where the old one lies now.

    Raises Unavailable where the parent folder cannot be written; the old desk then stays.
    """
    told = _Swap(new_folder(folder).name, _free(folder, old))
    try:
        atomic_write(note_of(folder), json.dumps(told._asdict(), ensure_ascii=False).encode())
        _go_on(folder, told)
    except OSError as error:
        with suppress(OSError):
            _take_back(folder, told)
        raise Unavailable(
            N_(
                "The restored data could not take the place of {folder} ({reason}). Close what "
                "uses that folder, then try again; nothing was changed."
            ),
            READONLY,
            folder=folder,
            reason=error.strerror or error,
        ) from error
    return folder.with_name(told.old)


def _free(folder: Path, name: str) -> str:
    """Return a name beside the folder that nothing has: two restores may fall into one second."""
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in names if not folder.with_name(one).exists())


def finish(folder: Path) -> None:
    """Complete a swap that was cut off; nothing where there is none."""
    note = note_of(folder)
    try:
        told = _Swap(**json.loads(note.read_bytes()))
    except (OSError, ValueError, TypeError):
        return
    if any(Path(name).name != name or not name for name in told):
        return  # no note of ours: a name in it leads elsewhere
    try:
        _go_on(folder, told)
    except OSError as error:
        raise Unavailable(
            N_(
                "A restore of {folder} was cut off and cannot be completed ({reason}). Close what "
                "uses the folders beside it, then start again."
            ),
            READONLY,
            folder=folder,
            reason=error.strerror or error,
        ) from error


def _go_on(folder: Path, told: _Swap) -> None:
    new, old = (folder.with_name(name) for name in told)
    if new.exists() and folder.exists() and not old.exists():
        put_in_place(folder, old)
    if new.exists() and not folder.exists():
        put_in_place(new, folder)
    if not folder.exists() and old.exists():
        put_in_place(old, folder)
    note_of(folder).unlink(missing_ok=True)
    sync_folder(folder.parent)


def _take_back(folder: Path, told: _Swap) -> None:
    old = folder.with_name(told.old)
    if not folder.exists() and old.exists():
        put_in_place(old, folder)
    note_of(folder).unlink(missing_ok=True)
