"""The lock of the one writer, and who holds it."""

import getpass
import os
import socket
from contextlib import suppress

from filelock import FileLock, Timeout

from warrantydesk.domain.errors import HELD, LOCKED, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.durable import CLOSED
from warrantydesk.storage.places import DataFolder, only_read


class WriterLock:
    """The lock of a data folder, with user, host and process written beside it."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self.stays_unclean = False
        """An unclean end of before that nobody has looked into: the next start hears of it too."""
        self._lock = FileLock(folder.lock, timeout=0, thread_local=False)

    def take(self) -> bool:
        """Take the lock; tells whether who held it last did not let it go in order.

        Raises Unavailable: HELD by another desk, READONLY where the folder takes no writing.
        """
        self.stays_unclean = was_unclean = self._folder.owner.exists()
        try:
            self._lock.acquire()
        except Timeout as error:
            raise held(self._folder) from error
        except OSError as error:
            if error.errno in CLOSED:
                raise only_read(self._folder) from error
            raise Unavailable(
                N_("{file} cannot be used as the lock of the data: {reason}. Remove it."),
                LOCKED,
                file=self._folder.lock,
                reason=error.strerror or error,
            ) from error
        with suppress(OSError):  # a full disk must not keep the clerk from reading
            self._folder.owner.write_text(
                f"{getpass.getuser()}@{socket.gethostname()}, {os.getpid()}", "utf-8"
            )
        return was_unclean

    @property
    def is_taken(self) -> bool:
        """Tell whether this desk holds the lock."""
        return bool(self._lock.is_locked)

    def release(self) -> None:
        """Let the lock go; once is enough."""
        if self._lock.is_locked:
            if not self.stays_unclean:
                self._folder.owner.unlink(missing_ok=True)
            self._lock.release()


def held(folder: DataFolder) -> Unavailable:
    """Return what is said where another desk has a folder open."""
    return Unavailable(
        N_("Another Warranty Desk has this data open ({holder}). Close it there first."),
        HELD,
        holder=holder_of(folder) or folder.path,
    )


def holder_of(folder: DataFolder) -> str:
    """Return user, host and process that hold a folder; empty where nobody said so."""
    with suppress(OSError, UnicodeDecodeError):
        return folder.owner.read_text("utf-8")
    return ""
