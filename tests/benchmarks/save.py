"""A save of a claim with journal, search index and rights, against a plain peewee save.

    python tests/benchmarks/save.py [--claims N] [--saves N] [--folder DIR]

Ours is a service's verb: right, state, one IMMEDIATE transaction with the row, its hash-chained
journal line and the n-gram index of its search text (aim: at most 2 times the plain save at the
median, one commit, no save above 10 times its own median). The peer loads, changes and saves the
same row by peewee alone, in a copy of the same database under the same pragmas. With
``--folder`` a copy of that shop's database is used. Milliseconds; both sides in turns.
"""

import argparse
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from peewee import SqliteDatabase  # noqa: E402

from warrantydesk.demo.shop import build  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.storage.tables import ClaimRow  # noqa: E402

PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
WORDS = ("冷车起步异响", "水泵渗漏，停车后地面有水迹", "空调不制冷", "转向沉重", "仪表报警")


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


DRAFTS = "'DRAFT', 'APPRAISING', 'REPAIRING', 'TO_SUBMIT'"
FILED = "'SUBMITTED', 'APPROVED', 'CLOSED'"


def claims_in(folder: Path, states: str) -> list[int]:
    """Return the newest claims in some states, those that were filed where it matters."""
    more = " AND submitted_at IS NOT NULL" if states == FILED else ""
    sql = f"SELECT id FROM claim WHERE state IN ({states}){more} ORDER BY id DESC LIMIT 200"
    with closing(sqlite3.connect(folder / "claims.db")) as db:
        return [number for (number,) in db.execute(sql)]


def copied(folder: Path, to: Path) -> Path:
    """Copy a database that nobody has open."""
    to.mkdir()
    shutil.copy(folder / "claims.db", to / "claims.db")
    return to


def plain(db: SqliteDatabase, number: int, columns: dict[str, object]) -> None:
    """Load a row, change it and save it, as a program would that has nothing but peewee."""
    with db.bind_ctx([ClaimRow]), db.atomic("IMMEDIATE"):
        row = ClaimRow.get_by_id(number)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()


def told(name: str, ours: list[float], peer: list[float]) -> None:
    """Print both sides."""
    own, floor = statistics.median(ours), statistics.median(peer)
    print(
        f"{name}: plain peewee {floor:.2f} ms, ours {own:.2f} ms, ratio {own / floor:.2f}; the "
        f"slowest of {len(ours)} was {max(ours) / own:.1f} times the median"
    )


def measure(place: Path, folder: Path, saves: int) -> None:
    """Save in turns on both sides, by a draft's autosave and by a journaled edit."""
    chosen, sent = claims_in(folder, DRAFTS), claims_in(folder, FILED)
    bare, own = copied(folder, place / "bare"), copied(folder, place / "own")
    db = SqliteDatabase(str(bare / "claims.db"), pragmas=PRAGMAS)
    db.connect()
    for (name,) in db.execute_sql(TRIGGERS).fetchall():
        db.execute_sql(f"DROP TRIGGER {name}")  # a plain program has none
    auto, edit, peer_auto, peer_edit = [], [], [], []
    with Desk(own).open() as desk:
        desk.people.act_as("S01")
        for turn in range(saves):
            number, other = chosen[turn * 8 // saves % len(chosen)], sent[turn % len(sent)]
            words = f"{WORDS[turn % len(WORDS)]}，第 {turn} 次"
            changes = {"narrative": {"complaint": words}}
            row = {"narrative_complaint": words, "version": turn, "edit_open": 1}
            peer_auto.append(took(partial(plain, db, number, row)))
            auto.append(took(partial(desk.claims.save_draft, number, changes)))
            maker = f"Q26{turn:07d}"
            kept = {"codes_maker_claim_number": maker, "version": turn}
            peer_edit.append(took(partial(plain, db, other, kept)))
            edit.append(took(partial(desk.claims.record_maker_number, other, maker)))
    db.close()
    told("autosave of a draft", auto, peer_auto)
    told("journaled edit", edit, peer_edit)


def main() -> None:
    """Build or copy a shop, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=2000)
    parser.add_argument("--saves", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="a data folder to copy instead of a new one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as where:
        place = Path(where)
        folder = args.folder or place / "shop"
        if args.folder is None:
            build(folder, args.claims, 1)
        measure(place, folder, args.saves)


if __name__ == "__main__":
    main()
