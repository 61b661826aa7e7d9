"""The page of stock-takes: counting by scanner, the lists, finishing."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from shelf_stage import shown_shelf
from stories import to_submit
from tab_stage import Window

from warrantydesk.domain.old_part import PartState
from warrantydesk.domain.stock_take import Found, Resolve, StockTake, StockTakeCounts
from warrantydesk.services.desk import Desk
from warrantydesk.services.scanning import Mode
from warrantydesk.ui.kit import messages
from warrantydesk.ui.tabs.shelf import stock_take_page
from warrantydesk.ui.tabs.shelf.stock_take_dialogs import FinishDialog, PlacesDialog
from warrantydesk.ui.tabs.shelf.stock_take_page import StockTakePage
from warrantydesk.ui.tabs.shelf.tab import ShelfTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tags(desk: Desk) -> list[str]:
    """Give the tags of a claim: two pieces at R2-3, one received only."""
    claim = to_submit(desk)
    found = [piece.tag for piece in desk.shelf.pieces_of(claim.id)]
    for tag in found[:2]:
        desk.shelf.put(tag, "R2-3")
    return found


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window, tags: list[str]
) -> Iterator[ShelfTab]:
    with shown_shelf(qapp, qtbot, desk, window) as made:
        made._set_mode(Mode.STOCK_TAKE)
        yield made


def page_of(tab: ShelfTab) -> StockTakePage:
    page = tab.page()
    assert isinstance(page, StockTakePage)
    return page


def scan(tab: ShelfTab, *texts: str) -> None:
    for text in texts:
        tab.take_from_page(text)


def lines(page: StockTakePage) -> list[str]:
    model = page.table.model()
    return [model.row_at(row).tag or model.row_at(row).code for row in range(model.rowCount())]


def rows(page: StockTakePage) -> dict[str, str]:
    return {row.label: row.value for row in page.result._values.rows()}


def test_without_a_stock_take_two_ways_to_begin(desk: Desk, tab: ShelfTab) -> None:
    page = page_of(tab)
    assert page.start.isVisible()
    assert not page.result.finish.isVisible()
    page.start.whole.click()
    take = desk.stock_takes.running()
    assert take is not None
    assert take.places == ()
    assert not page.start.isVisible()
    assert page.result.finish.isVisible()
    assert page.head._number.text() == take.number


def test_some_places_are_ticked_singly_or_by_the_rack(desk: Desk, tab: ShelfTab) -> None:
    desk.shelf.save_places("R1-1..2, A")
    page = page_of(tab)
    page.start.some.click()
    dialog = page.window().findChild(PlacesDialog) or _dialog(PlacesDialog)
    assert not dialog.yes.isEnabled()
    dialog._racks["R1"].click()
    assert dialog.places() == ("R1-1", "R1-2")
    dialog._ticks["R1-2"].click()
    dialog._ticks["A"].click()
    assert dialog.places() == ("R1-1", "A")
    dialog.accept()
    take = desk.stock_takes.running()
    assert take is not None
    assert take.places == ("R1-1", "A")
    assert "R1-1" in page.head._extent.text()


def _dialog(kind: type[Any]) -> Any:
    every = (one for one in QApplication.topLevelWidgets() if isinstance(one, kind))
    return next(one for one in every if one.isVisible())


def test_scans_fill_the_lists_and_show_where_one_stands(
    desk: Desk, tab: ShelfTab, tags: list[str]
) -> None:
    page = page_of(tab)
    page.start.whole.click()
    scan(tab, "P-R2-3", tags[0])
    assert page.head._plate.place() == "R2-3"
    assert page.head._here.text() == "2 pieces expected here"
    assert page.head._count.text() == "found 1 of 2"
    assert lines(page) == [tags[1]]
    scan(tab, tags[2])
    assert (Found(page.chips.value()), lines(page)) == (Found.ELSEWHERE, [tags[2]])
    assert page.table.row().tag == tags[2]
    scan(tab, "P-R2-4", "NOT-OURS")
    assert (Found(page.chips.value()), lines(page)) == (Found.UNKNOWN, ["NOT-OURS"])
    assert rows(page)["Not found yet"] == "1"
    counts = {pill.text(): pill.count() for pill in page.chips.pills()}
    assert (counts["In place"], counts["On another place"], counts["Unknown"]) == (1, 1, 1)
    assert page.places._note.text() == "2 of 2 counted"
    tab._undo()
    assert rows(page)["Unknown"] == "0"


def test_the_head_names_who_began_and_the_end_shows_what_is_missing(
    desk: Desk, tab: ShelfTab, tags: list[str]
) -> None:
    page = page_of(tab)
    page.start.whole.click()
    person = desk.bench.person
    assert page.head._extent.text().endswith(person.name)
    assert person.login not in page.head._extent.text()
    scan(tab, "P-R2-3", tags[0], "NOT-OURS")
    assert Found(page.chips.value()) is Found.UNKNOWN
    finish(page, Resolve.LIST)
    assert desk.stock_takes.running() is None
    assert (Found(page.chips.value()), lines(page)) == (Found.MISSING, [tags[1]])


def test_a_click_on_a_place_stands_there(desk: Desk, tab: ShelfTab, tags: list[str]) -> None:
    page = page_of(tab)
    page.start.whole.click()
    page.places.stood.emit("R2-4")
    assert desk.scanning.session.place == "R2-4"
    scan(tab, tags[0])
    assert desk.stock_takes.result(desk.stock_takes.running().id).elsewhere  # type: ignore[union-attr]


def test_very_many_pieces_are_booked_in_the_background(
    desk: Desk, tab: ShelfTab, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tags: list[str]
) -> None:
    monkeypatch.setattr(stock_take_page, "AT_ONCE", 0)
    page = page_of(tab)
    page.start.whole.click()
    finish(page, Resolve.MISS)
    assert not tab.shell.jobs.idle()
    qtbot.waitUntil(tab.shell.jobs.idle)
    assert [desk.shelf.by_tag(tag).state for tag in tags[:2]] == [PartState.MISSING] * 2
    assert not page.result.finish.isVisible()


def finish(page: StockTakePage, resolve: Resolve) -> None:
    page.result.finish.click()
    dialog = _dialog(FinishDialog)
    dialog._choice.choose(resolve)
    dialog.accept()


def test_the_differences_are_booked_on_demand(desk: Desk, tab: ShelfTab, tags: list[str]) -> None:
    page = page_of(tab)
    page.start.whole.click()
    scan(tab, "P-R2-4", tags[0])
    finish(page, Resolve.MISS)
    assert desk.stock_takes.running() is None
    assert desk.shelf.by_tag(tags[0]).place == "R2-4"
    assert desk.shelf.by_tag(tags[1]).state is PartState.MISSING
    assert rows(page)["Not found"] == "1"
    assert not page.result.finish.isVisible()
    assert page.result._card.isVisible()
    page.result.fresh.click()
    assert page.start.isVisible()
    assert not page.result.fresh.isVisible()


@pytest.mark.parametrize(
    ("counts", "proposed"),
    [
        (StockTakeCounts(4, 4), Resolve.LIST),
        (StockTakeCounts(4, 3, missing=1), Resolve.MISS),
        (StockTakeCounts(4, 3, 1), Resolve.MISS),
        (StockTakeCounts(4, 4, unknown=1), Resolve.MISS),
    ],
)
def test_the_dialog_proposes_the_list_where_all_agrees(
    qtbot: Any, counts: StockTakeCounts, proposed: Resolve
) -> None:
    dialog = FinishDialog(StockTake("K0126-0001"), counts)
    qtbot.addWidget(dialog)
    assert dialog.resolve() is proposed
    before = dialog._said.text()
    other = next(one for one in Resolve if one is not proposed)
    dialog._choice.choose(other)
    assert (dialog.resolve(), dialog._said.text() != before) == (other, True)


def test_giving_up_needs_a_reason_and_keeps_the_pieces(
    desk: Desk, tab: ShelfTab, tags: list[str]
) -> None:
    page = page_of(tab)
    page.start.whole.click()
    scan(tab, "P-R2-4", tags[0])
    with messages.answer_with(None):
        page.result.give_up.click()
    assert desk.stock_takes.running() is not None
    with messages.answer_with("the wrong shelf"):
        page.result.give_up.click()
    assert desk.stock_takes.running() is None
    assert desk.shelf.by_tag(tags[0]).place == "R2-3"


def test_an_earlier_one_is_shown_beside_the_running_one(desk: Desk, tab: ShelfTab) -> None:
    first = desk.stock_takes.start()
    desk.stock_takes.finish(first.id, Resolve.LIST)
    second = desk.stock_takes.start(("R2-4",))
    page = page_of(tab)
    page.show_take(second.id)
    assert page.result.finish.isVisible()
    page.result.chosen.emit(first.id)
    assert page.head._number.text() == first.number
    assert not page.result.finish.isVisible()
    page.show_thing("stock_take", second.number)
    assert page.head._number.text() == second.number
    takes = [one.number for one in page.result._model.rows()]
    assert takes == [second.number, first.number]
