"""The import dialog over a real desk: what it shows, what keys do, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from price_lists import DECEMBER, FIRST_ROW, file_of, lines_of, parts_of, price_list
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tab_stage import Window

from warrantydesk.domain.import_batch import ImportBatch
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports.target import Outcome
from warrantydesk.services.imports.words import said
from warrantydesk.ui.imports import import_into
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.import_cells import laid
from warrantydesk.ui.kit.import_dialog import ImportDialog
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.table import Group
from warrantydesk.ui.shell import Shell

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """An open dialog, and what a clerk does with it."""

    def __init__(self, qtbot: Any, shell: Shell, desk: Desk) -> None:
        self.qtbot, self.shell, self.desk = qtbot, shell, desk
        self.batches: list[ImportBatch] = []

    def open(self, text: str = "", file: Path | None = None) -> "Hands":
        pasted = text if file is None else None
        import_into(
            self.shell,
            self.desk,
            "policy_table",
            "QC",
            "parts",
            file=file,
            pasted=pasted,
            applied=self.batches.append,
        )
        self.settle()
        return self

    def settle(self) -> None:
        self.qtbot.waitUntil(self.shell.jobs.idle, timeout=20_000)
        QApplication.processEvents()

    @property
    def dialog(self) -> ImportDialog:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog)]
        return next(one for one in found if one.isVisible())

    @property
    def is_open(self) -> bool:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog)]
        return any(one.isVisible() for one in found)

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.dialog.results.table, key, modifier)
        self.settle()

    def counts(self) -> dict[Outcome, int]:
        return {kind: n for kind, n in self.dialog.preview().counts.items() if n}

    def shown(self) -> list[int | str]:
        """Return the numbers of the rows in the table, and the titles of groups."""
        model = self.dialog.results.table.model()
        rows = [model.row_at(number) for number in range(model.rowCount())]
        return [one.title if isinstance(one, Group) else one.number for one in rows]


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def hands(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[Hands]:
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(window)
    made = Hands(qtbot, shell, desk)
    yield made
    if made.is_open:
        made.dialog.reject()
    made.settle()


@pytest.fixture
def parts(desk: Desk) -> list[Any]:
    return parts_of(desk)


def with_faults(parts: list[Any]) -> str:
    """Return a list with a price that is none, a part that stands twice, and a leap."""
    fen = int(parts[5]["list_price_fen"])
    lines = lines_of(parts, {3: "2.148.40", 5: f"{fen / 50:.2f}"})
    lines.append([*lines[0][:3], "98.40", *lines[0][4:]])
    return price_list(lines)


def test_it_opens_on_what_stands_in_the_way(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    assert hands.counts() == {Outcome.BLOCK: 2, Outcome.WARN: 1, Outcome.SAME: 10}
    assert hands.dialog.focusWidget() is hands.dialog.results.table
    assert hands.shown() == [FIRST_ROW + 3, FIRST_ROW + 12, "1 warning", FIRST_ROW + 5]
    foot = hands.dialog.foot
    assert foot.state.mark() is Mark.BLOCK
    assert foot.state.text() == "2 rows are blocked: nothing would be written"
    assert not foot.apply.isEnabled()


def test_enter_accepts_what_is_offered_and_ctrl_enter_applies(
    hands: Hands, parts: list[Any], window: Window
) -> None:
    hands.open(with_faults(parts))
    hands.key(KEY.Key_Return)
    assert hands.counts()[Outcome.BLOCK] == 1
    hands.key(KEY.Key_Return)
    assert Outcome.BLOCK not in hands.counts()
    hands.key(KEY.Key_Return, CONTROL)
    assert not hands.is_open
    assert [batch.row_count for batch in hands.batches] == [12]
    assert window.toasts == ["12 rows applied"]
    assert hands.desk.bench.tables.newest("QC")["parts"] == 2


def test_a_click_on_the_second_thing_offered_keeps_the_later_row(
    hands: Hands, parts: list[Any]
) -> None:
    hands.open(with_faults(parts))
    table = hands.dialog.results.table
    hands.dialog.resize(theme.h(90), theme.h(34))
    QApplication.processEvents()
    table.select_where(lambda row: row.number == FIRST_ROW + 12)
    row, index = table.row(), table.currentIndex()
    place = next(n for n, one in enumerate(table.model().columns) if one.key == "words")
    area = table.visualRect(index.siblingAtColumn(place))
    column = table.model().columns[place]
    _said, offers = laid(area.toRectF(), column.say(row), row)
    spot = offers[1].center().toPoint()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    hands.settle()
    assert hands.dialog.draft().skipped == {FIRST_ROW}


def test_f2_writes_another_value_and_ctrl_z_takes_it_back(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    hands.key(KEY.Key_F2)
    box = QApplication.focusWidget()
    assert box.text() == "2.148.40"
    QTest.keyClicks(box, "21.48")
    QTest.keyClick(box, KEY.Key_Return)
    hands.settle()
    assert hands.dialog.preview().read[FIRST_ROW + 3].values["list_price_fen"] == 2148
    hands.key(KEY.Key_Z, CONTROL)
    assert hands.counts()[Outcome.BLOCK] == 2


def test_esc_in_the_box_leaves_the_value_and_the_dialog(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    hands.key(KEY.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "1")
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
    hands.settle()
    assert hands.is_open
    assert hands.dialog.draft().corrected == {}


def test_del_leaves_rows_out_and_they_can_come_back(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    hands.key(KEY.Key_Delete)
    assert hands.dialog.draft().skipped == {FIRST_ROW + 3}
    assert sum(hands.counts().values()) == 12
    pane = hands.dialog.results
    pane.chips.pills()[-1].click()
    pane.table.select_where(lambda row: row.number == FIRST_ROW + 3 and bool(row.repairs))
    hands.key(KEY.Key_Return)
    assert hands.dialog.draft().skipped == frozenset()


def test_all_blocked_rows_are_left_out_at_once(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    foot = hands.dialog.foot
    assert foot.skip.text() == "Leave out 2 rows"
    foot.skip.click()
    hands.settle()
    assert foot.apply.text() == "Apply 11 rows"
    assert foot.apply.isEnabled()
    assert foot.skip.isHidden()


def test_filters_show_any_kind_of_row(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    pills = {pill.text(): pill for pill in hands.dialog.results.chips.pills()}
    assert {text: pill.count() for text, pill in pills.items()} == {
        "Blocked": 2,
        "Warnings": 1,
        "New": 0,
        "Changed": 0,
        "Same": 10,
        "All": 13,
    }
    for text in ("Blocked", "Warnings"):
        pills[text].click()
    assert hands.shown() == []
    pills["Same"].click()
    assert len(hands.shown()) == 10
    pills["All"].click()
    assert len([one for one in hands.shown() if isinstance(one, int)]) == 13


def test_warnings_marked_as_seen_leave_the_list(hands: Hands, parts: list[Any]) -> None:
    hands.open(with_faults(parts))
    pane = hands.dialog.results
    group = next(pane.table.model().row_at(n) for n in range(9) if hands.shown()[n] == "1 warning")
    pane.table.group_clicked.emit(group)
    assert hands.shown() == [FIRST_ROW + 3, FIRST_ROW + 12]


def test_columns_are_chosen_and_say_how_they_were_found(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    columns = hands.dialog.columns
    assert [one.currentText() for one in columns.choices()] == [
        "Part no. *",
        "Name (Chinese)",
        "Not imported",
        "Net price",
        "Supplier code",
        "Qty per car",
    ]
    assert columns.states()[:3] == ["same header", "same header", "not taken"]
    choice = columns.choices()[0]
    choice.setCurrentIndex(0)
    choice.edited.emit()
    hands.settle()
    foot = hands.dialog.foot
    assert foot.state.text() == "No column means “Part no.”: choose one above"
    assert hands.dialog.strip.missing.text() == "missing: Part no."
    assert not foot.apply.isEnabled()


def test_columns_fill_the_width_and_an_empty_one_empties_nothing(
    hands: Hands, parts: list[Any]
) -> None:
    lines = [[*line[:4], "", *line[5:]] for line in lines_of(parts)]
    hands.open(price_list(lines))
    columns = hands.dialog.columns
    assert columns.choices()[4].currentText() == "Not imported"
    assert hands.counts() == {Outcome.SAME: 12}
    widths = sum(columns.raw.columnWidth(place) for place in range(len(columns.choices())))
    assert widths >= columns.raw.viewport().width()


def test_a_price_below_zero_is_said_in_words(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts, {0: "(1234.50)", 1: ""})))
    rows = [one for one in hands.dialog.preview().results if one.outcome is Outcome.BLOCK]
    assert [said(row) for row in rows] == [
        f"Parts and prices line {FIRST_ROW}: Net price −1,234.50 is below zero.",
        f"Parts and prices line {FIRST_ROW + 1}: Net price is empty.",
    ]


def test_another_row_is_made_the_header(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    raw = hands.dialog.columns.raw
    raw.setCurrentIndex(raw.rows.index(3, 0))
    QTest.keyClick(raw, KEY.Key_Return)
    hands.settle()
    assert hands.dialog.draft().layout.header_rows == (3,)
    raw.verticalHeader().sectionClicked.emit(2)
    hands.settle()
    assert hands.dialog.draft().layout.header_rows == (2,)


def test_what_is_remembered_is_offered_as_a_map(
    hands: Hands, parts: list[Any], window: Window
) -> None:
    hands.open(price_list(lines_of(parts)))
    hands.dialog.strip.keep_link.click()
    hands.settle()
    assert window.toasts == ["These columns are remembered"]
    assert hands.dialog.head.map.count() == 2


def test_the_encoding_is_switched(hands: Hands, parts: list[Any], tmp_path: Path) -> None:
    hands.open(file=file_of(tmp_path, price_list(lines_of(parts))))
    assert hands.dialog.draft().column_of("part_no") == 0
    encoding = hands.dialog.strip.encoding
    other = next(i for i in range(encoding.count()) if encoding.itemData(i) == "big5")
    encoding.setCurrentIndex(other)
    encoding.edited.emit()
    hands.settle()
    assert hands.dialog.draft().book.encoding == "big5"
    assert hands.dialog.draft().columns[0].header != "配件编码"


def test_f5_reads_the_file_again(hands: Hands, parts: list[Any], tmp_path: Path) -> None:
    file = file_of(tmp_path, price_list(lines_of(parts, {0: "x"})))
    hands.open(file=file)
    assert hands.counts()[Outcome.BLOCK] == 1
    file_of(tmp_path, price_list(lines_of(parts, {0: "90.00"})))
    hands.key(KEY.Key_F5)
    assert Outcome.BLOCK not in hands.counts()


def test_a_dropped_file_takes_the_place_of_the_first(
    hands: Hands, parts: list[Any], tmp_path: Path
) -> None:
    hands.open(price_list(lines_of(parts)))
    file = file_of(tmp_path, price_list(lines_of(parts[:5], {0: "90.00"})), "other.csv")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    hands.dialog.dropEvent(event)
    hands.settle()
    assert hands.dialog.draft().book.file_name == "other.csv"
    assert hands.dialog.head.name.text() == "other.csv"
    assert hands.dialog.preview().counts[Outcome.SAME] == 4


def test_a_pasted_block_takes_the_place_of_the_first(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    QGuiApplication.clipboard().setText(price_list(lines_of(parts[:3])))
    hands.key(KEY.Key_V, CONTROL)
    assert len(hands.dialog.preview().results) == 3


def test_a_file_that_cannot_be_read_leaves_the_first(
    hands: Hands, parts: list[Any], tmp_path: Path
) -> None:
    hands.open(price_list(lines_of(parts)))
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing of the kind")
    with messages.answer_with([str(bad)]) as asked:
        hands.dialog.head.other.click()
        hands.settle()
    assert "bad.xlsx" in asked[-1]
    assert len(hands.dialog.preview().results) == len(parts)


def test_a_refused_write_says_why_and_leaves_the_dialog(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    with messages.answer_with() as asked:
        hands.key(KEY.Key_Return, CONTROL)
    assert asked == ["The file changes nothing: every row is as it was."]
    assert hands.is_open
    assert hands.dialog.foot.apply.isEnabled()
    hands.desk.settings.save("shelf.print_at_once", True)  # the desk writes again


def test_a_write_that_is_stopped_leaves_nothing_and_can_be_done_again(
    hands: Hands, parts: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(price_list(lines_of(parts, {0: "90.00"})))
    dialog, store = hands.dialog, hands.desk.stores.profiles
    write = type(store).add_rows

    def stopped(*given: Any, **named: Any) -> None:
        hands.shell.jobs.running()[0].cancel()
        write(*given, **named)

    monkeypatch.setattr(type(store), "add_rows", stopped)
    dialog.foot.apply.click()
    assert not dialog.foot.apply.isEnabled()
    assert QApplication.focusWidget() is dialog.foot.cancel
    hands.settle()
    assert hands.is_open
    assert hands.batches == []
    assert hands.desk.imports.batches() == ()
    monkeypatch.undo()
    hands.key(KEY.Key_Return, CONTROL)
    assert len(hands.batches) == 1


def test_problems_are_saved_where_the_clerk_says(
    hands: Hands, parts: list[Any], tmp_path: Path
) -> None:
    hands.open(with_faults(parts))
    with messages.answer_with(str(tmp_path / "problems.csv")):
        hands.dialog.foot.export.click()
    assert "2.148.40" in (tmp_path / "problems.csv").read_text("utf-8-sig")


def test_the_same_file_again_is_said(hands: Hands, parts: list[Any], tmp_path: Path) -> None:
    file = file_of(tmp_path, price_list(lines_of(parts, {0: "90.00"})))
    hands.open(file=file)
    hands.key(KEY.Key_Return, CONTROL)
    hands.open(file=file)
    told = "This very file was applied on 2026-11-24 by 王敏"
    assert told in hands.dialog.foot.note.text()  # the day is taken, which weighs more
    hands.dialog.head.effective.pick(DECEMBER)
    hands.settle()
    assert hands.dialog.foot.state.text() == told


def test_another_table_is_chosen_for_the_same_file(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    subject = hands.dialog.head.subject
    place = next(i for i in range(subject.count()) if subject.itemData(i) == ("QC", "deadlines"))
    subject.setCurrentIndex(place)
    subject.edited.emit()
    hands.settle()
    assert hands.dialog.draft().subject.name == "deadlines"
    assert hands.dialog.foot.state.mark() is Mark.BLOCK


@pytest.mark.parametrize("size", [(1334, 690), (1200, 652), (880, 480)])
def test_nothing_is_wider_than_its_dialog(
    hands: Hands, parts: list[Any], size: tuple[int, int]
) -> None:
    hands.open(with_faults(parts))
    hands.dialog.resize(*size)
    hands.settle()
    assert hands.dialog.width() == size[0]
    assert hands.dialog.results.table.height() >= 3 * theme.h(1.5)


def test_a_list_of_one_column_is_edited_in_that_column(
    hands: Hands, desk: Desk, window: Window
) -> None:
    text = "VIN\nLX0DS22A1SB0OI\nLX0DS22A1SB000001\n"
    import_into(hands.shell, desk, "campaign_vins", "QC", "QC-R26-01", pasted=text)
    hands.settle()
    table = hands.dialog.results.table
    keys = [column.key for column in table.model().columns]
    assert keys == ["number", "outcome", "field.vin", "words"]
    assert hands.dialog.head.name.text() == "Pasted block"
    table.select_row(0)
    hands.key(KEY.Key_F2)
    assert QApplication.focusWidget().text() == "LX0DS22A1SB0OI"
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)


def test_the_rows_and_the_columns_have_names_for_a_reader(hands: Hands, parts: list[Any]) -> None:
    hands.open(price_list(lines_of(parts)))
    assert hands.dialog.columns.choices()[3].accessibleName() == "Column “未税价” means"
    assert hands.dialog.results.table.accessibleName() == "Row by row"
