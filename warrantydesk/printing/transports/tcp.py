"""Raw bytes to a printer in the network, usually at port 9100."""

import errno
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from warrantydesk.i18n import N_
from warrantydesk.printing.errors import PrinterSilent, PrinterUnreachable

PORT = 9100
PATIENCE_S = 2.7
"""From the first look for the printer to the message, unless it is seen to take bytes."""
FAREWELL_S = 0.3
"""How long a printer that never hangs up is listened to."""
NO_WAIT = "?waiteof=false"
"""Behind the address of a printer that never hangs up, as print systems write it."""
_ALIVE_S = 0.05
_LOOK_S = 0.002
_CHUNK = 4096
_SEND_BUFFER = 8192
"""Small, so that a printer that takes nothing is noticed and not this computer's memory."""


class _Clock:
    """What is left of the patience; a printer that was waited for and took bytes earns more."""

    def __init__(self) -> None:
        self._end = time.monotonic() + PATIENCE_S

    def left(self) -> float:
        """Return the seconds left; TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def seen_alive(self) -> None:
        """Begin the patience anew."""
        self._end = time.monotonic() + PATIENCE_S


@dataclass(frozen=True)
class _Address:
    """Host and port, and whether the printer says that it has everything by hanging up."""

    host: str
    port: int
    hangs_up: bool = True


def send(target: str, data: bytes) -> None:
    """Send to ``HOST:PORT``; a message comes within three seconds of silence.

    Raises PrinterUnreachable when the printer does not take the job, and PrinterSilent when it
    took it without ever saying so: a printer hangs up when it has everything.
    """
    address = _address(target)
    clock = _Clock()
    try:
        with _connected(address, clock) as link:
            _pour(link, data, clock)
            _farewell(link, address.hangs_up, clock)
    except TimeoutError as error:
        raise PrinterUnreachable(
            N_(
                "The printer at {address} does not answer. Check that it is switched on, has"
                " labels and is in the network, then print again."
            ),
            address=target,
        ) from error
    except _NotSaid as error:
        raise PrinterSilent(
            N_(
                "The printer at {address} took the job and never said that it has all of it. Look"
                " whether the label came out. If it always does, write {option} behind the"
                " address."
            ),
            address=target,
            option=NO_WAIT,
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


class _NotSaid(Exception):  # noqa: N818 - what the printer left unsaid, no fault of ours
    """The printer has the bytes, as far as this computer knows."""


def _address(target: str) -> _Address:
    plain = target.removesuffix(NO_WAIT)
    host, colon, port = plain.rpartition(":")
    if not colon:
        host, port = plain, str(PORT)
    if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536 or not host:
        raise PrinterUnreachable(
            N_("“{address}” is no network address. Write it as in 192.168.1.9:9100."),
            address=target,
        )
    return _Address(host.strip("[]"), int(port), plain == target)


def _connected(address: _Address, clock: _Clock) -> socket.socket:
    """Try each address of the host; a silent one leaves time for those after it."""
    found = _looked_up(address, clock)
    failure: OSError = TimeoutError()
    for number, (family, kind, proto, _name, place) in enumerate(found):
        link = socket.socket(family, kind, proto)
        try:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
            link.settimeout(clock.left() / (len(found) - number))
            link.connect(place)
        except OSError as error:
            link.close()
            failure = error
        else:
            return link
    raise failure


Found = list[tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[object, ...]]]


def _looked_up(address: _Address, clock: _Clock) -> Found:
    """Return the addresses of a name; asking a name server that is away has no end of its own."""
    answer: list[Found | Exception] = []

    def look() -> None:
        try:
            answer.append(
                list(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
            )
        except (OSError, ValueError) as error:
            answer.append(error)

    asking = threading.Thread(target=look, name="printer address", daemon=True)
    asking.start()
    asking.join(clock.left())
    if not answer:
        raise TimeoutError
    found = answer[0]
    if isinstance(found, Exception):
        raise found
    return found


def _pour(link: socket.socket, data: bytes, clock: _Clock) -> None:
    """Send in pieces: a printer that takes bytes slowly is at work, a silent one is not."""
    rest = memoryview(data)
    while rest:
        begun = time.monotonic()
        link.settimeout(clock.left())
        rest = rest[link.send(rest[:_CHUNK]) :]
        if time.monotonic() - begun > _ALIVE_S:
            clock.seen_alive()


def _farewell(link: socket.socket, hangs_up: bool, clock: _Clock) -> None:
    """Say that this was all, and see that the printer has it before it hangs up."""
    link.shutdown(socket.SHUT_WR)
    _until(lambda: not _on_the_way(link), clock)
    try:
        link.settimeout(clock.left() if hangs_up else min(FAREWELL_S, clock.left()))
        while link.recv(_CHUNK):
            pass
    except TimeoutError:
        if hangs_up:
            raise _NotSaid from None
        return
    _until(lambda: not _on_the_way(link), clock)
    broken = link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if broken and broken != errno.ENOTCONN:
        raise OSError(broken, os.strerror(broken))


def _until(done: Callable[[], bool], clock: _Clock) -> None:
    """Look again and again; TimeoutError when the patience is over."""
    while not done():
        time.sleep(min(_LOOK_S, clock.left()))


def _on_the_way(link: socket.socket) -> int:
    """Return how many bytes the printer's computer has not confirmed; 0 where nobody knows."""
    if sys.platform != "linux":
        return 0
    import fcntl
    import termios

    return int(struct.unpack("i", fcntl.ioctl(link, termios.TIOCOUTQ, bytes(4)))[0])
