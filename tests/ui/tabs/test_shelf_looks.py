"""What the old parts tab shows: counts that agree, clocks, tags, and how it gives way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from locks import past_locks
from PySide6.QtWidgets import QApplication, QWidget
from shelf_stage import shown_shelf
from stories import repairing, to_submit
from tab_stage import Window

from warrantydesk.domain.old_part import OldPart, PartState
from warrantydesk.domain.print_job import JobState
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import Mode
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.buttons import Button
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.label_dialog_batch import row_of
from warrantydesk.ui.tabs.shelf.frame import SHORT
from warrantydesk.ui.tabs.shelf.modes import ModeRow
from warrantydesk.ui.tabs.shelf.story import facts_of_piece
from warrantydesk.ui.tabs.shelf.tab import ShelfTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ShelfTab]:
    with shown_shelf(qapp, qtbot, desk, window) as made:
        yield made


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, dark=False, scale=1.5)
    yield
    theme.apply(qapp, dark=False)


def shelved(desk: Desk) -> list[OldPart]:
    """Put the three pieces of a claim on R2-3."""
    claim = to_submit(desk)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.put(piece.tag, "R2-3")
    return [desk.shelf.by_tag(piece.tag) for piece in desk.shelf.pieces_of(claim.id)]


def change(desk: Desk, piece: OldPart, **values: Any) -> None:
    """Set what no action of the desk sets yet."""
    with past_locks(desk, "old_part"):
        desk.stores.parts.save(replace(desk.shelf.by_tag(piece.tag), **values))


def printed(desk: Desk, tag: str, folder: Path) -> None:
    """Print the tag of a piece into a file."""
    desk.labels.print_labels((tag,), "zpl", folder / "label.zpl")


def test_cell_list_chip_and_head_count_the_same_pieces(desk: Desk, tab: ShelfTab) -> None:
    pieces = shelved(desk)
    desk.shelf.save_place("OUT", "", outbound=True)
    change(desk, pieces[0], state=PartState.PACKED, place="OUT")
    change(desk, pieces[1], state=PartState.SCRAP_OK)
    tab.refresh()
    cells = tab.side.map.cells()
    assert (cells["OUT"].view.count, cells["R2-3"].view.count) == (1, 2)
    assert desk.shelf.loads()["OUT"].pieces == 1
    counts = {pill.text(): pill.count() for pill in tab.list.chips.pills()}
    assert counts["On the shelf"] == 3
    assert tab.side._count.text() == "3 pieces"
    for code in ("OUT", "R2-3"):
        cells[code].click()
        tab.list.set_filter("shelf")
        assert len(tab.list.rows()) == cells[code].view.count


def test_the_clock_sorts_as_it_is_shown(desk: Desk, tab: ShelfTab) -> None:
    pieces, today = shelved(desk), desk.bench.today
    change(desk, pieces[0], state=PartState.SHIPPED, place="", return_by=today)
    change(desk, pieces[1], return_by=today + timedelta(days=9))
    change(desk, pieces[2], return_by=today + timedelta(days=2))
    tab.refresh()
    column = tab.list._model.columns[4]
    for down, shown in ((False, ["2 days left", "9 days left", "—"]), (True, None)):
        tab.list._model.sort_by(("due", down))
        said = [column.say(piece) for piece in tab.list.rows()]
        assert said == (shown or ["9 days left", "2 days left", "—"])


def test_a_piece_that_is_gone_has_a_date_and_no_dash(desk: Desk, tab: ShelfTab) -> None:
    piece, today = shelved(desk)[0], desk.bench.today
    for state, said in ((PartState.SHIPPED, f"{today}"), (PartState.RETURN_DUE, f"{today}, today")):
        change(desk, piece, state=state, return_by=today)
        near = desk.shelf.pieces_of(piece.claim_id)
        claim = desk.claims.get(piece.claim_id)
        facts = facts_of_piece(near[0], None, near, claim, desk)
        assert [one.value for one in facts if one.label == "Return by"] == [said]


def test_the_card_shows_the_tag_that_is_on_the_part(
    desk: Desk, tab: ShelfTab, tmp_path: Path
) -> None:
    tag = shelved(desk)[0].tag
    tab.open_thing("tag", tag)
    shown = []
    for _print in range(3):
        shown.append(tab.card._drawn[0].reprint)  # type: ignore[attr-defined]
        printed(desk, tag, tmp_path)
        tab.refresh()
    assert shown == [0, 0, 1]
    assert desk.labels.facts(tag).reprint == 3


def test_a_scan_confirms_the_tag_on_card_and_in_the_dialog(
    desk: Desk, tab: ShelfTab, tmp_path: Path
) -> None:
    claim = repairing(desk)
    tag = desk.shelf.receive(claim.id, 1).tag
    printed(desk, tag, tmp_path)
    tab.open_thing("tag", tag)
    assert tab.card._tag_line.text() == "printed once, not scanned yet"
    tab._set_mode(Mode.SHELVE)
    for text in (tag, "P-R2-3"):
        tab.take_scan(text)
    tab.open_thing("tag", tag)
    for _round in range(2):
        assert tab.card._tag_line.text() == "printed once, confirmed by scan"
        assert row_of(desk, "label", tag).status == "confirmed by scan"
        assert [job.state for job in desk.labels.jobs(tag)] == [JobState.CONFIRMED]
        tab._undo()


def test_the_rail_writes_a_word_at_every_mark(desk: Desk, tab: ShelfTab) -> None:
    shelved(desk)
    tab.refresh()
    tab.resize(911, 480)
    QApplication.processEvents()
    shown = tab.side.legend.shown()
    assert [(row.mark, row.short, row.number) for row in shown] == [(Mark.HOLD, "kept", 3)]
    assert not any(line.isVisible() for line in tab.side._lines)
    assert tab.side.legend.y() < tab.side.height() / 4
    menu = tab.side.menu()
    assert "R2-3\t3" in [entry.text() for entry in menu.actions()]
    next(entry for entry in menu.actions() if entry.text() == "R2-3\t3").trigger()
    assert tab.list.place == "R2-3"


def test_a_low_window_presses_the_band_for_the_rows(desk: Desk, tab: ShelfTab) -> None:
    shelved(desk)
    before = tab.band.height()
    tab.resize(1366, theme.h(SHORT) - 40)
    QApplication.processEvents()
    assert tab.band.height() < before
    assert tab.band.detail.y() < tab.band.headline.geometry().bottom()
    tab.resize(1366, theme.h(SHORT) + 40)
    QApplication.processEvents()
    assert tab.band.height() == before


def test_what_belongs_to_a_mode_gives_way_step_by_step(qtbot: Any, large: None) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = ModeRow(window)
    row.show_people([])
    row.resize(2000, row.sizeHint().height())
    window.resize(2000, 100)
    window.show()
    assert row._handed.isVisible()
    assert row.minimumSizeHint().width() < 911
    least, seen = row.minimumSizeHint().width(), []
    for width in range(2000, least - 1, -20):
        row.resize(width, row.height())
        visible = (row._handed.isVisible(), row.technician.isVisible(), row.fold.isVisible())
        assert row.sound.geometry().right() <= row.width()
        if visible not in seen:
            seen.append(visible)
    assert seen == [(True, True, False), (False, True, False), (False, False, True)]
    row.resize(least, row.height())
    entries = {entry.text() for entry in row.menu().actions()}
    assert {"technician of the claim", "Print the tag at once"} <= entries
    row.technician.grab()
    assert row.technician.toolTip().startswith("Handed over by")


def test_nothing_yet_says_what_comes_and_offers_it(
    desk: Desk, tab: ShelfTab, window: Window
) -> None:
    assert tab.list._stack.currentWidget() is tab.list._none
    tab.list._none.findChild(Button).click()
    assert window.opened == [("intake", "", None)]
    shelved(desk)
    tab.refresh()
    tab.list.set_filter("expected")
    assert tab.list._stack.currentWidget() is tab.list._nothing
    tab.list._nothing.findChild(Button).click()
    assert tab.list._stack.currentWidget() is tab.list.table


def test_a_map_without_places_offers_to_add_one(desk: Desk, tab: ShelfTab) -> None:
    for place in desk.shelf.places():
        desk.shelf.save_place(place.rack, place.layer, place.outbound, active=False)
    tab.refresh()
    assert tab.side.no_places.isVisible()
    with messages.answer_with("R9-1..2"):
        tab.side.no_places.findChild(Button).click()
    assert not tab.side.no_places.isVisible()
    assert set(tab.side.map.cells()) == {"R9-1", "R9-2"}
