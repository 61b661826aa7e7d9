"""Choosing a backup without a desk: which can be read, what would be missing, which key opens."""

from datetime import timedelta
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import submitted

from warrantydesk.domain.backup import BackupReason, BackupRecord
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import Refused
from warrantydesk.services import restore_choice
from warrantydesk.services.desk import Desk

WRONG = BackupKey(bytes(range(16)))


@pytest.fixture
def kept(desk: Desk, clock: FixedClock) -> list[BackupRecord]:
    """Give two backups, newest first, and something that was done after the newest."""
    made = []
    for name in ("贺䶮", "杨𬭎"):
        clock.set(clock.now() + timedelta(minutes=10))
        desk.customers.save(name=name, phone="15400000042")
        made.append(desk.backups.keep(BackupReason.TIMED))
    clock.set(clock.now() + timedelta(minutes=10))
    submitted(desk)
    return [one for one in reversed(made) if one is not None]


def file_of(desk: Desk, record: BackupRecord) -> Path:
    return desk.folder.path / "backups" / record.name


def spoil(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(data)


def test_the_newest_that_can_be_read_is_not_the_newest_that_is_remembered_as_good(
    desk: Desk, kept: list[BackupRecord]
) -> None:
    spoil(file_of(desk, kept[0]))
    found = restore_choice.newest_read(desk.folder.path)
    remembered = restore_choice.found_backups(desk.folder.path)[0]
    assert found is not None
    assert remembered.record.is_good
    assert (found.record.name, remembered.record.name) == (kept[1].name, kept[0].name)


def test_without_a_backup_there_is_no_way_back(desk: Desk) -> None:
    assert restore_choice.newest_read(desk.folder.path) is None


def test_a_backup_whose_stick_is_away_has_no_file(desk: Desk, kept: list[BackupRecord]) -> None:
    file_of(desk, kept[0]).unlink()
    names = [one.record.name for one in restore_choice.found_backups(desk.folder.path)]
    assert names == [kept[1].name]


def test_what_was_done_after_a_backup_is_listed(desk: Desk, kept: list[BackupRecord]) -> None:
    newer, older = (restore_choice.loss_of(desk.folder.path, record) for record in kept)
    assert newer.is_known
    assert len(older.entries) == len(newer.entries) + 1
    assert all(one.seq > int(kept[0].head.partition(":")[0]) for one in newer.entries)


def test_damaged_data_that_lists_nothing_is_not_believed(
    desk: Desk, kept: list[BackupRecord]
) -> None:
    folder = desk.folder.path
    desk.close()
    (folder / "claims.db").write_bytes(b"SQLite format 3\0" + b"\0" * 4000)
    assert restore_choice.loss_of(folder, kept[0], is_damaged=True).is_known is False


def test_a_backup_from_elsewhere_wants_its_own_key(
    desk: Desk, kept: list[BackupRecord], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    file = file_of(desk, kept[0]).rename(stick / kept[0].name)
    key = restore_choice.key_here(desk.folder.path)
    elsewhere = tmp_path / "new computer"
    assert restore_choice.judged(elsewhere, file).needs_key
    assert restore_choice.judged(elsewhere, file, WRONG).needs_key
    read = restore_choice.judged(elsewhere, file, key).record
    assert read is not None
    assert (read.head, read.claims) == (kept[0].head, kept[0].claims)


def test_a_spoilt_backup_is_told_from_one_whose_key_is_missing(
    desk: Desk, kept: list[BackupRecord]
) -> None:
    spoil(file_of(desk, kept[0]))
    verdict = restore_choice.judged(desk.folder.path, file_of(desk, kept[0]))
    assert (verdict.record, verdict.needs_key) == (None, False)
    assert verdict.error is not None


def test_a_picked_file_says_by_its_name_when_it_was_made(
    desk: Desk, kept: list[BackupRecord], tmp_path: Path
) -> None:
    found = restore_choice.from_elsewhere(file_of(desk, kept[0]))
    assert (found.record.made_at, found.record.head) == (kept[0].made_at, kept[0].head)
    other = tmp_path / "copy of a backup.zip"
    other.write_bytes(b"")
    assert restore_choice.from_elsewhere(other).record.head == ""


def test_a_restore_goes_into_an_empty_folder_or_into_a_new_one_within(tmp_path: Path) -> None:
    record = BackupRecord("a.zip", FixedClock().now())
    assert restore_choice.place_for(tmp_path / "new", record) == tmp_path / "new"
    assert restore_choice.place_for(tmp_path, record) == tmp_path
    (tmp_path / "letter.txt").write_text("", "utf-8")
    inside = tmp_path / "warrantydesk-2026-11-24-0900"
    assert restore_choice.place_for(tmp_path, record) == inside


def test_the_sheet_of_what_is_missing_is_saved_outside_the_data(
    desk: Desk, kept: list[BackupRecord], tmp_path: Path
) -> None:
    folder = desk.folder.path
    sheet = restore_choice.LostSheet(
        folder, kept[1], restore_choice.loss_of(folder, kept[1]).entries
    )
    data = sheet.draw()
    assert sheet.page_count(data) == len(sheet.pages(data, 0.2))
    with pytest.raises(Refused):
        sheet.save(folder / "sheet.pdf", data)
    sheet.save(tmp_path / "sheet.pdf", data)
    assert (tmp_path / "sheet.pdf").read_bytes() == data
