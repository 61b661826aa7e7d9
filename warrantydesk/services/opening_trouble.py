"""Why a desk cannot be opened, as far as it decides what can be done about it."""

from enum import StrEnum
from pathlib import Path

from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.storage.places import DataFolder, is_remote


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
    DAMAGED = "damaged"
    """Damaged, empty, foreign, changed or gone: a backup is the way on."""


def is_first_start(folder: Path) -> bool:
    """Tell whether nothing of a desk was ever in a folder; an empty desk may be made there."""
    try:
        return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    except OSError:
        return False


def trouble_of(error: Unavailable, folder: Path) -> Trouble:
    """Return which kind of trouble an opening met; the folder is looked at, never touched."""
    if is_remote(folder):
        return Trouble.REMOTE
    if "holder" in error.values:
        return Trouble.IN_USE
    if "schema" in error.values:
        return Trouble.NEWER
    if error.code == READONLY:
        return Trouble.READONLY
    if folder.exists() and not folder.is_dir():
        return Trouble.NO_FOLDER
    return Trouble.DAMAGED


def may_be_read(folder: Path) -> bool:
    """Tell whether there is anything in a folder that could be looked at."""
    database = DataFolder(folder).database
    return database.is_file() and database.stat().st_size > 0
