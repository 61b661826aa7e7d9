"""The shelf map: ten bins, and editing its places."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shelf_stage import shown_shelf
from stories import to_submit
from tab_stage import Window

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shelf_layout import Scheme
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.shelf.tab import ShelfTab


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[ShelfTab]:
    desk.shelf.save_places("R1-1..2, R3-1..8, OUT")
    desk.shelf.save_place("OUT", "", outbound=True)
    with shown_shelf(qapp, qtbot, desk, Window()) as made:
        yield made


def edit(tab: ShelfTab, code: str = "") -> None:
    """Begin to edit the map, with a place chosen."""
    tab.side.edit.click()
    if code:
        tab.side.map.cells()[code].click()


def rows(tab: ShelfTab) -> list[str]:
    """Return the first place of each row of the map."""
    return [row[0] for row in tab.side.map.rows()]


def test_a_place_beyond_the_columns_stands_below_with_its_name(tab: ShelfTab) -> None:
    cells = tab.side.map.cells()
    assert {code for code, cell in cells.items() if cell._wide} == {"R3-7", "R3-8", "OUT"}


def test_tab_walks_from_the_head_of_the_map_over_its_cells(desk: Desk, tab: ShelfTab) -> None:
    desk.shelf.save_places("R1-3")
    QApplication.processEvents()
    stops, at = [], tab.side.edit.nextInFocusChain()
    while at is not tab.side.edit:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible():
            stops.append(at)
        at = at.nextInFocusChain()
    cells = list(tab.side.map.cells().values())
    spots = {cell: cell.mapTo(tab, QPoint()) for cell in cells}
    cells.sort(key=lambda cell: (spots[cell].y(), spots[cell].x()))
    assert stops[: len(cells)] == cells


def test_ten_bins_on_the_map_after_a_question(desk: Desk, tab: ShelfTab) -> None:
    assert tab.side.scheme.text() == "Ten bins"
    with messages.answer_with(False):
        tab.side.scheme.click()
    assert desk.shelf.scheme is Scheme.RACKS
    piece = desk.stores.parts.find(claim_id=to_submit(desk).id)[0]
    desk.shelf.put(piece.tag, "R1-2")
    with messages.answer_with(True) as asked:
        tab.side.scheme.click()
    assert "last digit of the repair order" in asked[0]
    bins = [f"BIN-{digit}" for digit in range(10)]
    assert set(tab.side.map.cells()) == {*bins, "OUT", "R1-2"}
    assert tab.side.scheme.text() == "Racks"
    QApplication.processEvents()
    tops = {tab.side.map.cells()[code].y() for code in bins}
    assert len(tops) == 2


def test_the_tick_makes_a_place_one_for_hazards(desk: Desk, tab: ShelfTab) -> None:
    edit(tab, "R1-1")
    tab.side.editor.hazards.click()
    assert desk.shelf.place("R1-1").hazards
    assert "hazardous pieces only" in tab.side.map.cells()["R1-1"].toolTip()
    piece = desk.stores.parts.find(claim_id=to_submit(desk).id)[1]
    desk.shelf.put(piece.tag, "R1-2")
    tab.side.map.cells()["R1-2"].click()
    with messages.answer_with() as told:
        tab.side.editor.hazards.click()
    assert "may not stand there then: 1" in told[0]
    assert not desk.shelf.place("R1-2").hazards
    assert not tab.side.editor.hazards.value()


def test_a_layer_is_added_to_the_rack_of_the_place(desk: Desk, tab: ShelfTab) -> None:
    edit(tab, "R1-1")
    tab.side.editor.layer.click()
    assert "R1-3" in tab.side.map.cells()


def test_a_place_goes_out_of_use_when_it_is_empty(desk: Desk, tab: ShelfTab) -> None:
    piece = desk.stores.parts.find(claim_id=to_submit(desk).id)[0]
    desk.shelf.put(piece.tag, "R1-1")
    edit(tab, "R1-1")
    with messages.answer_with(True) as asked:
        tab.side.editor.retire.click()
    assert "Pieces still stand on R1-1: 1" in asked[1]
    tab.side.map.cells()["R1-2"].click()
    with messages.answer_with(True):
        tab.side.editor.retire.click()
    assert "R1-2" not in tab.side.map.cells()
    assert (tab.side.map.value(), tab.list.place) == ("", "")


def test_rows_move_by_keys_and_by_dragging(desk: Desk, tab: ShelfTab) -> None:
    assert rows(tab) == ["R2-3", "R1-1", "R3-1", "OUT"]
    edit(tab, "R1-2")
    cell = tab.side.map.cells()["R1-2"]
    QTest.keyClick(cell, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert rows(tab) == ["R1-1", "R2-3", "R3-1", "OUT"]
    assert not tab.side.editor.up.isEnabled()
    tab.side.editor.down.click()
    assert rows(tab) == ["R2-3", "R1-1", "R3-1", "OUT"]
    QApplication.processEvents()
    cells = tab.side.map.cells()
    start, end = cells["R3-2"].rect().center(), cells["R2-4"].rect().center()
    there = cells["R3-2"].mapFromGlobal(cells["R2-4"].mapToGlobal(end))
    QTest.mousePress(cells["R3-2"], Qt.MouseButton.LeftButton, pos=start)
    drag(cells["R3-2"], start, there)
    assert cells["R2-4"]._target
    QTest.mouseRelease(cells["R3-2"], Qt.MouseButton.LeftButton, pos=there)
    assert rows(tab) == ["R3-1", "R2-3", "R1-1", "OUT"]
    assert desk.shelf.places()[0].code == "R3-1"
    assert tab.list.place == "R1-2"  # a drag is no click


def drag(widget: Any, start: QPoint, end: QPoint) -> None:
    """Move the mouse with its left button held."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    for at in (start + (end - start) / 2, end):
        spot = widget.mapToGlobal(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(spot),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)


def test_nothing_moves_while_the_map_is_not_edited(desk: Desk, tab: ShelfTab) -> None:
    cell = tab.side.map.cells()["R1-2"]
    QTest.keyClick(cell, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert rows(tab) == ["R2-3", "R1-1", "R3-1", "OUT"]
    assert not tab.side.editor.isVisible()


def test_marks_of_the_map_go_by_the_worst_piece(desk: Desk, tab: ShelfTab) -> None:
    piece = desk.stores.parts.find(claim_id=to_submit(desk).id)[1]
    desk.shelf.put(piece.tag, "R1-1")
    looks: dict[str, tuple[dict[str, Any], Mark]] = {
        "kept": ({}, Mark.HOLD),
        "free": ({"state": PartState.SCRAP_OK}, Mark.OK),
        "asked back": ({"state": PartState.RETURN_DUE}, Mark.WARN),
        "came back": ({"refusal_code": "O02", "state": PartState.SHELVED}, Mark.REFUSED),
    }
    for name, (changes, mark) in looks.items():
        with desk.bench.change("test"):
            desk.stores.parts.save(replace(desk.shelf.by_tag(piece.tag), **changes))
        tab.refresh()
        assert tab.side.map.cells()["R1-1"].view.mark is mark, name
