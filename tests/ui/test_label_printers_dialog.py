"""The printers of the desk in the window: kept by name, tried out, and the scanner with them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tab_stage import Window

from warrantydesk.domain.wedge_test import LINES, judged
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import driver_print, messages, theme
from warrantydesk.ui.label_dialog_printer import PrinterForm
from warrantydesk.ui.label_printers_dialog import LabelPrintersDialog
from warrantydesk.ui.shell import Shell


@pytest.fixture
def shell(qapp: QApplication, qtbot: Any) -> Iterator[Shell]:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(Window())
    yield made
    qtbot.waitUntil(made.jobs.idle)


@pytest.fixture
def dialog(desk: Desk, shell: Shell, qtbot: Any) -> LabelPrintersDialog:
    made = LabelPrintersDialog(shell, desk)
    qtbot.addWidget(made)
    made.show()
    return made


def filled(dialog: LabelPrintersDialog, name: str, way: str, address: str) -> None:
    fields = dialog.fields
    fields.name.set_value(name)
    fields.way.set_value(way)
    fields.address.set_value(address)
    fields._take_edit()


def test_a_printer_is_kept_with_every_field(desk: Desk, dialog: LabelPrintersDialog) -> None:
    assert not dialog.yes.isEnabled()
    filled(dialog, "佳博", "cups", "label")
    fields = dialog.fields
    fields.language.set_value("epl2")
    fields.stock.set_value("50x30")
    fields.dpi.set_value(300)
    fields.media.set_value("mark")
    fields.gap.set_value(35)
    fields.fine["density"].set_value(9)
    fields.fine["x_offset"].set_value(-4)
    fields.ladder.set_value(True)
    dialog.accept()
    kept = desk.labels.printers.kept()
    assert (kept.name, kept.transport, kept.language) == ("佳博", "cups:label", "epl2")
    assert (kept.stock, kept.dpi, kept.media, kept.gap_mm) == ("50x30", 300, "mark", 3.5)
    assert (kept.density, kept.x_offset, kept.y_offset, kept.ladder) == (9, -4, 0, True)


def test_printers_are_added_renamed_chosen_and_removed(
    desk: Desk, shell: Shell, dialog: LabelPrintersDialog, qtbot: Any
) -> None:
    printers = desk.labels.printers
    filled(dialog, "front", "tcp", "10.0.0.8:9100")
    dialog.accept()
    second = LabelPrintersDialog(shell, desk)
    qtbot.addWidget(second)
    second.add.click()
    filled(second, "front", "tcp", "10.0.0.9:9100")
    second.accept()
    assert second.note.text() == "There is a printer of this name already"
    filled(second, "store", "tcp", "10.0.0.9:9100")
    second.accept()
    assert [one.name for one in printers.all()] == ["front", "store"]
    assert printers.kept().name == "store"
    third = LabelPrintersDialog(shell, desk)
    qtbot.addWidget(third)
    third.show()
    third.which.set_value("front")
    third._show_chosen()
    third.fields.name.set_value("desk")
    third.accept()
    assert [one.name for one in printers.all()] == ["desk", "store"]
    assert printers.kept().transport == "tcp:10.0.0.8:9100"
    last = LabelPrintersDialog(shell, desk)
    qtbot.addWidget(last)
    last.show()
    with messages.answer_with(True):
        last.remove.click()
    assert [one.name for one in printers.all()] == ["store"]
    assert last.which.value() == "store"
    assert not last.remove.isVisible()


def test_the_test_labels_go_to_the_printer_that_is_shown(
    desk: Desk, dialog: LabelPrintersDialog, qtbot: Any, tmp_path: Path
) -> None:
    for button, count in ((dialog.test, 1), (dialog.scanner, len(LINES))):
        filled(dialog, "file", "file", str(tmp_path / f"{count}.zpl"))
        dialog.fields.language.set_value("zpl")
        dialog.fields._take_edit()
        button.click()
        qtbot.waitUntil(lambda: dialog.note.text() == "Sent: look at the label")
        assert (tmp_path / f"{count}.zpl").read_bytes().count(b"^XA") == count
        dialog.note.show_mark(None, "")
    filled(dialog, "file", "file", str(tmp_path / "no" / "1.zpl"))
    dialog.test.click()
    qtbot.waitUntil(lambda: "cannot be written" in dialog.note.text())


def test_a_scan_says_whether_the_scanner_types_right(dialog: LabelPrintersDialog) -> None:
    for typed, words in (
        ("ABCDEFGHI", "The scanner types right."),
        ("QBCDEFGHI", "AZERTY"),
        ("STUVWXZYß", "QWERTZ"),
        ("ABDEFGHI", "Characters are missing"),
    ):
        dialog.typed.clear()
        QTest.keyClicks(dialog.typed, typed)
        QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
        assert words in dialog.verdict.text()
    assert dialog.isVisible()


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_right_only_as_it_stands(line: str) -> None:
    assert judged(line.lower()).right
    for at in range(len(line)):
        assert not judged(line[:at] + line[at + 1 :]).right
        assert not judged(line[:at] + "*" + line[at + 1 :]).right


def test_the_printers_of_the_system_are_offered_beside_those_of_the_desk(
    desk: Desk, shell: Shell, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver_print, "printer_names", lambda: ["Office", "Laser"])
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), name="A4", transport="driver:Laser", stock="a4-2x2"))
    form = PrinterForm(desk)
    qtbot.addWidget(form)
    offered = [form.way.itemData(n) for n in range(form.way.count())]
    assert offered == ["A4", "driver:Office"]
    assert (form.way.value(), form.printer().stock) == ("A4", "a4-2x2")
    form.way.set_value("driver:Office")
    form._take_printer()
    assert (form.printer().name, form.printer().transport) == ("Office", "driver:Office")
