"""The page of return shipments: boxes, pieces by box, checks, waybill, the way out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from returns import GASKET, PUMP, listed, packed, shelved, shipped, with_hazard
from shipment_stage import dialog_of, shown_shipments, window_of
from stories import acting

from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.person import Role
from warrantydesk.domain.shipment import Carriage, ShipmentState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.box_card import TAGS
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.scrolls import area_of
from warrantydesk.ui.kit.table_header import INSET
from warrantydesk.ui.label_dialog import LabelDialog
from warrantydesk.ui.tabs.shelf.shipment_box_dialog import BoxDialog
from warrantydesk.ui.tabs.shelf.shipment_close import CloseDialog
from warrantydesk.ui.tabs.shelf.shipment_list_dialog import NewListDialog
from warrantydesk.ui.tabs.shelf.shipment_page import ShipmentPage
from warrantydesk.ui.tabs.shelf.shipment_piece_rows import WAITING


@dataclass(frozen=True)
class Scanned:
    """What the page reads of a scan."""

    shipment_id: int = 0
    piece_id: int = 0
    box: str = ""


@pytest.fixture
def page(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[ShipmentPage]:
    with shown_shipments(qapp, qtbot, desk) as made:
        yield made


def links_of(page: ShipmentPage) -> dict[str, str]:
    return {str(group.key): group.link for group in page.pieces.groups()}


def click_group(page: ShipmentPage, key: str) -> None:
    """Click the action at the right end of a group row."""
    table = page.pieces.table
    rows = page.pieces.table.model().rows()
    number = next(i for i, row in enumerate(rows) if getattr(row, "key", None) == key)
    middle = table.visualRect(table.model().index(number, 0)).center().y()
    at = QPoint(table.viewport().width() - INSET - 4, middle)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_without_a_list_the_page_says_what_is_due_and_opens_one(
    desk: Desk, page: ShipmentPage
) -> None:
    shelved(desk)
    page.refresh()
    assert page.shown() == 0
    (due,) = page.start.due.model().rows()
    assert (due.brand, due.pieces) == ("QC", 2)
    page.start.due.acted.emit(due)
    dialog = dialog_of(page, NewListDialog)
    assert [row.ticked for row in dialog.table.rows()] == [True, True]
    dialog.accept()
    shipment = desk.shipments.list()[0]
    assert (shipment.pieces, shipment.state) == (2, ShipmentState.PACKING)
    assert page.shown() == shipment.id


def test_boxes_waiting_pieces_and_groups_are_shown(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = listed(desk)
    page.show_shipment(shipment.id)
    assert [row.tag for row in page.boxes.waiting.items()] == list(tags)
    assert page.boxes.waiting.items()[0].place == "R2-3"
    assert page.boxes.cards.cards() == []
    desk.shipments.pack(tags[0])
    (card,) = page.boxes.cards.cards()
    assert (card.key, card.number, card.current) == ("B0126-0001-01", "01", True)
    assert card.mark is Mark.RUNNING
    assert [group.key for group in page.pieces.groups()] == ["B0126-0001-01", WAITING]
    first, second = page.pieces.rows()
    assert (first.tag, first.role, first.aside) == (tags[0], "Causal", "just now")
    assert (second.tag, second.role) == (tags[1], "Related 1")
    assert page.head.counted.text() == "1 of 2 packed"
    QAbstractItemModelTester(page.pieces.table.model())


def test_chips_narrow_the_list_and_totals_follow(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = listed(desk)
    desk.shipments.pack(tags[0])
    page.show_shipment(shipment.id)
    counts = {pill.text(): pill.count() for pill in page.pieces.chips.pills()}
    assert counts == {"All": 2, "To pack": 1, "Causal": 1, "Related": 1}
    page.pieces.chips.pills()[1].click()
    assert [row.tag for row in page.pieces.rows()] == [tags[1]]
    assert len(page.pieces.groups()) == 1
    assert page.pieces.reveal(tags[0])
    assert len(page.pieces.rows()) == 2
    page.pieces.sieve.click()
    QTest.keyClicks(page.pieces.sought, tags[1][4:10])
    assert [row.tag for row in page.pieces.rows()] == [tags[1]]


def test_the_action_of_a_group_seals_opens_again_and_goes_on(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, tags = packed(desk)
    first = desk.shipments.boxes(shipment.id)[0].code
    second = desk.shipments.add_box(shipment.id).code
    page.show_shipment(shipment.id)
    assert links_of(page) == {first: "Go on packing", second: "Seal…"}
    click_group(page, first)
    assert desk.scanning.session.box == first
    assert links_of(page) == {first: "Seal…", second: "Go on packing"}
    desk.shipments.weigh(first, 6_200)
    click_group(page, first)
    assert desk.shipments.box(first).is_sealed
    assert links_of(page)[first] == "Open again…"
    dialog_of(page, LabelDialog).reject()
    with messages.answer_with(True):
        click_group(page, first)
    assert not desk.shipments.box(first).is_sealed
    assert tags


def test_a_click_beside_the_action_only_takes_the_box(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    first = desk.shipments.boxes(shipment.id)[0].code
    desk.shipments.add_box(shipment.id)
    page.show_shipment(shipment.id)
    table = page.pieces.table
    row = [getattr(one, "key", None) for one in table.model().rows()].index(first)
    at = QPoint(20, table.visualRect(table.model().index(row, 0)).center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.scanning.session.box == first
    assert not desk.shipments.box(first).is_sealed


def test_f8_asks_for_the_weight_seals_and_prints_the_label(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    code = page.current_box()
    QTest.keyClick(page.pieces.table, Qt.Key.Key_F8)
    dialog = dialog_of(page, BoxDialog)
    QTest.keyClicks(dialog.weight, "6.25")
    QTest.keyClick(dialog.weight, Qt.Key.Key_Return)
    box = desk.shipments.box(code)
    assert (box.weight_g, box.is_sealed) == (6_250, True)
    labels = dialog_of(page, LabelDialog)
    assert [row.subject for row in labels.batch.rows()] == [code]


def test_the_label_is_printed_at_once_where_a_printer_is_known(
    desk: Desk, page: ShipmentPage, qtbot: Any, tmp_path: Path
) -> None:
    shipment, _tags = packed(desk)
    printers, out = desk.labels.printers, tmp_path / "printer"
    printers.save(replace(printers.kept(), transport=f"file:{out}"))
    page.show_shipment(shipment.id)
    code = page.current_box()
    desk.shipments.weigh(code, 6_200)
    QTest.keyClick(page.pieces.table, Qt.Key.Key_F8)
    qtbot.waitUntil(page.shell.jobs.idle)
    assert page.window().findChildren(LabelDialog) == []
    assert out.read_bytes()
    assert page.boxes.cards.cards()[0].state == "sealed · label printed"


def test_a_label_that_does_not_come_out_is_told(desk: Desk, page: ShipmentPage, qtbot: Any) -> None:
    shipment, _tags = packed(desk)
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport="device:/nowhere"))
    page.show_shipment(shipment.id)
    code = page.current_box()
    desk.shipments.weigh(code, 6_200)
    QTest.keyClick(page.pieces.table, Qt.Key.Key_F8)
    qtbot.waitUntil(page.shell.jobs.idle)
    assert desk.shipments.box(code).is_sealed
    assert window_of(page).toasts[0].startswith(f"The label of box {code} is not printed.")


def test_a_wrong_weight_is_said_at_the_field_and_nothing_is_sealed(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    QTest.keyClick(page.pieces.table, Qt.Key.Key_F8)
    dialog = dialog_of(page, BoxDialog)
    QTest.keyClicks(dialog.weight, "3000")
    dialog.accept()
    assert dialog.isVisible()
    assert not desk.shipments.box(page.current_box()).is_sealed
    assert desk.shipments.box(page.current_box()).weight_g is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_Insert])
def test_a_key_adds_a_box_and_packs_into_it(desk: Desk, page: ShipmentPage, key: Qt.Key) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    QTest.keyClick(page.pieces.table, key)
    assert len(page.boxes.cards.cards()) == 2
    assert page.current_box() == "B0126-0001-02"
    assert desk.scanning.session.box == "B0126-0001-02"


def test_papers_keep_to_one_row_and_the_rarer_one_goes_into_the_menu(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    side = page.side
    for width in (theme.h(17.6), theme.h(40)):
        page.panes.splitter.setSizes([theme.h(10), theme.h(70) - width, width])
        QApplication.processEvents()
        assert side.papers.height() == side.labels.height()
        assert side._related.isVisible() is not side._related_entry.isVisible()
    assert side._related.isVisible()


def test_the_side_never_has_two_bars(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    side = page.side
    area = area_of(side.checks)
    assert area is not None
    bars = side.checks.list.verticalScrollBar(), area.verticalScrollBar()
    seen = set()
    for words in ("", "not like this"):
        for cell in side.waybill.cells.values():
            cell.show_finding(Mark.BLOCK if words else None, words)
        for height in (640, 540, 500, 480, 440):
            page.resize(1366, height)
            for _round in range(3):
                QApplication.processEvents()
            seen.add(tuple(bar.maximum() > 0 for bar in bars))
    assert seen >= {(True, False), (False, True)}
    assert (True, True) not in seen


def test_del_takes_a_piece_out_and_a_waiting_one_off_the_list(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, tags = packed(desk)
    page.show_shipment(shipment.id)
    page.pieces.reveal(tags[1])
    QTest.keyClick(page.pieces.table, Qt.Key.Key_Delete)
    assert desk.shelf.by_tag(tags[1]).state is PartState.RETURN_DUE
    assert window_of(page).toasts == ["1 piece taken out"]
    window_of(page).undos[-1]()
    assert desk.shelf.by_tag(tags[1]).state is PartState.PACKED
    page.pieces.reveal(tags[1])
    QTest.keyClick(page.pieces.table, Qt.Key.Key_Delete)
    page.pieces.reveal(tags[1])
    with messages.answer_with("the maker wants it next month"):
        QTest.keyClick(page.pieces.table, Qt.Key.Key_Delete)
    assert [piece.tag for piece in desk.shipments.view(shipment.id).pieces] == [tags[0]]


def test_a_piece_is_dropped_into_another_box(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = packed(desk)
    second = desk.shipments.add_box(shipment.id).code
    page.show_shipment(shipment.id)
    page.pieces.reveal(tags[0])
    row = page.pieces.table.currentIndex()
    mime: QMimeData = page.pieces.table.model().mimeData([row])
    assert mime.hasFormat(TAGS)
    cards = page.boxes.cards
    spot = cards.visualRect(cards.model().index(1, 0)).center()
    event = QDropEvent(
        QPointF(spot),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    cards.dropEvent(event)
    assert desk.shelf.by_tag(tags[0]).box == second
    assert desk.shelf.by_tag(tags[1]).box == "B0126-0001-01"


def test_a_scan_brings_its_list_and_its_piece_into_view(desk: Desk, page: ShipmentPage) -> None:
    first, _some = listed(desk)
    second, tags = packed(desk, PUMP)
    page.show_shipment(first.id)
    piece = desk.shelf.by_tag(tags[0])
    page.show_scan(Scanned(shipment_id=second.id, piece_id=piece.id))
    assert page.shown() == second.id
    assert page.pieces.table.row().tag == tags[0]


def test_checks_stand_blocks_first_and_keep_the_list_here(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = packed(desk)
    with desk.bench.change("test"):
        piece = desk.shelf.by_tag(tags[0])
        desk.stores.parts.save(replace(piece, tag_state=TagState.SENT))
    page.show_shipment(shipment.id)
    rows = page.side.checks.rows()
    assert rows[0].mark is Mark.BLOCK
    assert "label" in rows[0].title
    assert page.side.reason.text() == "1 block"
    assert not page.side.ship.isEnabled()
    page.pieces.table.select_row(0)
    page.side.checks.list.clicked.emit(page.side.checks.list.model().index(0, 0))
    assert page.pieces.table.row().tag == tags[0]


def test_the_waybill_is_saved_as_typed_and_refusals_stand_at_the_field(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    assert page.side.reason.text() == "No waybill yet"
    QTest.keyClicks(page.side.waybill.waybill, "yt7700123")
    QTest.keyClicks(page.side.waybill.freight, "86")
    QTest.keyClick(page.side.waybill.freight, Qt.Key.Key_Return)
    kept = desk.shipments.get(shipment.id)
    assert (kept.waybill, kept.freight_fen) == ("YT7700123", 8_600)
    assert page.side.ship.isEnabled()
    QTest.keyClicks(page.side.waybill.carrier, "x" * 300)
    page.flush()
    assert page.side.waybill.carrier.shown_state()[0] is Mark.BLOCK
    assert desk.shipments.get(shipment.id).carrier == ""
    page.refresh()
    assert page.side.waybill.carrier.value() == "x" * 300


def test_who_may_not_change_the_waybill_is_told_once(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    acting(desk, Role.TECHNICIAN)
    QTest.keyClicks(page.side.waybill.waybill, "YT7700123")
    with messages.answer_with() as said:
        page.flush()
        page.flush()
    assert len(said) == 1
    assert desk.shipments.get(shipment.id).waybill == ""


def test_who_brings_it_needs_no_waybill(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    desk.shipments.save(shipment.id, {"carriage": Carriage.SELF, "freight_fen": 0})
    assert not page.side.waybill.cells["waybill"].required
    assert page.side.waybill.cells["freight_confirmed"].isVisibleTo(page)
    page.side.waybill.nothing.click()
    page.flush()
    assert desk.shipments.get(shipment.id).freight_confirmed
    assert page.side.ship.isEnabled()


def test_a_list_leaves_once_its_warnings_have_reasons(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = packed(desk)
    with_hazard(desk, tags[0], "fluid")
    desk.shipments.save(shipment.id, {"waybill": "YT7700123", "freight_fen": 8_600})
    page.show_shipment(shipment.id)
    page.ship()
    dialog = dialog_of(page, CloseDialog)
    assert not dialog.yes.isEnabled()
    for field in dialog.reasons.values():
        QTest.keyClicks(field, "told the depot")
    QTest.keyClicks(dialog.handed_to, "Li")
    assert dialog.yes.isEnabled()
    assert dialog.yes.text() == "Ship 2 pieces"
    dialog.accept()
    gone = desk.shipments.get(shipment.id)
    assert (gone.state, gone.handed_to) == (ShipmentState.SHIPPED, "Li")
    assert window_of(page).toasts == ["R0126-0001 has left"]
    assert not page.side.checks.isVisibleTo(page)
    assert page.side.key_in.isVisibleTo(page)


def test_what_waits_is_left_for_the_next_list(desk: Desk, page: ShipmentPage) -> None:
    tags = (*shelved(desk, PUMP), *shelved(desk, PUMP))
    shipment = desk.shipments.open(tags=tags)
    desk.shipments.pack(tags[0])
    desk.shipments.save(shipment.id, {"waybill": "YT7700123", "freight_fen": 8_600})
    page.show_shipment(shipment.id)
    page.ship()
    dialog = dialog_of(page, CloseDialog)
    for field in (dialog.handed_to, *dialog.reasons.values()):
        QTest.keyClicks(field, "Li")
    assert not dialog.yes.isEnabled()
    dialog.rest.click()
    dialog.accept()
    assert desk.shelf.by_tag(tags[0]).state is PartState.SHIPPED
    assert desk.shelf.by_tag(tags[1]).state is PartState.RETURN_DUE


def test_shipments_are_switched_and_all_are_listed(desk: Desk, page: ShipmentPage) -> None:
    first, _tags = listed(desk)
    second, _others = shipped(desk)
    page.show_shipment(first.id)
    assert desk.scanning.session.shipment_id == first.id
    page.show_thing("shipment", second.number)
    assert page.shown() == second.id
    assert desk.scanning.session.shipment_id == 0
    assert not page.boxes.add_box.isEnabled()
    page.leave()
    assert page.shown() == 0
    assert {one.id for one in page.start.shown()} == {first.id, second.id}
    page.start.chips.pills()[1].click()
    assert [one.id for one in page.start.shown()] == [first.id]
    page.start.shipment_asked.emit(first.id)
    assert page.shown() == first.id


def test_a_void_list_keeps_its_reason(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = listed(desk)
    page.show_shipment(shipment.id)
    with messages.answer_with("opened twice"):
        page.void_list()
    assert desk.shipments.get(shipment.id).void_reason == "opened twice"
    assert desk.shelf.by_tag(tags[0]).state is PartState.RETURN_DUE
    page.show_shipment(shipment.id)
    assert "opened twice" in page.head.words.text()


def test_a_narrow_window_keeps_numbers_checks_and_the_way_out(
    qapp: QApplication, qtbot: Any, desk: Desk
) -> None:
    shipment, _tags = packed(desk)
    with shown_shipments(qapp, qtbot, desk, (911, 480)) as page:
        page.show_shipment(shipment.id)
        qapp.processEvents()
        assert page.panes.is_narrow()
        assert page.boxes.cards.width() < 70
        assert page.ship_small.isVisibleTo(page)
        assert page.tally.isVisibleTo(page)
        page.tally.click()
        assert page.panes.drawer_is_open()


def test_the_day_of_the_maker_is_in_the_head(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = listed(desk, PUMP, GASKET)
    desk.shipments.save(shipment.id, {"title": "November", "required_by": "2026-11-30"})
    page.show_shipment(shipment.id)
    assert page.head.words.text().endswith("November · wanted there by 11-30")


def test_boxes_that_were_scanned_at_the_door_are_ticked_off(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    code = page.current_box()
    desk.scanning.hold(ticked=(code,))
    page.show_scan(Scanned(shipment_id=shipment.id, box=code))
    assert page.boxes.cards.cards()[0].mark is Mark.OK


def test_f6_walks_boxes_pieces_and_checks(desk: Desk, page: ShipmentPage) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    page.boxes.cards.setFocus()
    seen = []
    for _round in range(3):
        QTest.keyClick(page.window(), Qt.Key.Key_F6)
        seen.append(page.focusWidget())
    assert seen == [page.pieces.table, page.side.checks.list, page.boxes.cards]
