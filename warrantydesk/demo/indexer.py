"""A second process that makes the search entries of one block while the next one is told."""

import os
import pickle
import subprocess
import sys
from contextlib import suppress

from warrantydesk.demo.terms import Entry, Words, entries

_GONE = (OSError, EOFError, pickle.UnpicklingError)


class Indexer:
    """The second process, a plain Python of its own; where it dies, the desk does the work."""

    POSSIBLE = bool(sys.executable) and not getattr(sys, "frozen", False)
    """A frozen program is no Python that could be asked for help."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def takes(self, words: list[Words]) -> bool:
        """Hand over a block; False where it is gone."""
        pipe = self._process.stdin
        if pipe is None or not words:
            return False
        try:
            pickle.dump(words, pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
        except _GONE:
            return False
        return True

    def gives(self) -> list[Entry] | None:
        """Return the entries of the block taken last; None where it is gone."""
        pipe = self._process.stdout
        if pipe is None:
            return None
        try:
            found: list[Entry] = pickle.load(pipe)
        except _GONE:
            return None
        return found

    def close(self) -> None:
        """End the process and wait for it."""
        self._process.kill()
        with suppress(OSError):
            self._process.communicate()


def serve() -> None:
    """Make entries of blocks from standard input until it ends."""
    while True:
        try:
            words: list[Words] = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        pickle.dump(entries(words), sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()
