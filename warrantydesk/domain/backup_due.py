"""What is due about the backups: a pure function of how they stand and of the instant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from warrantydesk.domain.backup import BackupPlace, BackupStanding, Drill

OLD_AFTER = timedelta(days=1)
DRILL_AFTER = timedelta(days=3)
AWAY_AFTER = timedelta(days=7)
"""How long a second place may be missing."""
_DRIVE = re.compile(r"[A-Za-z]:")
_SHARE = re.compile(r"\\\\[^\\]+\\[^\\]+")
_MOUNTED = re.compile(r"/(?:run/media/[^/]+|media/[^/]+|media|mnt|Volumes)/([^/]+)")


class Due(StrEnum):
    """What is wrong with the backups, the worst first."""

    FAILED = "failed"
    """The last attempt failed."""
    OLD = "old"
    """Something was saved, and the newest backup is older than a day."""
    DRILL_FAILED = "drill_failed"
    DRILL_OLD = "drill_old"
    """No restore was tried out for three days."""
    PLACE_FAILED = "place_failed"
    """A second place is there, and nothing can be written to it."""
    PLACE_AWAY = "place_away"
    """A second place has not been there for a week."""
    KEY = "key"
    """Nobody has confirmed that the recovery sheet lies on paper."""


@dataclass(frozen=True)
class BackupDuty:
    """One thing that is due since an instant; ``place`` names the second place it is about.

    ``reason`` says why it failed, an English sentence or one in the user's language.
    """

    what: Due
    since: datetime | None = None
    place: str = ""
    reason: str = ""


def duties(standing: BackupStanding, now: datetime) -> tuple[BackupDuty, ...]:
    """Return what is due, the worst first.

    A desk without a backup has nothing due: the first one comes by itself within the hour.
    """
    return tuple(_duties(standing, now))


def _duties(standing: BackupStanding, now: datetime) -> Iterator[BackupDuty]:
    newest = standing.newest
    if standing.problem:
        yield BackupDuty(Due.FAILED, newest.made_at if newest else None, reason=standing.problem)
    if newest is None:
        return
    if standing.changed_since and now - newest.made_at > OLD_AFTER:
        yield BackupDuty(Due.OLD, newest.made_at)
    yield from _of_drill(standing.drill, now)
    for place in standing.places:
        yield from _of_place(place, now)
    if not standing.key_confirmed:
        yield BackupDuty(Due.KEY)


def _of_drill(drill: Drill | None, now: datetime) -> Iterator[BackupDuty]:
    if drill is None:
        return
    if not drill.passed:
        yield BackupDuty(Due.DRILL_FAILED, drill.at, reason=drill.problem)
    elif now - drill.at > DRILL_AFTER:
        yield BackupDuty(Due.DRILL_OLD, drill.at)


def _of_place(place: BackupPlace, now: datetime) -> Iterator[BackupDuty]:
    if place.is_here and place.problem:
        yield BackupDuty(Due.PLACE_FAILED, place.newest_at, name_of(place), place.problem)
    elif is_long_away(place, now):
        yield BackupDuty(Due.PLACE_AWAY, gone_since(place), name_of(place))


def name_of(place: BackupPlace) -> str:
    """Return how a second place is called: its own name, else its drive, share or label."""
    last = re.split(r"[/\\]", place.folder.rstrip("/\\"))[-1]
    if place.name and place.name not in (last, place.folder):
        return place.name
    if found := _DRIVE.match(place.folder) or _SHARE.match(place.folder):
        return found.group()
    if found := _MOUNTED.match(place.folder):
        return found.group(1)
    return place.folder


def is_long_away(place: BackupPlace, now: datetime) -> bool:
    """Tell whether a place is missing for a week, or was never there."""
    since = gone_since(place)
    return not place.is_here and (since is None or now - since > AWAY_AFTER)


def gone_since(place: BackupPlace) -> datetime | None:
    """Return since when a place is not there; where nobody noted it, the newest backup in it."""
    return place.gone_since or place.newest_at
