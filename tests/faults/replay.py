"""A disk that remembers what was synced and what was not, and what is left of it after a cut.

What was synced is there. Of what was not, chance decides: a write may be there wholly, in some of
its sectors of 512 bytes, as zeros or not at all, whatever came before or after it; a name that was
given, changed or removed may be so or still be as it was, until its folder was synced. Names of one
folder keep their order, as every file system in use has it.
"""

import pickle
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from faults.recording import Event

SECTOR = 512
CHANCES = ("nothing", "everything", "up to", "some")
"""How much of what was not synced is there: as on a disk that writes at once, late, in order, or
as it likes."""


class Write(NamedTuple):
    """Bytes at a place of a file; without bytes the file is cut at the place."""

    at: int
    data: bytes | None


@dataclass(eq=False)
class File:
    """The bytes that are on the disk and the writes that may be."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list[Write] = field(default_factory=list)

    def sync(self) -> None:
        """Put everything on the disk."""
        for write in self.waiting:
            put(self.synced, write)
        self.waiting.clear()

    def left(self, chance: str, dice: random.Random) -> bytes:
        """Return what a cut leaves of it."""
        data = bytearray(self.synced)
        count = dice.randint(0, len(self.waiting))
        for number, write in enumerate(self.waiting):
            if chance == "everything" or (chance == "up to" and number < count):
                put(data, write)
            elif (chance == "up to" and number == count) or chance == "some":
                _put_some(data, write, dice)
        return bytes(data)


def put(data: bytearray, write: Write) -> None:
    """Do a write; a gap before it is zeros."""
    if write.data is None:
        del data[write.at :]
    if len(data) < write.at:
        data.extend(bytes(write.at - len(data)))
    if write.data is not None:
        data[write.at : write.at + len(write.data)] = write.data


def _put_some(data: bytearray, write: Write, dice: random.Random) -> None:
    """Do a write wholly, not at all, in some sectors, or in its length alone."""
    how = dice.choice(("whole", "lost", "torn", "length"))
    if how == "whole" or (write.data is None and how != "lost"):
        put(data, write)
    elif write.data is not None and how == "torn":
        begin = write.at
        while begin < write.at + len(write.data):
            end = min((begin // SECTOR + 1) * SECTOR, write.at + len(write.data))
            if dice.random() < 0.5:
                put(data, Write(begin, write.data[begin - write.at : end - write.at]))
            begin = end
    elif write.data is not None and how == "length":
        put(data, Write(max(len(data), write.at + len(write.data)), None))


@dataclass(eq=False)
class Naming:
    """A name of a folder that is given to a node, or taken away: ``node`` None.

    ``freed`` is the name in the same folder that it leaves; ``until`` the naming elsewhere
    without which a name is not given up.
    """

    name: str
    node: "File | Folder | None"
    freed: str = ""
    until: "Naming | None" = None
    is_synced: bool = False


@dataclass(eq=False)
class Folder:
    """The names that are on the disk, those of now, and the steps from one to the other."""

    synced: dict[str, "File | Folder"] = field(default_factory=dict)
    names: dict[str, "File | Folder"] = field(default_factory=dict)
    waiting: list[Naming] = field(default_factory=list)

    def step(self, naming: Naming) -> None:
        """Change a name, not yet on the disk."""
        _name(self.names, naming)
        self.waiting.append(naming)

    def sync(self) -> None:
        """Put all names on the disk, but for one that is given up only for one elsewhere."""
        for naming in self.waiting:
            if naming.until is None or naming.until.is_synced:
                _name(self.synced, naming)
                naming.is_synced = True
        self.waiting = [naming for naming in self.waiting if not naming.is_synced]


def _name(names: dict[str, Any], naming: Naming) -> None:
    names.pop(naming.freed, None)
    if naming.node is None:
        names.pop(naming.name, None)
    else:
        names[naming.name] = naming.node


class Disk:
    """The folder as it was before the tape began, and as the tape changes it."""

    def __init__(self, base: Path) -> None:
        self.root = _read(base)

    def play(self, event: Event) -> None:
        """Let an event of the tape happen."""
        what, path, *more = event
        call: Callable[..., None] = getattr(self, f"_{what}")
        call(PurePosixPath(path), *more)

    def cut(self, target: Path, dice: random.Random) -> None:
        """Write into a new folder what a power cut at this moment leaves."""
        given: set[int] = set()
        self._leave(self.root, target, dice, given)

    def sync(self) -> None:
        """Put everything on the disk, as at an orderly end."""
        waiting: list[Any] = [self.root]
        while waiting:
            node = waiting.pop()
            for known in node.names.values() if isinstance(node, Folder) else ():
                waiting.append(known)
            node.sync()
        self.root.sync()  # a name given up for one elsewhere waits for that one

    def _leave(self, folder: Folder, target: Path, dice: random.Random, given: set[int]) -> None:
        target.mkdir()
        names, waiting = dict(folder.synced), len(folder.waiting)
        count = dice.choice((0, waiting, dice.randint(0, waiting)))
        for naming in folder.waiting[:count]:
            before = naming.until
            if before is None or before.is_synced or id(before) in given:
                _name(names, naming)
                given.add(id(naming))
        for name, node in names.items():
            if isinstance(node, Folder):
                self._leave(node, target / name, dice, given)
            elif not name.endswith("-shm"):  # memory, not disk
                (target / name).write_bytes(node.left(dice.choice(CHANCES), dice))

    def _at(self, path: PurePosixPath) -> Any:
        node: Any = self.root
        for name in path.parts:
            node = node.names[name]
        return node

    def _create(self, path: PurePosixPath) -> None:
        parent = self._at(path.parent)
        if path.name not in parent.names:
            parent.step(Naming(path.name, File()))

    def _write(self, path: PurePosixPath, at: int, data: bytes) -> None:
        self._at(path).waiting.append(Write(at, data))

    def _truncate(self, path: PurePosixPath, size: int) -> None:
        self._at(path).waiting.append(Write(size, None))

    def _sync(self, path: PurePosixPath) -> None:
        self._at(path).sync()

    def _name(self, path: PurePosixPath) -> None:
        self._at(path.parent).sync()

    def _folder(self, path: PurePosixPath) -> None:
        self._at(path).sync()

    def _mkdir(self, path: PurePosixPath) -> None:
        self._at(path.parent).step(Naming(path.name, Folder()))

    def _remove(self, path: PurePosixPath) -> None:
        self._at(path.parent).step(Naming(path.name, None))

    _rmdir = _remove

    def _link(self, path: PurePosixPath, to: str) -> None:
        target = PurePosixPath(to)
        self._at(target.parent).step(Naming(target.name, self._at(path)))

    def _rename(self, path: PurePosixPath, to: str) -> None:
        target = PurePosixPath(to)
        source, goal, node = self._at(path.parent), self._at(target.parent), self._at(path)
        if source is goal:
            goal.step(Naming(target.name, node, freed=path.name))
            return
        given = Naming(target.name, node)
        goal.step(given)
        source.step(Naming(path.name, None, until=given))


def _read(base: Path) -> Folder:
    folder = Folder()
    for path in base.iterdir():
        node = _read(path) if path.is_dir() else File(bytearray(path.read_bytes()))
        folder.synced[path.name] = folder.names[path.name] = node
    return folder


def tape_of(file: Path) -> list[Event]:
    """Read a tape."""
    with file.open("rb") as stream:
        events: list[Event] = pickle.load(stream)
    return events
