"""Tab walks every control of each tab, in turn and once; no key is bound twice."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs import TABS

MOST = 400


@pytest.fixture
def stage(desk: Desk, qapp: QApplication) -> Iterator[Stage]:
    made = Stage(desk, "en")
    yield made
    made.close()


def stops(tab: QWidget) -> list[QWidget]:
    """Return every control of a tab that Tab should come to."""
    return [
        one
        for one in tab.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and one.isEnabled()
        and one.focusProxy() is None
        and one.window() is tab.window()
    ]


def walked(tab: QWidget, key: Qt.Key) -> list[QWidget]:
    """Press Tab from where the tab begins until the keyboard comes back to a place."""
    tab.setFocus()
    here = QApplication.focusWidget()
    assert here is not None
    seen: list[QWidget] = []
    while here not in seen and len(seen) < MOST:
        seen.append(here)
        QTest.keyClick(here, key)
        here = QApplication.focusWidget() or seen[0]
    assert here in seen
    return [one for one in seen if tab.isAncestorOf(one)]


@pytest.mark.parametrize("key", [entry.key for entry in TABS])
@pytest.mark.parametrize("way", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_to_every_control_once(stage: Stage, key: str, way: Qt.Key) -> None:
    stage.open(key)
    tab = stage.window.tab(key)
    seen = walked(tab, way)

    missed = [(type(one).__name__, one.accessibleName()) for one in set(stops(tab)) - set(seen)]
    assert not missed
