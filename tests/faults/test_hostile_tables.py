"""Hostile tables: each is refused in its own sentence, within the memory and the time allowed."""

import json
import os
import random
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from reading.hostile import HOSTILE
from reading.messy import MESSY
from reading.workbooks import xls, xlsx

from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.sheet.layout import layout_of
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
    assert limits.seconds_for(0) == limits.seconds_for(8_000_000) == 9.0
    assert limits.seconds_for(limits.MOST_BYTES) == 30.0
    assert 9.0 < limits.seconds_for(20_000_000) < 30.0


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
    monkeypatch.setattr(tables, "program", lambda: [str(tmp_path / "missing")])
    with pytest.raises(Unavailable, match="could not be opened"):
        read_table(file)


class Stopped(Exception):  # noqa: N818 - raised on purpose
    """What a test raises to stop a reading."""


def test_a_child_that_never_answers_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, note = tmp_path / "a.csv", tmp_path / "pid"
    file.write_bytes(b"a,b\n")
    waits = f"import os, signal; open({str(note)!r}, 'w').write(str(os.getpid())); signal.pause()"
    monkeypatch.setattr(tables, "program", lambda: [sys.executable, "-c", waits])

    def begun() -> bool:
        return note.exists() and bool(note.read_text())

    with pytest.raises(Unavailable, match="was stopped"):
        read_table(file, cancelled=begun)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
    note.unlink()

    def progress(*_told: object) -> None:
        if begun():
            raise Stopped

    with pytest.raises(Stopped):
        read_table(file, progress=progress)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


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
    monkeypatch.setattr(tables, "program", lambda: [sys.executable, "-c", speaks])
    with pytest.raises(Unavailable, match="could not be read"):
        read_table(file)


def bitten(data: bytes, dice: random.Random) -> bytes:
    """Return a file in which some bytes are changed, lost or added."""
    torn = bytearray(data)
    for _bite in range(dice.choice((1, 3, 20))):
        at = dice.randrange(len(torn) + 1)
        taken = dice.choice((0, 1, 1, 40))
        torn[at : at + taken] = dice.randbytes(dice.choice((0, taken, taken, 8)))
    return bytes(torn)


def refusals_of_bitten(folder: Path, times: int) -> list[str]:
    """Read so many bitten files; each is a table or a sentence, and the sentences are given."""
    dice, said = random.Random(times), []
    old = xls([["LVVDB11BXMD100001", number, "火花塞"] for number in range(300)])
    sources = [*(case.data for case in MESSY), *[old] * 10]
    file = folder / "bitten.bin"
    for _time in range(times):
        file.write_bytes(bitten(dice.choice(sources), dice))
        try:
            for sheet in read_table(file).sheets:
                layout_of(sheet)
        except Unavailable as error:
            said.append(error.message.format(**error.values))
    return said


@pytest.mark.parametrize("times", [30, pytest.param(1_000, marks=pytest.mark.long)])
def test_bitten_files_are_read_or_refused_by_name(times: int, tmp_path: Path) -> None:
    said = refusals_of_bitten(tmp_path, times)
    assert 0 < len(said) < times
    assert [sentence for sentence in said if "bitten.bin" not in sentence] == []


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
