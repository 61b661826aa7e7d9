"""Start to painted window, against an empty Qt window in the same run.

    python tests/benchmarks/start.py [--claims N] [--rounds N]

Prints both medians in milliseconds and their ratio (aim: at most 1.6). Runs offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PAINTED = """
import sys
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    painted = False
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            Watch.painted = True
        return False

def until_painted(*_):
    app = QApplication.instance()
    watch = Watch()
    app.installEventFilter(watch)
    while not Watch.painted:
        app.processEvents()
    app.processEvents()
    print("painted", flush=True)
    return 0
"""
EMPTY = (
    PAINTED
    + """
from PySide6.QtWidgets import QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 720)
window.show()
until_painted()
import os
os._exit(0)
"""
)
OURS = (
    PAINTED
    + """
QApplication.exec = until_painted
from warrantydesk import app
import os
real = app.Desk.close
app.Desk.close = lambda self: (print("closing"), real(self), os._exit(0))
app.start(["--data", sys.argv[1], "--lang", "zh_CN"])
"""
)


def painted_after(code: str, *args: str) -> float:
    """Run a child and return the milliseconds until it said that it is painted."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True, env=env
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if line.strip() == "painted":
                spent = (time.perf_counter() - begun) * 1000
                break
        else:
            raise SystemExit("the window was never painted")
        child.stdout.read()
    return spent


def main() -> None:
    """Measure in turns and print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--data", type=Path, help="a data folder to use instead of a new one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data = args.data or Path(place) / "data"
        if args.data is None:
            subprocess.run(
                [sys.executable, "-m", "warrantydesk", "demo", str(data), "--claims",
                 str(args.claims)], check=True, cwd=ROOT)
        empty, ours = [], []
        for _round in range(args.rounds):
            empty.append(painted_after(EMPTY))
            ours.append(painted_after(OURS, str(data)))
    floor, start = statistics.median(empty), statistics.median(ours)
    print(f"empty Qt window {floor:.0f} ms, Warranty Desk {start:.0f} ms, "
          f"ratio {start / floor:.2f}")


if __name__ == "__main__":
    main()
