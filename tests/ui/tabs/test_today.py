"""The tab of today: read, filtered, put off, and the next step by the keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from stories import drafted, put_into, submitted, to_submit
from tab_stage import Window, stage_tab

from warrantydesk.domain.care import Appointment
from warrantydesk.domain.claim import State
from warrantydesk.domain.money import yuan
from warrantydesk.domain.today import When
from warrantydesk.services.desk import Desk
from warrantydesk.services.today import Question
from warrantydesk.ui.kit.table import Group
from warrantydesk.ui.masks import listed_plate
from warrantydesk.ui.tabs.today.duty_dialogs import AcceptDialog, DayCloseDialog, HandOverDialog
from warrantydesk.ui.tabs.today.snooze_dialog import SnoozeDialog
from warrantydesk.ui.tabs.today.tab import TodayTab

TODAY = date(2026, 11, 24)


@pytest.fixture
def window() -> Window:
    return Window()


@pytest.fixture
def tab(qapp: QApplication, qtbot: Any, desk: Desk, window: Window) -> Iterator[TodayTab]:
    made = stage_tab(TodayTab, qapp, qtbot, desk, window, 640)
    yield made
    made.hide()


def shown(tab: TodayTab) -> TodayTab:
    tab.show()
    QApplication.processEvents()
    return tab


def returned(desk: Desk, due_on: date) -> int:
    claim = put_into(desk, submitted(desk).id, State.RETURNED)
    with desk.bench.change("test"):
        desk.stores.claims.save(replace(claim, due_on=due_on, answered_on=TODAY))
    return claim.id


def titles(tab: TodayTab) -> list[str]:
    rows = tab.list.model.rows()
    return [
        row.title if isinstance(row, Group) else tab.list.model.columns[0].say(row) for row in rows
    ]


def test_a_good_day_says_so(desk: Desk, tab: TodayTab) -> None:
    for one in desk.policies.changed_since_read():
        desk.policies.mark_read(one.profile, one.kind, one.key, one.number)
    shown(tab)
    assert tab.list.empty.isVisible()
    assert not tab.list.table.isVisible()
    assert tab.list.empty.text() == "Nothing is waiting. A good day."
    assert tab.badge() == (0, False)


def test_groups_carry_their_sums_and_later_is_folded(desk: Desk, tab: TodayTab) -> None:
    late = returned(desk, TODAY - timedelta(days=2))
    to_submit(desk, "LX0DL31C8RB018252")
    shown(tab)
    groups = [row for row in tab.list.model.rows() if isinstance(row, Group)]
    assert (groups[0].key, groups[-1].key) == (When.OVERDUE, When.LATER)
    assert groups[0].values["amount"] == yuan(desk.claims.get(late).total_fen)
    assert groups[-1].folded is True
    assert groups[0].folded is None
    assert tab.badge() == (1, True)
    before = len(titles(tab))
    tab.list.table.group_clicked.emit(groups[-1])
    assert len(titles(tab)) > before
    tab.list.table.setFocus()
    tab.list.table.folded.emit()
    assert len(titles(tab)) == before


def test_enter_goes_where_the_next_step_is_done(
    qtbot: Any, desk: Desk, window: Window, tab: TodayTab
) -> None:
    claim_id = returned(desk, TODAY)
    shown(tab)
    qtbot.keyClick(tab.list.table, Qt.Key.Key_Return)
    assert window.opened == [("intake", "claim", claim_id)]


def test_the_arrows_step_over_heads_and_enter_opens_what_is_later(
    qtbot: Any, desk: Desk, tab: TodayTab
) -> None:
    returned(desk, TODAY - timedelta(days=2))
    to_submit(desk, "LX0DL31C8RB018252")
    shown(tab)
    table, model = tab.list.table, tab.list.model
    first = table.currentIndex().row()
    qtbot.keyClick(table, Qt.Key.Key_Up)
    assert table.currentIndex().row() == first == 1
    for _row in range(model.rowCount()):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        head = model.row_at(table.currentIndex().row())
        if isinstance(head, Group):
            break
    assert head.key is When.LATER
    before = model.rowCount()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert model.rowCount() > before


def test_a_line_is_put_off_with_a_reason_and_taken_back(
    qtbot: Any, desk: Desk, tab: TodayTab
) -> None:
    returned(desk, TODAY + timedelta(days=3))
    shown(tab)
    item = tab.list.table.row()
    dialog = SnoozeDialog(tab.shell, desk, item, TODAY + timedelta(days=1))
    qtbot.addWidget(dialog)
    dialog.accept()
    assert desk.today.items(put_off=True) == []  # the reason is missing
    dialog.form.fill({"until_on": TODAY + timedelta(days=9), "reason": "等发票"}, fresh=True)
    dialog.accept()
    assert dialog.result() == 0
    assert desk.today.items(put_off=True) == []
    dialog.form.fill({"until_on": TODAY + timedelta(days=1), "reason": "等发票"}, fresh=True)
    dialog.accept()
    assert [one.key for one in desk.today.items(put_off=True)] == [item.key]
    assert item.key not in [one.key for one in tab.list.items]
    tab.list.chips.set_value("put_off")
    tab.list.asked.emit()
    assert [one.key for one in tab.list.items] == [item.key]
    tab.wake()
    assert desk.today.items(put_off=True) == []


def test_chips_narrow_the_list_and_say_how_much_they_hold(desk: Desk, tab: TodayTab) -> None:
    returned(desk, TODAY)
    shown(tab)
    desk.people.act_as("S13")
    tab.refresh()
    counts = {pill.text(): pill.count() for pill in tab.list.chips.pills()}
    assert (counts["All"] or 0) > (counts["Mine"] or 0)
    tab.list.chips.set_value("claims")
    tab.list.asked.emit()
    assert tab.list.question() == Question(area=tab.list.items[0].area)
    assert {str(one.area) for one in tab.list.items} == {"claims"}


def test_a_hidden_list_counts_again_for_its_badge(desk: Desk, tab: TodayTab, qtbot: Any) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    tab.setParent(host)
    host.show()
    shown(tab)
    tab.hide()
    returned(desk, TODAY)
    assert tab.badge() == (0, False)
    qtbot.waitUntil(lambda: tab.badge() == (1, True), timeout=5_000)
    tab.setParent(None)


def test_the_side_shows_who_is_expected_and_where_claims_stand(
    desk: Desk, window: Window, tab: TodayTab
) -> None:
    drafted(desk)
    with desk.bench.change("test"):
        desk.stores.appointments.add(Appointment(desk.bench.now, plate="京A12345", purpose="首保"))
    shown(tab)
    rows = tab.side.appointments._rows
    assert f"{listed_plate(desk, '京A12345')} 首保" in rows.accessibleName()
    assert "Draft 1" in tab.side.states._rows.accessibleName()
    tab.side.states._rows.clicked.emit(0)
    assert window.opened == [("archive", "state", "DRAFT")]


def test_news_say_when_they_came_out(desk: Desk, tab: TodayTab) -> None:
    issued = TODAY - timedelta(days=3)
    desk.policies.save_bulletin("QC", "QB26-99", issued, "水泵新件号", "即日起", "New pump")
    shown(tab)
    told = dict(tab.side.news._words.values())
    assert told["Bulletin QB26-99: New pump"] == "issued 2026-11-21"


def test_who_only_reads_sees_neither_plate_nor_name(desk: Desk, tab: TodayTab) -> None:
    with desk.bench.change("test"):
        booked = Appointment(desk.bench.now, 30, "京A12345", "贺䶮", purpose="首保")
        desk.stores.appointments.add(booked)
    shown(tab)
    desk.people.act_as("S18")
    tab.refresh()
    said = [column.say(row) for row in tab.list.items for column in tab.list.model.columns]
    said += [str(row.values) for row in tab.list.items]
    said.append(tab.side.appointments._rows.accessibleName())
    assert "首保" in "".join(said)
    assert not any("12345" in text or "贺䶮" in text for text in said)


def test_midnight_brings_the_list_of_the_new_day(
    desk: Desk, clock: FixedClock, tab: TodayTab
) -> None:
    returned(desk, TODAY)
    shown(tab)
    clock.set(desk.bench.now + timedelta(days=1))
    tab._midnight.timeout.emit()
    assert tab.words.when(tab.list.items[0]) is When.OVERDUE


def test_cars_in_the_shop_are_looked_at_after_the_list_stands(
    desk: Desk, tab: TodayTab, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(desk)
    looked: list[int | None] = []
    real = desk.today.law.look
    monkeypatch.setattr(desk.today.law, "look", lambda most=None: looked.append(most) or real(most))
    tab.show()
    assert looked == []
    qtbot.waitUntil(lambda: bool(looked), timeout=5_000)
    assert set(looked) == {5}


def test_dialogs_of_duty_keep_what_was_said(desk: Desk, tab: TodayTab, qtbot: Any) -> None:
    submitted(desk)
    shown(tab)
    over = HandOverDialog(tab.shell, desk, desk.today.all())
    qtbot.addWidget(over)
    over.form.fill({"to_login": "S13", "take_claims": False, "note": "请跟进"}, fresh=True)
    over.accept()
    assert desk.duty.get(over.made).note == "请跟进"
    desk.people.act_as("S13")
    taken = AcceptDialog(tab.shell, desk, over.made)
    qtbot.addWidget(taken)
    taken.accept()
    assert desk.duty.get(over.made).accepted_at is not None
    close = DayCloseDialog(tab.shell, desk)
    qtbot.addWidget(close)
    close.accept()
    assert [one.id for one in desk.duty.closes()] == [close.made]
