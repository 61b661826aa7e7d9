"""Help of a check, the readiness of a claim, and everything open in one list."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import OTHER_VIN
from intake_stage import shown, staged
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog
from stories import drafted, repairing, to_submit
from tab_stage import Window

from warrantydesk.domain.finding import Severity
from warrantydesk.domain.readiness import Ready
from warrantydesk.domain.rules import RULES
from warrantydesk.services.checking import _source
from warrantydesk.services.desk import Desk
from warrantydesk.ui.check_all import CheckAllDialog, open_check_all
from warrantydesk.ui.check_help import CheckHelpDialog, open_check_help, origin_words
from warrantydesk.ui.kit.item_list import ItemList
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.readiness_dialog import ReadinessDialog
from warrantydesk.ui.tabs.intake.tab import IntakeTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[IntakeTab]:
    made = staged(qapp, qtbot, desk, window)
    yield made
    for dialog in [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]:
        dialog.close()
    made.hide()


def opened(kind: type[QDialog]) -> Any:
    """Return the dialog of a kind that stands open."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return next(one for one in found if one.isVisible())


def words_of(dialog: QDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(Words))


def test_the_number_of_a_check_opens_its_help_and_the_rest_its_field(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    shown(tab, drafted(desk).id)
    listed = tab.side.findings.findChild(ItemList)
    row = next(n for n, item in enumerate(listed.items()) if item.view.rule == "V10")
    listed.scrollTo(listed.model().index(row, 0))
    area = listed.visualRect(listed.model().index(row, 0))
    corner = QPoint(area.right() - 6, area.bottom() - 8)
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert opened(CheckHelpDialog).told.rule == "V10"
    opened(CheckHelpDialog).reject()
    with qtbot.waitSignal(tab.side.jumped):
        middle = QPoint(area.left() + 40, area.center().y())
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_f1_explains_the_finding_in_hand(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab, drafted(desk).id)
    listed = tab.side.findings.findChild(ItemList)
    listed.setCurrentIndex(listed.model().index(0, 0))
    qtbot.keyClick(listed, Qt.Key.Key_F1)
    assert opened(CheckHelpDialog).told.rule == listed.items()[0].view.rule


def test_the_help_tells_title_examples_weight_and_the_manager(tab: IntakeTab, desk: Desk) -> None:
    dialog = open_check_help(tab.shell, desk, "V36", "QC")
    assert dialog is not None
    text = words_of(dialog)
    for told in ("The part is for this model", "R11", "Not once in the last year"):
        assert told in text
    assert dialog.told.by_manager


def test_the_table_of_checks_opens_from_the_help(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    dialog = open_check_help(tab.shell, desk, "V36", "QC")
    assert dialog is not None
    dialog.table_button.click()
    assert window.opened == [("policies", "table", "QC:checks")]


def test_readiness_stands_below_the_findings_and_leads_to_the_gap(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    shown(tab, repairing(desk).id)
    score = tab.page.edits.view.readiness.score  # type: ignore[union-attr]
    assert str(score) in tab.side.readiness.text()
    assert score < 100
    tab.side.readiness.click()
    dialog = opened(ReadinessDialog)
    first = dialog.table.row()
    assert first.state is Ready.MISSING
    with qtbot.waitSignal(tab.side.jumped) as jump:
        dialog.yes.click()
    assert jump.args == [first.field]


def test_everything_open_is_listed_narrowed_and_opened_at_its_field(
    tab: IntakeTab, desk: Desk, qtbot: Any, window: Window
) -> None:
    ready, draft = to_submit(desk), drafted(desk, OTHER_VIN)
    shown(tab, ready.id)
    dialog: CheckAllDialog = open_check_all(tab.page)
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert dialog.report is not None
    assert {one.id for one in dialog.report.claims} == {ready.id, draft.id}
    everything = dialog.model.rowCount()
    assert everything == sum(dialog.report.by_severity.values())
    dialog.weights.pills()[1].click()
    assert dialog.model.rowCount() == dialog.report.by_severity[Severity.BLOCK]
    line = dialog.table.row()
    assert line.finding.severity is Severity.BLOCK
    dialog.accept()
    assert window.opened[-1] == ("intake", "claim", line.claim.id)


def test_a_list_that_is_closed_early_gives_up(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab, drafted(desk).id)
    dialog = open_check_all(tab.page)
    dialog.reject()
    qtbot.waitUntil(tab.shell.jobs.idle)
    assert tab.shell.jobs.running() == []


def test_where_a_check_comes_from_is_said_in_the_clerks_words() -> None:
    told = {one.id: origin_words(_source(one)) for one in RULES}
    assert "Order 43, article 9(6)" in told.values()
    allowed = {"trade practice", "a check of this desk", "handbooks and notices of makers"}
    other = {words for words in told.values() if words not in allowed}
    assert all(words.startswith(("Order 43, article ", "GB ")) for words in other)
