"""The preview of a paper says what is missing before it is printed."""

from typing import Any

from PySide6.QtWidgets import QApplication
from stories import drafted, submitted
from tab_stage import Window

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import MarkLabel
from warrantydesk.ui.papers import MissingStrip, PaperDialog, open_paper
from warrantydesk.ui.shell import Shell


def opened(qtbot: Any, desk: Desk, code: str, claim_id: int) -> list[str]:
    """Open a paper's preview; return the warnings above it once it is drawn."""
    shell = Shell()
    shell.attach(Window())
    dialog = open_paper(shell, desk, code, claim_id)
    assert isinstance(dialog, PaperDialog)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(shell.jobs.idle, timeout=15_000)
    (strip,) = dialog.findChildren(MissingStrip)
    lines = [label.text() for label in strip.findChildren(MarkLabel)]
    assert strip.isHidden() == (not lines)
    dialog.close()
    return lines


def test_a_record_of_a_draft_names_each_missing_field(
    qapp: QApplication, qtbot: Any, desk: Desk
) -> None:
    lines = opened(qtbot, desk, "repair_record", drafted(desk).id)
    assert "The repair is not finished yet." in lines
    assert any("handover" in line for line in lines)


def test_a_whole_paper_says_nothing(qapp: QApplication, qtbot: Any, desk: Desk) -> None:
    assert opened(qtbot, desk, "claim_form", submitted(desk).id) == []
    assert opened(qtbot, desk, "decision", submitted(desk).id) == []
