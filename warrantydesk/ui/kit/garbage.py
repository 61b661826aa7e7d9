"""Garbage is collected on the thread of the window alone.

Python collects wherever memory is asked for, so a busy worker would throw away a closed dialog
and its timers, which Qt allows on their own thread only: the window would die of it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 500


def collect_if_due() -> None:
    """Collect the oldest generation whose threshold is passed, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if 0 < thresholds[generation] < counts[generation]:
            gc.collect(generation)
            return


class GarbageTimer(QTimer):
    """Looks twice a second, from its making on; Python's own collecting is off meanwhile."""

    def __init__(self, parent: QObject) -> None:
        """Stop collecting in workers; what stands by now stays and is not looked at again."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self.setInterval(LOOK_EVERY_MS)
        self.timeout.connect(collect_if_due)
        self.start()
