"""Pages of a PDF go to the printer ten at a time, whole sets one after the other."""

from io import BytesIO
from typing import Any

import pypdf
import pytest
from tab_stage import Window

from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import driver_print
from warrantydesk.ui.print_dialog import PrintDialog
from warrantydesk.ui.shell import Shell

LONG = 60_000


def a_pdf(pages: int) -> bytes:
    writer, out = pypdf.PdfWriter(), BytesIO()
    for _page in range(pages):
        writer.add_blank_page(59, 84)
    writer.write(out)
    return out.getvalue()


def test_sets_are_sent_whole_and_in_parts(
    qtbot: Any, shell: Shell, desk: Desk, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(driver_print, "printer_names", lambda: ["HP"])
    monkeypatch.setattr(driver_print, "page_printer", lambda name: name)
    monkeypatch.setattr(driver_print, "print_pages", lambda _to, pages: sent.append(len(pages)))
    printed: list[str] = []
    paper = "C0126-000001", a_pdf(14)
    dialog = PrintDialog(shell, desk, paper, range(2, 15), printed.append)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.printer.set_value("HP")
    dialog.copies.set_value(2)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(printed), timeout=LONG)
    assert sent == [10, 3, 10, 3]
    assert printed == ["HP"]
    assert window.toasts == ["Sent to HP"]


def test_a_printer_that_does_not_answer_is_named(
    qtbot: Any, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise driver_print.PrinterMissing(name)

    monkeypatch.setattr(driver_print, "printer_names", lambda: ["HP"])
    monkeypatch.setattr(driver_print, "page_printer", missing)
    dialog = PrintDialog(shell, desk, ("C0126-000001", a_pdf(1)), range(1, 2))
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.printer.set_value("HP")
    dialog.accept()
    qtbot.waitUntil(lambda: "HP" in dialog.note.text(), timeout=LONG)
    assert dialog.yes.isEnabled()
    assert dialog.isVisible()


def test_without_a_printer_nothing_is_sent(
    qtbot: Any, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_print, "printer_names", list)
    dialog = PrintDialog(shell, desk, ("C0126-000001", a_pdf(1)), range(1, 2))
    qtbot.addWidget(dialog)
    assert not dialog.yes.isEnabled()
    assert "save the PDF" in dialog.note.text()
