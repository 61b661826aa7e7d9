"""Line tables: Enter goes on, blocks are pasted, findings are found, filling is silent."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.inputs import Suggestion
from warrantydesk.ui.kit.line_table import LineColumn, LineTable
from warrantydesk.ui.kit.marks import Mark

COLUMNS = (
    LineColumn("no", "#", ""),
    LineColumn("part", "Part", "code", second=lambda row: row.get("name", "")),
    LineColumn(
        "old",
        "Removed part",
        "code",
        under=(LineColumn("supplier", "Supplier", "code"), LineColumn("serial", "Serial", "code")),
    ),
    LineColumn("role", "Role", "choice", choices=[("c", "Causal"), ("r", "Related")]),
    LineColumn("back", "Return", "check"),
    LineColumn("qty", "Qty", "number"),
    LineColumn("price", "Price", "money", locked=lambda row: row.get("fixed", False)),
)


@pytest.fixture
def table(qtbot: Any) -> LineTable:
    made = LineTable(COLUMNS, blank={"qty": 1})
    qtbot.addWidget(made)
    made.set_value([{"part": "A1", "qty": 1, "price": 100}, {"part": "B2", "qty": 2}])
    made.resize(800, 200)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def _editor(table: LineTable) -> QWidget | None:
    focus = table.window().focusWidget()
    return focus if focus is not None and table.viewport().isAncestorOf(focus) else None


def test_enter_goes_through_all_parts_and_on_to_the_next_row(table: LineTable, qtbot: Any) -> None:
    table.edit_at(0, "part")
    seen = []
    for _step in range(8):
        part = table.editing_part()
        assert part is not None
        seen.append(part.key)
        editor = _editor(table)
        assert editor is not None
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda here=part: _editor(table) and table.editing_part() is not here)
    assert seen == ["part", "old", "supplier", "serial", "role", "back", "qty", "price"]
    assert table.currentIndex().row() == 1


def test_typing_into_a_cell_is_an_edit(table: LineTable, qtbot: Any) -> None:
    table.edit_at(0, "supplier")
    editor = _editor(table)
    assert editor is not None
    qtbot.keyClicks(editor, "s0417")
    with qtbot.waitSignal(table.edited):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert table.value()[0]["supplier"] == "S0417"


def test_shift_tab_goes_back(table: LineTable, qtbot: Any) -> None:
    table.edit_at(0, "old")
    editor = _editor(table)
    assert editor is not None
    qtbot.keyClick(editor, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    part = table.editing_part()
    assert part is not None
    assert part.key == "part"


def test_unreadable_text_leaves_the_value(table: LineTable, qtbot: Any) -> None:
    table.edit_at(0, "qty")
    editor = _editor(table)
    assert editor is not None
    qtbot.keyClicks(editor, "x")
    with qtbot.assertNotEmitted(table.edited, wait=0):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert table.value()[0]["qty"] == 1


def test_locked_cells_are_passed_over(table: LineTable) -> None:
    table.set_value([{"part": "A1", "fixed": True}])
    assert not table.edit_at(0, "price")
    assert not table.edit_at(0, "no")
    assert not table.edit_at(9, "part")


def test_filling_is_silent_and_keeps_the_editor(table: LineTable, qtbot: Any) -> None:
    table.edit_at(0, "supplier")
    editor = _editor(table)
    with qtbot.assertNotEmitted(table.edited, wait=0):
        table.set_value([{"part": "A1", "qty": 5, "price": 100}, {"part": "B2", "qty": 2}])
    assert _editor(table) is editor
    assert table.value()[0]["qty"] == 5


def test_rows_come_and_go_by_keys(table: LineTable, qtbot: Any) -> None:
    with qtbot.waitSignal(table.edited):
        qtbot.keyClick(table, Qt.Key.Key_Insert)
    assert table.value()[2] == {"qty": 1}
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row.get("part") for row in table.value()] == ["B2", None]


def test_space_ticks_and_delete_empties(table: LineTable, qtbot: Any) -> None:
    table.setCurrentIndex(table.model().index(0, 4))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert table.value()[0]["back"] is True
    table.setCurrentIndex(table.model().index(0, 5))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.value()[0]["qty"] is None


def test_a_block_from_a_spreadsheet_is_pasted(table: LineTable, qtbot: Any) -> None:
    block = "C3\tO3\tCausal\t是\t3\t1,234.50\r\nD4\tO4\tnobody\t\tmany\t2\r\n"
    QGuiApplication.clipboard().setText(block)
    table.setCurrentIndex(table.model().index(1, 1))
    with qtbot.waitSignal(table.paste_refused) as refused:
        qtbot.keyClick(table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert refused.args == [2]
    first, second = table.value()[1:]
    assert (first["part"], first["role"], first["back"]) == ("C3", "c", True)
    assert (first["qty"], first["price"]) == (3, 123450)
    assert (second["part"], second["qty"], second["price"]) == ("D4", 1, 200)


def test_findings_are_found_by_their_path(table: LineTable) -> None:
    table.show_findings(
        [
            FindingView("part_lines[1].serial", Mark.WARN, "serial missing"),
            FindingView("part_lines[0].qty", Mark.INFO, "many"),
            FindingView("part_lines[0].qty", Mark.BLOCK, "too many"),
        ]
    )
    part, old = COLUMNS[1], COLUMNS[2]
    assert table.finding_at(1, part) is None
    found = table.finding_at(1, old)
    assert found is not None
    assert found.text == "serial missing"
    heavy = table.finding_at(0, COLUMNS[5])
    assert heavy is not None
    assert heavy.text == "too many"


def test_jump_edits_the_cell_of_a_finding(table: LineTable) -> None:
    table.jump("part_lines[1].serial")
    part = table.editing_part()
    assert part is not None
    assert (table.currentIndex().row(), part.key) == (1, "serial")


def test_a_suggestion_names_row_and_key(qtbot: Any) -> None:
    stock = [Suggestion("1130100", "Pump", 7)]
    table = LineTable([LineColumn("part", "Part", "suggest", suggest=lambda text: stock)])
    qtbot.addWidget(table)
    table.show()
    table.add_row()
    editor = _editor(table)
    assert editor is not None
    with qtbot.waitSignal(table.suggestion_taken) as taken:
        editor.picked.emit(stock[0])
    assert taken.args == [0, "part", stock[0]]


def test_tab_leaves_a_table_at_rest(qtbot: Any) -> None:
    window, table, after = QWidget(), LineTable(COLUMNS), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(table)
    column.addWidget(after)
    qtbot.addWidget(window)
    table.set_value([{"part": "A1"}, {"part": "B2"}])
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_new_row_is_brought_into_sight(qtbot: Any) -> None:
    area, content, table = QScrollArea(), QWidget(), LineTable(COLUMNS)
    column = QVBoxLayout(content)
    column.addSpacing(900)
    column.addWidget(table)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(600, 300)
    qtbot.addWidget(area)
    area.show()
    table.add_row({})
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 500)


def test_the_table_is_as_high_as_its_rows(table: LineTable) -> None:
    before = table.height()
    table.add_row(edit=False)
    assert table.height() == before + table.row_height()


def test_the_model_keeps_the_rules(table: LineTable, qtmodeltester: Any) -> None:
    qtmodeltester.check(table.model(), force_py=True)
    table.grab()
