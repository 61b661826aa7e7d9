"""A second start finds the first window, whoever had the name before."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from warrantydesk.ui.second_start import FirstStart, name_of, raise_first

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from warrantydesk.ui.second_start import raise_first
sys.exit(0 if raise_first(Path(sys.argv[1])) else 3)
"""


def second(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", SECOND, str(folder)], cwd=ROOT)


def test_a_second_start_raises_the_first_window(qtbot: Any, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    first = FirstStart(tmp_path, window)
    started = second(tmp_path)
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=20_000)
    assert started.returncode == 0
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    first.close()


def test_where_no_window_is_open_the_start_goes_on(qtbot: Any, tmp_path: Path) -> None:
    assert not raise_first(tmp_path / "desk")


def test_the_name_of_a_killed_program_is_taken_again(qtbot: Any, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    source = (
        "import sys, os, signal; from pathlib import Path;"
        "from PySide6.QtWidgets import QApplication, QWidget;"
        "app = QApplication([]); from warrantydesk.ui.second_start import FirstStart;"
        "first = FirstStart(Path(sys.argv[1]), QWidget()); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", source, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert not raise_first(tmp_path)
    first = FirstStart(tmp_path, window)
    started = second(tmp_path)
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=20_000)
    assert started.returncode == 0
    first.close()


def test_two_folders_have_two_names_and_a_link_has_that_of_its_folder(tmp_path: Path) -> None:
    one, other, link = tmp_path / "one", tmp_path / "other", tmp_path / "link"
    one.mkdir()
    other.mkdir()
    link.symlink_to(one)
    assert name_of(one) != name_of(other)
    assert name_of(link) == name_of(one)
