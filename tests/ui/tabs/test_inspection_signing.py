"""Inspection: started, signed by several people, frozen, corrected, decided either way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from inspection_stage import answer_of, dialog_of, inspection_of, press, shown, staged
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import LOGIN_OF, acting, appraising, drafted, inspected
from tab_stage import Window

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import PaperDialog
from warrantydesk.ui.tabs.inspection.next_step import Standing, Step, next_step
from warrantydesk.ui.tabs.inspection.tab import InspectionTab

SIGNED = frozenset({Role.TECHNICIAN, Role.CLERK})


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[InspectionTab]:
    """Give the tab; a question that no test has answered beforehand fails it."""
    made = staged(qapp, qtbot, desk, window)
    with messages.answer_with() as asked:
        yield made
        made.hide()
    made.shell.jobs.cancel_all()
    assert not asked


def judged(desk: Desk, conclusion: Conclusion, reason: str = "", *, major: bool = False) -> int:
    """Bring a claim into its inspection and conclude it, unsigned; return its id."""
    claim = appraising(desk)
    given = inspection_of(desk, claim.id)
    desk.inspections.judge(given.id, CauseClass.QUALITY, conclusion, reason, major)
    return claim.id


def sign_all(tab: InspectionTab) -> None:
    """Take the step and let everyone sign that the dialog proposes."""
    assert tab.judgement.step() is Step.SIGN
    tab.judgement.take_step()
    dialog = dialog_of(tab)
    for role, name in dialog.names.items():
        name.set_value(LOGIN_OF[role])
        dialog.ticks[role].set_value(True)
    dialog.accept()


def test_a_draft_is_started_with_one_key(tab: InspectionTab, qtbot: Any, desk: Desk) -> None:
    claim = drafted(desk)
    shown(qtbot, tab, claim.id)
    with messages.answer_with("贺䶮"):
        tab.start.signature_wanted.emit()
    assert not tab.start._sign.isVisible()
    press(qtbot, " ")
    assert desk.claims.get(claim.id).state is State.APPRAISING
    assert tab.checklist.isVisible()
    assert tab.checklist.current_code() == "I001"


def test_without_the_customers_signature_the_reason_is_asked(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    claim = drafted(desk)
    shown(qtbot, tab, claim.id)
    with messages.answer_with(None):
        tab.start.button.click()
    assert desk.claims.get(claim.id).state is State.DRAFT
    with messages.answer_with("towed in at night"):
        tab.start.button.click()
    assert inspection_of(desk, claim.id).start_reason == "towed in at night"


def test_two_people_sign_and_the_clerk_stays_at_the_desk(
    tab: InspectionTab, qtbot: Any, desk: Desk, window: Window
) -> None:
    claim_id = judged(desk, Conclusion.CLAIM)
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    view = desk.inspections.view(inspection_of(desk, claim_id).id)
    assert {s.as_role: s.name for s in view.signatures} == {
        Role.TECHNICIAN: "钱立冬",
        Role.CLERK: "王敏",
    }
    assert desk.people.acting.login == "S01"
    assert window.toasts == ["Signed. The answers are frozen."]
    assert [line.mark for line in tab.judgement.signatures.lines()] == [
        Mark.OK,
        Mark.OK,
        Mark.NA,
        Mark.NA,
    ]


def test_a_signed_list_is_frozen(tab: InspectionTab, qtbot: Any, desk: Desk) -> None:
    claim_id = judged(desk, Conclusion.CLAIM)
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    tab.checklist.select("I006")
    tab.checklist.setFocus()
    press(qtbot, "1", "F2", "Enter")
    assert answer_of(desk, claim_id, "I006") is None
    assert not tab.judgement.conclusion.conclusion.isEnabled()
    assert not tab.checklist.paste()


def test_the_next_step_decides_the_claim(
    tab: InspectionTab, qtbot: Any, desk: Desk, window: Window
) -> None:
    claim_id = judged(desk, Conclusion.CLAIM)
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    assert tab.judgement.step() is Step.DECIDE_CLAIM
    tab.checklist.setFocus()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.claims.get(claim_id).state is State.REPAIRING
    assert tab.judgement.step() is Step.GO_ON
    tab.judgement.take_step()
    assert window.opened == [("intake", "claim", claim_id)]


def test_the_technician_signs_first_and_the_clerk_concludes_later(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    claim_id = appraising(desk).id
    shown(qtbot, tab, claim_id)
    tab.judgement.take_step()
    dialog = dialog_of(tab)
    assert not dialog.ticks[Role.CLERK].value()
    dialog.names[Role.TECHNICIAN].set_value(LOGIN_OF[Role.TECHNICIAN])
    dialog.ticks[Role.TECHNICIAN].set_value(True)
    dialog.accept()
    card = tab.judgement.conclusion
    assert card.conclusion.isEnabled()
    card.cause.chosen.emit(CauseClass.ASSEMBLY)
    card.conclusion.choose(Conclusion.CLAIM)
    assert inspection_of(desk, claim_id).conclusion is None
    tab.judgement.take_step()
    newest = tab.findChildren(type(dialog))[-1]
    assert list(newest.names) == [Role.CLERK]
    newest.accept()
    stored = inspection_of(desk, claim_id)
    assert (stored.cause_class, stored.conclusion) == (CauseClass.ASSEMBLY, Conclusion.CLAIM)
    assert tab.judgement.step() is Step.DECIDE_CLAIM


def test_a_clerk_without_conclusion_is_refused_in_words(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    claim_id = appraising(desk).id
    shown(qtbot, tab, claim_id)
    with messages.answer_with() as asked:
        tab.signing.sign([(Role.CLERK, "S01")])
    assert "Choose the conclusion." in asked[0]
    assert desk.people.acting.login == "S01"


def test_the_dialog_says_what_is_open_and_wants_a_name(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    shown(qtbot, tab, judged(desk, Conclusion.CLAIM, major=True))
    tab.judgement.take_step()
    dialog = dialog_of(tab)
    assert list(dialog.names) == [Role.TECHNICIAN, Role.CLERK, Role.TECHNICAL_MANAGER]
    name = dialog.names[Role.TECHNICAL_MANAGER]
    assert name.value() == LOGIN_OF[Role.TECHNICAL_MANAGER]
    for tick in dialog.ticks.values():
        tick.set_value(False)
    tick.edited.emit()
    assert not dialog.yes.isEnabled()
    name.edited.emit()
    assert dialog.signers() == [(Role.TECHNICAL_MANAGER, name.value())]
    dialog.reject()


def test_a_correction_is_a_new_version_with_the_same_answers(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    claim_id = judged(desk, Conclusion.CLAIM)
    first = inspection_of(desk, claim_id)
    desk.inspections.answer(first.id, "I006", Answer.OK)
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    with messages.answer_with(True):
        tab.judgement.signatures.correction_wanted.emit()
    assert inspection_of(desk, claim_id).number == 2
    assert tab.judgement.step() is Step.SIGN
    tab.checklist.select("I006")
    tab.checklist.setFocus()
    press(qtbot, "2")
    given = answer_of(desk, claim_id, "I006")
    assert given is not None
    assert given.answer is Answer.NOT_OK


def test_not_covered_is_explained_signed_and_decided(
    tab: InspectionTab, qtbot: Any, desk: Desk, tmp_path: Path
) -> None:
    claim_id = judged(desk, Conclusion.NOT_COVERED, "C-PF")
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    assert tab.judgement.step() is Step.PRINT
    tab.judgement.take_step()
    [dialog] = [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)]
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=15_000)
    with messages.answer_with(str(tmp_path / "e.pdf")):
        dialog._save_file()
    assert tab.judgement.step() is Step.CUSTOMER
    with messages.answer_with("signed", "贺䶮"):
        tab.judgement.take_step()
    assert tab.judgement.step() is Step.DECIDE_NOT_COVERED
    tab.judgement.take_step()
    claim = desk.claims.get(claim_id)
    assert (claim.state, claim.codes.ground) == (State.NOT_COVERED, "C-PF")


def test_a_customer_who_will_not_sign_is_noted(
    tab: InspectionTab, qtbot: Any, desk: Desk, tmp_path: Path
) -> None:
    claim_id = judged(desk, Conclusion.NOT_COVERED, "C-PF")
    shown(qtbot, tab, claim_id)
    sign_all(tab)
    desk.papers.draw("explanation", claim_id, tmp_path / "e.pdf")
    with messages.answer_with("unsigned"):
        tab.judgement.take_step()
    claim = desk.claims.get(claim_id)
    assert claim.state is State.NOT_COVERED
    assert claim.codes.ground_text == "The customer would not sign"


def test_a_refusal_without_its_ground_cannot_be_signed(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    shown(qtbot, tab, judged(desk, Conclusion.NOT_COVERED))
    assert tab.judgement.conclusion._missing.isVisible()
    with messages.answer_with() as asked:
        sign_all(tab)
    assert "A refusal needs its ground." in asked[0]


def test_a_decided_claim_is_shown_but_not_changed(
    tab: InspectionTab, qtbot: Any, desk: Desk
) -> None:
    claim = inspected(desk)
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    shown(qtbot, tab, claim.id)
    assert tab.case.frozen
    assert tab.judgement.step() is Step.GO_ON
    assert tab.column.claims.value() == claim.id


@pytest.mark.parametrize(
    ("conclusion", "major", "signed", "explained", "customer", "step"),
    [
        (Conclusion.CLAIM, False, frozenset(), False, False, Step.SIGN),
        (Conclusion.CLAIM, True, SIGNED, False, False, Step.SIGN),
        (Conclusion.CLAIM, False, SIGNED, False, False, Step.DECIDE_CLAIM),
        (Conclusion.GOODWILL, False, SIGNED, False, False, Step.DECIDE_CLAIM),
        (Conclusion.ASK_MAKER, False, SIGNED, False, False, Step.ASK),
        (Conclusion.NOT_COVERED, False, SIGNED, False, True, Step.PRINT),
        (Conclusion.NOT_COVERED, False, SIGNED, True, False, Step.CUSTOMER),
        (Conclusion.NOT_COVERED, False, SIGNED, True, True, Step.DECIDE_NOT_COVERED),
    ],
)
def test_steps_come_in_their_order(
    desk: Desk,
    conclusion: Conclusion,
    major: bool,
    signed: frozenset[Role],
    explained: bool,
    customer: bool,
    step: Step,
) -> None:
    claim_id = judged(desk, conclusion, major=major)
    given = inspection_of(desk, claim_id)
    now = Standing(State.APPRAISING, given, signed, explained, customer)
    assert next_step(now) is step


def test_a_void_claim_offers_no_inspection(tab: InspectionTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    desk.claims.void(claim.id, "a test")
    shown(qtbot, tab, claim.id)
    assert not tab.start.button.isVisible()
    assert "Void" in tab.start._why_not.text()


def test_whoever_may_not_start_is_told_before_being_asked(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    claim = drafted(desk)
    shown(qtbot, tab, claim.id)
    acting(desk, Role.FINANCE)
    with messages.answer_with() as asked:
        tab.signing.start()
    assert len(asked) == 1
    assert "may not do this" in asked[0]
