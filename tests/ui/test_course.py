"""The pane of the course: what it shows, what it gives, and when it is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from warrantydesk.demo.shop import build
from warrantydesk.domain.course import Task
from warrantydesk.services.desk import Desk
from warrantydesk.ui.course.pane import CoursePane, pane_of
from warrantydesk.ui.course.words import TOLD
from warrantydesk.ui.course_verbs import course
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    build(tmp_path / "shop", 60, 1)
    with Desk(tmp_path / "shop").open() as desk:
        desk.people.act_as("S01")
        made = Stage(desk, "en")
        yield made
        made.close()


def opened(stage: Stage) -> CoursePane:
    course(stage.window)
    stage.settle()
    pane = pane_of(stage.window)
    assert pane is not None
    return pane


def test_every_task_has_its_words() -> None:
    assert set(TOLD) == set(Task)
    assert all(all(told) for told in TOLD.values())


def test_a_claim_typed_with_the_given_values_is_ticked(stage: Stage) -> None:
    pane = opened(stage)
    assert pane.count.text() == "0 of 10 done"
    window = stage.window
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    QTest.keyClick(window, Qt.Key.Key_F11)
    stage.settle()
    vin = next(one.text for one in pane.standing.tasks[0].given if one.is_code)
    claim = window.front().page.claim
    assert claim.vehicle.vin == vin
    changes = {"visit": {"mileage_km": 2386}, "narrative": {"complaint": "异响"}}
    window.desk.claims.save_draft(claim.id, changes)
    stage.settle()
    assert pane.count.text() == "1 of 10 done"
    assert pane.title.text() == TOLD[Task.AUTHORISE].title


def test_words_go_where_the_keyboard_is(stage: Stage) -> None:
    pane = opened(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(stage.window, Qt.Key.Key_F11)
    stage.settle()
    stage.jump("visit.mileage_km")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_F11)
    assert field.text().replace(",", "") == pane.standing.tasks[0].given[1].text


def test_it_folds_and_opens_and_is_begun_anew(stage: Stage) -> None:
    pane = opened(stage)
    wide = pane.width()
    pane.fold()
    stage.settle()
    assert pane.width() < wide
    course(stage.window)
    assert pane.is_open()
    with answer_with(True) as asked:
        course(stage.window)
    assert "anew" in asked[0]


def test_a_desk_that_is_taken_apart_shows_none_of_it(stage: Stage) -> None:
    opened(stage)
    stage.window.take_apart()
    stage.settle()
    assert pane_of(stage.window) is None
    stage.window.put_together()
    stage.settle()
    assert pane_of(stage.window) is not None


def test_leaving_takes_it_away_for_good(stage: Stage) -> None:
    pane = opened(stage)
    pane.end.click()
    stage.settle()
    assert pane_of(stage.window) is None
    assert stage.window.desk.course.standing().tasks == ()


def test_an_own_desk_offers_the_demo_shop(qapp: QApplication, tmp_path: Path) -> None:
    with Desk(tmp_path / "own").open(create=True) as desk:
        own = Stage(desk, "en")
        with answer_with(False) as asked:
            course(own.window)
        assert "demo shop" in asked[0]
        assert pane_of(own.window) is None
        own.close()
