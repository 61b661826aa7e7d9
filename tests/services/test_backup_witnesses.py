"""What a second place and the register remember of a desk: of which one, and for how long."""

import shutil
from pathlib import Path

import pytest
from fakes import FixedClock

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services.desk import Desk
from warrantydesk.storage.verify import verify_folder


@pytest.fixture
def stick(desk_folder: Path, tmp_path: Path) -> Path:
    """Give the desk a second place, with a backup there."""
    stick = tmp_path / "stick"
    stick.mkdir()
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.backups.save_places((str(stick),))
        desk.backups.keep(BackupReason.BY_HAND)
    return stick


def work_in(folder: Path, phone: str = "15400000042") -> None:
    """Save something in a data folder and close it."""
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.customers.save("顾客", phone)


def kinds(folder: Path) -> set[str]:
    return {damage.kind for damage in verify_folder(folder)}


def test_a_copied_folder_is_another_desk_to_the_same_place(
    desk_folder: Path, stick: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(desk_folder, tmp_path / "copy"))
    for folder in (copy, desk_folder, copy):
        work_in(folder)
        assert kinds(copy) == kinds(desk_folder) == set()
    older = Path(shutil.copytree(desk_folder, tmp_path / "older"))
    work_in(desk_folder)
    work_in(copy)  # what the copy says does not wipe away what the first one said
    shutil.rmtree(desk_folder)
    older.rename(desk_folder)
    assert (kinds(desk_folder), kinds(copy)) == ({"anchor"}, set())


def test_work_on_an_old_folder_put_back_does_not_hide_it(
    desk_folder: Path, stick: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copytree(desk_folder, tmp_path / "older"))
    work_in(desk_folder)
    shutil.rmtree(desk_folder)
    older.rename(desk_folder)
    for _time in range(2):
        work_in(desk_folder, "15400000043")
        assert kinds(desk_folder) == {"anchor"}
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.backups.keep(BackupReason.BY_HAND)
    assert kinds(desk_folder) == {"anchor"}


def test_work_on_an_old_database_put_back_does_not_hide_it(
    desk_folder: Path, tmp_path: Path
) -> None:
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.backups.make(tmp_path / "out")
    shutil.copy(desk_folder / "claims.db", tmp_path / "older.db")
    work_in(desk_folder)
    shutil.copy(tmp_path / "older.db", desk_folder / "claims.db")
    work_in(desk_folder, "15400000043")
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.backups.make(tmp_path / "out")
    assert kinds(desk_folder) == {"anchor"}
