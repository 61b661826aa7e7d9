"""Lines of the desk itself: a backup that failed or is old, a restore nobody tried, the key."""

from collections.abc import Iterator
from datetime import timedelta

from warrantydesk.domain.backup_due import DRILL_AFTER, BackupDuty, Due, duties
from warrantydesk.domain.today import Area, Target, TodayItem
from warrantydesk.i18n import N_, _
from warrantydesk.services.backups import BackupService
from warrantydesk.services.bench import Bench

BACKUP = "backup"
_DAY = timedelta(days=1)
_WORDS = {
    Due.FAILED: (N_("The last backup failed"), "{reason}", N_("Back up")),
    Due.OLD: (
        N_("No backup for more than a day"),
        N_("newest of {day}, something was saved since"),
        N_("Back up"),
    ),
    Due.DRILL_FAILED: (N_("The newest backup could not be restored"), "{reason}", N_("Look")),
    Due.DRILL_OLD: (
        N_("No restore was tried out for three days"),
        N_("last of {day}"),
        N_("Try out"),
    ),
    Due.PLACE_FAILED: (N_("No backup reaches {place}"), "{reason}", N_("Look")),
    Due.PLACE_AWAY: (
        N_("Second place of the backups not there: {place}"),
        N_("newest there of {day}"),
        N_("Look"),
    ),
    Due.KEY: (
        N_("Print the recovery sheet of the backups and confirm it"),
        N_("Without its key nobody can open a backup on another computer."),
        N_("Print"),
    ),
}


def lines(bench: Bench, backups: BackupService) -> Iterator[TodayItem]:
    """Yield what is due about the backups, the second places as they were last looked at."""
    for duty in duties(backups.standing(), bench.now):
        yield _line(bench, duty)


def _line(bench: Bench, duty: BackupDuty) -> TodayItem:
    title, note, action = _WORDS[duty.what]
    day = duty.since.astimezone(bench.clock.zone).date() if duty.since else None
    due_on = bench.today
    if duty.what is Due.OLD and day is not None:
        due_on = day + _DAY
    elif duty.what is Due.DRILL_OLD and day is not None:
        due_on = day + DRILL_AFTER
    return TodayItem(
        key=f"{BACKUP}:{duty.what}:{duty.place or 0}",
        code=BACKUP,
        area=Area.DESK,
        title=title,
        target=Target("today", "recovery_sheet" if duty.what is Due.KEY else "backups", ""),
        action=action,
        due_on=None if duty.what is Due.KEY else min(due_on, bench.today),
        note=note,
        values={"place": duty.place, "day": day or "—", "reason": _(duty.reason)},
        cars=0,
    )
