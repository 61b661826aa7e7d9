"""Raw bytes to a printer in the network, usually at port 9100."""

import errno
import os
import socket
import time

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterUnreachable

PORT = 9100
PATIENCE_S = 2.5
"""How long a printer may be silent, while connecting or while taking bytes."""
FAREWELL_S = 0.3
_CHUNK = 65536


def send(target: str, data: bytes) -> None:
    """Send to ``HOST:PORT``; raises PrinterUnreachable within three seconds of silence."""
    host, port = _address(target)
    try:
        with _connected(host, port) as link:
            _pour(link, data)
            _farewell(link)
    except TimeoutError as error:
        raise PrinterUnreachable(
            N_(
                "The printer at {address} does not answer. Check that it is switched on, has"
                " labels and is in the network, then print again."
            ),
            address=target,
        ) from error
    except OSError as error:
        raise PrinterUnreachable(
            N_(
                "The printer at {address} does not take the job ({reason}). Check that it is"
                " switched on and that the address is right, then print again."
            ),
            address=target,
            reason=error.strerror or str(error),
        ) from error


def _address(target: str) -> tuple[str, int]:
    host, colon, port = target.rpartition(":")
    if not colon:
        host, port = target, str(PORT)
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536 or not host:
        raise PrinterUnreachable(
            N_("“{address}” is no network address. Write it as in 192.168.1.9:9100."),
            address=target,
        )
    return host.strip("[]"), int(port)


def _connected(host: str, port: int) -> socket.socket:
    """Try each address of the host, all within the one patience."""
    end = time.monotonic() + PATIENCE_S
    failure: OSError = TimeoutError()
    for family, kind, proto, _name, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    ):
        link = socket.socket(family, kind, proto)
        try:
            link.settimeout(max(0.1, end - time.monotonic()))
            link.connect(address)
        except OSError as error:
            link.close()
            failure = error
        else:
            return link
    raise failure


def _pour(link: socket.socket, data: bytes) -> None:
    """Send in pieces: a printer that takes bytes slowly is at work, a silent one is not."""
    link.settimeout(PATIENCE_S)
    rest = memoryview(data)
    while rest:
        rest = rest[link.send(rest[:_CHUNK]) :]


def _farewell(link: socket.socket) -> None:
    """Say that this was all, and notice a printer that hung up before it had everything."""
    link.shutdown(socket.SHUT_WR)
    link.settimeout(FAREWELL_S)
    try:
        while link.recv(_CHUNK):
            pass
    except TimeoutError:
        return  # many printers never close; the bytes are theirs now
    broken = link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if broken and broken != errno.ENOTCONN:
        raise OSError(broken, os.strerror(broken))
