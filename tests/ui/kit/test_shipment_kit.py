"""Box cards, check lists and flowing rows."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.box_card import BoxCard, BoxCards
from warrantydesk.ui.kit.buttons import Button, IconButton
from warrantydesk.ui.kit.check_list import CheckCard, CheckRow
from warrantydesk.ui.kit.flow_row import FlowRow
from warrantydesk.ui.kit.marks import Mark


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)


def cards(qtbot: Any, count: int = 2) -> BoxCards:
    made = BoxCards()
    qtbot.addWidget(made)
    made.show_cards(
        [
            BoxCard(f"B0126-0031-{n:02}", f"{n:02}", "5 pieces", "open", Mark.TODO, n == 1)
            for n in range(1, count + 1)
        ]
    )
    made.resize(224, 200)
    made.show()
    return made


def test_a_click_takes_a_box_and_one_on_its_printer_prints(qtbot: Any) -> None:
    made = cards(qtbot)
    taken: list[str] = []
    printed: list[str] = []
    made.taken.connect(taken.append)
    made.print_asked.connect(printed.append)
    area = made.visualRect(made.model().index(1, 0))
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    printer = QPoint(area.right() - 16, area.top() + theme.h(0.7))
    QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=printer)
    assert (taken, printed) == (["B0126-0031-02"], ["B0126-0031-02"])


def test_the_keyboard_stays_on_its_box_when_boxes_change(qtbot: Any) -> None:
    made = cards(qtbot)
    made.setCurrentIndex(made.model().index(1, 0))
    made.show_cards([BoxCard("B0126-0031-02", "02", "6 pieces", "open", Mark.TODO)])
    taken: list[str] = []
    made.taken.connect(taken.append)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert taken == ["B0126-0031-02"]


def test_checks_stand_blocks_first_and_only_linked_ones_jump(qtbot: Any) -> None:
    card = CheckCard("Check")
    qtbot.addWidget(card)
    jumped: list[str] = []
    card.jumped.connect(jumped.append)
    card.show_checks(
        [
            CheckRow("0", Mark.DONE, "labels", count="5/5"),
            CheckRow("1", Mark.WARN, "weight", "the label prints it", link="Weigh"),
            CheckRow("2", Mark.BLOCK, "related", "find it", link="Find"),
        ]
    )
    assert [row.key for row in card.rows()] == ["2", "1", "0"]
    for number in range(3):
        card.list.clicked.emit(card.list.model().index(number, 0))
    assert jumped == ["2", "1"]


def test_a_row_goes_on_below_where_its_width_ends(qtbot: Any) -> None:
    first, second = Button("Return list"), Button("Related parts")
    more = IconButton("more", "More")
    row = FlowRow(first, second, more)
    qtbot.addWidget(row)
    wide = first.sizeHint().width() + second.sizeHint().width() + more.width() + 20
    row.resize(wide, 40)
    row.show()
    assert first.y() == second.y() == more.y()
    assert row.heightForWidth(wide) == first.height()
    row.resize(wide - 30, 80)
    assert more.y() > first.y()
    second.hide()
    row.arrange()
    assert more.y() == first.y()


def test_what_passed_is_one_row_where_there_is_little_room(qtbot: Any) -> None:
    card = CheckCard("Check")
    qtbot.addWidget(card)
    rows = [CheckRow(str(n), Mark.DONE, f"right {n}") for n in range(3)]
    card.show_checks([CheckRow("w", Mark.WARN, "weight", link="Weigh"), *rows])
    assert len(card.list.items()) == 4
    card.set_whole(True)
    shown = card.list.items()
    assert [row.title for row in shown] == ["weight", "3 more checks are right"]
    assert len(card.rows()) == 4
    card.list.clicked.emit(card.list.model().index(1, 0))
    assert len(card.list.items()) == 4
