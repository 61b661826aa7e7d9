"""Start to painted window, against an empty Qt window in the same run.

    python tests/benchmarks/start.py [--claims N] [--rounds N]

Prints the medians in milliseconds and their ratios: the window is painted first (aim: at most
1.6), the desk is opened and the first tab filled right after. Runs offscreen unless
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

# Both sides say "painted" in the same way: from the event loop, right after the main window with
# all that is in it was painted for the first time. Nothing watches the events in between.
EMPTY = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

def painted():
    print("painted", flush=True)
    print("filled", flush=True)
    os._exit(0)

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, painted)

app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 720)
window.show()
app.exec()
"""
OURS = """
import os, sys

def begin(work):
    from PySide6.QtWidgets import QApplication
    print("painted", flush=True)
    opened(work)
    QApplication.processEvents()
    print("filled", flush=True)
    work.end()  # in order, else the next start would look at every page first
    os._exit(0)

sys.argv = ["warrantydesk", "--data", sys.argv[1], "--lang", "zh_CN"]
from warrantydesk import app
opened, app._Work.begin = app._Work.begin, begin
from warrantydesk.__main__ import main
main()
"""


def times_of(code: str, *args: str) -> tuple[float, float]:
    """Run a child and return the milliseconds until it was painted, and until it was filled."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    spent: dict[str, float] = {}
    with subprocess.Popen(
        [sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True, env=env
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            spent.setdefault(line.strip(), (time.perf_counter() - begun) * 1000)
    if not {"painted", "filled"} <= set(spent):
        raise SystemExit("the window was never painted")
    return spent["painted"], spent["filled"]


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
                [
                    sys.executable,
                    "-m",
                    "warrantydesk",
                    "demo",
                    str(data),
                    "--claims",
                    str(args.claims),
                ],
                check=True,
                cwd=ROOT,
            )
        empty, ours = [], []
        for _round in range(args.rounds):
            empty.append(times_of(EMPTY))
            ours.append(times_of(OURS, str(data)))
    floor = statistics.median(painted for painted, _filled in empty)
    start = statistics.median(painted for painted, _filled in ours)
    filled = statistics.median(filled for _painted, filled in ours)
    print(f"empty Qt window painted {floor:.0f} ms")
    print(f"Warranty Desk painted {start:.0f} ms, ratio {start / floor:.2f}")
    print(f"Warranty Desk with its first tab filled {filled:.0f} ms, ratio {filled / floor:.2f}")


if __name__ == "__main__":
    main()
