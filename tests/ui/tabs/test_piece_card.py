"""The card of one piece: what may be done by whom, its life, its facts, its proof."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from returns import packed, shelved, shipped, with_hazard
from shelf_stage import shown_shelf
from stories import LOGIN_OF, repairing
from tab_stage import Window

from warrantydesk.domain.old_part import PART_TRANSITIONS, OldPart, PartState
from warrantydesk.domain.person import Role
from warrantydesk.domain.shipment import Verdict
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.services.shipments.receipts import PieceVerdict
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.intake.pieces import Pieces
from warrantydesk.ui.tabs.shelf.piece_verbs import VERBS
from warrantydesk.ui.tabs.shelf.tab import ShelfTab

IN_MENU = {verb.action: _(verb.title) for verb in VERBS if verb.fits is None}


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[ShelfTab]:
    with shown_shelf(qapp, qtbot, desk, window) as made:
        yield made


def put(desk: Desk, tag: str, **values: Any) -> OldPart:
    """Write past the verbs how a piece stands."""
    with desk.bench.change("test"):
        return desk.stores.parts.save(replace(desk.shelf.by_tag(tag), **values))


def menu_of(tab: ShelfTab, tag: str) -> dict[str, str]:
    """Return the entries of the menu, each with what closes it; empty where it is open."""
    tab.refresh()
    tab.open_thing("tag", tag)
    tab.card._menu.aboutToShow.emit()
    entries = (one for one in tab.card._menu.actions() if not one.isSeparator())
    return {one.text(): "" if one.isEnabled() else one.toolTip() for one in entries}


def facts_of(tab: ShelfTab, tag: str) -> dict[str, str]:
    tab.refresh()
    tab.open_thing("tag", tag)
    return {row.label: row.value for row in tab.card.facts.rows()}


@pytest.mark.parametrize("state", [one for one in PartState if one is not PartState.EXPECTED])
def test_the_menu_offers_what_the_table_allows(desk: Desk, tab: ShelfTab, state: PartState) -> None:
    tag = shelved(desk)[0]
    put(desk, tag, state=state)
    shown = set(menu_of(tab, tag))
    allowed = {row.action for row in PART_TRANSITIONS if state in row.sources}
    assert shown & set(IN_MENU.values()) == {
        title for action, title in IN_MENU.items() if action in allowed
    }


@pytest.mark.parametrize("role", list(Role))
def test_who_may_not_sees_why(desk: Desk, tab: ShelfTab, role: Role) -> None:
    tag = shelved(desk)[0]
    put(desk, tag, state=PartState.MISSING)
    desk.people.act_as(LOGIN_OF[role])
    shown = menu_of(tab, tag)
    for action, roles in (("find", {Role.CLERK}), ("write_off", {Role.SERVICE_MANAGER})):
        why = shown[IN_MENU[action]]
        assert (why == "") is (role in roles)
        assert why == "" or "may not do this" in why


@pytest.mark.parametrize("role", list(Role))
def test_the_buttons_are_closed_with_the_reason(desk: Desk, tab: ShelfTab, role: Role) -> None:
    claim = repairing(desk)
    desk.people.act_as(LOGIN_OF[role])
    tab.refresh()
    tab.list.reveal(desk.shelf.pieces_of(claim.id)[0].id)
    for button in (tab.card.receive, tab.card.waive):
        assert button.isEnabled() is (role is Role.CLERK)
        assert ("may not do this" in button.toolTip()) is (role is not Role.CLERK)


def test_what_is_not_paid_is_not_released_and_says_since_when(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)[0]
    title = IN_MENU["release_scrap"]
    assert menu_of(tab, tag)[title] == "kept: the maker has not paid its line yet"
    put(desk, tag, paid_on=desk.bench.today - timedelta(days=3))
    assert "kept 30 days" in menu_of(tab, tag)[title]
    put(desk, tag, paid_on=desk.bench.today - timedelta(days=60))
    assert menu_of(tab, tag)[title] == ""


def test_the_life_line_goes_to_the_maker_and_back(desk: Desk, tab: ShelfTab) -> None:
    left, tags = shipped(desk)
    tab.open_thing("tag", tags[0])
    steps = tab.card.life.steps()
    assert [one.label for one in steps] == ["awaited", "in", "shelf", "box", "sent", "reply"]
    assert [one.mark for one in steps] == [Mark.OK] * 5 + [Mark.TODO]
    assert all(one.time for one in steps[:5])
    verdict = PieceVerdict(tags[0], Verdict.REFUSED, "O05")
    desk.shipments.record_receipt(left.id, (verdict,), {})
    tab.refresh()
    tab.open_thing("tag", tags[0])
    last = tab.card.life.steps()[-1]
    assert (last.label, last.mark, bool(last.time)) == ("declined", Mark.REFUSED, True)
    desk.shelf.come_back(tags[0], "R2-3")
    tab.refresh()
    tab.open_thing("tag", tags[0])
    home = [one.label for one in tab.card.life.steps() if one.mark is Mark.OK]
    assert home == ["in", "sent", "reply", "back"]


def test_the_life_line_of_a_kept_piece_ends_with_its_scrap(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)[0]
    put(desk, tag, return_required=False, return_by=None, paid_on=date(2026, 11, 20))
    tab.refresh()
    tab.open_thing("tag", tag)
    steps = [(one.label, one.mark, one.time) for one in tab.card.life.steps()][-2:]
    assert steps == [("paid", Mark.OK, "11-20"), ("scrap", Mark.TODO, "")]


def test_the_facts_of_a_refusal(desk: Desk, tab: ShelfTab) -> None:
    left, tags = shipped(desk)
    verdict = PieceVerdict(tags[0], Verdict.REFUSED, "O05", "plate torn", deducted_fen=12_345)
    desk.shipments.record_receipt(left.id, (verdict,), {})
    facts = facts_of(tab, tags[0])
    assert facts["Refused"] == "O05 · 2026-11-24"
    assert facts["Finding"] == "Identification damaged plate torn"
    assert facts["Advice"] == "Reprint with reason, photo of plate."
    assert facts["Clock"] == "Dispute until 2026-12-01: 7 days left"
    assert facts["Amount"].endswith("¥123.45 taken off")
    assert (tab.card.shipment.text(), tab.card._box.text()) == (left.number, "· box 1")


def test_the_link_opens_the_list_of_the_piece(desk: Desk, tab: ShelfTab, window: Window) -> None:
    made, tags = packed(desk)
    tab.open_thing("tag", tags[0])
    tab.card.shipment.click()
    assert window.opened[-1] == ("shelf", "shipment", made.number)


def test_a_hazard_says_how_the_maker_wants_it(desk: Desk, tab: ShelfTab) -> None:
    tag = shelved(desk)[0]
    with_hazard(desk, tag, "fuel")
    facts = facts_of(tab, tag)
    handling = desk.profiles.of("QC").hazards["fuel"].handling_en
    assert (facts["Take care"], facts["Fluids"]) == (handling, "not drained yet")
    tab.card.do("drained")
    assert facts_of(tab, tag)["Fluids"] == "drained and plugged"


def test_a_lent_and_a_requested_piece_say_so(desk: Desk, tab: ShelfTab) -> None:
    pump, gasket = shelved(desk)
    desk.shelf.lend(pump, "supplier's lab", date(2026, 12, 1))
    assert facts_of(tab, pump)["Lent"] == "to supplier's lab, until 2026-12-01"
    desk.shelf.request(gasket, date(2026, 12, 3), "TJ-9")
    assert facts_of(tab, gasket)["Return by"].endswith("request TJ-9")
    assert "Asked for" not in facts_of(tab, gasket)
    asked = desk.bench.today - timedelta(days=14)
    put(desk, gasket, requested_on=asked)
    tab.refresh()
    said = f"{asked.isoformat()} · reminder 2: tell the service manager"
    assert facts_of(tab, gasket)["Asked for"] == said


def test_related_pieces_stand_with_their_places(desk: Desk, tab: ShelfTab) -> None:
    pump, gasket = shelved(desk)
    name = desk.shelf.by_tag(gasket).part_name
    assert facts_of(tab, pump)["Related"] == f"{name} R2-3"
    put(desk, gasket, state=PartState.MISSING, place="")
    tab.refresh()
    tab.open_thing("tag", pump)
    row = next(one for one in tab.card.facts.rows() if one.label == "Related")
    assert (row.value, row.mark) == (f"{name} (Missing)", Mark.WARN)


def test_the_part_line_of_the_claim_says_what_a_refusal_cost(
    desk: Desk, tab: ShelfTab, qtbot: Any
) -> None:
    left, tags = shipped(desk)
    verdict = PieceVerdict(tags[0], Verdict.REFUSED, "O05", deducted_fen=12_345)
    desk.shipments.record_receipt(left.id, (verdict,), {})
    claim_id = desk.shelf.by_tag(tags[0]).claim_id
    rows = Pieces()
    qtbot.addWidget(rows)
    stories = {line: desk.story.of_line(claim_id, line) for line in (1, 2)}
    rows.show_pieces(desk.shelf.pieces_of(claim_id), stories)
    said = [mark.text() for mark in rows.findChildren(MarkLabel)]
    assert said == ["Refused · O05 · −¥123.45", "At the maker"]
