"""What every test stands on: no screen, English, one time zone, no thread left behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import gc
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warrantydesk import i18n

if TYPE_CHECKING:
    from fakes import FixedClock

    from warrantydesk.services.desk import Desk

CHINA = timezone(timedelta(hours=8))

PATIENCE_S = 2.0


@pytest.fixture(autouse=True)
def no_thread_outlives_its_test() -> Iterator[None]:
    """Fail the test that leaves a thread or a job of Qt's pool at work.

    First of all fixtures, so that it looks after every other one has cleaned up.
    """
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    # A thread of Qt that once ran Python stays listed as a dummy; Qt's pool is asked below.
    left = [thread for thread in left if not isinstance(thread, threading._DummyThread)]
    for thread in left:
        thread.join(PATIENCE_S)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads outlive the test: {names}"
    assert _qt_pool_is_idle(), "jobs of Qt's thread pool outlive the test"


@pytest.fixture(autouse=True)
def no_dialog_outlives_its_test(no_thread_outlives_its_test: None) -> Iterator[None]:
    """Close and delete what a test left open, so that the next one finds its own dialog only."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication, QDialog

    if QApplication.instance() is None:
        return
    left = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    for dialog in left:
        dialog.hide()
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def english(no_thread_outlives_its_test: None) -> Iterator[None]:
    """Start and leave each test in English and in China's time, whatever this machine says."""
    i18n.set_language("en")
    i18n.set_zone(CHINA)
    yield
    i18n.set_language("en")
    i18n.set_zone(CHINA)


@pytest.fixture
def clock() -> "FixedClock":
    """Give a clock that stands at 2026-11-24 09:00 in China until a test moves it."""
    from fakes import FixedClock

    return FixedClock()


@pytest.fixture(scope="session")
def staffed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the closed data folder of a demo desk with its people, to be copied, not changed."""
    from fakes import FixedClock
    from stories import staffed

    from warrantydesk.services.desk import Desk

    folder = tmp_path_factory.mktemp("staffed") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as made:
        staffed(made)
    return folder


@pytest.fixture
def desk_folder(staffed_folder: Path, tmp_path: Path) -> Path:
    """Give a data folder of this test's own, closed."""
    return Path(shutil.copytree(staffed_folder, tmp_path / "desk"))


@pytest.fixture
def desk(desk_folder: Path, clock: "FixedClock") -> "Iterator[Desk]":
    """Give an open desk over a real file: demo profile, one person of each role, S01 acts."""
    from warrantydesk.services.desk import Desk

    with Desk(desk_folder, clock).open() as opened:
        opened.people.act_as("S01")
        yield opened


def _qt_pool_is_idle() -> bool:
    core = sys.modules.get("PySide6.QtCore")
    return core is None or core.QThreadPool.globalInstance().waitForDone(int(PATIENCE_S * 1000))


def pytest_sessionstart() -> None:
    """Collect between tests only, as the window does it on its own thread only."""
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Throw away what the test left."""
    from warrantydesk.ui.kit.garbage import collect_if_due

    collect_if_due()


def pytest_sessionfinish() -> None:
    """Empty the clipboard: the screenless platform keeps it longer than Python lives."""
    if (gui := sys.modules.get("PySide6.QtGui")) and gui.QGuiApplication.instance():
        gui.QGuiApplication.clipboard().clear()
