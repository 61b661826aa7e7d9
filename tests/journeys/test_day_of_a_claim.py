"""A day at the desk by keyboard: a claim goes out, gets its number; another one comes back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from builders import VIN, repair_changes
from journey_stage import follow_to_repair, newest, on_stage, pressed, scanned, typed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from stories import acting, submitted

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage
from warrantydesk.ui.tabs.intake.dialogs import WarningsDialog

CONTROL = Qt.KeyboardModifier.ControlModifier
OTHER_VIN = "LX0DA11A1SA012345"
MAKERS_NUMBER = "QCPT-2026-118245"
COMPLAINT = "Coolant drips from the front after a cold start, about a cup a week"


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over a desk to which the maker has sent one claim back."""
    claim = submitted(desk, OTHER_VIN)
    said = (AnswerLine(LineKind.CLAIM, reason_code="R01"),)
    desk.claims.answer(claim.id, AnswerKind.RETURN, reasons=said)
    with desk.bench.change("set up"):
        desk.stores.claims.save(replace(desk.claims.get(claim.id), due_on=desk.bench.today))
    made = on_stage(desk)
    yield made
    made.close()


def hands(text: str) -> None:
    """Type into whatever has the keyboard."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def sent(stage: Stage, claim_id: int, desk: Desk) -> None:
    """Press the next step; where warnings ask for reasons, write one at each and press Enter."""
    pressed(stage, Qt.Key.Key_Return, CONTROL)
    dialog = stage.window.tab("intake").page.moves.dialog  # type: ignore[attr-defined]
    if isinstance(dialog, WarningsDialog) and dialog.isVisible():
        for _rule in dialog.reasons():
            hands("Right as it is")
            pressed(stage, Qt.Key.Key_Return)
        if dialog.isVisible():
            pressed(stage, Qt.Key.Key_Return)
        stage.window.activateWindow()  # what a desktop does when a dialog closes
        stage.settle()
    assert desk.claims.get(claim_id).state is State.SUBMITTED


def test_a_claim_goes_out_and_another_comes_back_corrected(
    stage: Stage, desk: Desk, qtbot: Any
) -> None:
    (returned,) = desk.claims.in_states((State.RETURNED,), 9)
    new = accepted(stage, desk, qtbot)
    follow_to_repair(desk, new)
    desk.claims.save_draft(new, repair_changes())
    for piece in desk.shelf.pieces_of(new):
        desk.shelf.receive(new, piece.line, piece.piece)
    acting(desk, "clerk").claims.move(new, Action.FINISH_REPAIR)
    stage.settle()

    sent(stage, new, desk)
    numbered(stage, desk, new)
    corrected(stage, desk, returned.id, qtbot)


def accepted(stage: Stage, desk: Desk, qtbot: Any) -> int:
    """Accept a car: Ctrl+N, its VIN by the scanner, mileage and complaint by hand."""
    assert stage.window.front() is stage.window.tab("today")
    pressed(stage, Qt.Key.Key_N, CONTROL)
    scanned(stage, VIN)
    new = newest(desk)
    hands("28400")
    typed(stage, "narrative.complaint", COMPLAINT)
    qtbot.waitUntil(lambda: desk.claims.get(new).narrative.complaint == COMPLAINT, timeout=3000)
    assert desk.claims.get(new).visit.mileage_km == 28400
    return new


def numbered(stage: Stage, desk: Desk, claim_id: int) -> None:
    """Copy two fields for the portal with F9, then type the number that the portal gave."""
    answers = stage.window.tab("intake").answers  # type: ignore[attr-defined]
    assert answers.number.field.hasFocus()
    fields = answers.portal.sheet.fields
    for field in fields[:2]:
        pressed(stage, Qt.Key.Key_F9)
        assert QGuiApplication.clipboard().text() == field.value
    pressed(stage, Qt.Key.Key_Return)
    assert desk.claims.get(claim_id).codes.maker_claim_number == ""
    hands(MAKERS_NUMBER)
    pressed(stage, Qt.Key.Key_Return)
    assert desk.claims.get(claim_id).codes.maker_claim_number == MAKERS_NUMBER
    assert answers.portal.rows.hasFocus()
    assert answers.portal.sheet.done >= 2


def corrected(stage: Stage, desk: Desk, claim_id: int, qtbot: Any) -> None:
    """Open the returned claim from Today, mend it at the marked field, send it as version 2."""
    pressed(stage, Qt.Key.Key_1, CONTROL)
    today = stage.window.tab("today")
    assert today.list.table.hasFocus()  # type: ignore[attr-defined]
    assert today.list.table.row().target.key == claim_id  # type: ignore[attr-defined]
    pressed(stage, Qt.Key.Key_Return)
    page = stage.window.tab("intake").page  # type: ignore[attr-defined]
    assert page.claim.id == claim_id
    assert "R01" in page.banner.text()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.form.isAncestorOf(focus)
    typed(stage, "narrative.complaint", COMPLAINT)
    qtbot.waitUntil(lambda: desk.claims.get(claim_id).narrative.complaint == COMPLAINT)
    sent(stage, claim_id, desk)
    assert [one.number for one in desk.claims.submissions(claim_id)] == [1, 2]
    assert page.filed.is_shown()
    assert page.banner.text() == ""
    rows = page.filed.sheet.versions._model.rows()
    assert COMPLAINT in [row.new for row in rows]


def test_a_scan_over_the_makers_number_opens_its_claim(stage: Stage, desk: Desk) -> None:
    filed = submitted(desk)
    (returned,) = desk.claims.in_states((State.RETURNED,), 9)
    stage.open("intake", "claim", filed.id)
    tab = stage.window.tab("intake")
    tab.answers.number.field.setFocus()  # type: ignore[attr-defined]
    scanned(stage, returned.claim_number)
    stage.open("intake")
    assert desk.claims.get(filed.id).codes.maker_claim_number == ""


def test_a_return_is_recorded_by_keys_and_a_wrong_code_writes_nothing(
    stage: Stage, desk: Desk
) -> None:
    filed = submitted(desk)
    stage.open("intake", "claim", filed.id)
    before = desk.archive.anchor
    pressed(stage, Qt.Key.Key_Return, CONTROL)
    dialog = stage.window.tab("intake").page.filed.dialog  # type: ignore[attr-defined]
    assert dialog.kind.isAncestorOf(QApplication.focusWidget()) or dialog.kind.hasFocus()
    pressed(stage, Qt.Key.Key_Right)
    assert dialog.kind.value() is AnswerKind.RETURN
    dialog.codes[0].setFocus()
    hands("ZZ9")
    pressed(stage, Qt.Key.Key_Return)
    pressed(stage, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert desk.archive.anchor == before
    dialog.codes[0].setFocus()
    dialog.codes[0].selectAll()
    hands("R01")
    pressed(stage, Qt.Key.Key_Return)
    pressed(stage, Qt.Key.Key_Return)
    assert desk.claims.get(filed.id).state is State.RETURNED
