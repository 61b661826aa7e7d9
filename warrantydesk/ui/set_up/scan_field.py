"""The field of the scanner test: it takes what a scanner types, and how."""

import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from warrantydesk.domain.scanner_trial import End, Typed
from warrantydesk.i18n import _
from warrantydesk.ui.kit.fields_text import LineField

OVER_MS = 600
"""After so long without a key a code that nothing ended is over."""
LEAST = 3
_ENDS = {
    int(Qt.Key.Key_Return): End.ENTER,
    int(Qt.Key.Key_Enter): End.ENTER,
    int(Qt.Key.Key_Tab): End.TAB,
}


class ScanField(LineField):
    """Takes what the scanner types, and how; its Enter and Tab end a scan, nothing else."""

    scanned = Signal(object)

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds."""
        super().__init__(_("click here, then scan"))
        self._clock = clock
        self._times: list[float] = []
        self._over = QTimer(self, singleShot=True, interval=OVER_MS)
        self._over.timeout.connect(lambda: self._end(End.NONE))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhLatinOnly | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setAccessibleName(_("Scan the four codes of the test page here"))

    def event(self, event: QEvent) -> bool:
        """Take the Tab that ends a scan before it moves the keyboard on."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and len(self.text()) >= LEAST
        ):
            self._end(End.TAB)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count the pauses between the keys."""
        end = _ENDS.get(event.key())
        if end is not None and len(self.text()) >= LEAST:
            self._end(end)
            return
        if end is not None and self._times_ago() < 1:
            return  # the line feed behind the Enter of a scan
        if event.text() and event.text().isprintable():
            self._count()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Count what an input method writes for the scanner."""
        if event.commitString():
            self._count()
        super().inputMethodEvent(event)

    def _count(self) -> None:
        if not self.text():
            self._times = []
        self._times.append(self._clock())
        self._over.start()

    def _times_ago(self) -> float:
        return self._clock() - self._times[-1] if self._times else OVER_MS

    def _end(self, end: End) -> None:
        self._over.stop()
        text = self.text()
        if len(text) < LEAST:
            return
        now = self._clock()
        times = self._times or [now]
        pauses = [late - early for early, late in pairwise(times)]
        whole = (times[-1] if end is End.NONE else now) - times[0]
        self.clear()
        self.scanned.emit(Typed(text, _ms(max(pauses, default=0)), _ms(whole), end))


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
