"""What is due about the backups, and from when."""

from datetime import timedelta

import pytest
from fakes import NINE
from standings import backup, drilled, good, stick

from warrantydesk.domain.backup import BackupPlace, BackupStanding
from warrantydesk.domain.backup_due import Due, duties, name_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def due(standing: BackupStanding) -> list[Due]:
    return [duty.what for duty in duties(standing, NINE)]


def test_nothing_is_due_where_all_is_well_nor_where_nothing_was_made_yet() -> None:
    assert due(good()) == []
    assert due(BackupStanding()) == []
    assert due(BackupStanding(changed_since=True)) == []


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (good(newest=backup(DAY + HOUR), changed_since=True), [Due.OLD]),
        (good(newest=backup(DAY - HOUR), changed_since=True), []),
        (good(newest=backup(9 * DAY)), []),
        (good(problem="The disk is full."), [Due.FAILED]),
        (BackupStanding(problem="The disk is full."), [Due.FAILED]),
        (good(drill=drilled(problem="2 files differ.")), [Due.DRILL_FAILED]),
        (good(drill=drilled(3 * DAY + HOUR)), [Due.DRILL_OLD]),
        (good(drill=drilled(3 * DAY - HOUR)), []),
        (good(drill=None), []),
        (good(places=(stick(8),)), [Due.PLACE_AWAY]),
        (good(places=(stick(6),)), []),
        (good(places=(stick(30, here=True),)), []),
        (good(places=(stick(here=True, problem="Full."),)), [Due.PLACE_FAILED]),
        (good(places=(BackupPlace("/mnt/never"),)), [Due.PLACE_AWAY]),
        (good(key_confirmed=False), [Due.KEY]),
    ],
)
def test_each_thing_is_due_in_its_own_time(standing: BackupStanding, found: list[Due]) -> None:
    assert due(standing) == found


def test_the_worst_comes_first_and_each_place_has_its_own_line() -> None:
    standing = good(
        newest=backup(2 * DAY),
        changed_since=True,
        problem="The disk is full.",
        places=(stick(8), BackupPlace("/mnt/never")),
        key_confirmed=False,
    )
    found = duties(standing, NINE)
    assert [duty.what for duty in found] == [
        Due.FAILED,
        Due.OLD,
        Due.PLACE_AWAY,
        Due.PLACE_AWAY,
        Due.KEY,
    ]
    assert [duty.place for duty in found if duty.place] == ["Stick E:", "never"]
    assert found[0].reason == "The disk is full."


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (BackupPlace("E:\\Backup", "Backup"), "E:"),
        (BackupPlace("E:\\", "E:\\"), "E:"),
        (BackupPlace("\\\\nas\\claims\\desk", "desk"), "\\\\nas\\claims"),
        (BackupPlace("/media/wang/KINGSTON", "KINGSTON"), "KINGSTON"),
        (BackupPlace("/run/media/wang/KINGSTON/desk", "desk"), "KINGSTON"),
        (BackupPlace("/mnt/share/desk"), "share"),
        (BackupPlace("/srv/backup", "backup"), "/srv/backup"),
        (BackupPlace("/srv/backup", "The safe"), "The safe"),
    ],
)
def test_a_place_is_called_by_its_drive_share_or_label(place: BackupPlace, name: str) -> None:
    assert name_of(place) == name
