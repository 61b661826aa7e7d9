"""The people of the desk in their dialog: PINs, blocks, who left."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from stories import acting

from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.item_list import ITEM
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.people_dialog import PeopleDialog
from warrantydesk.ui.pin_dialogs import ResetPinDialog, SetPinDialog
from warrantydesk.ui.shell import Shell

PIN, OTHER = "385214", "902761"


@pytest.fixture
def dialog(qtbot: Any, shell: Shell, desk: Desk) -> Iterator[PeopleDialog]:
    acting(desk, Role.SERVICE_MANAGER)
    made = PeopleDialog(shell, desk)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(kind: type[Any]) -> Any:
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def filled(dialog: Any, **values: str) -> None:
    dialog.form.fill({**dict.fromkeys(dialog.values(), ""), **values}, fresh=True)
    dialog.accept()


def rows(dialog: PeopleDialog) -> dict[str, Any]:
    model = dialog.list.model()
    found = [model.index(place, 0).data(ITEM) for place in range(model.rowCount())]
    return {row.key: row for row in found}


def test_the_person_in_hand_sets_an_own_pin(dialog: PeopleDialog, desk: Desk) -> None:
    dialog.pin.change.click()
    asked = opened(SetPinDialog)
    assert list(asked.values()) == ["pin", "again"]
    filled(asked, pin=PIN, again=OTHER)
    assert asked.isVisible()
    assert not desk.people.has_pins()
    filled(asked, pin=PIN, again=PIN)
    assert not asked.isVisible()
    desk.people.check_pin("S13", PIN)
    assert dialog.pin.state.mark() is Mark.OK
    assert rows(dialog)["S13"].status_second == "PIN"


def test_a_change_asks_for_the_present_one(dialog: PeopleDialog, desk: Desk) -> None:
    desk.people.set_pin("S13", PIN)
    dialog._changed()
    dialog.pin.change.click()
    asked = opened(SetPinDialog)
    assert "own_pin" in asked.values()
    filled(asked, own_pin=OTHER, pin=OTHER, again=OTHER)
    assert asked.isVisible()
    filled(asked, own_pin=PIN, pin=OTHER, again=OTHER)
    desk.people.check_pin("S13", OTHER)


def test_a_blocked_pin_stands_out_and_is_released(dialog: PeopleDialog, desk: Desk) -> None:
    desk.people.set_pin("S01", PIN)
    for _try in range(5):
        with pytest.raises(Refused):
            desk.people.check_pin("S01", OTHER)
    dialog._show("S01")
    dialog._changed()
    assert rows(dialog)["S01"].mark is Mark.BLOCK
    assert dialog.pin.state.mark() is Mark.BLOCK
    dialog.pin.free.click()
    assert dialog.pin.state.mark() is Mark.OK
    desk.people.check_pin("S01", PIN)


def test_a_pin_of_another_is_taken_away_without_knowing_it(
    dialog: PeopleDialog, desk: Desk
) -> None:
    desk.people.set_pin("S01", PIN)
    dialog._show("S01")
    dialog.pin.take.click()
    asked = opened(SetPinDialog)
    assert asked.values() == {}
    asked.accept()
    assert not desk.people.has_pins()


def test_who_has_none_among_others_with_one_is_named(dialog: PeopleDialog, desk: Desk) -> None:
    dialog._show("S14")
    assert dialog.pin.state.mark() is Mark.TODO
    desk.people.set_pin("S13", PIN)
    dialog._show("S14")
    assert dialog.pin.state.mark() is Mark.WARN


def test_a_clerk_changes_only_the_own_pin(qtbot: Any, shell: Shell, desk: Desk) -> None:
    made = PeopleDialog(shell, desk)
    qtbot.addWidget(made)
    made._show("S13")
    assert not made.pin.change.isEnabled()
    made._show("S01")
    assert made.pin.change.isEnabled()


def test_who_leaves_stays_in_the_list_with_the_reason(dialog: PeopleDialog, desk: Desk) -> None:
    dialog._show("S06")
    with messages.answer_with("moved to 成都"):
        dialog.leaves.click()
    assert rows(dialog)["S06"].second == "moved to 成都"
    assert not dialog.leaves.isEnabled()
    assert "S06" not in {one.login for one in desk.people.all()}
    assert not dialog.pin.change.isEnabled()


def test_the_minutes_of_the_lock_are_chosen_there(dialog: PeopleDialog, desk: Desk) -> None:
    assert dialog.pin.minutes.value() == 5
    dialog.pin.minutes.set_value(10)
    dialog.pin.minutes.edited.emit()
    assert desk.settings.get("lock.minutes") == 10


def test_who_forgot_the_pin_reads_who_can_help(shell: Shell, desk: Desk, qtbot: Any) -> None:
    desk.people.set_pin("S01", PIN)
    helped = ResetPinDialog(shell, desk, "S01")
    qtbot.addWidget(helped)
    assert "许蔚然" in helped._intro.text()
    acting(desk, Role.SERVICE_MANAGER).people.set_pin("S13", PIN)
    alone = ResetPinDialog(shell, desk, "S13")
    qtbot.addWidget(alone)
    assert "许蔚然" not in alone._intro.text()
    alone.show()
    filled(alone, key="000001")
    assert desk.people.has_pin("S13")
    assert alone.isVisible()
