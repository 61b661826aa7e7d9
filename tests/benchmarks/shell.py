"""The shell over a desk: switching tabs, memory, and what an idle window costs.

    python tests/benchmarks/shell.py [--claims N | --data DIR] [--idle SECONDS] [--rounds N]
        [--unchecked]

Each tab is looked at for the first time, again, and again after a change that its page has to be
read anew for; a switch ends when the page is painted, "settled" when its work in the background
has ended too. Peer in the same run: a bare Qt window with eight pages, each a table of 200 rows.
The check of the data that every start begins reads the whole database in the background; what is
measured here waits for it. ``--unchecked`` leaves it out: on a million claims it takes minutes.
Aim: a switch under 100 ms, an idle window that takes no processor time. Runs offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

_COMMON = """
import json, os, sys, time
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

def resident():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

def spin(seconds):
    end = QDeadlineTimer(int(seconds * 1000))
    loop = QEventLoop()
    from PySide6.QtCore import QTimer
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()

def idle_share(seconds):
    spin(1)
    before = time.process_time()
    spin(seconds)
    return (time.process_time() - before) / seconds

def timed(work):
    begun = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000
"""
BARE = (
    _COMMON
    + """
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QMainWindow, QTableView, QTabWidget

app = QApplication(sys.argv[:1])
window, tabs = QMainWindow(), QTabWidget()
for page in range(8):
    model = QStandardItemModel(200, 8)
    for row in range(200):
        for column in range(8):
            model.setItem(row, column, QStandardItem(f"{page} {row} {column}"))
    view = QTableView()
    view.setModel(model)
    tabs.addTab(view, str(page))
window.setCentralWidget(tabs)
window.resize(1366, 728)
window.show()
QApplication.processEvents()
rounds, seconds = int(sys.argv[1]), float(sys.argv[2])
looks = [[timed(lambda: tabs.setCurrentIndex(page)) for page in range(8)] for _ in range(rounds)]
again = [timed(lambda: tabs.setCurrentIndex(page)) for page in range(8)]
print(json.dumps({"again": max(again), "memory": resident(), "idle": idle_share(seconds)}))
"""
)
OURS = (
    _COMMON
    + """
from pathlib import Path
from warrantydesk.i18n import set_language
from warrantydesk.services.desk import Desk
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.memory import Forgetful
from warrantydesk.ui.kit.sounds import set_sounds
from warrantydesk.ui.main_window import MainWindow
from warrantydesk.ui.shell import Shell
from warrantydesk.ui.tabs import TABS

folder, rounds, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
app = QApplication(sys.argv[:1])
set_language("zh_CN")
set_sounds(False)
theme.apply(app, False, 1.0)
desk = Desk(folder).open()
desk.people.act_as("S01")
if sys.argv[4] == "unchecked":
    desk.check_quietly = list
shell = Shell(Forgetful())
window = MainWindow(shell.memory)
shell.attach(window)
window.resize(1366, 728)
window.show()
filled = timed(lambda: window.furnish(shell, desk))

def settle():
    end = QDeadlineTimer(600_000)
    while not end.hasExpired():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if shell.jobs.idle():
            break
    spin(0.3)

begun = time.perf_counter()
while len(window.built_tabs()) < len(TABS):
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
built = (time.perf_counter() - begun) * 1000
settle()
checked = (time.perf_counter() - begun) * 1000

def visit(place):
    begun = time.perf_counter()
    spent = timed(lambda: window.bar.setCurrentIndex(place))
    settle_from = time.perf_counter()
    end = QDeadlineTimer(120_000)
    while not end.hasExpired() and not shell.jobs.idle():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    app.processEvents()
    return spent, (time.perf_counter() - begun) * 1000

order = [*range(1, len(TABS)), 0]
first = {TABS[place].key: visit(place) for place in order}
again = {key: (9e9, 9e9) for key in first}
stale = dict(again)
for _round in range(rounds):
    for place in order:
        key = TABS[place].key
        again[key] = min(again[key], visit(place))
    for _title, tab in window.built_tabs():
        tab.mark_stale()
    for place in order:
        key = TABS[place].key
        stale[key] = min(stale[key], visit(place))
settle()
memory = resident()
print(json.dumps({"filled": filled, "built": built, "checked": checked,
                  "first": first, "again": again, "stale": stale,
                  "memory": memory, "idle": idle_share(seconds)}), flush=True)
window.close()
shell.jobs.cancel_all()
desk.close()
os._exit(0)
"""
)


def said_by(code: str, *args: str) -> dict[str, Any]:
    """Run a child and return what it printed last."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *args], stdout=subprocess.PIPE, text=True, env=env, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def main() -> None:
    """Measure both and print them side by side."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--data", type=Path, help="a data folder to use instead of a new one")
    parser.add_argument("--idle", type=float, default=20.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--unchecked", action="store_true", help="no check of the data meanwhile")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data = args.data or Path(place) / "data"
        if args.data is None:
            made = ["demo", str(data), "--claims", str(args.claims)]
            subprocess.run([sys.executable, "-m", "warrantydesk", *made], check=True, cwd=ROOT)
        bare = said_by(BARE, str(args.rounds), str(args.idle))
        check = "unchecked" if args.unchecked else "checked"
        ours = said_by(OURS, str(data), str(args.rounds), str(args.idle), check)
    print(f"bare window: slowest switch {bare['again']:.0f} ms, {bare['memory']:.0f} MB")
    print(
        f"furnished in {ours['filled']:.0f} ms, all tabs built after {ours['built']:.0f} ms more,"
    )
    print(f"the data checked in the background after {ours['checked']:.0f} ms")
    print("tab          first look / settled   again   after a change / settled   (ms)")
    for key, (shown, settled) in ours["first"].items():
        later, _same = ours["again"][key]
        anew, done = ours["stale"][key]
        print(f"{key:<12} {shown:6.0f} / {settled:6.0f}   {later:6.0f}   {anew:6.0f} / {done:6.0f}")
    slowest = max(anew for anew, _done in ours["stale"].values())
    print(f"slowest switch {slowest:.0f} ms, ratio {slowest / bare['again']:.1f}")
    print(f"memory {ours['memory']:.0f} MB, ratio {ours['memory'] / bare['memory']:.1f}")
    print(f"idle {ours['idle'] * 100:.2f} % of a processor, bare {bare['idle'] * 100:.2f} %")


if __name__ == "__main__":
    main()
