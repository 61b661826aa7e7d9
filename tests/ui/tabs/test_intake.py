"""Intake: typed, scanned, saved by itself, filled from the tables."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import COMPLAINT, OTHER_VIN, VIN
from coverage_stage import a_car, a_repair, present
from intake_stage import a_png, marks_at, shown, staged, typed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import drafted, repairing
from tab_stage import Window

from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.intake.tab import IntakeTab


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[IntakeTab]:
    """Give the tab; a question that no test has answered beforehand fails it."""
    made = staged(qapp, qtbot, desk, window)
    with messages.answer_with() as asked:
        yield made
        made.hide()
    assert not asked


def test_an_empty_desk_says_what_to_do_first(tab: IntakeTab) -> None:
    shown(tab)
    assert tab.empty.isVisible()
    assert not tab.page.isVisible()
    tab.new_claim()
    assert tab.page.isVisible()


def test_the_form_is_built_when_first_looked_at(tab: IntakeTab) -> None:
    assert not hasattr(tab, "page")
    shown(tab)
    assert tab.page.claim is None


def test_a_new_claim_waits_in_its_vin(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab)
    tab.open_thing("new", None)
    assert tab.page.claim is not None
    assert tab.focusWidget() is tab.page.form.field("vehicle.vin")
    assert tab.list.queue.current_key() == tab.page.claim.id


def test_a_whole_vin_is_saved_at_once_and_fills_the_rest(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    known = drafted(desk)
    desk.visits.sign(known.visit.id, SignedPaper.WORK_AUTHORISATION, "贺䶮", desk.bench.now)
    desk.inspections.start(known.id)
    shown(tab)
    tab.new_claim()
    typed(qtbot, tab, "vehicle.vin", VIN.lower())
    saved = desk.claims.get(tab.page.claim.id)
    assert saved.vehicle.vin == VIN
    assert saved.owner.name == known.owner.name
    assert tab.page.form.field("owner.name").value() == known.owner.name
    assert tab.page.form.field("vehicle.model_code").value() == saved.vehicle.model_code
    assert tab.page.form.cell("vehicle.vin").field.shown_state()[0] is Mark.OK


def test_a_mileage_with_a_digit_too_many_is_not_called_plausible(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    car = a_car(desk)
    a_repair(desk, car, "2026-11-01", mileage_km=28_000)
    shown(tab, present(desk, car).id)
    for text, mark in (("29,900", Mark.OK), ("299,000", Mark.WARN)):
        typed(qtbot, tab, "visit.mileage_km", text)
        assert tab.page.form.cell("visit.mileage_km").field.shown_state()[0] is mark


def test_a_pause_saves_and_findings_follow_each_key(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    story = tab.page.form.field("narrative.complaint")
    story.setFocus()
    story.selectAll()
    qtbot.keyClicks(story, "leaks")
    assert marks_at(tab, "narrative.complaint") == [Mark.WARN]
    assert desk.claims.get(claim.id).narrative.complaint == COMPLAINT
    qtbot.waitUntil(lambda: desk.claims.get(claim.id).narrative.complaint == "leaks", timeout=3000)
    assert story.toPlainText() == "leaks"


def test_filling_the_form_writes_nothing(tab: IntakeTab, desk: Desk) -> None:
    claim = repairing(desk)
    before = desk.claims.get(claim.id)
    shown(tab, claim.id)
    tab.flush()
    assert desk.claims.get(claim.id) == before
    assert tab.page.form.read() == {}


def test_enter_after_a_whole_vin_goes_to_the_mileage(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    tab.new_claim()
    form = tab.page.form
    field = form.field("vehicle.vin")
    qtbot.keyClicks(field, VIN[:16])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert tab.focusWidget() is field
    qtbot.keyClicks(field, VIN[16:])
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert tab.focusWidget() is form.field("visit.mileage_km")
    assert desk.claims.get(tab.page.claim.id).vehicle.vin == VIN


def test_leaving_for_another_claim_ends_the_sitting(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    first, second = drafted(desk), drafted(desk, OTHER_VIN)
    shown(tab, first.id)
    typed(qtbot, tab, "visit.mileage_km", "31000")
    tab.open_thing("claim", second.id)
    assert desk.claims.get(first.id).visit.mileage_km == 31000
    assert not desk.claims.get(first.id).edit_open


def test_hiding_the_tab_saves_and_ends_the_sitting(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    typed(qtbot, tab, "visit.mileage_km", "31000")
    tab.hide()
    kept = desk.claims.get(claim.id)
    assert (kept.visit.mileage_km, kept.edit_open) == (31000, False)


def test_undo_shows_the_former_value(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    typed(qtbot, tab, "visit.mileage_km", "31000")
    tab.flush()
    desk.undo()
    assert tab.page.form.field("visit.mileage_km").value() == claim.visit.mileage_km


def test_a_foreign_change_leaves_unsaved_typing_alone(
    tab: IntakeTab, desk: Desk, qtbot: Any, window: Window
) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    typed(qtbot, tab, "visit.mileage_km", "31000")
    desk.claims.save_draft(claim.id, {"owner": {"name": "别人"}})
    assert tab.page.form.field("visit.mileage_km").value() == 31000
    assert window.toasts
    tab.flush()
    kept = desk.claims.get(claim.id)
    assert (kept.owner.name, kept.visit.mileage_km) == ("别人", 31000)


def test_a_scanned_vin_fills_a_draft_that_waits_for_it(tab: IntakeTab, desk: Desk) -> None:
    shown(tab)
    assert not tab.take_scan(VIN)
    tab.new_claim()
    assert not tab.take_scan("R2-3")
    assert tab.take_scan(VIN)
    assert desk.claims.get(tab.page.claim.id).vehicle.vin == VIN
    assert not tab.take_scan(OTHER_VIN)


def test_a_vin_opens_its_open_claim_or_begins_one(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab)
    tab.open_thing("vin", VIN)
    assert tab.page.claim.id == claim.id
    tab.open_thing("vin", OTHER_VIN)
    assert tab.page.claim.vehicle.vin == OTHER_VIN
    assert OTHER_VIN in tab.page.banner.text()
    tab.open_thing("number", claim.claim_number)
    assert tab.page.claim.id == claim.id


def test_an_unknown_number_is_said(tab: IntakeTab, window: Window) -> None:
    shown(tab)
    tab.open_thing("number", "C0126-999999")
    assert "C0126-999999" in window.toasts[0]


def test_a_suggestion_is_offered_and_never_taken_by_itself(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    shown(tab)
    tab.new_claim()
    wrong = VIN.replace("0", "O", 1)
    typed(qtbot, tab, "vehicle.vin", wrong)
    tab.flush()
    assert desk.claims.get(tab.page.claim.id).vehicle.vin == wrong
    assert tab.page.form.vin_help.isVisible()
    tab.page.form.vin_help._take.click()
    assert desk.claims.get(tab.page.claim.id).vehicle.vin == VIN
    assert not tab.page.form.vin_help.isVisible()


def test_a_wrong_check_digit_is_confirmed_from_a_photo(
    tab: IntakeTab, desk: Desk, qtbot: Any, tmp_path: Any
) -> None:
    shown(tab)
    tab.new_claim()
    wrong = VIN[:8] + ("1" if VIN[8] != "1" else "2") + VIN[9:]
    typed(qtbot, tab, "vehicle.vin", wrong)
    assert marks_at(tab, "vehicle.vin") == [Mark.BLOCK]
    photo = tmp_path / "plate.png"
    photo.write_bytes(a_png())
    with messages.answer_with([str(photo)]):
        tab.page.form.vin_help._photo.click()
    assert marks_at(tab, "vehicle.vin") == [Mark.INFO]
    assert len(desk.attachments.of(tab.page.claim.id)) == 1


def test_a_part_number_takes_name_and_price_from_the_table(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    table = tab.page.form.parts
    table.add_row(table.fresh(), edit=False)
    table.put(0, {"new_part_no": "1307010-T20"})
    entry = desk.profiles.of(claim.brand).parts["1307010-T20"]
    row = table.value()[0]
    assert (row["new_part_name"], row["unit_price_fen"]) == (entry.name_en, entry.list_price_fen)
    tab.flush()
    line = desk.claims.get(claim.id).part_lines[0]
    assert (line.causal, line.unit_price_fen) == (True, entry.list_price_fen)
    table.put(0, {"unit_price_fen": 1})
    table.put(0, {"new_part_no": "1307020-T20"})
    tab.flush()
    line = desk.claims.get(claim.id).part_lines[0]
    assert line.unit_price_fen == desk.profiles.of(claim.brand).parts["1307020-T20"].list_price_fen


def test_part_lines_typed_by_keyboard_alone(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    table = tab.page.form.parts
    table.setFocus()
    table.add_line()
    qtbot.waitUntil(lambda: table.editing_part() is not None)
    editor = QApplication.focusWidget()
    qtbot.keyClicks(editor, "1307010-T20")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.value()[0].get("unit_price_fen") == 46800)
    tab.flush()
    assert desk.claims.get(claim.id).part_lines[0].new_part_no == "1307010-T20"


def test_a_removed_line_keeps_the_links_of_the_others(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    lines = [
        {"new_part_no": "9900010-X00"},
        {"causal": True, "new_part_no": "1307010-T20"},
        {"causal_line": 2, "new_part_no": "1307020-T20"},
    ]
    desk.claims.save_draft(claim.id, {"part_lines": lines})
    shown(tab, claim.id)
    tab.page.form.parts.remove_row(0)
    tab.flush()
    kept = desk.claims.get(claim.id).part_lines
    assert [(line.causal, line.causal_line) for line in kept] == [(True, None), (False, 1)]


def test_labour_takes_hours_and_rate_and_wants_a_reason_for_extra(
    tab: IntakeTab, desk: Desk
) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    table = tab.page.form.labour
    table.add_row(table.fresh(), edit=False)
    table.put(0, {"code": "R1307010"})
    assert table.value()[0]["hours"] > 0
    table.put(0, {"extra_hours": 30})
    assert marks_at(tab, "labour_lines[0].extra_reason") == [Mark.BLOCK]
    table.put(0, {"extra_reason": "水道积垢，二次排气"})
    assert marks_at(tab, "labour_lines[0].extra_reason") == []
    tab.flush()
    assert desk.claims.get(claim.id).total_fen > 0


def test_a_typed_amount_goes_when_its_factors_change(tab: IntakeTab, desk: Desk) -> None:
    claim = repairing(desk)
    shown(tab, claim.id)
    table = tab.page.form.parts
    table.put(0, {"amount_fen": 5})
    assert marks_at(tab, "part_lines[0].amount_fen") == [Mark.BLOCK]
    table.put(0, {"quantity": 2})
    assert table.value()[0]["amount_fen"] is None
    assert marks_at(tab, "part_lines[0].amount_fen") == []


def test_a_second_new_claim_before_the_first_word_is_the_same(tab: IntakeTab, desk: Desk) -> None:
    shown(tab)
    tab.new_claim()
    first = tab.page.claim
    tab.new_claim()
    assert first is not None
    assert tab.page.claim is not None
    assert tab.page.claim.id == first.id
    desk.claims.save_draft(first.id, {"owner": {"name": "贺䶮"}})
    tab.page.reload()
    tab.new_claim()
    assert tab.page.claim.id != first.id


def test_text_that_could_not_be_read_is_named_when_the_claim_is_left(
    tab: IntakeTab, desk: Desk, window: Window, qtbot: Any
) -> None:
    claim, other = drafted(desk), desk.claims.new(vin=OTHER_VIN)
    shown(tab, claim.id)
    typed(qtbot, tab, "visit.mileage_km", "12,3x")
    tab.open_thing("claim", other.id)
    assert window.toasts
    assert "12,3x" in window.toasts[-1]
