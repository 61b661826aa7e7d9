"""Tables: models that keep Qt's rules, windows on many rows, copying, remembering, groups."""

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from warrantydesk.ui.kit import table
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.table import Column, Group, ListModel, TableView, WindowedModel
from warrantydesk.ui.kit.tokens import Tone

COLUMNS = (
    Column("no", "Number", width=80, second=lambda row: row["name"], mark=lambda row: Mark.OK),
    Column("sum", "Amount", align="right", sort=lambda row: row["sum"], stretch=True),
    Column("state", "State", chip=lambda row: ("due", Tone.WARN)),
    Column("do", "Next", text=lambda row: "pack", action=True),
)
ROWS = [
    {"no": "00123", "name": "pump", "sum": 20},
    {"no": "00007", "name": "damper", "sum": 100},
    {"no": "00100", "name": "<b>", "sum": 3},
]


class Numbers:
    """A source of ``count`` rows that notes which pages were asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.asked = 0

    def count(self) -> int:
        return self._count

    def ids(self, order: tuple[str, bool] | None) -> "array[int]":
        numbers = range(self._count)
        return array("q", reversed(numbers) if order and order[1] else numbers)

    def rows(self, ids: Sequence[int]) -> list[Any]:
        self.asked += 1
        return [{"no": str(one), "name": "", "sum": one} for one in ids]


@pytest.fixture
def view(qtbot: Any) -> TableView:
    model = ListModel(COLUMNS)
    made = TableView(model)
    qtbot.addWidget(made)
    model.show(ROWS)
    made.resize(600, 300)
    made.show()
    return made


def test_models_keep_the_rules(qtmodeltester: Any) -> None:
    model = ListModel(COLUMNS)
    model.show([Group("today"), *ROWS])
    qtmodeltester.check(model, force_py=True)
    qtmodeltester.check(WindowedModel(COLUMNS, Numbers(300)), force_py=True)


def test_a_million_rows_cost_only_the_pages_seen(qtbot: Any) -> None:
    source = Numbers(1_000_000)
    model = WindowedModel(COLUMNS, source)
    view = TableView(model)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.grab()
    view.select_row(999_999)
    view.grab()
    assert view.row()["no"] == "999999"
    assert source.asked <= 4
    for row in range(0, 1_000_000, 5_000):
        model.row_at(row)
    assert model.pages_held() == 64
    model.sort_by(("no", True))
    assert model.row_at(0)["no"] == "999999"
    assert model.row_of(0) == 999_999
    assert model.row_of(-1) == -1


def test_rows_outside_are_none() -> None:
    model = WindowedModel(COLUMNS, Numbers(3))
    assert model.row_at(3) is None
    assert model.row_at(-1) is None
    assert WindowedModel(COLUMNS).rowCount() == 0


def test_a_click_on_a_head_sorts_and_turns(view: TableView) -> None:
    view.horizontalHeader().sectionClicked.emit(1)
    model = view.model()
    assert isinstance(model, ListModel)
    assert [row["sum"] for row in model.rows()] == [3, 20, 100]
    view.horizontalHeader().sectionClicked.emit(1)
    assert [row["sum"] for row in model.rows()] == [100, 20, 3]


def test_groups_keep_their_rows_when_sorted() -> None:
    model = ListModel(COLUMNS)
    model.show([Group("a"), ROWS[0], ROWS[2], Group("b"), ROWS[1]])
    model.sort_by(("sum", False))
    titles = [row.title if isinstance(row, Group) else row["sum"] for row in model.rows()]
    assert titles == ["a", 3, 20, "b", 100]


def test_copying_keeps_leading_zeros(view: TableView, qtbot: Any) -> None:
    view.select_row(0)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().split("\t")[:2] == ["00123", "20"]
    assert "mso-number-format:'\\@'" in mime.html()
    assert 'sdnum="1033;0;@"' in mime.html()
    view.select_row(2)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(view, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text().startswith("Number\tAmount")


def test_too_many_rows_are_not_copied(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_COPIED", 2)
    view = TableView(ListModel(COLUMNS), multi=True)
    qtbot.addWidget(view)
    view.model().show(ROWS)  # type: ignore[attr-defined]
    QGuiApplication.clipboard().setText("before")
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == "before"
    view.clearSelection()
    view.select_row(0)
    view.copy()
    assert QGuiApplication.clipboard().text().startswith("00123")


def test_enter_acts_on_the_current_row(view: TableView, qtbot: Any) -> None:
    view.select_row(1)
    with qtbot.waitSignal(view.acted) as acted:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert acted.args[0]["no"] == "00007"


def test_choosing_tells_the_row(view: TableView, qtbot: Any) -> None:
    with qtbot.waitSignal(view.chosen) as chosen:
        view.select_where(lambda row: row["sum"] == 3)
    assert chosen.args[0]["no"] == "00100"
    assert view.selected_rows() == [ROWS[2]]


def test_a_group_is_clicked_not_chosen(qtbot: Any) -> None:
    model = ListModel(COLUMNS)
    view = TableView(model)
    qtbot.addWidget(view)
    model.show([Group("later", "6", {"sum": "9.00"}, key="later", folded=True), *ROWS])
    view.resize(600, 300)
    view.show()
    view.grab()
    spot = view.visualRect(model.index(0, 0)).center()
    with qtbot.waitSignal(view.group_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args[0].key == "later"
    assert view.row() is None


def test_widths_and_order_are_remembered(view: TableView, qtbot: Any) -> None:
    memory = Forgetful()
    view.remember(memory, "parts")
    view.setColumnWidth(0, 222)
    view.horizontalHeader().sectionClicked.emit(1)
    qtbot.waitUntil(lambda: memory.value("table/parts/columns") is not None)
    other = TableView(ListModel(COLUMNS))
    qtbot.addWidget(other)
    other.remember(memory, "parts")
    assert other.columnWidth(0) == 222
    model = other.model()
    assert isinstance(model, ListModel)
    assert model.order == ("sum", False)
    other.reset_columns()
    assert other.columnWidth(0) == 80


def test_columns_can_be_chosen_but_never_all_hidden(view: TableView) -> None:
    head: Any = view.horizontalHeader()
    menu = head.chooser()
    menu.actions()[0].trigger()
    assert view.isColumnHidden(0)
    assert view.is_first_column(1)
    for section in (1, 2):
        view.setColumnHidden(section, True)
    last = [one for one in head.chooser().actions() if one.isCheckable() and one.isChecked()]
    assert len(last) == 1
    assert not last[0].isEnabled()


def test_words_searched_for_are_marked(view: TableView) -> None:
    plain = view.grab().toImage()
    columns = (Column("no", "Number", highlight=True),)
    model = ListModel(columns)
    marked = TableView(model)
    model.show(ROWS)
    before = marked.grab().toImage()
    marked.set_marked_words(["001"])
    assert marked.grab().toImage() != before
    assert plain != before


def test_an_empty_table_says_so(qtbot: Any) -> None:
    view = TableView(ListModel(COLUMNS))
    qtbot.addWidget(view)
    before = view.grab().toImage()
    view.set_empty("Nothing found")
    assert view.grab().toImage() != before


def test_the_corner_marks_a_finding(qtbot: Any) -> None:
    def picture(mark: Mark | None) -> Any:
        model = ListModel((Column("no", "Number", corner=lambda row: mark),))
        view = TableView(model)
        model.show(ROWS)
        return view.grab().toImage()

    assert picture(Mark.WARN) != picture(None)
