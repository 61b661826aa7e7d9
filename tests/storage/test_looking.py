"""A desk that is only looked at: everything can be read, and nothing there changes by a byte."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import drafted

from warrantydesk.cli import run
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.storage.looking import is_held
from warrantydesk.storage.places import DataFolder

ROOT = Path(__file__).resolve().parents[2]
RELEASED = Path(__file__).with_name("released")


def told(folder: Path) -> dict[str, tuple[str, int, int]]:
    """Return hash, rights and time of everything in a folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.stat().st_mode,
            path.stat().st_mtime_ns,
        )
        for path in (folder, *sorted(folder.rglob("*")))
    }


@pytest.fixture
def worked_folder(desk_folder: Path) -> Iterator[Path]:
    """Give a data folder with a claim in it, as it lies on a disk that takes no writing."""
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        drafted(desk)
    yield desk_folder
    for path in (desk_folder, *desk_folder.rglob("*")):
        path.chmod(0o755)


def write_protected(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(path.stat().st_mode & ~0o222)


def a_log_that_waits(folder: Path) -> None:
    """Leave what a kill leaves: entries in the log that are not in the database."""
    copy = folder.with_name("killed")
    desk = Desk(folder, FixedClock()).open()
    desk.people.act_as("S01")
    desk.customers.save("贺䶮", "15400000099")
    shutil.copytree(folder, copy)
    desk.close()
    shutil.rmtree(folder)
    copy.rename(folder)
    (folder / "claims.db-shm").unlink(missing_ok=True)
    assert (folder / "claims.db-wal").stat().st_size


def an_older_schema(folder: Path) -> None:
    shutil.copy(RELEASED / "schema-6.db", folder / "claims.db")


def as_it_is(folder: Path) -> None:
    """Leave it."""


@pytest.mark.parametrize("before", [as_it_is, a_log_that_waits, an_older_schema])
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_folder_that_takes_no_writing_is_read_and_left_as_it_is(
    worked_folder: Path, before: Callable[[Path], None], what: str, tmp_path: Path
) -> None:
    before(worked_folder)
    if what == "folder":
        write_protected(worked_folder)
    else:
        (worked_folder / "claims.db").chmod(0o444)
    state = told(worked_folder)
    left = set(Path(tempfile.gettempdir()).glob("warrantydesk-look-*"))
    with Desk(worked_folder, FixedClock()).open() as desk:
        assert "read-only" in desk.mode_sentence
        assert desk.bench.is_frozen
        desk.people.act_as(desk.people.all()[0].login)
        assert desk.archive.search("", limit=10)
        desk.today.items()
        with pytest.raises(Unavailable) as no:
            desk.settings.save_site(desk.settings.site)
        assert no.value.code == "READONLY"
        with pytest.raises(Unavailable) as no:
            desk.stores.attachments.files.keep(tmp_path.joinpath("x").open("wb+"))
        assert no.value.code == "READONLY"
    assert told(worked_folder) == state
    assert set(Path(tempfile.gettempdir()).glob("warrantydesk-look-*")) == left


def test_what_waits_in_the_log_is_seen(worked_folder: Path) -> None:
    a_log_that_waits(worked_folder)
    write_protected(worked_folder)
    with Desk(worked_folder, FixedClock()).open() as desk:
        assert [one.name for one in desk.stores.customers.find(phone="15400000099")] == ["贺䶮"]
        found: list[str] = []
        with desk.stores.db.reader() as query:
            found += [name for (name,) in query("SELECT name FROM customer ORDER BY id DESC")]
        assert found[0] == "贺䶮"


def test_a_paper_is_drawn_and_a_list_exported_to_another_place(
    worked_folder: Path, tmp_path: Path
) -> None:
    write_protected(worked_folder)
    state = told(worked_folder)
    with Desk(worked_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        (claim,) = desk.archive.search("", limit=1)
        desk.papers.draw("receipt", claim, tmp_path / "receipt.pdf")
        desk.ledger.export("claims", tmp_path / "claims.csv")
        assert desk.stores.print_jobs.find() == []
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "claims.csv").stat().st_size
    assert told(worked_folder) == state


def test_the_commands_read_such_a_folder_and_refuse_changes(
    worked_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_protected(worked_folder)
    state = told(worked_folder)
    data = ["--data", str(worked_folder)]
    file = tmp_path / "lines.jsonl"
    file.write_text(
        '{"do":"customers.save","with":{"name":"贺䶮","phone":"15400000042"},"as":"S01"}\n'
        '{"do":"checking.open_claims","as":"S01"}\n',
        "utf-8",
    )
    assert run(["ops", str(file), *data]) == 1
    printed = capsys.readouterr()
    assert printed.out.split("\n")[:2] == ["ERROR 1 READONLY", "ACK 2 -"]
    assert "is read-only" in printed.err
    for command in (["today"], ["search", ""], ["check", "--open"], ["verify"]):
        assert run([*command, *data]) == 0, command
    assert run(["export", "claims", "--to", str(tmp_path / "claims.xlsx"), *data]) == 0
    assert told(worked_folder) == state


def test_what_another_desk_has_open_can_be_looked_at_beside_it(
    desk: Desk, desk_folder: Path
) -> None:
    assert is_held(DataFolder(desk_folder))
    with Desk(desk_folder, FixedClock()).open(to_read=True) as second:
        assert str(os.getpid()) in second.mode_sentence
        desk.customers.save("贺䶮", "15400000042")
        assert len(second.stores.customers.find()) == 1
        second.people.act_as("S01")
        with pytest.raises(Unavailable):
            second.customers.save("杨𬭎", "15400000043")
    assert is_held(DataFolder(desk_folder)), "the first desk still has its lock"
    desk.customers.save("杨𬭎", "15400000043")


def test_asking_who_holds_a_folder_changes_nothing(desk_folder: Path) -> None:
    state = told(desk_folder)
    assert not is_held(DataFolder(desk_folder))
    assert told(desk_folder) == state


def pages_gone(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-40 * 4096 : -20 * 4096] = bytes(20 * 4096)
    file.write_bytes(data)


def cut_off(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) * 3 // 4])


@pytest.mark.parametrize("spoil", [pages_gone, cut_off])
def test_damaged_data_is_told_from_other_trouble_and_can_be_looked_at(
    worked_folder: Path, spoil: Callable[[Path], None]
) -> None:
    (worked_folder / "app.lock.owner").write_text("somebody", "utf-8")  # as after a kill
    spoil(worked_folder / "claims.db")
    data = (worked_folder / "claims.db").read_bytes()
    for _count in range(2):  # the second start looks at every page as well
        with pytest.raises(Unavailable) as no:
            Desk(worked_folder, FixedClock()).open()
        assert no.value.code == "DAMAGED"
    state = told(worked_folder)
    with Desk(worked_folder, FixedClock()).open(to_read=True) as desk:
        assert desk.bench.is_frozen
    assert told(worked_folder) == state
    assert (worked_folder / "claims.db").read_bytes() == data


def test_a_damaged_page_under_a_reading_command_is_a_sentence(
    worked_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(worked_folder / "claims.db")) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claim'").fetchone()
    data = bytearray((worked_folder / "claims.db").read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    (worked_folder / "claims.db").write_bytes(data)
    assert run(["check", "--open", "--data", str(worked_folder)]) == 2
    printed = capsys.readouterr()
    assert "is damaged" in printed.err
    assert "Traceback" not in printed.err


def test_the_private_copy_of_a_killed_program_is_removed_by_the_next(worked_folder: Path) -> None:
    a_log_that_waits(worked_folder)
    write_protected(worked_folder)
    source = (
        "import os, signal, sys; from pathlib import Path;"
        "from warrantydesk.services.desk import Desk;"
        "desk = Desk(Path(sys.argv[1])).open(); print(desk.stores.db.folder.copy, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", source, str(worked_folder)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    left = Path(done.stdout.strip())
    assert left.stat().st_mode & 0o777 == 0o700
    with Desk(worked_folder, FixedClock()).open():
        assert not left.exists()
