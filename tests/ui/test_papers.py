"""The preview of a paper says what is missing before it is printed."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from returns import listed
from stories import drafted, submitted
from tab_stage import Window

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.kit.inputs import NumberField
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


def test_a_paper_of_a_shipment_opens_with_its_number_and_says_what_it_lacks(
    qapp: QApplication, qtbot: Any, desk: Desk
) -> None:
    shipment, _tags = listed(desk)
    lines = opened(qtbot, desk, "return_list", shipment.id)
    assert lines[0] == "Pieces on this list that are in no box yet: 2."
    assert opened(qtbot, desk, "mode_card", 0) == []
    dialog = PaperDialog(Shell(), desk, "return_list", shipment.id)
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == f"Return list · {shipment.number}"


@pytest.mark.parametrize(("pages", "copies", "jobs"), [(3, 2, [6]), (23, 2, [10, 10, 3] * 2)])
def test_a_long_paper_is_printed_in_parts_and_entered_once(
    qapp: QApplication,
    qtbot: Any,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pages: int,
    copies: int,
    jobs: list[int],
) -> None:
    sent: list[Path] = []
    real = driver_print.page_printer

    def to_file(name: str) -> Any:
        sent.append(tmp_path / f"{len(sent)}.pdf")
        return real("", to_file=str(sent[-1]))

    monkeypatch.setattr(driver_print, "printer_names", lambda: ["Desk"])
    monkeypatch.setattr(driver_print, "default_printer", lambda: "Desk")
    monkeypatch.setattr(driver_print, "page_printer", to_file)
    shipment, _tags = listed(desk)
    shell = Shell()
    shell.attach(Window())
    dialog = PaperDialog(shell, desk, "return_list", shipment.id)
    qtbot.addWidget(dialog)
    dialog.show_paper(blank(pages), [], pages)
    dialog.findChildren(NumberField)[0].set_value(copies)
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == "&Print"]
    button.click()
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: shell.jobs.idle() and len(sent) == len(jobs), timeout=15_000)
    assert [len(pypdf.PdfReader(file).pages) for file in sent] == jobs
    assert [job.language for job in desk.stores.print_jobs.of(shipment.number)] == ["return_list"]


def test_a_printer_that_fails_leaves_nothing_entered_and_may_be_tried_again(
    qapp: QApplication, qtbot: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_print, "printer_names", lambda: ["Desk"])
    monkeypatch.setattr(Shell, "tell", lambda self, text, **more: told.append(text))
    told: list[str] = []
    shipment, _tags = listed(desk)
    shell = Shell()
    shell.attach(Window())
    dialog = PaperDialog(shell, desk, "return_list", shipment.id)
    qtbot.addWidget(dialog)
    dialog.show_paper(blank(12), [], 12)
    [button] = [one for one in dialog.findChildren(QPushButton) if one.text() == "&Print"]
    button.click()
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert "did not take the paper" in told[0]
    assert button.isEnabled()
    assert desk.stores.print_jobs.of(shipment.number) == []


def blank(pages: int) -> bytes:
    """Return a PDF of small empty pages."""
    made = pypdf.PdfWriter()
    for _page in range(pages):
        made.add_blank_page(100, 141)
    made.write(target := BytesIO())
    return target.getvalue()
