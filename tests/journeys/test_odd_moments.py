"""Odd moments of the window: a toast that comes too late, a second close."""

from collections.abc import Iterator
from typing import Any

import pytest
from journey_stage import on_stage
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest

from warrantydesk.domain.errors import refused
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.toast import Toast
from warrantydesk.ui.stage import Stage


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def test_a_toast_says_why_a_step_stays(stage: Stage) -> None:
    def too_late() -> None:
        raise refused("STATE", "Something else was done since: take that back first (Ctrl+Z).")

    stage.shell.toast("taken in", too_late)
    with messages.answer_with() as told:
        QTest.keyClick(stage.window.findChild(Toast), Qt.Key.Key_Space)
    assert told == ["Something else was done since: take that back first (Ctrl+Z)."]


def test_a_window_may_be_closed_twice(stage: Stage) -> None:
    stage.close()
    stage.window.closeEvent(QCloseEvent())
    assert not stage.window.isVisible()
