"""Inspection: the maker and the technical manager are asked, and what came of it is shown."""

from collections.abc import Iterator
from typing import Any

import pytest
from inspection_stage import inspection_of, shown, staged
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from stories import acting, appraising
from tab_stage import Window

from warrantydesk.domain.authorisation import AuthorisationOutcome
from warrantydesk.domain.claim import State
from warrantydesk.domain.inspection import CauseClass, Conclusion
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.authorisation_dialog import RequestDialog
from warrantydesk.ui.authorisation_dialog_record import RecordDialog
from warrantydesk.ui.escalation_dialog import QuestionDialog
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.papers import PaperDialog
from warrantydesk.ui.tabs.inspection.next_step import Step
from warrantydesk.ui.tabs.inspection.tab import InspectionTab


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[InspectionTab]:
    """Give the tab."""
    made = staged(qapp, qtbot, desk, Window())
    yield made
    made.hide()
    made.shell.jobs.cancel_all()


def dialog_of(kind: type[Any]) -> Any:
    """Return the open dialog of a kind."""
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found


def close(dialog: Any) -> None:
    """Close a dialog for good."""
    dialog.reject()
    dialog.deleteLater()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


def signed(desk: Desk, *, major: bool = False) -> int:
    """Bring a claim to a signed inspection that wants the maker asked; return its id."""
    claim = appraising(desk)
    given = inspection_of(desk, claim.id)
    desk.inspections.judge(
        given.id, CauseClass.QUALITY, Conclusion.ASK_MAKER, "beyond the period", major
    )
    acting(desk, Role.TECHNICIAN).inspections.sign(given.id, Role.TECHNICIAN)
    acting(desk, Role.CLERK).inspections.sign(given.id, Role.CLERK)
    return claim.id


def notes_of(tab: InspectionTab) -> list[tuple[Mark, str, str]]:
    """Return mark, words and link of what was asked."""
    return [(one.mark, one.text, one.link) for one in tab.judgement.asked.notes.notes()]


def test_the_maker_is_asked_answered_and_the_claim_decided(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    claim_id = signed(desk)
    shown(qtbot, tab, claim_id)
    assert not tab.judgement.asked.isVisible()
    assert tab.judgement.step() is Step.ASK
    tab.judgement.take_step()
    dialog_of(RequestDialog).accept()
    qtbot.waitUntil(tab.shell.jobs.idle, timeout=15_000)
    close(dialog_of(PaperDialog))
    assert tab.judgement.step() is Step.RECORD
    expected = "The maker is asked; answer expected by 2026-12-01"
    assert notes_of(tab) == [(Mark.INFO, expected, "")]
    tab.judgement.take_step()
    dialog = dialog_of(RecordDialog)
    dialog.form.field("outcome").set_value(AuthorisationOutcome.APPROVED)
    dialog.form.field("number").set_value("PA-7")
    dialog.accept()
    assert tab.judgement.step() is Step.DECIDE_CLAIM
    ((mark, words, _link),) = notes_of(tab)
    assert mark is Mark.OK
    assert "PA-7" in words
    tab.judgement.take_step()
    assert desk.claims.get(claim_id).state is State.REPAIRING


def test_a_request_that_came_back_is_asked_anew(tab: InspectionTab, desk: Desk, qtbot: Any) -> None:
    claim_id = signed(desk)
    desk.authorisations.request(claim_id, "?")
    desk.authorisations.record(claim_id, AuthorisationOutcome.RETURNED, answer="请补照片")
    shown(qtbot, tab, claim_id)
    assert tab.judgement.step() is Step.ASK
    assert notes_of(tab) == [(Mark.WARN, "The maker sent the request back: 请补照片", "")]


def test_an_authorisation_that_expired_is_asked_for_again(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    claim_id = signed(desk)
    today = desk.bench.today
    desk.authorisations.note(
        claim_id, "A-1", answered_on=today.replace(day=1), expires_on=today.replace(day=23)
    )
    shown(qtbot, tab, claim_id)
    assert tab.judgement.step() is Step.ASK
    assert [mark for mark, _words, _link in notes_of(tab)] == [Mark.BLOCK]


def test_a_major_fault_leads_to_the_technical_manager(
    tab: InspectionTab, desk: Desk, qtbot: Any
) -> None:
    claim_id = signed(desk, major=True)
    shown(qtbot, tab, claim_id)
    ((mark, words, link),) = notes_of(tab)
    assert (mark, link) == (Mark.INFO, "Ask…")
    assert "technical manager" in words
    tab.judgement.asked.notes.asked.emit("manager")
    dialog = dialog_of(QuestionDialog)
    dialog.form.field("question").set_value("Block or assembly?")
    dialog.accept()
    assert notes_of(tab) == [(Mark.WARN, "Lies before 郑一鸣", "Decide…")]
    asked = desk.escalations.open_of(claim_id)
    assert asked is not None
    acting(desk, Role.TECHNICAL_MANAGER).escalations.decide(asked.id, Conclusion.CLAIM, "quality")
    assert notes_of(tab) == [(Mark.OK, "郑一鸣 decided: Claim (quality)", "")]
