"""The window closes with its desk and comes again in the same process, as often as one likes."""

import argparse
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from stories import drafted

from warrantydesk.app import _Work
from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.ui.between import Between
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.main_window import MainWindow

LONG = 60_000


@pytest.fixture
def work(qapp: QApplication, qtbot: Any, tmp_path: Path) -> Iterator[_Work]:
    set_language("en")
    theme.apply(qapp, dark=False)
    folder = tmp_path / "desk"
    Desk(folder).open(create=True).close()
    window = MainWindow(Forgetful())
    args = argparse.Namespace(data=folder, demo=False, lang="en")
    made = _Work(qapp, window, args, "en")
    window.show()
    made.begin()
    yield made
    made.end()


@pytest.fixture
def reopened(work: _Work, qtbot: Any) -> Callable[..., MainWindow]:
    def reopen(between: Between | None = None, folder: Path | None = None) -> MainWindow:
        before = work.window
        assert before.reopen is not None
        before.reopen(between, folder)
        qtbot.waitUntil(
            lambda: work.window is not before and work.window.desk is not None, timeout=LONG
        )
        return work.window

    return reopen


def handlers() -> int:
    return sum(isinstance(one, logging.FileHandler) for one in logging.getLogger().handlers)


def test_it_comes_again_twenty_times(
    work: _Work, reopened: Callable[..., MainWindow], qtbot: Any
) -> None:
    work.window.resize(790, 600)
    logs = handlers()
    gone = []
    for _round in range(20):
        gone.append(work.desk)
        window = reopened()
        window.desk.people.all()
        assert (window.width(), window.height()) == (790, 600)
        assert handlers() == logs
    assert not any(desk.stores.db.is_open for desk in gone)
    qtbot.waitUntil(lambda: windows() == 1, timeout=LONG)


def windows() -> int:
    """Count the windows that are shown; those of before go one by one."""
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    return sum(one.isVisible() for one in shown)


def test_both_are_closed_meanwhile(work: _Work, reopened: Callable[..., MainWindow]) -> None:
    told: list[Any] = []
    old = work.desk
    assert old is not None

    def move(said: Callable[[str], None]) -> str:
        said("unpacking")
        path = old.folder.path
        path.rename(path.with_name("elsewhere"))
        path.with_name("elsewhere").rename(path)
        return "here" if not old.stores.db.is_open else "open"

    reopened(Between("Moving", move, lambda window, result: told.append((window, result))))
    assert told == [(work.window, "here")]


def test_another_folder_is_opened_instead(
    work: _Work, reopened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    Desk(tmp_path / "other").open(create=True).close()
    assert reopened(folder=tmp_path / "other").desk.folder.path == tmp_path / "other"


def test_what_does_not_succeed_is_said_and_the_desk_is_there_again(
    work: _Work, reopened: Callable[..., MainWindow]
) -> None:
    def fail(said: Callable[[str], None]) -> None:
        raise Unavailable("The disk is full.", READONLY)

    with answer_with() as asked:
        window = reopened(Between("Failing", fail, lambda _window, _result: pytest.fail("told")))
    assert asked == ["Nothing was changed."]
    assert window.desk.people.all()


def test_an_index_that_is_behind_is_made_beside_the_window(
    work: _Work, reopened: Callable[..., MainWindow], tmp_path: Path, staffed_folder: Path
) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "behind"))
    with Desk(folder).open() as desk:
        desk.people.act_as("S01")
        claim = drafted(desk)
        with desk.bench.change("a step of the schema"):
            desk.stores.db.execute("DELETE FROM search_text")
    window = reopened(folder=folder)
    assert window.desk.archive.search(claim.claim_number) == [claim.id]
    assert window.desk.customers.save(name="贺䶮", phone="15400000042").id
