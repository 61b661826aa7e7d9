"""A term is halved from a day on: read, tried, decided by the visit's date, taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from journey_stage import on_stage, pressed
from policies_stage import COMING
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from stories import acting

from warrantydesk.domain.coverage.answer import VERDICT_NAMES, Verdict
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs.policies.rows_dialog import RowsDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FACTS = {
    "part_no": "3703010-A03",
    "delivered_on": date(2026, 2, 15),
    "mileage_km": 9_000,
}

YES, NO = VERDICT_NAMES[Verdict.COVERED], VERDICT_NAMES[Verdict.NOT_COVERED]


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def in_the_dialog(act: Any) -> None:
    """Do something in the dialog that opens next."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, RowsDialog) and dialog.isActiveWindow():
            try:
                act(dialog)
            finally:
                dialog.reject()
        else:
            QTimer.singleShot(10, when_open)

    QTimer.singleShot(0, when_open)


def halve_the_battery(dialog: RowsDialog) -> None:
    """Type the new term as the clerk does, at first wrongly, and save."""
    dialog.effective_from.setFocus()
    dialog.effective_from.selectAll()
    QTest.keyClicks(dialog.effective_from, COMING.isoformat())
    rows = dialog.editor.rows()
    number = next(i for i, row in enumerate(rows) if row["code"] == "battery_12v")
    dialog.editor.put(number, {"months": "six"})
    dialog.check()
    assert not dialog.yes.isEnabled()
    assert dialog.editor.edit_at(number, "months")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "6")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    dialog.check()
    assert dialog.yes.isEnabled()
    dialog.yes.click()


def verdicts(stage: Stage, day: date) -> list[tuple[str, bool]]:
    """Return what the box says for a visit on a day, and which version holds."""
    trial = stage.window.tab("policies").side.trial  # type: ignore[attr-defined]
    trial.fill({**FACTS, "visit_on": day})
    words = [box.words() for box in trial.boxes]
    return [(one.verdict, one.applies) for one in words if one is not None]


def test_a_term_is_halved_tried_and_taken_back(stage: Stage, desk: Desk) -> None:
    pressed(stage, Qt.Key.Key_7, CONTROL)
    tab: Any = stage.window.front()
    assert tab is stage.window.tab("policies")
    tab.show_table("wear")

    in_the_dialog(halve_the_battery)
    pressed(stage, Qt.Key.Key_N, CONTROL | SHIFT)
    assert [one.number for one in desk.policies.versions("QC", "wear")] == [1, 2]
    assert tab.middle.tables.ribbon.picked() == (1, 2)

    assert verdicts(stage, date(2026, 12, 3)) == [(YES, False), (NO, True)]
    assert verdicts(stage, date(2026, 11, 30)) == [(YES, True), (NO, False)]

    acting(desk, Role.TECHNICIAN)
    tab.refresh()
    unread = tab.badge()[0]
    stage.window.activateWindow()
    stage.settle()
    pressed(stage, Qt.Key.Key_M, CONTROL | SHIFT)
    assert tab.badge()[0] == unread - 1

    acting(desk, Role.CLERK)
    with messages.answer_with("the maker took it back"):
        tab.middle.tables.withdraw_button.click()
    assert tab.middle.tables.head.chips() == ["v1 in force"]
    assert desk.archive.verify() == []
