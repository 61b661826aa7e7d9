"""Writing a file so that a reader, a crash or a full disk sees the old one or the new one."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

TRIES = 10
WAIT_S = 0.2


def atomic_write(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, on the disk when it returns; the folder must exist.

    Raises OSError, and then what stood at ``path`` is untouched and no other file is left.
    """
    atomic_write_parts(path, (data,))


def atomic_write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Put the parts at ``path``, one after the other, as ``atomic_write``.

    What the parts raise while they are made is raised here, and nothing is written.
    """
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            for data in parts:
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _replace(part: Path, path: Path) -> None:
    """Swap the file in; on Windows a virus scanner may hold the old one for a moment."""
    for left in reversed(range(TRIES)):
        try:
            part.replace(path)
        except PermissionError:
            if not left:
                raise
            time.sleep(WAIT_S)
        else:
            return


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
