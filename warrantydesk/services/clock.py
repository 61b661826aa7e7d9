"""The desk's clock: the computer's own, or the day of a demo folder."""

import sys
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo

CHINA = timezone(timedelta(hours=8), "CST")
DEMO_START = datetime(2026, 11, 24, 8, 10, tzinfo=CHINA)


class Clock:
    """The computer's clock in the computer's zone, and the latest instant it ever showed."""

    zone: tzinfo | None = None
    seen: datetime | None = None
    """What was seen before, by this clock or in the journal; it may be set back, this is not."""

    def now(self) -> datetime:
        """Return the present instant, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    def latest(self) -> datetime:
        """Return the present instant, or the latest one seen where the clock was set back."""
        now = self.now()
        return now if self.seen is None else max(now, self.seen)

    def ticks(self) -> float | None:
        """Return seconds that run evenly however the clock is set; None where none do."""
        return None


class ComputerClock(Clock):
    """The computer's clock, beside which even seconds run: a step of it is seen."""

    def ticks(self) -> float | None:
        """Return seconds since the computer was started, those of its sleep counted."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic() if sys.platform == "win32" else None


class DemoClock(Clock):
    """A day of its own that runs on while the desk is open."""

    zone = CHINA

    def __init__(self, start: datetime = DEMO_START) -> None:
        self.set(start)

    def set(self, now: datetime) -> None:
        """Go on from this instant."""
        self._start, self._real = now, datetime.now(UTC)

    def now(self) -> datetime:
        """Return the demo's instant, to the second."""
        return (self._start + (datetime.now(UTC) - self._real)).replace(microsecond=0)
