"""A second person's word at the same desk: the PIN is asked where one is set, at every door."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from stories import drafted

import warrantydesk.ui
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.acting_as import acting_as, prove
from warrantydesk.ui.kit import messages
from warrantydesk.ui.pin_dialog import PinDialog
from warrantydesk.ui.redaction_dialog import open_redaction_of_claim
from warrantydesk.ui.shell import Shell

PIN, WRONG = "385214", "111999"
pytestmark = pytest.mark.usefixtures("shell")


def with_pin(desk: Desk, login: str) -> None:
    """Set a person's PIN; who acted acts again."""
    with desk.people.in_place(login):
        desk.people.set_pin(login, PIN)


def hire(desk: Desk) -> None:
    desk.people.save("S20", "石磊", (Role.TECHNICIAN,))


def test_a_second_person_without_a_pin_is_not_asked(desk: Desk) -> None:
    with messages.answer_with() as asked, acting_as(desk, "S13"):
        hire(desk)
    assert asked == []
    assert desk.people.acting.login == "S01"


def test_the_right_pin_lets_the_second_person_act_and_the_first_goes_on(desk: Desk) -> None:
    with_pin(desk, "S13")
    with messages.answer_with(PIN) as asked, acting_as(desk, "S13"):
        assert desk.people.acting.login == "S13"
        hire(desk)
    assert "许蔚然" in asked[0]
    assert desk.people.acting.login == "S01"
    last = desk.stores.desk_events.find()[-1]
    assert (last.kind, last.login, last.subject) == (EventKind.APPROVED, "S13", "S01")
    (seq,) = desk.stores.db.query("SELECT max(seq) FROM journal WHERE tbl = 'person'")[0]
    (actor,) = desk.stores.db.query("SELECT actor FROM journal WHERE seq = ?", (seq,))[0]
    assert actor == "S13"


@pytest.mark.parametrize("answer", [None, WRONG])
def test_without_it_nothing_is_done(desk: Desk, answer: str | None) -> None:
    with_pin(desk, "S13")
    with messages.answer_with(answer), pytest.raises(Refused) as refusal, acting_as(desk, "S13"):
        hire(desk)
    assert refusal.value.codes == ("RIGHT",)
    assert desk.stores.people.by_login("S20") is None
    assert desk.people.acting.login == "S01"


def test_nobody_proves_to_be_who_sits_here_anyway(desk: Desk) -> None:
    with_pin(desk, "S01")
    with messages.answer_with():
        prove(desk, "S01")


def test_a_wrong_pin_is_said_in_the_dialog_and_can_be_entered_again(
    qtbot: Any, shell: Shell, desk: Desk
) -> None:
    with_pin(desk, "S13")
    dialog = PinDialog("PIN", "Confirm", "", lambda pin: desk.people.check_pin("S13", pin), None)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert dialog.wrong.text() != ""
    dialog.pin.setText(WRONG)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert "4" in dialog.wrong.text()
    assert dialog.pin.text() == ""
    dialog.pin.setText(PIN)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert dialog.result() == 1


def test_the_pin_is_asked_before_a_worker_takes_values_out(
    qtbot: Any, shell: Shell, desk: Desk
) -> None:
    claim = drafted(desk)
    desk.claims.void(claim.id, "entered twice")
    with_pin(desk, "S13")
    dialog = open_redaction_of_claim(shell, desk, claim.id)
    assert dialog is not None
    values = {"reason": "asked for", "name": dialog._typed, "by": "S13", "asked_on": None}
    if dialog.form.section_of("despite_reason") is not None:
        values["despite_reason"] = "the court says so"
    dialog.form.fill(values, fresh=True)
    with messages.answer_with(None):
        dialog.accept()
    assert dialog.isVisible()
    assert "许蔚然" in json.dumps(dialog.form.problems()) + dialog.note.text() + _said(dialog)
    assert desk.claims.get(claim.id).owner.name != ""


def _said(dialog: Any) -> str:
    field = dialog.form.field("by")
    return str(field.shown_state()[1])


def test_no_window_lets_another_person_act_past_the_door() -> None:
    folder = Path(warrantydesk.ui.__file__).parent
    allowed = {"acting_as.py", "redaction_dialog.py"}
    doors = ("people.act_as(", "people.in_place(")
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.rglob("*.py")}
    found = [
        name
        for name, text in texts.items()
        if name not in allowed and any(door in text for door in doors)
    ]
    assert found == []
