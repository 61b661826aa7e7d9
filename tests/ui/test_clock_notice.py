"""Bars for what holds for the whole desk, and the question whether the clock is right."""

from datetime import timedelta
from pathlib import Path

import pytest
from fakes import NINE, FixedClock

from warrantydesk.domain.errors import READONLY, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.ui.clock_notice import CLOCK, CLOUD, MODE, ClockDialog, open_clock
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.notice_bar import NoticeBar
from warrantydesk.ui.stage import Stage

MANAGER = "service_manager"


def bar(stage: Stage, key: str) -> NoticeBar | None:
    found = stage.window.notices.bar(key)
    assert found is None or isinstance(found, NoticeBar)
    return found


def test_a_clock_set_back_is_a_red_bar_until_the_manager_confirms(
    desk: Desk, clock: FixedClock
) -> None:
    desk.customers.save("贺䶮", "15400000042")
    stage = Stage(desk, "en")
    assert bar(stage, CLOCK) is None
    clock.set(NINE - timedelta(days=1))
    desk.customers.save("杨𬭎", "15400000043")
    shown = bar(stage, CLOCK)
    assert shown is not None
    mark, text, _detail = shown.said()
    assert mark is Mark.BLOCK
    assert "2026-11-23 09:00" in text
    assert "2026-11-24 09:00" in text
    dialog = open_clock(stage.shell, desk)
    assert isinstance(dialog, ClockDialog)
    manager = next(one for one in desk.people.all() if MANAGER in one.roles)
    dialog.form.fill({"by": manager.login, "reason": ""})
    dialog.accept()
    assert dialog.isVisible(), "without a reason nothing is confirmed"
    dialog.form.fill({"by": manager.login, "reason": "the clock ran ahead"})
    dialog.accept()
    assert bar(stage, CLOCK) is None
    assert desk.people.acting.login == "S01"
    assert desk.bench.today == clock.now().date()
    stage.close()


def test_a_long_absence_is_a_question(desk_folder: Path) -> None:
    with Desk(desk_folder, FixedClock(NINE + timedelta(days=300))).open() as desk:
        desk.people.act_as("S01")
        stage = Stage(desk, "en")
        shown = bar(stage, CLOCK)
        assert shown is not None
        assert shown.said()[0] is Mark.WARN
        stage.close()


def test_a_folder_that_takes_no_writing_says_so_and_why(desk_folder: Path) -> None:
    (desk_folder / "claims.db").chmod(0o444)
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        stage = Stage(desk, "en")
        shown = bar(stage, MODE)
        assert shown is not None
        assert "Give yourself the right to write there" in shown.said()[2]
        stage.close()


def test_a_disk_that_fails_while_the_window_is_open_brings_the_bar(desk: Desk) -> None:
    stage = Stage(desk, "en")
    assert bar(stage, MODE) is None
    desk.stores.db.heed(Unavailable("the disk failed", READONLY))
    shown = bar(stage, MODE)
    assert shown is not None
    assert shown.said()[2] == "the disk failed"
    stage.close()


def test_a_cloud_folder_is_said_once_a_sitting(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warrantydesk.services.desk.is_synced", lambda folder: True)
    stage = Stage(desk, "en")
    shown = bar(stage, CLOUD)
    assert shown is not None
    shown._act(0)
    assert bar(stage, CLOUD) is None
    desk.customers.save("贺䶮", "15400000042")
    assert bar(stage, CLOUD) is None
    stage.close()
