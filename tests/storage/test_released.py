"""Every released schema opens with the program of today, whole and ready for work."""

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from builders import a_vin
from fakes import NINE, FixedClock
from stories import submitted

from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.claim import State
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.archive import verify_folder
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import restore
from warrantydesk.storage.backup import make_backup
from warrantydesk.storage.backup_writer import Order, head_of
from warrantydesk.storage.migrations import SCHEMA
from warrantydesk.storage.places import DataFolder

RELEASED = sorted((Path(__file__).parent / "released").glob("schema-*.db"))
KEY = BackupKey(bytes(range(16)))
LARGEST_BYTES = 2_300_000
"""An empty table or index takes a page of 4 kB, and there are well over a hundred."""


def test_the_schema_of_today_is_among_them() -> None:
    assert f"schema-{SCHEMA}.db" in {path.name for path in RELEASED}


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_it_opens_and_is_whole(released: Path, tmp_path: Path) -> None:
    assert released.stat().st_size < LARGEST_BYTES
    (tmp_path / "desk").mkdir()
    shutil.copy(released, tmp_path / "desk" / "claims.db")
    with Desk(tmp_path / "desk", FixedClock()).open() as desk:
        assert desk.stores.db.schema == SCHEMA
        assert desk.archive.verify() == []
        states = {desk.claims.get(number).state for number in desk.archive.all_ids()}
        assert states >= {State.SUBMITTED, State.APPRAISING, State.VOID, State.DRAFT}


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_work_goes_on(released: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(released, tmp_path / "desk" / "claims.db")
    with Desk(tmp_path / "desk", FixedClock()).open() as desk:
        desk.people.act_as("S01")
        known = list(desk.archive.all_ids())
        claim = submitted(desk, a_vin(77, "LX0DL31C"))
        assert claim.id not in known
        assert desk.archive.search(claim.claim_number) == [claim.id]
        assert desk.archive.verify(desk.archive.anchor) == []


def test_an_old_decision_gives_the_same_answer_under_newer_tables(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(RELEASED[-1], tmp_path / "desk" / "claims.db")
    with Desk(tmp_path / "desk", FixedClock()).open() as desk:
        desk.people.act_as("S01")
        rows = [dict(row) for row in desk.bench.profile("QC").rows("policies")]
        for row in rows:
            if row["code"] == "QC-VEH":
                row["km"] = "200000"
        desk.policies.save_version("QC", "policies", tuple(rows), desk.bench.today)
        kept = desk.stores.decisions.find()
        assert kept
        for decision in kept:
            assert to_json(desk.coverage.repeat(decision.id)) == json.loads(decision.answer)


def told_by(database: Path) -> tuple[object, ...]:
    """Return number and text of the schema, the whole journal and the claims of a database."""
    with closing(sqlite3.connect(database)) as opened:
        return tuple(
            opened.execute(question).fetchall()
            for question in (
                "PRAGMA user_version",
                "SELECT name, sql FROM sqlite_master ORDER BY name",
                "SELECT * FROM journal ORDER BY seq",
                "SELECT * FROM claim ORDER BY id",
            )
        )


def test_the_former_schema_is_kept_before_it_changes(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(RELEASED[0], tmp_path / "desk" / "claims.db")
    before = told_by(RELEASED[0])
    with Desk(tmp_path / "desk", FixedClock()).open() as desk:
        assert desk.archive.verify() == []
    kept = tmp_path / "desk" / "backups" / "schema-1.db"
    assert told_by(kept) == before
    stamp = kept.stat().st_mtime_ns
    with Desk(tmp_path / "desk", FixedClock()).open():
        assert kept.stat().st_mtime_ns == stamp
        names = {file.name for file in kept.parent.iterdir()}
        assert names == {f"schema-{number}.db" for number in range(1, SCHEMA)}


def test_without_room_for_the_copy_the_schema_stays(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    file = tmp_path / "desk" / "claims.db"
    shutil.copy(RELEASED[0], file)
    (tmp_path / "desk" / "backups").write_text("in the way", "utf-8")
    with pytest.raises(Unavailable):
        Desk(tmp_path / "desk", FixedClock()).open()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_it_is_whole_before_it_is_brought_up_to_date(released: Path, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    file = tmp_path / "desk" / "claims.db"
    shutil.copy(released, file)
    assert verify_folder(tmp_path / "desk") == []
    assert file.read_bytes() == released.read_bytes()
    with closing(sqlite3.connect(file)) as database:
        database.execute("DROP INDEX claim_state")
    assert {found.kind for found in verify_folder(tmp_path / "desk")} == {"schema"}


def plain_backup(folder: DataFolder, target: Path) -> Path:
    """Write a backup as the first programs did: a plain ZIP of the database and a manifest."""
    data = folder.database.read_bytes()
    manifest = {
        "program": "0.1",
        "schema": 1,
        "head": head_of(folder.database),
        "made_at": "2026-11-24T01:00:00Z",
        "sha256": {"claims.db": hashlib.sha256(data).hexdigest()},
        "missing": [],
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("claims.db", data)
        pack.writestr("MANIFEST.json", json.dumps(manifest))
    return target


def sealed_backup(folder: DataFolder, target: Path) -> Path:
    """Write a backup of a database that was not brought up to date yet."""
    return make_backup(Order(folder, NINE), target, KEY, lambda *_told: None)[0]


@pytest.mark.parametrize("form", [plain_backup, sealed_backup])
@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_its_backup_is_restored(
    released: Path, tmp_path: Path, form: Callable[[DataFolder, Path], Path]
) -> None:
    (tmp_path / "desk").mkdir()
    shutil.copy(released, tmp_path / "desk" / "claims.db")
    kept = form(DataFolder(tmp_path / "desk"), tmp_path / "kept")
    assert restore(kept, tmp_path / "back", key=KEY).is_whole
    with Desk(tmp_path / "back", FixedClock()).open() as desk:
        assert desk.archive.verify() == []
