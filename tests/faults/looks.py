"""What must hold after a child's work was cut off, job by job: nothing lost, nothing half there."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fakes import FixedClock
from money_oracle import must_balance

from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import backups_of, check, restore
from warrantydesk.storage.backup import check_backup
from warrantydesk.storage.backup_key_file import key_of_folder
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.verify import verify_folder

RELEASED = Path(__file__).parents[1] / "storage" / "released"
REOPENS_WITHIN_S = 2.0
"""Of the processor: how long it takes by the clock is a matter of what else the machine does."""


@dataclass(frozen=True)
class Killed:
    """What a child had acknowledged when it was killed."""

    folder: Path
    lines: list[list[str]]

    def all(self, word: str) -> list[list[str]]:
        """Return the acknowledgements of a kind."""
        return [line[1:] for line in self.lines if line[0] == word]


def reopened(folder: Path, *, create: bool = False) -> Desk:
    began = time.process_time()
    desk = Desk(folder, FixedClock()).open(create=create, demo=True)
    assert time.process_time() - began < REOPENS_WITHIN_S
    assert desk.archive.verify() == []
    return desk


def saved(run: Killed) -> None:
    with reopened(run.folder) as desk:
        last = {number: int(km) for number, km in run.all("draft")}
        for (number,) in run.all("claim"):
            kept = desk.claims.by_number(number).visit.mileage_km or 0
            # One more save may have been committed and killed before it was said.
            assert kept >= last.get(number, 0)
            assert kept - last.get(number, 0) <= 1 or number not in last
        assert list(desk.folder.attachments.glob("*.part")) == []


def attached(run: Killed) -> None:
    with reopened(run.folder) as desk:
        for number, sha256 in run.all("photo"):
            assert desk.stores.attachments.get(int(number)).sha256 == sha256
            assert len(desk.attachments.read(int(number))) == 200_000


def filed(run: Killed) -> None:
    with reopened(run.folder) as desk:
        done = {number for (number,) in run.all("submitted")}
        for (number,) in run.all("claim"):
            claim = desk.claims.by_number(number)
            versions = desk.claims.submissions(claim.id)
            assert claim.state in ("SUBMITTED", "TO_SUBMIT")
            assert len(versions) == (claim.state == "SUBMITTED")
            assert number not in done or claim.state == "SUBMITTED"


def created(run: Killed) -> None:
    with reopened(run.folder / "new", create=True) as desk:
        numbers = [number for (number,) in run.all("claim")]
        assert [desk.claims.by_number(number).claim_number for number in numbers] == numbers
        if run.all("staffed"):
            assert len(desk.people.all()) == 7
        assert desk.profiles.brands() == ["QC"]


def backed_up(run: Killed) -> None:
    backups = run.folder / "backups"
    for file in backups.glob("*.zip"):
        check_backup(file)
    for (name,) in run.all("backup"):
        assert (backups / name).exists()
    with reopened(run.folder):
        assert [p for p in backups.iterdir() if p.suffix not in (".zip", ".json")] == []
    newest = max(backups.glob("*.zip"))
    restore(newest, run.folder / "back")
    assert verify_folder(run.folder / "back") == []


def restored(run: Killed) -> None:
    with reopened(run.folder):
        pass
    for (count,) in run.all("restored"):
        assert (run.folder / f"restored-{count}").is_dir()
    for folder in run.folder.glob("restored-*"):
        assert verify_folder(folder) == []


def taken(run: Killed) -> None:
    with reopened(run.folder) as desk:
        batches = desk.imports.batches("policy_table", "QC", "parts")
        heads = {head.batch_id: head for head in desk.bench.tables.versions("QC", "parts")}
        whole = len(desk.bench.tables.rows("QC", "parts", 1))
        for batch in batches:
            number = heads[batch.id].number
            assert len(desk.bench.tables.rows("QC", "parts", number)) == whole
        said = {int(number) for number, _count in run.all("batch")}
        assert said <= {batch.id for batch in batches}
        assert len(batches) <= len(said) + 1  # one may be committed and killed before it was said
        assert len(heads) == len(batches) + 1


def sent(run: Killed) -> None:
    with reopened(run.folder) as desk:
        done, packed = ({number for (number,) in run.all(word)} for word in ("shipped", "packed"))
        for (number,) in run.all("opened"):
            shipment = desk.shipments.by_number(number)
            pieces = desk.shipments.view(shipment.id).pieces
            assert len(pieces) == 3
            if shipment.state == "SHIPPED":
                assert {piece.state for piece in pieces} == {"SHIPPED"}
                assert all(box.is_sealed for box in desk.shipments.boxes(shipment.id))
                continue
            assert (shipment.state, number in done) == ("PACKING", False)
            assert all(piece.is_packed == (piece.state == "PACKED") for piece in pieces)
            assert number not in packed or all(piece.is_packed for piece in pieces)


def answered(run: Killed) -> None:
    """Every step stands whole: the state, its answer with all lines, the appeal, the version."""
    with reopened(run.folder) as desk:
        for (number,) in run.all("claim"):
            claim = desk.claims.by_number(number)
            kinds = [one.kind for one in desk.claims.answers(claim.id)]
            said = {word for word in STEPS if [number] in run.all(word)}
            versions = len(desk.claims.submissions(claim.id))
            known = STANDS[claim.state, versions]
            assert kinds == list(known.kinds)
            assert said <= set(known.said)
            given = [one.approved_fen or 0 for one in desk.claims.amounts(claim.id)]
            if "approval" in kinds:
                assert sum(given) == claim.approved_fen
            appeals = desk.stores.appeals.find(claim_id=claim.id)
            assert [one.state for one in appeals] == ["FILED"] * (claim.state == "APPEALED")


def followed(run: Killed) -> None:
    """A statement stands whole at one step of its way, and every fen has its name."""
    with reopened(run.folder) as desk:
        must_balance(desk)
        done = {word: {line[0] for line in run.all(word)} for word in WAY}
        for number in done["read"]:
            statement = desk.statements.by_number(number)
            lines = desk.statements.lines(statement.id)
            assert len(lines) == 2
            states = {line.state.value for line in lines}
            assert states == {"NEW"} if statement.state == "IMPORTED" else states == {"EXACT"}
            place = PLACES[statement.state]
            assert all(number not in done[word] for word in WAY[place + 1 :])
            for line in lines if place >= WAY.index("booked") else ():
                account = desk.stores.accounts.of(line.claim_id or 0)
                assert account.settled_fen == line.amount_fen
                paid = line.amount_fen if place == WAY.index("received") else 0
                assert account.paid_fen == paid


def forgotten(run: Killed) -> None:
    """Values and photo of a claim are both gone with a certificate, or both are there."""
    with reopened(run.folder) as desk:
        done = {number for (number,) in run.all("forgotten")}
        files = desk.stores.attachments.files
        for number, sha256 in run.all("filed"):
            claim = desk.claims.by_number(number)
            gone = claim.redaction_id is not None
            assert gone or number not in done
            assert (claim.owner.name == "") is gone
            assert files.path(sha256).exists() is not gone


def migrated(run: Killed) -> None:
    """A database of a former schema is the old one or a new one, whole, and becomes today's."""
    done = {count for (count,) in run.all("migrated")}
    for count, schema in run.all("copied"):
        folder = run.folder / f"old-{count}"
        number, claims = told_by(folder / "claims.db")
        assert int(schema) <= number <= SCHEMA
        assert number == SCHEMA or count not in done
        assert claims == told_by(RELEASED / f"schema-{schema}.db")[1]
        with reopened(folder) as desk:
            assert desk.stores.db.schema == SCHEMA
            assert [(one,) for one in sorted(desk.archive.all_ids())] == claims


def told_by(database: Path) -> tuple[int, list[tuple[int]]]:
    """Return the schema of a database and the ids of its claims."""
    with closing(sqlite3.connect(database)) as db:
        (schema,) = db.execute("PRAGMA user_version").fetchone()
        return schema, db.execute("SELECT id FROM claim ORDER BY id").fetchall()


def kept(run: Killed) -> None:
    """Every backup that was said is in both places, whole; nothing half there is left."""
    home, stick = run.folder / "desk", run.folder / "stick"
    with reopened(home) as desk:
        for record in backups_of(home):
            assert not record.problem
            for place in record.places:
                made = check(Path(place) / record.name, key_of_folder(DataFolder(home)))
                assert made.claims == record.claims
        torsos = [path for path in (home / "backups").iterdir() if path.name.startswith(".")]
        assert [*torsos, *home.rglob("*.part")] == []
        names = dict(run.all("kept"))
        for name, number in names.items():
            assert desk.claims.by_number(number)
            assert (stick / name).exists() or not (home / "backups" / name).exists()
    for name in list(names)[-1:]:
        assert (home / "backups" / name).exists()
        restore(home / "backups" / name, run.folder / "back")
        assert verify_folder(run.folder / "back") == []


def swapped(run: Killed) -> None:
    """The place holds the desk as it was or as it was restored; what it was before stays."""
    home = run.folder / "desk"
    done = {count for count, _old in run.all("swapped")}
    with reopened(home) as desk:
        marks = {desk.claims.get(one).narrative.remark for one in desk.archive.all_ids()}
    for (count,) in run.all("worked"):
        assert f"before {count}" in marks
        assert (f"after {count}" in marks) <= (count not in done)
    for _count, old in run.all("swapped"):
        assert verify_folder(home.with_name(old)) == []
    left = {path.name for path in home.parent.iterdir()}
    left = {name for name in left if not name.startswith("desk.before-")}
    assert {name for name in left if not name.endswith(".part")} - {"stick"} == {"desk"}


WAY = ("read", "matched", "booked", "invoiced", "received")
PLACES = {"IMPORTED": 0, "MATCHING": 1, "CONFIRMED": 2, "INVOICED": 3, "RECEIVED": 4}


class Stands(NamedTuple):
    """What a claim in a state has been answered, and what may have been said of it by then."""

    kinds: tuple[str, ...]
    said: tuple[str, ...]


STEPS = ("returned", "again", "approved", "appealed")
STANDS = {
    ("SUBMITTED", 1): Stands((), ()),
    ("RETURNED", 1): Stands(("return",), STEPS[:1]),
    ("SUBMITTED", 2): Stands(("return",), STEPS[:2]),
    ("APPROVED", 2): Stands(("return", "approval"), STEPS[:3]),
    ("APPEALED", 2): Stands(("return", "approval"), STEPS),
}
LOOKS: dict[str, Callable[[Killed], None]] = {
    "save": saved,
    "attach": attached,
    "submit": filed,
    "create": created,
    "backup": backed_up,
    "back": restored,
    "take": taken,
    "ship": sent,
    "answer": answered,
    "money": followed,
    "forget": forgotten,
    "migrate": migrated,
    "keep": kept,
    "swap": swapped,
}
