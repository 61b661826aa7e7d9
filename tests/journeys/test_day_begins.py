"""The day begins: the list of today is in front, and the keyboard does the next step."""

from dataclasses import replace
from datetime import timedelta

from journey_stage import on_stage, pressed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import put_into, submitted, to_submit

from warrantydesk.domain.claim import State
from warrantydesk.services.desk import Desk
from warrantydesk.ui.tabs import TABS
from warrantydesk.ui.tabs.today.tab import TodayTab


def test_the_day_begins_with_what_is_late_and_enter_goes_there(desk: Desk) -> None:
    claim = put_into(desk, submitted(desk).id, State.RETURNED)
    with desk.bench.change("test"):
        due_on = desk.bench.today - timedelta(days=1)
        desk.stores.claims.save(replace(claim, due_on=due_on, answered_on=due_on))
    to_submit(desk, "LX0DL31C8RB018252")
    stage = on_stage(desk)
    try:
        front = stage.window.front()
        assert isinstance(front, TodayTab)
        assert TABS[0].number == 1
        assert QApplication.focusWidget() is front.list.table
        assert stage.window.bar.badge(0) == (1, True)
        assert front.list.table.row().code == "correct_by"
        pressed(stage, Qt.Key.Key_Return)
        intake = stage.window.tab("intake")
        assert stage.window.front() is intake
        assert intake.page.claim.id == claim.id  # type: ignore[attr-defined]
        stage.open("today")
        assert QApplication.focusWidget() is front.list.table
        pressed(stage, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is front.list.chips.pills()[0]
        pressed(stage, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is front.list.table
    finally:
        stage.close()
