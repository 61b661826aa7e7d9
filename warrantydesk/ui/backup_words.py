"""How the backups stand, in words: for the status bar, the card of today and the dialog."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.domain.backup import BackupPlace, BackupStanding
from warrantydesk.domain.backup_due import Due, duties, gone_since, is_long_away, name_of
from warrantydesk.i18n import _, local, minute_text, ngettext_
from warrantydesk.ui.kit.marks import Mark


@dataclass(frozen=True)
class Said:
    """A mark and what stands beside it."""

    mark: Mark
    text: str


def ago(at: datetime, now: datetime) -> str:
    """Return an instant as the clerk says it: the hour of today, yesterday, days ago."""
    days = (local(now).date() - local(at).date()).days
    hour = local(at).strftime("%H:%M")
    if days == 0:
        return hour
    if days == 1:
        return _("yesterday {hour}", hour=hour)
    if 1 < days < 31:
        return ngettext_("{n} day ago", "{n} days ago", days)
    return minute_text(at)


def stopped_said(standing: BackupStanding, now: datetime) -> Said:
    """Return what the status bar says while nothing is written, so that no backup is made."""
    if standing.newest is None:
        return Said(Mark.TODO, _("No backups while nothing may be changed"))
    at = ago(standing.newest.made_at, now)
    return Said(Mark.TODO, _("No backups now; that of {at} can be restored", at=at))


def backup_said(standing: BackupStanding, now: datetime) -> Said:
    """Return what the status bar says of the newest backup and of the last restore tried."""
    newest = standing.newest
    if standing.problem:
        reason = _(standing.problem)
        return Said(Mark.BLOCK, _("The last backup failed: {reason}", reason=reason))
    if newest is None:
        return Said(Mark.TODO, _("No backup yet"))
    found = {duty.what for duty in duties(standing, now)}
    at = ago(newest.made_at, now)
    if Due.OLD in found:
        return Said(Mark.WARN, _("Backup {at}, not all is in it", at=at))
    if Due.DRILL_FAILED in found:
        return Said(Mark.BLOCK, _("Backup {at}, restore failed", at=at))
    mark = Mark.WARN if Due.DRILL_OLD in found else Mark.OK
    return Said(mark, _drilled(standing, at, now))


def _drilled(standing: BackupStanding, at: str, now: datetime) -> str:
    if standing.drill is None:
        return _("Backup {at}", at=at)
    days = (local(now).date() - local(standing.drill.at).date()).days
    if days == 0:
        return _("Backup {at}, restore tried today", at=at)
    if days == 1:
        return _("Backup {at}, restore tried yesterday", at=at)
    return _("Backup {at}, restore tried {days} days ago", at=at, days=days)


def drill_said(standing: BackupStanding, now: datetime) -> Said:
    """Return what the last try of a restore said."""
    drill = standing.drill
    if drill is None:
        return Said(Mark.TODO, _("not tried yet"))
    at = ago(drill.at, now)
    if not drill.passed:
        return Said(Mark.BLOCK, _("failed {at}", at=at))
    late = any(duty.what is Due.DRILL_OLD for duty in duties(standing, now))
    seconds = max(1, round(drill.took_ms / 1000))
    return Said(
        Mark.WARN if late else Mark.OK, _("passed {at}, took {n} s", at=at, n=f"{seconds:,}")
    )


def place_said(place: BackupPlace, now: datetime) -> Said:
    """Return how a second place stands, without its name."""
    if place.is_here:
        if place.problem:
            return Said(Mark.WARN, _(place.problem))
        if place.newest_at is None:
            return Said(Mark.TODO, _("there, nothing in it yet"))
        return Said(Mark.OK, _("there, newest {at}", at=ago(place.newest_at, now)))
    mark = Mark.WARN if is_long_away(place, now) else Mark.TODO
    if place.newest_at is None:
        return Said(mark, _("not there, nothing in it yet"))
    return Said(mark, _("not there, newest {at}", at=ago(place.newest_at, now)))


def away_said(standing: BackupStanding, now: datetime) -> Said | None:
    """Return what the status bar says of the second places; None where all of them are there."""
    said = [one for place in standing.places if (one := _missed(place, now)) is not None]
    order = list(Mark)
    return min(said, key=lambda one: order.index(one.mark), default=None)


def _missed(place: BackupPlace, now: datetime) -> Said | None:
    name = name_of(place)
    if place.is_here:
        return (
            Said(Mark.WARN, _("No backup reaches {place}", place=name)) if place.problem else None
        )
    mark = Mark.WARN if is_long_away(place, now) else Mark.TODO
    since = gone_since(place)
    days = (local(now).date() - local(since).date()).days if since is not None else 0
    if days < 1:
        return Said(mark, _("{place} is not there", place=name))
    return Said(
        mark,
        ngettext_(
            "{place} not there for {n} day",
            "{place} not there for {n} days",
            days,
            place=name,
        ),
    )


def size_text(count: int) -> str:
    """Return a size in bytes as the clerk reads it."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)):,} kB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:,.1f} MB"
    return f"{count / 1_000_000_000:,.2f} GB"
