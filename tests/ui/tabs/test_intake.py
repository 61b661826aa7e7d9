"""Intake: typed, scanned, saved by itself, led on by its one button."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from builders import COMPLAINT, OTHER_VIN, VIN
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stories import acting, drafted, inspected, repairing, submitted, to_submit

from warrantydesk.domain.claim import Action, State
from warrantydesk.domain.person import Role
from warrantydesk.domain.visit import SignedPaper
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import messages, theme
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs.intake.dialogs import SignDialog, WarningsDialog
from warrantydesk.ui.tabs.intake.steps import next_step
from warrantydesk.ui.tabs.intake.tab import IntakeTab


class Window:
    """What the shell asks of a window, written down."""

    def __init__(self) -> None:
        self.opened: list[tuple[str, str, Any]] = []
        self.toasts: list[str] = []

    def open_tab(self, tab_key: str, kind: str, key: Any) -> None:
        self.opened.append((tab_key, kind, key))

    def show_toast(self, text: str, undo: Callable[[], object] | None) -> None:
        self.toasts.append(text)

    def take_scan(self, text: str) -> None:
        raise AssertionError(text)

    def badges_changed(self) -> None:
        return None


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture(autouse=True)
def nobody_is_asked_unawares() -> Iterator[None]:
    """Fail a test that would open a question nobody has laid an answer out for."""
    with messages.answer_with() as asked:
        yield
    assert not asked


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[IntakeTab]:
    theme.apply(qapp, dark=False)
    shell = Shell()
    shell.attach(window)
    made = IntakeTab(shell, desk)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    desk.listen(lambda change: made.on_change(next(iter(change.kinds & made.SHOWS), None)))
    yield made
    made.hide()


def shown(tab: IntakeTab, claim_id: int | None = None) -> IntakeTab:
    tab.show()
    QApplication.processEvents()
    if claim_id is not None:
        tab.open_thing("claim", claim_id)
    return tab


def typed(qtbot: Any, tab: IntakeTab, path: str, text: str) -> Any:
    """Type over what stands in a field."""
    tab.page.form.jump(path)
    field = tab.page.form.field(path)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    return field


def rules_at(tab: IntakeTab, path: str) -> list[Mark]:
    return [one.severity for one in tab.page.shown_findings() if one.path == path]


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


def test_a_pause_saves_and_findings_follow_each_key(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    story = tab.page.form.field("narrative.complaint")
    story.setFocus()
    story.selectAll()
    qtbot.keyClicks(story, "leaks")
    assert rules_at(tab, "narrative.complaint") == [Mark.WARN]
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
    assert rules_at(tab, "vehicle.vin") == [Mark.BLOCK]
    photo = tmp_path / "plate.png"
    photo.write_bytes(_png())
    with messages.answer_with([str(photo)]):
        tab.page.form.vin_help._photo.click()
    assert rules_at(tab, "vehicle.vin") == [Mark.INFO]
    assert len(desk.attachments.of(tab.page.claim.id)) == 1


def _png() -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage

    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return kept.data()


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
    assert rules_at(tab, "labour_lines[0].extra_reason") == [Mark.BLOCK]
    table.put(0, {"extra_reason": "水道积垢，二次排气"})
    assert rules_at(tab, "labour_lines[0].extra_reason") == []
    tab.flush()
    assert desk.claims.get(claim.id).total_fen > 0


def test_a_typed_amount_goes_when_its_factors_change(tab: IntakeTab, desk: Desk) -> None:
    claim = repairing(desk)
    shown(tab, claim.id)
    table = tab.page.form.parts
    table.put(0, {"amount_fen": 5})
    assert rules_at(tab, "part_lines[0].amount_fen") == [Mark.BLOCK]
    table.put(0, {"quantity": 2})
    assert table.value()[0]["amount_fen"] is None
    assert rules_at(tab, "part_lines[0].amount_fen") == []


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
    photo.write_bytes(_png())
    tab.page.given.attach("PH", [str(photo), _png()])
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
    assert next_step(desk, submitted(desk, OTHER_VIN)) is None


def test_old_parts_are_received_and_waived_from_here(
    tab: IntakeTab, desk: Desk, window: Window
) -> None:
    claim = repairing(desk)
    shown(tab, claim.id)
    links = tab.page.form.pieces.links()
    links[0].click()
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
    assert Mark.BLOCK in rules_at(tab, "narrative.cause")
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
    cell = tab.page.form.cell("visit.mileage_km")
    qtbot.mouseClick(cell.text, Qt.MouseButton.LeftButton)
    assert cell.is_reading()
    assert not tab.page.foot.next.isVisible()
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
    assert counts == {"Mine": 2, "To do": 1, "Returned": 0, "Draft": 1, "All open": 2}
    tab.list.chips.set_value("draft")
    tab.list.refresh()
    assert [row.key for row in tab.list.queue.items()] == [mine.id]
    tab.open_thing("claim", other.id)
    assert tab.list.queue.current_key() == other.id


def test_sections_and_panes_are_walked_by_keys(tab: IntakeTab, desk: Desk, qtbot: Any) -> None:
    shown(tab, drafted(desk).id)
    qtbot.keyClick(tab.page.form, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert tab.page.sheet.ribbon.current() == "customer"
    tab.list.queue.setFocus()
    tab._next_pane()
    assert tab.focusWidget() is tab.page.form.field("vehicle.vin")
    tab._next_pane()
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
