"""The child process that reads a file from outside: limits first, then the file, then nothing.

``python -m warrantydesk _read FILE [ENCODING]`` writes what :mod:`warrantydesk.reading.wire`
says. It loads neither the window nor the desk.
"""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from warrantydesk.domain.errors import INVALID, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.reading import encodings
from warrantydesk.reading.delimited import table_of
from warrantydesk.reading.kinds import MARKUP, WORKBOOK, kind_of
from warrantydesk.reading.limits import MOST_BYTES, hold_this_process, seconds_for
from warrantydesk.reading.markup import tables_of
from warrantydesk.reading.wire import Garbled, Sender
from warrantydesk.reading.workbook import send_workbook

TOO_MUCH_MEMORY = N_(
    "{file} needs too much memory to be read. Copy only the table into a new workbook and import "
    "that one."
)
TOO_MUCH_TEXT = N_(
    "{file} holds too much text to be read at once. Delete the columns that are not needed, or "
    "cut the table into several files."
)
NOT_OPENED = N_(
    "{file} could not be opened: {reason}. Close it in other programs, or copy it to your own "
    "folder and choose the copy."
)


def run(arguments: list[str]) -> int:
    """Read one file and write its book to standard output; returns the exit code."""
    file = Path(arguments[0])
    wished = arguments[1] if len(arguments) > 1 else None
    out = sys.stdout.buffer
    try:
        with file.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            hold_this_process(seconds_for(size))
            data = stream.read(MOST_BYTES + 1)
        _send(data, file, wished, out)
    except Unavailable as error:
        _refuse(out, error)
    except MemoryError:
        _refuse(out, Unavailable(TOO_MUCH_MEMORY, INVALID, file=file.name))
    except Garbled:
        _refuse(out, Unavailable(TOO_MUCH_TEXT, INVALID, file=file.name))
    except OSError as error:
        _refuse(out, Unavailable(NOT_OPENED, INVALID, file=file.name, reason=error.strerror or ""))
    return 0


def _refuse(out: BinaryIO, error: Unavailable) -> None:
    Sender(out).say(refused=error.message, code=error.code, values=error.values)


def _send(data: bytes, file: Path, wished: str | None, out: BinaryIO) -> None:
    """Send all sheets and then the facts of the file; the sum is of the very bytes read."""
    sender = Sender(out)
    sender.step(0, 1)
    way, kind = kind_of(data, file.name)
    facts: dict[str, Any] = {"encoding": "", "encodings": (), "separator": "", "kind": kind}
    if way == WORKBOOK:
        send_workbook(data, file.name, sender)
    else:
        encoding, others = encodings.encoding_of(data, file.name, wished)
        facts |= {"encoding": encoding, "encodings": others}
        if way == MARKUP:
            facts["kind"] = "xls"
            _send_page(encodings.pieces(data, encoding), file, sender)
        else:
            rows, facts["separator"] = table_of(lambda: encodings.lines(data, encoding), file.name)
            sender.sheet(file.stem, False, (), rows)
    facts |= {"sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)}
    sender.say(book=facts)


def _send_page(pieces: Iterable[str], file: Path, sender: Sender) -> None:
    tables = tables_of(pieces, file.name)
    for number, table in enumerate(tables, 1):
        name = file.stem if len(tables) == 1 else f"{file.stem} {number}"
        sender.sheet(name, False, table.merged, table.rows)
