"""The one writing connection: pragmas, threads, transactions, and how the door opens."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.storage.database import Database
from warrantydesk.storage.places import DataFolder, is_remote, is_synced
from warrantydesk.storage.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 1500),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("mmap_size", 0),
        ("application_id", APPLICATION_ID),
    ],
)
def test_pragmas_are_set_at_every_opening(desk: Desk, pragma: str, value: Any) -> None:
    assert desk.stores.db.query(f"PRAGMA {pragma}") == [(value,)]


def test_a_thread_cannot_write(desk: Desk) -> None:
    raised: list[BaseException] = []

    def write() -> None:
        try:
            desk.customers.save("贺䶮", "15400000042")
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            raised.append(error)

    before = desk.archive.anchor
    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert len(raised) == 1
    assert "connection" in str(raised[0])
    assert desk.archive.anchor == before
    assert desk.stores.customers.find() == []
    assert desk.customers.save("贺䶮", "15400000042").id == 1


def test_a_reader_in_a_thread_reads_and_cannot_write(desk: Desk) -> None:
    seen: list[Any] = []

    def read() -> None:
        with desk.stores.db.reader() as query:
            seen.append(query("SELECT count(*) FROM person"))
            try:
                query("DELETE FROM setting")
            except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
                seen.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert seen[0] == [(7,)]
    assert "readonly" in seen[1]


def test_the_quiet_check_runs_in_a_thread(desk: Desk) -> None:
    seen: list[list[str]] = []
    thread = threading.Thread(target=lambda: seen.append(desk.check_quietly()))
    thread.start()
    thread.join()
    assert seen == [[]]


def test_a_transaction_inside_a_transaction_is_refused(desk: Desk) -> None:
    before = desk.archive.anchor
    with pytest.raises(RuntimeError), desk.bench.change("outer"):
        desk.customers.save("贺䶮", "15400000042")
    assert desk.archive.anchor == before
    assert desk.stores.customers.find() == []
    assert desk.customers.save("贺䶮", "15400000042").id == 1
    assert desk.archive.verify() == []


def test_a_write_outside_a_change_is_refused(desk: Desk) -> None:
    from builders import a_customer

    with pytest.raises(RuntimeError):
        desk.stores.customers.add(a_customer())


def test_what_raises_in_a_change_leaves_nothing(desk: Desk) -> None:
    from builders import a_customer

    before = desk.archive.anchor
    with pytest.raises(ZeroDivisionError), desk.bench.change("test"):
        assert desk.stores.customers.add(a_customer()).id / 0
    assert desk.archive.anchor == before
    assert desk.stores.customers.find() == []
    assert desk.archive.verify() == []


def test_no_database_is_made_where_one_should_be(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        Desk(tmp_path / "empty").open()
    assert "There is no database" in str(refusal.value)
    assert not (tmp_path / "empty").exists()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def numbered(number: int) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA user_version = {number}")

    return spoil


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 42")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Dear diary, " * 100, "utf-8")


def short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_to_one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def table_added(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE mine (x)")


def trigger_dropped(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TRIGGER journal_keeps_rows")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (newer, "newer Warranty Desk"),
        (numbered(0), "changed by another program"),
        (numbered(-1), "changed by another program"),
        (foreign, "belongs to another program"),
        (empty, "is empty"),
        (text, "is not a database"),
        (short, "is not a database"),
        (truncated, "is cut short"),
        (cut_to_one_page, "is cut short"),
        (table_added, "changed by another program"),
        (trigger_dropped, "changed by another program"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_no_database_of_ours_is_said_and_not_touched(
    desk_folder: Path, spoil: Any, says: str
) -> None:
    file = desk_folder / "claims.db"
    spoil(file)
    before = sha256(file)
    for create in (False, True):
        with pytest.raises(Unavailable) as refusal:
            Desk(desk_folder, FixedClock()).open(create=create)
        assert says in str(refusal.value)
        refusal.value.message.format(**refusal.value.values)
    assert sha256(file) == before
    assert not (desk_folder / "app.lock.owner").exists()


def test_a_folder_in_the_place_of_the_database(desk_folder: Path) -> None:
    (desk_folder / "claims.db").unlink()
    (desk_folder / "claims.db").mkdir()
    with pytest.raises(Unavailable, match="is a folder"):
        Desk(desk_folder).open(create=True)


def test_a_number_of_the_schema_that_waits_in_the_log(desk_folder: Path) -> None:
    with closing(sqlite3.connect(desk_folder / "claims.db")) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("PRAGMA user_version = 0")
        with pytest.raises(Unavailable, match="changed by another program"):
            Desk(desk_folder).open()


def test_a_folder_in_the_place_of_the_lock(desk_folder: Path) -> None:
    (desk_folder / "app.lock").unlink(missing_ok=True)
    (desk_folder / "app.lock").mkdir()
    with pytest.raises(Unavailable, match="the lock of the data"):
        Desk(desk_folder).open()
    assert (desk_folder / "app.lock").is_dir()


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40])
def test_an_id_that_no_row_can_have_is_not_found(desk: Desk, number: int) -> None:
    with pytest.raises(Refused) as refusal:
        desk.stores.claims.get(number)
    assert refusal.value.codes == ("NOT_FOUND",)


@pytest.mark.parametrize("anchor", ["9" * 20 + ":abc", "²:abc", "١:abc", "-1:abc", ":", "x"])
def test_an_anchor_that_is_none_is_a_damage(desk: Desk, anchor: str) -> None:
    (damage,) = desk.archive.verify(anchor)
    assert damage.kind == "anchor"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(Unavailable, match="is a file, not a folder"):
        Desk(tmp_path / "file").open(create=True)


def test_no_desk_is_made_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(Unavailable, match="is read-only") as refusal:
        Desk(folder, FixedClock()).open(create=True)
    assert refusal.value.code == "READONLY"
    assert list(folder.iterdir()) == []


MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 0:41 / /mnt/share/local rw - ext4 /dev/sdb1 rw
32 22 0:42 / /mnt/two\\040words rw - nfs4 server:/x rw
33 22 0:43 / /srv/x/rclone rw - fuse.rclone remote rw
34 22 0:44 / /mnt/win rw - 9p drvfs rw
35 22 8:2 / /media/usb rw - fuseblk /dev/sdc1 rw
36 22 0:45 / /media/exfat rw - fuse.exfat /dev/sdd1 rw
37 22 0:46 / /srv/li/private rw - fuse.gocryptfs /srv/li/.private rw
38 22 0:47 / /mnt/ssh rw - fuse.sshfs li@server: rw
39 22 0:48 / /mnt/whatever rw - fuse something rw
40 22 0:49 / /mnt/smb rw - smb3 //server/share rw
41 22 0:50 / /mnt/host rw - vboxsf host rw
42 22 0:51 / /mnt/tab\\011here rw - nfs server:/x rw
43 22 8:3 / /mnt/ssh/over rw - ext4 /dev/sde1 rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/srv/x/desk", False),
        ("/mnt/share", True),
        ("/mnt/share/desk", True),
        ("/mnt/shared", False),
        ("/mnt/share/local/desk", False),
        ("/mnt/two words/desk", True),
        ("/srv/x/rclone/desk", True),
        ("/mnt/win/desk", True),
        ("/media/usb/desk", False),
        ("/media/exfat/desk", False),
        ("/srv/li/private/desk", False),
        ("/mnt/ssh/desk", True),
        ("/mnt/ssh/over/desk", False),
        ("/mnt/whatever", True),
        ("/mnt/smb", True),
        ("/mnt/host/desk", True),
        ("/mnt/tab\there/desk", True),
        ("\\\\?\\UNC\\server\\share\\desk", True),
        ("\\\\?\\C:\\desk", False),
        ("\\\\server\\share\\desk", True),
    ],
)
def test_network_drives_are_known_by_their_file_system(path: str, remote: bool) -> None:
    assert is_remote(Path(path), MOUNTS) is remote


@pytest.mark.parametrize(
    ("path", "synced"),
    [
        ("/srv/x/OneDrive/desk", True),
        ("/srv/x/OneDrive - 美途汽车/desk", True),
        ("/d/坚果云/desk", True),
        ("/d/BaiduSyncdisk/desk", True),
        ("/d/Nextcloud/desk", True),
        ("/srv/x/desk", False),
        ("/srv/x/cloud/desk", False),
    ],
)
def test_cloud_folders_are_known_by_name(path: str, synced: bool) -> None:
    assert is_synced(Path(path)) is synced


def test_a_network_drive_is_refused_and_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warrantydesk.storage.mounts._file_system", lambda path, mounts: "cifs")
    with pytest.raises(Unavailable, match="network drive"):
        Desk(tmp_path / "desk").open(create=True)
    assert not (tmp_path / "desk").exists()


def test_a_second_desk_is_refused_and_told_who_has_the_first(desk: Desk, desk_folder: Path) -> None:
    with pytest.raises(Unavailable, match="Another Warranty Desk") as refusal:
        Desk(desk_folder, FixedClock()).open()
    assert str(os.getpid()) in str(refusal.value.values["holder"])
    assert desk.customers.save("贺䶮", "15400000042").id == 1


def test_a_second_process_is_refused_and_comes_in_after_a_kill(desk_folder: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from warrantydesk.services.desk import Desk;"
        "desk = Desk(Path(sys.argv[1])).open(); print('open', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(desk_folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    assert child.stdout.readline() == b"open\n"
    with pytest.raises(Unavailable, match="Another Warranty Desk"):
        Desk(desk_folder, FixedClock()).open()
    child.kill()
    child.communicate()
    with Desk(desk_folder, FixedClock()).open() as desk:
        assert desk.archive.verify() == []


def test_after_a_close_nothing_waits_beside_the_database(desk_folder: Path) -> None:
    with Desk(desk_folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.customers.save("贺䶮", "15400000042")
    assert sorted(p.name for p in desk_folder.iterdir() if p.name.startswith("claims")) == [
        "claims.db"
    ]
    assert not (desk_folder / "app.lock.owner").exists()


def test_a_torso_of_a_new_database_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "claims.db.new").write_bytes(b"half")
    (folder / "claims.db.new-journal").write_bytes(b"half")
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        assert desk.archive.verify() == []
    assert list(folder.glob("*.new*")) == []


def test_an_owner_that_cannot_be_written_keeps_nobody_out(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with Desk(desk_folder, FixedClock()).open() as desk:
        assert desk.people.all()


def test_reading_a_folder_needs_no_lock_and_changes_nothing(desk_folder: Path) -> None:
    before = sha256(desk_folder / "claims.db")
    db = Database(DataFolder(desk_folder))
    db.open_to_read()
    try:
        assert db.query("SELECT count(*) FROM person") == [(7,)]
    finally:
        db.close()
    assert sha256(desk_folder / "claims.db") == before


def test_a_copied_folder_opens(desk_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(desk_folder, tmp_path / "copy with blanks 索赔")
    with Desk(tmp_path / "copy with blanks 索赔", FixedClock()).open() as desk:
        assert desk.archive.verify() == []


def test_two_desks_in_one_process_never_mix(desk: Desk, tmp_path: Path) -> None:
    desk.customers.save("贺䶮", "15400000042")
    with Desk(tmp_path / "other", FixedClock()).open(create=True, demo=True) as other:
        assert other.stores.customers.find() == []
        assert desk.customers.get(1).name == "贺䶮"
    assert desk.customers.save("杨𬭎", "15400000043").id == 2
    assert desk.archive.verify() == []
