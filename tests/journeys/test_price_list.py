"""The maker's price list of December: opened from the policies, mended, applied, taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from journey_stage import on_stage, pressed
from price_lists import DECEMBER, file_of, lines_of, parts_of, price_list
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from warrantydesk.services.desk import Desk
from warrantydesk.services.imports.target import Outcome
from warrantydesk.ui.imports import undo_import
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.import_dialog import ImportDialog
from warrantydesk.ui.stage import Stage

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stage(qapp: Any, desk: Desk) -> Iterator[Stage]:
    """Give the real window over the staffed desk."""
    made = on_stage(desk)
    yield made
    made.close()


def dialog_of(stage: Stage) -> ImportDialog:
    """Return the import dialog that is open."""
    stage.settle()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportDialog)]
    return next(one for one in found if one.isVisible())


def price(desk: Desk, part_no: str, number: int) -> str:
    """Return the price of a part in a version."""
    rows = desk.bench.tables.rows("QC", "parts", number)
    return next(row["list_price_fen"] for row in rows if row["part_no"] == part_no)


def test_a_price_list_is_mended_applied_and_taken_back(
    stage: Stage, desk: Desk, tmp_path: Path, qtbot: Any
) -> None:
    parts = parts_of(desk, 30)
    lines = lines_of(parts, {0: "14900.00", 4: "2.148.40", 9: "0"})
    lines.append([*lines[1][:3], "98.40", *lines[1][4:]])
    file = file_of(tmp_path, price_list(lines), "启程配件价格_2026-12.csv")

    stage.open("policies", "table", "QC:parts")
    with messages.answer_with([str(file)]):
        stage.window.tab("policies").middle.tables.setFocus()
        pressed(stage, KEY.Key_I, CONTROL | SHIFT)
    dialog = dialog_of(stage)
    assert dialog.preview().counts[Outcome.BLOCK] == 2

    dialog.head.effective.pick(DECEMBER)
    stage.settle()
    table = dialog.results.table
    for key in (KEY.Key_Return, KEY.Key_Return):  # what is offered: the amount, the former row
        QTest.keyClick(table, key)
        stage.settle()
    assert dialog.preview().counts[Outcome.BLOCK] == 0
    assert dialog.foot.apply.text() == "Apply 30 rows"
    QTest.keyClick(dialog.results.table, KEY.Key_Return, CONTROL)
    stage.settle()

    part_no = parts[0]["part_no"]
    head = desk.bench.tables.versions("QC", "parts")[-1]
    assert (head.number, head.effective_from, head.source) == (2, DECEMBER, file.name)
    assert price(desk, part_no, 2) == "1490000"
    assert desk.bench.profile("QC").parts[part_no].list_price_fen == int(parts[0]["list_price_fen"])
    assert desk.bench.profile("QC", DECEMBER).parts[part_no].list_price_fen == 1490000

    batch = desk.imports.batches("policy_table", "QC", "parts")[0]
    with messages.answer_with("the maker sent another one"):
        undo_import(stage.shell, desk, batch)
    stage.settle()
    assert desk.bench.profile("QC", DECEMBER).parts[part_no].list_price_fen == int(
        parts[0]["list_price_fen"]
    )
    assert desk.imports.batches()[0].undo_reason == "the maker sent another one"
    assert desk.archive.verify() == []
