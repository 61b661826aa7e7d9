"""Input methods: what is being composed is cut by no key, no shortcut, no list, no filling."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from warrantydesk.ui.kit.inputs import (
    AreaField,
    CodeField,
    DateField,
    DateTimeField,
    MoneyField,
    NumberField,
    PickField,
    SuggestField,
    Suggestion,
    TextField,
)
from warrantydesk.ui.kit.line_table import LineColumn, LineTable
from warrantydesk.ui.kit.pin_field import PinField
from warrantydesk.ui.kit.scan_line import ScanLine
from warrantydesk.ui.palette.asking_line import AskingLine
from warrantydesk.ui.tabs.inspection.cell_editor import CellEditor

FIELDS: dict[str, Callable[[], QWidget]] = {
    "text": TextField,
    "code": CodeField,
    "area": AreaField,
    "number": NumberField,
    "money": MoneyField,
    "date": DateField,
    "moment": DateTimeField,
    "suggest": lambda: SuggestField(lambda _text: [Suggestion("pump")]),
    "pick": PickField,
    "pin": PinField,
    "scan line": lambda: ScanLine("Find"),
    "palette": lambda: AskingLine("Go"),
    "reading": lambda: CellEditor("A1", "12"),
}
KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Down,
)


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    """Let an input method show what it composes, and write what it has finished."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


class Asking(QDialog):
    """A dialog with a default button, a shortcut and a second field."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field, self.done_with = field, list[str]()
        self.finished.connect(lambda _result: self.done_with.append("dialog"))
        button = QPushButton("Save")
        button.setDefault(True)
        button.clicked.connect(lambda: self.done_with.append("button"))
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(lambda: self.done_with.append("enter"))
        saving = QShortcut("Ctrl+S", self)
        saving.activated.connect(lambda: self.done_with.append("shortcut"))
        column = QVBoxLayout(self)
        for one in (field, QLineEdit(), button):
            column.addWidget(one)


@pytest.fixture(params=FIELDS)
def asking(request: pytest.FixtureRequest, qtbot: Any) -> Asking:
    """Give each kind of field in a dialog, with the keyboard in it."""
    made = Asking(FIELDS[request.param]())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


def test_no_key_cuts_what_is_being_composed(asking: Asking) -> None:
    compose(asking.field, "shui")
    for key in KEYS:
        QTest.keyClick(asking.field, key)
    QTest.keyClick(asking.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert asking.done_with == []
    assert asking.isVisible()
    assert asking.field.isVisible()
    assert asking.field.hasFocus()


def test_the_keys_work_again_afterwards(asking: Asking) -> None:
    compose(asking.field, "shui")
    compose(asking.field, "", "12")
    QTest.keyClick(asking.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asking.done_with == ["shortcut"]
    QTest.keyClick(asking.field, Qt.Key.Key_Tab)
    assert not asking.field.hasFocus()


@pytest.mark.parametrize("make", [TextField, AreaField, lambda: ScanLine("Find")])
def test_a_filling_waits_for_the_composing(make: Callable[[], Any], qtbot: Any) -> None:
    field = make()
    qtbot.addWidget(field)
    field.set_value("before")
    compose(field, "shui")
    field.set_value("from the store")
    assert field.value() == "before"
    compose(field, "")
    assert field.value() == "from the store"


def test_what_was_composed_stands_against_a_filling(qtbot: Any) -> None:
    field = TextField()
    qtbot.addWidget(field)
    compose(field, "shui")
    field.set_value("from the store")
    compose(field, "", "水泵")
    assert field.value() == "水泵"


def test_an_open_list_leaves_enter_to_the_input_method(qtbot: Any) -> None:
    field = SuggestField(lambda _text: [Suggestion("pump"), Suggestion("hose")])
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "p")
    popup = field.composing_popup()
    assert popup is not None
    field.offer("p")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    taken: list[object] = []
    field.picked.connect(taken.append)

    compose(field, "shui")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert taken == []
    compose(field, "")
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert len(taken) == 1


def test_the_editor_of_a_table_stays_open(qtbot: Any) -> None:
    table = LineTable((LineColumn("part", "Part", "text"), LineColumn("note", "Note", "text")))
    qtbot.addWidget(table)
    table.set_value([{"part": "A1", "note": ""}])
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = cast(QLineEdit, QApplication.focusWidget())
    assert isinstance(editor, TextField)

    compose(editor, "shui")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        QTest.keyClick(editor, key)
    assert QApplication.focusWidget() is editor
    assert table.currentIndex().column() == 0


def test_a_field_that_is_left_keeps_no_keys(asking: Asking) -> None:
    compose(asking.field, "shui")
    asking.findChildren(QLineEdit)[-1].setFocus()
    asking.field.setFocus()
    QTest.keyClick(asking.field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asking.done_with == ["shortcut"]
