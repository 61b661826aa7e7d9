"""The child process that reads PDFs from outside and binds pages: limits first, then the work.

``python -m warrantydesk _bind`` hears messages of :mod:`warrantydesk.reading.pdf_wire` until its
input ends. It loads neither the window nor the desk, and writes nothing but its answers.
"""

import sys
from typing import Any

from warrantydesk.domain.errors import Refused
from warrantydesk.reading.limits import MEGABYTE, hold_this_process
from warrantydesk.reading.pdf_wire import hear, say

MOST_MEMORY = 900 * MEGABYTE
MOST_SECONDS = 600.0
"""Of work in the whole life of a child; the desk looks at the clock for each message."""
LOOK, BIND = "look", "bind"


def run() -> int:
    """Answer messages until there are no more; returns the exit code."""
    hold_this_process(MOST_SECONDS, MOST_MEMORY)
    # The libraries warn of what is odd in a file; nobody reads it here.
    heard, out = sys.stdin.buffer, sys.stdout.buffer
    while (message := hear(heard)) is not None:
        told, parts = message
        try:
            answer, made = _done(told, parts)
        except Refused as error:
            found = error.findings[0]
            values = {name: _plain(value) for name, value in found.values.items()}
            answer, made = {"refused": found.message, "values": values}, []
        say(out, answer, made)
    return 0


def _done(told: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    if told["do"] == LOOK:
        from warrantydesk.reading.pdf_foreign import plain_pages

        made, wide = plain_pages(parts[0], str(told["name"]))
        return {"wide": wide}, [made]
    from warrantydesk.reading.pdf_binding import bound

    made, pages = bound(parts[0], parts[1:], told)
    return {"pages": pages}, [made]


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)
