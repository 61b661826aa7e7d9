"""Restores in the place of a desk, old databases put back, and what must be no alarm."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from fakes import FixedClock
from stories import submitted

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import (
    backups_of,
    finish_swap,
    lost_sheet,
    lost_since,
    restore,
    restore_here,
)
from warrantydesk.storage import backup_swap
from warrantydesk.storage.backup_key_file import key_in
from warrantydesk.storage.verify import verify_folder

TIMED = BackupReason.TIMED


def opened(folder: Path, clock: FixedClock) -> Desk:
    desk = Desk(folder, clock).open()
    desk.people.act_as("S01")
    return desk


def kept(desk: Desk, clock: FixedClock) -> Path:
    """Keep a backup of now and go on by a minute."""
    record = desk.backups.keep(BackupReason.BY_HAND)
    assert record is not None
    clock.go_on(minutes=1)
    return desk.backups.folder() / record.name


@pytest.fixture
def lived(desk: Desk, clock: FixedClock, tmp_path: Path) -> Path:
    """Give a closed desk with a second place: a backup, a claim, a backup, one more claim."""
    (tmp_path / "stick").mkdir()
    desk.backups.save_places((str(tmp_path / "stick"),))
    kept(desk, clock)
    submitted(desk)
    kept(desk, clock)
    desk.claims.new()
    desk.close()
    return desk.folder.path


def kinds_of(folder: Path) -> list[str]:
    return [damage.kind for damage in verify_folder(folder)]


def test_a_desk_goes_back_and_on(lived: Path, clock: FixedClock) -> None:
    middle, oldest = backups_of(lived)
    old = restore_here(lived, lived / "backups" / oldest.name)
    assert old.parent == lived.parent
    assert (old / "claims.db").is_file()
    assert verify_folder(lived) == []
    with opened(lived, clock) as desk:
        assert len(desk.archive.all_ids()) == 0
        assert desk.archive.verify() == []
        (event,) = desk.stores.desk_events.find(kind="restored")
        assert event.subject == oldest.head
        desk.claims.new()
        kept(desk, clock)
        reasons = [one.reason for one in backups_of(lived)]
        assert BackupReason.BEFORE_RESTORE in reasons
        assert middle.name in [one.name for one in backups_of(lived)]
        assert len(desk.backups.places()) == 1
    assert verify_folder(lived) == []
    assert verify_folder(old) == []


def test_what_was_lost_is_told_and_printed(lived: Path) -> None:
    middle, oldest = backups_of(lived)[:2]
    lost = lost_since(lived, oldest)
    assert "S01" in {one.login for one in lost}
    assert [one.seq for one in lost] == sorted(one.seq for one in lost)
    numbers = {one.subject for one in lost if one.subject.startswith("C0126")}
    assert len(numbers) == 2
    assert len({one.subject for one in lost_since(lived, middle)}) == 1
    target = lived / "sheet.pdf"
    target.write_bytes(lost_sheet(lived, oldest))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert all(number in text for number in numbers)
    (lived / "claims.db").write_bytes(b"torn")
    assert lost_since(lived, oldest) == []
    assert lost_sheet(lived, oldest).startswith(b"%PDF")


@pytest.mark.parametrize("spoil", ["torn", "gone"])
def test_a_desk_whose_database_is_spoilt_goes_back(
    lived: Path, clock: FixedClock, spoil: str
) -> None:
    newest = backups_of(lived)[0]
    if spoil == "gone":
        (lived / "claims.db").unlink()
    else:
        data = (lived / "claims.db").read_bytes()
        (lived / "claims.db").write_bytes(data[: len(data) // 2])
    restore_here(lived, lived / "backups" / newest.name)
    with opened(lived, clock) as desk:
        assert len(desk.archive.all_ids()) == 1
    assert verify_folder(lived) == []


def test_an_open_desk_is_not_replaced(lived: Path, clock: FixedClock) -> None:
    file = lived / "backups" / backups_of(lived)[0].name
    with opened(lived, clock), pytest.raises(Unavailable, match="open"):
        restore_here(lived, file)
    assert [path.name for path in lived.parent.iterdir() if "desk" in path.name] == ["desk"]


def test_a_bad_backup_changes_nothing(lived: Path, clock: FixedClock) -> None:
    file = lived / "backups" / backups_of(lived)[0].name
    file.write_bytes(file.read_bytes()[:-200])
    before = (lived / "claims.db").read_bytes()
    with pytest.raises(Unavailable):
        restore_here(lived, file)
    assert (lived / "claims.db").read_bytes() == before
    assert [path.name for path in lived.parent.iterdir() if "desk" in path.name] == ["desk"]
    with opened(lived, clock) as desk:
        assert len(desk.archive.all_ids()) == 2


class Cut(BaseException):
    """The program is killed."""


@pytest.mark.parametrize("after", range(6))
def test_a_swap_that_is_cut_off_leaves_the_old_desk_or_the_new_one(
    lived: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    file = lived / "backups" / backups_of(lived)[0].name
    calls = {"n": 0}

    def cutting(call: Callable[..., object]) -> Callable[..., object]:
        def maybe(*given: object, **named: object) -> object:
            calls["n"] += 1
            if calls["n"] > after:
                raise Cut
            return call(*given, **named)

        return maybe

    with monkeypatch.context() as patch:
        for name in ("atomic_write", "put_in_place", "sync_folder"):
            patch.setattr(backup_swap, name, cutting(getattr(backup_swap, name)))
        with suppress(Cut):
            restore_here(lived, file)
    with opened(lived, clock) as desk:
        assert len(desk.archive.all_ids()) in (1, 2)
        assert desk.archive.verify() == []
    assert not backup_swap.note_of(lived).exists()
    assert not backup_swap.new_folder(lived).exists()


def test_a_note_that_is_none_of_ours_moves_nothing(lived: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    for text in ("{", "[]", '{"new": "../x", "old": "precious"}', '{"new": "", "old": ""}'):
        backup_swap.note_of(lived).write_text(text, "utf-8")
        finish_swap(lived)
        assert lived.is_dir()
        assert (tmp_path / "precious").is_dir()


def test_a_parent_that_cannot_be_written_is_said(
    lived: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = lived / "backups" / backups_of(lived)[0].name

    def closed(*_given: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(backup_swap, "put_in_place", closed)
    with pytest.raises(Unavailable, match="nothing was changed"):
        restore_here(lived, file)
    monkeypatch.undo()
    with opened(lived, clock) as desk:
        assert len(desk.archive.all_ids()) == 2


def test_an_old_database_put_back_is_found_without_an_anchor(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    desk.close()
    old = (desk.folder.path / "claims.db").read_bytes()
    with opened(desk.folder.path, clock) as again:
        again.claims.new()
        kept(again, clock)
    assert verify_folder(desk.folder.path) == []
    (desk.folder.path / "claims.db").write_bytes(old)
    assert "anchor" in kinds_of(desk.folder.path)
    (desk.folder.backups / "register.json").unlink()
    assert kinds_of(desk.folder.path) == ["anchor"]
    shutil.rmtree(desk.folder.backups)
    assert kinds_of(desk.folder.path) == []


def test_a_whole_folder_put_back_is_found_by_the_second_place(
    lived: Path, clock: FixedClock, tmp_path: Path
) -> None:
    shutil.copytree(lived, tmp_path / "image")
    with opened(lived, clock) as desk:
        desk.claims.new()
    shutil.rmtree(lived)
    shutil.copytree(tmp_path / "image", lived)
    assert kinds_of(lived) == ["anchor"]
    with opened(lived, clock) as desk:
        assert [one.kind for one in desk.archive.verify()] == ["anchor"]


def test_a_closed_desk_remembers_what_no_backup_holds_yet(lived: Path, clock: FixedClock) -> None:
    old = (lived / "claims.db").read_bytes()
    with opened(lived, clock) as desk:
        desk.claims.new()
    (lived / "claims.db").write_bytes(old)
    assert "anchor" in kinds_of(lived)


def test_a_copy_of_the_folder_lives_a_life_of_its_own(
    lived: Path, clock: FixedClock, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(lived, tmp_path / "copy"))
    for folder in (lived, copy, lived, copy):
        with opened(folder, clock) as desk:
            desk.claims.new()
            kept(desk, clock)
        assert verify_folder(folder) == []
    assert verify_folder(lived) == []


def test_a_moved_folder_is_no_alarm(lived: Path, clock: FixedClock, tmp_path: Path) -> None:
    moved = lived.rename(tmp_path / "moved")
    with opened(moved, clock) as desk:
        desk.claims.new()
        kept(desk, clock)
    assert verify_folder(moved) == []


def test_a_template_copied_again_and_again_is_no_alarm(
    staffed_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "run"
    for _count in range(3):
        shutil.copytree(staffed_folder, folder)
        with opened(folder, clock) as desk:
            desk.claims.new()
            desk.backups.make(tmp_path / "out")
            desk.backups.keep(TIMED)
        assert verify_folder(folder) == []
        shutil.rmtree(folder)


def test_a_desk_begun_anew_beside_old_backups_is_no_alarm(lived: Path, clock: FixedClock) -> None:
    for path in lived.glob("claims.db*"):
        path.unlink()
    with Desk(lived, clock).open(create=True, demo=True) as desk:
        assert desk.archive.verify() == []
        desk.backups.keep(TIMED)
    assert verify_folder(lived) == []


def test_a_backup_of_another_desk_among_ours_is_no_alarm(
    lived: Path, staffed_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    other = Path(shutil.copytree(staffed_folder, tmp_path / "other"))
    with opened(other, clock) as desk:
        file = kept(desk, clock)
    shutil.copy(file, lived / "backups")
    shutil.copy(file, tmp_path / "stick")
    assert verify_folder(lived) == []


def test_a_restore_elsewhere_goes_on_without_an_alarm(
    lived: Path, clock: FixedClock, tmp_path: Path
) -> None:
    oldest = backups_of(lived)[-1]
    restore(lived / "backups" / oldest.name, tmp_path / "new")
    assert verify_folder(tmp_path / "new") == []
    with opened(tmp_path / "new", clock) as desk:
        (event,) = desk.stores.desk_events.find(kind="restored")
        assert json.loads(event.detail)["head"] == oldest.head
        desk.backups.save_places((str(tmp_path / "stick"),))
        kept(desk, clock)
    assert verify_folder(tmp_path / "new") == []
    assert key_in(tmp_path / "new" / "backup.key") == key_in(lived / "backup.key")
    assert verify_folder(lived) == []


def test_a_new_computer_needs_the_backup_and_the_sheet_alone(lived: Path, tmp_path: Path) -> None:
    key = key_in(lived / "backup.key")
    shutil.copy(min((tmp_path / "stick").glob("*.zip")), tmp_path / "only.zip")
    shutil.rmtree(lived)
    os.environ.pop("WARRANTYDESK_KEY", None)
    with pytest.raises(Unavailable, match="key is not here"):
        restore(tmp_path / "only.zip", tmp_path / "new")
    assert restore(tmp_path / "only.zip", tmp_path / "new", key=BackupKey(key.value)).is_whole
