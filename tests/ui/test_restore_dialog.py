"""The restore dialog: what stands in the list, what a backup means, keys, and what is decided."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import NINE, FixedClock
from stories import submitted

from warrantydesk.domain.backup import BackupReason, BackupRecord
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.services.desk import Desk
from warrantydesk.services.restore_choice import FoundBackup, Loss
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.messages import answer_with
from warrantydesk.ui.restore_dialog import RestoreDialog
from warrantydesk.ui.restore_words import (
    duration_text,
    head_text,
    lines,
    places_text,
    question_detail,
    when,
)
from warrantydesk.ui.shell import Shell

TODAY = date(2026, 11, 24)
FOLDER = Path("data")
OWN = str(FOLDER / "backups")
LONG = 60_000


def found(days: int = 0, *, is_here: bool = True, **told: Any) -> FoundBackup:
    told = {"verified_at": NINE, "head": "18204:a3f971c0aabb", "places": (OWN,), **told}
    at = NINE - timedelta(days=days)
    record = BackupRecord(f"warrantydesk-{at:%Y%m%d-%H%M%S}.zip", at, **told)
    return FoundBackup(record, Path(OWN, record.name) if is_here else None)


def test_backups_stand_under_their_days() -> None:
    shown = [found(), found(1, reason=BackupReason.CLOSING), found(3), found(400)]
    told = [(line.key != "", line.title) for line in lines(FOLDER, shown, TODAY)]
    assert told == [
        (False, "Today"),
        (True, "09:00"),
        (False, "Yesterday"),
        (True, "09:00"),
        (False, "Earlier"),
        (True, "11-21 09:00"),
        (True, "2025-10-20 09:00"),
    ]


def test_each_backup_says_where_it_lies_and_whether_it_can_be_used() -> None:
    stick = str(Path("media", "KINGSTON"))
    shown = [
        found(tried_at=NINE, places=(OWN, stick)),
        found(is_here=False, places=(stick,)),
        found(verified_at=None),
        found(problem="no"),
    ]
    told = [line for line in lines(FOLDER, shown, TODAY) if line.key]
    assert [(line.mark, line.status) for line in told] == [
        (Mark.OK, "checked · tried 09:00"),
        (Mark.TODO, "to be checked once plugged in"),
        (Mark.TODO, "not checked yet"),
        (Mark.REFUSED, "damaged, cannot be used"),
    ]
    assert told[0].second == "by hand · this computer, KINGSTON"
    assert told[1].second == "by hand · KINGSTON (not plugged in)"
    assert told[0].status_second == "seq 18 204"
    assert places_text(FOLDER, shown[1:]) == [(OWN, "this computer"), (stick, "KINGSTON")]


def test_instants_anchors_and_durations_are_said_shortly() -> None:
    assert when(NINE, TODAY) == "09:00"
    assert when(NINE - timedelta(days=1), TODAY) == "yesterday 09:00"
    assert when(NINE - timedelta(days=5), TODAY) == "11-19 09:00"
    assert head_text(found().record) == "a3f9 71c0 aabb"
    assert duration_text(found(bytes=1).record) == "about 10 seconds"
    assert duration_text(found(bytes=60_000_000_000).record) == "about 7 minutes"
    assert question_detail(Loss()).count("\n") == 0


@pytest.fixture
def kept(desk: Desk, clock: FixedClock) -> list[BackupRecord]:
    """Give two backups, the newest first, and a claim that came after them."""
    made = []
    for _round in range(2):
        clock.set(clock.now() + timedelta(minutes=10))
        desk.customers.save(name="贺䶮", phone="15400000042")
        made.append(desk.backups.keep(BackupReason.TIMED))
    submitted(desk)
    return [one for one in reversed(made) if one is not None]


@pytest.fixture
def dialog(
    shell: Shell, desk: Desk, kept: list[BackupRecord], qtbot: Any
) -> Callable[..., RestoreDialog]:
    """Open the dialog over a desk, or over a folder without one, and wait for what it finds."""

    def open_dialog(folder: Path | None = None, **told: Any) -> RestoreDialog:
        made = RestoreDialog(
            shell, folder or desk.folder.path, None if folder is not None else desk, **told
        )
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(shell.jobs.idle, timeout=LONG)
        return made

    return open_dialog


def test_it_begins_with_the_newest_good_one_and_says_what_would_be_missing(
    dialog: Callable[..., RestoreDialog], kept: list[BackupRecord]
) -> None:
    opened = dialog()
    shown = opened.shown()
    assert shown is not None
    assert shown.record.name == kept[0].name
    assert opened.yes.isEnabled()
    assert opened.yes.text() == "Restore to 09:20"
    rows = opened.page.lost.rows()
    assert rows
    assert "王敏" in {who for _at, _what, who in rows}
    assert opened.page.key.isHidden()


def test_another_one_is_begun_with_where_it_is_asked_for(
    dialog: Callable[..., RestoreDialog], kept: list[BackupRecord]
) -> None:
    shown = dialog(prefer=kept[1].name).shown()
    assert shown is not None
    assert shown.record.name == kept[1].name


def test_only_a_yes_decides(dialog: Callable[..., RestoreDialog], kept: list[BackupRecord]) -> None:
    opened = dialog()
    with answer_with(False) as asked:
        opened.restore_here()
    assert asked == ["Restore to 09:20?"]
    assert opened.choice is None
    with answer_with(True):
        opened.restore_here()
    assert opened.choice is not None
    assert (opened.choice.file.name, opened.choice.target) == (kept[0].name, None)
    assert opened.choice.lost


def test_another_folder_is_never_the_one_that_holds_something(
    dialog: Callable[..., RestoreDialog], tmp_path: Path
) -> None:
    opened = dialog()
    with answer_with(str(tmp_path)):
        opened.restore_elsewhere()
    assert opened.choice is not None
    assert opened.choice.target == tmp_path / "warrantydesk-2026-11-24-0920"


def test_on_a_bad_day_a_spoilt_backup_is_found_out_before_it_is_used(
    dialog: Callable[..., RestoreDialog],
    kept: list[BackupRecord],
    desk: Desk,
    shell: Shell,
    qtbot: Any,
) -> None:
    file = desk.folder.path / "backups" / kept[0].name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)
    opened = dialog(is_damaged=True)
    assert not opened.yes.isEnabled()
    assert opened.page.big.text() == "The backup of 09:20 cannot be used"
    told = {line.key: line.status for line in opened.list.items()}
    assert told[kept[0].name] == "damaged, cannot be used"
    opened.list.select(kept[1].name)
    opened.list.chosen.emit(kept[1].name)
    qtbot.waitUntil(shell.jobs.idle, timeout=LONG)
    assert opened.page.big.text() == "The backup of 09:10 can be used"


def test_a_file_from_elsewhere_wants_the_key_of_its_sheet(
    dialog: Callable[..., RestoreDialog],
    kept: list[BackupRecord],
    desk: Desk,
    shell: Shell,
    qtbot: Any,
    tmp_path: Path,
) -> None:
    (tmp_path / "stick").mkdir()
    file = tmp_path / "stick" / kept[0].name
    file.write_bytes((desk.folder.path / "backups" / kept[0].name).read_bytes())
    opened = dialog(tmp_path / "new")
    assert opened.shown() is None
    with answer_with([str(file)]):
        opened.pick_file()
    qtbot.waitUntil(shell.jobs.idle, timeout=LONG)
    assert opened.page.big.text().endswith("needs its key")
    assert not opened.page.key.isHidden()
    opened.page.key.fill(str(BackupKey(bytes(range(16)))))
    qtbot.waitUntil(shell.jobs.idle, timeout=LONG)
    assert opened.page.key.said() == "This key does not open the backup."
    assert not opened.yes.isEnabled()
    groups = desk.backups.key_groups()
    opened.page.key.fill(" ".join(groups))
    qtbot.waitUntil(shell.jobs.idle, timeout=LONG)
    assert opened.yes.isEnabled()
    with answer_with(True):
        opened.restore_here()
    assert opened.choice is not None
    assert opened.choice.key is not None
    assert opened.choice.key.groups == groups


def test_a_slip_is_found_in_the_group_in_which_it_is(
    dialog: Callable[..., RestoreDialog], desk: Desk, tmp_path: Path
) -> None:
    panel = dialog().page.key
    groups = list(desk.backups.key_groups())
    slip = str((int(groups[2][0]) + 1) % 10) + groups[2][1:]
    panel.fill("-".join([*groups[:2], slip, *groups[3:]]))
    assert panel.said() == "Group 3 has a slip: compare it with the sheet."
    assert panel.key() is None
    assert [field.shown_state()[0] for field in panel.fields].count(Mark.BLOCK) == 1
    key_file = tmp_path / "backup.key"
    key_file.write_text("-".join(groups), "utf-8")
    with answer_with([str(key_file)]):
        panel.pick_file()
    assert panel.key() is not None
    assert panel.said() == ""


def test_a_whole_key_pasted_into_the_first_field_fills_them_all(
    dialog: Callable[..., RestoreDialog], desk: Desk
) -> None:
    panel = dialog().page.key
    groups = desk.backups.key_groups()
    panel.fields[0].setText("-".join(groups))
    panel.fields[0].edited.emit()
    assert tuple(field.text() for field in panel.fields) == groups
