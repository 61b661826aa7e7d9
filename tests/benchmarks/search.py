"""The archive's search as one types, against LIKE and peewee's contains in the same run.

    python tests/benchmarks/search.py [--folder DIR | --claims N] [--queries N] [--seed N]

A query is a piece of what a claim of the shop holds: the end of a VIN, a plate, initials, a part
number without its hyphens, some signs of a complaint. Each kind is asked by us, by LIKE over the
text, by peewee over the same text, newest 100 first; the ids must be the same. Then the words as
they are typed, sign by sign; words with facets against the join over the claims; what the index
takes of the database. Times are of one answer, in milliseconds: p50 / p95 / most.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from peewee import SqliteDatabase  # noqa: E402

from warrantydesk.domain.search_query import folded, read_query  # noqa: E402
from warrantydesk.storage.finding import Query, find  # noqa: E402
from warrantydesk.storage.pinyin import initials  # noqa: E402
from warrantydesk.storage.tables import SearchTextRow  # noqa: E402

LIMIT = 100
Times = list[float]


@contextmanager
def shop(folder: Path | None, claims: int, seed: int) -> Iterator[Path]:
    """Give the database of a folder, or of a demo shop made for the run."""
    if folder is not None:
        yield folder / "claims.db"
        return
    from warrantydesk.demo import build

    with tempfile.TemporaryDirectory() as place:
        build(Path(place) / "shop", claims=claims, seed=seed)
        yield Path(place) / "shop" / "claims.db"


def reading(file: Path) -> Query:
    """Return a query function that only reads."""
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    return lambda sql, values=(): connection.execute(sql, tuple(values)).fetchall()


def piece(dice: random.Random, text: str, least: int, most: int) -> str:
    """Return some signs in a row of a text, without blanks."""
    flat = "".join(text.split())
    length = min(len(flat), dice.randint(least, most))
    start = dice.randint(0, len(flat) - length)
    return flat[start : start + length]


def kinds_of(query: Query, dice: random.Random, count: int) -> dict[str, list[str]]:
    """Return queries by what they look for, cut from claims anywhere in the shop."""
    last = query("SELECT max(id) FROM claim")[0][0]
    found: dict[str, list[str]] = {}
    sql = (
        "SELECT vehicle_vin, vehicle_plate, owner_name, owner_phone, claim_number,"
        " codes_maker_claim_number, narrative_complaint, narrative_cause, new_part_no,"
        " new_part_name FROM claim JOIN part_line p ON p.claim_id = claim.id"
        " WHERE claim.id >= ? AND narrative_cause <> '' LIMIT 1"
    )
    for _query in range(count):
        vin, plate, name, phone, number, maker, complaint, cause, part, part_name = query(
            sql, (dice.randint(1, max(1, last - 5)),)
        )[0]
        said = cause.split("，")[0]
        for kind, text in (
            ("VIN whole", vin),
            ("VIN end", vin[-6:]),
            ("plate", plate),
            ("plate piece", plate[-4:]),
            ("name", name),
            ("initials", (initials(name) or ("",))[0]),
            ("phone piece", phone[-6:]),
            ("claim number", number),
            ("maker's number", maker),
            ("part number", part),
            ("part without hyphens", part.replace("-", "")),
            ("part name", part_name),
            ("two signs", piece(dice, complaint, 2, 2)),
            ("three to six signs", piece(dice, complaint, 3, 6)),
            ("two words", f"{piece(dice, complaint, 2, 3)} {plate[-3:]}"),
            ("a phrase", f'"{piece(dice, said, 4, 9)}"'),
            ("words and minus", f"{piece(dice, part_name, 2, 3)} -{piece(dice, cause, 2, 2)}"),
        ):
            if len(text.strip('"- ')) > 1:
                found.setdefault(kind, []).append(text)
    return found


def took(work: Callable[[], object]) -> tuple[float, Any]:
    """Return the milliseconds of a piece of work, and what it gave."""
    begun = time.perf_counter()
    given = work()
    return (time.perf_counter() - begun) * 1000, given


def spread(times: Times) -> str:
    """Return middle, 95th percentile and most."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return f"{statistics.median(ordered):8.2f} / {late:8.2f} / {ordered[-1]:8.2f}"


def like(query: Query, text: str) -> list[int]:
    """Return what is right by definition."""
    asked = read_query(text)
    words = [*asked.words, *asked.without]
    plain = [w.replace("!", "!!").replace("%", "!%").replace("_", "!_") for w in words]
    sql = "SELECT claim_id FROM search_text WHERE 1"
    sql += " AND text LIKE ? ESCAPE '!'" * len(asked.words)
    sql += " AND text NOT LIKE ? ESCAPE '!'" * len(asked.without)
    sql += f" ORDER BY claim_id DESC LIMIT {LIMIT}"
    return [number for (number,) in query(sql, [f"%{word}%" for word in plain])]


def contains(db: SqliteDatabase, text: str) -> list[int]:
    """Return the same by peewee's own means."""
    asked = read_query(text)
    rows = SearchTextRow.select(SearchTextRow.claim_id)
    for word in asked.words:
        rows = rows.where(SearchTextRow.text.contains(word))
    for word in asked.without:
        rows = rows.where(~SearchTextRow.text.contains(word))
    rows = rows.order_by(SearchTextRow.claim_id.desc()).limit(LIMIT)
    return [number for (number,) in rows.tuples().execute(db)]


def words(file: Path, kinds: dict[str, list[str]], peers: int) -> int:
    """Ask every kind of query of all three; returns how many answers differed."""
    ask, other = reading(file), reading(file)
    db = SqliteDatabase(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    db.connect()
    ours: Times = []
    theirs: Times = []
    wrong = 0
    print(f"{'':22}{'ours':>32}{'LIKE':>34}{'peewee contains':>34}   ratio of the middles")
    for kind, texts in kinds.items():
        mine, liked, held = [], [], []
        for number, text in enumerate(texts):
            spent, ids = took(lambda text=text: find(ask, text, None, LIMIT))
            mine.append(spent)
            if number >= peers:
                continue
            spent, right = took(lambda text=text: like(other, text))
            liked.append(spent)
            spent, also = took(lambda text=text: contains(db, text))
            held.append(spent)
            if not ids == right == also:
                wrong += 1
                print(f"  different answers to {text!r}")
        ours += mine
        theirs += liked
        ratio = statistics.median(liked) / statistics.median(mine)
        print(f"{kind:22}{spread(mine):>32}{spread(liked):>34}{spread(held):>34}   {ratio:8.1f}")
    print(f"{'all':22}{spread(ours):>32}{spread(theirs):>34}")
    db.close()
    return wrong


def typing(file: Path, kinds: dict[str, list[str]]) -> None:
    """Ask for each word as it grows, from its second sign on."""
    ask = reading(file)
    times: Times = []
    for texts in kinds.values():
        for text in texts[:5]:
            for end in range(2, len(text) + 1):
                typed = text[:end]
                times.append(took(lambda typed=typed: find(ask, typed, None, LIMIT))[0])
    print(f"typed sign by sign, {len(times)} answers: {spread(times)}")


def facets(file: Path, kinds: dict[str, list[str]], dice: random.Random) -> None:
    """Lay words with facets beside the join over the claims."""
    ask, other = reading(file), reading(file)
    mine: Times = []
    theirs: Times = []
    wrong = 0
    join = (
        "SELECT c.id FROM claim c JOIN search_text s ON s.claim_id = c.id WHERE s.text LIKE ?"
        " AND c.state = ? AND c.type = ? AND c.brand = ? AND substr(c.opened_on, 1, 7) = ?"
        f" ORDER BY c.id DESC LIMIT {LIMIT}"
    )
    for text in kinds["two signs"] + kinds["plate piece"]:
        state, kind, brand, month = dice.choice(
            other(
                "SELECT state, type, brand, substr(opened_on, 1, 7) FROM claim"
                " WHERE id % 97 = 0 AND opened_on <> '' LIMIT 400"
            )
        )
        chosen = {"state": [state], "type": [kind], "brand": [brand], "month": [month]}
        spent, ids = took(lambda text=text, chosen=chosen: find(ask, text, chosen, LIMIT))
        mine.append(spent)
        values = (f"%{folded(text)}%", state, kind, brand, month)
        spent, rows = took(lambda values=values: other(join, values))
        theirs.append(spent)
        wrong += ids != [number for (number,) in rows]
    ratio = statistics.median(theirs) / statistics.median(mine)
    print(f"with four facets: ours {spread(mine)}, the join {spread(theirs)}, ratio {ratio:.1f}")
    print(f"answers with facets that differed: {wrong}")


def share(file: Path) -> None:
    """Say what the index takes of the database."""
    ask = reading(file)
    pages, size = ask("PRAGMA page_count")[0][0], ask("PRAGMA page_size")[0][0]
    index = ask("SELECT sum(length(block)) FROM search_data")[0][0]
    index += ask("SELECT coalesce(sum(length(term) + 12), 0) FROM search_idx")[0][0]
    text = ask("SELECT sum(length(CAST(text AS BLOB)) + length(facets)) FROM search_text")[0][0]
    whole = pages * size
    print(
        f"database {whole / 1e6:.0f} MB: index {index / 1e6:.0f} MB, {index / whole:.2f} of it;"
        f" text {text / 1e6:.0f} MB, {text / whole:.2f}"
    )


def main() -> int:
    """Ask, compare, print; returns 1 where an answer was not that of LIKE."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--queries", type=int, default=30, help="of each kind, asked by us")
    parser.add_argument("--peers", type=int, default=10, help="of each kind, asked by the peers")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice = random.Random(args.seed)
    with shop(args.folder, args.claims, args.seed) as file:
        kinds = kinds_of(reading(file), dice, args.queries)
        wrong = words(file, kinds, args.peers)
        typing(file, kinds)
        facets(file, kinds, dice)
        share(file)
    print(f"answers that differed from LIKE: {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
