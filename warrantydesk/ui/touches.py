"""How long nobody is at the desk: no key, no mouse, no scanner, in the whole program."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragMove,
        QEvent.Type.TabletPress,
    }
)


class Touches(QObject):
    """Counts from the last touch; nothing is kept from anybody."""

    def __init__(
        self, parent: QObject | None = None, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        """See nothing until ``begin``; ``elapsed`` gives seconds that never go back."""
        super().__init__(parent)
        self._elapsed, self._touched = elapsed, elapsed()

    def begin(self) -> None:
        """See every touch from now on."""
        self._touched = self._elapsed()
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """See nothing any more."""
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self)

    def quiet_s(self) -> float:
        """Return the seconds since the last touch."""
        return self._elapsed() - self._touched

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See a hand at the desk."""
        if event.type() in _TOUCHES:
            self._touched = self._elapsed()
        return False
