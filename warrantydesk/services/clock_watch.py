"""Is the clock right? What was saved last tells whether it was set back, or far ahead."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from warrantydesk.domain.dates import from_utc_text, utc_text
from warrantydesk.domain.desk_event import DeskEvent, EventKind
from warrantydesk.domain.errors import STATE, refused
from warrantydesk.i18n import N_, _, minute_text
from warrantydesk.services.change import Kind
from warrantydesk.storage import chain

if TYPE_CHECKING:
    from warrantydesk.services.bench import Bench

SLACK = timedelta(minutes=2)
"""What clocks are put right by themselves."""
AWAY = timedelta(days=30)
"""A desk that nobody opened for longer asks whether that is so."""


class ClockDoubt(StrEnum):
    """What may be wrong with the clock."""

    BACK = "back"
    """It shows less than was seen before."""
    FORWARD = "forward"
    """It shows much more than was seen before."""


@dataclass(frozen=True)
class ClockTrouble:
    """What is doubtful: the clock's instant, and the latest one seen before it."""

    kind: ClockDoubt
    clock: datetime
    last: datetime


def doubt_text(found: ClockTrouble) -> str:
    """Say what is doubtful about the clock, and what to do."""
    told = {"clock": minute_text(found.clock), "last": minute_text(found.last)}
    if found.kind is ClockDoubt.BACK:
        return _(
            "The computer's clock was set back: it shows {clock}, and something was saved here at "
            "{last}. Deadlines count by the later one. Set the clock of the computer right.",
            **told,
        )
    return _(
        "The computer's clock is far ahead of what was seen last: it shows {clock}, and the last "
        "was {last}. Is that right? If not, set the clock of the computer before you go on.",
        **told,
    )


_EVENTS = {ClockDoubt.BACK: EventKind.CLOCK_BACK, ClockDoubt.FORWARD: EventKind.CLOCK_FORWARD}


class ClockWatch:
    """Compares the clock with what was seen; deadlines count by the later of both.

    The sequence of the journal never depends on the clock; each doubt is one event in it.
    """

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench
        self._doubt: ClockTrouble | None = None
        self._beat: tuple[datetime, float] | None = None

    def begin(self) -> None:
        """Read what was seen before, and look for the first time since."""
        seen = chain.seen_until(self._bench.stores.db)
        self._bench.clock.seen = from_utc_text(seen) if seen else None
        self._doubt = self._unanswered()
        self.look(AWAY)

    def _unanswered(self) -> ClockTrouble | None:
        """Return the question of a former sitting whether the clock was set ahead."""
        events = self._bench.stores.desk_events
        kinds = (EventKind.CLOCK_FORWARD, EventKind.CLOCK_CONFIRMED)
        found = [one for kind in kinds for one in events.find(kind=kind)]
        newest = max(found, key=lambda one: one.id, default=None)
        if newest is None or newest.kind is EventKind.CLOCK_CONFIRMED:
            return None
        last = from_utc_text(json.loads(newest.detail)["last"])
        return ClockTrouble(ClockDoubt.FORWARD, newest.at, last)

    def look(self, farthest: timedelta | None = None) -> ClockTrouble | None:
        """Look at the clock, note a new doubt, and return what is doubtful.

        ``farthest`` is how far the clock may be ahead of what was seen, after a time in which
        nobody looked.
        """
        clock = self._bench.clock
        now = clock.now()
        seen, self._doubt, before = clock.seen, self._standing(now), self._doubt
        self._keep_beat(now)
        if seen is None or now > seen:
            clock.seen = now
        if self._doubt is None and seen is not None:
            self._doubt = self._found(now, seen, farthest)
        if self._doubt is not None and (before is None or before.kind != self._doubt.kind):
            told = {"clock": utc_text(now), "last": utc_text(self._doubt.last)}
            self._bench.note(_EVENTS[self._doubt.kind], detail=told)
        return self._doubt

    def _standing(self, now: datetime) -> ClockTrouble | None:
        """Return the doubt that stands: one of a clock set ahead until somebody has answered."""
        doubt, seen = self._doubt, self._bench.clock.seen
        if doubt is None or doubt.kind is ClockDoubt.BACK:
            return None
        return None if seen is not None and seen - now > SLACK else doubt

    def _found(
        self, now: datetime, seen: datetime, farthest: timedelta | None
    ) -> ClockTrouble | None:
        if seen - now > SLACK:
            return ClockTrouble(ClockDoubt.BACK, now, seen)
        if farthest is not None and now - seen > farthest:
            return ClockTrouble(ClockDoubt.FORWARD, now, seen)
        if self._jumped is not None and now - self._jumped > SLACK:
            return ClockTrouble(ClockDoubt.FORWARD, now, self._jumped)
        return None

    def _keep_beat(self, now: datetime) -> None:
        """Reckon by the even seconds what the clock should show."""
        ticks = self._bench.clock.ticks()
        self._jumped = None
        if ticks is None:
            return
        if self._beat is not None:
            then, ticked = self._beat
            self._jumped = then + timedelta(seconds=ticks - ticked)
        self._beat = now, ticks

    def trouble(self) -> ClockTrouble | None:
        """Return what is doubtful about the clock, None where nothing is."""
        return self.look()

    def confirm(self, reason: str) -> DeskEvent:
        """Say that the clock is right as it is now: from here on days are counted by it.

        Refused(STATE) where nothing is doubtful, Refused(INVALID) without a reason.
        """
        from warrantydesk.services.bench import needs

        bench = self._bench
        bench.allow("clock.confirm")
        found = self.look()
        if found is None:
            raise refused(STATE, N_("Nothing is wrong with the clock."))
        why = needs(reason, "reason", N_("Say why the clock is right now."))
        now, stores, seen = bench.now, bench.stores, bench.clock.seen
        told = {"clock": utc_text(now), "last": utc_text(found.last), "reason": why}
        try:
            with bench.change(N_("confirm clock"), Kind.EVENTS):
                made = stores.desk_events.add(bench.event(EventKind.CLOCK_CONFIRMED, detail=told))
                chain.mark(stores.db, stores.journal.seq, stores.journal.head, utc_text(now))
                bench.clock.seen, self._doubt = now, None  # before it is announced
        except BaseException:
            bench.clock.seen, self._doubt = seen, found
            raise
        return made
