"""A shell over a window that writes down what it is asked, for dialogs tested on their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from standings import StandIn
from tab_stage import Window

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.shell import Shell

LONG = 60_000


@pytest.fixture
def service(desk: Desk) -> StandIn:
    """Give the desk backups that stand as a test tells them to."""
    made = StandIn()
    desk.backups = made  # type: ignore[assignment]
    return made


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def shell(qapp: QApplication, qtbot: Any, window: Window) -> Iterator[Shell]:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(window)
    yield made
    qtbot.waitUntil(made.jobs.idle, timeout=LONG)
