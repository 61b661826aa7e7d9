"""Customer care over a real desk, by keyboard: log, text, complaint, call, appointments."""

from datetime import date, timedelta
from typing import Any

import pytest
from fakes import NINE
from intake_stage import shown, staged
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from stories import appraising, drafted, to_submit
from tab_stage import Window

from warrantydesk.domain.care import AppointmentState, Channel, ComplaintStage, Outcome, Party
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk
from warrantydesk.ui.care.appointments_dialog import AppointmentsDialog, open_appointments
from warrantydesk.ui.care.booking_dialog import BookingDialog
from warrantydesk.ui.care.call_dialog import CallDialog, call
from warrantydesk.ui.care.complaint_dialog import (
    CloseDialog,
    HandleDialog,
    NewComplaintDialog,
    new_complaint,
    open_complaint,
)
from warrantydesk.ui.care.contacts_dialog import contacts
from warrantydesk.ui.care.lists_dialog import open_calls, open_complaints
from warrantydesk.ui.care.progress_dialog import tell_customer
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.tabs.intake.more_dialogs import CLAIM_DIALOGS
from warrantydesk.ui.tabs.intake.tab import IntakeTab

TEN = NINE + timedelta(hours=1)


@pytest.fixture
def window() -> Window:
    """Give a window that writes down what it is told."""
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Give the tab without a claim."""
    return staged(qapp, qtbot, desk, window)


def filled(dialog: Any, **values: Any) -> Any:
    """Put values into the fields of a dialog."""
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    return dialog


@pytest.mark.parametrize("words", ["&Contacts…", "Tell the c&ustomer…", "C&omplaint…"])
def test_the_claim_menu_opens_them(
    tab: IntakeTab, desk: Desk, qapp: QApplication, words: str
) -> None:
    shown(tab, drafted(desk).id)
    one = next(one for one in CLAIM_DIALOGS if one.words == words)
    one.load()(tab.page)
    opened = qapp.activeModalWidget()
    assert opened is not None
    assert opened.windowTitle()
    opened.close()


def test_what_was_said_is_written_down_and_can_be_struck_out(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    claim = drafted(desk)
    dialog = contacts(tab.shell, desk, claim)
    assert dialog.focusWidget() is dialog.form.field("party")
    filled(dialog, party=Party.MAKER, with_whom="李经理", text="先按八百处理", amount_fen=80_000)
    qtbot.keyClick(dialog.form.field("with_whom"), Qt.Key.Key_Return)
    made = desk.care.of_claim(claim.id, Party.MAKER)
    assert [(one.with_whom, one.amount_fen) for one in made] == [("李经理", 80_000)]
    again = contacts(tab.shell, desk, claim)
    again.log.select_row(0)
    with answer_with("写错工单"):
        qtbot.keyClick(again.log, Qt.Key.Key_Delete)
    assert desk.care.of_claim(claim.id) == []
    assert again.log.row().note.void_reason == "写错工单"
    again.close()


def test_a_note_without_words_is_refused_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    dialog = contacts(tab.shell, desk, claim)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.form.cell("text").field.shown_state()[1] == "This is missing."
    filled(dialog, text="x", again_on=date(2026, 11, 1)).accept()
    assert "later day" in dialog.form.cell("again_on").field.shown_state()[1]
    assert desk.care.of_claim(claim.id) == []
    dialog.close()


def test_a_text_is_copied_and_written_down_in_one_step(tab: IntakeTab, desk: Desk) -> None:
    claim = appraising(desk)
    dialog = tell_customer(tab.shell, desk, claim)
    first = dialog.form.field("text").value()
    assert first == desk.care.progress_text(claim.id, "en")
    field = dialog.form.field("lang")
    field.set_value("zh")
    field.edited.emit()
    assert dialog.form.field("text").value() == desk.care.progress_text(claim.id, "zh")
    dialog.accept()
    sent = desk.care.of_claim(claim.id)
    assert [(one.channel, one.text) for one in sent] == [
        (Channel.MESSENGER, desk.care.progress_text(claim.id, "zh"))
    ]
    assert QGuiApplication.clipboard().text() == sent[0].text


def test_a_complaint_goes_its_way_through_the_dialogs(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    taken = new_complaint(tab.shell, desk, claim)
    assert isinstance(taken, NewComplaintDialog)
    filled(taken, text="等了三天").accept()
    number = desk.complaints.of_claim(claim.id)[0].id

    def next_one() -> Any:
        return open_complaint(tab.shell, desk, number)

    handle = next_one()
    assert isinstance(handle, HandleDialog)
    filled(handle, owner="S13").accept()
    assert desk.complaints.get(number).stage is ComplaintStage.HANDLING
    filled(next_one(), solution="免费洗车").accept()
    close = next_one()
    assert isinstance(close, CloseDialog)
    close.accept()  # without an answer nothing is closed
    assert desk.complaints.get(number).stage is ComplaintStage.SOLVED
    filled(close, answer="again", reason="要书面答复").accept()
    assert desk.complaints.get(number).stage is ComplaintStage.HANDLING
    filled(next_one(), solution="书面道歉").accept()
    filled(next_one(), answer="yes").accept()
    assert desk.complaints.get(number).satisfied is True


def collected(desk: Desk) -> int:
    """Return the visit of a car that was collected at nine."""
    claim = to_submit(desk)
    desk.visits.sign(claim.visit.id, SignedPaper.COLLECTION, "贺䶮", desk.bench.now)
    return claim.visit.id


def test_a_bad_score_offers_a_complaint(tab: IntakeTab, desk: Desk, qapp: QApplication) -> None:
    visit_id = collected(desk)
    listed = open_calls(tab.shell, desk)
    assert [one.visit_id for one in listed.rows()] == [visit_id]
    listed.accept()
    dialog = qapp.activeModalWidget()
    assert isinstance(dialog, CallDialog)
    filled(dialog, reached=True, score=3, text="等太久")
    with answer_with(True):
        dialog.accept()
    offered = qapp.activeModalWidget()
    assert isinstance(offered, NewComplaintDialog)
    assert offered.form.field("text").value() == "等太久"
    offered.accept()
    assert [one.visit_id for one in desk.complaints.open_ones()] == [visit_id]
    assert listed.rows() == []
    listed.close()


def test_a_good_score_asks_nothing(tab: IntakeTab, desk: Desk) -> None:
    visit_id = collected(desk)
    due = desk.follow_ups.waiting()[0]
    filled(call(tab.shell, desk, due), reached=True, score=9).accept()
    made = desk.follow_ups.of_visit(visit_id)
    assert made is not None
    assert made.score == 9
    assert desk.care.of_visit(visit_id)[-1].outcome is Outcome.REACHED


def test_complaints_are_listed_and_begun(tab: IntakeTab, desk: Desk, qapp: QApplication) -> None:
    desk.complaints.open("大厅太冷", customer_name="路过的客户")
    listed = open_complaints(tab.shell, desk)
    assert [one.text for one in listed.rows()] == ["大厅太冷"]
    listed.accept()
    opened = qapp.activeModalWidget()
    assert isinstance(opened, HandleDialog)
    opened.close()
    listed.close()


def appointments(tab: IntakeTab, desk: Desk) -> AppointmentsDialog:
    return open_appointments(tab.shell, desk)


def on_file(desk: Desk) -> Any:
    """Return a claim of a car on file with a plate."""
    claim = appraising(desk)
    with desk.bench.change("test"):
        desk.vehicles.set_plate(claim.vehicle_id or 0, "京A12345")
    return claim


def test_a_known_car_brings_its_owner_when_it_is_booked(
    tab: IntakeTab, desk: Desk, qtbot: Any, qapp: QApplication
) -> None:
    claim = on_file(desk)
    desk.appointments.book(NINE + timedelta(minutes=30), "首保", plate="京B00001")
    dialog = appointments(tab, desk)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Insert)
    booking = qapp.activeModalWidget()
    assert isinstance(booking, BookingDialog)
    assert booking.form.field("starts_at").value() == TEN  # half past nine is taken
    filled(booking, car="京A12345").form.field("car").edited.emit()
    assert booking.form.field("customer_name").value() == claim.owner.name
    assert booking.form.field("phone").value() == claim.owner.phone
    filled(booking, purpose="异响", starts_at=NINE + timedelta(minutes=45))
    booking.form.field("starts_at").edited.emit()
    assert "京B·0**01" in booking.note.text()
    qtbot.keyClick(booking.form.field("purpose"), Qt.Key.Key_Return)
    made = desk.appointments.of_day(desk.bench.today)[-1]
    assert (made.vehicle_id, made.purpose) == (claim.vehicle_id, "异响")
    assert dialog.day.row().id == made.id
    dialog.close()


def test_enter_receives_who_comes_and_begins_the_claim(
    tab: IntakeTab, desk: Desk, qtbot: Any, window: Window
) -> None:
    former = on_file(desk)
    made = desk.appointments.book(TEN, "异响", plate="京A12345")
    dialog = appointments(tab, desk)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    here = desk.appointments.get(made.id)
    assert here.state is AppointmentState.ARRIVED
    assert here.visit_id == former.visit.id  # the car came this morning already
    assert window.opened[-1] == ("intake", "vin", former.vehicle.vin)


def test_a_car_without_a_visit_gets_a_claim_that_is_linked(
    tab: IntakeTab, desk: Desk, qtbot: Any, window: Window, clock: Any
) -> None:
    former = on_file(desk)
    clock.go_on(days=1)
    made = desk.appointments.book(TEN + timedelta(days=1), "异响", plate="京A12345")
    dialog = appointments(tab, desk)
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    here = desk.appointments.get(made.id)
    assert here.visit_id not in (None, former.visit.id)
    tab_key, kind, claim_id = window.opened[-1]
    assert (tab_key, kind) == ("intake", "claim")
    assert desk.claims.get(claim_id).visit.id == here.visit_id


def test_days_are_walked_and_nobody_is_received_ahead(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    made = desk.appointments.book(TEN + timedelta(days=1), "首保", plate="京B00001")
    dialog = appointments(tab, desk)
    assert dialog.day.row() is None
    qtbot.keyClick(dialog.day, Qt.Key.Key_Right)
    assert dialog.month.day == date(2026, 11, 25)
    assert dialog.day.row().id == made.id
    qtbot.keyClick(dialog.day, Qt.Key.Key_Return)
    assert desk.appointments.get(made.id).state is AppointmentState.BOOKED
    with answer_with("客户改期"):
        qtbot.keyClick(dialog.day, Qt.Key.Key_Delete)
    assert desk.appointments.get(made.id).void_reason == "客户改期"
    assert dialog.day.row() is None
    qtbot.keyClick(dialog.month, Qt.Key.Key_PageDown)
    assert dialog.month.day == date(2026, 12, 1)
    dialog.close()
