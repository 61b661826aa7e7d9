"""A scene: how one screen or dialog comes before the eyes, as the clerk's hands bring it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
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
    close: Callable[[Stage], object] = lambda _stage: None
    """Takes away what is neither the window's page nor a dialog."""


class _Asked(Exception):  # noqa: N818 -- no error: a dialog waits for its answer
    """A dialog would wait here for the clerk."""


def asked(stage: Stage, act: Act) -> QDialog:
    """Do what opens a dialog and return the dialog, shown and not answered."""
    before = set(_dialogs())
    with _no_waiting() as waiting:
        with suppress(_Asked):
            act()
        stage.settle()
    new = waiting or [one for one in _dialogs() if one not in before]
    assert new, "no dialog came"
    return new[-1]


def shown(stage: Stage, dialog: QDialog) -> QDialog:
    """Show a dialog that was made by hand, over the window."""
    dialog.open()
    stage.settle()
    return dialog


def desk_dialog(name: str, shows: str, *more: Callable[[Any], object]) -> Scene:
    """Return the scene of a dialog that is made with the shell, the desk and ``more`` of it.

    ``shows`` is "module:Class" below ``warrantydesk.ui``.
    """

    def open_it(stage: Stage) -> QWidget:
        desk = stage.window.desk
        found = [each(desk) for each in more]
        return shown(stage, kind_of(shows)(stage.shell, desk, *found))

    return Scene(name, open_it, shows)


def asking(name: str, shows: str, act: Callable[[Stage], object]) -> Scene:
    """Return the scene of a dialog that ``act`` brings up as the clerk would."""
    return Scene(name, lambda stage: asked(stage, lambda: act(stage)), shows)


def kind_of(shows: str) -> Any:
    """Return the class of "module:Class" below ``warrantydesk.ui``."""
    module, _colon, name = shows.partition(":")
    return getattr(import_module(f"warrantydesk.ui.{module}"), name)


def nothing(_desk: Any) -> Act:
    """Stand for what is called once a dialog is done."""
    return lambda *_what: None


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
