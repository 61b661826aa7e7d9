"""The ten tasks of the first day, done on the demo shop with the keys that the course names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import ALT, CONTROL, Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from warrantydesk.demo.shop import build
from warrantydesk.domain.course import Task
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.ui.course.pane import CoursePane, pane_of
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.stage import Stage

K = Qt.Key
A_MINUTE = 250
"""Keys from the VIN to the tag, every word typed out and codes scanned: at five a second they
leave the program ten seconds of a minute."""


class Learner(Hands):
    """Follows the course: F11 gives the next value, every task ticks itself."""

    @property
    def pane(self) -> CoursePane:
        """The pane of the course."""
        pane = pane_of(self.stage.window)
        assert pane is not None
        return pane

    def done(self, task: Task) -> None:
        """Wait until a task has ticked itself."""

        def ticked() -> bool:
            current = self.pane.standing.current
            return current is None or list(Task).index(current.task) > list(Task).index(task)

        self.until(ticked)
        self.pause()

    def given(self) -> None:
        """Let the course scan or type its next value; words count as if they were typed."""
        self.press(K.Key_F11)
        one = self.pane.given_last
        self.keys += 0 if one is None or one.is_code else len(_(one.text)) - 1
        self.pause()

    def step(self) -> None:
        """Press Ctrl+Enter: the next step of the claim, the inspection, the statement."""
        self.press(K.Key_Return, mod=CONTROL)
        self.pause()


@pytest.fixture
def learner(qapp: QApplication, tmp_path: Path) -> Iterator[Learner]:
    build(tmp_path / "shop", 60, 1)
    with Desk(tmp_path / "shop").open() as desk:
        desk.people.act_as("S01")
        stage = Stage(desk, "en")
        yield Learner(stage)
        stage.close()


def test_the_first_day_is_walked_by_keyboard_alone(learner: Learner, tmp_path: Path) -> None:
    learner.press(K.Key_K, mod=CONTROL)
    learner.type("first day")
    learner.pause()
    learner.press(K.Key_Return)
    learner.pause()
    learner.keys = 0
    accept(learner)
    inspect(learner)
    enter(learner)
    label(learner, tmp_path / "label.pdf")
    assert learner.keys <= A_MINUTE
    shelve(learner)
    submit(learner)
    correct(learner)
    ship(learner)
    book(learner)
    bind(learner, tmp_path / "dossier.pdf")
    assert learner.pane.standing.is_over
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF")


def accept(learner: Learner) -> None:
    learner.press(K.Key_N, mod=CONTROL)
    learner.given()
    learner.given()
    learner.press(K.Key_Down, K.Key_Down, K.Key_Down, mod=ALT)
    learner.given()
    learner.done(Task.ACCEPT)
    learner.press(K.Key_C, mod=ALT)
    learner.press(K.Key_M)
    learner.pause()
    learner.press(K.Key_Return)
    learner.done(Task.AUTHORISE)


def inspect(learner: Learner) -> None:
    learner.step()
    learner.press(K.Key_W, mod=ALT)  # “Show me where”
    learner.pause()
    learner.press(K.Key_Return)
    learner.given()
    learner.press(K.Key_Return)
    learner.pause()
    learner.press(K.Key_J, mod=CONTROL)
    learner.press(K.Key_Right)
    learner.tab_to("Conclusion")
    learner.press(K.Key_Right)
    learner.step()
    learner.press(K.Key_Space, K.Key_Tab, K.Key_Down, K.Key_Return)
    learner.done(Task.INSPECT)
    learner.step()


def enter(learner: Learner) -> None:
    learner.press(K.Key_2, mod=CONTROL)
    learner.pause()
    learner.press(K.Key_Down, K.Key_Down, mod=ALT)
    learner.given()
    learner.tab_to("Cause")
    learner.given()
    learner.press(K.Key_Tab)
    learner.given()
    learner.press(K.Key_Down, mod=ALT)
    learner.press(K.Key_Insert)
    learner.given()
    learner.tab_to("Supplier")
    learner.given()
    learner.press(K.Key_Down, mod=ALT)
    learner.press(K.Key_Insert)
    learner.given()
    learner.press(K.Key_Tab)
    learner.done(Task.REPAIR)


def label(learner: Learner, file: Path) -> None:
    learner.press(K.Key_4, mod=CONTROL)
    learner.press(K.Key_1, mod=ALT)
    learner.pause()
    learner.given()
    learner.press(K.Key_Return)
    learner.pause()
    learner.press(K.Key_P, mod=CONTROL)
    learner.until(lambda: QApplication.activeModalWidget() is not None)
    learner.pause()
    learner.tab_to("Save as a file")
    with answer_with(str(file)):
        learner.press(K.Key_Space)
        learner.pause()
        learner.press(K.Key_Down, K.Key_Return)
        learner.until(file.exists)
    learner.pause()
    learner.press(K.Key_Escape)


def shelve(learner: Learner) -> None:
    learner.pause()
    learner.press(K.Key_2, mod=ALT)
    learner.pause()
    learner.given()
    learner.given()
    learner.done(Task.PIECE)


def submit(learner: Learner) -> None:
    learner.press(K.Key_2, mod=CONTROL)
    learner.pause()
    learner.step()
    learner.step()
    learner.given()
    learner.press(K.Key_Return)
    learner.done(Task.SUBMIT)


def correct(learner: Learner) -> None:
    learner.given()
    learner.tab_to("Cause")
    learner.press(K.Key_End, mod=CONTROL)
    learner.given()
    learner.step()
    learner.done(Task.CORRECT)


def ship(learner: Learner) -> None:
    learner.press(K.Key_4, mod=CONTROL)
    learner.press(K.Key_3, mod=ALT)
    learner.pause()
    learner.given()
    learner.given()
    learner.press(K.Key_F8)
    learner.pause()
    learner.type("12.5")
    learner.press(K.Key_Return)
    learner.until(lambda: "This batch" in learner.named())
    learner.press(K.Key_Escape)
    learner.pause()
    while "Check before" not in learner.named():
        learner.press(K.Key_F6)
    for field in ("Carrier", "Waybill number", "Declared freight"):
        learner.tab_to(field)
        learner.given()
    learner.press(K.Key_Tab)
    learner.pause()
    learner.tab_to("Ship")
    learner.press(K.Key_Space)
    learner.pause()
    learner.given()
    learner.tab_to("Handed to")
    learner.given()
    learner.press(K.Key_Return)
    learner.done(Task.PACK)


def book(learner: Learner) -> None:
    learner.press(K.Key_5, mod=CONTROL)
    learner.pause()
    learner.step()
    learner.tab_to("Bank reference")
    learner.given()
    learner.press(K.Key_Return)
    learner.done(Task.RECEIPT)


def bind(learner: Learner, file: Path) -> None:
    learner.press(K.Key_6, mod=CONTROL)
    learner.pause()
    learner.press(K.Key_F3)
    learner.given()
    learner.press(K.Key_Return)
    learner.pause()
    learner.press(K.Key_Return)
    learner.until(lambda: "Papers of the folder" in learner.named())
    learner.press(K.Key_C, mod=ALT)
    learner.pause()
    with answer_with(str(file), False) as asked:  # where to, and not to be opened
        learner.press(K.Key_D)
        learner.until(lambda: len(asked) == 2)
    learner.done(Task.DOSSIER)
