"""Intake: papers, signatures, and the one button that leads a claim on."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import OTHER_VIN
from intake_stage import a_png, marks_at, shown, staged, typed
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import acting, drafted, inspected, repairing, submitted, to_submit
from tab_stage import Window

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark, MarkLabel
from warrantydesk.ui.tabs.intake.dialogs import SignDialog, WarningsDialog
from warrantydesk.ui.tabs.intake.panes_walk import next_pane
from warrantydesk.ui.tabs.intake.steps import next_step
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


def test_papers_are_ticked_dropped_and_counted(
    tab: IntakeTab, desk: Desk, tmp_path: Any, qtbot: Any
) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    missing = [one for one in tab.page.shown_findings() if one.section == "documents"]
    assert len(missing) == 1
    tile = next(one for one in tab.page.form.documents.tiles() if one.state.code == "INV")
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    tile = next(one for one in tab.page.form.documents.tiles() if one.state.code == "INV")
    assert tile.state.present
    photo = tmp_path / "failed.png"
    photo.write_bytes(a_png())
    tab.page.given.attach("PH", [str(photo), a_png()])
    tile = next(one for one in tab.page.form.documents.tiles() if one.state.code == "PH")
    assert tile.state.files == 2


def test_the_inspection_starts_with_a_signature(tab: IntakeTab, desk: Desk, window: Window) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    tab.page.foot.next.click()
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, SignDialog)
    assert dialog.name.value()
    dialog.name.set_value("")
    dialog.name.edited.emit()
    assert not dialog.yes.isEnabled()
    dialog.name.set_value("贺䶮")
    dialog.name.edited.emit()
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.APPRAISING
    assert window.opened == [("inspection", "claim", claim.id)]


def test_the_inspection_starts_without_a_signature_for_a_reason(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    tab.page.moves.next()
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, SignDialog)
    dialog.how.set_value(False)
    dialog.how.edited.emit()
    assert not dialog.yes.isEnabled()
    dialog.reason.set_value("救援现场，稍后补签")
    dialog.reason.edited.emit()
    dialog.accept()
    assert desk.inspections.of_claim(claim.id).start_reason == "救援现场，稍后补签"


def test_the_button_names_what_comes_next(desk: Desk) -> None:
    claim = inspected(desk)
    assert next_step(desk, claim).action is Action.DECIDE_CLAIM
    desk.claims.move(claim.id, Action.DECIDE_CLAIM)
    assert next_step(desk, desk.claims.get(claim.id)).action is Action.FINISH_REPAIR
    step = next_step(desk, submitted(desk, OTHER_VIN))
    assert (step.words, step.action) == ("Record the answer…", Action.RECORD_APPROVAL)


def test_old_parts_are_received_and_waived_from_here(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = repairing(desk)
    shown(tab, claim.id)

    def sign() -> list[str]:
        labels = tab.page.form.pieces.findChildren(MarkLabel)
        told = [one.accessibleName() for one in labels if one.isVisibleTo(tab.page)]
        return [one for one in told if one.startswith("No old part, no new part")]

    asked = sum(piece.return_required for piece in desk.shelf.pieces_of(claim.id))
    assert asked
    assert sign() == [f"No old part, no new part: {asked} piece is still to come"]
    links = tab.page.form.pieces.links()
    links[0].click()
    assert sign() == []
    pieces = desk.shelf.pieces_of(claim.id)
    assert pieces[0].tag
    tab.page.form.pieces.links()[0].click()
    assert window.opened == [("shelf", "tag", pieces[0].tag)]
    with messages.answer_with("客户带走"):
        tab.page.form.pieces.waived.emit(pieces[1].line, pieces[1].piece)
    assert desk.shelf.pieces_of(claim.id)[1].state == "NO_PART"


def test_a_refused_move_stands_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    claim = repairing(desk)
    desk.claims.save_draft(claim.id, {"narrative": {"cause": ""}})
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.receive(claim.id, piece.line, piece.piece)
    shown(tab, claim.id)
    tab.page.moves.do(Action.FINISH_REPAIR)
    assert desk.claims.get(claim.id).state is State.REPAIRING
    assert Mark.BLOCK in marks_at(tab, "narrative.cause")
    assert tab.focusWidget() is tab.page.form.field("narrative.cause")


def test_a_block_stops_the_submission_at_its_field(tab: IntakeTab, desk: Desk) -> None:
    claim = to_submit(desk)
    desk.claims.save_draft(claim.id, {"owner": {"phone": ""}})
    shown(tab, claim.id)
    tab.page.foot.next.click()
    assert desk.claims.get(claim.id).state is State.TO_SUBMIT
    assert tab.focusWidget() is tab.page.form.field("owner.phone")


def test_warnings_are_answered_once_and_the_claim_goes_out(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = to_submit(desk)
    desk.claims.save_draft(claim.id, {"narrative": {"complaint": "漏水"}})
    shown(tab, claim.id)
    tab.page.foot.next.click()
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, WarningsDialog)
    assert not dialog.yes.isEnabled()
    dialog.field("V41").set_value("客户原话")
    dialog.field("V41").edited.emit()
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.SUBMITTED
    assert "客户原话" in desk.claims.submissions(claim.id)[0].acknowledged
    assert tab.page.form.is_frozen()
    assert window.toasts


def test_a_filed_claim_can_be_read_but_not_edited(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = submitted(desk)
    shown(tab, claim.id)
    tab.page.filed.show_form()
    cell = tab.page.form.cell("visit.mileage_km")
    qtbot.mouseClick(cell.text, Qt.MouseButton.LeftButton)
    assert cell.is_reading()
    assert not tab.page.foot.save.isVisible()
    with messages.answer_with("写错里程"):
        tab.page.moves.do(Action.WITHDRAW)
    assert desk.claims.get(claim.id).state is State.TO_SUBMIT
    assert not cell.is_reading()


def test_void_asks_for_its_reason(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    with messages.answer_with(None):
        tab.page.moves.do(Action.VOID)
    assert desk.claims.get(claim.id).state is State.DRAFT
    with messages.answer_with("重复登记"):
        tab.page.moves.do(Action.VOID)
    assert desk.claims.get(claim.id).void_reason == "重复登记"


def test_filters_count_and_choose(tab: IntakeTab, desk: Desk) -> None:
    mine, other = drafted(desk), submitted(desk, OTHER_VIN)
    shown(tab)
    counts = {pill.text(): pill.count() for pill in tab.list.chips.pills()}
    assert counts == {
        "Mine": 2,
        "To do": 2,
        "Submitted": 1,
        "Returned": 0,
        "To appeal": 0,
        "Draft": 1,
        "All open": 2,
    }
    tab.list.chips.set_value("draft")
    tab.list.refresh()
    assert [row.key for row in tab.list.queue.items()] == [mine.id]
    tab.open_thing("claim", other.id)
    assert tab.list.queue.current_key() == other.id


def test_sections_and_panes_are_walked_by_keys(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab, drafted(desk).id)
    tab.page.filed.step_section(1)
    assert tab.page.sheet.ribbon.current() == "customer"
    tab.list.queue.setFocus()
    next_pane(tab)
    assert tab.focusWidget() is tab.page.form.field("vehicle.vin")
    next_pane(tab)
    assert tab.side.isAncestorOf(tab.focusWidget())


def test_somebody_who_may_only_read_is_told_at_the_claim(
    tab: IntakeTab, desk: Desk, qtbot: Any
) -> None:
    claim = drafted(desk)
    acting(desk, Role.READ_ONLY)
    shown(tab, claim.id)
    typed(qtbot, tab, "visit.mileage_km", "5")
    tab.flush()
    assert tab.page.banner.text()
    assert desk.claims.get(claim.id).visit.mileage_km == claim.visit.mileage_km
    acting(desk, Role.CLERK)


def test_a_claim_with_papers_missing_asks_before_it_goes_out(tab: IntakeTab, desk: Desk) -> None:
    claim = to_submit(desk)
    shown(tab, claim.id)
    tab.page.foot.next.click()
    dialog = tab.page.moves.dialog
    assert isinstance(dialog, WarningsDialog)
    assert dialog.yes.isEnabled()
    assert desk.claims.get(claim.id).state is State.TO_SUBMIT
    dialog.accept()
    assert desk.claims.get(claim.id).state is State.SUBMITTED


def test_a_former_visit_opens_from_the_history(tab: IntakeTab, desk: Desk) -> None:
    former, claim = submitted(desk), drafted(desk)
    shown(tab, claim.id)
    tab.page.cover.open("history")
    dialog = tab.page.cover.dialog
    assert dialog.list.current().claim_id == former.id
    dialog.show_claim.click()
    assert tab.page.shell._window.opened[-1] == ("intake", "claim", former.id)


def test_the_next_section_takes_the_keyboard_along(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    with qtbot.waitActive(tab):
        tab.activateWindow()
    tab.page.form.jump("visit.mileage_km")
    tab.page.sheet.step_section(1)
    focus = tab.window().focusWidget()
    assert focus is not None
    assert focus is not tab.page.form.field("visit.mileage_km")
    key = tab.page.sheet.ribbon.current()
    section = next(one for one in tab.page.form.sections() if one.key == key)
    assert section.isAncestorOf(focus)
    tab.page.form.field("narrative.cause").setFocus()
    tab.page.sheet.ribbon.set_current("vehicle")
    tab.page.sheet.step_section(1)
    assert tab.page.sheet.ribbon.current() == "parts"
