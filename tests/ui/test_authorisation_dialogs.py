"""Maker, technical manager and service manager are asked by keyboard, over a real desk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from builders import OTHER_VIN, repair_changes
from intake_stage import shown, staged
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from stories import appraising, drafted, inspected, repairing, submitted
from tab_stage import Window

from warrantydesk.domain.authorisation import AuthorisationOutcome, AuthorisationState
from warrantydesk.domain.claim import State
from warrantydesk.domain.finding import Finding, Severity
from warrantydesk.domain.inspection import Conclusion
from warrantydesk.services.desk import Desk
from warrantydesk.ui.authorisation_dialog import ask_maker, open_request
from warrantydesk.ui.authorisation_dialog_record import NoteDialog, RecordDialog, record
from warrantydesk.ui.authorisation_words import mark_of, standing, told
from warrantydesk.ui.escalation_dialog import DecisionDialog, QuestionDialog, escalate
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.override_dialog import let_pass, passable
from warrantydesk.ui.papers import PaperDialog
from warrantydesk.ui.tabs.intake.more_dialogs import CLAIM_DIALOGS
from warrantydesk.ui.tabs.intake.tab import IntakeTab

OPENERS = {
    "open_request", "open_record", "open_escalation", "open_override",
}  # fmt: skip


@pytest.fixture
def window() -> Window:
    """Give a window that writes down what it is told."""
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Give the tab without a claim."""
    return staged(qapp, qtbot, desk, window)


def nothing() -> None:
    """Do nothing afterwards."""


def at(tab: IntakeTab, verb: Callable[..., Any], claim_id: int) -> Any:
    """Open a dialog about a claim."""
    claim = tab.desk.claims.get(claim_id)
    return verb(tab.shell, tab.desk, claim, nothing)


def filled(dialog: Any, **values: Any) -> Any:
    """Put values into the fields of a dialog."""
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
        dialog.form.field(path).edited.emit()
    return dialog


def state_at(dialog: Any, path: str) -> str:
    """Return what is said below a field."""
    return str(dialog.form.cell(path).field.shown_state()[1])


def close_paper(qtbot: Any, tab: IntakeTab) -> None:
    """Wait for the paper that follows a request, and close it."""
    qtbot.waitUntil(tab.shell.jobs.idle)
    for one in QApplication.topLevelWidgets():
        if isinstance(one, PaperDialog):
            one.reject()
            one.deleteLater()
            QApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)


def test_a_request_begins_with_its_question_and_goes_out(
    tab: IntakeTab, desk: Desk, window: Window, qtbot: Any
) -> None:
    claim = appraising(desk)
    desk.claims.save_draft(claim.id, repair_changes())
    dialog = at(tab, ask_maker, claim.id)
    assert dialog.focusWidget() is dialog.form.field("question")
    assert "140 kPa" in dialog.form.field("question").value()
    assert dialog.form.field("items.whole").value() is True
    part = dialog.form.field("items.part-1307010-T20")
    part.setFocus()
    qtbot.keyClick(part, Qt.Key.Key_Space)
    filled(dialog, amount_fen=90_000)
    qtbot.keyClick(part, Qt.Key.Key_Return)
    close_paper(qtbot, tab)
    (asked,) = desk.authorisations.of_claim(claim.id)
    assert [(one.scope, one.code, one.amount_fen) for one in asked.items] == [
        ("claim", "", None),
        ("part", "1307010-T20", None),
        ("amount", "", 90_000),
    ]
    assert desk.claims.get(claim.id).state is State.PREAUTH_WAIT
    assert window.toasts == [
        f"{claim.claim_number} waits for the maker; the answer is expected by 2026-12-01"
    ]


def test_an_empty_question_is_refused_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    claim = appraising(desk)
    dialog = filled(at(tab, ask_maker, claim.id), question="")
    dialog.accept()
    assert dialog.isVisible()
    assert "question" in state_at(dialog, "question")
    assert desk.authorisations.waiting(claim.id) is None
    dialog.reject()


def test_a_claim_that_is_not_appraised_is_told_what_to_do_instead(
    tab: IntakeTab, desk: Desk
) -> None:
    shown(tab, drafted(desk).id)
    with answer_with() as asked:
        open_request(tab.page)
    assert "noted" in " ".join(str(one) for one in asked)


def test_the_answer_is_recorded_with_number_and_limit(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    claim = appraising(desk)
    desk.authorisations.request(claim.id, "?")
    dialog = at(tab, record, claim.id)
    assert isinstance(dialog, RecordDialog)
    assert dialog.form.field("outcome").value() is None
    assert dialog.form.field("expires_on").value() == date(2026, 12, 24)
    filled(dialog, outcome=AuthorisationOutcome.APPROVED)
    number = dialog.form.field("number")
    number.setFocus()
    qtbot.keyClicks(number, "pa-7")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    given = desk.authorisations.granted(claim.id)
    assert given is not None
    assert given.number == "PA-7"
    assert desk.claims.get(claim.id).state is State.APPRAISING


def test_the_last_day_follows_the_day_of_the_answer_until_it_is_chosen(
    tab: IntakeTab, desk: Desk
) -> None:
    dialog = at(tab, record, repairing(desk).id)
    expires = dialog.form.field("expires_on")
    filled(dialog, answered_on=date(2026, 11, 20))
    assert expires.value() == date(2026, 12, 20)
    filled(dialog, expires_on=date(2026, 12, 1))
    filled(dialog, answered_on=date(2026, 11, 18))
    assert expires.value() == date(2026, 12, 1)
    dialog.reject()


def test_what_is_refused_has_no_number_on_screen(tab: IntakeTab, desk: Desk) -> None:
    claim = appraising(desk)
    desk.authorisations.request(claim.id, "?")
    dialog = filled(at(tab, record, claim.id), outcome=AuthorisationOutcome.REJECTED)
    assert not dialog.form.cell("number").isVisible()
    filled(dialog, answer="not a fault of the part").accept()
    assert desk.claims.get(claim.id).state is State.NOT_COVERED


def test_an_approval_without_number_stays_open(tab: IntakeTab, desk: Desk) -> None:
    claim = appraising(desk)
    desk.authorisations.request(claim.id, "?")
    dialog = filled(at(tab, record, claim.id), outcome=AuthorisationOutcome.APPROVED)
    dialog.accept()
    assert dialog.isVisible()
    assert "number" in state_at(dialog, "number")
    assert desk.authorisations.granted(claim.id) is None
    dialog.reject()


def test_an_authorisation_is_noted_and_voided(tab: IntakeTab, desk: Desk, window: Window) -> None:
    claim = repairing(desk)
    dialog = at(tab, record, claim.id)
    assert isinstance(dialog, NoteDialog)
    filled(dialog, number="PH-3", approved_fen=50_000).accept()
    given = desk.authorisations.granted(claim.id)
    assert given is not None
    assert window.toasts == [told(desk, given)]
    assert "30 days left" in told(desk, given)
    again = at(tab, record, claim.id)
    with answer_with("wrong claim"):
        again._void()
    assert desk.authorisations.of_claim(claim.id)[0].state is AuthorisationState.VOID


def test_a_number_of_another_car_is_pointed_out(tab: IntakeTab, desk: Desk, window: Window) -> None:
    other = drafted(desk, OTHER_VIN)
    desk.authorisations.note(other.id, "A-1")
    filled(at(tab, record, repairing(desk).id), number="a-1").accept()
    (said,) = window.toasts
    assert other.claim_number in said


def test_a_number_typed_on_the_claim_is_offered_until_it_is_noted(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = repairing(desk)
    desk.claims.save_draft(claim.id, {"codes": {"authorisation_no": "PA-5"}})
    dialog = at(tab, record, claim.id)
    assert dialog.form.field("number").value() == "PA-5"
    dialog.accept()
    again = at(tab, record, claim.id)
    assert again.form.field("number").value() == ""
    again.reject()


def test_a_paper_for_another_car_is_noted_as_it_is(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = repairing(desk)
    dialog = at(tab, record, claim.id)
    assert dialog.form.field("vin").value() == claim.vehicle.vin
    filled(dialog, number="A-1", vin=OTHER_VIN).accept()
    given = desk.authorisations.granted(claim.id)
    assert given is not None
    assert given.vin == OTHER_VIN
    assert OTHER_VIN in window.toasts[0]


def test_a_claim_that_went_out_takes_no_authorisation(tab: IntakeTab, desk: Desk) -> None:
    claim = submitted(desk)
    with answer_with() as asked:
        assert at(tab, record, claim.id) is None
    assert asked


@pytest.mark.parametrize(
    ("expires", "mark"),
    [
        (None, Mark.OK),
        (date(2026, 12, 24), Mark.OK),
        (date(2026, 12, 1), Mark.WARN),
        (date(2026, 11, 24), Mark.WARN),
        (date(2026, 11, 23), Mark.BLOCK),
    ],
)
def test_the_last_day_weighs_more_the_nearer_it_is(
    desk: Desk, expires: date | None, mark: Mark
) -> None:
    noted = desk.authorisations.note(repairing(desk).id, "A-1")
    assert mark_of(desk, replace(noted, expires_on=expires)) is mark


def test_the_technical_manager_is_asked_and_decides_under_his_name(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = inspected(desk)
    question = at(tab, escalate, claim.id)
    assert isinstance(question, QuestionDialog)
    assert question.form.field("to_login").value() == "S12"
    filled(question, question="Block or assembly?").accept()
    decision = at(tab, escalate, claim.id)
    assert isinstance(decision, DecisionDialog)
    assert decision.focusWidget() is decision.form.field("decision")
    decision.accept()
    assert decision.isVisible()
    filled(decision, decision=Conclusion.ASK_MAKER, text="worn bore").accept()
    decided = desk.escalations.decided_of(claim.id)
    assert decided is not None
    assert (decided.decided_by, decided.decision) == ("S12", "ask_maker")
    assert desk.people.acting.login == "S01"
    assert window.toasts[-1] == "郑一鸣 decided: Ask the maker (worn bore)"


def test_who_is_no_technical_manager_hands_the_keyboard_back(tab: IntakeTab, desk: Desk) -> None:
    claim = inspected(desk)
    desk.escalations.ask(claim.id, "Block?")
    dialog = filled(at(tab, escalate, claim.id), decision=Conclusion.CLAIM, text=" ")
    dialog.accept()
    assert state_at(dialog, "text")
    assert desk.people.acting.login == "S01"
    with answer_with("too early"):
        dialog._void()
    assert desk.escalations.open_of(claim.id) is None


def test_only_blocks_of_the_manager_can_be_let_pass(tab: IntakeTab, desk: Desk) -> None:
    block = Finding("V24", "part_lines", "too late", by_manager=True)
    findings = [
        block,
        replace(block, field="labour_lines"),
        replace(block, rule="V01", by_manager=False),
        replace(block, rule="V36", severity=Severity.WARN),
    ]
    assert passable(findings) == {"V24": block}
    claim = repairing(desk)
    dialog = let_pass(tab.shell, desk, claim, findings, nothing)
    assert dialog.form.field("rule").value() == "V24"
    assert dialog.form.field("by").value() == "S13"
    dialog.reject()


def test_the_menu_leads_to_each_dialog() -> None:
    assert {one.load().__name__ for one in CLAIM_DIALOGS} >= OPENERS


def test_the_claim_says_beside_its_diagnosis_what_was_asked(tab: IntakeTab, desk: Desk) -> None:
    claim = appraising(desk)
    shown(tab, claim.id)
    assert standing(desk, claim) == ""
    desk.escalations.ask(claim.id, "Block?")
    desk.authorisations.note(claim.id, "A-1")
    assert "Lies before the technical manager" in standing(desk, claim)
    assert "A-1" in standing(desk, claim)
    desk.authorisations.request(claim.id, "?")
    tab.page.reload()
    section = tab.page.form.section_of("codes.authorisation_no")
    assert section is not None
    expected = "The maker is asked; answer expected by 2026-12-01"
    assert section.header._note.text() == standing(desk, claim) == expected


def test_the_service_manager_lets_a_block_pass_and_takes_it_back(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = repairing(desk)
    block = Finding("V24", "part_lines", "too late", by_manager=True)
    dialog = let_pass(tab.shell, desk, claim, [block], nothing)
    filled(dialog, reason="the maker agreed by phone").accept()
    (given,) = desk.claims.facts(claim.id).overrides
    assert (given.rule, given.given_by) == ("V24", "S13")
    assert desk.people.acting.login == "S01"
    passed = replace(block, severity=Severity.INFO, override=given.reason)
    again = let_pass(tab.shell, desk, claim, [passed], nothing)
    with answer_with("it did not"):
        again._void()
    assert desk.claims.facts(claim.id).overrides == ()
