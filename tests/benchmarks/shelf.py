"""The tab of old parts over 50,000 pieces on the shelf, against the same tab over 500.

    python tests/benchmarks/shelf.py [--small N] [--large N] [--old N] [--rounds N]

Both sides are the real window in a fresh process, in turns: the medians in milliseconds from the
click on the tab until it is painted, and their ratio (aim: about 1). The large folder also holds
``--old`` pieces that are long gone. Then what is done in the large list: another filter, another
order, the last row, a search, the ids of all selected, groups.
"""

import argparse
import json
import os
import random
import shutil
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

CLAIMS, PIECES_A_CLAIM = 40, 3
STANDING = ["SHELVED"] * 8 + ["RETURN_DUE", "SCRAP_OK"]
GONE = ["ACCEPTED"] * 6 + ["SCRAPPED"] * 3 + ["VOID"]
LOOK = """
import gc, json, sys
from pathlib import Path
from time import perf_counter
from PySide6.QtWidgets import QApplication
from warrantydesk.domain.piece_question import Group
from warrantydesk.services.desk import Desk
from warrantydesk.ui.stage import Stage

desk = Desk(Path(sys.argv[1])).open()
desk.people.act_as("S01")
stage = Stage(desk, "zh_CN")
took = {}

def timed(name, work):
    gc.collect()
    begun = perf_counter()
    work()
    for _round in range(2):
        QApplication.processEvents()
    took[name] = (perf_counter() - begun) * 1000

timed("open", lambda: stage.window.open_tab("shelf", "", None))
stage.settle()
tab = stage.window.front()
pieces, table = tab.list, tab.list.table
timed("filter", lambda: pieces.set_filter("shelf"))
timed("order", lambda: pieces._model.sort_by(("part", False)))
timed("last row", lambda: table.select_row(table.model().rowCount() - 1))
timed("select all", lambda: (table.selectAll(), pieces.selected_ids()))
timed("search", lambda: pieces._search("120"))
pieces._search("")
timed("groups by maker", lambda: pieces.group_by(Group.MAKER))
took["rows"] = table.model().rowCount()
print(json.dumps(took), flush=True)
stage.close()
desk.close()
"""


def fill(folder: Path, standing: int, gone: int) -> None:
    """Write pieces into a demo folder, three to a claim; the journal does not know of them."""
    dice = random.Random(1)
    book = sqlite3.connect(folder / "claims.db")
    claims = _columns(book, "claim")
    count = (standing + gone) // PIECES_A_CLAIM + 1
    first = book.execute("SELECT max(id) + 1 FROM claim").fetchone()[0]
    copied = ", ".join({"id": "?", "claim_number": "?"}.get(name, name) for name in claims)
    book.executemany(
        f"INSERT INTO claim ({', '.join(claims)}) SELECT {copied} FROM claim WHERE id = ?",
        ((first + i, f"C9926-{i:06d}", 1 + i % CLAIMS) for i in range(count)),
    )
    pieces = _columns(book, "old_part")
    marks = ", ".join(f":{name}" for name in pieces)
    blank = _first(book, pieces)
    book.executemany(
        f"INSERT INTO old_part ({', '.join(pieces)}) VALUES ({marks})",
        (
            {**blank, **_piece(dice, i, first, STANDING if i < standing else GONE)}
            for i in range(standing + gone)
        ),
    )
    book.commit()
    book.close()


def _columns(book: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in book.execute(f"PRAGMA table_info({table})")]


def _first(book: sqlite3.Connection, names: list[str]) -> dict[str, object]:
    row = book.execute("SELECT * FROM old_part ORDER BY id LIMIT 1").fetchone()
    return dict(zip(names, row, strict=True))


def _piece(dice: random.Random, number: int, first: int, states: list[str]) -> dict[str, object]:
    state = dice.choice(states)
    days = dice.randint(-20, 300)
    standing = states is STANDING
    return {
        "id": 1_000_000 + number,
        "claim_id": first + number // PIECES_A_CLAIM,
        "line": 1 + number % PIECES_A_CLAIM,
        "piece": 1,
        "state": state,
        "tag": f"9926{number:08d}",
        "part_no": f"{dice.randint(10**6, 10**7)}-AB",
        "part_name": f"电子水泵总成{number % 300}",
        "supplier_code": f"V{number % 90:03d}",
        "place": f"R{1 + number % 3}-{1 + number % 4}" if standing else "",
        "amount_fen": dice.randint(100, 900_000),
        "return_by": str(DEMO_START.date() + timedelta(days=days)) if number % 2 else None,
    }


def look(folder: Path) -> dict[str, float]:
    """Open the tab in a fresh process and return what took how many milliseconds."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", LOOK, str(folder)]
    said = subprocess.run(
        command, env=env, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    found: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Build both folders, measure in turns, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--small", type=int, default=500)
    parser.add_argument("--large", type=int, default=50_000)
    parser.add_argument("--old", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        small, large = Path(place) / "small", Path(place) / "large"
        build(small, CLAIMS, 1)
        shutil.copytree(small, large)
        fill(small, args.small, 0)
        fill(large, args.large, args.old)
        sides: dict[str, list[dict[str, float]]] = {"small": [], "large": []}
        for _round in range(args.rounds):
            sides["small"].append(look(small))
            sides["large"].append(look(large))
    floor = statistics.median(one["open"] for one in sides["small"])
    ours = statistics.median(one["open"] for one in sides["large"])
    print(
        f"tab over {args.small:,} pieces {floor:.0f} ms, over {args.large:,} and {args.old:,} "
        f"gone {ours:.0f} ms, ratio {ours / floor:.2f}"
    )
    for name in (name for name in sides["large"][0] if name not in ("open", "rows")):
        took = statistics.median(one[name] for one in sides["large"])
        print(f"in the large list, {name}: {took:.0f} ms")


if __name__ == "__main__":
    main()
