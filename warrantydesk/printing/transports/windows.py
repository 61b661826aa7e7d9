"""The Windows spooler, raw: the driver is passed by."""

import sys

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable

JOB = "Warranty Desk"
_HALF = N_("{name} took {taken} of {size} bytes only. Look at the printer, then print again.")


def send(name: str, data: bytes) -> None:
    """Hand over to a printer of this Windows; raises PrinterUnreachable elsewhere or if refused."""
    if sys.platform != "win32":
        raise PrinterUnreachable(
            N_("{name} is a Windows printer. On this computer use cups:QUEUE or tcp:ADDRESS:9100."),
            name=name,
        )
    import pywintypes
    import win32print

    try:
        printer = win32print.OpenPrinter(name)
        try:
            win32print.StartDocPrinter(printer, 1, (JOB, None, "RAW"))
            taken = win32print.WritePrinter(printer, data)
            if taken < len(data):  # half a label in the queue would spoil the next one too
                win32print.AbortPrinter(printer)
                raise PrinterUnreachable(_HALF, name=name, taken=taken, size=len(data))
            win32print.EndDocPrinter(printer)
        finally:
            win32print.ClosePrinter(printer)
    except pywintypes.error as error:
        raise PrinterUnreachable(
            N_("Windows does not pass the job to {name} ({reason}). Check the printer's name."),
            name=name,
            reason=error.strerror,
        ) from error
