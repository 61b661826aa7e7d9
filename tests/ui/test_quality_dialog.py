"""The quality card is filled in, sent and followed up by keyboard, over a real desk."""

from datetime import date
from typing import Any

import pytest
from intake_stage import staged
from PySide6.QtWidgets import QApplication
from stories import drafted, repairing
from tab_stage import Window, stage_tab

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.quality_dialog import QualityDialog, quality_of
from warrantydesk.ui.tabs.intake.more_dialogs import CLAIM_DIALOGS
from warrantydesk.ui.tabs.intake.tab import IntakeTab
from warrantydesk.ui.tabs.reports.tab import ReportsTab

TODAY = date(2026, 11, 24)


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> IntakeTab:
    """Give the tab without a claim."""
    return staged(qapp, qtbot, desk, Window())


def opened(tab: IntakeTab, claim_id: int) -> QualityDialog:
    """Open the card of a claim."""
    return quality_of(tab.shell, tab.desk, claim_id)


def test_the_claim_menu_leads_here() -> None:
    assert "open_quality" in {one.load().__name__ for one in CLAIM_DIALOGS}


def test_opening_writes_nothing_and_saving_begins_the_card(tab: IntakeTab, desk: Desk) -> None:
    claim = repairing(desk)
    dialog = opened(tab, claim.id)
    assert desk.quality.list() == ()
    assert claim.narrative.cause in dialog.form.field("cause_and_handling").value()
    dialog.form.field("urgency").set_value("urgent")
    dialog.form.field("conditions.speed").set_value("80 km/h")
    dialog.accept()
    (card,) = desk.quality.list()
    assert (card.urgency, card.conditions.speed, card.sent_on) == ("urgent", "80 km/h", None)


def test_a_day_in_its_field_sends_the_card(tab: IntakeTab, desk: Desk) -> None:
    card = desk.quality.start(repairing(desk).id)
    dialog = opened(tab, card.claim_id)
    dialog.form.field("sent_on").set_value(TODAY)
    dialog.accept()
    assert desk.quality.get(card.id).sent_on == TODAY


def test_what_is_refused_stands_at_its_field_and_begins_one_card_only(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = drafted(desk)
    dialog = opened(tab, claim.id)
    dialog.form.field("sent_on").set_value(TODAY)
    dialog.accept()
    assert dialog.isVisible()
    (found,) = dialog.form.findings_of("fault")
    assert found.path == "cause_and_handling"
    assert found.text == "Write the cause and how it was handled."
    dialog.form.field("cause_and_handling").set_value("漏水，已更换")
    dialog.accept()
    (card,) = desk.quality.list()
    assert (card.sent_on, card.cause_and_handling) == (TODAY, "漏水，已更换")


def test_a_sent_card_takes_only_what_came_of_it(tab: IntakeTab, desk: Desk) -> None:
    card = desk.quality.start(repairing(desk).id)
    desk.quality.send(card.id)
    dialog = opened(tab, card.claim_id)
    assert not dialog.form.field("urgency").isEnabled()
    assert not dialog.form.field("sent_on").isEnabled()
    assert dialog.form.field("office_opinion").isEnabled()
    dialog.form.field("handling.conclusion").set_value("批次问题")
    dialog.form.field("office_on").set_value(TODAY)
    dialog.accept()
    saved = desk.quality.get(card.id)
    assert (saved.handling.conclusion, saved.office_on) == ("批次问题", TODAY)


def test_a_card_is_voided_with_a_reason(tab: IntakeTab, desk: Desk) -> None:
    card = desk.quality.start(repairing(desk).id)
    dialog = opened(tab, card.claim_id)
    with answer_with("写错车"):
        dialog._void()
    assert desk.quality.get(card.id).void_reason == "写错车"
    assert not dialog.isVisible()


def test_a_suggestion_of_the_reports_leads_here(qapp: QApplication, qtbot: Any, desk: Desk) -> None:
    claim = repairing(desk)
    reports = stage_tab(ReportsTab, qapp, qtbot, desk, Window(), 700)
    reports.open_thing("quality", str(claim.id))
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QualityDialog)]
    assert [one._claim.id for one in dialogs if one.isVisible()] == [claim.id]
