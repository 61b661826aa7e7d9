"""SQLite's own file calls, heard and answered by a test: a VFS laid over the system's by ctypes.

It is laid over the very library that Python's ``sqlite3`` uses and becomes its default, so that a
desk needs no hook: every database that is opened afterwards goes through it, in every thread.
Reads, locks and the shared memory of the log go straight to the system; what writes is asked of a
``Listener`` first, which may answer with an error of SQLite, and told to it afterwards.
"""

import ctypes
import sqlite3
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

OK = sqlite3.SQLITE_OK
_LOG_FILES = 0x00000800 | 0x00004000 | 0x00080000
"""SQLITE_OPEN_MAIN_JOURNAL, _SUPER_JOURNAL, _WAL: their first sync makes the name durable too."""

_Close = CFUNCTYPE(c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
# A name stays a pointer: SQLite keeps it, and reads parameters behind its end.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


_LAID: list["Overlay"] = []
"""Whatever was laid stays in memory: a connection may be thrown away long after its test."""


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``: what can be done with an open file."""

    _fields_ = [
        ("version", c_int),
        ("close", _Close),
        ("read", c_void_p),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        *((f"passed{number}", c_void_p) for number in range(13)),
    ]


class _Opened(ctypes.Structure):
    """``sqlite3_file``: begins with its methods."""

    _fields_ = [("methods", POINTER(_Methods))]


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``: how files are found, opened and removed."""

    _fields_ = [
        ("version", c_int),
        ("file_bytes", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", _Open),
        ("delete", _Delete),
        *((f"passed{number}", c_void_p) for number in range(14)),
    ]


class Listener:
    """What a test hears of; every question may be answered with an error code of SQLite."""

    def asked(self, what: str, path: str) -> int:
        """Answer before ``open write truncate sync delete`` of a file: 0 lets it happen."""
        return OK

    def opened(self, path: str, *, is_new: bool, is_log: bool) -> None:
        """Hear that a file was opened for writing."""

    def written(self, path: str, at: int, data: bytes) -> None:
        """Hear what was written, and where."""

    def truncated(self, path: str, size: int) -> None:
        """Hear that a file was cut."""

    def synced(self, path: str) -> None:
        """Hear that everything written to a file is on the disk."""

    def deleted(self, path: str, *, is_durable: bool) -> None:
        """Hear that a file was removed."""


def library() -> Any:
    """Return the shared library of SQLite that Python's own module uses.

    None where it is built into Python, so that nothing can be laid over it.
    """
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return None
    sqlite3.connect(":memory:").close()
    for line in maps.read_text("utf-8").splitlines():
        if "libsqlite3" in line:
            return ctypes.CDLL(line.split(maxsplit=5)[5])
    return None


class Overlay:
    """The VFS over the system's; ``lay`` makes it the default, ``lift`` takes it away."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self._sqlite = library()
        self._sqlite.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._below = self._sqlite.sqlite3_vfs_find(None)
        self._paths: dict[int, str] = {}
        self._tables: dict[int, tuple[_Methods, _Methods]] = {}
        """The system's table of calls and ours, by the address of the system's."""
        self._vfs = _Vfs()
        ctypes.memmove(
            ctypes.byref(self._vfs), self._below, min(ctypes.sizeof(_Vfs), self._bytes())
        )
        self._vfs.name = b"heard"
        self._vfs.open, self._vfs.delete = _Open(self._open), _Delete(self._delete)

    def _bytes(self) -> int:
        """Return how long the system's own structure is; its end came with later versions."""
        lengths = {1: ctypes.sizeof(_Vfs) - 4 * 8, 2: ctypes.sizeof(_Vfs) - 3 * 8}
        return lengths.get(self._below.contents.version, ctypes.sizeof(_Vfs))

    def lay(self) -> None:
        """Let every database that is opened from now on be heard."""
        _LAID.append(self)
        self._sqlite.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)

    def lift(self) -> None:
        """Open databases by the system's calls again; those that are open stay heard."""
        self._sqlite.sqlite3_vfs_unregister(ctypes.byref(self._vfs))

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        is_new = bool(path) and not Path(path).exists()
        if path and (code := self.listener.asked("open", path)):
            ctypes.cast(file, POINTER(c_void_p))[0] = None
            return code
        code = int(self._below.contents.open(self._address(), name, file, flags, out))
        methods = ctypes.cast(file, POINTER(_Opened)).contents.methods
        if code or not methods or not path:
            return code
        self._paths[file] = path
        ctypes.cast(file, POINTER(_Opened)).contents.methods = ctypes.pointer(self._heard(methods))
        if not flags & 1:  # SQLITE_OPEN_READONLY
            self.listener.opened(path, is_new=is_new, is_log=bool(flags & _LOG_FILES))
        return code

    def _address(self) -> int:
        return ctypes.addressof(self._below.contents)

    def _heard(self, methods: Any) -> _Methods:
        """Return the system's table of calls with those replaced that write."""
        address = ctypes.addressof(methods.contents)
        if address not in self._tables:
            below, ours = methods.contents, _Methods()
            longest = {1: 13 * 8, 2: 17 * 8}.get(below.version, ctypes.sizeof(_Methods))
            ctypes.memmove(ctypes.byref(ours), address, longest)
            ours.close = _Close(self._closing(below.close))
            ours.write = _Write(self._writing(below.write))
            ours.truncate = _Truncate(self._truncating(below.truncate))
            ours.sync = _Sync(self._syncing(below.sync))
            self._tables[address] = below, ours
        return self._tables[address][1]

    def _closing(self, below: Callable[[int], int]) -> Callable[[int], int]:
        def close(file: int) -> int:
            self._paths.pop(file, None)
            return below(file)

        return close

    def _writing(self, below: Callable[..., int]) -> Callable[..., int]:
        def write(file: int, data: int, size: int, at: int) -> int:
            path = self._paths[file]
            code = self.listener.asked("write", path) or below(file, data, size, at)
            if not code:
                self.listener.written(path, at, ctypes.string_at(data, size))
            return code

        return write

    def _truncating(self, below: Callable[..., int]) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            path = self._paths[file]
            code = self.listener.asked("truncate", path) or below(file, size)
            if not code:
                self.listener.truncated(path, size)
            return code

        return truncate

    def _syncing(self, below: Callable[..., int]) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            path = self._paths[file]
            code = self.listener.asked("sync", path) or below(file, flags)
            if not code:
                self.listener.synced(path)
            return code

        return sync

    def _delete(self, _vfs: int, name: int, is_durable: int) -> int:
        path = ctypes.string_at(name).decode()
        code = self.listener.asked("delete", path)
        code = code or int(self._below.contents.delete(self._address(), name, is_durable))
        if not code:
            self.listener.deleted(path, is_durable=bool(is_durable))
        return code
