"""What makes a file durable: its bytes, its name, and the folder that holds the name."""

import errno
import os
from pathlib import Path

NO_PLACE = frozenset(
    {
        *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG),
        *(errno.ELOOP, errno.EINVAL, errno.ENXIO),
    }
)
"""What the system says of a name under which nothing can be written, however free the disk."""
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""What it says where writing is not allowed."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; nothing to do where the system has no such call."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def put_in_place(written: Path, place: Path) -> None:
    """Give a file that is written and synced its place, durably."""
    written.replace(place)
    sync_folder(place.parent)
