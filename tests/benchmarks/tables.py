"""A table of 100,000 rows from file to book, against the bare library in the same run.

    python tests/benchmarks/tables.py [--rows N] [--rounds N]

The peer is python-calamine alone, in the same process and without any look at the file before:
load the sheet, make Python's values of it. Ours starts a child with limits, looks at the
directory of the archive, reads, hands over, and holds exact numbers. Both sides in
milliseconds, medians; then what follows: the layout and 100,000 amounts, days and texts.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reading.workbooks import Value, ods, xls, xlsx  # noqa: E402

from warrantydesk.domain.sheet.layout import layout_of  # noqa: E402
from warrantydesk.domain.sheet.written import amount_fen, day, text  # noqa: E402
from warrantydesk.reading.tables import read_table  # noqa: E402

MOST_OLD = 30_000
NAMES = ["零件号", "名称", "不含税价", "最小包装", "生效日期", "VIN", "备注"]


def rows_of(count: int) -> list[list[Value]]:
    """Return a price list as a maker sends it, seven columns wide."""
    dice = random.Random(1)
    return [NAMES] + [
        [
            f"R{number:07d}",
            f"零件{number % 97}",
            dice.randint(1, 99_999) / 100,
            12,
            date(2026, 1, 1 + number % 28),
            f"LVVDB11BXMD{number:06d}",
            "x" * (number % 20) or None,
        ]
        for number in range(count)
    ]


def took(work: Callable[[], object]) -> float:
    """Return the milliseconds that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def bare(file: Path) -> object:
    """Read a workbook with the library alone."""
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()


def compare(file: Path, rounds: int) -> None:
    """Measure both sides in turns and print them."""
    peer, ours = [], []
    for _round in range(rounds):
        peer.append(took(lambda: bare(file)))
        ours.append(took(lambda: read_table(file)))
    floor, own = statistics.median(peer), statistics.median(ours)
    size = file.stat().st_size / 1_000_000
    print(
        f"{file.suffix[1:]} of {size:.1f} MB: calamine alone {floor:.0f} ms, "
        f"read with limits {own:.0f} ms, ratio {own / floor:.2f}"
    )


def main() -> None:
    """Write the tables, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    rows = rows_of(args.rows)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, data in (
            ("list.xlsx", xlsx(rows)),
            ("list.xls", xls(rows[:MOST_OLD])),
            ("list.ods", ods(rows)),
        ):
            (folder / name).write_bytes(data)
            compare(folder / name, args.rounds)
        sheet = read_table(folder / "list.xlsx").sheets[0]
    laid = took(lambda: layout_of(sheet))
    body = sheet.rows[1:]
    said = took(lambda: [(text(r[0]), amount_fen(r[2]), day(r[4]), text(r[5])) for r in body])
    print(f"layout of {len(body)} rows {laid:.0f} ms; four cells a row as values {said:.0f} ms")


if __name__ == "__main__":
    main()
