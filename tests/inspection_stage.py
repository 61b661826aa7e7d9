"""The Inspection tab on its own, over a desk, with the clerk's hands on the keys."""

from typing import Any

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from tab_stage import Window, stage_tab

from warrantydesk.domain.inspection import Inspection, ItemAnswer
from warrantydesk.services.desk import Desk
from warrantydesk.ui.tabs.inspection.sign_dialog import SignDialog
from warrantydesk.ui.tabs.inspection.tab import InspectionTab

KEYS = {
    "1": Qt.Key.Key_1,
    "2": Qt.Key.Key_2,
    "3": Qt.Key.Key_3,
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "F2": Qt.Key.Key_F2,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Del": Qt.Key.Key_Delete,
}


def staged(app: QApplication, qtbot: Any, desk: Desk, window: Window) -> InspectionTab:
    """Return the tab as the window would hold it, not shown yet."""
    return stage_tab(InspectionTab, app, qtbot, desk, window, 588)


def shown(qtbot: Any, tab: InspectionTab, claim_id: int | None = None) -> InspectionTab:
    """Show the tab in an active window, and a claim in it."""
    tab.show()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    if claim_id is not None:
        tab.open_thing("claim", claim_id)
    return tab


def press(qtbot: Any, *keys: str) -> None:
    """Press keys where the keyboard is; other words are typed."""
    for key in keys:
        where = QApplication.focusWidget()
        assert where is not None, key
        if key in KEYS:
            qtbot.keyClick(where, KEYS[key])
        elif key.isascii():
            qtbot.keyClicks(where, key)
        else:
            assert isinstance(where, QLineEdit)
            where.insert(key)  # what an input method would commit


def inspection_of(desk: Desk, claim_id: int) -> Inspection:
    """Return the version in force."""
    found = desk.inspections.of_claim(claim_id)
    assert found is not None
    return found


def answer_of(desk: Desk, claim_id: int, item: str) -> ItemAnswer | None:
    """Return what is stored for an item."""
    return desk.inspections.view(inspection_of(desk, claim_id).id).answers.get(item)


def row_rect(tab: InspectionTab, code: str) -> QRectF:
    """Return where the row of an item stands, scrolled into view."""
    tab.checklist.select(code)
    return QRectF(tab.checklist.visualRect(tab.checklist.currentIndex()))


def click(qtbot: Any, tab: InspectionTab, at: QPoint) -> None:
    """Click into the checklist."""
    qtbot.mouseClick(tab.checklist.viewport(), Qt.MouseButton.LeftButton, pos=at)


def dialog_of(tab: InspectionTab) -> SignDialog:
    """Return the dialog that asks who signs."""
    found = tab.findChild(SignDialog)
    assert found is not None
    return found
