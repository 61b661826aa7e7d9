"""The page of campaigns and its record dialog, with the clerk's hands on the keys."""

import csv
from pathlib import Path
from typing import Any

import pytest
from builders import a_vin
from intake_stage import shown as in_intake
from intake_stage import staged
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import acting, repairing
from tab_stage import Window

from warrantydesk.domain.campaign import CampaignState
from warrantydesk.domain.claim import Action
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.services.imports import Subject
from warrantydesk.ui.campaign_dialog import CampaignDialog, offer_completion, record_campaign
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.offers import Offers
from warrantydesk.ui.tabs.policies.campaigns import CampaignsPage

RECALL, OTA = "QC-R26-01", "QC-O26-02"
CARS = [a_vin(12_000 + n) for n in range(6)]
OTA_CAR = a_vin(5_000, head="LX0DV51A", tail="SD")


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def shell(qapp: QApplication, window: Window) -> Shell:
    theme.apply(qapp, dark=False)
    made = Shell()
    made.attach(window)
    return made


@pytest.fixture
def page(qtbot: Any, desk: Desk, shell: Shell) -> CampaignsPage:
    """Give the page with a list of six cars for the recall, two of them known here."""
    text = "\n".join(["VIN", *CARS])
    desk.imports.apply(desk.imports.open_pasted(text, "campaign_vins", Subject("QC", RECALL)))
    desk.vehicles.save(CARS[4], "QC", plate="京A12345")
    desk.vehicles.save(CARS[5], "QC")
    made = CampaignsPage(desk, shell)
    qtbot.addWidget(made)
    made.resize(808, 640)
    desk.listen(lambda change: made.refresh() if change.kinds & made.SHOWS else None)
    made.show()
    made.show_profile("QC", RECALL)
    return made


def shown(page: CampaignsPage) -> list[str]:
    return [page.model.row_at(row).case.vin for row in range(page.model.rowCount())]


def choose(page: CampaignsPage, vin: str) -> None:
    page.table.select_row(shown(page).index(vin))


def said(page: CampaignsPage, vin: str) -> list[str]:
    row = page.model.row_at(shown(page).index(vin))
    return [column.say(row) for column in page.model.columns]


def fill(dialog: CampaignDialog, qtbot: Any, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.fields[name]
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, text)


def choose_state(dialog: CampaignDialog, state: CampaignState) -> None:
    dialog.state.setCurrentIndex(dialog.state.findData(state))
    dialog.state.edited.emit()


def test_campaigns_are_listed_with_how_far_they_have_come(page: CampaignsPage) -> None:
    items = {item.code: item for item in page.list.items()}
    assert next(iter(items)) == "QC-S26-05", "the newest first"
    assert items[RECALL].spoken() == (
        "Recall: brake vacuum pump, QC-R26-01 · Recall · 2026-02-10 to 2031-02-09, "
        "6 cars to do, 0 % done, stop sale"
    )
    assert items[RECALL].mark() is Mark.BLOCK
    assert items[OTA].standing() == "no car named yet"
    assert page.head.chips() == ["6 cars to do"]
    assert "Replace brake vacuum pump" in page.what.text()


def test_known_cars_stand_first_and_unsold_ones_are_flagged(page: CampaignsPage) -> None:
    assert shown(page) == [CARS[4], CARS[5], *CARS[:4]]
    assert said(page, CARS[5])[-1] == "Do not sell yet"
    assert page.model.columns[0].second is not None
    seconds = [page.model.columns[0].second(page.model.row_at(row)) for row in (0, 1, 2)]
    assert seconds == ["京A·1**45", "in stock here", "not known here"]


def test_a_car_is_recorded_from_the_keyboard(
    page: CampaignsPage, qtbot: Any, window: Window
) -> None:
    choose(page, CARS[2])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    dialog = page.dialog
    assert dialog is not None
    assert not dialog.yes.isEnabled()
    assert dialog.note.text() == "The mileage is missing."
    fill(dialog, qtbot, mileage_km="30000")
    assert dialog.note.text() == "The technician is missing."
    dialog.fields["technician"].set_value("S06")
    dialog.fields["technician"].edited.emit()
    assert dialog.yes.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert said(page, CARS[2])[1:5] == ["Done here", "2026-11-24", "30,000", "钱立冬"]
    assert window.toasts == ["Campaign QC-R26-01 recorded"]
    assert page.line().case.vin == CARS[2], "the car stays in hand"  # type: ignore[union-attr]
    assert not page.record_button.isEnabled()
    assert page.reopen_button.isEnabled()


def test_the_dialog_asks_what_the_state_needs(page: CampaignsPage, qtbot: Any, desk: Desk) -> None:
    choose(page, CARS[0])
    page.record()
    dialog = page.dialog
    assert dialog is not None
    choose_state(dialog, CampaignState.REFUSED)
    assert dialog.fields["reason"].isVisible()
    assert not dialog.fields["mileage_km"].isVisible()
    assert dialog.note.text() == "Say why the customer refuses."
    fill(dialog, qtbot, reason="no time")
    dialog.accept()
    assert said(page, CARS[0])[1] == "Refused by the customer"
    page.record()
    again = page.dialog
    assert again is not None
    choose_state(again, CampaignState.DONE_ELSEWHERE)
    fill(again, qtbot, reason="W123")
    again.accept()
    (case,) = desk.campaigns.of_vin(CARS[0])
    assert (case.state, case.record.reason) == (  # type: ignore[union-attr]
        CampaignState.DONE_ELSEWHERE,
        "W123",
    )


def test_a_refusal_of_the_desk_stays_in_the_dialog(
    page: CampaignsPage, qtbot: Any, desk: Desk
) -> None:
    choose(page, CARS[0])
    page.record()
    dialog = page.dialog
    assert dialog is not None
    choose_state(dialog, CampaignState.REFUSED)
    fill(dialog, qtbot, reason="no time")
    acting(desk, Role.FINANCE)
    dialog.accept()
    assert dialog.isVisible()
    assert "may not do this" in dialog.note.text()
    assert dialog.fields["reason"].value() == "no time"
    acting(desk, Role.CLERK)
    fill(dialog, qtbot, reason="no time today")
    dialog.accept()
    assert not dialog.isVisible()


def test_an_update_over_the_air_asks_for_versions_only(
    qtbot: Any, desk: Desk, shell: Shell
) -> None:
    (case,) = desk.campaigns.of_vin(OTA_CAR)
    dialog = record_campaign(shell, desk, case)
    qtbot.addWidget(dialog)
    assert dialog.yes.isEnabled()
    assert dialog.fields["software_after"].value() == "V2.18"
    assert not dialog.fields["old_serials"].isVisible()
    dialog.accept()
    (done,) = desk.campaigns.of_vin(OTA_CAR)
    assert done.record is not None
    assert (done.record.software_before, done.record.software_after) == ("V2.13", "V2.18")


def test_a_finished_campaign_repair_offers_its_record(
    qapp: QApplication, qtbot: Any, desk: Desk, window: Window
) -> None:
    claim = repairing(desk, CARS[0])
    lines = [{"main": True, "code": "S0000004"}]
    changes = {"type": "CAMPAIGN", "codes": {"campaign_no": RECALL}, "labour_lines": lines}
    desk.claims.save_draft(claim.id, changes)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.receive(claim.id, piece.line, piece.piece)
    tab = in_intake(staged(qapp, qtbot, desk, window), claim.id)
    tab.page.moves.do(Action.FINISH_REPAIR)
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, CampaignDialog)
    assert dialog.fields["mileage_km"].value() == 30_534
    dialog.accept()
    (case,) = desk.campaigns.of_vin(CARS[0])
    assert case.record is not None
    assert (case.record.claim_id, case.record.technician) == (claim.id, "S06")
    tab.hide()


def test_campaigns_of_the_car_are_offered_first(desk: Desk) -> None:
    claim = desk.claims.new(vin=CARS[0])
    offers = Offers(desk, lambda: claim)
    every = [one.text for one in offers.campaigns("")]
    assert every[0] == RECALL
    assert sorted(every) == sorted(desk.profiles.of("QC").campaigns)
    assert [one.text for one in offers.campaigns("sunroof")] == ["QC-S26-03"]
    assert Offers(desk, lambda: None).campaigns("") == []


def test_a_claim_that_is_none_offers_nothing(desk: Desk, shell: Shell) -> None:
    claim = desk.claims.new(vin=CARS[0])
    assert offer_completion(shell, desk, claim.id) is None


def test_reopening_asks_for_the_reason(page: CampaignsPage, desk: Desk) -> None:
    desk.campaigns.record("QC", RECALL, CARS[0], CampaignState.REFUSED, reason="x")
    choose(page, CARS[0])
    with messages.answer_with(None):
        page.reopen()
    assert said(page, CARS[0])[1] == "Refused by the customer"
    with messages.answer_with("typed at the wrong car"):
        page.reopen()
    assert said(page, CARS[0])[1] == "Not done yet"


def test_chips_and_search_narrow_the_cars(page: CampaignsPage, qtbot: Any, desk: Desk) -> None:
    desk.campaigns.record("QC", RECALL, CARS[0], CampaignState.REFUSED, reason="x")
    pills = {pill.text(): pill for pill in page.chips.pills()}
    assert [pill.count() for pill in pills.values()] == [6, 5, 1, 0, 0]
    pills["Refused by the customer"].click()
    assert shown(page) == [CARS[0]]
    pills["All"].click()
    qtbot.keyClicks(page.search, "12003")
    qtbot.waitUntil(lambda: shown(page) == [CARS[3]])
    qtbot.keyClicks(page.search, "x")
    qtbot.waitUntil(lambda: shown(page) == [])
    assert not page.record_button.isEnabled()


def test_the_open_list_is_saved(
    page: CampaignsPage, window: Window, tmp_path: Path, desk: Desk
) -> None:
    desk.campaigns.record("QC", RECALL, CARS[0], CampaignState.DONE_ELSEWHERE, reason="W1")
    with messages.answer_with(tmp_path / "open"):
        page.export_open()
    with (tmp_path / "open.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 6
    assert window.toasts == ["5 cars written"]


def test_a_list_is_undone_from_the_page(page: CampaignsPage, qtbot: Any, desk: Desk) -> None:
    with messages.answer_with("wrong campaign"):
        page.undo_list()
    qtbot.waitUntil(lambda: shown(page) == [CARS[4], CARS[5]])
    with messages.answer_with() as asked:
        page.undo_list()
    assert asked == ["No VIN list was taken in for this campaign."]


def test_a_car_leads_to_intake(page: CampaignsPage, window: Window, desk: Desk) -> None:
    choose(page, CARS[0])
    page.new_claim()
    page.open_claim()
    assert (window.scans, window.opened) == ([CARS[0]], [])


def test_a_brand_without_campaigns_says_so(page: CampaignsPage) -> None:
    page.show_profile("LAW")
    assert page.empty.isVisible()
    assert not page.import_button.isEnabled()


def test_a_campaign_without_cars_is_empty_not_wrong(page: CampaignsPage) -> None:
    page.list.choose(OTA)
    assert shown(page) == []
    assert not page.export_button.isEnabled()
    page.record()
    page.reopen()
    assert page.dialog is None
