"""Any list on the screen leaves as a file; columns are put away and stay away."""

import csv
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QVBoxLayout, QWidget
from python_calamine import CalamineWorkbook
from stories import acting, repairing
from tab_stage import Window

from warrantydesk.domain.person import Role
from warrantydesk.domain.piece_question import Group as GroupBy
from warrantydesk.services.desk import Desk
from warrantydesk.ui.claim_lists_menu import fill_claim_lists
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.memory import Forgetful, Memory
from warrantydesk.ui.kit.table import Column, Group, Holds, ListModel, TableView, WindowedModel
from warrantydesk.ui.kit.table_menu import fill_columns, list_at, list_menu, lists_in
from warrantydesk.ui.kit.tick_menu import TickMenu
from warrantydesk.ui.ledgers_dialog import ALL_DAYS, LAST_MONTH, LAST_YEAR, LedgersDialog, span
from warrantydesk.ui.list_export import export_shown
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.shelf import piece_rows

COLUMNS = (
    Column("no", "Number", second=lambda row: row["name"]),
    Column("fen", "Amount ¥", "right", value=lambda row: row["fen"], holds=Holds.MONEY),
    Column("on", "Day", value=lambda row: row["on"], holds=Holds.DAY),
    Column("more", "More", hidden=True),
    Column("go", "Act", text=lambda row: "go", action=True),
)
ROWS = [
    {"no": "00123", "name": "=1+1", "fen": 20050, "on": date(2026, 11, 24), "more": "x"},
    {"no": "00007", "name": "", "fen": -100, "on": None, "more": "y"},
]


class Keeper(QWidget):
    """A window that notes which lists it was asked to write."""

    def __init__(self) -> None:
        super().__init__()
        self.memory: Memory = Forgetful()
        self.saved: list[Any] = []

    def save_list(self, table: Any) -> None:
        self.saved.append(table)


class Many:
    """A source of many rows that notes how many were asked for at once."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.most = 0

    def count(self) -> int:
        return self._count

    def ids(self, order: tuple[str, bool] | None) -> "array[int]":
        return array("q", range(self._count))

    def rows(self, ids: Sequence[int]) -> list[Any]:
        self.most = max(self.most, len(ids))
        return [{**ROWS[0], "no": f"{one:06}"} for one in ids]


def shown(qtbot: Any, rows: Sequence[Any], parent: QWidget | None = None) -> TableView:
    """Return a table with rows, in sight."""
    model = ListModel(COLUMNS)
    table = TableView(model, parent=parent)
    if parent is None:
        qtbot.addWidget(table)
    else:
        box = QVBoxLayout(parent)
        box.addWidget(table)
    table.setAccessibleName("Parts/list")
    model.show(rows)
    table.resize(600, 300)
    (parent or table).show()
    return table


def exported(
    shell: Shell, desk: Desk, table: TableView, file: Path, qtbot: Any, window: Window
) -> None:
    """Export a table to a file and wait until it is told."""
    with messages.answer_with(str(file)):
        export_shown(shell, desk, table)
    qtbot.waitUntil(lambda: bool(window.toasts))


def test_a_list_leaves_as_it_stands(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    table = shown(qtbot, ROWS)
    table.horizontalHeader().moveSection(2, 0)
    table.horizontalHeader().sectionClicked.emit(1)  # by amount, the smallest first
    exported(shell, desk, table, tmp_path / "a.xlsx", qtbot, window)
    assert window.toasts == ["Saved as a.xlsx, 2 rows"]
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Day", "Number", "Number (second line)", "Amount ¥"],
        ["", "00007", "", -1.0],
        [date(2026, 11, 24), "00123", "=1+1", 200.5],
    ]


@pytest.mark.parametrize("ending", [".csv", ".pdf"])
def test_groups_stand_in_a_column_of_their_own(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, tmp_path: Path, ending: str
) -> None:
    table = shown(qtbot, [Group("Late"), ROWS[0], Group("In time"), ROWS[1]])
    file = tmp_path / f"a{ending}"
    exported(shell, desk, table, file, qtbot, window)
    if ending == ".pdf":
        assert file.read_bytes().startswith(b"%PDF")
        return
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert [row[:3] for row in rows] == [
        ["Group", "Number", "Number (second line)"],
        ["Late", "00123", "'=1+1"],
        ["In time", "00007", ""],
    ]


def test_any_number_of_rows_is_read_a_page_at_a_time(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    source = Many(5000)
    model = WindowedModel(COLUMNS, source)
    table = TableView(model)
    qtbot.addWidget(table)
    table.setAccessibleName("Many")
    source.most = 0
    file = tmp_path / "a.csv"
    with messages.answer_with(str(file)):
        export_shown(shell, desk, table)
    model.set_ids(array("q"))  # what is shown meanwhile is another matter
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert window.toasts == ["Saved as a.csv, 5,000 rows"]
    assert 0 < source.most <= 128
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert [row[0] for row in rows[1:]] == [f"{number:06}" for number in range(5000)]


def test_cancelling_leaves_no_file(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    table = TableView(WindowedModel(COLUMNS, Many(200_000)))
    qtbot.addWidget(table)
    with messages.answer_with(str(tmp_path / "a.xlsx")):
        export_shown(shell, desk, table)
    (job,) = shell.jobs.running()
    job.cancel()
    qtbot.waitUntil(shell.jobs.idle)
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
    assert window.toasts == []


def test_a_column_that_fails_is_told_as_it_is(
    desk: Desk, shell: Shell, qtbot: Any, tmp_path: Path
) -> None:
    def fails(row: Any) -> str:
        raise LookupError("no such name")

    table = TableView(ListModel((Column("a", "A", copy=fails, text=lambda row: "a"),)))
    qtbot.addWidget(table)
    table.model().show([1])  # type: ignore[attr-defined]
    failures: list[object] = []
    shell.failed.connect(failures.append)
    with messages.answer_with(str(tmp_path / "a.csv")):
        export_shown(shell, desk, table)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], LookupError)
    assert not (tmp_path / "a.csv").exists()


def test_who_may_not_export_is_told_and_an_empty_list_is_none(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(shell, "tell", lambda text, *_args, **_more: told.append(text))
    export_shown(shell, desk, shown(qtbot, []))
    assert window.toasts == ["There is nothing in this list to export."]
    acting(desk, Role.READ_ONLY)
    export_shown(shell, desk, shown(qtbot, ROWS))
    assert len(told) == 1


def pressed(widget: QWidget, key: Qt.Key) -> None:
    """Press a key with Ctrl and Shift."""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(widget, QKeyEvent(QKeyEvent.Type.KeyPress, key, both))


def test_a_dialog_asks_the_window_that_owns_it(qtbot: Any) -> None:
    keeper = Keeper()
    qtbot.addWidget(keeper)
    dialog = QDialog(keeper)
    table = shown(qtbot, ROWS, dialog)
    pressed(table, Qt.Key.Key_E)
    assert keeper.saved == [table]
    assert list_at(table.viewport()) is table
    assert lists_in(dialog) == [table]
    entries = [entry.text().split("\t")[0] for entry in list_menu(table).actions()]
    assert [one for one in entries if one] == [
        *("&Copy", "Copy with &heads", "&Export this list…", "C&olumns…")
    ]
    dialog.close()


def test_columns_are_chosen_by_keys_and_the_menu_stays_open(qtbot: Any) -> None:
    table = shown(qtbot, ROWS)
    menu = TickMenu(table)
    fill_columns(table, menu)
    assert [one.text() for one in menu.actions() if one.isCheckable()] == [
        *("Number", "Amount ¥", "Day", "More", "Act")
    ]
    menu.popup(table.mapToGlobal(QPointF(0, 0).toPoint()))
    menu.setActiveAction(menu.actions()[1])
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert table.isColumnHidden(1)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not table.isColumnHidden(1)
    spot = menu.actionGeometry(menu.actions()[3]).center()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=spot)
    assert not table.isColumnHidden(3)
    assert menu.isVisible()
    for place in (1, 2, 3, 4):
        menu.actions()[place].setChecked(False)
    assert not menu.actions()[0].isEnabled()  # one stays
    menu.close()
    table.reset_columns()
    assert table.sections_shown() == [0, 1, 2, 4]


def test_what_was_put_away_stays_away_when_there_is_room_again(qtbot: Any) -> None:
    keeper = Keeper()
    qtbot.addWidget(keeper)
    table = shown(qtbot, ROWS, keeper)
    table.show_column(1, False)
    table.setColumnHidden(2, True)  # gives way in a narrow window
    for section in (1, 2):
        table.setColumnHidden(section, False)
    assert table.isColumnHidden(1)
    assert not table.isColumnHidden(2)
    key = "table/no-fen-on-more-go/away"
    qtbot.waitUntil(lambda: keeper.memory.value(key) == "fen,more")
    second = QDialog(keeper)
    again = shown(qtbot, ROWS, second)
    assert again.sections_shown() == [0, 2, 4]
    second.close()


@pytest.fixture
def dialog(desk: Desk, shell: Shell, qtbot: Any) -> LedgersDialog:
    repairing(desk)
    made = LedgersDialog(shell, desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_ledger_is_chosen_with_its_days_and_state(
    dialog: LedgersDialog, shell: Shell, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    dialog.list.set_value("part_lines")
    dialog.list.edited.emit()
    dialog.period.set_value(ALL_DAYS)
    dialog.period.edited.emit()
    dialog.state.set_value("REPAIRING")
    dialog.ending.set_value(".csv")
    file = tmp_path / "lines"
    with messages.answer_with(str(file)):
        dialog.accept()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert window.toasts == ["Saved as lines.csv, 2 rows"]
    kept = {key: shell.memory.value(f"ledgers/{key}") for key in ("list", "period", "ending")}
    assert kept == {"list": "part_lines", "period": ALL_DAYS, "ending": ".csv"}


def test_a_list_without_states_offers_none(dialog: LedgersDialog) -> None:
    dialog.list.set_value("receipts")
    dialog.list.edited.emit()
    assert not dialog.state_cell.isEnabled()
    assert not dialog.by_cell.isEnabled()
    assert dialog.wanted().states == ()


def test_days_of_choice_are_kept_and_wrong_ones_are_said(
    dialog: LedgersDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialog.shell, "tell", lambda text, *_args, **_more: told.append(text))
    dialog.first.set_value(date(2026, 12, 2))
    dialog.first.edited.emit()
    assert dialog.period.value() == "own"
    with messages.answer_with("/nowhere/a.xlsx"):
        dialog.accept()
    assert told == ["The first day is after the last one."]
    assert dialog.isVisible()
    today = desk.bench.today
    assert span(LAST_YEAR, today) == (date(2025, 1, 1), date(2025, 12, 31))
    assert span(LAST_MONTH, today) == (date(2026, 10, 1), date(2026, 10, 31))


def test_lists_of_given_claims_are_offered_and_written(
    desk: Desk, shell: Shell, window: Window, qtbot: Any, tmp_path: Path
) -> None:
    claim = repairing(desk)
    menu = QMenu()
    qtbot.addWidget(menu)
    lists = fill_claim_lists(shell, desk, menu, lambda: array("q", (claim.id,)))
    entries = [entry.text() for entry in lists.actions()]
    assert entries == [
        *("Claims…", "Part lines of claims…", "Labour lines of claims…", "Inspections…")
    ]
    with messages.answer_with(str(tmp_path / "parts.csv")):
        lists.actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(window.toasts))
    assert window.toasts == ["Saved as parts.csv, 2 rows"]


def test_the_list_of_old_parts_leaves_whole_and_with_its_groups(
    desk: Desk,
    shell: Shell,
    window: Window,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claim = repairing(desk)
    for line in (1, 2):
        desk.shelf.receive(claim.id, line)
    monkeypatch.setattr(piece_rows, "STEPS", (1, -1))  # the rest is read when it is looked at
    rows = piece_rows.PieceRows(desk)
    model = piece_rows.PieceModel((Column("part_no", "Part"),), rows)
    table = TableView(model)
    qtbot.addWidget(table)
    table.setAccessibleName("Old parts")
    for group, heads in ((None, ["Part"]), (GroupBy.MAKER, ["Group", "Part"])):
        rows.ask(replace(rows.question, group=group))
        model.show(rows.count())
        file = tmp_path / f"{len(heads)}.csv"
        with messages.answer_with(str(file)):
            export_shown(shell, desk, table)
        rows.ask(replace(rows.question, group=None))  # other rows are looked at meanwhile
        qtbot.waitUntil(lambda: bool(window.toasts))
        assert window.toasts.pop() == f"Saved as {file.name}, 3 rows"
        with file.open(encoding="utf-8-sig", newline="") as lines:
            found = list(csv.reader(lines))
        assert found[0] == heads
        assert {len(row) for row in found} == {len(heads)}
        assert all(all(row) for row in found)
