"""No key is bound twice where both bindings would hear it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

_WIDE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


@pytest.fixture
def stage(desk: Desk, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(desk, "en")
    yield made
    made.close()


def bound(window: QWidget, tab: QWidget) -> Counter[str]:
    """Count the keys that are heard while the keyboard is in a tab: the window's and its own."""
    keys: Counter[str] = Counter()
    wide: list[tuple[QKeySequence, Qt.ShortcutContext, QWidget | None]] = []
    for entry in window.findChildren(QAction):
        owner = entry.parent() if isinstance(entry.parent(), QWidget) else None
        wide += [(one, entry.shortcutContext(), owner) for one in entry.shortcuts()]
    for short in window.findChildren(QShortcut):
        wide += [(one, short.context(), short.parent()) for one in short.keys()]  # noqa: SIM118 - no dict
    for sequence, context, owner in wide:
        if context in _WIDE or owner is tab:
            keys[sequence.toString()] += 1
    return keys


@pytest.mark.parametrize("key", [entry.key for entry in TABS])
def test_no_key_is_bound_twice(stage: Stage, key: str) -> None:
    stage.open(key)
    twice = {keys: n for keys, n in bound(stage.window, stage.window.tab(key)).items() if n > 1}
    assert not twice
