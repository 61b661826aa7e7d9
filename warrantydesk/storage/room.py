"""Room on the disk: looked at before a long work, and said in a number when it is missing."""

import shutil
from contextlib import suppress
from pathlib import Path

from warrantydesk.domain.errors import FULL, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.places import DataFolder

_MEGABYTE = 1 << 20
_LEAST = 16 * _MEGABYTE
"""What a desk of any size needs to go on."""


def bytes_needed(folder: DataFolder, more: int = 0) -> int:
    """Return the room for a long work over a desk: twice its database, and ``more`` bytes."""
    return max(_LEAST, 2 * _size(folder.database) + _size(folder.log) + more)


def must_have_room(folder: DataFolder, more: int = 0, at: Path | None = None) -> None:
    """Refuse with Unavailable(FULL) a work for which the disk has not enough room.

    ``more`` are the bytes of a file that is taken in or written; ``at`` is the folder that is
    written where it is not the desk's own.
    """
    place = _there(at or folder.path)
    with suppress(OSError):
        if shutil.disk_usage(place).free < bytes_needed(folder, more):
            raise full(folder, more, at)


def full(folder: DataFolder, more: int = 0, at: Path | None = None) -> Unavailable:
    """Return what is said of a full disk: how much is to be freed, and where."""
    place = at or folder.path
    needed = bytes_needed(folder, more)
    missing = needed
    with suppress(OSError):
        missing = needed - shutil.disk_usage(_there(place)).free
    if missing <= 0:  # a limit or a quota, of which the disk knows nothing
        missing = _LEAST
    return Unavailable(
        N_(
            "The disk is full. Free at least {mb} MB on the disk of {folder}, then try again: "
            "nothing was half-written."
        ),
        FULL,
        folder=place,
        mb=-(-missing // _MEGABYTE),
    )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _there(place: Path) -> Path:
    """Return the nearest folder above a place that is there."""
    return next((path for path in (place, *place.absolute().parents) if path.exists()), place)
