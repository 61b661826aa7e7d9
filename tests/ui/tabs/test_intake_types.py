"""Intake: the fields of each claim type, free services in a batch, visits never claimed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from intake_stage import shown, staged
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import acting, drafted, submitted
from tab_stage import Window

from warrantydesk.domain.claim import ClaimType, State
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.free_services_dialog import FreeServicesDialog, open_free_services
from warrantydesk.ui.kit import messages
from warrantydesk.ui.tabs.intake.add_on_claim import add_to
from warrantydesk.ui.tabs.intake.tab import IntakeTab
from warrantydesk.ui.tabs.intake.type_fields import TYPE_FIELDS
from warrantydesk.ui.unclaimed_dialog import UnclaimedDialog


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[IntakeTab]:
    made = staged(qapp, qtbot, desk, window)
    with messages.answer_with() as asked:
        yield made
        made.hide()
    assert not asked


def visible(tab: IntakeTab) -> set[str]:
    return {one.path for one in TYPE_FIELDS if not tab.page.form.cell(one.path).isHidden()}


@pytest.mark.parametrize("kind", ClaimType)
def test_each_type_shows_the_fields_it_cannot_miss(
    tab: IntakeTab, desk: Desk, kind: ClaimType
) -> None:
    claim = drafted(desk, type=kind)
    shown(tab, claim.id)
    required = set(desk.profiles.of("QC").types[kind].required_fields)
    wanted = {one.path for one in TYPE_FIELDS if one.code in required}
    if kind is ClaimType.FREE_SERVICE:
        wanted.add("codes.service_no")
    assert visible(tab) == wanted
    starred = {one.path for one in TYPE_FIELDS if tab.page.form.cell(one.path).required}
    assert starred == wanted - {"outward.destination"}


def test_type_fields_lie_side_by_side(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, drafted(desk, type=ClaimType.SPARE_PART).id)
    tab.page.form.adjustSize()
    cells = [tab.page.form.cell(f"codes.{name}") for name in ("purchase_no", "purchased_on")]
    assert cells[0].y() == cells[1].y() or cells[0].x() > cells[1].x()


def test_what_stands_in_a_field_of_another_type_is_not_hidden(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk, codes={"campaign_no": "QC-R26-01"})
    shown(tab, claim.id)
    assert visible(tab) == {"codes.campaign_no"}


def test_a_filed_claim_is_added_to_by_a_claim_of_its_own(tab: IntakeTab, desk: Desk) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    add_to(tab.page)
    made = tab.page.claim
    assert made is not None
    assert made.type is ClaimType.ADD_ON
    assert made.codes.original_claim_no == claim.claim_number
    assert made.visit.id == claim.visit.id


def test_a_draft_is_not_added_to_but_edited(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, drafted(desk).id)
    with messages.answer_with() as told:
        add_to(tab.page)
    assert len(told) == 1
    assert len(desk.stores.claims.find()) == 1


@pytest.fixture
def services(tab: IntakeTab, desk: Desk) -> Iterator[FreeServicesDialog]:
    acting(desk, Role.RECEPTION)
    for vin, plate in ((VIN, "京A12345"), (OTHER_VIN, "京B54321")):
        customer = desk.customers.save("贺䶮", "15400000042")
        desk.vehicles.save(
            vin,
            "QC",
            "QC-S7",
            engine_no="E1",
            produced_on=date(2026, 8, 1),
            invoiced_on=date(2026, 9, 1),
            delivered_on=date(2026, 9, 3),
            plate=plate,
            customer_id=customer.id,
        )
    dialog = open_free_services(tab.shell, desk)
    yield dialog
    dialog.rows.set_value([])
    dialog.close()


def scan(qtbot: Any, dialog: FreeServicesDialog, text: str) -> None:
    dialog.scan.setFocus()
    dialog.scan.setText(text)  # a plate has signs that no test can press
    qtbot.keyClick(dialog.scan, Qt.Key.Key_Return)


def test_a_batch_by_keyboard(qtbot: Any, services: FreeServicesDialog, desk: Desk) -> None:
    for number, text in enumerate((VIN, "京B54321")):
        scan(qtbot, services, text)
        qtbot.waitUntil(lambda: services.rows.editing_part() is not None)
        editor = services.focusWidget()
        qtbot.keyClicks(editor, str(4_000 + number))
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda number=number: services.rows.value()[number]["mileage_km"] is not None
        )
    assert services.yes.text() == "Make 2 claims"
    services.scan.setFocus()
    qtbot.keyClick(services.scan, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = [desk.claims.get(number) for number in services.made]
    assert [(c.state, c.visit.mileage_km) for c in made] == [
        (State.TO_SUBMIT, 4_000),
        (State.TO_SUBMIT, 4_001),
    ]


def test_a_row_without_a_car_stands_in_the_way(qtbot: Any, services: FreeServicesDialog) -> None:
    services.rows.add_row({"mileage_km": 4_000}, edit=False)
    services._look()
    assert services.note.text() == "Row 1 has no car: delete it, and scan the car."
    scan(qtbot, services, VIN)
    assert [row.get("vin") for row in services.rows.value()] == [None, VIN]


def test_an_unknown_or_second_car_is_told_at_the_scan_line(
    qtbot: Any, services: FreeServicesDialog
) -> None:
    scan(qtbot, services, "京C00000")
    assert "京C00000" in services.scan.shown_state()[1]
    services.scan.set_value("")
    scan(qtbot, services, VIN)
    scan(qtbot, services, VIN)
    assert len(services.rows.value()) == 1


def test_a_refused_row_is_marked_and_nothing_is_lost(
    qtbot: Any, services: FreeServicesDialog, desk: Desk
) -> None:
    scan(qtbot, services, VIN)
    services.rows.put(0, {"mileage_km": 4_000, "signed_by": ""})
    services.accept()
    assert services.isVisible()
    assert services.note.text().startswith("Row 1: ")
    assert len(services.rows.value()) == 1
    assert desk.stores.claims.find() == []


def test_a_visit_nobody_claimed_is_claimed_or_explained(
    qtbot: Any, tab: IntakeTab, services: FreeServicesDialog, desk: Desk, clock: Any
) -> None:
    car = desk.stores.vehicles.by_vin(VIN)
    assert car is not None
    owner = desk.vehicles.owner(car.id)
    assert owner is not None
    at = clock.now() - timedelta(days=4)
    visits = [desk.visits.open(car.id, owner.id, at, 4_000, text) for text in ("漏水", "洗车")]
    acting(desk, Role.CLERK)
    dialog = UnclaimedDialog(tab.shell, desk)
    qtbot.addWidget(dialog)
    assert [one.complaint for one in dialog.model.rows()] == ["漏水", "洗车"]
    dialog.table.select_row(1)
    with messages.answer_with("只洗车"):
        dialog.dismiss()
    assert desk.stores.visits.get(visits[1].id).no_claim_reason == "只洗车"
    dialog.accept()
    assert [c.visit.id for c in desk.stores.claims.find()] == [visits[0].id]
