"""Kill -9 at any moment: what was acknowledged is there, nothing is half there, it opens again."""

import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from faults.looks import LOOKS, Killed

CHILD = Path(__file__).with_name("killed.py")
JOBS = tuple(LOOKS)
WITH_MORE = ("swap", "keep")
"""What needs a folder around the desk: for the old desk, for a second place."""
LONGEST_S = {
    **{"save": 0.5, "attach": 0.5, "submit": 1.5, "create": 0.5, "backup": 1.0, "back": 1.0},
    "take": 1.5,
    "ship": 1.5,
    "answer": 2.5,
    "money": 3.5,
    "forget": 2.5,
    **{"migrate": 2.0, "keep": 3.0, "swap": 6.0},
}


def killed(job: str, base: Path, folder: Path, dice: random.Random) -> Killed:
    """Let a child work on a copy of the desk and kill it at a moment the dice choose."""
    shutil.copytree(base, folder / "desk" if job in WITH_MORE else folder)
    child = subprocess.Popen(
        [sys.executable, str(CHILD), job, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert child.stdout
    first = child.stdout.readline()
    timer = threading.Timer(dice.uniform(0, LONGEST_S[job]), child.kill)
    timer.start()
    out, err = child.communicate()
    timer.join()
    assert child.returncode == -signal.SIGKILL, err
    # The last line may be cut: then it was never acknowledged.
    whole = (first + out).splitlines(keepends=True)
    return Killed(folder, [line.split() for line in whole if line.endswith("\n")])


def run_of(job: str, base: Path, folder: Path, seed: int) -> None:
    LOOKS[job](killed(job, base, folder, random.Random(f"{job} {seed}")))
    shutil.rmtree(folder)


@pytest.mark.parametrize("seed", range(1))
@pytest.mark.parametrize("job", JOBS)
def test_a_kill_loses_nothing_that_was_said(
    job: str, seed: int, base: Path, tmp_path: Path
) -> None:
    run_of(job, base, tmp_path / "desk", seed)


@pytest.mark.long
@pytest.mark.parametrize("job", JOBS)
def test_500_kills_lose_nothing_that_was_said(job: str, base: Path, tmp_path: Path) -> None:
    for seed in range(100, 184):
        run_of(job, base, tmp_path / "desk", seed)
