"""The inspection by keyboard, its readings, its signatures, and what follows from it."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import appraising, drafted
from tab_stage import Window

from warrantydesk.domain.claim import State
from warrantydesk.domain.inspection import Answer, CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.inspection.next_step import Step
from warrantydesk.ui.tabs.inspection.tab import InspectionTab

BOTH = [(Role.TECHNICIAN, "S06"), (Role.CLERK, "S01")]


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[InspectionTab]:
    """Give the tab with a claim under inspection in front."""
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(Window())
    claim = appraising(desk)
    desk.claims.save_draft(claim.id, {"codes": {"fault_code": "CO101"}})
    made = InspectionTab(shell, desk)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    desk.listen(lambda change: made.on_change(next(iter(change.kinds & made.SHOWS), None)))
    made.show()
    made.open_thing("claim", claim.id)
    yield made
    made.flush()


def answers(desk: Desk, tab: InspectionTab) -> dict[str, Answer | None]:
    """Return the saved answers by item."""
    view = desk.inspections.view(tab.case.inspection.id)
    return {code: answer.answer for code, answer in view.answers.items()}


def test_digits_answer_the_current_row_and_go_on_but_after_not_ok(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    first = tab.checklist.current_code()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_1)
    second = tab.checklist.current_code()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_3)
    third = tab.checklist.current_code()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_2)
    assert tab.checklist.current_code() == third
    assert len({first, second, third}) == 3
    assert answers(desk, tab) == {first: Answer.OK, second: Answer.NA, third: Answer.NOT_OK}
    qtbot.keyClick(tab.checklist, Qt.Key.Key_Up)
    qtbot.keyClick(tab.checklist, Qt.Key.Key_Delete)
    assert answers(desk, tab)[second] is None


def test_a_reading_outside_its_tolerance_is_not_ok_by_itself(
    tab: InspectionTab, desk: Desk
) -> None:
    row = next(r for r in tab.case.rows if getattr(r, "kind", "") == "measure" and r.limits.high)
    tab.case.read(row.code, row.limits.high * 2)
    assert answers(desk, tab)[row.code] is Answer.NOT_OK
    tab.case.read(row.code, row.limits.high)
    assert answers(desk, tab)[row.code] is Answer.OK


def test_an_answer_is_undone_by_name(tab: InspectionTab, desk: Desk, qtbot: Any) -> None:
    code = tab.checklist.current_code()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_2)
    assert desk.undo_name == "answer item"
    desk.undo()
    assert answers(desk, tab)[code] is None


def test_signing_freezes_the_answers_and_a_correction_opens_them(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    code = tab.checklist.current_code()
    qtbot.keyClick(tab.checklist, Qt.Key.Key_1)
    tab.case.judge(cause_class=CauseClass.QUALITY, conclusion=Conclusion.CLAIM)
    tab.signing.sign(BOTH)
    assert tab.case.frozen
    qtbot.keyClick(tab.checklist, Qt.Key.Key_2)
    assert answers(desk, tab)[code] is Answer.OK
    assert desk.people.acting.login == "S01"
    with messages.answer_with(True):
        tab.signing.correct()
    assert not tab.case.frozen
    assert tab.case.inspection.number == 2


def test_a_signed_claim_goes_on_to_its_repair(tab: InspectionTab, desk: Desk) -> None:
    assert tab.signing.step() is Step.SIGN
    tab.case.judge(cause_class=CauseClass.QUALITY, conclusion=Conclusion.CLAIM)
    tab.signing.sign(BOTH)
    assert tab.signing.step() is Step.DECIDE_CLAIM
    tab.judgement.take_step()
    assert tab.case.claim is not None
    assert desk.claims.get(tab.case.claim.id).state is State.REPAIRING


def test_not_covered_ends_in_the_explanation_that_the_customer_signs(
    tab: InspectionTab, desk: Desk, tmp_path: Any
) -> None:
    tab.case.judge(
        cause_class=CauseClass.OUTSIDE_FORCE, conclusion=Conclusion.NOT_COVERED, reason="C-X2"
    )
    tab.signing.sign(BOTH)
    assert tab.signing.step() is Step.PRINT
    assert tab.case.claim is not None
    claim_id = tab.case.claim.id
    desk.papers.draw("explanation", claim_id, tmp_path / "explanation.pdf")
    assert tab.signing.step() is Step.CUSTOMER
    with messages.answer_with("signed", "贺䶮"):
        tab.judgement.take_step()
    assert tab.signing.step() is Step.DECIDE_NOT_COVERED
    tab.judgement.take_step()
    assert desk.claims.get(claim_id).state is State.NOT_COVERED


def test_a_draft_is_started_with_a_reason_where_nothing_is_signed(
    tab: InspectionTab, desk: Desk
) -> None:
    claim = drafted(desk, "LX0DS21A5SB012345")
    tab.open_thing("claim", claim.id)
    with messages.answer_with("towed in at night"):
        tab.signing.start()
    assert desk.claims.get(claim.id).state is State.APPRAISING


def test_nothing_to_inspect_says_what_comes_next(
    qapp: QApplication, qtbot: Any, desk: Desk
) -> None:
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(Window())
    empty = InspectionTab(shell, desk)
    qtbot.addWidget(empty)
    empty.show()
    assert empty.case.claim is None
    assert "Nothing waits" in empty._empty.text()
