"""The backups in the list of today: what is due, by which day, and where it is done."""

from datetime import date, timedelta

import pytest
from standings import backup, drilled, good, stick

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.today import Area, TodayItem
from warrantydesk.i18n import _
from warrantydesk.services.backups import BackupService
from warrantydesk.services.desk import Desk
from warrantydesk.services.today import Question

TODAY = date(2026, 11, 24)


@pytest.fixture
def lines(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> "Lines":
    return Lines(desk, monkeypatch)


class Lines:
    """Reads the lines of the desk itself for a standing."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self._desk, self._patch = desk, monkeypatch

    def of(self, standing: BackupStanding) -> list[TodayItem]:
        self._patch.setattr(BackupService, "standing", lambda _self: standing)
        found = self._desk.today.all(at_once=True)
        return self._desk.today.chosen(found, Question(area=Area.DESK))


def said(item: TodayItem) -> str:
    return _(item.title, **item.values)


def test_a_new_desk_and_a_good_day_have_no_line(desk: Desk, lines: Lines) -> None:
    assert [one for one in desk.today.all() if one.area is Area.DESK] == []
    assert lines.of(good()) == []


def test_an_old_backup_is_overdue_since_the_day_after_it(lines: Lines) -> None:
    (line,) = lines.of(good(newest=backup(timedelta(days=3)), changed_since=True))
    assert said(line) == "No backup for more than a day"
    assert line.due_on == date(2026, 11, 22)
    assert (line.target.kind, _(line.action)) == ("backups", "Back up")


def test_a_failed_backup_and_a_failed_drill_say_why_and_are_due_today(lines: Lines) -> None:
    drill = drilled(problem="2 files differ.")
    failed, tried = lines.of(good(problem="The disk is full.", drill=drill))
    assert {one.due_on for one in (failed, tried)} == {TODAY}
    notes = {_(one.note, **one.values) for one in (failed, tried)}
    assert notes == {"The disk is full.", "2 files differ."}


def test_a_place_that_is_missing_is_named(lines: Lines) -> None:
    (line,) = lines.of(good(places=(stick(9),)))
    assert said(line) == "Second place of the backups not there: Stick E:"
    assert line.values["day"] == date(2026, 11, 15)


def test_the_key_has_no_last_day_and_opens_its_sheet(lines: Lines) -> None:
    (line,) = lines.of(good(key_confirmed=False))
    assert line.due_on is None
    assert line.target.kind == "recovery_sheet"


def test_a_line_of_the_desk_can_be_put_off_like_any_other(desk: Desk, lines: Lines) -> None:
    (line,) = lines.of(good(key_confirmed=False))
    desk.today.snooze(line.key, TODAY + timedelta(days=2), "the printer is being repaired")
    assert lines.of(good(key_confirmed=False)) == []
