"""Tables from outside: a file is read in a child process with limits, a paste here."""

from collections.abc import Callable
from pathlib import Path

from warrantydesk.domain.sheet import Book

Progress = Callable[[str, int, int], None]


def read_table(
    file: Path,
    *,
    encoding: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Book:
    """Return the tables of an xlsx, xls, ods or text file; raises Unavailable with one sentence.

    ``progress`` hears what is done, how far, of how much; ``cancelled`` is asked meanwhile.
    """
    raise NotImplementedError


def read_pasted(text: str) -> Book:
    """Return the table of a block from the clipboard; raises Unavailable with one sentence."""
    raise NotImplementedError
