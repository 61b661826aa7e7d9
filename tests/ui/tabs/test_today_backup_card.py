"""The card of the backups beside the list of today."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fakes import NINE
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from standings import StandIn, backup, drilled, good, stick
from tab_stage import Window, stage_tab

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.services.backups import BackupService
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.tabs.today.backup_card import BackupCard
from warrantydesk.ui.tabs.today.tab import TodayTab

DAY = timedelta(days=1)


@pytest.fixture
def card(qapp: QApplication, qtbot: Any) -> BackupCard:
    made = BackupCard()
    qtbot.addWidget(made)
    made.resize(300, 160)
    made.show()
    return made


def test_a_good_day_has_a_row_for_each_promise(card: BackupCard) -> None:
    card.show_standing(good(places=(stick(here=True),)), NINE)
    assert card.said() == [
        (Mark.OK, "Backup", "08:32 · 18,204 entries"),
        (Mark.OK, "Restore drill", "passed 08:40, took 14 s"),
        (Mark.OK, "Stick E:", "there, newest 09:00"),
    ]


def test_a_bad_day_says_what_is_late_and_what_failed(card: BackupCard) -> None:
    late = good(
        newest=backup(2 * DAY),
        changed_since=True,
        drill=drilled(5 * DAY),
        places=(stick(9),),
        key_confirmed=False,
    )
    card.show_standing(late, NINE)
    assert {mark for mark, _name, _said in card.said()} == {Mark.WARN}
    card.show_standing(good(problem="Full.", drill=drilled(problem="2 differ.")), NINE)
    assert card.said() == [
        (Mark.BLOCK, "Backup", "the last one failed"),
        (Mark.BLOCK, "Restore drill", "failed 08:40"),
    ]


def test_a_new_desk_has_two_rows(card: BackupCard) -> None:
    card.show_standing(BackupStanding(), NINE)
    assert [name for _mark, name, _said in card.said()] == ["Backup", "Recovery sheet"]


def test_a_click_opens_what_the_row_speaks_of(card: BackupCard, qtbot: Any) -> None:
    card.show_standing(good(key_confirmed=False), NINE)
    opened: list[str] = []
    card.chosen.connect(opened.append)
    rows = card.rows
    for number in (0, 2):
        spot = QPoint(20, round(rows.height() * (number + 0.5) / 3))
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=spot)
    assert opened == ["backups", "recovery_sheet"]


@pytest.fixture
def tab(
    qapp: QApplication, qtbot: Any, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[TodayTab, StandIn]]:
    service = StandIn()
    monkeypatch.setattr(BackupService, "standing", lambda _self: service.stands)
    made = stage_tab(TodayTab, qapp, qtbot, desk, Window(), 640)
    made.show()
    QApplication.processEvents()
    yield made, service
    made.hide()


def test_card_and_list_follow_whoever_looks(tab: tuple[TodayTab, StandIn]) -> None:
    today, service = tab
    codes = {item.code for item in today.items}
    assert "backup" not in codes
    service.stands = good(problem="The disk is full.")
    today.shell.stood.emit(service.stands)
    assert today.side.backup.said()[0][0] is Mark.BLOCK
    assert [item.values["reason"] for item in today.items if item.code == "backup"] == [
        "The disk is full."
    ]
    service.stands = good()
    today.shell.stood.emit(service.stands)
    assert {item.code for item in today.items} == codes
