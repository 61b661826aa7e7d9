"""The palette over the window: keys, composing, closing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.shortcuts import plain_words
from warrantydesk.ui.palette.card import Palette
from warrantydesk.ui.palette.hits import Group, Hit
from warrantydesk.ui.palette_verbs import open_palette
from warrantydesk.ui.stage import Stage


@pytest.fixture
def stage(desk: Desk, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(desk, "en")
    yield made
    made.close()


@pytest.fixture
def palette(stage: Stage) -> Palette:
    open_palette(stage.window)
    stage.settle()
    return stage.window.findChildren(Palette)[-1]


def titles(palette: Palette) -> list[str]:
    return [row.title for row in palette.list.items() if isinstance(row, Hit)]


def test_an_action_of_a_tab_behind_goes_there_first(stage: Stage, palette: Palette) -> None:
    palette.line.setText("reports")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    stage.settle()

    front = stage.window.front()
    assert front is not None
    assert front.KEY == "reports"


def test_escape_closes_and_runs_nothing(stage: Stage, palette: Palette) -> None:
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    stage.settle()

    assert not palette.isVisible()
    front = stage.window.front()
    assert front is not None
    assert front.KEY == "today"


def test_composing_keeps_its_enter(stage: Stage, palette: Palette) -> None:
    QApplication.sendEvent(palette.line, QInputMethodEvent("bao", []))
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)

    assert palette.isVisible()
    done = QInputMethodEvent()
    done.setCommitString("backup")
    QApplication.sendEvent(palette.line, done)
    assert any("ackup" in title for title in titles(palette))


def test_tab_shows_actions_only(palette: Palette) -> None:
    palette.line.setText("backup")
    QTest.keyClick(palette.line, Qt.Key.Key_Tab)

    rows = [row for row in palette.list.items() if isinstance(row, Hit)]
    assert {row.group for row in rows} == {Group.ACTIONS}


def test_a_locked_desk_has_no_palette(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.window, "is_locked", lambda: True)
    open_palette(stage.window)

    assert not stage.window.findChildren(Palette)


def test_a_button_in_sight_is_pressed(stage: Stage) -> None:
    stage.open("settlement", "receivables")
    front = stage.window.front()
    assert front is not None
    pressed: list[str] = []
    words = "Save the list…"
    (button,) = (one for one in front.findChildren(Button) if one.isVisible() and one.menu())
    assert plain_words(button.text()) == words
    menu = button.menu()
    menu.aboutToShow.connect(lambda: (pressed.append(words), QTimer.singleShot(0, menu.close)))

    open_palette(stage.window)
    stage.settle()
    palette = stage.window.findChildren(Palette)[-1]
    palette.line.setText("save the list")
    assert words in titles(palette)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    stage.settle()

    assert pressed == [words]
