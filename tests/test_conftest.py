"""The net under all tests holds: a thread left behind and an error in a slot fail their test."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CAREFUL = "def test_careful():\n    pass\n"
THREAD = """
import threading

def test_thread():
    threading.Thread(target=threading.Event().wait, daemon=True, name="forgotten").start()
"""
SLOT = """
from PySide6.QtCore import QTimer

def test_slot(qtbot):
    def breaks():
        raise RuntimeError("in a slot")
    with qtbot.waitSignal(qtbot_timer(breaks).timeout):
        pass

def qtbot_timer(slot):
    test_slot.timer = QTimer(singleShot=True)
    test_slot.timer.timeout.connect(slot)
    test_slot.timer.start(0)
    return test_slot.timer
"""


def outcome_of(folder: Path, source: str) -> str:
    """Run one test file under our conftest in a child and return what pytest printed."""
    (folder / "test_planted.py").write_text(source, "utf-8")
    shutil.copy(Path(__file__).with_name("conftest.py"), folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def test_a_thread_left_behind_fails_its_test(tmp_path: Path) -> None:
    printed = outcome_of(tmp_path, CAREFUL + THREAD)
    assert "threads outlive the test: ['forgotten']" in printed
    assert re.search(r"\b2 passed, 1 error\b", printed)


def test_an_error_in_a_slot_fails_its_test(tmp_path: Path) -> None:
    printed = outcome_of(tmp_path, CAREFUL + SLOT)
    assert "RuntimeError: in a slot" in printed
    assert re.search(r"\b1 failed, 1 passed\b", printed)
