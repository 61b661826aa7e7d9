"""Intake: what the list, the column at the right and the heads show, and how they give way."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from builders import OTHER_VIN
from intake_stage import shown, staged
from PySide6.QtWidgets import QApplication
from stories import drafted, put_into, repairing, submitted
from tab_stage import Window

from warrantydesk.domain.claim import State
from warrantydesk.domain.old_part import PartState
from warrantydesk.services.desk import Desk
from warrantydesk.ui.claim_head import axes
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.tabs.intake.plate_field import PlateField
from warrantydesk.ui.tabs.intake.tab import IntakeTab


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk) -> Iterator[IntakeTab]:
    made = staged(qapp, qtbot, desk, Window())
    yield made
    made.hide()


def test_a_claim_that_is_in_no_list_leaves_no_row_chosen(tab: IntakeTab, desk: Desk) -> None:
    open_one = drafted(desk)
    closed = put_into(desk, drafted(desk, OTHER_VIN).id, State.CLOSED)
    shown(tab, open_one.id)
    assert tab.list.queue.current_key() == open_one.id
    tab.open_thing("claim", closed.id)
    assert tab.page.claim is not None
    assert tab.page.claim.id == closed.id
    assert tab.list.queue.current_key() is None
    assert not tab.list.queue.selectedIndexes()


def test_without_a_claim_the_column_says_nothing_of_one(tab: IntakeTab) -> None:
    shown(tab)
    assert tab.side.isVisible()
    assert not tab.side.coverage.isVisible()
    assert not tab.side.findings.isVisible()
    tab.new_claim()
    assert tab.side.coverage.isVisible()
    assert tab.side.findings.isVisible()


def test_the_coverage_card_is_as_high_as_its_words(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, submitted(desk).id)
    tab.page.filed.show_form()
    for _round in range(3):
        QApplication.processEvents()
    assert not tab.side.findings.isVisible()
    card = tab.side.coverage
    assert card.height() < tab.side.height() - 100
    past = card.past
    assert past.mapTo(card, past.rect().bottomLeft()).y() <= card.height()


def test_a_row_says_each_thing_once_and_colours_no_mere_date(tab: IntakeTab, desk: Desk) -> None:
    bare = desk.claims.new()
    sent = submitted(desk, OTHER_VIN)
    waits = put_into(desk, drafted(desk).id, State.PREAUTH_WAIT)
    shown(tab)
    rows = {row.key: row for row in tab.list.queue.items()}
    assert rows[bare.id].title == bare.claim_number
    assert bare.claim_number not in rows[bare.id].second
    assert rows[sent.id].tone is Tone.NEUTRAL
    assert len(rows[waits.id].status) < len("Waiting for authorisation")


def test_a_plate_is_shown_with_its_dot_and_kept_without(qtbot: Any) -> None:
    field = PlateField()
    qtbot.addWidget(field)
    field.set_value("苏BW1069")
    assert (field.text(), field.shown(), field.value()) == ("苏B·W1069", "苏B·W1069", "苏BW1069")
    field.setText("苏bw2070")
    field.editingFinished.emit()
    assert (field.text(), field.value()) == ("苏B·W2070", "苏BW2070")


def test_the_star_stands_where_an_empty_field_blocks(tab: IntakeTab, desk: Desk) -> None:
    claim = drafted(desk)
    shown(tab, claim.id)
    form, facts = tab.page.form, tab.page.facts
    assert facts is not None
    assert form.cell("vehicle.engine_no").required
    assert not form.cell("vehicle.motor_no").required
    tab.page.show_facts(replace(facts, electric=True))
    assert not form.cell("vehicle.engine_no").required
    assert form.cell("vehicle.motor_no").required


def test_a_claim_that_is_sent_leaves_no_keyboard_in_its_form(tab: IntakeTab, desk: Desk) -> None:
    sent = submitted(desk)
    shown(tab, drafted(desk, OTHER_VIN).id)
    tab.page.form.jump("claimed_total_fen")
    tab.open_thing("claim", sent.id)
    focus = tab.focusWidget()
    assert focus is None or not tab.page.form.isAncestorOf(focus)
    assert tab.page.sheet.area.verticalScrollBar().value() == 0


def test_an_empty_table_says_how_its_first_line_comes(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, desk.claims.new().id)
    for table in tab.page.form.tables().values():
        assert "Insert" in table.hint()
        table.add_row(edit=False)
        assert not table.hint()


def test_a_jump_brings_the_head_of_its_section_to_the_top(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, repairing(desk).id)
    sheet = tab.page.sheet
    for path, key in (("narrative.cause", "diagnosis"), ("part_lines", "parts")):
        tab.page.form.jump(path)
        QApplication.processEvents()
        section = tab.page.form.section_of(path)
        assert section is not None
        assert sheet.ribbon.current() == key
        assert 0 <= section.y() - sheet.area.verticalScrollBar().value() <= 24
    tab.page.form.jump("claimed_total_fen")
    assert sheet.ribbon.current() == "totals"


def test_a_narrow_window_keeps_counts_and_filters_on_its_rails(tab: IntakeTab, desk: Desk) -> None:
    tab.resize(911, 640)
    shown(tab, drafted(desk).id)
    QApplication.processEvents()
    assert tab.panes.is_narrow()
    assert not tab.list.chips.isVisible()
    assert tab.list.filter.isVisible()
    blocks = sum(one.severity is Mark.BLOCK for one in tab.page.shown_findings())
    assert tab.tallies.counts()[Mark.BLOCK] == blocks > 0
    assert tab.tallies.isVisible()
    tab.resize(1366, 640)
    QApplication.processEvents()
    assert tab.list.chips.isVisible()
    assert not tab.list.filter.isVisible()


def test_a_low_window_has_number_and_strip_in_one_line(tab: IntakeTab, desk: Desk) -> None:
    shown(tab, drafted(desk).id)
    QApplication.processEvents()
    head, foot = tab.page.head, tab.page.foot
    high, foot_high = head.sizeHint().height(), foot.height()
    tab.resize(1366, 500)
    QApplication.processEvents()
    assert tab.panes.is_short()
    assert head.strip.y() < head.height() / 2
    assert head.sizeHint().height() < high
    assert foot.height() < foot_high
    tab.resize(1366, 640)
    QApplication.processEvents()
    assert head.sizeHint().height() == high


def test_pieces_that_have_left_are_not_counted_on_the_shelf(desk: Desk) -> None:
    claim = repairing(desk)
    with desk.bench.change("set up"):
        for piece in desk.shelf.pieces_of(claim.id):
            old = desk.stores.parts.get(piece.id)
            desk.stores.parts.save(replace(old, state=PartState.SHIPPED))
    old_parts = axes(desk, desk.claims.get(claim.id))[1]
    assert old_parts.state.startswith("Shipped")
    assert old_parts.mark is Mark.RUNNING


def test_the_clock_of_the_submission_begins_with_the_end_of_the_repair(desk: Desk) -> None:
    waiting = repairing(desk)
    assert desk.today.submission_end(waiting) is None
    assert axes(desk, waiting)[0].clock == ""
    desk.visits.finish(waiting.visit.id)
    done = desk.claims.get(waiting.id)
    (line,) = [one for one in desk.today.all() if one.code == "cross_month"]
    assert desk.today.submission_end(done) == line.due_on
    assert axes(desk, done)[0].clock == "6 days left to submit"
