"""Matching a statement of 50,000 lines against 1,000,000 claims, against a bare join of the same.

    python tests/benchmarks/matching.py [--claims N] [--lines N] [--rounds N] [--folder DIR]

The floor is duckdb's join alone, by the maker's number or by ours, over tables that it holds
already with their keys in one form: the pairs and what has to be looked at of them are fetched,
nothing is judged. Where
duckdb is not installed SQLite's join in memory stands for it. Ours looks every line up in the
desk's own book: by the maker's number, by ours, by VIN, amount and day. Both sides in turns in
one process, medians. Then the whole verb: judged, written and journaled in one change.
``--folder`` keeps the claims for another run.
"""

import argparse
import csv
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from warrantydesk.demo.shop import build  # noqa: E402
from warrantydesk.domain.settlement.matching_found import claims_of  # noqa: E402
from warrantydesk.domain.settlement.statement import (  # noqa: E402
    Statement,
    StatementLine,
    StatementState,
)
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.services.imports.target import no_step  # noqa: E402
from warrantydesk.services.settlement.matching import Wanted, looked_up, terms_of  # noqa: E402

SEEDS, FIRST = 40, 1_000_000
DAYS = 1_000
BEGUN = date(2024, 1, 1)


def fill(folder: Path, count: int) -> None:
    """Write approved claims of 4 makers' numbers in 5 into a demo folder, past its journal."""
    dice = random.Random(1)
    with sqlite3.connect(folder / "claims.db") as book:
        names = [row[1] for row in book.execute("PRAGMA table_info(claim)")]
        first = book.execute("SELECT * FROM claim WHERE brand = 'QC' LIMIT 1").fetchone()
        plain = dict(zip(names, first, strict=True))
        write = f"INSERT INTO claim VALUES ({','.join('?' * len(names))})"
        rows = ({**plain, **_claim(dice, number)} for number in range(count))
        book.executemany(write, ([row[name] for name in names] for row in rows))
    book.close()


def _claim(dice: random.Random, number: int) -> dict[str, Any]:
    day = BEGUN + timedelta(days=dice.randrange(DAYS))
    total = dice.randint(10_000, 900_000)
    return {
        "id": FIRST + number,
        "visit_id": FIRST + number,
        "claim_number": f"C9926-{number:06d}",
        "codes_maker_claim_number": f"QC-{day:%Y}-{number:07d}" if number % 5 else "",
        "vehicle_vin": f"LX0DL31C8R{number // 3:07d}",
        "state": "APPROVED",
        "total_fen": total,
        "approved_fen": total,
        "payer": "",
        "opened_on": str(day),
        "answered_on": str(day),
        "submitted_at": f"{day}T02:00:00Z",
        "void_reason": "",
        "edit_open": 0,
    }


def lines_of(folder: Path, count: int) -> list[StatementLine]:
    """Return lines of a statement: nine of ten by the maker's number, the rest less simple."""
    dice = random.Random(2)
    book = sqlite3.connect(folder / "claims.db")
    known = book.execute(
        "SELECT id, codes_maker_claim_number, claim_number, vehicle_vin, total_fen, opened_on"
        " FROM claim WHERE id >= ?",
        (FIRST,),
    ).fetchall()
    book.close()
    found = []
    for row, one in enumerate(dice.sample(known, min(count, len(known))), 1):
        _id, maker, own, vin, fen, day = one
        kind = dice.random()
        fen -= 12_345 if kind < 0.02 else 0
        number = (maker or own).replace("-", "") if kind < 0.9 else (own if kind < 0.94 else "")
        number = "QC-NOBODY" if kind > 0.98 else number
        found.append(
            StatementLine(
                0,
                row,
                maker_number=number,
                vin=vin if kind > 0.8 else "",
                dated_on=date.fromisoformat(day),
                amount_fen=fen,
            )
        )
    return found


def stated(desk: Desk, lines: list[StatementLine]) -> Statement:
    """Write a statement with its lines."""
    number = f"J9926-{len(desk.stores.statements.find()) + 1:04d}"
    fresh = Statement(number, "QC", period="2026-10", state=StatementState.IMPORTED)
    with desk.bench.change("benchmark"):
        made = desk.stores.statements.add(fresh)
        desk.stores.statement_lines.add_many([replace(one, statement_id=made.id) for one in lines])
    return made


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the milliseconds of some work, and its result."""
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1_000, result


def floor_of(folder: Path, statement_id: int) -> tuple[str, Callable[[], Any]]:
    """Return a bare join of lines and claims by the maker's number, and whose it is.

    It gives of each pair what has to be looked at: amounts, state, payer, VIN.
    """
    book = sqlite3.connect(folder / "claims.db")
    claims = book.execute(
        "SELECT id, replace(codes_maker_claim_number, '-', ''), replace(claim_number, '-', ''),"
        " brand, payer, state, submitted_at, total_fen, approved_fen, vehicle_vin FROM claim"
    ).fetchall()
    lines = book.execute(
        "SELECT id, maker_number, amount_fen, vin FROM statement_line WHERE statement_id = ?",
        (statement_id,),
    ).fetchall()
    book.close()
    tables = {
        "claim": (claims, "id {i}, number {t}, own {t}, brand {t}, payer {t}, state {t}, filed {t},"
                  " total {i}, approved {i}, vin {t}"),
        "line": (lines, "id {i}, number {t}, amount {i}, vin {t}"),
    }  # fmt: skip
    try:
        import duckdb  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        bare: Any = sqlite3.connect(":memory:")
        for name, (rows, columns) in tables.items():
            bare.execute(f"CREATE TABLE {name} ({columns.format(i='INTEGER', t='TEXT')})")
            marks = ",".join("?" * len(rows[0]))
            bare.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        bare.execute("CREATE INDEX by_number ON claim (number)")
        bare.execute("CREATE INDEX by_own ON claim (own)")
        title = "SQLite's join alone (duckdb is not installed)"
    else:
        bare = duckdb.connect()
        for name, (rows, columns) in tables.items():
            bare.execute(f"CREATE TABLE {name} ({columns.format(i='BIGINT', t='VARCHAR')})")
            file = folder / f"{name}.csv"
            with file.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(rows)
            bare.execute(f"COPY {name} FROM '{file}' (HEADER false)")
            file.unlink()
        title = "duckdb's join alone"
    pair = "SELECT l.id, l.amount, c.* FROM line l JOIN claim c"
    join = (
        f"{pair} ON c.number = l.number WHERE l.number <> '' UNION ALL {pair} ON c.own = l.number"
    )
    return title, lambda: bare.execute(join).fetchall()


def main() -> None:
    """Build, match, print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = args.folder or Path(place) / "data"
        if not (folder / "claims.db").exists():
            build(folder, SEEDS, 1)
            fill(folder, args.claims)
        measure(folder, args.lines, args.rounds)


def measure(folder: Path, count: int, rounds: int) -> None:
    """Match one statement on both sides, and print what it took."""
    with Desk(folder).open() as desk:
        desk.people.act_as("S01")
        statement = stated(desk, lines_of(folder, count))
        terms = terms_of(desk.bench, statement, Wanted())
        name, bare = floor_of(folder, statement.id)
        floors, ours = [], []
        for _round in range(rounds):
            floors.append(timed(bare)[0])
            took, seen = timed(lambda: looked_up(desk.bench, statement, terms, no_step))
            ours.append(took)
        whole, told = timed(lambda: desk.statements.match(statement.id))
    floor, look = statistics.median(floors), statistics.median(ours)
    found = len(seen.simple) + len(claims_of(seen.found))
    states = ", ".join(f"{state} {number:,}" for state, number in sorted(told.by_state.items()))
    print(f"{count:,} lines: {name} {floor:.0f} ms")
    print(f"all lines looked up, {found:,} claims found: {look:.0f} ms, ratio {look / floor:.1f}")
    print(f"the whole verb, written and journaled: {whole:.0f} ms ({states})")


if __name__ == "__main__":
    main()
