"""Which refusals stand in the journal, and how often the same one does.

Noted is what somebody tried who may not (RIGHT) or what the tables of states do not allow (STATE):
both say that somebody wanted more than the desk lets him. A value that does not fit (INVALID, a
rule), a record that is not there (NOT_FOUND) and one that changed in the meantime (VERSION) are
slips of the hand, said at the field and tried again at once; they would only bury the others.

The same refusal of the same person within a minute is noted once; the next one that is noted says
how many there were. A note never stands in the way of the refusal itself, and it waits for the end
of an open change (``Bench.note``).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import STATE, Refused

if TYPE_CHECKING:
    from warrantydesk.services.bench import Bench

PAUSE = timedelta(minutes=1)
_MOST = 500
"""Refusals that are remembered at once; a flood of different ones is noted in full."""
NOTED = "stands in the journal"
"""What is added to a refusal that was noted, so that no other door notes it again."""
_NAMES = ("claim_number", "claim", "tag", "number", "box", "place", "key", "login")
"""Values of a refusal that name what it is about, the first that is there; none is personal."""
Key = tuple[str, str, str, str]
"""Person, verb, code and subject."""


class RefusalMemory:
    """Remembers what was refused lately."""

    def __init__(self) -> None:
        self._since: dict[Key, tuple[datetime, int]] = {}

    def times(self, key: Key, now: datetime) -> int:
        """Return how often this was refused since it was noted last, 0 where that was just now."""
        at, more = self._since.get(key, (None, 0))
        if at is not None and abs(now - at) < PAUSE:
            self._since[key] = (at, more + 1)
            return 0
        if len(self._since) >= _MOST:
            self._since.clear()
        self._since[key] = (now, 0)
        return more + 1


def note(bench: "Bench", verb: str, code: str, subject: str = "") -> None:
    """Note a refusal, unless the same one was noted within a minute."""
    times = bench.refusals.times((bench.person.login, verb, code, subject), bench.now)
    if times:
        told = {"count": times} if times > 1 else None
        bench.note(EventKind.REFUSED, verb=verb, code=code, subject=subject, detail=told)


def not_now(bench: "Bench", error: Refused, verb: str, subject: str = "") -> Refused:
    """Note a refusal of the tables of states and return it, to be raised; others are only
    returned."""
    if STATE in error.codes and not _is_noted(error):
        error.add_note(NOTED)
        note(bench, verb, STATE, subject or _subject(error))
    return error


def _is_noted(error: BaseException | None) -> bool:
    """Tell whether a refusal, or the one that it says in other words, was noted."""
    while error is not None:
        if NOTED in getattr(error, "__notes__", ()):
            return True
        error = error.__cause__
    return False


def _subject(error: Refused) -> str:
    """Return what a refusal is about by the values of its sentence; empty where none says it."""
    for found in error.findings:
        values: Mapping[str, object] = found.values or {}
        for name in _NAMES:
            if isinstance(values.get(name), str) and values[name]:
                return str(values[name])[:40]
    return ""
