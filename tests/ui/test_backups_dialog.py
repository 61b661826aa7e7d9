"""Backups and their recovery sheet as the clerk handles them."""

from pathlib import Path
from typing import Any

import pytest
from standings import StandIn, drilled, good, stick

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.domain.errors import FULL, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.ui import backup_places_dialog
from warrantydesk.ui.backup_places_dialog import BackupsDialog, open_backups
from warrantydesk.ui.kit import messages
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.recovery_sheet_dialog import RecoverySheetDialog
from warrantydesk.ui.shell import Shell


@pytest.fixture
def dialog(desk: Desk, shell: Shell, service: StandIn) -> BackupsDialog:
    return open_backups(shell, desk)


@pytest.fixture
def sheet(desk: Desk, shell: Shell, service: StandIn, qtbot: Any) -> RecoverySheetDialog:
    made = RecoverySheetDialog(shell, desk, choose=lambda count: count - 5)
    qtbot.addWidget(made)
    made.show()
    return made


def settled(shell: Shell, qtbot: Any) -> None:
    qtbot.waitUntil(shell.jobs.idle, timeout=20_000)


def test_the_own_folder_stays_and_a_second_place_shows_how_it_stands(
    dialog: BackupsDialog, shell: Shell
) -> None:
    shell.stood.emit(good(places=(stick(9),)))
    assert dialog.places.said() == [
        ("This computer", Mark.OK, "newest 08:32"),
        ("Stick E:", Mark.WARN, "not there, newest 9 days ago"),
    ]
    shell.stood.emit(BackupStanding())
    assert [row[1] for row in dialog.places.said()] == [Mark.TODO, Mark.TODO]


def test_a_place_on_the_disk_of_the_data_is_asked_about_first(
    dialog: BackupsDialog, service: StandIn, tmp_path: Path
) -> None:
    with messages.answer_with(str(tmp_path), False) as asked:
        dialog.add.click()
    assert "disk of the data itself" in asked[1]
    assert service.asked == []
    with messages.answer_with(str(tmp_path), True):
        dialog.add.click()
    assert service.asked == [f"places {tmp_path}"]


def test_a_place_on_another_disk_is_taken_at_once(
    dialog: BackupsDialog, service: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_places_dialog, "is_same_disk", lambda one, other: False)
    service.stands = good(places=(stick(here=True),))
    with messages.answer_with(str(tmp_path)):
        dialog.add.click()
    assert service.asked == [f"places /media/stick {tmp_path}"]


def test_a_place_is_taken_off_after_a_question(
    dialog: BackupsDialog, service: StandIn, shell: Shell
) -> None:
    service.stands = good(places=(stick(here=True),))
    dialog.read()
    with messages.answer_with(True):
        dialog.places.links()[0].click()
    assert service.asked == ["places "]


def test_backing_up_now_says_how_it_ended(
    dialog: BackupsDialog, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    dialog.now.click()
    assert not dialog.now.isEnabled()
    settled(shell, qtbot)
    assert dialog.now.isEnabled()
    assert (dialog.note.mark(), dialog.note.text()) == (Mark.OK, "Backed up and checked")
    service.error = Unavailable("The disk is full.", FULL)
    dialog.now.click()
    settled(shell, qtbot)
    assert (dialog.note.mark(), dialog.note.text()) == (Mark.BLOCK, "The disk is full.")


def test_a_failure_is_said_whole_and_a_desk_that_is_only_read_backs_nothing_up(
    dialog: BackupsDialog, shell: Shell, desk: Desk
) -> None:
    shell.stood.emit(good(problem="The disk is full. Free 300 MB."))
    assert dialog.verdict.text() == "The last backup failed"
    assert dialog.newest.text() == "The disk is full. Free 300 MB."
    desk.freeze()
    shell.stood.emit(BackupStanding())
    assert not dialog.now.isEnabled()
    assert not dialog.try_out.isEnabled()


def test_a_drill_by_hand_says_what_is_wrong(
    dialog: BackupsDialog, service: StandIn, shell: Shell, qtbot: Any
) -> None:
    service.stands = good(drill=drilled(problem="2 files differ."))
    dialog.try_out.click()
    settled(shell, qtbot)
    assert dialog.note.text() == "The restore failed: 2 files differ."
    assert dialog.drill.mark() is Mark.BLOCK


def test_the_sheet_is_confirmed_by_one_group_of_the_paper(
    sheet: RecoverySheetDialog, service: StandIn, window: Any
) -> None:
    assert not sheet.yes.isEnabled()
    sheet.digits.setText("12345")
    assert not sheet.yes.isEnabled()
    sheet.digits.setText("654321")
    sheet.yes.click()
    assert sheet.isVisible()
    assert sheet.note.text() == "This is not group 4 of the key."
    sheet.digits.setText("123456")
    sheet.yes.click()
    assert not sheet.isVisible()
    assert service.asked == ["confirm 4", "confirm 4"]
    assert window.toasts == ["The recovery sheet is confirmed. Put it into the safe."]


def test_the_sheet_is_saved_where_it_is_asked_for_but_not_into_the_data(
    sheet: RecoverySheetDialog, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "sheet.pdf"
    with messages.answer_with(str(file)):
        sheet.save.click()
    assert file.read_bytes() == b"%PDF-1.4 sheet"
    inside = desk.folder.path / "sheet.pdf"
    with messages.answer_with(str(inside)) as asked:
        sheet.save.click()
    assert "lies in the data folder" in asked[1]
    assert not inside.exists()


def test_a_desk_that_is_only_read_says_why_it_makes_no_backup(
    desk: Desk, shell: Shell, qtbot: Any
) -> None:
    desk.freeze()
    dialog = open_backups(shell, desk)
    qtbot.addWidget(dialog)
    assert not dialog.now.isEnabled()
    assert dialog.note.text() == "Nothing is written now, so no backup is made."
    assert dialog.newest.text() == ""
