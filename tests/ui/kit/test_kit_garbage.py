"""What a closed dialog leaves is thrown away on the thread of the window, whoever is busy."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QDialog

from warrantydesk.ui.kit.garbage import GarbageTimer
from warrantydesk.ui.kit.jobs import Jobs


class _Dialog(QDialog):
    """Knows itself, as dialogs with connected lambdas do, and has a timer at work."""

    def __init__(self, ends: list[bool]) -> None:
        super().__init__()
        self.own = self
        timer = QTimer(self)
        timer.start(1000)
        self.destroyed.connect(lambda: ends.append(_is_main()))


class _Told:
    """Says on which thread it was let go."""

    def __init__(self, ends: list[bool]) -> None:
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(_is_main())


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


@pytest.fixture
def owner(qapp: Any) -> Iterator[QObject]:
    made = QObject()
    yield made
    gc.unfreeze()


def test_a_busy_worker_throws_no_dialog_away(qtbot: Any, owner: QObject) -> None:
    gc.enable()
    GarbageTimer(owner)
    assert not gc.isenabled()
    ends: list[bool] = []
    _Dialog(ends)

    def busy(_step: Any) -> int:
        return len([[n] for n in range(200_000)])

    jobs, done = Jobs(owner), []
    jobs.run(busy, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert ends == []
    gc.collect()
    assert ends == [True]


def test_the_timer_collects(qtbot: Any, owner: QObject) -> None:
    timer = GarbageTimer(owner)
    timer.setInterval(1)
    ends: list[bool] = []
    _Dialog(ends)
    kept: list[list[int]] = []

    def collected() -> bool:
        kept.extend([n] for n in range(2_000))
        return bool(ends)

    qtbot.waitUntil(collected, timeout=20_000)
    assert ends == [True]


def test_a_work_is_let_go_on_the_thread_of_the_window(qtbot: Any, owner: QObject) -> None:
    jobs, ends = Jobs(owner), []

    def some_work(held: _Told, fails: bool) -> Any:
        def work(_step: Any) -> str:
            if fails:
                raise ValueError(repr(held))
            return repr(held)

        return work

    for fails in (False, True):
        jobs.run(some_work(_Told(ends), fails), on_error=lambda _error: None)
    qtbot.waitUntil(lambda: jobs.idle() and len(ends) == 2, timeout=20_000)
    assert ends == [True, True]
