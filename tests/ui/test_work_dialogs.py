"""Hours, parts store, added work, tow and pasted order at the desk: what the dialogs write."""

from datetime import timedelta
from typing import Any

import pytest
from builders import OTHER_VIN, VIN, repair_changes
from intake_stage import shown, staged
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from reading.test_repair_order_text import CHINESE
from stories import drafted
from tab_stage import Window

from warrantydesk.domain.claim import Claim
from warrantydesk.domain.work import StoreLine, StoreState
from warrantydesk.services.add_ons import AddedKind
from warrantydesk.services.desk import Desk
from warrantydesk.ui.add_on_dialog import add_on_of
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.paste_order_dialog import PasteOrderDialog, paste_order
from warrantydesk.ui.store_dialog import AnswerDialog, AskStoreDialog, store_of
from warrantydesk.ui.tabs.intake.dialogs import SignDialog
from warrantydesk.ui.tabs.intake.tab import IntakeTab
from warrantydesk.ui.tow_dialog import tow_of
from warrantydesk.ui.work_dialog import work_on


@pytest.fixture
def window() -> Window:
    """Give a window that writes down what it is asked."""
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Give the tab with a claim in hand that has its lines."""
    made = staged(qapp, qtbot, desk, window)
    return shown(made, drafted(desk, **repair_changes()).id)


@pytest.fixture
def claim(tab: IntakeTab) -> Claim:
    """Give the claim in hand."""
    assert tab.page.claim is not None
    return tab.page.claim


def nothing() -> None:
    """Be told that something changed."""


def filled(dialog: Any, **values: Any) -> Any:
    """Put values into the fields of a dialog."""
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    return dialog


def state_at(dialog: Any, path: str) -> str:
    """Return what is said below a field."""
    return str(dialog.form.cell(path).field.shown_state()[1])


def test_enter_clocks_on_and_enter_on_the_row_clocks_off(
    tab: IntakeTab, desk: Desk, claim: Claim, qtbot: Any
) -> None:
    dialog = work_on(tab.shell, desk, claim, nothing)
    first = dialog.form.field("technician")
    assert dialog.focusWidget() is first
    assert first.value() == "S06"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    (running,) = desk.work.times(claim.id)
    assert (running.technician, running.labour_code) == ("S06", "R1307010")
    desk.bench.clock.go_on(hours=2)  # type: ignore[attr-defined]
    again = work_on(tab.shell, desk, claim, nothing)
    again.table.select_row(0)
    again.table.setFocus()
    qtbot.keyClick(again.table, Qt.Key.Key_Return)
    assert desk.work.times(claim.id)[0].ended_at == desk.bench.now
    again.reject()


def test_an_overlap_is_told_at_once(
    tab: IntakeTab, desk: Desk, claim: Claim, window: Window, qtbot: Any
) -> None:
    other = drafted(desk, OTHER_VIN)
    start = desk.bench.now
    desk.bench.clock.go_on(hours=3)  # type: ignore[attr-defined]
    desk.work.save_time(other.id, "S06", start, start + timedelta(hours=2))
    dialog = work_on(tab.shell, desk, claim, nothing)
    filled(dialog, started_at=start, ended_at=start + timedelta(hours=1)).accept()
    assert other.claim_number in window.toasts[-1]
    again = work_on(tab.shell, desk, claim, nothing)
    again.table.select_row(0)
    again.table.setFocus()
    with answer_with("wrong card"):
        qtbot.keyClick(again.table, Qt.Key.Key_Delete)
    assert desk.work.times(claim.id) == []
    again.reject()


def test_the_store_is_asked_then_its_answer_and_note_are_kept(
    tab: IntakeTab, desk: Desk, claim: Claim
) -> None:
    dialog = store_of(tab.shell, desk, claim, nothing)
    assert isinstance(dialog, AskStoreDialog)
    dialog.accept()
    (asked,) = desk.parts_store.of_claim(claim.id)
    assert len(asked.lines) == len(claim.part_lines)
    answer = store_of(tab.shell, desk, claim, nothing)
    assert isinstance(answer, AnswerDialog)
    answer.lines.put(0, {"in_stock": 3})
    filled(answer, issue_no="CK-7").accept()
    (kept,) = desk.parts_store.of_claim(claim.id)
    assert (kept.state, kept.issue_no, kept.lines[0].in_stock) == (StoreState.ISSUED, "CK-7", 3)


def test_a_line_without_a_number_is_refused_in_its_cell(
    tab: IntakeTab, desk: Desk, claim: Claim
) -> None:
    dialog = store_of(tab.shell, desk, claim, nothing)
    assert isinstance(dialog, AskStoreDialog)
    dialog.lines.put(0, {"part_no": ""})
    dialog.accept()
    assert dialog.isVisible()
    found = dialog.lines.finding_at(0, dialog.lines.model().columns[0])  # type: ignore[attr-defined]
    assert found is not None
    assert desk.parts_store.of_claim(claim.id) == []
    dialog.lines.set_value([])
    dialog.accept()
    assert desk.parts_store.of_claim(claim.id) == []
    dialog.reject()


def test_an_untouched_answer_writes_nothing(tab: IntakeTab, desk: Desk, claim: Claim) -> None:
    asked = desk.parts_store.ask(claim.id, (StoreLine("A-1"),))
    store_of(tab.shell, desk, claim, nothing).accept()
    assert desk.parts_store.of_claim(claim.id) == [asked]


def test_a_line_is_marked_then_allowed_by_name(tab: IntakeTab, desk: Desk, claim: Claim) -> None:
    dialog = add_on_of(tab.shell, desk, claim, nothing)
    dialog.accept()
    assert state_at(dialog, "line")
    filled(dialog, line="part 2").accept()
    assert state_at(dialog, "reason")
    filled(dialog, reason="密封垫老化").accept()
    now = desk.claims.get(claim.id)
    assert now.part_lines[1].add_on.added
    again = add_on_of(tab.shell, desk, now, nothing)
    assert again.form.field("line").value() == "part 2"
    filled(again, by="S13").accept()
    allowed = desk.claims.get(claim.id).part_lines[1].add_on
    assert (allowed.authorised_by, allowed.reason) == ("S13", "密封垫老化")
    assert desk.people.acting.login == "S01"


def test_the_mark_is_taken_back(tab: IntakeTab, desk: Desk, claim: Claim) -> None:
    desk.add_ons.mark_add_on(claim.id, AddedKind.LABOUR, 1, "加做")
    dialog = add_on_of(tab.shell, desk, desk.claims.get(claim.id), nothing)
    dialog._unmark()
    assert not desk.claims.get(claim.id).labour_lines[0].add_on.added


def test_a_tow_is_saved_and_shown_again(tab: IntakeTab, desk: Desk, claim: Claim) -> None:
    dialog = tow_of(tab.shell, desk, claim, nothing)
    dialog.accept()
    assert state_at(dialog, "carrier")
    filled(dialog, carrier="顺达救援", from_place="G2", to_place="本站", km=38).accept()
    (tow,) = desk.tows.of_visit(claim.visit.id)
    assert (tow.km, tow.claim_id) == (38, claim.id)
    again = tow_of(tab.shell, desk, claim, nothing)
    assert again.form.field("carrier").value() == "顺达救援"
    filled(again, customer_signed=True).accept()
    (kept,) = desk.tows.of_visit(claim.visit.id)
    assert (kept.id, kept.customer_signed) == (tow.id, True)


@pytest.fixture
def pasted(tab: IntakeTab, desk: Desk) -> PasteOrderDialog:
    """Give the dialog with a repair order from the clipboard."""
    QGuiApplication.clipboard().setText(CHINESE)
    return paste_order(tab.shell, desk)


def test_the_clipboard_is_read_and_enter_makes_the_claim(
    pasted: PasteOrderDialog, desk: Desk, window: Window, qtbot: Any
) -> None:
    assert pasted.form.field("vin").value() == VIN
    assert [row["part_no"] for row in pasted.parts.value()] == ["1307010-T20", "1307020-T20"]
    assert "备注 无" in pasted.unread.text()
    km = pasted.form.field("mileage_km")
    km.set_value("31000")
    qtbot.keyClick(km, Qt.Key.Key_Return)
    (visit,) = desk.stores.visits.find(repair_order="RO26-77001")
    assert visit.mileage_km == 31_000
    made = desk.stores.claims.of_visit(visit.id)
    assert window.opened[-1] == ("intake", "claim", made[0])


def test_what_cannot_stand_is_said_while_it_is_typed(pasted: PasteOrderDialog, desk: Desk) -> None:
    pasted.text.set_value("VIN: LX0\nMileage: many")
    pasted.read()
    assert state_at(pasted, "mileage_km")
    pasted.accept()
    assert pasted.isVisible()
    assert desk.stores.visits.find(repair_order="RO26-77001") == []
    pasted.text.set_value("nothing of it")
    pasted.read()
    assert not pasted.yes.isEnabled()
    with answer_with(True):
        pasted.reject()


def test_the_customer_signs_in_the_dialog(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window
) -> None:
    tab = shown(staged(qapp, qtbot, desk, window), drafted(desk).id)
    assert tab.page.claim is not None
    tab.page.moves.next()
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, SignDialog)
    assert not dialog.again.isEnabled()
    qtbot.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.mouseMove(dialog.pad, pos=QPoint(120, 60))
    qtbot.mouseMove(dialog.pad, pos=QPoint(200, 30))
    qtbot.mouseRelease(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 30))
    assert dialog.again.isEnabled()
    drawn = dialog.pad.value()
    dialog.accept()
    (signed,) = desk.visits.signatures(tab.page.claim.visit.id)
    assert signed.drawing == drawn != ""


def test_sublet_work_names_its_invoice(tab: IntakeTab, desk: Desk, claim: Claim) -> None:
    lines = tab.page.form.field("other_lines")
    lines.add_row({"code": "SUBLET", "pay_by": "claim"}, edit=False)
    lines.put(0, {"supplier": "苏州精焊", "invoice_no": "24332000"})
    lines.put(0, {"invoiced_on": desk.bench.today, "amount_fen": 20_000})
    tab.page.form.flush()
    (line,) = desk.claims.get(claim.id).other_lines
    assert (line.supplier, line.invoice_no, line.invoiced_on) == (
        "苏州精焊",
        "24332000",
        desk.bench.today,
    )
