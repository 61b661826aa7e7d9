"""What every test stands on: no screen, English, one time zone, no thread left behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

import sys
import threading
from collections.abc import Iterator
from datetime import timedelta, timezone

import pytest

from warrantydesk import i18n

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
def english(no_thread_outlives_its_test: None) -> Iterator[None]:
    """Start and leave each test in English and in China's time, whatever this machine says."""
    i18n.set_language("en")
    i18n.set_zone(CHINA)
    yield
    i18n.set_language("en")
    i18n.set_zone(CHINA)


def _qt_pool_is_idle() -> bool:
    core = sys.modules.get("PySide6.QtCore")
    return core is None or core.QThreadPool.globalInstance().waitForDone(int(PATIENCE_S * 1000))
