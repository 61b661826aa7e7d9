"""The frame that shows where the keyboard is in what has no mark of its own."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from warrantydesk.ui.kit import focus_mark
from warrantydesk.ui.kit.table import Column, ListModel, TableView

COLUMNS = [Column("no", "Number")]


@pytest.fixture
def page(qtbot: Any) -> QWidget:
    focus_mark.watch_focus()
    made = QWidget()
    column = QVBoxLayout(made)
    made.field, made.text = QLineEdit(), QPlainTextEdit("said")  # type: ignore[attr-defined]
    made.text.setReadOnly(True)  # type: ignore[attr-defined]
    made.table = TableView(ListModel(COLUMNS))  # type: ignore[attr-defined]
    for part in (made.field, made.text, made.table):  # type: ignore[attr-defined]
        column.addWidget(part)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def _changes(part: QWidget, other: QWidget) -> bool:
    """Tell whether a part looks other while it has the keyboard than while another has it."""
    other.setFocus()
    QApplication.processEvents()
    without = part.grab().toImage()
    part.setFocus()
    QApplication.processEvents()
    return part.grab().toImage() != without


def test_a_text_that_is_only_read_shows_the_keyboard(page: Any) -> None:
    assert _changes(page.text, page.field)


def test_a_table_shows_it_without_rows_and_with_one(page: Any) -> None:
    assert _changes(page.table, page.field)
    page.table.model().show([{"no": "1"}])
    page.table.select_row(0)
    assert _changes(page.table, page.field)


def test_a_widget_that_goes_away_takes_its_frame_along(page: Any) -> None:
    page.text.setFocus()
    QApplication.processEvents()
    page.text.deleteLater()
    QApplication.processEvents()
    page.field.setFocus()  # raises where the frame still looks for what it lay on
    assert page.field.hasFocus()
