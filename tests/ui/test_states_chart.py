"""The drawing of how a claim goes says what the table says, in both languages and looks."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from warrantydesk.domain.claim.states import State
from warrantydesk.ui.kit import theme
from warrantydesk.ui.states_chart import PLACES, ROUTES, arrows, picture, spoken
from warrantydesk.ui.states_dialog import StatesDialog


def test_every_state_has_its_place_and_every_way_its_arrow() -> None:
    assert set(PLACES) == set(State)
    ways = {(one.start, one.end) for one in arrows()}
    drawn = {way for way in ways if way[1] is not State.VOID}
    assert set(ROUTES) == drawn


def test_the_table_is_spoken(qapp: QApplication) -> None:
    told = spoken()
    assert "Submitted → Approved: Record approval (Warranty clerk)" in told
    assert "Rejected → Appealed: Appeal (Warranty clerk, Service manager)" in told


@pytest.mark.parametrize("dark", [False, True])
def test_the_state_in_hand_is_marked(qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark)
    plain, marked = picture(None, 1.0), picture(State.RETURNED, 1.0)
    theme.apply(qapp, False)
    assert plain.size() == marked.size()
    assert plain != marked


def test_the_dialog_names_the_state(qapp: QApplication, qtbot: Any) -> None:
    dialog = StatesDialog(State.APPEALED)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chart.accessibleName() == spoken()
    assert dialog.focusWidget() is not None
