"""A file in place of a printer: all of it or nothing."""

from pathlib import Path

from warrantydesk.files import atomic_write
from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable


def send(path: str, data: bytes) -> None:
    """Write the file whole, replacing an older one; raises PrinterUnreachable if it cannot."""
    target = Path(path)
    try:
        atomic_write(target, data)
    except OSError as error:
        raise PrinterUnreachable(
            N_(
                "The file {path} cannot be written ({reason}). Check the folder, its rights and"
                " the free space."
            ),
            path=path,
            reason=error.strerror or str(error),
        ) from error
