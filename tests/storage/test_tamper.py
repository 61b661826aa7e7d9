"""Twelve classes of hand-edits of a database file: each is found, and honest work never is."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders import OTHER_VIN, VIN
from fakes import FixedClock
from settled import approved, confirmed
from stories import appraising, drafted, not_covered, submitted, to_submit

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.claim import Action
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Refused
from warrantydesk.services.desk import Desk
from warrantydesk.storage.journal import link
from warrantydesk.storage.verify import rows as rows_look
from warrantydesk.storage.verify import verify_folder

CHAIN = "SELECT seq, utc, actor, action, tbl, row, after, prev, hash FROM journal ORDER BY seq"
PIN = "482915"
NEWEST = 60
"""Customers added last, so that the newest entries have rows of their own."""


@dataclass(frozen=True)
class Shop:
    """A closed desk full of work, an older copy of its database, and its anchor."""

    folder: Path
    older: Path
    anchor: str


@pytest.fixture(scope="module")
def shop(staffed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    base = tmp_path_factory.mktemp("shop")
    folder = Path(shutil.copytree(staffed_folder, base / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        claim = submitted(desk)
        for name in ("one.jpg", "two.jpg", "three.jpg"):
            (base / name).write_bytes(name.encode() * 100)
            desk.attachments.add(claim.id, "PH", base / name)
        desk.papers.draw("claim_form", claim.id, base / "form.pdf")
        not_covered(desk, base, OTHER_VIN)
        appraising(desk)
        desk.claims.void(drafted(desk).id, "typed twice")
        desk.attachments.tick(claim.id, "INV")
        desk.people.set_pin("S01", PIN)
        with suppress(Refused):
            desk.claims.save_draft(claim.id, {})  # an event of the desk
    shutil.copy(folder / "claims.db", base / "older.db")
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        to_submit(desk)
        for number in range(NEWEST):
            desk.customers.save(f"顾客{number}", f"1540000{number:04d}")
        anchor = desk.archive.anchor
    assert verify_folder(folder, anchor) == []
    return Shop(folder, base / "older.db", anchor)


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the database as a stranger does: triggers taken away for the edit and put back."""
    with closing(sqlite3.connect(folder / "claims.db", isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'").fetchall()
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        yield db
        for _name, sql in triggers:
            db.execute(sql)
        db.execute("COMMIT")


def journaled(db: sqlite3.Connection) -> list[str]:
    names = [name for (name,) in db.execute("SELECT DISTINCT tbl FROM journal ORDER BY tbl")]
    return [name for name in names if db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]]


def a_row(db: sqlite3.Connection, table: str, dice: random.Random) -> dict[str, Any]:
    count = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    cursor = db.execute(f"SELECT * FROM {table} LIMIT 1 OFFSET {dice.randrange(count)}")
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def otherwise(value: Any) -> Any:
    if value is None:
        return 1
    return value + 1 if isinstance(value, int) else f"{value}x"


def is_text(db: sqlite3.Connection, table: str, column: str) -> bool:
    kinds = {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}
    return bool(kinds[column] == "TEXT")


def change_a_cell(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        table = dice.choice(journaled(db))
        row = a_row(db, table, dice)
        column = dice.choice(sorted(row.keys() - {"id", "salt", "edit_open"}))
        new = otherwise(row[column])
        new = str(new) if is_text(db, table, column) else new
        db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (new, row["id"]))


def change_an_amount(shop: Shop, folder: Path, dice: random.Random) -> None:
    table = dice.choice(["part_line", "labour_line"])
    with opened(folder) as db:
        row = a_row(db, table, dice)
        db.execute(
            f"UPDATE {table} SET unit_price_fen = unit_price_fen + ? WHERE id = ?",
            (dice.randint(1, 9_999), row["id"]),
        )


def delete_a_row(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        table = dice.choice(journaled(db))
        row = a_row(db, table, dice)
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row["id"],))


def insert_a_row(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        while True:
            table = dice.choice(journaled(db))
            row = a_row(db, table, dice)
            row["id"] = 10_000 + dice.randrange(1000)
            for column, value in row.items():  # unique columns take what is new
                if column in {"number", "position", "piece", "line", "person_id"}:
                    row[column] = 900 + dice.randrange(90)
                elif isinstance(value, str) and column in UNIQUE:
                    row[column] = f"{value}{dice.randrange(10**6)}"
            marks = ",".join("?" * len(row))
            db.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row.values()))
            return


UNIQUE = {"login", "key", "vin", "claim_number", "item", "as_role", "tag", "code", "document_code"}


def cut_the_newest(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        last = db.execute(CHAIN).fetchall()[-dice.randint(1, NEWEST) :]
        assert {row[4] for row in last} == {"customer"}
        for row in last:
            db.execute("DELETE FROM customer WHERE id = ?", (row[5],))
            db.execute("DELETE FROM journal WHERE seq = ?", (row[0],))
        seq, head = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC").fetchone()
        db.execute("UPDATE checkpoint SET seq = ?, head = ?", (seq, head))


def change_an_entry(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        row = a_journal_row(db, dice)
        column = dice.choice(["utc", "actor", "action", "tbl", "row", "after", "prev", "hash"])
        db.execute(
            f"UPDATE journal SET {column} = ? WHERE seq = ?",
            (otherwise(row[column]) if row[column] is not None else "{}", row["seq"]),
        )


def a_journal_row(db: sqlite3.Connection, dice: random.Random) -> dict[str, Any]:
    return a_row(db, "journal", dice)


def change_and_hash_again(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        jobs = db.execute("SELECT seq, row FROM journal WHERE tbl = 'print_job'").fetchall()
        seq, job = dice.choice(jobs)
        db.execute("UPDATE print_job SET reason = 'forged' WHERE id = ?", (job,))
        rows = db.execute(CHAIN).fetchall()
        prev = rows[seq - 2][8] if seq > 1 else "0" * 64
        for row in rows[seq - 1 :]:
            entry = list(row[:7])
            if row[0] == seq:
                entry[6] = entry[6].replace('"reason":""', '"reason":"forged"')
            head = link(prev, tuple(entry))
            db.execute(
                "UPDATE journal SET after = ?, prev = ?, hash = ? WHERE seq = ?",
                (entry[6], prev, head, row[0]),
            )
            prev = head
        db.execute("UPDATE checkpoint SET head = ?", (prev,))


def swap_two_entries(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        rows = db.execute(CHAIN).fetchall()
        one, two = sorted(dice.sample(rows, 2))
        for seq, row in ((one[0], two), (two[0], one)):
            db.execute(
                "UPDATE journal SET utc=?, actor=?, action=?, tbl=?, row=?, after=?, prev=?, hash=?"
                " WHERE seq = ?",
                (*row[1:], seq),
            )


def drop_a_trigger_and_edit(shop: Shop, folder: Path, dice: random.Random) -> None:
    with closing(sqlite3.connect(folder / "claims.db", isolation_level=None)) as db:
        db.execute("DROP TRIGGER claim_is_frozen")
        db.execute("UPDATE claim SET total_fen = total_fen + ?", (dice.randint(1, 9_999),))


def swap_two_files(shop: Shop, folder: Path, dice: random.Random) -> None:
    files = sorted((folder / "att").glob("??/*"))
    one, two = dice.sample(files, 2)
    data = one.read_bytes()
    for file, other in ((one, two.read_bytes()), (two, data)):
        file.chmod(0o600)
        file.write_bytes(other)


def change_a_snapshot(shop: Shop, folder: Path, dice: random.Random) -> None:
    with opened(folder) as db:
        (facts,) = db.execute("SELECT facts FROM submission").fetchone()
        at = dice.choice([n for n, sign in enumerate(facts) if sign in "123456789"])
        other = str((int(facts[at]) + 1) % 10)
        db.execute("UPDATE submission SET facts = ?", (facts[:at] + other + facts[at + 1 :],))


def put_back_an_old_file(shop: Shop, folder: Path, dice: random.Random) -> None:
    shutil.copy(shop.older, folder / "claims.db")


Edit = Callable[[Shop, Path, random.Random], None]
CLASSES: tuple[Edit, ...] = (
    change_a_cell,
    change_an_amount,
    delete_a_row,
    insert_a_row,
    cut_the_newest,
    change_an_entry,
    change_and_hash_again,
    swap_two_entries,
    drop_a_trigger_and_edit,
    swap_two_files,
    change_a_snapshot,
    put_back_an_old_file,
)


def found_after(edit: Edit, shop: Shop, folder: Path, seed: int) -> bool:
    shutil.copytree(shop.folder, folder)
    edit(shop, folder, random.Random(seed))
    found = verify_folder(folder, shop.anchor)
    shutil.rmtree(folder)
    return bool(found)


@pytest.mark.parametrize("edit", CLASSES, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("seed", range(3))
def test_a_hand_edit_is_found(edit: Edit, seed: int, shop: Shop, tmp_path: Path) -> None:
    assert found_after(edit, shop, tmp_path / "copy", seed)


@pytest.mark.long
@pytest.mark.parametrize("edit", CLASSES, ids=lambda edit: edit.__name__)
def test_50_hand_edits_of_each_class_are_found(edit: Edit, shop: Shop, tmp_path: Path) -> None:
    missed = [s for s in range(50) if not found_after(edit, shop, tmp_path / "copy", 1000 + s)]
    assert missed == []


@pytest.mark.parametrize("edit", [change_a_cell, delete_a_row, insert_a_row])
def test_a_table_is_looked_at_part_by_part(
    edit: Edit, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_look, "_ROWS_AT_ONCE", 3)
    assert verify_folder(shop.folder, shop.anchor) == []
    for seed in range(4):
        assert found_after(edit, shop, tmp_path / str(seed), seed)


def test_there_are_twelve_classes() -> None:
    assert len(CLASSES) == 12


def test_what_only_the_anchor_can_see(shop: Shop, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    put_back_an_old_file(shop, folder, random.Random(1))
    kinds = {damage.kind for damage in verify_folder(folder, shop.anchor)}
    assert kinds == {"anchor"}


@pytest.mark.parametrize("anchor", ["", "1", "x:y", "99999999:abc", "1:", ":", "1:000000000000"])
def test_an_anchor_that_is_none_is_a_finding_not_an_error(shop: Shop, anchor: str) -> None:
    found = verify_folder(shop.folder, anchor)
    assert bool(found) is bool(anchor)


def test_a_filed_claim_cannot_be_opened_for_edits_by_hand(shop: Shop, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        db.execute("UPDATE claim SET edit_open = 1, total_fen = 1 WHERE state = 'SUBMITTED'")
        db.execute("UPDATE part_line SET unit_price_fen = 1")
    tables = {damage.table for damage in verify_folder(folder, shop.anchor)}
    assert {"claim", "part_line"} <= tables
    with Desk(folder, FixedClock()).open() as desk:  # and the next start does not make it true
        assert desk.recovered == 0
        assert {damage.table for damage in desk.archive.verify()} >= {"claim", "part_line"}


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE claim SET edit_open = 1, state = 'CLOSED'",
        "UPDATE claim SET edit_open = 1, claim_number = claim_number || 'x'",
        "UPDATE claim SET edit_open = 1, created_at = '2020-01-01T00:00:00Z'",
        "UPDATE claim SET edit_open = 1; UPDATE old_part SET amount_fen = 1",
        "UPDATE claim SET edit_open = 1; UPDATE attachment SET caption = 'x'",
        "UPDATE claim SET edit_open = 1; UPDATE signature SET signed_at = '2020'",
        "UPDATE visit SET edit_open = 1, mileage_km = 1",
    ],
)
def test_an_open_sitting_excuses_only_what_a_draft_may_change(
    shop: Shop, tmp_path: Path, edit: str
) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        for statement in edit.split("; "):
            db.execute(statement)
    assert verify_folder(folder, shop.anchor) != []


@pytest.mark.parametrize("table", ["visit", "claim", "person", "inspection", "old_part"])
def test_a_table_emptied_by_hand_is_found(shop: Shop, tmp_path: Path, table: str) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        db.execute(f"DELETE FROM {table}")
    assert {damage.table for damage in verify_folder(folder)} >= {table}


@pytest.mark.parametrize("column", ["state", "type", "vehicle_use", "created_at", "opened_on"])
def test_a_value_that_no_program_writes_is_found(shop: Shop, tmp_path: Path, column: str) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        db.execute(f"UPDATE claim SET {column} = 'nonsense'")
    assert {damage.table for damage in verify_folder(folder)} >= {"claim"}


def test_tables_of_trust_are_among_those_edited(shop: Shop) -> None:
    with opened(shop.folder) as db:
        assert {"desk_event", "person_pin", "claim", "submission"} <= set(journaled(db))


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE checkpoint SET seq = seq + 1",
        "UPDATE checkpoint SET head = 'a' || substr(head, 2, 62) || 'b'",
        "UPDATE checkpoint SET seq = 3",
        "INSERT INTO checkpoint SELECT 2, seq, head, seen_at FROM checkpoint",
        "UPDATE desk_event SET login = 'S03'",
        "DELETE FROM desk_event",
        "UPDATE desk_event SET at = '2020-01-01T00:00:00Z'",
        "UPDATE person_pin SET hash = replace(hash, '$v=19$', '$v=16$')",
        "UPDATE person_pin SET failures = 9",
        "UPDATE person_pin SET hash = '', salt = '00'",
        "DELETE FROM person_pin",
        "UPDATE search_text SET text = text || ' x' WHERE claim_id = 1",
        "UPDATE search_text SET facets = '{}' WHERE claim_id = 1",
        "DELETE FROM search_text WHERE claim_id = 1",
        "UPDATE number_series SET last = last - 1",
        "UPDATE number_series SET last = last + 1 WHERE kind <> 'repair_order'",
        "DELETE FROM number_series WHERE kind <> 'repair_order'",
        "UPDATE claim_account SET paid_fen = 1",
        "UPDATE site SET name_zh = 'x'",
        "UPDATE setting SET value = '1'",
    ],
)
def test_an_edit_of_what_stands_beside_the_claims_is_found(
    shop: Shop, tmp_path: Path, edit: str
) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        changed = db.execute(edit).rowcount
    assert changed == 0 or verify_folder(folder) != []


@pytest.mark.parametrize("spoil", [False, True])
def test_a_look_leaves_no_file_behind(shop: Shop, tmp_path: Path, spoil: bool) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    for name in ("claims.db-wal", "claims.db-shm"):
        (folder / name).unlink(missing_ok=True)
    if spoil:
        os.truncate(folder / "claims.db", 40960)
    before = sorted(folder.rglob("*"))
    assert bool(verify_folder(folder)) == spoil
    assert sorted(folder.rglob("*")) == before


def test_an_event_taken_out_with_its_entry_is_found(shop: Shop, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    with opened(folder) as db:
        (event,) = db.execute("SELECT id FROM desk_event WHERE kind = 'refused'").fetchone()
        db.execute("DELETE FROM desk_event WHERE id = ?", (event,))
        db.execute("DELETE FROM journal WHERE tbl = 'desk_event' AND row = ?", (event,))
    assert {damage.table for damage in verify_folder(folder)} == {"journal"}


def test_the_pin_of_another_is_found(staffed_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        for login in ("S01", "S13"):
            desk.people.act_as(login)
            desk.people.set_pin(login, PIN if login == "S01" else "735162")
    assert verify_folder(folder) == []
    with opened(folder) as db:  # the clerk gives himself the manager's rights by his own PIN
        db.execute(
            "UPDATE person_pin SET (hash, salt) = (SELECT hash, salt FROM person_pin p"
            " WHERE p.id <> person_pin.id)"
        )
    assert {damage.table for damage in verify_folder(folder)} == {"person_pin"}


def put_back_after_backups(folder: Path, stick: Path | None) -> Path:
    """Make backups of a desk, go on, and lay its older database aside; return that one."""
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S13")
        if stick is not None:
            stick.mkdir()
            desk.backups.save_places((str(stick),))
        desk.people.act_as("S01")
        drafted(desk)
    older = folder.parent / "older.db"
    shutil.copy(folder / "claims.db", older)
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.customers.save("顾客", "15400000042")
        desk.backups.keep(BackupReason.BY_HAND)
    assert verify_folder(folder) == []
    return older


def test_an_old_file_put_back_is_found_without_an_anchor(
    staffed_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    older = put_back_after_backups(folder, None)
    shutil.copy(older, folder / "claims.db")
    assert {damage.kind for damage in verify_folder(folder)} == {"anchor"}


def test_an_old_file_is_found_by_the_second_place_alone(
    staffed_folder: Path, tmp_path: Path
) -> None:
    """Whoever puts the old file back also takes the backups beside it away."""
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    older = put_back_after_backups(folder, tmp_path / "stick")
    shutil.copy(older, folder / "claims.db")
    for file in (folder / "backups").glob("*.zip"):
        file.unlink()
    assert {damage.kind for damage in verify_folder(folder)} == {"anchor"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"records": 7}', "null"])
def test_a_register_that_was_edited_is_not_trusted(
    staffed_folder: Path, tmp_path: Path, text: str
) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    older = put_back_after_backups(folder, None)
    (folder / "backups" / "register.json").write_text(text, "utf-8")
    assert verify_folder(folder) == []  # no false alarm either
    shutil.copy(older, folder / "claims.db")
    assert {damage.kind for damage in verify_folder(folder)} == {"anchor"}


def test_a_verification_tells_how_far_it_is_and_can_be_stopped(shop: Shop) -> None:
    told: list[str] = []
    assert verify_folder(shop.folder, "", lambda _done, _total, text: told.append(text)) == []
    assert len(set(told)) >= 5

    def stop(*_told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_folder(shop.folder, "", stop)


def test_a_verification_beside_the_work_reads_one_instant(
    staffed_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        submitted(desk)

        start = desk.stores.journal.seq

        def work_on(*_told: object) -> None:
            if desk.stores.journal.seq < start + 20:
                desk.customers.save("顾客", "15400000042")

        assert verify_folder(folder, desk.archive.anchor, work_on) == []
        assert verify_folder(folder, desk.archive.anchor) == []


def honest_run(desk: Desk, folder: Path, dice: random.Random) -> None:
    """Do what a clerk does, in any order."""
    vins = (VIN, OTHER_VIN, "LX0DS21A5SB012345", "")
    deeds: tuple[Callable[[], object], ...] = (
        lambda: submitted(desk, VIN),
        lambda: desk.claims.move(submitted(desk, VIN).id, Action.WITHDRAW, "wrong part"),
        lambda: not_covered(desk, folder, OTHER_VIN),
        lambda: desk.claims.void(drafted(desk, dice.choice(vins)).id, "typed twice"),
        lambda: drafted(desk, dice.choice(vins), part_lines=[{"new_part_no": "A"}]),
        lambda: desk.claims.leave(drafted(desk).id),
        lambda: (drafted(desk), desk.undo()),
        lambda: desk.claims.new(visit_id=drafted(desk).visit.id),
        lambda: desk.customers.save("贺䶮", "15400000042"),
        lambda: desk.archive.reindex(),
        lambda: refused_at(desk),
        lambda: desk.bench.note(EventKind.REVEALED, subject="C0126-000001"),
        lambda: desk.people.set_pin("S01", PIN, PIN),
        lambda: desk.backups.keep(BackupReason.BY_HAND),
        lambda: shelved(desk, dice),
    )
    for _step in range(dice.randint(2, 5)):
        dice.choice(deeds)()
        if dice.random() < 0.3:
            assert desk.archive.verify(desk.archive.anchor) == []


def refused_at(desk: Desk) -> None:
    """Try what the state does not allow."""
    claim = submitted(desk)
    with suppress(Refused):
        desk.claims.move(claim.id, Action.FINISH_REPAIR)


def shelved(desk: Desk, dice: random.Random) -> None:
    claim = to_submit(desk)
    for piece in desk.shelf.pieces_of(claim.id):
        desk.shelf.shelve(piece.tag, dice.choice(["R2-3", "R2-4"]))
        if dice.random() < 0.5:
            desk.undo()
    desk.claims.save_draft(claim.id, {"part_lines": [{"causal": True, "new_part_no": "X"}]})


def no_alarm_in(runs: range, staffed_folder: Path, tmp_path: Path) -> None:
    for seed in runs:
        folder = Path(shutil.copytree(staffed_folder, tmp_path / f"run-{seed}"))
        with Desk(folder, FixedClock()).open() as desk:
            desk.people.act_as("S01")
            honest_run(desk, tmp_path, random.Random(seed))
            anchor = desk.archive.anchor
            assert desk.archive.verify(anchor) == []
        assert verify_folder(folder, anchor) == []
        shutil.rmtree(folder)


def test_honest_work_raises_no_alarm(staffed_folder: Path, tmp_path: Path) -> None:
    no_alarm_in(range(5), staffed_folder, tmp_path)


@pytest.mark.long
def test_200_honest_runs_raise_no_alarm(staffed_folder: Path, tmp_path: Path) -> None:
    no_alarm_in(range(100, 300), staffed_folder, tmp_path)


def test_an_account_that_its_entries_do_not_add_up_to_is_found(
    staffed_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(staffed_folder, tmp_path / "desk"))
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        one, two = approved(desk, submitted(desk)), approved(desk, submitted(desk, OTHER_VIN))
        confirmed(desk, [(one.id, 100_00), (two.id, 200_00)])
    assert verify_folder(folder) == []
    with opened(folder) as db:
        db.execute("UPDATE claim_account SET settled_fen = 9999 WHERE claim_id = ?", (one.id,))
        db.execute("DELETE FROM claim_account WHERE claim_id = ?", (two.id,))
    found = {one.row: one.detail for one in verify_folder(folder) if one.kind == "account"}
    assert found.keys() == {one.id, two.id}
    assert found[one.id].endswith("settled_fen +1")
    assert found[two.id].endswith("settled_fen +20000")
