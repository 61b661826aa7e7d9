"""What makes a file durable, and what a disk says when it cannot be."""

import errno

from warrantydesk.files import (
    TRIES,
    WAIT_S,
    atomic_write,
    atomic_write_parts,
    put_in_place,
    remove_unfinished,
    replace,
    sync_folder,
)

NO_PLACE = frozenset(
    {
        *(errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG),
        *(errno.ELOOP, errno.EINVAL, errno.ENXIO),
    }
)
"""What the system says of a name under which nothing can be written, however free the disk."""
CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""What it says where writing is not allowed."""
NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
"""What it says where there is no more room: the disk, a limit of files, a quota."""
FAILING = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.EROFS})
"""What it says of a disk that fails, was taken out, or was closed by the system over a fault."""

__all__ = [
    "CLOSED",
    "FAILING",
    "NO_PLACE",
    "NO_ROOM",
    "TRIES",
    "WAIT_S",
    "atomic_write",
    "atomic_write_parts",
    "put_in_place",
    "remove_unfinished",
    "replace",
    "sync_folder",
]
