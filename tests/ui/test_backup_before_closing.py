"""The window itself: it closes after its backup, and at once where nothing changed."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from standings import StandIn, good
from stories import drafted

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services.desk import Desk
from warrantydesk.ui import window_verbs
from warrantydesk.ui.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, desk: Desk, service: StandIn) -> Iterator[Stage]:
    made = Stage(desk, "en")
    assert made.window.keeping is not None
    made.window.keeping.begin()
    yield made
    made.close()


def test_quitting_backs_up_what_changed_and_closes(
    stage: Stage, service: StandIn, qtbot: Any
) -> None:
    service.stands = good(changed_since=True)
    window_verbs.leave(stage.window)
    assert stage.window.isVisible()
    qtbot.waitUntil(lambda: not stage.window.isVisible(), timeout=20_000)
    assert service.asked == [f"keep {BackupReason.CLOSING}"]


def test_quitting_closes_at_once_where_nothing_changed(stage: Stage, service: StandIn) -> None:
    window_verbs.leave(stage.window)
    assert not stage.window.isVisible()
    assert service.asked == []


def test_a_window_that_the_program_closes_makes_no_backup(stage: Stage, service: StandIn) -> None:
    service.stands = good(changed_since=True)
    stage.window.close()
    assert not stage.window.isVisible()
    assert service.asked == []


def test_the_bar_follows_a_change_of_the_desk(
    stage: Stage, service: StandIn, desk: Desk, qtbot: Any
) -> None:
    service.stands = good(problem="The disk is full.")
    drafted(desk)
    said = "The last backup failed: The disk is full."
    qtbot.waitUntil(lambda: said in stage.window.status().said(), timeout=20_000)
