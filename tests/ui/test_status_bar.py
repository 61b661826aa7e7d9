"""The status bar about the backups: the right words in the right tone for each state."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import NINE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from standings import StandIn, backup, drilled, good, stick

from warrantydesk.domain.backup import BackupStanding
from warrantydesk.services.desk import Desk
from warrantydesk.services.label_order import SCANNER
from warrantydesk.ui.backup_places_dialog import BackupsDialog
from warrantydesk.ui.backup_words import ago, away_said, backup_said, size_text
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.printer_state import printer_said
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.status_bar import StatusBar

DAY = timedelta(days=1)
SHEET = "Confirm the recovery sheet"


@pytest.fixture
def bar(desk: Desk, shell: Shell, qtbot: Any) -> StatusBar:
    desk.backups = StandIn()  # type: ignore[assignment]
    made = StatusBar(shell, desk, lambda login: None)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("standing", "mark", "text"),
    [
        (BackupStanding(), Mark.TODO, "No backup yet"),
        (good(), Mark.OK, "Backup 08:32, restore tried today"),
        (good(drill=None), Mark.OK, "Backup 08:32"),
        (good(drill=drilled(DAY)), Mark.OK, "Backup 08:32, restore tried yesterday"),
        (good(drill=drilled(3 * DAY)), Mark.OK, "Backup 08:32, restore tried 3 days ago"),
        (good(drill=drilled(4 * DAY)), Mark.WARN, "Backup 08:32, restore tried 4 days ago"),
        (good(drill=drilled(problem="2 differ.")), Mark.BLOCK, "Backup 08:32, restore failed"),
        (
            good(newest=backup(2 * DAY), changed_since=True),
            Mark.WARN,
            "Backup 2 days ago, not all is in it",
        ),
        (
            good(newest=backup(DAY)),
            Mark.OK,
            "Backup yesterday 09:00, restore tried today",
        ),
        (
            good(problem="The disk is full."),
            Mark.BLOCK,
            "The last backup failed: The disk is full.",
        ),
    ],
)
def test_the_newest_backup(standing: BackupStanding, mark: Mark, text: str) -> None:
    said = backup_said(standing, NINE)
    assert (said.mark, said.text) == (mark, text)


@pytest.mark.parametrize(
    ("standing", "mark", "text"),
    [
        (good(places=(stick(3),)), Mark.TODO, "Stick E: not there for 3 days"),
        (good(places=(stick(0.1),)), Mark.TODO, "Stick E: is not there"),
        (good(places=(stick(8),)), Mark.WARN, "Stick E: not there for 8 days"),
        (
            good(places=(stick(1), stick(here=True, problem="Full."))),
            Mark.WARN,
            "No backup reaches Stick E:",
        ),
    ],
)
def test_a_second_place_that_is_missing(standing: BackupStanding, mark: Mark, text: str) -> None:
    said = away_said(standing, NINE)
    assert said is not None
    assert (said.mark, said.text) == (mark, text)


def test_a_second_place_that_is_there_needs_no_word() -> None:
    assert away_said(good(places=(stick(here=True),)), NINE) is None


def test_the_bar_shows_what_somebody_has_looked_at(bar: StatusBar, shell: Shell) -> None:
    assert bar.said() == ("Backup 08:32, restore tried today",)
    shell.stood.emit(good(places=(stick(8),), key_confirmed=False))
    assert bar.said() == (
        "Backup 08:32, restore tried today",
        "Stick E: not there for 8 days",
        SHEET,
    )


def test_a_desk_without_a_backup_is_not_asked_for_its_sheet(bar: StatusBar) -> None:
    bar.show_standing(BackupStanding())
    assert bar.said() == ("No backup yet",)


def test_the_marks_of_a_low_window_carry_all_of_it_as_tooltip(bar: StatusBar) -> None:
    bar.show_standing(good(places=(stick(8),), key_confirmed=False))
    mark = bar.marks.state("backup")
    assert mark.mark() is Mark.WARN
    assert mark.toolTip().splitlines() == [
        "Backup 08:32, restore tried today",
        "Stick E: not there for 8 days",
        "The recovery sheet is not confirmed yet.",
    ]
    bar.show_standing(good(key_confirmed=False))
    assert mark.mark() is Mark.WARN
    bar.show_standing(good())
    assert mark.mark() is Mark.OK
    bar.show_standing(good(problem="The disk is full."))
    assert mark.word() == "Backup failed"
    assert mark.toolTip() == "The last backup failed: The disk is full."


def test_a_click_and_the_keyboard_open_the_backups(bar: StatusBar, qapp: Any) -> None:
    QTest.mouseClick(bar.backup, Qt.MouseButton.LeftButton)
    QTest.keyClick(bar.backup, Qt.Key.Key_Return)
    found = [one for one in qapp.topLevelWidgets() if isinstance(one, BackupsDialog)]
    assert len([one for one in found if one.isVisible()]) == 2


def test_damage_turns_the_bar_red_until_it_is_gone(bar: StatusBar) -> None:
    bar.show_sound(["page 7 is torn"])
    assert bar.is_bad()
    assert bar.said() == ("No backups now; that of 08:32 can be restored",)
    bar.show_sound([])
    assert not bar.is_bad()
    assert bar.said() == ("Backup 08:32, restore tried today",)


def test_damage_that_stops_all_writing_is_said_in_words(bar: StatusBar, desk: Desk) -> None:
    desk.freeze()
    bar.show_sound(["database disk image is malformed"])
    mark = bar.marks.state("sound")
    assert (mark.word(), mark.toolTip()) == ("Read-only", "Read-only: the data is damaged")


def test_a_desk_that_is_only_read_makes_no_backups_and_says_so(bar: StatusBar, desk: Desk) -> None:
    desk.freeze()
    bar.show_standing(BackupStanding())
    assert bar.said() == ("No backups while nothing may be changed",)


def test_the_label_printer_stands_there_once_it_is_chosen(
    bar: StatusBar, desk: Desk, tmp_path: Path
) -> None:
    assert printer_said(desk) is None
    printers = desk.labels.printers
    printers.save(replace(printers.kept(), name="Godex", transport=f"file:{tmp_path / 'out'}"))
    ready = printer_said(desk)
    assert ready is not None
    assert (ready.mark, ready.text) == (Mark.OK, "Godex ready")
    order = printers.order(printers.kept(), SCANNER)
    desk.labels.batches.begin(desk.labels.labels_of(SCANNER, ["x"]), order, "device:/nowhere")
    left = printer_said(desk)
    assert left is not None
    assert (left.mark, left.text) == (Mark.WARN, "Godex: labels are left over")


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(hours=1), "08:00"),
        (timedelta(hours=12), "yesterday 21:00"),
        (5 * DAY, "5 days ago"),
        (40 * DAY, "2026-10-15 09:00"),
        (-DAY, "2026-11-25 09:00"),
    ],
)
def test_ages_as_the_clerk_says_them(age: timedelta, text: str) -> None:
    assert ago(NINE - age, NINE) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "1 kB"), (84_400, "84 kB"), (12_345_678, "12.3 MB"), (2_340_000_000, "2.34 GB")],
)
def test_sizes_as_the_clerk_reads_them(count: int, text: str) -> None:
    assert size_text(count) == text
