"""The six modes of the old parts tab: keys, cards, pages, and the last scan taken back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shelf_stage import shown_shelf
from stories import repairing, to_submit
from tab_stage import Window

from warrantydesk.domain.old_part import OldPart, PartState, TagState
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import MODE_CODES, Mode
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.shelf.scans import next_words
from warrantydesk.ui.tabs.shelf.tab import ShelfTab

ALT = Qt.KeyboardModifier.AltModifier
KEYS = (
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_6,
)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ShelfTab]:
    with shown_shelf(qapp, qtbot, desk, window) as made:
        yield made


def filed(desk: Desk) -> list[OldPart]:
    """File a claim whose three pieces stand on R2-3 and are to go back."""
    claim = to_submit(desk)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.put(piece.tag, "R2-3")
    desk.claims.submit(claim.id, {"V41": "short on purpose"})
    found = [desk.shelf.by_tag(piece.tag) for piece in desk.shelf.pieces_of(claim.id)]
    with desk.bench.change("test"):
        for piece in found:
            desk.stores.parts.save(replace(piece, return_required=True))
    desk.bench.history.clear()
    return found


def headline(tab: ShelfTab, text: str) -> str:
    """Scan a code; return the large words."""
    assert tab.take_scan(text)
    return tab.band.headline.text()


def test_keys_and_cards_change_the_mode_and_what_stands_below(tab: ShelfTab) -> None:
    shown = []
    for key, (code, mode) in zip(KEYS, MODE_CODES.items(), strict=True):
        QTest.keyClick(tab.band.line, key, ALT)
        by_key = (tab.modes.modes.value(), tab.scans.session.mode, tab.stack.currentWidget())
        QTest.keyClick(tab.band.line, KEYS[0] if mode is not Mode.RECEIVE else KEYS[1], ALT)
        tab.take_scan(code)
        by_card = (tab.modes.modes.value(), tab.scans.session.mode, tab.stack.currentWidget())
        assert by_key == by_card
        assert by_key[:2] == (mode, mode)
        assert tab.band.line.placeholderText() == next_words(tab.desk)
        shown.append(by_key[2])
    assert shown[0] is shown[1] is tab.panes
    assert shown[2] is shown[3] is not tab.panes
    assert len({id(page) for page in shown}) == 4
    assert tab.band.line.hasFocus()


def test_the_keyboard_of_the_tab_is_the_scan_line(tab: ShelfTab) -> None:
    tab.list.table.setFocus()
    tab.setFocus()
    assert tab.focusWidget() is tab.band.line


def test_a_box_is_added_from_the_scan_line(desk: Desk, tab: ShelfTab) -> None:
    filed(desk)
    tab._set_mode(Mode.PACK)
    shipment = desk.shipments.open()
    tab.open_thing("shipment", shipment.id)
    boxes = len(desk.shipments.view(shipment.id).boxes)
    QTest.keyClick(tab.band.line, Qt.Key.Key_Insert)
    assert len(desk.shipments.view(shipment.id).boxes) == boxes + 1
    assert tab.band.line.text() == ""


def test_a_page_is_built_when_its_mode_is_first_chosen(tab: ShelfTab) -> None:
    assert tab.stack.count() == 1
    tab._set_mode(Mode.PACK)
    tab._set_mode(Mode.RECEIVE)
    tab._set_mode(Mode.SHIP)
    assert tab.stack.count() == 2


def test_what_changed_meanwhile_is_read_when_it_is_looked_at(desk: Desk, tab: ShelfTab) -> None:
    tab._set_mode(Mode.PACK)
    claim = repairing(desk)
    assert tab.list.rows() == []
    tab._set_mode(Mode.SHELVE)
    assert {piece.claim_id for piece in tab.list.rows()} == {claim.id}


def test_backspace_in_the_empty_line_takes_the_last_piece_out(desk: Desk, tab: ShelfTab) -> None:
    pieces = filed(desk)
    tab._set_mode(Mode.PACK)
    assert headline(tab, pieces[0].tag) == "Asked back, in box 01"
    assert headline(tab, pieces[1].tag) == "Asked back, in box 01"
    QTest.keyClick(tab.band.line, Qt.Key.Key_Backspace)
    assert tab.band.headline.text().startswith("Taken back")
    now = [desk.shelf.by_tag(piece.tag).state for piece in pieces]
    assert now == [PartState.PACKED, PartState.SHELVED, PartState.SHELVED]
    assert headline(tab, "MU").startswith("Taken back")
    assert desk.shelf.by_tag(pieces[0].tag).state is PartState.SHELVED


def test_the_undo_of_the_menu_brings_the_mode_back(desk: Desk, tab: ShelfTab) -> None:
    (piece, *_rest) = filed(desk)
    tab._set_mode(Mode.SHELVE)
    tab.take_scan("P-R2-4")
    tab.take_scan(piece.tag)
    tab.take_scan("M4")
    for mode, place in ((Mode.SHELVE, "R2-4"), (Mode.SHELVE, "R2-3")):
        desk.undo()
        assert tab.modes.modes.value() is mode
        assert desk.shelf.by_tag(piece.tag).place == place
    assert tab.modes.plate.isVisible()
    desk.undo()
    assert not tab.modes.plate.isVisible()


def test_a_refused_scan_is_red_and_offers_no_undo(desk: Desk, tab: ShelfTab) -> None:
    pieces = filed(desk)
    tab._set_mode(Mode.PACK)
    tab.take_scan(pieces[0].tag)
    assert tab.band._back.isVisible()
    assert headline(tab, pieces[0].tag[:-1] + "0") == "Check digits wrong"
    assert not tab.band._back.isVisible()
    tab._set_mode(Mode.SCRAP)
    assert headline(tab, pieces[1].tag) == "Not to be scrapped yet"
    assert tab.band.tone() is Tone.DANGER


def test_the_missing_related_part_is_one_click_away(desk: Desk, tab: ShelfTab) -> None:
    pieces = filed(desk)
    with desk.bench.change("test"):
        seen = replace(desk.shelf.by_tag(pieces[1].tag), tag_state=TagState.SENT)
        desk.stores.parts.save(seen)
    tab._set_mode(Mode.PACK)
    assert headline(tab, pieces[0].tag) == "Not packed: related part missing"
    assert tab.band._back.text() == "Show it"
    tab.band._back.click()
    assert tab.card.piece is not None
    assert tab.card.piece.tag == pieces[1].tag
    with desk.bench.change("test"):
        gone = replace(desk.shelf.by_tag(pieces[1].tag), state=PartState.EXPECTED)
        desk.stores.parts.save(gone)
    tab._set_mode(Mode.PACK)
    tab.scans._latest = ("", 0.0)
    headline(tab, pieces[0].tag)
    assert tab.band._back.text() == "Say why it is missing…"


def test_things_of_the_pages_open_their_mode(desk: Desk, tab: ShelfTab) -> None:
    pieces = filed(desk)
    tab._set_mode(Mode.PACK)
    tab.take_scan(pieces[0].tag)
    box = desk.shelf.by_tag(pieces[0].tag).box
    shipment = desk.shipments.by_box(box)
    for kind, key in (("shipment", shipment.number), ("box", box), ("shipment", shipment.id)):
        tab._set_mode(Mode.SCRAP)
        tab.open_thing(kind, key)
        assert tab.scans.session.mode is Mode.PACK
        assert tab.scans.session.shipment_id == shipment.id
    tab.open_thing("tag", pieces[0].tag)
    assert tab.stack.currentWidget() is tab.panes
    tab.open_thing("mode", "M5")
    assert tab.scans.session.mode is Mode.STOCK_TAKE
    tab.open_thing("undo", "MU")
    assert tab.scans.session.mode is Mode.STOCK_TAKE


def test_a_page_scans_on_behalf_of_the_clerk(desk: Desk, tab: ShelfTab) -> None:
    pieces = filed(desk)
    tab._set_mode(Mode.PACK)
    page: Any = tab.page()
    page.scan_asked.emit(pieces[0].tag)
    assert desk.shelf.by_tag(pieces[0].tag).state is PartState.PACKED
    assert tab.band.tone() is Tone.OK


def test_escape_goes_back_to_the_line_in_every_mode(tab: ShelfTab) -> None:
    for key in KEYS:
        QTest.keyClick(tab, key, ALT)
        tab._escape()
        assert tab.focusWidget() is tab.band.line
