"""The first day: each step is saved when it is left, and the desk comes back where it was left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from warrantydesk.domain.set_up import STEPS, StepState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.set_up.dialog import SetUpDialog
from warrantydesk.ui.set_up.opening import go_on
from warrantydesk.ui.stage import Stage


@pytest.fixture
def stage(qapp: Any, tmp_path: Path) -> Iterator[Stage]:
    with Desk(tmp_path / "new").open(create=True) as desk:
        made = Stage(desk, "en")
        yield made
        made.close()


def opened(stage: Stage) -> SetUpDialog:
    """Return the dialog that is open."""
    found = [one for one in stage.window.findChildren(SetUpDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_only_a_new_desk_is_led_through(stage: Stage) -> None:
    go_on(stage.window)
    assert stage.window.findChildren(SetUpDialog) == []
    go_on(stage.window, is_new=True)
    assert opened(stage).step == "language"


def test_enter_saves_a_step_and_a_wrong_value_stays_at_its_field(stage: Stage) -> None:
    go_on(stage.window, is_new=True)
    dialog, desk = opened(stage), stage.window.desk
    dialog.accept()
    form = dialog.page().form
    form.field("name_zh").setText("江北")
    form.field("code").setText("99")
    QTest.keyClick(form.field("code"), Qt.Key.Key_Return)
    assert dialog.step == "dealer"
    assert "00 to 98" in form.field("code").shown_state()[1]
    form.field("code").setText("2")
    QTest.keyClick(form.field("code"), Qt.Key.Key_Return)
    assert dialog.step == "profile"
    assert (desk.settings.site.name_zh, desk.settings.site.code) == ("江北", "02")
    assert desk.set_up.states["dealer"] is StepState.DONE


def test_closing_in_the_middle_comes_back_there_and_the_end_is_the_end(stage: Stage) -> None:
    go_on(stage.window, is_new=True)
    dialog, desk = opened(stage), stage.window.desk
    dialog.skip.click()
    dialog.skip.click()
    dialog.reject()
    assert desk.set_up.step == "profile"
    stage.settle()
    go_on(stage.window)
    again = opened(stage)
    for _step in range(len(STEPS)):
        if again.step != STEPS[-1]:
            again.skip.click()
    again.accept()
    assert not desk.set_up.is_under_way
    assert desk.set_up.states["dealer"] is StepState.LEFT_OUT


def test_a_scan_fills_its_row_and_does_not_go_on(stage: Stage) -> None:
    go_on(stage.window, is_new=True)
    dialog = opened(stage)
    dialog.jump("printers")
    trial = dialog.page().scanner.trial
    dialog.activateWindow()
    trial.field.setFocus()
    stage.settle()
    codes = stage.window.desk.set_up.codes()
    QTest.keyClicks(trial.field, codes[1].text)
    QTest.keyClick(trial.field, Qt.Key.Key_Return)
    QTest.keyClicks(trial.field, codes[0].text)
    QTest.keyClick(trial.field, Qt.Key.Key_Tab)
    assert dialog.step == "printers"
    assert [trial.said(place) for place in range(2)] == ["right", "right"]
    assert trial.counts() == (2, 0, 2)
