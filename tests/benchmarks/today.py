"""The tab of today over 5,000 open claims, against one bare SQL select of the same rows.

    python tests/benchmarks/today.py [--claims N] [--rounds N]

Both sides run in one fresh process, in turns, medians in milliseconds: the select of the open
claims with their visits by sqlite3 alone, and the whole list of today (claims, old parts,
customers, the law) in its order. Then the tab itself: built, shown and painted, opened again.
"""

import argparse
import json
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from warrantydesk.demo.shop import build  # noqa: E402
from warrantydesk.services.clock import DEMO_START  # noqa: E402

CLAIMS = 40
STATES = ["SUBMITTED"] * 4 + ["TO_SUBMIT"] * 2 + ["RETURNED", "REJECTED", "APPROVED", "APPEALED"]
LOOK = """
import gc, json, sqlite3, sys
from pathlib import Path
from time import perf_counter
from PySide6.QtWidgets import QApplication
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
desk = Desk(folder).open()
desk.people.act_as("S01")
took = {"select": [], "list": []}

def timed(work):
    gc.collect()
    begun = perf_counter()
    found = work()
    return (perf_counter() - begun) * 1000, found

bare = sqlite3.connect(folder / "claims.db")
SELECT = "SELECT c.*, v.* FROM claim c JOIN visit v ON v.id = c.visit_id"
OPEN = " WHERE c.state NOT IN ('CLOSED', 'VOID', 'NOT_COVERED', 'REJECTED_FINAL')"
desk.today.all()
for _round in range(rounds):
    ms, rows = timed(lambda: bare.execute(SELECT + OPEN).fetchall())
    took["select"].append(ms)
    ms, items = timed(lambda: desk.today.all(at_once=True))
    took["list"].append(ms)
stage = Stage(desk, "zh_CN")
stage.open("archive")

def show():
    stage.window.open_tab("today", "", None)
    for _round in range(2):
        QApplication.processEvents()

stage.window.tab("today").mark_stale()
took["open"] = timed(show)[0]
stage.open("archive")
took["again"] = timed(show)[0]
took["rows"], took["lines"] = len(rows), len(items)
print(json.dumps(took), flush=True)
stage.close()
desk.close()
"""


def fill(folder: Path, count: int) -> None:
    """Write open claims into a demo folder; the journal does not know of them."""
    dice = random.Random(1)
    with sqlite3.connect(folder / "claims.db") as book:
        for table in ("claim", "visit"):
            names = [row[1] for row in book.execute(f"PRAGMA table_info({table})")]
            first = book.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 1").fetchone()
            plain = dict(zip(names, first, strict=True))
            write = f"INSERT INTO {table} VALUES ({','.join('?' * len(names))})"
            rows = ({**plain, **_changes(table, dice, number)} for number in range(count))
            book.executemany(write, ([row[name] for name in names] for row in rows))
    book.close()


def _changes(table: str, dice: random.Random, number: int) -> dict[str, object]:
    day = DEMO_START.date() - timedelta(days=dice.randint(0, 40))
    instant = f"{day}T02:00:00Z"
    if table == "visit":
        return {"id": 1_000_000 + number, "repair_order": f"RX{number:06d}", "finished_at": instant}
    state = dice.choice(STATES)
    total = dice.randint(10_000, 900_000)
    return {
        "id": 1_000_000 + number,
        "visit_id": 1_000_000 + number,
        "claim_number": f"C9926-{number:06d}",
        "codes_maker_claim_number": "",
        "state": state,
        "total_fen": total,
        "approved_fen": total // 2 if state == "APPROVED" else None,
        "due_on": str(day + timedelta(days=20)) if state in ("RETURNED", "REJECTED") else None,
        "answered_on": str(day),
        "submitted_at": instant,
    }


def main() -> None:
    """Build the folder, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        build(folder, CLAIMS, 1)
        fill(folder, args.claims)
        env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", LOOK, str(folder), str(args.rounds)]
        said = subprocess.run(
            command, env=env, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    took = json.loads(said.stdout.splitlines()[-1])
    bare, ours = statistics.median(took["select"]), statistics.median(took["list"])
    print(
        f"{took['rows']:,} open claims: bare select {bare:.0f} ms, list of today with "
        f"{took['lines']:,} lines {ours:.0f} ms, ratio {ours / bare:.2f}"
    )
    print(f"tab opened {took['open']:.0f} ms, opened again {took['again']:.0f} ms")


if __name__ == "__main__":
    main()
