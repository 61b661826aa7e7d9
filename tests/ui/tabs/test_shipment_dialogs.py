"""The dialogs of return shipments: what goes on a list, closing it, the maker's receipt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock, a_picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from returns import GASKET, PUMP, listed, packed, shelved, shipped
from shipment_stage import dialog_of, shown_shipments, window_of

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.shipment import ShipmentKind, ShipmentState, Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.shelf.shipment_box_dialog import BoxDialog
from warrantydesk.ui.tabs.shelf.shipment_close import CloseDialog
from warrantydesk.ui.tabs.shelf.shipment_list_dialog import ChangeListDialog, NewListDialog
from warrantydesk.ui.tabs.shelf.shipment_page import ShipmentPage
from warrantydesk.ui.tabs.shelf.shipment_receipt import ReceiptDialog


@pytest.fixture
def page(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[ShipmentPage]:
    with shown_shipments(qapp, qtbot, desk) as made:
        yield made


def receipt_of(page: ShipmentPage) -> ReceiptDialog:
    page.key_in()
    return dialog_of(page, ReceiptDialog)


def test_a_new_list_takes_the_ticked_pieces_and_its_facts(desk: Desk, page: ShipmentPage) -> None:
    tags = (*shelved(desk), *shelved(desk, PUMP))
    page.new_list("QC")
    dialog = dialog_of(page, NewListDialog)
    dialog.form.field("title").set_value("November")
    dialog.form.field("required_by").set_value(date(2026, 12, 1))
    dialog.form.field("request_no").set_value("TJ-77")
    dialog.table.select_where(lambda row: row.tag == tags[2])
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert set(dialog.tags()) == set(tags[:2])
    dialog.accept()
    (shipment,) = desk.shipments.list()
    whole = desk.shipments.get(shipment.id)
    assert (whole.title, whole.request_no) == ("November", "TJ-77")
    assert (whole.required_by, whole.kind) == (date(2026, 12, 1), ShipmentKind.ORDINARY)
    assert {piece.tag for piece in desk.shipments.view(shipment.id).pieces} == set(tags[:2])
    assert desk.shelf.by_tag(tags[2]).state is PartState.SHELVED


def test_fewer_days_offer_fewer_pieces(desk: Desk, page: ShipmentPage) -> None:
    shelved(desk)
    page.new_list("QC")
    dialog = dialog_of(page, NewListDialog)
    assert len(dialog.table.rows()) == 2
    left = min(row.return_by for row in dialog.table.rows()) - desk.bench.today
    dialog.within.set_value(left.days - 1)
    dialog.read_due()
    assert dialog.table.rows() == []
    dialog.accept()
    assert desk.shipments.list()[0].pieces == 0


def test_a_refused_list_stays_open_with_its_reason(desk: Desk, page: ShipmentPage) -> None:
    shelved(desk)
    page.new_list("QC")
    dialog = dialog_of(page, NewListDialog)
    dialog.form.field("title").set_value("x" * 300)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.note.mark() is Mark.BLOCK
    assert desk.shipments.list() == ()


def test_a_list_is_changed_only_with_a_reason_for_what_is_taken_off(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, tags = listed(desk)
    (more,) = shelved(desk, PUMP)
    page.show_shipment(shipment.id)
    page.change_list()
    dialog = dialog_of(page, ChangeListDialog)
    assert [row.ticked for row in dialog.table.rows()] == [True, True, False]
    dialog.table.tick([more], True)
    dialog.table.tick([tags[1]], False)
    dialog.form.field("title").set_value("again")
    dialog.accept()
    assert dialog.isVisible()
    assert desk.shelf.by_tag(tags[1]).shipment_id == shipment.id
    dialog.reason.set_value("not at hand")
    dialog.accept()
    assert {one.tag for one in desk.shipments.view(shipment.id).pieces} == {tags[0], more}
    assert desk.shipments.get(shipment.id).title == "again"


def test_packed_pieces_keep_their_tick(desk: Desk, page: ShipmentPage) -> None:
    shipment, tags = packed(desk)
    page.show_shipment(shipment.id)
    page.change_list()
    dialog = dialog_of(page, ChangeListDialog)
    dialog.table.tick_all(False)
    assert set(dialog.tags()) == set(tags)
    assert [row.packed for row in dialog.table.rows()] == ["Box 01", "Box 01"]


def test_what_was_refused_at_closing_is_said_and_nothing_leaves(
    desk: Desk, page: ShipmentPage
) -> None:
    shipment, tags = packed(desk)
    desk.shipments.save(shipment.id, {"waybill": "YT7700123", "freight_fen": 8_600})
    page.show_shipment(shipment.id)
    page.ship()
    dialog = dialog_of(page, CloseDialog)
    QTest.keyClicks(dialog.handed_to, "Li")
    desk.shipments.save(shipment.id, {"waybill": ""})
    dialog.accept()
    assert dialog.isVisible()
    assert "waybill" in dialog.note.text()
    assert desk.shelf.by_tag(tags[0]).state is PartState.PACKED


def test_photos_of_a_box_are_kept_at_once(desk: Desk, page: ShipmentPage, tmp_path: Path) -> None:
    shipment, _tags = packed(desk)
    page.show_shipment(shipment.id)
    page.verbs.open_box(page.box_views()[0])
    dialog = dialog_of(page, BoxDialog)
    picture = a_picture(tmp_path / "box.png")
    dialog.strip.added.emit([str(picture), a_picture(tmp_path / "b.png").read_bytes()])
    code = page.box_views()[0].box.code
    assert len(desk.shipments.photos(code)) == 2
    assert len(dialog.strip.photos()) == 2
    with messages.answer_with() as said:
        dialog.strip.added.emit([b"no picture"])
    assert said
    assert len(desk.shipments.photos(code)) == 2


def test_verdicts_are_keyed_in_with_two_keys(
    desk: Desk, page: ShipmentPage, clock: FixedClock
) -> None:
    shipment, tags = shipped(desk)
    clock.go_on(days=4)
    page.show_shipment(shipment.id)
    dialog = receipt_of(page)
    first, second = (row.tag for row in dialog.rows())
    QTest.keyClick(dialog.table, Qt.Key.Key_1)
    assert dialog.table.row().tag == second
    QTest.keyClick(dialog.table, Qt.Key.Key_2)
    assert not dialog.yes.isEnabled()
    QTest.keyClicks(dialog.reason, "O01")
    dialog.deducted.setText("12.50")
    dialog.deducted.textEdited.emit("12.50")
    assert dialog.yes.isEnabled()
    assert dialog.yes.text() == "Record 2 verdicts"
    dialog.whole.field("notice_no").set_value("DK-1")
    dialog.whole.field("packaging").set_value("damaged")
    dialog.accept()
    refused = desk.shelf.by_tag(second)
    assert desk.shelf.by_tag(first).state is PartState.ACCEPTED
    assert (refused.state, refused.refusal_code) == (PartState.REFUSED, "O01")
    assert refused.deducted_fen == 1_250
    whole = desk.shipments.get(shipment.id)
    assert (whole.state, whole.receipt.notice_no) == (ShipmentState.JUDGED, "DK-1")
    assert whole.receipt.packaging == "damaged"
    assert window_of(page).toasts == ["The receipt is recorded"]
    marks = {row.tag: row.mark for row in page.pieces.rows()}
    assert marks == {first: Mark.OK, second: Mark.REFUSED}
    assert set(tags) == {first, second}


def test_a_receipt_comes_in_several_goes(desk: Desk, page: ShipmentPage, clock: FixedClock) -> None:
    shipment, _tags = shipped(desk)
    clock.go_on(days=4)
    page.show_shipment(shipment.id)
    dialog = receipt_of(page)
    dialog.judge(Verdict.ACCEPTED)
    dialog.accept()
    assert desk.shipments.get(shipment.id).state is ShipmentState.PARTLY_JUDGED
    again = receipt_of(page)
    assert [row.fixed for row in again.rows()].count(True) == 1
    assert not again.table.row().fixed
    again.judge(Verdict.REFUSED)
    QTest.keyClick(again.table, Qt.Key.Key_Delete)
    assert again.table.row().verdict is None
    again.accept_rest()
    again.accept()
    assert desk.shipments.get(shipment.id).state is ShipmentState.JUDGED


def test_what_is_typed_beside_a_piece_refuses_it(
    desk: Desk, page: ShipmentPage, clock: FixedClock
) -> None:
    shipment, _tags = shipped(desk, PUMP, GASKET)
    clock.go_on(days=1)
    page.show_shipment(shipment.id)
    dialog = receipt_of(page)
    dialog.verdict.choose(Verdict.REFUSED)
    QTest.keyClicks(dialog.reason, "O01")
    QTest.keyClicks(dialog.text, "scratched")
    row = dialog.table.row()
    assert (row.verdict, row.reason_code) == (Verdict.REFUSED, "O01")
    assert row.reason_text == "scratched"
    dialog.judge(Verdict.ACCEPTED)
    changed = next(one for one in dialog.rows() if one.tag == row.tag)
    assert (changed.verdict, changed.reason_code) == (Verdict.ACCEPTED, "")
    with messages.answer_with(False):
        dialog.reject()
    assert dialog.isVisible()


def test_the_reason_of_a_related_piece_begins_with_its_causal_part(
    desk: Desk, page: ShipmentPage, clock: FixedClock
) -> None:
    shipment, _tags = shipped(desk)
    clock.go_on(days=1)
    page.show_shipment(shipment.id)
    dialog = receipt_of(page)
    related = next(i for i, row in enumerate(dialog.rows()) if row.part_no == "1307020-T20")
    dialog.table.select_row(related)
    dialog.reason.offer("")
    assert dialog.reason.offered()[0].key == "O22"
    dialog.table.select_row(1 - related)
    dialog.reason.offer("")
    assert "O22" not in [one.key for one in dialog.reason.offered()[:1]]


def test_only_what_the_maker_asked_for_is_offered(desk: Desk, page: ShipmentPage) -> None:
    tags = shelved(desk)
    with desk.bench.change("test"):
        piece = desk.shelf.by_tag(tags[0])
        desk.stores.parts.save(replace(piece, request_no="TJ-77"))
    page.new_list("QC")
    dialog = dialog_of(page, NewListDialog)
    assert len(dialog.table.rows()) == 2
    dialog.asked.set_value("TJ-77")
    dialog.asked.edited.emit()
    assert dialog.tags() == (tags[0],)
    dialog.accept()
    assert desk.shipments.get(desk.shipments.list()[0].id).request_no == "TJ-77"


def test_space_ticks_all_that_is_selected_and_takes_the_ticks_back(
    desk: Desk, page: ShipmentPage
) -> None:
    shelved(desk)
    page.new_list("QC")
    table = dialog_of(page, NewListDialog).table
    table.selectAll()
    for ticked in (0, 2):
        QTest.keyClick(table, Qt.Key.Key_Space)
        assert len(table.ticked_rows()) == ticked
