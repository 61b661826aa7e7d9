"""Intake after the submission: the answer, the versions, the appeal, the portal aid."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN
from intake_stage import shown, staged
from locks import past_locks
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from stories import submitted, to_submit
from tab_stage import Window

from warrantydesk.domain.claim import Action, Claim, State
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind
from warrantydesk.domain.claim.appeal import AppealState
from warrantydesk.domain.maker_fields import Form
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.answer.appeal_dialog import AppealDialog
from warrantydesk.ui.tabs.intake.answer.charge_dialog import ChargeBackDialog
from warrantydesk.ui.tabs.intake.answer.maker_file import export_waiting
from warrantydesk.ui.tabs.intake.answer.note_dialog import NoteDialog
from warrantydesk.ui.tabs.intake.answer.record_dialog import ALLOWED, UPHELD, AnswerDialog
from warrantydesk.ui.tabs.intake.tab import IntakeTab

GROUNDS = "支架四颗螺栓锈死，追加工时有照片为证。"


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[IntakeTab]:
    """Give the tab; a question that no test has answered beforehand fails it."""
    made = staged(qapp, qtbot, desk, window)
    with messages.answer_with() as asked:
        yield made
        made.hide()
    assert not asked


def opened(tab: IntakeTab, kind: type[Any], verb: str = "") -> Any:
    """Open a dialog by its verb, or by the next step; return it."""
    if verb:
        tab.page.filed.ask(verb)
    else:
        tab.page.moves.next()
    dialog = tab.page.filed.dialog
    assert isinstance(dialog, kind)
    return dialog


def cut_short(desk: Desk) -> Claim:
    """Bring a claim to an approval whose labour was cut by 100 yuan."""
    claim = submitted(desk)
    labour = next(one for one in desk.claims.amounts(claim.id) if one.kind is LineKind.LABOUR)
    lines = (AnswerLine(LineKind.LABOUR, labour.line, labour.claimed_fen - 10_000, "R15"),)
    desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=lines)
    return desk.claims.get(claim.id)


def returned(desk: Desk, code: str = "R01") -> Claim:
    """Bring a claim back for correction."""
    claim = submitted(desk)
    said = (AnswerLine(LineKind.CLAIM, reason_code=code),)
    desk.claims.answer(claim.id, AnswerKind.RETURN, reasons=said)
    return desk.claims.get(claim.id)


def test_a_filed_claim_shows_its_answer_and_the_form_on_request(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, submitted(desk).id)
    filed = tab.page.filed
    assert filed.is_shown()
    assert tab.answers.isVisible()
    titles = [item.title for item in filed.scroll.ribbon.items()]
    assert titles == [
        "The maker's answer",
        "Versions",
        "Correspondence",
        "Appeal",
        "Filed content",
        "Papers",
    ]
    filed.ask("filed")
    assert not filed.is_shown()
    assert tab.page.form.is_frozen()
    tab.page.banner._follow()
    assert filed.is_shown()


def test_an_approval_is_recorded_with_one_key_and_handling_follows(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    dialog = opened(tab, AnswerDialog)
    rows = dialog.table.value()
    part = next(n for n, row in enumerate(rows) if row["kind"] is LineKind.PART)
    handling = next(n for n, row in enumerate(rows) if row["kind"] is LineKind.HANDLING)
    assert all(row["approved_fen"] == row["claimed_fen"] for row in rows)
    dialog.table.put(part, {"approved_fen": 0, "reason_code": "D01"})
    parts = [row for row in dialog.table.value() if row["kind"] is LineKind.PART]
    left = sum(row["approved_fen"] for row in parts) / sum(row["claimed_fen"] for row in parts)
    now = dialog.table.value()[handling]
    assert now["approved_fen"] == pytest.approx(left * now["claimed_fen"], abs=1)
    dialog.accept()
    now = desk.claims.get(claim.id)
    assert now.state is State.APPROVED
    figures = tab.page.filed.sheet.bar.figures()
    assert [one.caption for one in figures] == ["Claimed", "Approved", "Short", "Paid"]
    assert figures[2].amount != "0.00"
    assert tab.page.foot.next.text() == "Appeal…"
    assert tab.page.foot.other.text() == "Accept the shortfall…"
    assert tab.page.foot.clock.text()


def test_a_return_without_a_reason_stays_open_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    dialog = opened(tab, AnswerDialog, "return")
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.SUBMITTED
    dialog.form.field("reasons[0].reason_code").set_value("R01")
    dialog.form.field("reasons[0].reason_code").edited.emit()
    assert "3C" in dialog.hint.text() or "3 Cs" in dialog.hint.text()
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.RETURNED


def test_a_returned_claim_is_open_with_the_reasons_at_its_fields(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = returned(desk)
    shown(tab, claim.id)
    page = tab.page
    assert not page.filed.is_shown()
    assert not page.form.is_frozen()
    assert "R01" in page.banner.text()
    marked = [one for one in page.shown_findings() if "R01" in one.text]
    assert [(one.path, one.severity) for one in marked] == [("narrative.complaint", Mark.INFO)]
    assert page.foot.next.text() == "Correct and resubmit…"
    desk.claims.save_draft(claim.id, {"narrative": {"remark": "照厂家意见改正"}})
    page.reload()
    page.banner._follow()
    assert page.filed.is_shown()
    rows = page.filed.sheet.versions._model.rows()
    assert [(row.path, row.by) for row in rows] == [("narrative.remark", "王敏")]
    page.filed.show_form()
    assert not page.filed.is_shown()


def test_an_appeal_is_kept_for_later_then_filed(tab: IntakeTab, desk: Desk) -> None:
    claim = cut_short(desk)
    shown(tab, claim.id)
    assert tab.answers.appeal.isVisible()
    dialog = opened(tab, AppealDialog)
    assert next(row["kind"] for row in dialog.table.value()) is LineKind.LABOUR
    dialog.form.field("grounds").set_value(GROUNDS)
    dialog.later.click()
    draft = tab.page.filed.view.appeal
    assert draft.state is AppealState.DRAFT
    assert draft.grounds == GROUNDS
    assert tab.answers.portal.form.value() is Form.APPEAL
    again = opened(tab, AppealDialog, "appeal")
    assert again.form.field("grounds").value() == GROUNDS
    again.accept()
    assert desk.claims.get(claim.id).state is State.APPEALED
    assert tab.page.foot.next.text() == "Record decision…"


def test_after_its_clock_only_the_service_manager_lets_an_appeal_go_out(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = cut_short(desk)
    over = replace(claim, due_on=desk.bench.today - timedelta(days=1))
    with desk.bench.change("set up"):
        desk.stores.claims.save(over)
    shown(tab, claim.id)
    dialog = opened(tab, AppealDialog, "appeal")
    dialog.form.field("grounds").set_value(GROUNDS)
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.APPROVED
    dialog.form.field("override_by").set_value("S13")
    dialog.form.field("override_reason").set_value("通知单晚到")
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.APPEALED
    assert desk.answered.of(claim.id).appeal.override_by == "S13"
    assert desk.people.acting.login == "S01"


def test_a_decision_ends_the_appeal(tab: IntakeTab, desk: Desk) -> None:
    claim = cut_short(desk)
    desk.claims.appeal(claim.id, grounds=GROUNDS)
    shown(tab, claim.id)
    dialog = opened(tab, AnswerDialog)
    assert dialog.kind.value() == ALLOWED
    dialog.kind.choose(UPHELD)
    dialog.form.field("reasons[0].reason_code").set_value("D01")
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.APPROVED
    assert tab.page.filed.view.appeal.state is AppealState.DECIDED


def test_the_makers_number_is_pasted_right_after_the_submission(tab: IntakeTab, desk: Desk) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    card = tab.answers.number
    assert card.isVisible()
    card.field.setText("  W2611-90417 ")
    card.keep.click()
    assert desk.claims.get(claim.id).codes.maker_claim_number == "W2611-90417"
    assert not card.isVisible()


def test_copying_in_the_portal_aid_ticks_and_goes_on(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    portal = tab.answers.portal
    first, second = portal.sheet.fields[:2]
    assert portal.rows.current().field.key == first.key
    portal.copy_next()
    assert QGuiApplication.clipboard().text() == first.value
    assert desk.portal.sheet(claim.id).done == 1
    assert portal.rows.current().field.key == second.key
    qtbot.keyClick(portal.rows, Qt.Key.Key_Space)
    assert desk.portal.sheet(claim.id).done == 2
    qtbot.keyClick(portal.rows, Qt.Key.Key_Space)
    assert desk.portal.sheet(claim.id).done == 1


def test_correspondence_and_a_charge_back_are_written_down(tab: IntakeTab, desk: Desk) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    note = opened(tab, NoteDialog, "note")
    note.form.field("text").set_value("厂家电话：请补照片")
    note.accept()
    lines = tab.page.filed.sheet._mail.rows()
    assert [one.what for one in lines] == ["厂家电话：请补照片"]
    desk.claims.answer(claim.id, AnswerKind.APPROVAL)
    tab.page.reload()
    charge = opened(tab, ChargeBackDialog, "charge_back")
    charge.form.field("reason_code").set_value("D10")
    charge.accept()
    taken = desk.answered.of(claim.id).charge_backs
    assert [one.amount_fen for one in taken] == [desk.claims.get(claim.id).approved_fen]
    (told,) = tab.page.filed.sheet.charges.notes()
    assert told.link == "Object or end…"
    with messages.answer_with("object", "旧件与单据一致，附照片"):
        tab.page.filed.ask(told.key)
    assert desk.answered.of(claim.id).charge_backs[0].objection
    with messages.answer_with("withdrawn"):
        tab.page.filed.ask(told.key)
    (told,) = tab.page.filed.sheet.charges.notes()
    assert (told.answer, told.key) == ("withdrawn by the maker", "")


def test_a_claim_sent_again_elsewhere_shows_its_answer_again(tab: IntakeTab, desk: Desk) -> None:
    claim = returned(desk)
    shown(tab, claim.id)
    page = tab.page
    assert not page.filed.is_shown()
    assert "R01" in page.banner.text()
    desk.claims.save_draft(claim.id, {"narrative": {"remark": "已补照片"}})
    reasons = {one.rule: "已核对" for one in desk.claims.check(claim.id)}
    desk.claims.submit(claim.id, reasons)
    assert page.claim is not None
    assert page.claim.state is State.SUBMITTED
    assert page.filed.is_shown()
    assert page.banner.text() == ""
    assert tab.right.currentWidget() is tab.answers


def test_giving_up_asks_for_its_reason(tab: IntakeTab, desk: Desk) -> None:
    claim = returned(desk)
    shown(tab, claim.id)
    with messages.answer_with("金额太小"):
        tab.page.foot.other.click()
    assert desk.claims.get(claim.id).state is State.REJECTED_FINAL


def test_the_menu_offers_every_action_of_the_state_once(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, submitted(desk).id)
    menu = QMenu()
    tab.page.moves.fill_menu(menu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert {"Record return…", "Record rejection…", "Withdraw…"} <= set(words)
    assert len(words) == len(set(words))


def test_what_waits_for_the_makers_number_goes_into_one_file(
    tab: IntakeTab, desk: Desk, tmp_path: Path, window: Window
) -> None:
    shown(tab, submitted(desk).id)
    file = tmp_path / "claims.csv"
    with messages.answer_with("csv", str(file)):
        export_waiting(tab)
    assert "站代码" in file.read_text(encoding="utf-8-sig")
    assert window.toasts[-1] == "1 claim is in claims.csv"


def test_where_a_supplier_pays_too_the_file_asks_whose_claims_it_holds(
    tab: IntakeTab, desk: Desk, tmp_path: Path
) -> None:
    ours, tyres = submitted(desk), submitted(desk, OTHER_VIN)
    with past_locks(desk, "claim"):
        desk.stores.claims.save(replace(tyres, payer="QE5048"))
    shown(tab, ours.id)
    file = tmp_path / "claims.csv"
    with messages.answer_with("QE5048", "csv", str(file)):
        export_waiting(tab)
    text = file.read_text(encoding="utf-8-sig")
    assert tyres.claim_number in text
    assert ours.claim_number not in text


def test_the_list_tells_the_clock_in_red_once_it_is_over(tab: IntakeTab, desk: Desk) -> None:
    claim = returned(desk)
    over = replace(claim, due_on=desk.bench.today - timedelta(days=2))
    with desk.bench.change("set up"):
        desk.stores.claims.save(over)
    shown(tab)
    row = next(one for one in tab.list.queue.items() if one.key == claim.id)
    assert row.status_second == "correct: 2 days over"
    assert row.tone.value == "danger"


def test_the_sections_are_walked_by_keys(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab, submitted(desk).id)
    filed = tab.page.filed
    filed.sheet.documents.tiles()[0].setFocus()
    filed.step_section(-1)
    assert filed.scroll.ribbon.current() == "filed"


def test_submitting_turns_the_form_into_the_answer(tab: IntakeTab, desk: Desk) -> None:
    claim = to_submit(desk)
    shown(tab, claim.id)
    assert not tab.page.filed.is_shown()
    desk.claims.submit(claim.id, {one.rule: "已核对" for one in desk.claims.check(claim.id)})
    tab.page.reload()
    assert tab.page.filed.is_shown()
    tab.page.moves.do(Action.RECORD_REJECTION)
    assert isinstance(tab.page.filed.dialog, AnswerDialog)
