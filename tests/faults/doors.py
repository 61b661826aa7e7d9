"""All doors through which a process writes to a folder: SQLite's calls and Python's own.

``Doors(folder)`` stands at them while it is open: before a write, sync, cut, rename, removal or
new name it asks ``refusal``, which may answer with an error number of the system; afterwards it
tells ``tell`` what happened. Files are named by their real path; those elsewhere pass unseen.
"""

import builtins
import errno
import io
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from threading import local
from typing import Any

from faults.vfs import Listener, Overlay

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_SQLITE = {
    "open": sqlite3.SQLITE_CANTOPEN,
    "write": sqlite3.SQLITE_IOERR_WRITE,
    "sync": sqlite3.SQLITE_IOERR_FSYNC,
    "truncate": sqlite3.SQLITE_IOERR_TRUNCATE,
    "delete": sqlite3.SQLITE_IOERR_DELETE,
}
"""What the system's calls of SQLite make of an error; of a disk that is full, see ``asked``."""


class _Heard(io.FileIO):
    """A file that asks before it writes and tells it afterwards."""

    def __init__(self, doors: "Doors", path: str, file: Any, mode: str, rest: Any) -> None:
        doors.must_let("create", path)
        with doors.inside():
            super().__init__(file, mode, *rest)
        self._doors, self._path, self._adds = doors, path, "a" in mode
        doors.tell("create", path)
        if "w" in mode:
            doors.tell("truncate", path, 0)

    def write(self, data: Any) -> int:
        """Write as any file."""
        self._doors.must_let("write", self._path)
        at = os.fstat(self.fileno()).st_size if self._adds else self.tell()
        count = super().write(data)
        self._doors.tell("write", self._path, at, bytes(memoryview(data).cast("B")[:count]))
        return count

    def truncate(self, size: int | None = None) -> int:
        """Cut as any file."""
        self._doors.must_let("truncate", self._path)
        cut = super().truncate(size)
        self._doors.tell("truncate", self._path, cut)
        return cut


class Doors(Listener):
    """Stands at the doors from ``open`` to ``close``."""

    def __init__(self, folder: Path) -> None:
        self.root = os.path.realpath(folder)
        self.real_open = io.open
        self._own = local()
        self._new_logs: set[str] = set()
        self._before: dict[str, Any] = {}
        self._overlay = Overlay(self)

    def refusal(self, what: str, path: str) -> int:
        """Answer an error number of the system, or 0 to let it happen."""
        return 0

    def tell(self, what: str, path: str, *more: Any) -> None:
        """Hear what happened to a file of the folder."""

    def must_let(self, what: str, path: str) -> None:
        """Raise the OSError that is answered."""
        if code := self.refusal(what, path):
            raise OSError(code, os.strerror(code), path)

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Tell an audit hook that this call was seen."""
        before = self.is_inside
        self._own.inside = True
        try:
            yield
        finally:
            self._own.inside = before

    @property
    def is_inside(self) -> bool:
        """Tell whether this thread is in a call that was seen."""
        return bool(getattr(self._own, "inside", False))

    # --- SQLite ---------------------------------------------------------------------------------

    def asked(self, what: str, path: str) -> int:
        """Answer SQLite as the system's own calls would."""
        code = self.refusal(what, path) if is_in(path, self.root) else 0
        if code == errno.ENOSPC and what == "write":
            return sqlite3.SQLITE_FULL
        return _SQLITE[what] if code else 0

    def opened(self, path: str, *, is_new: bool, is_log: bool) -> None:
        """Hear of a file of SQLite."""
        if is_new and is_in(path, self.root):
            self.tell("create", path)
            if is_log:
                self._new_logs.add(path)

    def written(self, path: str, at: int, data: bytes) -> None:
        """Hear of a write of SQLite."""
        self._tell_inside("write", path, at, data)

    def truncated(self, path: str, size: int) -> None:
        """Hear of a cut of SQLite."""
        self._tell_inside("truncate", path, size)

    def synced(self, path: str) -> None:
        """Hear of a sync of SQLite; the first one of a log syncs its name as well."""
        self._tell_inside("sync", path)
        if path in self._new_logs:
            self._new_logs.discard(path)
            self.tell("name", path)

    def deleted(self, path: str, *, is_durable: bool) -> None:
        """Hear of a removal by SQLite."""
        self._tell_inside("remove", path)
        if is_durable:
            self._tell_inside("folder", str(Path(path).parent))

    def _tell_inside(self, what: str, path: str, *more: Any) -> None:
        if is_in(path, self.root):
            self.tell(what, path, *more)

    # --- Python ---------------------------------------------------------------------------------

    def __enter__(self) -> "Doors":
        self.open()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def open(self) -> None:
        """Stand at the doors from now on."""
        self._overlay.lay()
        builtins.open = io.open = self._opened  # type: ignore[assignment]
        calls: dict[str, Callable[..., Any]] = {
            "fsync": self._synced(os.fsync),
            "fdatasync": self._synced(os.fdatasync),
            "write": self._wrote(os.write),
            "open": self._os_open(os.open),
            "mkdir": self._told(os.mkdir, "mkdir", 1),
            "rmdir": self._told(os.rmdir, "rmdir", 1),
            "unlink": self._told(os.unlink, "remove", 1),
            "remove": self._told(os.remove, "remove", 1),
            "rename": self._told(os.rename, "rename", 2),
            "replace": self._told(os.replace, "rename", 2),
            "link": self._told(os.link, "link", 2),
        }
        for name, call in calls.items():
            self._before[name] = getattr(os, name)
            setattr(os, name, call)
        shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]

    def close(self) -> None:
        """Leave the doors."""
        for name, call in self._before.items():
            setattr(os, name, call)
        self._before.clear()
        builtins.open = io.open = self.real_open
        self._overlay.lift()

    def _opened(self, file: Any, mode: str = "r", *rest: Any, **by: Any) -> Any:
        path = self.path_of(file)
        if not set(mode) & set("wax+") or path is None:
            return self.real_open(file, mode, *rest, **by)
        names = ("buffering", "encoding", "errors", "newline", "closefd", "opener")
        asked = {**dict(zip(names, rest, strict=False)), **by}
        how = "".join(sign for sign in mode if sign not in "tb")
        more = (asked.get("closefd", True), asked.get("opener"))
        raw = _Heard(self, path, file, how, more)
        if asked.get("buffering") == 0:
            return raw
        buffer = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        if "b" in mode:
            return buffer
        return io.TextIOWrapper(buffer, *(asked.get(name) for name in names[1:4]))

    def path_of(self, file: Any, folder: int | None = None) -> str | None:
        """Return the real path of a file of the folder, None where it is none."""
        if isinstance(file, int):
            path = Path(f"/proc/self/fd/{file}").readlink()
        else:
            path = Path(os.fsdecode(file))
            if folder is not None:
                path = Path(f"/proc/self/fd/{folder}").readlink() / path
        real = str(path.parent.resolve() / path.name)  # a link itself is not followed
        return real if is_in(real, self.root) else None

    def _synced(self, sync: Callable[[Any], None]) -> Callable[[Any], None]:
        def heard(file: Any) -> None:
            path = self.path_of(file if isinstance(file, int) else file.fileno())
            if path:
                self.must_let("sync", path)
            sync(file)
            if path:
                self.tell("folder" if Path(path).is_dir() else "sync", path)

        return heard

    def _wrote(self, write: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def heard(number: int, data: Any) -> int:
            path = self.path_of(number)
            if not path:
                return write(number, data)
            self.must_let("write", path)
            at = os.lseek(number, 0, os.SEEK_CUR)
            count = write(number, data)
            self.tell("write", path, at, bytes(memoryview(data).cast("B")[:count]))
            return count

        return heard

    def _told(self, call: Callable[..., None], what: str, names: int) -> Callable[..., None]:
        @wraps(call)
        def heard(*named: Any, **by: Any) -> None:
            folders = (by.get("src_dir_fd", by.get("dir_fd")), by.get("dst_dir_fd"))
            pairs = zip(named[:names], folders, strict=False)
            paths = [self.path_of(one, folder) for one, folder in pairs]
            if paths[0]:
                self.must_let(what, paths[0])
            with self.inside():
                call(*named, **by)
            if paths[0]:
                self.tell(what, paths[0], *paths[1:])

        return heard

    def _os_open(self, call: Callable[..., int]) -> Callable[..., int]:
        @wraps(call)
        def heard(file: Any, flags: int, *rest: Any, **by: Any) -> int:
            with self.inside():
                number = call(file, flags, *rest, **by)
            if flags & WRITING and (path := self.path_of(number)):
                self.tell("create", path)
                if flags & os.O_TRUNC:
                    self.tell("truncate", path, 0)
            return number

        return heard


def is_in(path: str, root: str) -> bool:
    """Tell whether a path is a folder or lies in it."""
    return path == root or path.startswith(f"{root}{os.sep}")
