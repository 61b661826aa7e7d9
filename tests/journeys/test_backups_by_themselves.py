"""A morning of backups: by themselves, onto a stick, tried out, and the key confirmed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from PySide6.QtWidgets import QApplication
from stories import drafted

from warrantydesk.services.desk import Desk
from warrantydesk.ui.keeping_watch import IDLE_S, KeepingWatch
from warrantydesk.ui.kit import messages
from warrantydesk.ui.recovery_sheet_dialog import RecoverySheetDialog
from warrantydesk.ui.stage import Stage

SHEET = "Confirm the recovery sheet"


@pytest.fixture
def stage(qapp: QApplication, desk: Desk) -> Iterator[Stage]:
    made = Stage(desk, "en")
    yield made
    made.close()


def zips(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.zip"))


def test_a_morning_of_backups(
    stage: Stage, desk: Desk, clock: FixedClock, tmp_path: Path, qtbot: Any
) -> None:
    seconds = [1000.0]
    keeping = KeepingWatch(stage.shell, desk, stage.window, elapsed=lambda: seconds[0])
    stage.window.keeping, status = keeping, stage.window.status()
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.save_places((str(stick),))
    keeping.begin()
    drafted(desk)

    keeping.tick()
    qtbot.waitUntil(stage.shell.jobs.idle, timeout=60_000)
    assert zips(desk.backups.folder()) == zips(stick)
    assert len(zips(stick)) == 1
    assert status.said() == ("Backup 09:00", SHEET)

    clock.go_on(minutes=10)
    keeping.tick()
    qtbot.waitUntil(stage.shell.jobs.idle, timeout=60_000)
    assert len(zips(stick)) == 1, "half an hour lies between two of them"

    seconds[0] += IDLE_S
    keeping.tick()
    qtbot.waitUntil(lambda: keeping.job() is None and stage.shell.jobs.idle(), timeout=180_000)
    assert status.said() == ("Backup 09:00, restore tried today", SHEET)

    dialog = RecoverySheetDialog(stage.shell, desk, choose=lambda count: 2)
    dialog.show()
    with messages.answer_with(str(tmp_path / "sheet.pdf")):
        dialog.save.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    dialog.digits.setText(desk.backups.key_groups()[2])
    dialog.yes.click()
    assert status.said() == ("Backup 09:00, restore tried today",)

    stick.rename(tmp_path / "pocket")
    keeping.look()
    qtbot.waitUntil(stage.shell.jobs.idle, timeout=60_000)
    assert status.said()[1] == f"{stick} is not there"
    assert [item for item in desk.today.all() if item.code == "backup"] == []
