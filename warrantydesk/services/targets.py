"""Where a file that the user names may be written: never into the desk, never over another kind."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from warrantydesk.domain.errors import FULL, INVALID, READONLY, Refused, Unavailable, refused
from warrantydesk.i18n import N_
from warrantydesk.printing.languages import LANGUAGES
from warrantydesk.storage.durable import CLOSED, NO_PLACE, atomic_write, atomic_write_parts

_SIGNS = (
    ("pdf", b"%PDF"),
    ("png", b"\x89PNG\r\n\x1a\n"),
    ("csv", b'\xef\xbb\xbf"'),
    *((code, sign) for code, language in LANGUAGES.items() for sign in language.begins),
)
_PACKED, _PACKED_AT = b"PK\x03\x04", 30
_PACKED_NAMES = (
    ("profile", b"profile.toml"),
    ("xlsx", b"[Content_Types].xml"),
    ("pack", b"audit-pack.txt"),
)
"""A packed profile, a workbook or an audit pack is told from other archives by the name of its
first file."""
_LONGEST = 49


def outside(path: Path, desk: Path) -> Path:
    """Return ``path`` where it lies outside the desk's own folder; Refused(INVALID) else."""
    with said(path):
        inside = _real(path).is_relative_to(desk.resolve())
    if inside:
        raise refused(
            INVALID,
            N_("{file} lies in the data folder, where only the program writes."),
            "file",
            file=path,
        )
    return path


def _real(path: Path) -> Path:
    # The name itself may be a link that is replaced; what counts is the folder that holds it.
    return path.resolve() if path.is_dir() else path.parent.resolve() / path.name


def may_write(path: Path, data: bytes, desk: Path) -> None:
    """Refuse with INVALID to put ``data`` at ``path``.

    That is: inside the desk's folder, onto a folder or a device, and over a file with content
    that is not of the same kind.
    """
    outside(path, desk)
    with said(path):
        if path.is_dir() or path.name in ("", ".."):
            raise refused(
                INVALID,
                N_("{file} is a folder. Name the file to be written."),
                "file",
                file=path,
            )
        if not path.exists():
            return
        head = _head(path)
    if head and (_kind(head) is None or _kind(head) != _kind(data)):
        raise refused(
            INVALID,
            N_("{file} exists and is another kind of file: it stays. Choose another name."),
            "file",
            file=path,
        )


def _head(path: Path) -> bytes:
    if not path.is_file():
        return b"?"  # a pipe or a device is never read
    with path.open("rb") as stream:
        return stream.read(_LONGEST)


def _kind(data: bytes) -> str | None:
    if data.startswith(_PACKED):
        names = (kind for kind, name in _PACKED_NAMES if data.startswith(name, _PACKED_AT))
        return next(names, None)
    return next((kind for kind, sign in _SIGNS if data.startswith(sign)), None)


def write(path: Path, data: bytes, desk: Path) -> None:
    """Put ``data`` at ``path``, whole; Refused(INVALID) as ``may_write``, Unavailable as said."""
    may_write(path, data, desk)
    with said(path):
        atomic_write(path, data)


def write_parts(path: Path, head: bytes, parts: Iterable[bytes], desk: Path) -> None:
    """Put the parts at ``path``, one after the other, as ``write``; ``head`` is the first one.

    What making them raises is raised as it is: it is not the disk that says so.
    """
    may_write(path, head, desk)
    made(path.parent)
    watched = _Watched(parts)
    try:
        with said(path):
            atomic_write_parts(path, watched)
    except (Refused, Unavailable):
        if watched.failure is not None:
            raise watched.failure from None
        raise


class _Watched:
    """Parts that are still being made; ``failure`` is what ended the making."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts
        self.failure: Exception | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._parts
        except Exception as error:
            self.failure = error
            raise


def write_into(folder: Path, files: dict[str, bytes], desk: Path) -> None:
    """Put files by name into a folder, which is made where it is missing."""
    outside(folder, desk)
    made(folder)
    for name, data in files.items():
        may_write(folder / name, data, desk)
    for name, data in files.items():
        write(folder / name, data, desk)


def made(folder: Path) -> None:
    """Make a folder where it is missing; Refused(INVALID) where a file is in its place."""
    with said(folder):
        if folder.exists() and not folder.is_dir():
            raise refused(
                INVALID,
                N_("{folder} is a file, not a folder. Choose another place."),
                "file",
                folder=folder,
            )
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def said(path: Path) -> Iterator[None]:
    """Say of a place what its disk has to say: full, read-only, or no place at all."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a ring
        raise _sentence(path, error) from error


def _sentence(path: Path, error: Exception) -> Refused | Unavailable:
    number = getattr(error, "errno", None)
    reason = getattr(error, "strerror", None) or error
    if number in NO_PLACE or not isinstance(error, OSError):
        return refused(
            INVALID, N_("{file} cannot be written: {reason}."), "file", file=path, reason=reason
        )
    if number in CLOSED:
        return Unavailable(
            N_("{folder} cannot be written: {reason}. Choose another folder."),
            READONLY,
            folder=path.parent,
            reason=reason,
        )
    return Unavailable(
        N_("{folder} cannot be written: {reason}. Choose another folder, or free some space."),
        FULL,
        folder=path.parent,
        reason=reason,
    )
