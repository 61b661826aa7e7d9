"""The dialogs of the cover over a real desk: what they write, and what they refuse at its field."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from builders import OTHER_VIN, VIN, repair_changes
from fakes import CHINA
from intake_stage import shown, staged
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import drafted
from tab_stage import Window

from warrantydesk.domain.coverage import Event, Ground, Verdict
from warrantydesk.domain.repair_history import DemandAnswer, ExcludedKind, LoanerKind, Wish
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.tabs.intake.tab import IntakeTab

NEW_CAR = {
    "vehicle": {
        "engine_no": "E123",
        "produced_on": "2026-08-05",
        "invoiced_on": "2026-10-24",
        "delivered_on": "2026-10-24",
    },
    "visit": {"mileage_km": 1_200, "technician": "S06"},
}


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> IntakeTab:
    """Give the tab with a month-old car's claim in hand."""
    made = staged(qapp, qtbot, desk, Window())
    return shown(made, drafted(desk, **NEW_CAR).id)


def opened(tab: IntakeTab, key: str) -> Any:
    """Open a dialog of the cover."""
    tab.page.cover.open(key)
    return tab.page.cover.dialog


def filled(dialog: Any, **values: Any) -> Any:
    """Put values into the fields of a dialog."""
    for path, value in values.items():
        dialog.form.field(path).set_value(value)
    return dialog


def state_at(dialog: Any, path: str) -> str:
    """Return what is said below a field."""
    return str(dialog.form.cell(path).field.shown_state()[1])


def vehicle_id(desk: Desk, vin: str = VIN) -> int:
    """Return the file of a car, made where it is new."""
    car = desk.vehicles.by_vin(vin) or desk.vehicles.save(vin, "QC", model_code="QC-S7")
    return car.id


def test_the_first_field_has_the_keyboard_and_enter_is_the_verb(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    dialog = opened(tab, "terms")
    assert dialog.focusWidget() is dialog.form.field("kind")
    price = dialog.form.field("price_fen")
    price.setFocus()
    qtbot.keyClicks(price, "129800")
    qtbot.keyClick(price, Qt.Key.Key_Return)
    assert desk.coverage.terms(vehicle_id(desk)).price_fen == 12_980_000


def test_certificate_and_contract_are_kept_and_shown_again(tab: IntakeTab, desk: Desk) -> None:
    filled(
        opened(tab, "terms"),
        price_fen=12_980_000,
        n_permille=450,
        extended_contract="YB-77",
        extended_from=date(2026, 10, 24),
        extended_months=60,
    ).accept()
    told = desk.coverage.terms(vehicle_id(desk))
    assert (told.n_permille, told.extended_contract) == (Decimal("4.5"), "YB-77")
    assert tab.page.cover.card is not None
    assert "EXTENDED" in [line.answer.layer for line in tab.page.cover.card.layers]
    again = opened(tab, "terms")
    assert again.form.field("n_permille").value() == 450
    again.reject()


def test_a_factor_above_the_cap_is_refused_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    dialog = filled(opened(tab, "terms"), n_permille=800)
    dialog.accept()
    assert dialog.isVisible()
    assert "5" in state_at(dialog, "n_permille")
    assert dialog.form.field("n_permille").value() == 800
    assert desk.coverage.terms(vehicle_id(desk)).n_permille is None


def test_what_cannot_be_read_is_said_before_anything_is_written(tab: IntakeTab) -> None:
    dialog = opened(tab, "terms")
    dialog.form.field("extended_from").setText("someday")
    dialog.accept()
    assert "someday" in state_at(dialog, "extended_from")


def test_an_event_of_the_first_days_gives_a_right(tab: IntakeTab, desk: Desk) -> None:
    assert tab.side.coverage.rights.notes() == []
    filled(opened(tab, "facts"), event=Event.BRAKE_FAILURE.value).accept()
    assert desk.coverage.facts_told(tab.page.claim.id).event == Event.BRAKE_FAILURE
    (note,) = tab.side.coverage.rights.notes()
    assert note.mark is Mark.BLOCK


def test_an_exemption_takes_the_cover_only_with_its_cause(tab: IntakeTab) -> None:
    filled(opened(tab, "facts"), exemption=Ground.X3_MODIFIED.value).accept()
    assert tab.page.cover.card.verdict is Verdict.COVERED
    filled(opened(tab, "facts"), exemption_cause_shown=True).accept()
    assert tab.page.cover.card.verdict is Verdict.NOT_COVERED


def test_only_the_five_exemptions_can_be_chosen(tab: IntakeTab) -> None:
    field = opened(tab, "facts").form.field("exemption")
    offered = {field.itemData(place) for place in range(field.count())}
    assert Ground.X1_DISCLOSED in offered
    assert not {Ground.OUTSIDE_MAINTENANCE, Ground.NO_CERTIFICATE} & offered


def test_a_demand_shows_both_dates_while_its_day_is_typed(tab: IntakeTab) -> None:
    dialog = opened(tab, "demand")
    field = dialog.form.field("demanded_on")
    for typed, answer_by, finish_by in (
        ("2026-09-28", "2026-10-16", "2026-10-30"),
        ("2026-02-10", "2026-03-02", "2026-03-16"),
    ):
        field.setText(typed)
        field.edited.emit()
        assert answer_by in dialog._intro.text()
        assert finish_by in dialog._intro.text()


def test_a_demand_is_taken_down_answered_and_finished(tab: IntakeTab, desk: Desk) -> None:
    filled(opened(tab, "demand"), wish=Wish.RETURN).accept()
    notes = [note for note in tab.side.coverage.notes.notes() if note.key == "demand"]
    assert len(notes) == 2
    answer = filled(opened(tab, "demand"), answer_text="换车")
    answer.accept()
    assert state_at(answer, "answer") == "This is missing."
    filled(answer, answer=DemandAnswer.AGREED).accept()
    answered = desk.stores.demands.find()[0]
    assert (answered.wish, answered.answer) == (Wish.RETURN, DemandAnswer.AGREED)
    finish = opened(tab, "demand")
    assert "Agreed on 2026-11-24: replaced or paid back by 2026-12-22." in finish._intro.text()
    filled(finish, finish_text="退款 129800").accept()
    assert desk.stores.demands.find()[0].finished_on == date(2026, 11, 24)
    assert not [note for note in tab.side.coverage.notes.notes() if note.key == "demand"]


def test_a_refusal_of_a_demand_needs_its_reasons(tab: IntakeTab, desk: Desk) -> None:
    opened(tab, "demand").accept()
    dialog = filled(opened(tab, "demand"), answer=DemandAnswer.REFUSED)
    dialog.accept()
    assert "reasons" in state_at(dialog, "answer_text")
    assert desk.stores.demands.find()[0].answer is None


def test_a_demand_can_be_voided_with_a_reason(tab: IntakeTab, desk: Desk) -> None:
    opened(tab, "demand").accept()
    dialog = opened(tab, "demand")
    with answer_with("withdrawn"):
        dialog._void()
    assert not dialog.isVisible()
    assert desk.stores.demands.find()[0].void_reason == "withdrawn"


def test_a_loan_car_is_given_and_comes_back(tab: IntakeTab, desk: Desk) -> None:
    filled(opened(tab, "loaner"), note="苏B·12345").accept()
    assert "Loan car since 2026-11-24" in [n.text for n in tab.side.coverage.notes.notes()]
    filled(opened(tab, "loaner"), returned_on=date(2026, 11, 24)).accept()
    (kept,) = desk.stores.loaners.find()
    assert (kept.kind, kept.note, kept.returned_on) == (
        LoanerKind.CAR,
        "苏B·12345",
        date(2026, 11, 24),
    )


def test_money_without_an_amount_is_refused_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    dialog = filled(opened(tab, "loaner"), kind=LoanerKind.MONEY)
    dialog.accept()
    assert state_at(dialog, "amount_fen")
    assert desk.stores.loaners.find() == []


def test_a_car_without_a_vin_has_no_history(tab: IntakeTab, desk: Desk) -> None:
    tab.open_thing("claim", desk.claims.new().id)
    with answer_with() as said:
        tab.page.cover.open("history")
    assert "VIN" in said[0]


def test_why_shows_every_layer_the_facts_and_the_versions(tab: IntakeTab) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = opened(tab, "why")
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for word in ("Order 43", "Mileage, km", "1,200", "parameters 1", "2026-10-24"):
        assert word in told
    dialog.accept()


class TestHistory:
    """The list of former repairs, with what a person says of them."""

    @pytest.fixture
    def history(self, tab: IntakeTab, desk: Desk) -> Any:
        """Give the dialog of a claim whose car had the same part before."""
        claim = drafted(desk, OTHER_VIN, **NEW_CAR)
        desk.claims.save_draft(claim.id, {"part_lines": repair_changes()["part_lines"]})
        tab.open_thing("claim", claim.id)
        desk.coverage.add_elsewhere(
            vehicle_id(desk, OTHER_VIN),
            "城北服务站",
            datetime(2026, 11, 10, 9, 0, tzinfo=CHINA),
            datetime(2026, 11, 11, 8, 0, tzinfo=CHINA),
            part_no="1307010-T20",
        )
        return opened(tab, "history")

    def test_a_suggestion_is_taken_with_one_key(
        self, history: Any, tab: IntakeTab, desk: Desk, qtbot: Any
    ) -> None:
        assert history.list.current().may_be_same
        qtbot.keyClick(history.list, Qt.Key.Key_Return)
        links = desk.stores.problem_links.find()
        assert [(link.claim_id, link.elsewhere_id) for link in links] == [
            (tab.page.claim.id, None),
            (None, 1),
        ]
        assert {link.linked_by for link in links} == {"S01"}
        assert history.list.current().linked_by == "王敏"
        assert not history.yes.isEnabled()
        assert tab.side.coverage.tiles[1].accessibleName().startswith("Same fault 2/4")

    def test_a_link_is_taken_back_with_a_reason(
        self, history: Any, tab: IntakeTab, desk: Desk
    ) -> None:
        history.accept()
        with answer_with("another hose"):
            history._unlink()
        voided = [link for link in desk.stores.problem_links.find() if link.void_reason]
        assert [link.void_reason for link in voided] == ["another hose"]
        assert history.list.current().problem_id is None

    def test_a_serious_fault_is_flagged_by_a_person_only(
        self, history: Any, tab: IntakeTab, desk: Desk
    ) -> None:
        number = tab.page.claim.id
        assert desk.stores.safety_flags.find(claim_id=number) == []
        with answer_with("brakes faded twice"):
            history.flag.click()
        assert "王敏" in history.own_flag.text()
        with answer_with("it was the floor mat"):
            history.flag.click()
        (flag,) = desk.stores.safety_flags.find(claim_id=number)
        assert flag.void_reason == "it was the floor mat"

    def test_a_repair_elsewhere_counts_and_can_be_voided(
        self, history: Any, tab: IntakeTab, desk: Desk
    ) -> None:
        from warrantydesk.ui.coverage_dialogs_elsewhere import ElsewhereDialog

        history._enter(ElsewhereDialog)
        filled(
            history.entry,
            workshop="城南服务站",
            agreed_at=datetime(2026, 11, 1, 9, 0, tzinfo=CHINA),
            finished_at=datetime(2026, 11, 4, 10, 0, tzinfo=CHINA),
            mileage_km=900,
        ).accept()
        kept = desk.stores.repairs_elsewhere.find()[-1]
        assert kept.workshop == "城南服务站"
        lines = [row.line for row in history.list.items()]
        (line,) = [one for one in lines if one.elsewhere_id == kept.id]
        assert line.days == 4
        history.list.setCurrentIndex(history.list.model().index(lines.index(line), 0))
        with answer_with("typed twice"):
            history.void.click()
        assert desk.stores.repairs_elsewhere.get(kept.id).void_reason == "typed twice"
        assert kept.id not in [row.line.elsewhere_id for row in history.list.items()]

    def test_a_missing_workshop_is_said_at_its_field(self, history: Any, desk: Desk) -> None:
        from warrantydesk.ui.coverage_dialogs_elsewhere import ElsewhereDialog

        history._enter(ElsewhereDialog)
        dialog = history.entry
        dialog.accept()
        assert state_at(dialog, "workshop")
        assert state_at(dialog, "agreed_at")
        assert len(desk.stores.repairs_elsewhere.find()) == 1

    def test_time_that_does_not_count_is_left_out_and_counted_again(
        self, history: Any, tab: IntakeTab, desk: Desk
    ) -> None:
        from warrantydesk.ui.coverage_dialogs_visit import ExcludedDialog

        visit = tab.page.claim.visit
        desk.claims.save_draft(
            tab.page.claim.id,
            {"visit": {"arrived_at": "2026-11-23T08:00:00+08:00"}},
        )
        history._enter(ExcludedDialog)
        filled(history.entry, kind=ExcludedKind.RESCUE, minutes=90).accept()
        (kept,) = desk.stores.excluded_times.find(visit_id=visit.id)
        assert (kept.kind, kept.minutes) == (ExcludedKind.RESCUE, 90)
        history._enter(ExcludedDialog)
        with answer_with("drove itself"):
            history.entry._void()
        assert desk.stores.excluded_times.find(visit_id=visit.id)[0].void_reason


def test_tab_goes_through_the_foot_of_the_history_as_it_stands(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    dialog = opened(tab, "history")
    dialog.adds[0].setFocus()
    places = [dialog.focusWidget()]
    for _step in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        places.append(dialog.focusWidget())
    assert places == [*dialog.adds, dialog.no]
    dialog.reject()
