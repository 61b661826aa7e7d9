"""A printer as a device file: /dev/usb/lp0, or LPT1 on Windows."""

import errno
import os
import select
import stat

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable

PATIENCE_S = 2.5
# A printer that is offline would hold a blocking write for ever; a missing one is never made.
_FLAGS = (
    os.O_WRONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def send(path: str, data: bytes) -> None:
    """Write to the device; raises PrinterUnreachable when it is missing, busy or silent."""
    try:
        device = os.open(path, _FLAGS)
        try:
            _must_be_device(device)
            _pour(device, data)
        finally:
            os.close(device)
    except OSError as error:
        raise PrinterUnreachable(
            N_(
                "The printer {path} does not take the job ({reason}). Check cable and power and"
                " that you may use it, then print again."
            ),
            path=path,
            reason=error.strerror or str(error),
        ) from error


def _must_be_device(device: int) -> None:
    """Refuse a disk, or a file with content, that would be written over."""
    about = os.fstat(device)
    if stat.S_ISBLK(about.st_mode) or (stat.S_ISREG(about.st_mode) and about.st_size):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))


def _pour(device: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        try:
            rest = rest[os.write(device, rest) :]
        except BlockingIOError:
            if not select.select([], [device], [], PATIENCE_S)[1]:
                raise TimeoutError(f"silent for {PATIENCE_S:g} s") from None
