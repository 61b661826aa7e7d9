"""A scene: how one screen or dialog comes before the eyes, as the clerk's hands bring it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from warrantydesk.ui.stage import Stage

Act = Callable[[], object]


@dataclass(frozen=True)
class Scene:
    """``open`` brings it up; None is the window itself, a dialog is looked at and then closed.

    ``shows`` names the class of the dialog, "" for the window: so the gallery knows without
    opening anything which dialogs it has.
    """

    name: str
    open: Callable[[Stage], QWidget | None]
    shows: str = ""


class _Asked(Exception):  # noqa: N818 -- no error: a dialog waits for its answer
    """A dialog would wait here for the clerk."""


def asked(stage: Stage, act: Act) -> QDialog:
    """Do what opens a dialog and return the dialog, shown and not answered."""
    before = set(_dialogs())
    with _no_waiting() as waiting:
        try:
            act()
        except _Asked:
            pass
        stage.settle()
    new = waiting or [one for one in _dialogs() if one not in before]
    assert new, "no dialog came"
    return new[-1]


def shown(stage: Stage, dialog: QDialog) -> QDialog:
    """Show a dialog that was made by hand, over the window."""
    dialog.open()
    stage.settle()
    return dialog


def close(stage: Stage, dialog: QWidget | None) -> None:
    """Take a dialog away unanswered, with every other that stands."""
    left: list[QWidget] = [*reversed(_dialogs())]
    if dialog is not None and dialog not in left:
        left.append(dialog)
    for one in left:
        one.hide()
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.settle()


def _dialogs() -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, QDialog) and one.isVisible()]


@contextmanager
def _no_waiting() -> Iterator[list[QDialog]]:
    """Let a dialog that would wait for its answer be shown, and leave its verb at once."""
    waiting: list[QDialog] = []
    kept = QDialog.exec

    def show(self: QDialog, *_rest: Any) -> int:
        self.open()
        waiting.append(self)
        raise _Asked

    QDialog.exec = show  # type: ignore[method-assign, assignment]
    try:
        yield waiting
    finally:
        QDialog.exec = kept  # type: ignore[method-assign]
