"""The list of old parts over more pieces than it reads at once."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from stories import to_submit

from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.domain.piece_question import Group, Shown
from warrantydesk.domain.tag import make_tag
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.table import Group as GroupRow
from warrantydesk.ui.tabs.shelf.list import PieceList
from warrantydesk.ui.tabs.shelf.piece_rows import STEPS

PIECES = STEPS[0] + 300


@pytest.fixture
def claim_id(desk: Desk) -> int:
    """Give a claim with hundreds of pieces on the shelf, beside its own three."""
    claim = to_submit(desk).id
    with desk.bench.change("test"):
        for number in range(PIECES):
            desk.stores.parts.add(
                OldPart(
                    claim,
                    10 + number,
                    1,
                    PartState.SHELVED,
                    tag=make_tag(3, 26, number),
                    part_no=f"P{number:05d}",
                    part_name=f"Pump {number % 5}",
                    supplier_code=f"V{number % 3}",
                    place="R2-3" if number % 2 else "R2-4",
                    tag_state=TagState.CONFIRMED,
                    amount_fen=100,
                )
            )
    return claim


@pytest.fixture
def pieces(qtbot: Any, desk: Desk, claim_id: int) -> Iterator[PieceList]:
    made = PieceList(Forgetful(), desk)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.refresh()
    yield made
    made.hide()


def totals(pieces: PieceList) -> tuple[str, str]:
    return pieces._shown.text(), pieces._total.text()


def test_all_rows_are_there_and_few_ids_are_read(pieces: PieceList) -> None:
    model = pieces._model
    assert model.rowCount() == PIECES + 3
    assert len(model._ids) == STEPS[0]
    assert model.pages_held() <= 2
    shown = f"{PIECES + 3} of {PIECES + 3} pieces"
    assert totals(pieces)[0] == shown
    pieces.table.select_row(model.rowCount() - 1)
    assert pieces.row() is not None
    assert len(model._ids) == PIECES + 3
    assert len({model.id_at(row) for row in range(model.rowCount())}) == PIECES + 3


def test_the_model_keeps_the_rules_of_its_kind(pieces: PieceList) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(pieces._model, mode)
    for group in (Group.SUPPLIER, None):
        pieces.group_by(group)
    pieces.set_filter("received")
    assert tester.model().rowCount() == 3


def test_all_are_selected_without_reading_a_piece(
    desk: Desk, pieces: PieceList, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces.set_filter("shelf")
    pieces.table.selectAll()

    def fail(_ids: object) -> None:
        raise AssertionError("pieces were read")

    monkeypatch.setattr(desk.pieces, "rows", fail)
    ids = pieces.selected_ids()
    monkeypatch.undo()
    assert len(ids) == PIECES
    assert pieces._with.text() == f"{PIECES} selected…"
    assert set(pieces.selected_tags()) == {make_tag(3, 26, n) for n in range(PIECES)}
    asked = QSignalSpy(pieces.print_asked)
    pieces._print.click()
    assert [len(one[0]) for one in map(asked.at, range(asked.count()))] == [PIECES]


def test_the_menu_is_asked_for_the_whole_selection(pieces: PieceList) -> None:
    asked = QSignalSpy(pieces.batch_asked)
    pieces.table.select_row(2)
    QTest.keyClick(pieces.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    wanted = [pieces._model.id_at(2), pieces._model.id_at(3)]
    assert pieces.selected_ids() == wanted
    spot = QPoint(20, 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, spot)
    QApplication.sendEvent(pieces.table.viewport(), event)
    pieces._with.click()
    assert [asked.at(n)[0] for n in range(asked.count())] == [wanted, wanted]


def test_a_piece_far_down_stays_chosen_while_the_list_is_read_again(
    desk: Desk, pieces: PieceList
) -> None:
    last = desk.shelf.by_tag(make_tag(3, 26, 1))
    pieces.reveal(last.id)
    assert pieces.row() is not None
    assert pieces.row().id == last.id  # type: ignore[union-attr]
    with desk.bench.change("test"):
        desk.stores.parts.save(replace(last, amount_fen=700))
    heard = QSignalSpy(pieces.chosen)
    pieces.refresh()
    assert [heard.at(n)[0].amount_fen for n in range(heard.count())] == [700]


def test_what_is_revealed_takes_filters_away(desk: Desk, pieces: PieceList) -> None:
    one = desk.shelf.by_tag(make_tag(3, 26, 5))
    pieces.set_filter("received")
    pieces.reveal(one.id)
    assert (pieces.chips.value(), pieces.row().id) == (Shown.ALL, one.id)  # type: ignore[union-attr]
    pieces.narrow_to("R2-4", place="R2-4")
    pieces.reveal(one.id)
    assert (pieces.place, pieces.row().id) == ("", one.id)  # type: ignore[union-attr]


def test_words_narrow_and_count_within(qtbot: Any, pieces: PieceList) -> None:
    QTest.keyClicks(pieces.search, "p0001")
    qtbot.waitUntil(lambda: pieces._model.rowCount() == 10)
    counts = {pill.text(): pill.count() for pill in pieces.chips.pills()}
    assert (counts["All"], counts["To shelve"]) == (10, 0)
    assert totals(pieces) == ("10 of 10 pieces", "Total ¥10.00")
    QTest.keyClick(pieces.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pieces._model.rowCount() == PIECES + 3)
    pieces.search.setText("0326 000001")
    qtbot.waitUntil(lambda: 0 < pieces._model.rowCount() <= 100)
    pieces.narrow_to("R2-3", place="R2-3")
    assert pieces.search.text() == ""
    assert pieces._model.rowCount() == PIECES // 2


def test_groups_head_their_pieces_and_a_click_narrows_to_one(pieces: PieceList) -> None:
    pieces.set_filter("shelf")
    pieces.group_by(Group.SUPPLIER)
    heads = pieces._model.group_rows()
    titles = [pieces._model.row_at(row).title for row in heads]
    assert titles == ["V0", "V1", "V2"]
    assert [pieces.table.columnSpan(row, 0) for row in heads] == [6, 6, 6]
    assert pieces._model.rowCount() == PIECES + 3
    suppliers = [one.supplier_code for one in pieces.rows()]
    assert suppliers == sorted(suppliers)
    assert len(pieces.rows()) == PIECES
    head = pieces._model.row_at(heads[1])
    assert isinstance(head, GroupRow)
    pieces.table.group_clicked.emit(head)
    assert {one.supplier_code for one in pieces.rows()} == {"V1"}
    assert pieces.narrow.isVisible()
    pieces.widen()
    assert pieces._model.group_rows() != []
    menu = pieces.groups_menu()
    menu.actions()[0].trigger()
    assert pieces._model.group_rows() == []


def test_groups_survive_another_order_and_select_all(pieces: PieceList) -> None:
    pieces.group_by(Group.SUPPLIER)
    pieces._model.sort_by(("amount", True))
    pieces.table.sorted_by.emit(("amount", True))
    heads = pieces._model.group_rows()
    assert heads[0] == 0
    assert [pieces.table.columnSpan(row, 0) for row in heads] == [6] * len(heads)
    pieces.table.selectAll()
    assert len(pieces.selected_ids()) == PIECES + 3


@pytest.mark.parametrize("key", ["part", "tag", "place", "state", "due", "amount"])
def test_every_column_sorts(pieces: PieceList, key: str) -> None:
    for down in (False, True):
        pieces._model.sort_by((key, down))
        assert len(pieces.rows()) == PIECES + 3
    assert pieces._model.order == (key, True)
