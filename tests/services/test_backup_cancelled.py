"""Cancelled between two stages: a backup or a restore is then as if it had never been begun."""

from collections.abc import Callable
from pathlib import Path

import pytest
from stories import drafted

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services import restoring
from warrantydesk.services.desk import Desk


class Cancelled(Exception):  # noqa: N818 - a decision, not an error
    """The clerk has cancelled."""


def until(stage: int) -> Callable[[str], None]:
    """Return a step that cancels when this stage begins, counted from 0."""
    left = [stage]

    def step(_what: str) -> None:
        if not left[0]:
            raise Cancelled
        left[0] -= 1

    return step


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("stage", range(3))
def test_a_cancelled_backup_leaves_the_former_one_and_no_torso(
    desk: Desk, tmp_path: Path, stage: int
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.save_places((str(stick),))
    desk.backups.keep(BackupReason.BY_HAND)
    former = desk.backups.standing().newest
    drafted(desk)
    kept, carried = names(desk.backups.folder()), names(stick)
    with pytest.raises(Cancelled):
        desk.backups.keep(BackupReason.TIMED, until(stage))
    assert (names(desk.backups.folder()), names(stick)) == (kept, carried)
    standing = desk.backups.standing()
    assert (standing.newest, standing.problem) == (former, "")
    assert desk.backups.keep(BackupReason.TIMED) is not None


@pytest.mark.parametrize("stage", range(3))
def test_a_cancelled_restore_leaves_no_new_folder(desk: Desk, tmp_path: Path, stage: int) -> None:
    made = desk.backups.make(tmp_path / "out")
    key, before = restoring.key_in(desk.folder.path / "backup.key"), names(tmp_path)
    with pytest.raises(Cancelled):
        restoring.restore(made.file, tmp_path / "back", until(stage), key)
    assert names(tmp_path) == before
    assert restoring.restore(made.file, tmp_path / "back", key=key).head == made.head
