"""Notices that nobody is at the desk: no key, no mouse, no scanner for some minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

LOOK_EVERY_MS = 5000
_HANDS = frozenset(
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


class AutoLock(QObject):
    """Counts from the last touch; ``due`` comes once the minutes are over, until it is touched."""

    due = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Do nothing until ``begin``; ``clock`` gives seconds."""
        super().__init__(parent)
        self._clock, self._minutes = clock, 0
        self._touched = clock()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, minutes: int) -> None:
        """Count from now on; the events of the whole program are watched only meanwhile."""
        app = QApplication.instance()
        if not self._timer.isActive() and app is not None:
            app.installEventFilter(self)
            self._timer.start()
            self._touched = self._clock()
        self._minutes = minutes

    def stop(self) -> None:
        """Count no more."""
        app = QApplication.instance()
        if self._timer.isActive() and app is not None:
            self._timer.stop()
            app.removeEventFilter(self)

    def is_counting(self) -> bool:
        """Tell whether the desk locks by itself."""
        return self._timer.isActive()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See a hand at the desk; nothing is kept from anybody."""
        if event.type() in _HANDS:
            self._touched = self._clock()
        return False

    def look(self) -> None:
        """Say that it is due where the minutes are over."""
        if self._clock() - self._touched >= self._minutes * 60:
            self.due.emit()
