"""A power cut at any moment: what was said is there, no row without its photo, it opens again.

A child puts everything it writes on tape; the tape is played up to a moment that dice choose, and
a new folder gets what a disk may hold then. Three controls with a care taken away must show damage.
"""

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from fakes import FixedClock
from faults.looks import LOOKS, Killed, reopened
from faults.recording import Event
from faults.replay import Disk, tape_of
from faults.vfs import library

from warrantydesk.services.desk import Desk
from warrantydesk.storage.migrations import SCHEMA

CHILD = Path(__file__).with_name("powercut.py")
RELEASED = Path(__file__).parents[1] / "storage" / "released"
JOBS = ("save", "attach", "take", "submit", "keep", "swap")
ACKS = {"save": 24, "attach": 12, "take": 6, "submit": 4, "keep": 4, "swap": 4}
"""What is said on a tape, twice where the job goes on after a close."""
SHORT = 4
LONG = 1_000
TAPES = 10
"""A thousand cuts are made on so many tapes."""

pytestmark = pytest.mark.skipif(
    library() is None, reason="SQLite is built into this Python: nothing can be laid over its calls"
)


class Tape(NamedTuple):
    """A folder before a job, what the job did to it, the folder as it left it, and its place."""

    base: Path
    events: list[Event]
    after: Path
    place: Path


def taped(job: str, base: Path, folder: Path, without: str = "", acks: int = 0) -> Tape:
    """Let a child do a job on a copy of a folder, on tape."""
    place, file = Path(shutil.copytree(base, folder / "work")), folder / "tape"
    count = str(acks or ACKS.get(job, 1))
    command = [sys.executable, str(CHILD), job, str(place), str(file), count]
    done = subprocess.run([*command, *filter(None, [without])], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Tape(base, tape_of(file), place.rename(folder / "after"), place)


def cuts(tape: Tape, dice: random.Random, count: int) -> Iterator[Killed]:
    """Give what so many power cuts leave in its place, at moments in the order of the tape."""
    disk, played = Disk(tape.base), 0
    for moment in sorted(dice.randint(0, len(tape.events)) for _cut in range(count)):
        while played < moment:
            if tape.events[played][0] != "ack":
                disk.play(tape.events[played])
            played += 1
        disk.cut(tape.place, dice)
        said = [list(event[1:]) for event in tape.events[:moment] if event[0] == "ack"]
        yield Killed(tape.place, said)
        shutil.rmtree(tape.place)


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the shared memory of the log."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if not path.name.endswith("-shm")
    }


def must_tell_everything(tape: Tape, target: Path) -> None:
    """Played to its end and written out, a tape gives the folder byte by byte."""
    disk = Disk(tape.base)
    for event in tape.events:
        if event[0] != "ack":
            disk.play(event)
    disk.sync()
    disk.cut(target, random.Random(1))
    assert content(target) == content(tape.after)


@pytest.fixture(scope="module")
def bases(base: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the folder a job begins with: a desk, or one that holds it and what is beside it."""
    around = tmp_path_factory.mktemp("around")
    shutil.copytree(base, around / "desk")
    (around / "stick").mkdir()
    return {**dict.fromkeys(JOBS, base), "swap": around, "keep": around}


@pytest.mark.parametrize("job", JOBS)
def test_a_power_cut_loses_nothing_that_was_said(
    job: str, bases: dict[str, Path], tmp_path: Path
) -> None:
    tape = taped(job, bases[job], tmp_path)
    must_tell_everything(tape, tmp_path / "played")
    for run in cuts(tape, random.Random(job), SHORT):
        LOOKS[job](run)


@pytest.mark.long
@pytest.mark.parametrize("job", JOBS)
def test_1000_power_cuts_lose_nothing_that_was_said(
    job: str, bases: dict[str, Path], tmp_path: Path
) -> None:
    for number in range(TAPES):
        (tmp_path / str(number)).mkdir()
        tape = taped(job, bases[job], tmp_path / str(number))
        dice = random.Random(f"{job} {number}")
        for run in cuts(tape, dice, LONG // TAPES):
            LOOKS[job](run)


def damaged(run: Killed, look: Callable[[Killed], None]) -> bool:
    """Tell whether a look finds anything wrong, and be it that the desk does not open."""
    try:
        look(run)
    except Exception:  # noqa: BLE001 - whatever it is, it is damage
        return True
    return False


@pytest.mark.parametrize(
    ("job", "without"), [("save", "synchronous"), ("attach", "fsync"), ("attach", "folders")]
)
def test_without_a_care_power_cuts_do_damage(
    job: str, without: str, base: Path, tmp_path: Path
) -> None:
    """The control: were these not seen, the tests above would prove nothing."""
    tape = taped(job, base, tmp_path, without)
    runs = cuts(tape, random.Random(without), SHORT)
    assert any(damaged(run, LOOKS[job]) for run in runs)


def former(schema: int, folder: Path) -> Path:
    """Give a folder with a database of a former schema, as its program left it."""
    folder.mkdir()
    shutil.copy(RELEASED / f"schema-{schema}.db", folder / "claims.db")
    return folder


def schema_of(folder: Path) -> tuple[int, int]:
    """Return the schema of a database and how many rows its journal has."""
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        (schema,) = db.execute("PRAGMA user_version").fetchone()
        (entries,) = db.execute("SELECT count(*) FROM journal").fetchone()
    return schema, entries


def migrated(run: Killed, schema: int, claims: list[str]) -> None:
    """An old schema or a later one, whole; nothing of it is lost, and it becomes today's."""
    number, _entries = schema_of(run.folder)
    assert schema <= number <= SCHEMA
    assert number == SCHEMA or not run.all("migrated")
    with reopened(run.folder) as desk:
        assert desk.stores.db.schema == SCHEMA
        assert numbers_of(desk) == claims


def numbers_of(desk: Desk) -> list[str]:
    """Return the numbers of all claims."""
    return sorted(desk.claims.get(one).claim_number for one in desk.archive.all_ids())


def cut_in_migration(schema: int, folder: Path, dice: random.Random, count: int) -> None:
    folder.mkdir()
    before = former(schema, folder / "before")
    tape = taped("migrate", before, folder)
    with Desk(tape.after, FixedClock()).open() as desk:
        claims = numbers_of(desk)
    for run in cuts(tape, dice, count):
        migrated(run, schema, claims)


@pytest.mark.parametrize("schema", [1, SCHEMA - 1])
def test_a_power_cut_leaves_the_old_schema_or_the_new(schema: int, tmp_path: Path) -> None:
    cut_in_migration(schema, tmp_path / "desk", random.Random(schema), SHORT)


@pytest.mark.long
@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_1000_power_cuts_leave_the_old_schema_or_the_new(schema: int, tmp_path: Path) -> None:
    count = -(-LONG // (SCHEMA - 1))
    cut_in_migration(schema, tmp_path / "desk", random.Random(schema), count)
