"""The old parts tab: hands on the parts, the scanner does the rest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from shelf_stage import shown_shelf
from stories import repairing, to_submit
from tab_stage import Window

from warrantydesk.domain.old_part import PartState, TagState
from warrantydesk.domain.scan import UNKNOWN, recognise
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import Mode
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.kit.wedge import WedgeFilter
from warrantydesk.ui.tabs.shelf.piece_dialog import PieceDialog
from warrantydesk.ui.tabs.shelf.tab import ShelfTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ShelfTab]:
    with shown_shelf(qapp, qtbot, desk, window) as made:
        yield made


def answered(tab: ShelfTab, what: str, **values: Any) -> None:
    """Ask for an action as buttons and menus do, fill its dialog and press Enter."""
    tab._do(what)
    every = QApplication.topLevelWidgets()
    (dialog,) = (one for one in every if isinstance(one, PieceDialog) and one.isVisible())
    for name, value in values.items():
        dialog.form.field(name).set_value(value)
    dialog.accept()
    dialog.reject()
    QApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete)


class Scanner:
    """A hand scanner: ten milliseconds between keys, Enter at the end."""

    def __init__(self, tab: ShelfTab) -> None:
        self.now = 0.0
        self._tab = tab
        self._wedge = WedgeFilter(lambda text: recognise(text).kind != UNKNOWN, self._clock)
        self._wedge.scanned.connect(tab.take_scan)
        QApplication.instance().installEventFilter(self._wedge)

    def _clock(self) -> float:
        self.now += 0.01
        return self.now

    def scan(self, text: str) -> None:
        """Type a code as a scanner does and let the program act on it."""
        self.now += 5
        QTest.keyClicks(self._tab.band.line, text)
        QTest.keyClick(self._tab.band.line, Qt.Key.Key_Return)
        QApplication.processEvents()

    def press_enter(self) -> None:
        """Press Enter by hand, a moment later."""
        self.now += 5
        QTest.keyClick(self._tab.band.line, Qt.Key.Key_Return)

    def put_away(self) -> None:
        QApplication.instance().removeEventFilter(self._wedge)


@pytest.fixture
def scanner(tab: ShelfTab) -> Iterator[Scanner]:
    made = Scanner(tab)
    yield made
    made.put_away()


def test_a_claim_is_received_and_shelved_with_the_scanner_alone(
    desk: Desk, tab: ShelfTab, scanner: Scanner
) -> None:
    claim = repairing(desk)
    scanner.scan(claim.claim_number)
    assert tab.band.headline.text() == "Pieces expected: 3"
    assert [piece.claim_id for piece in tab.list.rows()] == [claim.id] * 3
    for _piece in range(3):
        scanner.press_enter()
    pieces = desk.shelf.pieces_of(claim.id)
    assert [piece.state for piece in pieces] == [PartState.RECEIVED] * 3
    tab._set_mode(Mode.SHELVE)
    scanner.scan(pieces[0].tag)
    scanner.scan("P-R2-3")
    assert tab.band.headline.text() == "Shelved at R2-3"
    assert tab.band.tone() is Tone.OK
    scanner.scan("P-R2-4")
    scanner.scan(pieces[1].tag)
    scanner.scan(pieces[2].tag)
    places = [piece.place for piece in desk.shelf.pieces_of(claim.id)]
    assert places == ["R2-3", "R2-4", "R2-4"]
    assert tab.side.map.cells()["R2-4"].view.count == 2
    assert tab.band.line.text() == ""


def test_the_enter_of_a_typed_code_does_not_receive(desk: Desk, tab: ShelfTab) -> None:
    claim = repairing(desk)
    QTest.keyClicks(tab.band.line, claim.claim_number)
    QTest.keyClick(tab.band.line, Qt.Key.Key_Return)
    states = [piece.state for piece in desk.shelf.pieces_of(claim.id)]
    assert states == [PartState.EXPECTED] * 3
    QTest.keyClick(tab.band.line, Qt.Key.Key_Return)
    states = [piece.state for piece in desk.shelf.pieces_of(claim.id)]
    assert states.count(PartState.RECEIVED) == 1


def test_enter_receives_nothing_while_shelving(desk: Desk, tab: ShelfTab) -> None:
    claim = repairing(desk)
    tab.open_thing("claim", claim.id)
    tab._set_mode(Mode.SHELVE)
    QTest.keyClick(tab.band.line, Qt.Key.Key_Return)
    states = [piece.state for piece in desk.shelf.pieces_of(claim.id)]
    assert states == [PartState.EXPECTED] * 3


def test_undo_takes_the_shelving_back(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)
    tab._set_mode(Mode.SHELVE)
    tab.take_scan("P-R2-4")
    tab.take_scan(tag)
    assert desk.shelf.by_tag(tag).place == "R2-4"
    tab._undo()
    assert desk.shelf.by_tag(tag).place == "R2-3"
    assert tab.band.headline.text().startswith("Taken back")


def shelved(desk: Desk) -> str:
    """Put the first piece of a claim on R2-3; return its tag."""
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    desk.shelf.put(tag, "R2-3")
    return tag


def test_words_are_left_to_the_window_and_foreign_codes_are_not(
    tab: ShelfTab, window: Window
) -> None:
    assert not tab.take_scan("water pump")
    tab.band.scanned.emit("渝A12345")
    tab.band.scanned.emit("6901234567892")
    assert window.scans == ["渝A12345"]
    assert tab.band.headline.text() == "Not a code of ours"


def test_the_tag_is_printed_the_moment_a_piece_is_received(
    desk: Desk, tab: ShelfTab, qtbot: Any, tmp_path: Path
) -> None:
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport=f"file:{tmp_path / 'printer'}"))
    claim = repairing(desk)
    tab.take_scan(claim.claim_number)
    tab._receive_next()
    tag = desk.shelf.pieces_of(claim.id)[0].tag
    qtbot.waitUntil(lambda: desk.shelf.by_tag(tag).tag_state is TagState.SENT)
    assert (tmp_path / "printer").stat().st_size > 1000


def test_a_dead_printer_never_stops_the_scanning(desk: Desk, tab: ShelfTab, qtbot: Any) -> None:
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), transport="device:/nowhere"))
    claim = repairing(desk)
    tab.take_scan(claim.claim_number)
    tab._receive_next()
    tab._receive_next()
    qtbot.waitUntil(lambda: tab.band.headline.text() == "Tag not printed")
    received = [p for p in desk.shelf.pieces_of(claim.id) if p.state is PartState.RECEIVED]
    assert len(received) == 2
    assert desk.labels.unsent() == [piece.tag for piece in received]


def test_with_the_tick_off_nothing_is_printed(desk: Desk, tab: ShelfTab) -> None:
    tab.modes.at_once.click()
    claim = repairing(desk)
    tab.take_scan(claim.claim_number)
    tab._receive_next()
    assert "Ctrl+P" in tab.band.detail.text()
    assert desk.labels.jobs(desk.shelf.pieces_of(claim.id)[0].tag) == []
    assert desk.settings.get("shelf.print_at_once") is False


def test_filters_count_and_narrow_and_the_foot_adds_up(desk: Desk, tab: ShelfTab) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    desk.shelf.put(tag, "R2-3")
    counts = {pill.text(): pill.count() for pill in tab.list.chips.pills()}
    assert (counts["Expected"], counts["On the shelf"], counts["All"]) == (2, 1, 3)
    tab.list.set_filter("shelf")
    assert [piece.tag for piece in tab.list.rows()] == [tag]
    assert "of 3 pieces" in tab.list._shown.text()
    tab.side.map.cells()["R2-4"].click()
    assert tab.list.rows() == []
    tab.side.map.cells()["R2-3"].click()
    assert [piece.tag for piece in tab.list.rows()] == [tag]
    tab.list.widen()
    assert len(tab.list.rows()) == 3


def test_the_most_urgent_piece_colours_its_place(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)
    tab.refresh()
    cell = tab.side.map.cells()["R2-3"]
    assert (cell.view.count, cell.view.mark) == (1, Mark.HOLD)
    for days, mark in ((7, Mark.WARN), (0, Mark.WARN), (-1, Mark.OVERDUE)):
        with desk.bench.change("test"):
            due = desk.bench.today + timedelta(days=days)
            desk.stores.parts.save(replace(desk.shelf.by_tag(tag), return_by=due))
        tab.refresh()
        assert tab.side.map.cells()["R2-3"].view.mark is mark
        assert tab.badge() == (1, days <= 0)


def test_things_are_opened_by_kind(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)
    tab.open_thing("tag", tag)
    assert tab.card.piece is not None
    assert tab.card.piece.tag == tag
    tab.open_thing("place", "P-R2-3")
    assert (tab.list.place, len(tab.list.rows())) == ("R2-3", 1)
    claim_id = tab.card.piece.claim_id
    tab.open_thing("claim", claim_id)
    assert (tab.list.claim_id, len(tab.list.rows())) == (claim_id, 3)
    assert tab.scans.session.mode is Mode.RECEIVE


def asked(tab: ShelfTab, action: str) -> PieceDialog:
    """Ask for an action on the piece at the right; return the dialog that opens."""
    tab._do(action)
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, PieceDialog)
    return opened


def test_no_part_and_void_ask_for_their_reason(desk: Desk, tab: ShelfTab) -> None:
    claim = repairing(desk)
    tab.open_thing("claim", claim.id)
    tab.list.reveal(desk.shelf.pieces_of(claim.id)[2].id)
    waiving = asked(tab, "waive")
    waiving.keep({"reason": "customer kept it"})
    waiving.reject()
    waived = desk.shelf.pieces_of(claim.id)[2]
    assert waived.state is PartState.NO_PART
    tag = desk.shelf.receive(claim.id, 1).tag
    tab.open_thing("tag", tag)
    asked(tab, "void").reject()
    assert desk.shelf.by_tag(tag).state is PartState.RECEIVED
    voiding = asked(tab, "void")
    voiding.keep({"reason": "tag of another part"})
    voiding.reject()
    voided = desk.shelf.by_tag(tag)
    assert (voided.state, voided.reason) == (PartState.VOID, "tag of another part")


def test_shelving_by_hand_asks_for_the_place(desk: Desk, tab: ShelfTab, window: Window) -> None:
    claim = to_submit(desk)
    piece = desk.shelf.pieces_of(claim.id)[0]
    tab.open_thing("tag", piece.tag)
    shelving = asked(tab, "shelve")
    shelving.keep({"place": "R2-4"})
    shelving.reject()
    assert desk.shelf.by_tag(piece.tag).place == "R2-4"
    assert piece.part_name in window.toasts[-1]


def test_photographs_belong_to_their_tag(desk: Desk, tab: ShelfTab, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    picture = tmp_path / "pump.png"
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(0)
    assert image.save(str(picture))
    tag = shelved(desk)
    tab.open_thing("tag", tag)
    with messages.answer_with([str(picture)]):
        tab._do("photo")
    kept = desk.attachments.of(desk.shelf.by_tag(tag).claim_id)
    assert [one.item for one in kept] == [f"tag:{tag}"]
    assert len(tab.card.photos.photos()) == 1


def test_the_preview_is_the_raster_that_is_sent(desk: Desk, tab: ShelfTab, qtbot: Any) -> None:
    tag = shelved(desk)
    tab.open_thing("tag", tag)
    qtbot.waitUntil(lambda: not tab.card.raster.image().isNull())
    raster = desk.labels.raster(tag)
    image = tab.card.raster.image()
    assert (image.width(), image.height()) == (raster.width, raster.height)
    dark = [image.pixelIndex(x, 40) for x in range(raster.width)]
    assert dark == [int(raster.pixel(x, 40)) for x in range(raster.width)]


def test_escape_steps_back_one_thing_at_a_time(desk: Desk, tab: ShelfTab) -> None:
    shelved(desk)
    tab._set_mode(Mode.SHELVE)
    tab.take_scan("P-R2-4")
    tab._narrow_to_place("R2-3")
    tab._escape()
    assert (tab.scans.session.place, tab.list.place) == ("", "R2-3")
    tab._escape()
    assert tab.list.place == ""


def test_a_rack_is_made_in_one_line(desk: Desk, tab: ShelfTab) -> None:
    with messages.answer_with("R4-1..3"):
        tab.side.add_place.click()
    assert {"R4-1", "R4-2", "R4-3"} <= set(tab.side.map.cells())
    with messages.answer_with("OUT"):
        tab.by_hand.add_outbound()
    assert desk.shelf.place("OUT").outbound
    with messages.answer_with("R4-3"):
        tab.by_hand.retire_place()
    assert "R4-3" not in tab.side.map.cells()


def test_the_table_keeps_the_rules_of_its_kind(desk: Desk, tab: ShelfTab) -> None:
    model = tab.list.table.model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shelved(desk)
    tab.refresh()
    assert tester.model().rowCount() == 3


def test_a_narrow_window_keeps_the_counts(desk: Desk, tab: ShelfTab) -> None:
    shelved(desk)
    tab.resize(911, 480)
    QApplication.processEvents()
    assert not tab.side.map.isVisible()
    assert tab.side.legend.isVisible()
    tab.resize(1366, 640)
    QApplication.processEvents()
    assert tab.side.map.isVisible()
