"""The hall: scenes shown one after the other on one stage, and the pictures taken there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from tests.gallery.scene import Scene, close
from tests.gallery.shop import CLERK
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.toast import Toast
from warrantydesk.ui.stage import Stage

_PAUSE_MS = 250
"""After what is typed a list or a preview follows; longer than any such pause but one."""


@dataclass(frozen=True)
class Room:
    """Language, size in pixels, scale of all text, light or dark."""

    language: str = "zh_CN"
    size: tuple[int, int] = (1366, 728)
    scale: float = 1.0
    dark: bool = False

    @classmethod
    def read(cls, language: str, text: str, dark: bool) -> "Room":
        """Read a size such as "1366x728@1.5"."""
        pixels, _at, scale = text.partition("@")
        wide, _by, high = pixels.partition("x")
        return cls(language, (int(wide), int(high)), float(scale or 1), dark)

    def __str__(self) -> str:
        wide, high = self.size
        look = " dark" if self.dark else ""
        return f"{self.language} {wide}x{high}@{self.scale:g}{look}"


@contextmanager
def stage_in(desk: Desk, room: Room) -> Iterator[Stage]:
    """Give the window over a desk as a room wants it."""
    stage = Stage(desk, room.language, dark=room.dark, scale=room.scale, size=room.size)
    try:
        yield stage
    finally:
        stage.close()
        stage.window.deleteLater()


@contextmanager
def showing(stage: Stage, scene: Scene) -> Iterator[QWidget]:
    """Give what a scene shows, the window or a dialog over it; it is closed afterwards."""
    if stage.window.desk.people.acting.login != CLERK:
        stage.window.desk.people.act_as(CLERK)
    stage.window.resize(*stage.size)
    for told in stage.window.findChildren(Toast):
        told.hide()  # what the scene before said covers what is looked at here
    with _no_question():
        shown = scene.open(stage)
        stage.settle()
    try:
        yield stage.window if shown is None else shown
    finally:
        close(stage, shown)
        scene.close(stage)
        stage.settle()


@contextmanager
def _no_question() -> Iterator[None]:
    """Let no box of a message wait for an answer that nobody gives: it is an error here."""
    kept = QMessageBox.exec

    def refuse(self: QMessageBox) -> int:
        raise AssertionError(self.text())

    QMessageBox.exec = refuse  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        QMessageBox.exec = kept  # type: ignore[method-assign]


def picture(stage: Stage, shown: QWidget) -> QPixmap:
    """Return a picture of the window, with the dialog over it where one stands."""
    pause = QDeadlineTimer(_PAUSE_MS)
    while not pause.hasExpired():
        QApplication.processEvents()
    stage.settle()
    whole = stage.window.grab()
    if shown is stage.window:
        return whole
    front = shown.grab()
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), QColor(0, 0, 0, 90))
    place = whole.rect().center() - front.rect().center()
    painter.drawPixmap(place, front)
    painter.end()
    return whole
