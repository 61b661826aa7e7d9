"""Qt for Python may not steal references to None: PySide6 6.12.0 did, on CPython 3.11."""

import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
CALLS = 30_000
# Each call that returns nothing gave one reference to None too few; where None is immortal
# (CPython 3.12 and newer) the count never moves and only the pin can be tested.
CHILD = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("x")
print(before - sys.getrefcount(None))
"""


def test_void_calls_of_qt_keep_the_references_to_none() -> None:
    child = subprocess.run(
        [sys.executable, "-c", CHILD], capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, f"Qt ended the child: {child.stderr[-500:]}"
    assert abs(int(child.stdout)) < CALLS // 100


def test_the_pin_leaves_out_the_release_that_does() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {need.name: need.specifier for need in map(Requirement, project["dependencies"])}
    qt = asked["PySide6-Essentials"]
    assert "6.11.3" in qt
    assert "6.12.0" not in qt
    assert "6.10.3" not in qt


def test_every_dependency_has_an_upper_bound() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needs = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    open_ended = [
        need
        for need in needs
        if not {part.operator for part in Requirement(need).specifier} & {"<", "<=", "=="}
    ]
    assert open_ended == []


def test_the_lock_names_versions_and_hashes_and_no_place() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    lines = [line for line in lock.splitlines() if not line.startswith("#")]
    pins = [line for line in lines if not line.startswith("    --hash=sha256:")]
    assert pins
    assert all("==" in pin and pin.endswith(" \\") for pin in pins)
    assert "://" not in lock
    assert "--index-url" not in lock
    assert 'colorama==0.4.6 ; sys_platform == "win32"' in lock
