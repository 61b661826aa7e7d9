"""Everything a process does to the files of a folder, in order: what a power cut replays.

An audit hook tells whether any door was used that is not listened at; then the recording is
worthless and says so. An event is a tuple that begins with one of

    create P · write P AT BYTES · truncate P SIZE · sync P        a file
    name P · folder P                                             its name, all names, are durable
    rename P Q · link P Q · remove P · mkdir P · rmdir P          names
    ack WORD…                                                     what was said to be done

with paths below the folder as text.
"""

import os
import pickle
import sys
from pathlib import Path
from typing import Any

from faults.doors import WRITING, Doors

Event = tuple[Any, ...]
_AUDITED = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link")


class Recording(Doors):
    """The tape; it runs until the process ends."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.events: list[Event] = []
        self.unheard: list[str] = []
        """What was done to files of the folder by a door that is not listened at."""
        self.open()
        sys.addaudithook(self._audit)

    def save(self, file: Path) -> None:
        """Write the tape; raises RuntimeError where something was not heard."""
        if self.unheard:
            raise RuntimeError(f"not heard: {self.unheard[:5]}")
        with self.real_open(file, "wb") as out:
            pickle.dump(self.events, out)

    def tell(self, what: str, path: str, *more: Any) -> None:
        """Put an event on the tape."""
        if what in ("rename", "link"):
            more = tuple(os.path.relpath(other, self.root) for other in more)
        self.events.append((what, os.path.relpath(path, self.root), *more))

    def ack(self, *words: object) -> None:
        """Put on the tape what was said to be done."""
        self.events.append(("ack", *map(str, words)))

    def _audit(self, what: str, told: tuple[Any, ...]) -> None:
        if what not in _AUDITED or self.is_inside:
            return
        if what == "open" and not (len(told) > 2 and told[2] and told[2] & WRITING):
            return
        if isinstance(told[0], str | bytes | os.PathLike) and self.path_of(told[0]):
            self.unheard.append(f"{what} {told[0]!r}")
