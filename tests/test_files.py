"""A file is written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from warrantydesk import files
from warrantydesk.files import atomic_write


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_new_file_and_one_over_another(tmp_path: Path) -> None:
    path = tmp_path / "索赔申请单.pdf"
    atomic_write(path, b"one")
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == [path.name]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        atomic_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["form.pdf"]


@pytest.mark.parametrize(("held", "written"), [(3, True), (9, True), (10, False)])
def test_a_file_held_by_another_program_is_tried_ten_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, written: bool
) -> None:
    path, real, waits = tmp_path / "form.pdf", os.replace, []
    path.write_bytes(b"old")
    left = [held]

    def replace(source: object, target: object) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "held")
        real(str(source), str(target))

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(files.time, "sleep", waits.append)
    if written:
        atomic_write(path, b"new")
    else:
        with pytest.raises(PermissionError):
            atomic_write(path, b"new")
    assert path.read_bytes() == (b"new" if written else b"old")
    assert names(tmp_path) == ["form.pdf"]
    assert sum(waits) == pytest.approx(min(held, 9) * 0.2)


def test_the_bytes_are_on_the_disk_before_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        done.append("sync")
        fsync(handle)

    def swap(source: object, target: object) -> None:
        done.append("replace")
        replace(str(source), str(target))

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", swap)
    atomic_write(tmp_path / "form.pdf", b"new")
    assert done[:2] == ["sync", "replace"]
    assert done[2:] == (["sync"] if os.name == "posix" else [])


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "nowhere" / "form.pdf", b"new")
