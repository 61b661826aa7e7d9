"""Stand-ins for the outer edges: the clock; all else in the tests is real."""

from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

from warrantydesk.services.clock import Clock

CHINA = timezone(timedelta(hours=8))
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=CHINA)


def a_picture(file: Path) -> Path:
    """Write a small picture of the kind that the file's ending names, and return the file."""
    from PIL import Image

    Image.new("RGB", (48, 32), "steelblue").save(file)
    return file


class FixedClock(Clock):
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NINE, zone: tzinfo = CHINA) -> None:
        self.zone, self._now = zone, now

    def now(self) -> datetime:
        """Return the instant it shows."""
        return self._now

    def set(self, now: datetime) -> None:
        """Show another instant."""
        self._now = now

    def tell(self, now: datetime) -> None:
        """Show an instant of a story told from here on, as if none after it had been seen."""
        self._now, self.seen = now, None

    def go_on(self, **by: float) -> datetime:
        """Go on by hours, days, …; a negative span is a clock set back."""
        self._now += timedelta(**by)
        return self._now
