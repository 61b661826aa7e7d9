"""The Old parts tab on its own, over a desk, shown and without sound."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtWidgets import QApplication
from tab_stage import Window, stage_tab

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import sounds
from warrantydesk.ui.tabs.shelf.tab import ShelfTab


@contextmanager
def shown_shelf(app: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ShelfTab]:
    """Give the tab while it is shown; its background work has ended afterwards."""
    sounds.set_sounds(False)
    made = stage_tab(ShelfTab, app, qtbot, desk, window, 640)
    made.show()
    yield made
    made.hide()
    qtbot.waitUntil(made.shell.jobs.idle)
    sounds.set_sounds(True)
