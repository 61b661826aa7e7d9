"""Books from files and from the clipboard; what the reader says of them is a refusal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warrantydesk.domain.errors import INVALID, NOT_FOUND, Unavailable, refused
from warrantydesk.domain.sheet import Book
from warrantydesk.i18n import N_


def must_be_there(file: Path) -> None:
    """Refuse with NOT_FOUND a file that is not there."""
    try:
        there = file.exists()
    except (OSError, ValueError):  # a name that no file can have
        there = False
    if not there:
        raise refused(NOT_FOUND, N_("There is no file or folder {file}."), "file", file=file.name)


def book_of(
    file: Path,
    encoding: str | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Book:
    """Read a file without the database, in any thread.

    Refused(INVALID) says at the field ``file`` why it cannot be read, Unavailable what the
    computer lacks.
    """
    from warrantydesk.reading.tables import read_table

    with _refusing():
        return read_table(file, encoding=encoding, progress=progress, cancelled=cancelled)


def book_of_text(text: str) -> Book:
    """Read a block from the clipboard; Refused(INVALID) says why it is no table."""
    from warrantydesk.reading.tables import read_pasted

    with _refusing():
        return read_pasted(text)


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse what is said of the file itself; what the computer lacks stays as it is."""
    try:
        yield
    except Unavailable as error:
        if error.code != INVALID:
            raise
        raise refused(INVALID, error.message, "file", **error.values) from error
