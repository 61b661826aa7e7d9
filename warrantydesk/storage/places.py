"""Where a data folder may lie, and what lies in it."""

import ctypes
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from warrantydesk.domain.errors import LOCKED, READONLY, Unavailable
from warrantydesk.i18n import N_

_REMOTE = re.compile(r"cifs|smb\w*|nfs\d*|9p|fuse\.?(sshfs|rclone|s3fs|davfs|gvfsd-fuse).*|afpfs")
_SYNCED = re.compile(r"onedrive|dropbox|坚果云|nutstore|百度网盘|baidu(net|sync)disk|icloud", re.I)
_DRIVE_REMOTE = 4


@dataclass(frozen=True)
class DataFolder:
    """The files of one desk."""

    path: Path

    @property
    def database(self) -> Path:
        """The database."""
        return self.path / "claims.db"

    @property
    def attachments(self) -> Path:
        """Content-addressed files."""
        return self.path / "att"

    @property
    def lock(self) -> Path:
        """The lock of the one writer."""
        return self.path / "app.lock"

    @property
    def owner(self) -> Path:
        """Who holds the lock: host, user and process."""
        return self.path / "app.lock.owner"

    @property
    def backups(self) -> Path:
        """Backups on this disk."""
        return self.path / "backups"


def is_remote(path: Path, mounts: str | None = None) -> bool:
    """Tell whether a folder lies on a network drive, where a database would break.

    ``mounts`` is the text of ``/proc/self/mountinfo``; it is read where it is not given.
    """
    if str(path).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        drive = path.resolve().drive + "\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE)
    if mounts is None:
        table = Path("/proc/self/mountinfo")
        mounts = table.read_text("utf-8", "replace") if table.exists() else ""
    return _REMOTE.fullmatch(_file_system(path, mounts)) is not None


def is_synced(path: Path) -> bool:
    """Tell whether a folder's name says that another program copies it to a cloud."""
    return _SYNCED.search(str(path)) is not None


def _file_system(path: Path, mounts: str) -> str:
    best, kind = "", ""
    target = str(path.resolve() if path.is_absolute() else path)
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, after = left.split(), right.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace("\\040", " ")
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after[0]
    return kind


def prepare(folder: DataFolder, *, make: bool) -> None:
    """Refuse places where a database cannot live; with ``make``, make a missing folder.

    Raises Unavailable for network drives, for a file in the folder's place and for folders that
    cannot be written.
    """
    if is_remote(folder.path):
        raise Unavailable(
            N_(
                "{folder} lies on a network drive, where a database breaks. Choose a folder on "
                "this computer's own disk; only backups may go to a share."
            ),
            LOCKED,
            folder=folder.path,
        )
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
    if not os.access(folder.path, os.W_OK):
        raise Unavailable(
            N_(
                "{folder} is read-only. Give yourself the right to write there, or "
                "choose another folder."
            ),
            READONLY,
            folder=folder.path,
        )
