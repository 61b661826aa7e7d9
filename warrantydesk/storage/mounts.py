"""What kind of disk a folder lies on: local, on a network, copied to a cloud, read-only."""

import ctypes
import os
import re
import sys
from pathlib import Path, PureWindowsPath

_REMOTE = re.compile(
    r"cifs|smb\w*|nfs\d*|9p|afpfs|ncpfs|afs|coda|ceph|lustre|gpfs|beegfs|ocfs2|gfs2?|davfs2?"
    r"|vboxsf|prl_fs|virtiofs|vmhgfs|fuse(\..*)?"
)
"""Shares, file systems of several computers, and folders that a computer lends to its guest."""
_LOCAL = re.compile(
    r"fuseblk|fuse\.(ntfs(-3g)?|lowntfs-3g|exfat(-fuse)?|ext[234]|fuse2fs|fuse-?ext2|apfs|hfs"
    r"|bindfs|mergerfs|unionfs(-fuse)?|fuse-overlayfs|encfs|gocryptfs|cryfs|veracrypt|truecrypt)"
)
"""Programs in place of a driver, over a disk of this computer: NTFS, exFAT, encrypted folders."""
_SYNCED = re.compile(
    r"onedrive|dropbox|google ?drive|icloud|nextcloud|owncloud|syncthing|坚果云|nutstore|百度网盘"
    r"|百度云|baidu(net|sync)disk|微云|weiyun|天翼云|阿里云盘|aliyundrive|wps ?云|wpsdrive",
    re.I,
)
_DRIVE_REMOTE = 4
_TABLE = Path("/proc/self/mountinfo")


def is_remote(path: Path, mounts: str | None = None) -> bool:
    """Tell whether a folder lies on a network drive, where a database would break.

    ``mounts`` is the text of ``/proc/self/mountinfo``; it is read where it is not given.
    """
    if is_unc(str(path)):
        return True
    if sys.platform == "win32":
        drive = PureWindowsPath(path.resolve()).drive
        if is_unc(drive):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE)
    kind = _file_system(path, _mount_table() if mounts is None else mounts)
    return _REMOTE.fullmatch(kind) is not None and _LOCAL.fullmatch(kind) is None


def is_unc(path: str) -> bool:
    r"""Tell whether a path is Windows' name of a share: ``\\server\share``, ``\\?\UNC\…``.

    ``\\?\C:\…`` and ``\\.\C:\…`` are long names of a disk of this computer.
    """
    told = path.replace("/", "\\") if sys.platform == "win32" else path
    if not told.startswith("\\\\"):
        return False
    return told[2:4] not in ("?\\", ".\\") or told[4:8].upper() == "UNC\\"


def is_synced(path: Path) -> bool:
    """Tell whether a folder's name says that another program copies it to a cloud."""
    return _SYNCED.search(str(path.absolute())) is not None


def is_read_only(path: Path) -> bool:
    """Tell whether a file or folder that is there takes no writing: its rights, or its disk.

    The rights are looked at first: they bind the clerk, though not the administrator.
    """
    if not os.access(path, os.W_OK):
        return True
    if os.name != "posix":
        return False
    return not path.stat().st_mode & 0o222 or bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _mount_table() -> str:
    return _TABLE.read_text("utf-8", "replace") if _TABLE.exists() else ""


def _file_system(path: Path, mounts: str) -> str:
    """Return the kind of the file system in which a path lies; the newest mount counts."""
    best, kind = "", ""
    target = str(path.resolve() if path.is_absolute() else path)
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, after = left.split(), right.split()
        if len(fields) < 5 or not after:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4])
        inside = target == point or target.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after[0]
    return kind
