"""Why a desk cannot be opened, as far as it decides what can be done about it."""

from enum import StrEnum
from pathlib import Path

from warrantydesk.domain.errors import HELD, READONLY, Unavailable
from warrantydesk.storage.places import DataFolder, is_remote
from warrantydesk.storage.schema import look_at


class Trouble(StrEnum):
    """Kinds of trouble at the start."""

    EMPTY = "empty"
    """Nothing is there yet: the first start on this computer."""
    IN_USE = "in_use"
    REMOTE = "remote"
    READONLY = "readonly"
    NO_FOLDER = "no_folder"
    """Something else stands where the folder should be."""
    NEWER = "newer"
    GONE = "gone"
    """The folder is there, its database is not."""
    DAMAGED = "damaged"
    """Damaged, empty, foreign or changed: a backup is the way on."""


def is_first_start(folder: Path) -> bool:
    """Tell whether nothing of a desk was ever in a folder; an empty desk may be made there."""
    try:
        if not folder.exists():
            return True
        return folder.is_dir() and all(_is_nothing(one.name) for one in folder.iterdir())
    except OSError:
        return False


def _is_nothing(name: str) -> bool:
    """Tell whether a file says nothing: a log, a lock, what a cut-off start left, hidden files."""
    return name.startswith((".", "app.lock", "claims.db.new", "warrantydesk.log"))


def trouble_of(error: Unavailable, folder: Path) -> Trouble:
    """Return which kind of trouble an opening met; the folder is looked at, never touched."""
    if is_remote(folder):
        return Trouble.REMOTE
    if error.code == HELD or "holder" in error.values:
        return Trouble.IN_USE
    if "schema" in error.values:
        return Trouble.NEWER
    if error.code == READONLY:
        return Trouble.READONLY
    if folder.exists() and not folder.is_dir():
        return Trouble.NO_FOLDER
    return Trouble.DAMAGED if DataFolder(folder).database.exists() else Trouble.GONE


def may_be_read(folder: Path) -> bool:
    """Tell whether there is a database of ours in a folder, whole or not, to be looked at."""
    try:
        look_at(DataFolder(folder).database)
    except Unavailable:
        return False
    return True
