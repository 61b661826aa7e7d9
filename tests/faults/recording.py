"""Everything a process does to the files of a folder, in order: what a power cut replays.

``Recording(folder)`` hears SQLite through ``vfs`` and Python through its own doors (``open``,
``os``); an audit hook tells whether any other door was used, and then the recording is worthless
and says so. An event is a tuple that begins with one of

    create P · write P AT BYTES · truncate P SIZE · sync P        a file
    name P · folder P                                             its name, all names, are durable
    rename P Q · link P Q · remove P · mkdir P · rmdir P                     names
    ack WORD…                                                     what was said to be done

with paths below the folder as text.
"""

import builtins
import io
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from threading import local
from typing import Any

from faults.vfs import Listener, Overlay

Event = tuple[Any, ...]
_AUDITED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class _Heard(io.FileIO):
    """A file that tells what is written into it."""

    def __init__(self, tape: "Recording", path: str, file: Any, mode: str, rest: Any) -> None:
        with tape.inside():
            super().__init__(file, mode, *rest)
        self._tape, self._path, self._adds = tape, path, "a" in mode
        tape.tell("create", path)
        if "w" in mode:
            tape.tell("truncate", path, 0)

    def write(self, data: Any) -> int:
        """Write as any file, and tell it."""
        at = os.fstat(self.fileno()).st_size if self._adds else self.tell()
        count = super().write(data)
        self._tape.tell("write", self._path, at, bytes(memoryview(data).cast("B")[:count]))
        return count

    def truncate(self, size: int | None = None) -> int:
        """Cut as any file, and tell it."""
        cut = super().truncate(size)
        self._tape.tell("truncate", self._path, cut)
        return cut


class Recording(Listener):
    """The tape; it runs until the process ends."""

    def __init__(self, folder: Path) -> None:
        self.root = os.path.realpath(folder)
        self.events: list[Event] = []
        self.unheard: list[str] = []
        """What was done to files of the folder by a door that is not listened at."""
        self._own = local()
        self._new_logs: set[str] = set()
        self._open = io.open
        self._listen()
        self._overlay = Overlay(self)
        self._overlay.lay()

    def save(self, file: Path) -> None:
        """Write the tape; raises RuntimeError where something was not heard."""
        if self.unheard:
            raise RuntimeError(f"not heard: {self.unheard[:5]}")
        with self._open(file, "wb") as out:
            pickle.dump(self.events, out)

    def tell(self, what: str, path: str, *more: Any) -> None:
        """Put an event on the tape, where it belongs to the folder."""
        below = self._below(path)
        if below is None:
            return
        if what in ("rename", "link"):
            more = (self._below(more[0]) or "",)
        self.events.append((what, below, *more))

    def ack(self, *words: object) -> None:
        """Put on the tape what was said to be done."""
        self.events.append(("ack", *map(str, words)))

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Tell the audit hook that this call is heard."""
        before = getattr(self._own, "inside", False)
        self._own.inside = True
        try:
            yield
        finally:
            self._own.inside = before

    def _below(self, path: str) -> str | None:
        path = os.path.realpath(path)
        return os.path.relpath(path, self.root) if _is_in(path, self.root) else None

    # --- SQLite ---------------------------------------------------------------------------------

    def opened(self, path: str, *, is_new: bool, is_log: bool) -> None:
        """Hear of a file of SQLite."""
        if is_new:
            self.tell("create", path)
            if is_log:
                self._new_logs.add(path)

    def written(self, path: str, at: int, data: bytes) -> None:
        """Hear of a write of SQLite."""
        self.tell("write", path, at, data)

    def truncated(self, path: str, size: int) -> None:
        """Hear of a cut of SQLite."""
        self.tell("truncate", path, size)

    def synced(self, path: str) -> None:
        """Hear of a sync of SQLite; the first one of a log syncs its folder as well."""
        self.tell("sync", path)
        if path in self._new_logs:
            self._new_logs.discard(path)
            self.tell("name", path)

    def deleted(self, path: str, *, is_durable: bool) -> None:
        """Hear of a removal by SQLite."""
        self.tell("remove", path)
        if is_durable:
            self.tell("folder", str(Path(path).parent))

    # --- Python ---------------------------------------------------------------------------------

    def _listen(self) -> None:
        builtins.open = io.open = self._opened  # type: ignore[assignment]
        os.fsync = os.fdatasync = self._synced(os.fsync)  # type: ignore[assignment]
        os.write = self._wrote(os.write)  # type: ignore[assignment]
        for name in ("rename", "replace"):
            setattr(os, name, self._told(getattr(os, name), "rename", 2))
        os.link = self._told(os.link, "link", 2)
        for name, word in (("unlink", "remove"), ("remove", "remove")):
            setattr(os, name, self._told(getattr(os, name), word, 1))
        os.mkdir = self._told(os.mkdir, "mkdir", 1)
        os.rmdir = self._told(os.rmdir, "rmdir", 1)
        os.open = self._os_open(os.open)  # type: ignore[assignment]
        shutil._USE_CP_SENDFILE = False  # type: ignore[attr-defined]
        sys.addaudithook(self._audit)

    def _opened(self, file: Any, mode: str = "r", *rest: Any, **by: Any) -> Any:
        path = self._path_of(file)
        if not set(mode) & set("wax+") or path is None:
            return self._open(file, mode, *rest, **by)
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

    def _path_of(self, file: Any, folder: int | None = None) -> str | None:
        """Return the real path of a file of the folder, None where it is none."""
        if isinstance(file, int):
            path = Path(f"/proc/self/fd/{file}").readlink()
        else:
            path = Path(os.fsdecode(file))
            if folder is not None:
                path = Path(f"/proc/self/fd/{folder}").readlink() / path
        real = str(path.parent.resolve() / path.name)  # a link itself is not followed
        return real if _is_in(real, self.root) else None

    def _synced(self, sync: Callable[[Any], None]) -> Callable[[Any], None]:
        def heard(file: Any) -> None:
            sync(file)
            number = file if isinstance(file, int) else file.fileno()
            if path := self._path_of(number):
                self.tell("folder" if os.path.isdir(path) else "sync", path)  # noqa: PTH112

        return heard

    def _wrote(self, write: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        def heard(number: int, data: Any) -> int:
            path = self._path_of(number)
            at = os.lseek(number, 0, os.SEEK_CUR) if path else 0
            count = write(number, data)
            if path:
                self.tell("write", path, at, bytes(memoryview(data).cast("B")[:count]))
            return count

        return heard

    def _told(self, call: Callable[..., None], what: str, names: int) -> Callable[..., None]:
        @wraps(call)
        def heard(*named: Any, **by: Any) -> None:
            folders = (by.get("src_dir_fd", by.get("dir_fd")), by.get("dst_dir_fd"))
            pairs = zip(named[:names], folders, strict=False)
            paths = [self._path_of(one, folder) for one, folder in pairs]
            with self.inside():
                call(*named, **by)
            if paths[0]:
                self.tell(what, paths[0], *(path or "" for path in paths[1:]))

        return heard

    def _os_open(self, call: Callable[..., int]) -> Callable[..., int]:
        @wraps(call)
        def heard(file: Any, flags: int, *rest: Any, **by: Any) -> int:
            with self.inside():
                number = call(file, flags, *rest, **by)
            if flags & _WRITING and (path := self._path_of(number)):
                self.tell("create", path)
                if flags & os.O_TRUNC:
                    self.tell("truncate", path, 0)
            return number

        return heard

    def _audit(self, what: str, told: tuple[Any, ...]) -> None:
        if what not in _AUDITED or getattr(self._own, "inside", False):
            return
        if what == "open" and not (len(told) > 2 and told[2] and told[2] & _WRITING):
            return
        if isinstance(told[0], str | bytes | os.PathLike) and self._path_of(told[0]):
            self.unheard.append(f"{what} {told[0]!r}")


def _is_in(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}{os.sep}")
