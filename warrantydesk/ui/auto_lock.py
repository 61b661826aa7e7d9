"""Notices that nobody is at the desk: no key, no mouse, no scanner for some minutes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from warrantydesk.ui.touches import Touches

LOOK_EVERY_MS = 5000


class AutoLock(QObject):
    """Counts from the last touch; ``due`` comes once the minutes are over, until it is touched."""

    due = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Do nothing until ``begin``; ``clock`` gives seconds."""
        super().__init__(parent)
        self._touches, self._minutes = Touches(self, clock), 0
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, minutes: int) -> None:
        """Count from now on; the events of the whole program are watched only meanwhile."""
        if not self._timer.isActive():
            self._touches.begin()
            self._timer.start()
        self._minutes = minutes

    def stop(self) -> None:
        """Count no more."""
        if self._timer.isActive():
            self._timer.stop()
            self._touches.stop()

    def is_counting(self) -> bool:
        """Tell whether the desk locks by itself."""
        return self._timer.isActive()

    def look(self) -> None:
        """Say that it is due where the minutes are over."""
        if self._touches.quiet_s() >= self._minutes * 60:
            self.due.emit()
