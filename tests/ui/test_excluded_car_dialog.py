"""The dialog in which the maker's exclusion of a car is written down and lifted."""

from typing import Any

import pytest
from builders import OTHER_VIN
from PySide6.QtWidgets import QApplication
from stories import acting, appraising
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.excluded_car_dialog import open_excluded_car
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.shell import Shell


@pytest.fixture
def shell(qapp: QApplication) -> Shell:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(Window())
    return made


def blocked(desk: Desk, claim_id: int) -> bool:
    return "V09" in {found.rule for found in desk.claims.check(claim_id)}


def test_a_car_is_excluded_and_taken_back(qtbot: Any, desk: Desk, shell: Shell) -> None:
    claim = appraising(desk)
    told: list[str] = []
    for reason, stands in (("水淹车", True), ("", False)):
        dialog = open_excluded_car(shell, desk, claim, lambda: told.append("reload"))
        assert dialog is not None
        qtbot.addWidget(dialog)
        assert dialog.form.field("reason").value() == ("" if stands else "水淹车")
        dialog.form.field("reason").set_value(reason)
        dialog.yes.click()
        assert not dialog.isVisible()
        assert blocked(desk, claim.id) is stands
    assert told == ["reload", "reload"]


def test_who_may_not_do_it_is_told_and_nothing_is_lost(
    qtbot: Any, desk: Desk, shell: Shell
) -> None:
    claim = appraising(desk)
    acting(desk, Role.TECHNICIAN)
    dialog = open_excluded_car(shell, desk, claim, lambda: None)
    assert dialog is not None
    qtbot.addWidget(dialog)
    dialog.form.field("reason").set_value("水淹车")
    dialog.yes.click()
    assert dialog.isVisible()
    assert dialog.note.text()
    assert not blocked(desk, claim.id)


def test_a_car_without_a_file_is_told(
    desk: Desk, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, text, *_more, **_kw: said.append(text))
    claim = desk.claims.new(vin=OTHER_VIN)
    assert open_excluded_car(shell, desk, claim, lambda: None) is None
    assert said == ["This car has no file yet: it gets one when the inspection begins."]
