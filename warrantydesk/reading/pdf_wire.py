"""How the desk and the child that binds pages speak: one JSON line, then the bytes it counts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from warrantydesk.reading.limits import MEGABYTE

LONGEST_LINE = 4 * MEGABYTE
MOST_PARTS = 2_000
MOST_BYTES = 512 * MEGABYTE
"""Of one message in all; what a dossier takes is held to less where it is bound."""


class GarbledPages(Exception):  # noqa: N818 - it is said as a sentence where it is met
    """The other end said something that is no message, or ended within one."""


def say(out: BinaryIO, told: Mapping[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Write one message with its parts."""
    line = json.dumps({**told, "sizes": [len(part) for part in parts]}, separators=(",", ":"))
    out.write(line.encode("ascii") + b"\n")
    for part in parts:
        out.write(part)
    out.flush()


def hear(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]] | None:
    """Read one message; None where the other end has nothing more to say. Raises GarbledPages."""
    line = stream.readline(LONGEST_LINE)
    if not line:
        return None
    try:
        told = json.loads(line.decode("ascii"))
        sizes = [int(size) for size in told["sizes"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GarbledPages from error
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_BYTES or min(sizes, default=0) < 0:
        raise GarbledPages
    parts = [stream.read(size) for size in sizes]
    if [len(part) for part in parts] != sizes:
        raise GarbledPages
    return told, parts
