"""Where a data folder may lie, and what lies in it."""

from dataclasses import dataclass
from pathlib import Path

from warrantydesk.domain.errors import LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_
from warrantydesk.storage.mounts import is_read_only, is_remote, is_synced

__all__ = ["DataFolder", "closed_for", "is_remote", "is_synced", "prepare"]


@dataclass(frozen=True)
class DataFolder:
    """The files of one desk.

    Where nothing in it may change, the database is read as it lies there (``is_sealed``), or a
    private copy of it is (``copy``: the folder of that copy); attachments are read where they are.
    """

    path: Path
    copy: Path | None = None
    is_sealed: bool = False

    @property
    def database(self) -> Path:
        """The database, or the private copy that is read in its place."""
        return (self.copy or self.path) / "claims.db"

    @property
    def log(self) -> Path:
        """What was written and is not in the database yet."""
        return self.database.with_name("claims.db-wal")

    @property
    def attachments(self) -> Path:
        """Content-addressed files."""
        return self.path / "att"

    @property
    def lock(self) -> Path:
        """The lock of the one writer."""
        return (self.copy or self.path) / "app.lock"

    @property
    def owner(self) -> Path:
        """Who holds the lock: host, user and process."""
        return (self.copy or self.path) / "app.lock.owner"

    @property
    def backups(self) -> Path:
        """Backups on this disk."""
        return self.path / "backups"

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing may be written into the folder."""
        return self.is_sealed or self.copy is not None or is_read_only(self.path)

    @property
    def uri(self) -> str:
        """The database for reading only, as SQLite names it."""
        sealed = "&immutable=1" if self.is_sealed else ""
        return f"{self.database.resolve().as_uri()}?mode=ro{sealed}"


def closed_for(folder: DataFolder) -> Unavailable | None:
    """Return why a desk that is there can only be looked at, None where it can be written.

    That is a folder or a database without the right to write, or on a disk that takes no writing.
    """
    there = [path for path in (folder.path, folder.database, folder.log) if path.exists()]
    if not folder.database.exists() or not any(map(is_read_only, there)):
        return None
    return only_read(folder)


def only_read(folder: DataFolder) -> Unavailable:
    """Say that a folder is read-only, and what can still be done."""
    return Unavailable(
        N_(
            "{folder} is read-only: everything can be looked at, printed and exported to another "
            "place, but nothing is changed. Give yourself the right to write there, then start "
            "again."
        ),
        READONLY,
        folder=folder.path,
    )


def missing(folder: DataFolder) -> Unavailable:
    """Return what is said of a folder without a database."""
    return Unavailable(
        N_(
            "There is no database in {folder}. Choose the folder that holds claims.db, or "
            "start with an empty desk."
        ),
        LOCKED,
        folder=folder.path,
    )


def prepare(folder: DataFolder, *, make: bool) -> None:
    """Refuse places where a database cannot live; with ``make``, make a missing folder.

    Raises Unavailable for network drives, for a file in the folder's place and for folders that
    cannot be written.
    """
    must_be_local(folder)
    if folder.path.exists() and not folder.path.is_dir():
        raise Unavailable(
            N_("{folder} is a file, not a folder. Choose another place."),
            LOCKED,
            folder=folder.path,
        )
    if not make and not folder.path.exists():
        return
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            N_("{folder} cannot be made: {reason}."),
            READONLY,
            folder=folder.path,
            reason=error.strerror or error,
        ) from error
    if is_read_only(folder.path):
        raise Unavailable(
            N_(
                "{folder} is read-only. Give yourself the right to write there, or "
                "choose another folder."
            ),
            READONLY,
            folder=folder.path,
        )


def must_be_free(target: Path) -> None:
    """Refuse with Unavailable a folder for a new desk in which something lies already."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Unavailable(
            N_("{folder} is not empty. Choose a new folder: what is there is never overwritten."),
            LOCKED,
            folder=target,
        )


def must_be_local(folder: DataFolder) -> None:
    """Refuse a network drive with Unavailable."""
    if is_remote(folder.path):
        raise Unavailable(
            N_(
                "{folder} lies on a network drive, where a database breaks. Choose a folder on "
                "this computer's own disk; only backups may go to a share."
            ),
            LOCKED,
            folder=folder.path,
        )
