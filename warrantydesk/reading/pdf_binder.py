"""PDFs from outside made plain, and pages bound into one file, both in a child with limits."""

import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from warrantydesk.domain.errors import INVALID, LOCKED, Unavailable, refused
from warrantydesk.i18n import N_
from warrantydesk.reading.limits import MEGABYTE
from warrantydesk.reading.pdf_child import BIND, LOOK
from warrantydesk.reading.pdf_wire import GarbledPages, hear, say
from warrantydesk.reading.program import environment, program

Alive = Callable[[], object]
"""Called while the child works; it may raise to stop the work."""

MOST_BYTES = 64 * MEGABYTE
"""Of one PDF that is bound."""
LOOK_SECONDS, BIND_SECONDS = 12.0, 60.0
_OF_ONE_CHILD = 200
"""Messages after which a fresh child goes on: what a library leaves behind does not add up."""
_LISTEN_S, _ALIVE_S = 0.02, 0.1


@dataclass(frozen=True)
class PlainPages:
    """The pages of a PDF from outside, each on a sheet of A4; ``wide`` says which lie wide."""

    data: bytes
    wide: tuple[bool, ...]


class Binder:
    """Speaks with one child at a time; used as a context, at the end of which none is left."""

    def __init__(self) -> None:
        self._child: _Child | None = None

    def __enter__(self) -> "Binder":
        """Start nothing yet: the first message does."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the child."""
        self._end()

    def plain(self, data: bytes, name: str, alive: Alive | None = None) -> PlainPages:
        """Return the pages of a PDF without what moves, calls or tracks.

        Raises Refused(INVALID) with a sentence that names the file: locked, damaged, or too
        much for a child with limits.
        """
        if len(data) > MOST_BYTES:
            raise refused(
                INVALID,
                N_("{file} is larger than {most} MB: its pages are not bound."),
                "file",
                file=name,
                most=MOST_BYTES // MEGABYTE,
            )
        try:
            answer, parts = self._asked({"do": LOOK, "name": name}, [data], LOOK_SECONDS, alive)
            if "refused" in answer:
                raise refused(INVALID, str(answer["refused"]), "file", **answer["values"])
            return PlainPages(parts[0], tuple(map(bool, answer["wide"])))
        except (GarbledPages, LookupError, TypeError) as error:
            self._end()
            raise refused(
                INVALID,
                N_("{file} takes too much time or memory to be read: its pages are not bound."),
                "file",
                file=name,
            ) from error

    def bind(
        self,
        layer: bytes,
        parts: Sequence[bytes],
        told: Mapping[str, Any],
        alive: Alive | None = None,
    ) -> bytes:
        """Return clean parts as one PDF, stamped by the pages of ``layer``; see ``bound``.

        Raises Unavailable where the child does not manage it.
        """
        try:
            _answer, made = self._asked({**told, "do": BIND}, [layer, *parts], BIND_SECONDS, alive)
            return made[0]
        except (GarbledPages, LookupError) as error:
            self._end()
            raise Unavailable(
                N_("The pages could not be bound into one file: they need too much memory."),
                LOCKED,
            ) from error

    def _asked(
        self,
        told: Mapping[str, Any],
        parts: Sequence[bytes],
        seconds: float,
        alive: Alive | None,
    ) -> tuple[dict[str, Any], list[bytes]]:
        if self._child is None or self._child.count >= _OF_ONE_CHILD:
            self._end()
            self._child = _Child()
        try:
            return self._child.asked(told, parts, seconds, alive)
        except GarbledPages:
            raise
        except BaseException:
            self._end()  # it was stopped in the middle of a message
            raise

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """The process that works; it never outlives the binder."""

    def __init__(self) -> None:
        self.count = 0
        try:
            self._process = subprocess.Popen(
                [*program(), "_bind"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise Unavailable(
                N_("The program that binds pages could not be started: {reason}."),
                LOCKED,
                reason=error.strerror or error,
            ) from error

    def asked(
        self,
        told: Mapping[str, Any],
        parts: Sequence[bytes],
        seconds: float,
        alive: Alive | None,
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Say a message and return the answer; raises GarbledPages where none comes in time."""
        self.count += 1
        answers: list[tuple[dict[str, Any], list[bytes]]] = []
        speaker = threading.Thread(
            target=self._exchange, args=(told, parts, answers), name="page binder", daemon=True
        )
        speaker.start()
        begun = asked = time.monotonic()
        try:
            while speaker.is_alive():
                speaker.join(_LISTEN_S)
                now = time.monotonic()
                if alive is not None and now > asked:
                    asked = now + _ALIVE_S
                    alive()
                if now > begun + seconds:
                    raise GarbledPages
        except BaseException:
            self._process.kill()
            speaker.join()
            raise
        if not answers:
            raise GarbledPages
        return answers[0]

    def _exchange(
        self,
        told: Mapping[str, Any],
        parts: Sequence[bytes],
        answers: list[tuple[dict[str, Any], list[bytes]]],
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # Whatever ends the exchange early leaves no answer, and that is what is looked at.
        with suppress(OSError, ValueError, GarbledPages, MemoryError):
            say(cast(BinaryIO, self._process.stdin), told, parts)
            if (answer := hear(cast(BinaryIO, self._process.stdout))) is not None:
                answers.append(answer)

    def end(self) -> None:
        """End the process and close both ends."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
