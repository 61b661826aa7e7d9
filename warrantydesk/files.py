"""Writing a file so that a reader, a crash or a full disk sees the old one or the new one.

The one place from which files get their names, for every layer: bytes first, on the disk, then
the name, then the folder that holds it.
"""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

TRIES = 10
WAIT_S = 0.2


def atomic_write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Put ``data`` at ``path``, on the disk when it returns; the folder must exist.

    ``mode`` are the rights of the new file, before it has its name. Raises OSError, and then what
    stood at ``path`` is untouched and no other file is left.
    """
    atomic_write_parts(path, (data,), mode)


def atomic_write_parts(path: Path, parts: Iterable[bytes], mode: int | None = None) -> None:
    """Put the parts at ``path``, one after the other, as ``atomic_write``.

    What the parts raise while they are made is raised here, and nothing is written.
    """
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            if mode is not None:
                part.chmod(mode)
            for data in parts:
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what killed writes left in a folder into which nobody else writes."""
    for torso in folder.glob(f".{'[0-9a-f]' * 16}.part"):
        with suppress(OSError):
            torso.unlink()


def put_in_place(written: Path, place: Path) -> None:
    """Give a file or folder that is written and synced its place, durably."""
    replace(written, place)
    sync_folder(place.parent)


def replace(written: Path, place: Path) -> None:
    """Swap a file in; on Windows a virus scanner may hold the old or the new one for a moment."""
    for left in reversed(range(TRIES)):
        try:
            written.replace(place)
        except PermissionError:
            if not left:
                raise
            time.sleep(WAIT_S)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; nothing to do where the system has no such call."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
