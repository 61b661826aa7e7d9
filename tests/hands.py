"""Hands on the keyboard: keys go where the keyboard is, and nowhere else; they are counted."""

from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.ui.stage import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
PAUSE_MS = 250
_LONGEST_MS = 20_000


class Hands:
    """Presses keys as a person does; ``keys`` counts them, ``until`` waits as a person looks."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.keys = stage, 0

    def place(self) -> QWidget:
        """Return what has the keyboard: an open list, the dialog in front, the window."""
        if (popup := QApplication.activePopupWidget()) is not None:
            return popup
        modal = QApplication.activeModalWidget()
        if modal is None and QApplication.activeWindow() is not self.stage.window:
            self.stage.window.activateWindow()  # no window manager does it here
            self.stage.settle()
        focus = QApplication.focusWidget()
        if modal is not None and (focus is None or focus.window() is not modal):
            return modal.focusWidget() or modal
        return focus or self.stage.window

    def press(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = NONE) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.keys += 1
            QTest.keyClick(self.place(), key, mod)
            self.stage.settle()

    def type(self, text: str) -> None:
        """Type plain words."""
        self.keys += len(text)
        QTest.keyClicks(self.place(), text)
        self.stage.settle()

    def tab_to(self, name: str, most: int = 16) -> None:
        """Press Tab until what is called so has the keyboard."""
        for _step in range(most):
            if name in self.named():
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}; it ends at {self.named()}")

    def named(self) -> str:
        """Return what a screen reader calls the place of the keyboard."""
        place = self.place()
        text = getattr(place, "text", None)
        return f"{place.accessibleName()} {text() if callable(text) else ''}"

    def pause(self) -> None:
        """Do nothing for a moment."""
        end = QDeadlineTimer(PAUSE_MS)
        self.until(end.hasExpired)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Look until something is so."""
        end = QDeadlineTimer(_LONGEST_MS)
        while not is_so():
            assert not end.hasExpired(), "it did not come to pass"
            QApplication.processEvents()
        self.stage.settle()
