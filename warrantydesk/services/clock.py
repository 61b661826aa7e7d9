"""The desk's clock: the computer's own, or the day of a demo folder."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

CHINA = timezone(timedelta(hours=8), "CST")
DEMO_START = datetime(2026, 11, 24, 8, 10, tzinfo=CHINA)


class Clock:
    """The computer's clock in the computer's zone."""

    zone: tzinfo | None = None

    def now(self) -> datetime:
        """Return the present instant, to the second."""
        return datetime.now(UTC).replace(microsecond=0)


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
