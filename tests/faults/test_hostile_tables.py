"""Hostile tables: each is refused in its own sentence, within the memory and the time allowed."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reading.hostile import HOSTILE
from reading.workbooks import xlsx

from warrantydesk.domain.errors import Unavailable
from warrantydesk.reading import limits, tables
from warrantydesk.reading.tables import read_table

ROOT = Path(__file__).resolve().parents[2]
MOST_MB = 500


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Read all hostile files in a fresh process and give what it told of each, by name."""
    folder = tmp_path_factory.mktemp("hostile")
    for hostile in HOSTILE:
        (folder / hostile.file).write_bytes(hostile.make())
    before = {file: file.read_bytes() for file in folder.iterdir()}
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("read_tables.py")), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {line["file"]: line for line in lines}


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.file)
def test_a_hostile_file_is_refused_by_name(hostile: Any, told: dict[str, dict[str, Any]]) -> None:
    line = told[hostile.file]
    assert hostile.sentence in line["message"]
    assert hostile.file in line["message"]
    assert line["rows"] == 0
    assert "{" not in line["message"]


def test_no_hostile_file_took_more_than_it_may(told: dict[str, dict[str, Any]]) -> None:
    """The system itself refuses more memory; these are the peaks that it measured."""
    assert len(told) == len(HOSTILE) >= 40
    assert max(line["child_mb"] for line in told.values()) <= MOST_MB
    assert max(line["own_mb"] for line in told.values()) <= MOST_MB
    assert not [line for line in told.values() if "takes too long" in line["message"]]


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "slow.xlsx"
    file.write_bytes(xlsx([["x"]]))
    monkeypatch.setattr(tables, "seconds_for", lambda size: 0.0)
    with pytest.raises(Unavailable, match="takes too long to read"):
        read_table(file)


def test_small_files_have_less_than_ten_seconds_and_large_ones_thirty() -> None:
    assert limits.seconds_for(0) == limits.seconds_for(2_000_000) == 9.0
    assert limits.seconds_for(limits.MOST_BYTES) == 30.0
    assert 9.0 < limits.seconds_for(12_000_000) < 30.0


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    """A pipe would be waited for, a device read without end."""
    pipe, zero, away, folder = (tmp_path / name for name in ("pipe", "zero", "away", "folder"))
    os.mkfifo(pipe)
    zero.symlink_to("/dev/zero")
    folder.mkdir()
    for file, sentence in (
        (pipe, "is not a file"),
        (zero, "is not a file"),
        (away, "is not there any more"),
        (folder, "is a folder"),
        (Path("a\0b"), "is not there any more"),
        (Path("x" * 5_000), "is not there any more"),
    ):
        with pytest.raises(Unavailable, match=sentence) as caught:
            read_table(file)
        assert caught.value.values["file"] == file.name


def test_a_file_that_may_not_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one who tests may be allowed everything, so a socket stands for what is not opened."""
    with socket.socket(socket.AF_UNIX) as closed:
        monkeypatch.chdir(tmp_path)
        closed.bind("list.xlsx")
        monkeypatch.setattr(tables, "_size", lambda file: 1)
        with pytest.raises(Unavailable, match="could not be opened") as caught:
            read_table(Path("list.xlsx"))
    assert caught.value.values["file"] == "list.xlsx"
    assert caught.value.values["reason"]


def test_a_child_that_cannot_be_started_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"a,b\n")
    monkeypatch.setattr(tables, "_program", lambda: [str(tmp_path / "missing")])
    with pytest.raises(Unavailable, match="could not be opened"):
        read_table(file)


@pytest.mark.parametrize(
    "said",
    [
        *(b"", b"{}", b"[1]", b"{", b'{"rows":[]}', b'{"rows":[[1]]}', b"\xff", b"[" * 100_000),
        *(b'{"sheet":"a","hidden":false,"merged":[]}\n' * 300, b'{"book":{}}', b'{"step":1}'),
    ],
)
def test_a_child_that_says_nonsense_is_not_believed(
    said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, echo = tmp_path / "a.csv", tmp_path / "echo"
    file.write_bytes(b"a,b\n")
    echo.write_bytes(said + b"\n" if said else b"")
    speaks = f"import sys; sys.stdout.buffer.write(open({str(echo)!r}, 'rb').read())"
    monkeypatch.setattr(tables, "_program", lambda: [sys.executable, "-c", speaks])
    with pytest.raises(Unavailable, match="could not be read"):
        read_table(file)


def test_the_child_loads_neither_desk_nor_window() -> None:
    code = (
        "import sys; from warrantydesk.reading import child, workbook;"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'peewee',"
        " 'warrantydesk.services', 'warrantydesk.storage', 'warrantydesk.ui'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
