"""The shop's days: when it is open, and instants as texts; instants are seconds since 1970."""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from random import Random

from warrantydesk.services.clock import CHINA, DEMO_START, Clock

DAY, HOUR, MINUTE = 86_400, 3_600, 60
NOW = int(DEMO_START.timestamp())
FOUNDED = int(datetime(2023, 12, 1, 7, 30, tzinfo=CHINA).timestamp())
BEGUN_LONG_AGO = int(datetime(2006, 1, 2, 7, 30, tzinfo=CHINA).timestamp())
FIRST, LAST = date(2023, 12, 2), date(2026, 11, 22)
_OFFSET = 8 * HOUR
_OPENS, _CLOSES = 7 * HOUR + 45 * MINUTE, 17 * HOUR + 30 * MINUTE
_GROWTH = 0.6
_HOLIDAYS = frozenset(
    {
        (1, 1),
        (10, 1),
        (10, 2),
    }
)


class StoryClock(Clock):
    """A clock that stands still where the story is."""

    zone: tzinfo | None = CHINA

    def __init__(self, at: int = FOUNDED) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the story's instant."""
        return datetime.fromtimestamp(self.at, CHINA)


@lru_cache(maxsize=8192)
def _text(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m-%d")


@lru_cache(maxsize=4096)
def utc(at: int) -> str:
    """Return an instant as the database keeps it."""
    day, rest = divmod(at, DAY)
    hours, rest = divmod(rest, HOUR)
    return f"{_text(day)}T{hours:02}:{rest // MINUTE:02}:{rest % MINUTE:02}Z"


@lru_cache(maxsize=4096)
def day_of(at: int) -> str:
    """Return the shop's calendar day of an instant, ISO."""
    return _text((at + _OFFSET) // DAY)


def instant(day: date, hour: int = 0, minute: int = 0) -> int:
    """Return the instant of a local time."""
    start = (day - date(1970, 1, 1)).days * DAY - _OFFSET
    return start + hour * HOUR + minute * MINUTE


def is_open(day: int) -> bool:
    """Tell whether the shop works on a day, counted since 1970."""
    text = _text(day)
    return (int(text[5:7]), int(text[8:])) not in _HOLIDAYS


def working(at: int) -> int:
    """Return the instant itself, or one soon after the next opening."""
    day, rest = divmod(at + _OFFSET, DAY)
    if rest > _CLOSES:
        day, rest = day + 1, _OPENS + rest % HOUR
    elif rest < _OPENS:
        rest = _OPENS + rest % HOUR
    while not is_open(day):
        day += 1
    return day * DAY + rest - _OFFSET


def arrivals(random: Random, count: int) -> list[int]:
    """Return ``count`` instants at which cars come, rising, mostly in the morning."""
    first, last = instant(FIRST) // DAY + 1, instant(LAST) // DAY + 1
    found: list[int] = []
    while len(found) < count:
        # The shop grows: a day late in the three years is likelier than an early one.
        day = first + int((last - first + 1) * random.random() ** _GROWTH)
        if is_open(day):
            rest = int(random.triangular(_OPENS, _CLOSES - HOUR, _OPENS + 2 * HOUR))
            found.append(day * DAY + rest // MINUTE * MINUTE - _OFFSET)
    return sorted(found)


def money_day(at: int) -> int:
    """Return the instant at which money approved at ``at`` is noted as received.

    A month's statement is paid on the 22nd of the next month. That of September was paid too, but
    nobody has noted it yet on this morning, and October's is still being matched.
    """
    year, month = (int(part) for part in day_of(at).split("-")[:2])
    if (year, month) >= UNNOTED:
        year, month = year + 1, month
    year, month = year + month // 12, month % 12 + 1
    return working(instant(date(year, month, 22), 15, 20))


UNNOTED = (2026, 9)
"""The month whose statement was paid, which is still to be noted."""
