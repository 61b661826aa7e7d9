"""The coverage card in intake: decided at every keystroke without the database, led on from."""

from typing import Any

import pytest
from builders import a_vin, repair_changes
from intake_stage import shown, staged, typed
from PySide6.QtWidgets import QApplication, QMenu
from stories import drafted, submitted
from tab_stage import Window

from warrantydesk.domain.claim import ClaimType
from warrantydesk.domain.coverage import Verdict
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.side import COVERAGE, FINDINGS
from warrantydesk.ui.tabs.intake.tab import IntakeTab


@pytest.fixture
def window() -> Window:
    """Give the window behind the shell."""
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> IntakeTab:
    """Give the tab over the staffed desk."""
    return staged(qapp, qtbot, desk, window)


def verdict(tab: IntakeTab) -> Verdict:
    card = tab.side.coverage.card
    assert card is not None
    return card.verdict


def test_every_keystroke_of_mileage_and_day_is_decided_without_the_database(
    tab: IntakeTab, desk: Desk, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(tab, drafted(desk).id)
    assert verdict(tab) is Verdict.COVERED
    asked: list[object] = []
    for verb in ("query", "execute"):
        kept = getattr(desk.stores.db, verb)
        monkeypatch.setattr(
            desk.stores.db, verb, lambda *v, kept=kept: (asked.append(v), kept(*v))[1]
        )
    context = desk.coverage.context
    monkeypatch.setattr(desk.coverage, "context", lambda i: (asked.append(i), context(i))[1])
    field = tab.page.form.field("visit.mileage_km")
    tab.page.form.jump("visit.mileage_km")
    field.selectAll()
    qtbot.keyClicks(field, "60001")
    assert "1 km over" in tab.side.coverage.terms[0].accessibleName()
    assert asked == []


def test_the_invoice_day_moves_the_periods_while_it_is_typed(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    shown(tab, drafted(desk).id)
    assert "2027-10-24" in tab.side.coverage.terms[0].accessibleName()
    typed(qtbot, tab, "vehicle.invoiced_on", "2022-01-05")
    assert "2025-01-05" in tab.side.coverage.terms[0].accessibleName()
    assert verdict(tab) is Verdict.NOT_COVERED
    assert tab.side.coverage.verdict.mark() is Mark.REFUSED


def test_the_part_that_failed_decides_which_cover_pays(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    wiper = next(
        entry.part_no
        for entry in desk.profiles.of("QC").parts.values()
        if entry.wear_class == "wiper"
    )
    lines = tab.page.form.tables()["part_lines"]
    before = tab.side.coverage.layers.notes()[0]
    lines.set_value([{"line": 1, "role": "causal", "new_part_no": wiper, "quantity": 1}])
    tab.page.edits.take_change("part_lines")
    after = tab.side.coverage.layers.notes()[0]
    assert before.mark is Mark.OK
    assert after.mark is Mark.NA
    assert after.end != before.end


def test_a_missing_mileage_is_named_and_led_to(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": None}})
    with qtbot.waitActive(tab):
        shown(tab, claim.id)
        tab.activateWindow()
    assert verdict(tab) is Verdict.NEEDS_FACT
    notes = tab.side.coverage.notes
    place = [note.key for note in notes.notes()].index("jump:visit.mileage_km")
    assert "Mileage" in notes.notes()[place].text
    notes.clicked.emit(notes.model().index(place, 0))
    assert tab.page.form.field("visit.mileage_km").hasFocus()


def test_a_frozen_claim_keeps_its_card_and_offers_nothing(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, submitted(desk).id)
    tab.page.filed.show_form()
    assert tab.side.coverage.isVisible()
    assert not tab.side.findings.isVisible()


def test_the_findings_keep_three_rows_however_long_the_card_is(tab: IntakeTab, desk: Desk) -> None:
    from coverage_cards import a_burning_card

    shown(tab, drafted(desk).id)
    tab.side.show_coverage(a_burning_card(), {}, 1, False)
    for _round in range(4):
        QApplication.processEvents()
    assert tab.side.findings.height() >= tab.side.findings.least_height(3)
    bottom = tab.side.coverage.y() + tab.side.coverage.height()
    assert bottom <= tab.side.findings.y()


def test_the_menu_of_the_claim_opens_every_dialog_with_its_keys(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, drafted(desk).id)
    menu = QMenu()
    tab.fill_menu(menu)
    below = [one for entry in menu.actions() if entry.menu() for one in entry.menu().actions()]
    keys = {one.text(): one.shortcut().toString() for one in (*menu.actions(), *below)}
    assert keys["&Why is it covered or not…"] == "Ctrl+I"
    assert keys["&History of the vehicle…"] == "Ctrl+H"
    assert keys["&Facts for the cover of this claim…"] == "Ctrl+G"
    assert keys["Certificate and &contracts…"] == "Ctrl+T"
    assert keys["&Demand to replace or return…"] == "Ctrl+Shift+D"
    given = [one for one in keys.values() if one]
    assert len(given) == len(set(given))
    action = next(one for one in tab.actions() if one.text() == "&Demand to replace or return…")
    action.trigger()
    assert type(tab.page.cover.dialog).__name__ == "DemandDialog"


def test_an_open_campaign_becomes_a_claim_of_the_visit(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = drafted(desk, a_vin(12_345))
    shown(tab, claim.id)
    (box,) = [one for one in tab.side.coverage.campaigns if one.isVisible()]
    box._claim.click()
    made = desk.claims.get(window.opened[-1][2])
    assert (made.type, made.codes.campaign_no, made.visit.id) == (
        ClaimType.CAMPAIGN,
        box.code(),
        claim.visit.id,
    )
    tab.open_thing("claim", claim.id)
    assert not box._claim.isVisible()
    assert "in this visit" in box.accessibleName()


def test_an_open_campaign_is_recorded_from_its_box(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk, a_vin(12_345))
    shown(tab, claim.id)
    (box,) = [one for one in tab.side.coverage.campaigns if one.isVisible()]
    tab.page.cover.record_campaign(box.code())
    dialog = tab.page.cover.dialog
    assert box.code() in dialog.windowTitle()
    assert dialog.fields["mileage_km"].value() == claim.visit.mileage_km is not None
    dialog.reject()


def test_what_is_done_in_another_place_shows_on_the_card(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    desk.coverage.save_facts(claim.id, {"goodwill_percent": 50, "goodwill_no": "GW-1"})
    layers = [note.text for note in tab.side.coverage.layers.notes()]
    assert any("oodwill" in text for text in layers)


class TestNarrow:
    """The right column as a drawer, its rail with what matters most."""

    @pytest.fixture
    def narrow(self, tab: IntakeTab, desk: Desk) -> IntakeTab:
        """Give the tab in a narrow window."""
        tab.resize(911, 640)
        shown(tab, drafted(desk, part_lines=repair_changes()["part_lines"]).id)
        QApplication.processEvents()
        assert tab.panes.is_narrow()
        return tab

    def test_the_rail_says_the_verdict(self, narrow: IntakeTab) -> None:
        assert narrow.tallies.verdict.isVisible()
        assert narrow.tallies.verdict.accessibleName() == "covered"
        assert not narrow.tallies.counters.isVisible()

    def test_a_click_opens_the_card_it_counts_and_a_second_closes(self, narrow: IntakeTab) -> None:
        narrow.tallies.verdict.click()
        assert narrow.panes.drawer_is_open()
        assert narrow.side.favoured() == COVERAGE
        narrow.tallies._tallies[Mark.BLOCK].click()
        assert narrow.panes.drawer_is_open()
        assert narrow.side.favoured() == FINDINGS
        assert narrow.side.coverage.height() == narrow.side.coverage.least_height()
        narrow.tallies._tallies[Mark.BLOCK].click()
        assert not narrow.panes.drawer_is_open()

    def test_the_folded_verdict_asks_for_its_card(self, narrow: IntakeTab) -> None:
        narrow.tallies._tallies[Mark.BLOCK].click()
        narrow.side.coverage.verdict.click()
        assert narrow.side.favoured() == COVERAGE
        assert narrow.side.coverage.height() > narrow.side.coverage.least_height()

    def test_the_rail_shows_the_counter_that_is_nearest_its_limit(self, narrow: IntakeTab) -> None:
        from coverage_cards import a_burning_card

        narrow.tallies.show_coverage(a_burning_card())
        assert narrow.tallies.counters.accessibleName() == "Limits 5/4"
        assert narrow.tallies.campaigns.count() == 1
        narrow.tallies.show_coverage(None)
        assert not narrow.tallies.verdict.isVisible()
