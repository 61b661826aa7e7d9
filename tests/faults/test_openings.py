"""Every subcommand over every folder that holds no desk of ours: one sentence, nothing touched.

The same by ``Desk.open``: ``../storage/test_database.py``; what can only be read: there as well.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import submitted

from warrantydesk.cli import COMMANDS, run
from warrantydesk.i18n import LANGUAGES, set_language
from warrantydesk.services.desk import Desk

NEEDS_NO_DESK = {"tour", "demo", "assess", "restore"}
"""What makes a folder of its own, or needs none."""
ASKED = {
    "ops": ["{lines}"],
    "show": ["claim", "1"],
    "check": ["--open"],
    "labels": ["--all", "--as", "zpl", "--out", "{out}.zpl"],
    "search": ["水泵"],
    "backup": ["{out}"],
    "export": ["claims", "--to", "{out}/claims.csv"],
    "dossier": ["C0126-000001", "--to", "{out}/dossier.pdf"],
    "audit-pack": ["{numbers}", "--to", "{out}/pack.zip"],
    "report": ["month_summary"],
}
Spoil = Callable[[Path, ExitStack], Path]
"""Spoils a data folder; returns the folder that is then named. What it keeps open is put on the
stack."""


def _number(folder: Path, pragma: str) -> Path:
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        db.execute(f"PRAGMA {pragma}")
    return folder


def newer(folder: Path, _open: ExitStack) -> Path:
    return _number(folder, "user_version = 99")


def newer_in_the_log(folder: Path, held: ExitStack) -> Path:
    db = held.enter_context(closing(sqlite3.connect(folder / "claims.db")))
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("PRAGMA user_version = 99")
    return folder


def foreign(folder: Path, _open: ExitStack) -> Path:
    return _number(folder, "application_id = 42")


def empty(folder: Path, _open: ExitStack) -> Path:
    (folder / "claims.db").write_bytes(b"")
    return folder


def text(folder: Path, _open: ExitStack) -> Path:
    (folder / "claims.db").write_text("Dear diary, " * 100, "utf-8")
    return folder


def truncated(folder: Path, _open: ExitStack) -> Path:
    data = (folder / "claims.db").read_bytes()
    (folder / "claims.db").write_bytes(data[: len(data) // 2])
    return folder


def a_folder(folder: Path, _open: ExitStack) -> Path:
    (folder / "claims.db").unlink()
    (folder / "claims.db").mkdir()
    return folder


def a_file(folder: Path, _open: ExitStack) -> Path:
    return folder / "claims.db"


def missing(folder: Path, _open: ExitStack) -> Path:
    return folder / "nowhere"


def without_database(folder: Path, _open: ExitStack) -> Path:
    (folder / "claims.db").unlink()
    return folder


def open_elsewhere(folder: Path, held: ExitStack) -> Path:
    held.enter_context(Desk(folder, FixedClock()).open())
    return folder


CASES: dict[Spoil, str] = {
    newer: "newer Warranty Desk",
    newer_in_the_log: "newer Warranty Desk",
    foreign: "belongs to another program",
    empty: "is empty",
    text: "is not a database",
    truncated: "is cut short",
    a_folder: "is a folder",
    a_file: "is a file, not a folder",
    missing: "There is no database",
    without_database: "There is no database",
    open_elsewhere: "has this data open",
}


def sums(folder: Path) -> dict[str, str]:
    """Return every file of a folder with its hash, but for what SQLite lays beside a database
    that is read: shared memory, and a log without a byte."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.endswith("-shm")
        and (path.stat().st_size or not path.name.endswith("-wal"))
    }


def command(name: str, folder: Path, out: Path) -> list[str]:
    """Return a command line that would work over a good folder."""
    (out / "lines.jsonl").write_text('{"do":"claims.new","with":{"vin":"LX0DL31C8RB018252"}}\n')
    (out / "numbers.txt").write_text("C0126-000001\n")
    words = {"lines": out / "lines.jsonl", "numbers": out / "numbers.txt", "out": out / "made"}
    return [name, *(one.format(**words) for one in ASKED.get(name, [])), "--data", str(folder)]


READERS = [one.NAME for one in COMMANDS if one.NAME not in NEEDS_NO_DESK]


@pytest.mark.parametrize("spoil", CASES, ids=lambda spoil: spoil.__name__)
def test_every_subcommand_says_what_is_wrong_and_touches_nothing(
    spoil: Spoil, desk_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with ExitStack() as held:
        named = spoil(desk_folder, held)
        before = sums(desk_folder)
        for name in READERS:
            if name == "verify" or (spoil is open_elsewhere and name == "search"):
                continue  # what only looks needs no lock, and says damage as a finding
            code = run(command(name, named, tmp_path))
            said = capfd.readouterr()
            assert code == 2, (name, said)
            lines = said.err.splitlines()
            assert CASES[spoil] in lines[-1], (name, said)
            assert len(lines) == 1, (name, said)
            assert said.out == ""
            assert not (tmp_path / "made").exists()
        assert sums(desk_folder) == before
        assert not (desk_folder / "nowhere").exists()


@pytest.mark.parametrize("lang", [one.code for one in LANGUAGES])
def test_each_has_a_sentence_of_its_own_in_every_language(
    lang: str, staffed_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said: dict[str, str] = {}
    for spoil in CASES:
        folder = Path(shutil.copytree(staffed_folder, tmp_path / spoil.__name__))
        with ExitStack() as held:
            run([*command("today", spoil(folder, held), tmp_path), "--lang", lang])
        told = capfd.readouterr().err.replace(str(tmp_path), "")
        said[spoil.__name__] = told.replace(spoil.__name__, "").strip()
    set_language("en")
    alike = {"missing", "newer_in_the_log"}  # as without a database, and as newer
    sentences = [words for name, words in said.items() if name not in alike]
    assert len(set(sentences)) == len(sentences)
    assert all(any("一" <= sign <= "龥" for sign in one) for one in sentences) is (lang == "zh_CN")


def test_verify_names_the_damage(
    staffed_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for spoil in (newer, foreign, empty, text, truncated, a_folder, missing):
        folder = Path(shutil.copytree(staffed_folder, tmp_path / spoil.__name__))
        with ExitStack() as held:
            named = spoil(folder, held)
            before = sums(folder)
            assert run(["verify", "--data", str(named)]) in (1, 2)
        told = capfd.readouterr()
        assert "Traceback" not in told.err
        assert told.out.strip() not in ("", "[]") or told.err
        assert sums(folder) == before


def test_the_command_lines_would_work(
    desk_folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Were one wrong by itself, its refusals above would show nothing."""
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        submitted(desk)
    for name in READERS:
        assert run(command(name, desk_folder, tmp_path)) in (0, 1), (name, capfd.readouterr())
