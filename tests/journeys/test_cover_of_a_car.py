"""A car comes in, the card says what holds; the clerk tells what he knows and takes a demand."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import VIN
from journey_stage import on_stage, pause, pressed, scanned, typed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.coverage import Verdict
from warrantydesk.domain.repair_history import Wish
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.stage import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def card_of(stage: Stage) -> Any:
    """Return the coverage card beside the claim."""
    return stage.window.tab("intake").side.coverage  # type: ignore[attr-defined]


def dialog_of(stage: Stage) -> Any:
    """Return the dialog that a shortcut opened."""
    return stage.window.tab("intake").page.cover.dialog  # type: ignore[attr-defined]


def back(stage: Stage, qtbot: Any) -> None:
    """Let the window be in front again, as a desktop does once a dialog is gone."""
    with qtbot.waitActive(stage.window):
        stage.window.activateWindow()


def test_from_the_first_scan_to_the_demand_with_its_two_dates(
    stage: Stage, desk: Desk, qtbot: Any
) -> None:
    pressed(stage, Qt.Key.Key_N, CONTROL)
    assert card_of(stage).card.verdict is Verdict.NEEDS_FACT
    scanned(stage, VIN)
    page = stage.window.tab("intake").page  # type: ignore[attr-defined]
    assert "vehicle.vin" not in [one.path for one in page.shown_findings()]
    typed(stage, "vehicle.invoiced_on", "2026-10-24")
    typed(stage, "visit.mileage_km", "28400")
    assert card_of(stage).card.verdict is Verdict.COVERED
    assert "31,600 km left" in card_of(stage).terms[0].accessibleName()

    pressed(stage, Qt.Key.Key_G, CONTROL)
    told = dialog_of(stage)
    told.form.field("event").set_value("brake_failure")
    pause()  # an Enter right behind fast typing is a scanner's
    QTest.keyClick(told, Qt.Key.Key_Return)
    stage.settle()
    assert card_of(stage).rights.notes() == []  # 28,400 km: the 60 days’ right ends at 3,000

    back(stage, qtbot)
    typed(stage, "visit.mileage_km", "2840")
    (right,) = card_of(stage).rights.notes()
    assert right.mark is Mark.BLOCK

    pressed(stage, Qt.Key.Key_D, CONTROL | SHIFT)
    demand = dialog_of(stage)
    assert QApplication.focusWidget() is demand.form.field("demanded_on")
    assert "2026-12-08" in demand._intro.text()
    pause()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    stage.settle()
    (kept,) = desk.stores.demands.find()
    assert (kept.wish, kept.ground) == (Wish.REPLACE, "CN43.23")
    clocks = [note for note in card_of(stage).notes.notes() if note.key == "demand"]
    assert len(clocks) == 2

    back(stage, qtbot)
    stage.jump("visit.mileage_km")
    pressed(stage, Qt.Key.Key_I, CONTROL)
    why = dialog_of(stage)
    assert why.isVisible()
    pressed(stage, Qt.Key.Key_Escape)
    assert desk.archive.verify() == []
