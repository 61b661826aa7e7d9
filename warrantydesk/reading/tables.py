"""Tables from outside: a file is read in a child process with limits, a paste here."""

import hashlib
import io
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from warrantydesk.domain.errors import INVALID, Unavailable
from warrantydesk.domain.sheet import PASTED, Book, Sheet
from warrantydesk.i18n import N_
from warrantydesk.reading.child import NOT_OPENED, TOO_MUCH_MEMORY
from warrantydesk.reading.delimited import table_of
from warrantydesk.reading.limits import MEGABYTE, MOST_BYTES, seconds_for
from warrantydesk.reading.program import environment, program
from warrantydesk.reading.wire import LONGEST_LINE, Garbled, Receiver, how_far, squared, tidy

Progress = Callable[[str, int, int], None]
Cancelled = Callable[[], bool]

STOPPED = "STOPPED"
"""The code of what is raised when the reading was cancelled."""
READING = N_("Reading the table")
_CLIPBOARD = N_("What was copied")
_MOST_PASTED = 8_000_000
_LISTEN_S = 0.05
_WAITING = 4
_DAMAGED = N_(
    "{file} could not be read: it is damaged or made in an unusual way. Open it in Excel and save "
    "it as .xlsx."
)
_TOO_SLOW = N_(
    "{file} takes too long to read. Copy only the table into a new workbook and import that one."
)
_ABORTED, _ABORTED_ON_WINDOWS = -6, 0xC0000409
_ENDS = {
    _ABORTED: TOO_MUCH_MEMORY,  # what a library in Rust does when it gets no more
    _ABORTED_ON_WINDOWS: TOO_MUCH_MEMORY,
    -9: _TOO_SLOW,
    -24: _TOO_SLOW,  # the processor's time was up
}


def read_table(
    file: Path,
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Book:
    """Return the tables of an xlsx, xls, ods, csv or html file.

    ``progress`` hears what is done, how far, of how much, and may raise to stop; ``cancelled``
    is asked meanwhile. Raises Unavailable with one sentence that names the file, and nothing is
    left running.
    """
    size = _size(file)
    receiver = Receiver()
    with _Child(file, encoding) as child:
        until = time.monotonic() + seconds_for(size)
        done, total = 0, 1
        while True:
            if progress is not None:
                progress(READING, done, total)
            if cancelled is not None and cancelled():
                raise Unavailable(N_("Reading {file} was stopped."), STOPPED, file=file.name)
            if time.monotonic() > until:
                raise _refusal(_TOO_SLOW, file)
            line = child.heard()
            if line is None:
                continue
            try:
                read = _understood(receiver, line, file, child)
                if "book" in read:
                    return receiver.book(read["book"], file.name)
                done, total = how_far(read) if "step" in read else (done, total)
            except Garbled as error:
                raise _refusal(_DAMAGED, file) from error


def read_pasted(text: str) -> Book:
    """Return the table of a block from the clipboard: cells by tab, comma, bar or wide blanks.

    Raises Unavailable with one sentence.
    """
    if not text.strip():
        raise Unavailable(N_("Nothing was copied. Copy the table and paste it again."), INVALID)
    if len(text) > _MOST_PASTED:
        raise Unavailable(
            N_("What was copied is too large. Save it as a file and import that."), INVALID
        )
    text = text.encode("utf-8", "replace").decode("utf-8")
    rows, separator = table_of(lambda: iter(io.StringIO(text, newline="")), _CLIPBOARD, pasted=True)
    data = text.encode("utf-8")
    return Book(
        sheets=(Sheet("", squared(list(tidy(rows, {})))),),
        file_name="",
        sha256=hashlib.sha256(data).hexdigest(),
        size_bytes=len(data),
        kind=PASTED,
        separator=separator,
    )


def _size(file: Path) -> int:
    """Return the size of an ordinary file; raises Unavailable for everything else."""
    try:
        known = file.stat()
    except (OSError, ValueError) as error:
        raise _refusal(N_("{file} is not there any more. Choose the file again."), file) from error
    if file.is_dir():
        raise _refusal(N_("{file} is a folder. Choose the file in it."), file)
    if not file.is_file():
        raise _refusal(N_("{file} is not a file. Choose the file with the table."), file)
    if known.st_size > MOST_BYTES:
        raise _refusal(
            N_("{file} is larger than {most} MB. Copy only the table into a new workbook."),
            file,
            most=MOST_BYTES // MEGABYTE,
        )
    return known.st_size


def _refusal(message: str, file: Path, **values: object) -> Unavailable:
    return Unavailable(message, INVALID, file=file.name or str(file), **values)


def _understood(receiver: Receiver, line: bytes, file: Path, child: "_Child") -> dict[str, Any]:
    """Read one line of the child; a refusal or its end becomes the sentence it stands for."""
    if not line:
        raise _refusal(_ENDS.get(child.code(), _DAMAGED), file)
    read = receiver.take(line)
    if "refused" in read:
        values = {name: value for name, value in read["values"].items() if name != "file"}
        raise _refusal(str(read["refused"]), file, **values)
    return read


class _Child:
    """The process that reads; it never outlives the reading."""

    def __init__(self, file: Path, encoding: str | None) -> None:
        wished = [encoding] if encoding else []
        self._lines: queue.Queue[bytes] = queue.Queue(_WAITING)
        try:
            self._process = subprocess.Popen(
                [*program(), "_read", os.fspath(file.absolute()), *wished],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise _refusal(NOT_OPENED, file, reason=error.strerror or str(error)) from error
        self._ended = False
        self._listener = threading.Thread(target=self._listen, name="table reader", daemon=True)
        self._listener.start()

    def __enter__(self) -> "_Child":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._ended = True
        with suppress(queue.Empty):
            while True:
                self._lines.get_nowait()
        self._process.wait()
        self._listener.join()

    def heard(self) -> bytes | None:
        """Return the next line, an empty one at the end, None where there is none yet."""
        try:
            return self._lines.get(timeout=_LISTEN_S)
        except queue.Empty:
            return None

    def code(self) -> int:
        """Return how the child ended."""
        return self._process.wait()

    def _listen(self) -> None:
        """Carry lines over until the child is silent; waits while the desk has not taken them."""
        assert self._process.stdout is not None
        with self._process.stdout as heard:
            while not self._ended:
                line = heard.readline(LONGEST_LINE)
                self._lines.put(line)
                if not line:
                    return
