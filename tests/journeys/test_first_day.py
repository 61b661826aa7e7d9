"""A new PC: the steps of setting up, the language, the demo shop and back, the first claim."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import VIN
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from warrantydesk.app import _Work
from warrantydesk.domain.set_up import STEPS
from warrantydesk.i18n import language, set_language
from warrantydesk.services.desk import Desk
from warrantydesk.ui.course.pane import pane_of
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.set_up.demo_door import NOTICE, leave_demo
from warrantydesk.ui.set_up.dialog import SetUpDialog

LONG = 60_000


@pytest.fixture
def work(qapp: QApplication, qtbot: Any, tmp_path: Path) -> Iterator[_Work]:
    """Give the program over a desk that was just founded, with its set-up in front."""
    set_language("en")
    theme.apply(qapp, dark=False)
    folder = tmp_path / "desk"
    Desk(folder).open(create=True).close()
    window = MainWindow(Forgetful())
    made = _Work(qapp, window, argparse.Namespace(data=folder, demo=False, lang="en"), "en")
    window.show()
    made.begin()
    from warrantydesk.ui.set_up.opening import go_on

    go_on(window, is_new=True)
    yield made
    made._speak("en")  # the words of Qt itself stay with the process
    made.end()


def dialog_of(window: MainWindow) -> SetUpDialog:
    return next(one for one in window.findChildren(SetUpDialog) if one.isVisible())


def came_again(work: _Work, qtbot: Any, act: Callable[[], object]) -> MainWindow:
    """Do what lets the window come again, and return the new one."""
    before = work.window
    act()
    qtbot.waitUntil(
        lambda: work.window is not before and work.window.desk is not None, timeout=LONG
    )
    return work.window


def test_the_desk_is_set_up_and_takes_its_first_claim(work: _Work, qtbot: Any) -> None:
    window = work.window
    dialog = dialog_of(window)
    dialog.accept()
    form = dialog.page().form
    for name, text in (("name_zh", "江北服务站"), ("code", "07")):
        form.field(name).setText(text)
    QTest.keyClick(form.field("code"), Qt.Key.Key_Return)
    for _step in range(len(STEPS)):
        if dialog.step != STEPS[-1]:
            dialog.skip.click()
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    desk: Any = window.desk
    assert not desk.set_up.is_under_way
    claim = desk.claims.new(vin=VIN)
    assert claim.claim_number.startswith("C07")
    assert pane_of(window) is None


def test_another_language_comes_back_at_the_same_step(work: _Work, qtbot: Any) -> None:
    dialog = dialog_of(work.window)

    def speak() -> None:
        dialog.page().language.choose("zh_CN")

    window = came_again(work, qtbot, speak)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(SetUpDialog)))
    assert dialog_of(window).step == "language"
    assert language().code == "zh_CN"


def test_the_demo_shop_is_a_door_that_leads_back(
    work: _Work, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own: Any = work.desk
    place = own.folder.path
    demo: Any = came_again(work, qtbot, dialog_of(work.window).demo.click)
    assert demo.desk.settings.site.demo
    assert demo.notices.bar(NOTICE) is not None
    assert demo.desk.archive.all_ids()
    back: Any = came_again(work, qtbot, lambda: leave_demo(demo))
    assert back.desk.folder.path == place
    assert not back.desk.settings.site.demo
    assert back.notices.bar(NOTICE) is None
    assert not back.desk.archive.all_ids()
