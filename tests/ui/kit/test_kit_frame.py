"""Parts of the frame: tabs with badges, background work in the status bar."""

import threading
import time
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from warrantydesk.domain.errors import Unavailable
from warrantydesk.ui.kit.job_bar import JobBar, JobDialog, wait_for
from warrantydesk.ui.kit.jobs import Jobs
from warrantydesk.ui.kit.shortcuts import action, shortcut
from warrantydesk.ui.kit.tab_bar import BadgeTabBar


def test_a_badge_widens_its_tab_and_is_spoken(qtbot: Any) -> None:
    bar = BadgeTabBar()
    qtbot.addWidget(bar)
    for title in ("Today", "Intake"):
        bar.addTab(title)
    before = bar.tabRect(0).width()
    bar.set_badge(0, 7, urgent=True)
    assert bar.tabRect(0).width() > before
    assert bar.accessibleTabName(0) == "Today 7"
    assert bar.badge(0) == (7, True)
    bar.set_badge(0, 0)
    assert bar.tabRect(0).width() == before
    bar.set_badge(1, 250)
    bar.grab()


def test_keys_of_a_tab_bar_stay(qtbot: Any) -> None:
    bar = BadgeTabBar()
    qtbot.addWidget(bar)
    for title in ("Today", "Intake"):
        bar.addTab(title)
    qtbot.keyClick(bar, Qt.Key.Key_Right)
    assert bar.currentIndex() == 1


def test_long_work_is_shown_and_can_be_cancelled(qtbot: Any) -> None:
    jobs, go = Jobs(), threading.Event()
    bar = JobBar(jobs)
    qtbot.addWidget(bar)

    def work(step: Any) -> None:
        step(1, 4, "page 1")
        go.wait(5)
        step(2, 4)

    job = jobs.run(work, label="Drawing")
    dialog = JobDialog(job)
    qtbot.addWidget(dialog)
    assert bar.isHidden()
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=3000)
    assert bar.words() == "page 1"
    assert dialog.labelText() == "page 1"
    bar._cancel.click()
    go.set()
    qtbot.waitUntil(jobs.idle)
    assert bar.isHidden()
    assert job.is_cancelled()


def test_waiting_shows_itself_and_gives_the_error_on(qtbot: Any) -> None:
    jobs, shown = Jobs(), []
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def look() -> None:
        dialog = parent.findChild(JobDialog)
        dialog.reject()
        shown.append((dialog.isVisible(), dialog.labelText()))

    QTimer.singleShot(800, look)
    with pytest.raises(Unavailable):
        wait_for(jobs, slow_and_damaged, "Looking at every page", parent)
    assert shown == [(True, "Looking at every page")]
    assert jobs.idle()
    jobs.cancel_all()


def slow_and_damaged() -> None:
    time.sleep(1.2)
    raise Unavailable("damaged", "LOCKED")


def test_a_short_wait_shows_nothing(qtbot: Any) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    jobs, done = Jobs(), list[int]()
    wait_for(jobs, lambda: done.append(1), "Looking", parent)
    jobs.cancel_all()
    assert done == [1]


def test_actions_name_their_keys(qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    pressed: list[str] = []
    made = action(owner, "&Save", lambda: pressed.append("save"), "Ctrl+S", "save")
    assert made.toolTip() == "Save (Ctrl+S)"
    made.trigger()
    bound = shortcut(owner, "F9", lambda: pressed.append("next"))
    bound.activated.emit()
    assert pressed == ["save", "next"]
