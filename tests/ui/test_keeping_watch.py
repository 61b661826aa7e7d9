"""The watch over the backups: by itself, at its pace, without a word where it fails."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QApplication
from standings import StandIn, backup, good

from warrantydesk.domain.backup import BackupReason, BackupStanding
from warrantydesk.domain.errors import FULL, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.ui.closing_dialog import ClosingDialog
from warrantydesk.ui.keeping_watch import EVERY_S, IDLE_S, KeepingWatch
from warrantydesk.ui.kit.jobs import Cancelled
from warrantydesk.ui.shell import Shell

HOUR = timedelta(hours=1)
OLD = good(newest=backup(HOUR), changed_since=True)


class Hand:
    """A count of seconds that a test moves on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def watch(desk: Desk, shell: Shell, service: StandIn, hand: Hand) -> Iterator[KeepingWatch]:
    made = KeepingWatch(shell, desk, elapsed=hand)
    made.begin()
    yield made
    made.stop()


def settled(shell: Shell, qtbot: Any) -> None:
    qtbot.waitUntil(shell.jobs.idle, timeout=20_000)


def tick(watch: KeepingWatch, shell: Shell, qtbot: Any) -> None:
    watch.tick()
    settled(shell, qtbot)


@pytest.mark.parametrize(
    ("standing", "made"),
    [
        (good(), []),
        (OLD, ["keep timed"]),
        (good(newest=backup(timedelta(minutes=10)), changed_since=True), []),
        (BackupStanding(changed_since=True), ["keep timed"]),
        (good(newest=backup(-HOUR), changed_since=True), ["keep timed"]),
    ],
)
def test_a_backup_is_made_half_an_hour_after_the_last_one_where_something_changed(
    watch: KeepingWatch,
    service: StandIn,
    shell: Shell,
    qtbot: Any,
    standing: BackupStanding,
    made: list[str],
) -> None:
    service.stands = standing
    tick(watch, shell, qtbot)
    assert service.asked == made


def test_the_next_attempt_waits_half_an_hour_whatever_the_clock_says(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any, hand: Hand, clock: FixedClock
) -> None:
    service.stands, service.error = OLD, Unavailable("The disk is full.", FULL)
    tick(watch, shell, qtbot)
    clock.go_on(days=3)
    hand.seconds += EVERY_S - 1
    tick(watch, shell, qtbot)
    assert service.asked == ["keep timed"]
    hand.seconds += 1
    tick(watch, shell, qtbot)
    assert service.asked == ["keep timed"] * 2


def test_a_failure_is_told_to_the_bar_alone_and_forgotten_after_a_success(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    told: list[BackupStanding] = []
    shell.stood.connect(told.append)
    service.stands, service.error = OLD, Unavailable("The disk is full.", FULL)
    tick(watch, shell, qtbot)
    assert told[-1].problem == "The disk is full."
    service.error = None
    watch.keep(BackupReason.TIMED)
    settled(shell, qtbot)
    assert told[-1].problem == ""


def test_a_bug_pops_nothing_up_and_is_told_as_a_failure(
    watch: KeepingWatch,
    service: StandIn,
    shell: Shell,
    qtbot: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    failed: list[object] = []
    shell.failed.connect(failed.append)
    service.stands, service.error = OLD, AttributeError("slip")
    tick(watch, shell, qtbot)
    assert watch.problem() == "unexpected error, see the log"
    assert failed == []
    assert "slip" in caplog.text


def test_a_restore_is_tried_once_a_day_after_a_minute_without_a_touch(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any, hand: Hand, clock: FixedClock
) -> None:
    service.needs = True
    tick(watch, shell, qtbot)
    assert service.asked == []
    hand.seconds += IDLE_S
    tick(watch, shell, qtbot)
    tick(watch, shell, qtbot)
    assert service.asked == ["drill"]
    clock.go_on(days=1)
    tick(watch, shell, qtbot)
    assert service.asked == ["drill", "drill"]


def test_a_key_pressed_puts_the_drill_off(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any, hand: Hand
) -> None:
    service.needs = True
    hand.seconds += IDLE_S
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(watch, key)
    tick(watch, shell, qtbot)
    assert service.asked == []


def test_nothing_is_made_while_nothing_may_be_written(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any, desk: Desk
) -> None:
    service.stands = OLD
    desk.freeze()
    tick(watch, shell, qtbot)
    assert service.asked == []
    assert not watch.must_finish()


def test_a_watch_that_was_not_begun_or_was_stopped_makes_nothing(
    desk: Desk, service: StandIn, shell: Shell, qtbot: Any, hand: Hand
) -> None:
    service.stands = OLD
    watch = KeepingWatch(shell, desk, elapsed=hand)
    tick(watch, shell, qtbot)
    assert not watch.must_finish()
    watch.begin()
    assert watch.must_finish()
    watch.stop()
    tick(watch, shell, qtbot)
    assert service.asked == []


def closing(watch: KeepingWatch, qtbot: Any) -> tuple[ClosingDialog, list[int]]:
    dialog = ClosingDialog(watch, None)
    ends: list[int] = []
    dialog.finished.connect(ends.append)
    dialog.start()
    return dialog, ends


def test_closing_waits_for_the_backup_and_goes_by_itself(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands = OLD
    _dialog, ends = closing(watch, qtbot)
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [ClosingDialog.DialogCode.Accepted]
    assert service.asked == ["keep closing"]


def test_closing_says_why_there_is_no_backup_and_may_go_on_without(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands, service.error = OLD, Unavailable("The disk is full.", FULL)
    dialog, ends = closing(watch, qtbot)
    qtbot.waitUntil(lambda: dialog.detail.text() == "The disk is full.")
    assert ends == []
    dialog.without.click()
    assert ends == [ClosingDialog.DialogCode.Accepted]


def test_going_on_working_lets_the_backup_end_beside_the_work(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands = OLD
    dialog, ends = closing(watch, qtbot)
    dialog.stay.click()
    settled(shell, qtbot)
    assert ends == [ClosingDialog.DialogCode.Rejected]
    assert service.asked == ["keep closing"]


def test_closing_without_cancels_the_backup_under_way(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands = OLD
    dialog, ends = closing(watch, qtbot)
    job = watch.job()
    dialog.without.click()
    assert job is not None
    assert job.is_cancelled()
    assert ends == [ClosingDialog.DialogCode.Accepted]
    settled(shell, qtbot)
    assert watch.job() is None


def test_a_drill_under_way_gives_way_to_the_backup_before_closing(
    watch: KeepingWatch, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands, service.error = OLD, Cancelled()
    watch.drill()
    service.error = None
    _dialog, ends = closing(watch, qtbot)
    qtbot.waitUntil(lambda: bool(ends))
    assert service.asked == ["drill", "keep closing"]
