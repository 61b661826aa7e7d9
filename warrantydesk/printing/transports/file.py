"""A file in place of a printer: all of it or nothing."""

import contextlib
import os
import tempfile
from pathlib import Path

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable


def send(path: str, data: bytes) -> None:
    """Write the file whole, replacing an older one; raises PrinterUnreachable if it cannot."""
    target = Path(path)
    try:
        _write(target, data)
    except OSError as error:
        raise PrinterUnreachable(
            N_(
                "The file {path} cannot be written ({reason}). Check the folder, its rights and"
                " the free space."
            ),
            path=path,
            reason=error.strerror or str(error),
        ) from error


def _write(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
