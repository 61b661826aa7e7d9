"""Writing a long list as a workbook, against the bare csv writer in the same run.

    python tests/benchmarks/excel.py [--rows N] [--pieces N] [--folder DIR]

The workbook has styles, widths, a frozen head and filters. Then the whole way through the desk:
the ledger of many old parts read from the journal and written, against its rows alone; with
``--folder`` also the newest claims of a large shop as workbook and as CSV, against the csv writer
over the same rows, and the most memory that the process ever had. Nothing is written there.
"""

import argparse
import csv
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes import CHINA, NINE, FixedClock  # noqa: E402 - the tests' own modules, found above

from warrantydesk.documents.excel import render  # noqa: E402
from warrantydesk.domain.listing import Holds, ListColumn  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402

COLUMNS = (
    ListColumn("旧件编号", width=14),
    ListColumn("件号", width=16),
    ListColumn("零件", width=26),
    ListColumn("索赔单", width=15),
    ListColumn("VIN", width=24),
    ListColumn("货位", width=9),
    ListColumn("数量", Holds.COUNT, 8),
    ListColumn("金额", Holds.MONEY, 12),
    ListColumn("日期", Holds.DAY, 12),
    ListColumn("时间", Holds.MOMENT, 17),
)


def row(number: int) -> tuple[Any, ...]:
    """Return a row as lists of old parts have it; instants are all different."""
    return (
        f"01260{number:07}",
        f"{1_000_000 + number % 9000}-T{number % 90 + 10}",
        f"水泵总成 {number % 400} & <密封>",
        f"C0126-{number:06}",
        f"LX0DS22A0SB{number:06}",
        f"R{number % 9 + 1}-{number % 4 + 1}",
        number % 4 + 1,
        number % 90_000 * 100 + 50,
        date(2026, 1, 1) + timedelta(days=number % 330),
        NINE + timedelta(seconds=number),
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that a work takes, and its result."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def bare(file: Path, rows: list[tuple[Any, ...]]) -> None:
    """Write rows with the csv writer of the standard library."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([column.title for column in COLUMNS])
        writer.writerows(rows)


def fill(desk: Desk, pieces: int) -> None:
    """Write pieces with five steps each into old_part and journal, past all verbs."""
    db = desk.stores.db
    columns = [name for _id, name, *_more in db.query("PRAGMA table_info(old_part)")]
    given = {"claim_id": 1, "line": 1, "state": "SHIPPED", "part_no": "1307010-T20"}
    steps = ("EXPECTED", "RECEIVED", "SHELVED", "PACKED", "SHIPPED")
    texts = {"tag", "maker_tag", "part_name", "supplier_code", "serial", "hazard", "place",
             "reason", "handed_over_by", "request_no", "lent_to", "box", "refusal_code",
             "refusal_text", "dispute_text"}  # fmt: skip
    blank = {name: "" if name in texts else 0 for name in columns}
    nothing = {"received_at", "shelved_at", "return_by", "requested_on", "paid_on", "lent_until",
               "refused_on", "dispute_by", "disputed_on", "shipment_id", "causal_line",
               "scrap_batch_id"}  # fmt: skip
    marks = ", ".join("?" * len(columns))
    begun = NINE - timedelta(days=300)
    with db.transaction():
        values = []
        for number in range(1, pieces + 1):
            one = {**blank, **dict.fromkeys(nothing), **given, "id": number, "piece": number}
            one |= {"tag": f"01260{number:07}", "tag_state": "confirmed", "version": 5}
            values.append([one[name] for name in columns])
        db.execute_many(f"INSERT INTO old_part VALUES ({marks})", values)
    journal = desk.stores.journal
    for day, state in enumerate(steps):
        at: datetime = begun + timedelta(days=day * 9)
        place = "R2-3" if state == "SHELVED" else ""
        text = f'{{"place":"{place}","state":"{state}"}}'
        with journal.acting("S01", at, "step"), db.transaction():
            journal.append_many([("old_part", number, text) for number in range(1, pieces + 1)])


def through_the_desk(folder: Path, pieces: int) -> None:
    """Measure the ledger of many pieces, read and written."""
    with Desk(folder / "desk", FixedClock()).open(create=True, demo=True) as desk:
        desk.stores.db.execute("PRAGMA foreign_keys = OFF")
        with desk.bench.change("set up"):
            from warrantydesk.domain.person import Person, Role

            desk.stores.people.add(Person("S01", "王敏", (Role.CLERK, Role.RECEPTION)))
        desk.people.act_as("S01")
        desk.claims.new(vin="LX0DL31C8RB018252")
        fill(desk, pieces)
        reading, account = timed(lambda: desk.ledger.account(date(2026, 1, 1)))
        print(
            f"ledger of {pieces:,} pieces: {len(account.lines):,} movements read in {reading:.2f} s"
        )
        file = folder / "ledger.xlsx"
        writing = desk.ledger.exporting("parts_ledger", file, date(2026, 1, 1))
        whole, done = timed(writing)
        print(
            f"ledger as workbook: {done.rows:,} rows in {whole:.2f} s, "
            f"ratio {whole / reading:.2f} to reading alone"
        )


def through_a_shop(folder: Path, shop: Path, rows: int) -> None:
    """Measure the list of the newest claims of a shop; its lock is held for a moment only."""
    files = {ending: folder / f"claims{ending}" for ending in (".xlsx", ".csv")}
    with Desk(shop).open() as desk:
        desk.people.act_as("S01")
        ids = desk.archive.all_ids()[:rows]
        writing = {
            ending: desk.ledger.exporting("claims", file, claim_ids=ids)
            for ending, file in files.items()
        }
    took = {}
    for ending, write in writing.items():
        took[ending], done = timed(write)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    made, cells = timed(lambda: list(writing[".csv"].rows(lambda done, total: None)))
    floor, _nothing = timed(lambda: bare(folder / "bare.csv", cells))
    print(f"claims of a shop: {done.rows:,} rows of {len(cells[0])} columns read in {made:.2f} s")
    print(f"csv writer over them: {floor:.2f} s")
    for ending, seconds in took.items():
        ratio = (seconds - made) / floor
        print(f"claims{ending}: {seconds:.2f} s, ratio {ratio:.2f} without the reading")
    print(f"most memory: {most:.0f} MB")


def main() -> None:
    """Measure and print both sides."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--pieces", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, help="a data folder with many claims")
    args = parser.parse_args()
    rows = [row(number) for number in range(args.rows)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        floor = min(timed(lambda: bare(folder / "a.csv", rows))[0] for _round in range(3))
        took = min(
            timed(lambda: (folder / "a.xlsx").write_bytes(render("旧件", COLUMNS, rows, CHINA)))[0]
            for _round in range(3)
        )
        print(f"csv writer: {args.rows:,} rows in {floor:.2f} s")
        print(f"workbook: {took:.2f} s, ratio {took / floor:.2f}")
        if args.folder:
            through_a_shop(folder, args.folder, args.rows)
        through_the_desk(folder, args.pieces)


if __name__ == "__main__":
    main()
