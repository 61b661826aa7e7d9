"""The dialog of what refusals teach: chart, tables, and the warning that becomes a block."""

from dataclasses import replace
from typing import Any

import pytest
from builders import a_vin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import drafted
from tab_stage import Window

from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, ClaimAnswer, LineKind
from warrantydesk.domain.finding import Severity
from warrantydesk.domain.learning import ParetoOrder
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.learning_dialog import REASONS, LearningDialog, open_learning
from warrantydesk.ui.shell import Shell

CODES = ("R02", "R02", "R02", "R01", "R01", "R03", "R14", "D01")


@pytest.fixture
def shell(qapp: QApplication) -> Shell:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(Window())
    return made


@pytest.fixture
def returned(desk: Desk) -> Desk:
    """Give a desk with eight claims that came back."""
    for serial, code in enumerate(CODES, 1):
        claim = drafted(desk, a_vin(serial, "LX0DL31C"))
        kind = AnswerKind.REJECTION if code == "D01" else AnswerKind.RETURN
        with desk.bench.change("test"):
            desk.stores.claims.save(replace(claim, total_fen=serial * 1_000))
            answer = desk.stores.claim_answers.add(ClaimAnswer(claim.id, kind, 1, desk.bench.today))
            line = AnswerLine(LineKind.CLAIM, reason_code=code)
            desk.stores.answer_lines.add(replace(line, answer_id=answer.id, claim_id=claim.id))
    return desk


@pytest.fixture
def dialog(qtbot: Any, returned: Desk, shell: Shell) -> LearningDialog:
    made = open_learning(shell, returned)
    qtbot.addWidget(made)
    return made


def test_the_chart_ranks_reasons_and_says_what_it_shows(dialog: LearningDialog) -> None:
    assert bars_of(dialog) == [("R02", 3), ("R01", 2), ("D01", 1), ("R03", 1), ("R14", 1)]
    assert "3 reasons make up 75 %" in dialog.title()
    dialog.order.choose(ParetoOrder.MONEY)
    assert bars_of(dialog)[0] == ("R01", 9_000)
    assert "3 reasons cost" in dialog.title()


def test_a_bar_leads_to_its_row(dialog: LearningDialog, qtbot: Any) -> None:
    qtbot.keyClick(dialog.chart, Qt.Key.Key_Right)
    assert dialog.pages.value() == REASONS
    assert dialog.reasons.row().code == "R01"


def bars_of(dialog: LearningDialog) -> list[tuple[str, int]]:
    shown = dialog.chart.chart()
    return [(point.key, point.values[0]) for point in shown.points] if shown else []


def test_a_warning_becomes_a_block_with_its_reason(
    qtbot: Any, returned: Desk, dialog: LearningDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [row.rule for row in dialog.proposals_shown()] == ["V41", "V43"]
    asked: list[str] = []

    def answer(_parent: Any, question: str, value: str = "", **_more: Any) -> str:
        asked.append(question)
        return value

    monkeypatch.setattr(messages, "ask_text", answer)
    qtbot.keyClick(dialog.proposals, Qt.Key.Key_Return)
    assert returned.profiles.of("QC").switches["V41"].severity is Severity.BLOCK
    assert asked[0].startswith("Why does check V41")
    assert returned.policies.versions("QC", "checks")[-1].note.startswith("Came back 2 times")
    assert [row.rule for row in dialog.proposals_shown()] == ["V43"]
    assert dialog.isVisible()


def test_no_reason_given_changes_nothing(
    returned: Desk, dialog: LearningDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = returned.policies.versions("QC", "checks")
    monkeypatch.setattr(messages, "ask_text", lambda *_args, **_more: None)
    dialog.yes.click()
    assert returned.policies.versions("QC", "checks") == before


def test_all_reasons_stand_in_their_table(dialog: LearningDialog) -> None:
    dialog.pages.choose(REASONS)
    assert not dialog.yes.isVisible()
    shown = dialog.reasons.model()
    assert shown.rowCount() == 5
    assert dialog.reasons.isVisible()


def test_a_desk_without_refusals_says_so(qtbot: Any, desk: Desk, shell: Shell) -> None:
    made = open_learning(shell, desk)
    qtbot.addWidget(made)
    assert made.title().startswith("Nothing came back")
    assert not made.yes.isEnabled()
    made.grab()
