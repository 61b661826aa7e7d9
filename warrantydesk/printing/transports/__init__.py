"""Where a printer's bytes go: network, print queue, device, file, Windows spooler."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable
from warrantydesk.printing.transports import cups, device, file, tcp, windows

Send = Callable[[str, bytes], None]

TRANSPORTS: Mapping[str, Send] = MappingProxyType(
    {
        "tcp": tcp.send,
        "cups": cups.send,
        "device": device.send,
        "file": file.send,
        "windows": windows.send,
    }
)
"""Every transport by the word before the colon."""


def send(to: str, data: bytes) -> None:
    """Hand ``data`` over as it is to ``tcp:HOST:PORT``, ``cups:QUEUE``, ``file:PATH``, …

    Raises PrinterUnreachable when it is not taken; a job that is taken is sent, not printed.
    """
    scheme, _colon, target = to.partition(":")
    transport = TRANSPORTS.get(scheme)
    if transport is None or not target:
        raise _no_connection(to)
    try:
        transport(target, data)
    except ValueError as error:  # a name that no system call takes: signs, length
        raise _no_connection(to) from error


def _no_connection(to: str) -> PrinterUnreachable:
    return PrinterUnreachable(
        N_(
            "“{to}” is no connection to a printer. Use tcp:ADDRESS:9100, cups:QUEUE,"
            " device:PATH, file:PATH or windows:NAME."
        ),
        to=to,
    )
