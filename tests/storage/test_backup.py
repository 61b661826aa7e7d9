"""Backup and restore: verified when written, verified when read, never over what is there."""

import gzip
import hashlib
import io
import json
import random
import shutil
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from fakes import FixedClock
from PIL import Image
from stories import submitted

from warrantydesk.cli import run
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import restore
from warrantydesk.storage.backup_file import MANIFEST, TAR, opened
from warrantydesk.storage.backup_key_file import keep_key
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.restore import Restored
from warrantydesk.storage.verify import verify_folder

KEY = BackupKey(bytes(range(16)))
FORMS = ("plain", "sealed")
"""The first backups were plain ZIPs; they can still be restored."""


@pytest.fixture(autouse=True)
def _key(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARRANTYDESK_KEY", str(KEY))
    if "desk" in request.fixturenames:
        keep_key(request.getfixturevalue("desk").folder, KEY)


def hashes(folder: Path) -> dict[str, str]:
    kept = [folder / "claims.db", *(folder / "att").glob("??/*")]
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in kept
        if path.exists()
    }


@pytest.fixture(scope="module")
def backup(staffed_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one good backup of a desk with a filed claim and two photos."""
    base = tmp_path_factory.mktemp("backup")
    folder = Path(shutil.copytree(staffed_folder, base / "desk"))
    keep_key(DataFolder(folder), KEY)
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        claim = submitted(desk)
        for data in (b"one" * 5000, b"two" * 5000):
            desk.attachments.add_bytes(claim.id, "PH", data, "photo.jpg")
        return desk.backups.make(base / "out").file


def made_of(
    source: Path,
    file: Path,
    edit: Callable[[Path, dict[str, Any]], None],
    form: str = "plain",
) -> Path:
    """Write a backup with a manifest that fits, after an edit of its unpacked files."""
    work = file.with_suffix("")
    with opened(source, KEY) as backup:
        manifest: dict[str, Any] = to_json(backup.manifest)
        for entry in backup.entries():
            path = work / entry.name.removesuffix(".gz")
            path.parent.mkdir(parents=True, exist_ok=True)
            data = entry.stream.read()
            path.write_bytes(gzip.decompress(data) if entry.name.endswith(".gz") else data)
    if form == "plain":
        for name in ("readable.zip", "README.txt"):
            (work / name).unlink()
        manifest = {
            name: manifest[name] for name in ("program", "schema", "head", "made_at", "missing")
        } | {"sha256": {}}
    edit(work, manifest)
    files = {
        path.relative_to(work).as_posix(): path.read_bytes()
        for path in sorted(work.rglob("*"))
        if path.is_file()
    }
    return (plain if form == "plain" else sealed)(file, files, manifest)


def plain(file: Path, files: dict[str, bytes], manifest: dict[str, Any]) -> Path:
    """Write the form of the first backups."""
    if "sha256" in manifest:
        manifest["sha256"] = {
            name: hashlib.sha256(data).hexdigest() for name, data in files.items()
        }
    with zipfile.ZipFile(file, "w") as pack:
        for name, data in files.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name  # the library takes no empty one by itself
            pack.writestr(entry, data)
        pack.writestr(MANIFEST, json.dumps(manifest))
    return file


def sealed(file: Path, files: dict[str, bytes], manifest: dict[str, Any]) -> Path:
    """Write the encrypted form."""
    held = dict(files)
    if "claims.db" in held:
        held["claims.db.gz"] = gzip.compress(held.pop("claims.db"))
    if "sha256" in manifest:
        both = {**files, **held}
        manifest["sha256"] = {name: hashlib.sha256(data).hexdigest() for name, data in both.items()}
        manifest["sizes"] = {name: len(data) for name, data in both.items()}
    with pyzipper.AESZipFile(file, "w") as pack:
        pack.setpassword(str(KEY).encode())
        pack.setencryption(pyzipper.WZ_AES, nbits=256)
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w") as tar:
            for name, data in held.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
        pack.writestr(TAR, target.getvalue())
        pack.writestr(MANIFEST, json.dumps(manifest))
    return file


def test_what_comes_back_is_what_was(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    desk.attachments.add_bytes(claim.id, "PH", b"photo" * 999, "photo.jpg")
    desk.papers.draw("claim_form", claim.id, tmp_path / "form.pdf")
    steps: list[str] = []
    made = desk.backups.make(tmp_path / "out", steps.append)
    assert (made.head, made.bytes) == (desk.archive.anchor, made.file.stat().st_size)
    assert len(steps) == 3
    assert restore(made.file, tmp_path / "back", steps.append) == Restored(made.head)
    was = {name: value for name, value in hashes(desk.folder.path).items() if "att" in name}
    assert {
        name: value for name, value in hashes(tmp_path / "back").items() if "att" in name
    } == was
    assert verify_folder(tmp_path / "back", made.head) == []
    with Desk(tmp_path / "back", FixedClock()).open() as again:
        assert again.claims.get(claim.id) == desk.claims.get(claim.id)


def test_a_backup_holds_edits_that_wait_in_the_log(desk: Desk, tmp_path: Path) -> None:
    desk.customers.save("贺䶮", "15400000042")
    made = desk.backups.make(tmp_path / "out")
    restore(made.file, tmp_path / "back")
    with Desk(tmp_path / "back", FixedClock()).open() as again:
        assert again.customers.get(1).name == "贺䶮"


def test_a_backup_in_the_middle_of_a_sitting_is_whole(desk: Desk, tmp_path: Path) -> None:
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    desk.claims.save_draft(claim.id, {"visit": {"mileage_km": 7}})
    made = desk.backups.make(tmp_path / "out")
    restore(made.file, tmp_path / "back")
    with Desk(tmp_path / "back", FixedClock()).open() as again:
        assert again.recovered == 1
        assert again.archive.verify() == []


def test_the_folder_of_backups_holds_whole_files_only(desk: Desk, tmp_path: Path) -> None:
    for _count in range(3):
        desk.claims.new()
        desk.backups.make(tmp_path / "out")
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert len(names) == 3
    assert all(name.startswith("warrantydesk-20261124-090000-") for name in names)
    assert all(name.endswith(".zip") for name in names)


@pytest.mark.parametrize("spoil", ["delete", "flip"])
def test_a_spoilt_photo_does_not_stop_a_backup(desk: Desk, tmp_path: Path, spoil: str) -> None:
    claim = desk.claims.new()
    kept = desk.attachments.add_bytes(claim.id, "PH", b"photo", "photo.jpg")
    path = desk.attachments.path(kept.id)
    path.chmod(0o600)
    path.unlink() if spoil == "delete" else path.write_bytes(b"phot0")
    made = desk.backups.make(tmp_path / "out")
    problem = "missing" if spoil == "delete" else "altered"
    assert made.missing == (f"photo.jpg ({problem})",)
    back = restore(made.file, tmp_path / "back")
    assert back.missing == (f"photo.jpg ({kept.sha256[:12]})",)
    (damage,) = verify_folder(tmp_path / "back", made.head)
    assert (damage.kind, damage.row) == ("file", kept.id)


def test_a_backup_that_does_not_verify_leaves_no_torso(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = desk.backups.make(tmp_path / "out")

    def bad(*_given: object) -> dict[str, object]:
        raise Unavailable("bad stick")

    monkeypatch.setattr("warrantydesk.storage.backup.check_backup", bad)
    with pytest.raises(Unavailable):
        desk.backups.make(tmp_path / "out")
    monkeypatch.undo()
    assert list((tmp_path / "out").iterdir()) == [good.file]
    restore(good.file, tmp_path / "back", key=KEY)


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_stick_leaves_the_former_backups(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    good = desk.backups.make(tmp_path / "out")

    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(Unavailable) as refusal:
        desk.backups.make(tmp_path / "out")
    monkeypatch.undo()
    assert refusal.value.code == "FULL"
    assert list((tmp_path / "out").iterdir()) == [good.file]
    assert desk.backups.make(tmp_path / "out").bytes


def refused_to_restore(file: Path, target: Path) -> str:
    with pytest.raises(Unavailable) as refusal:
        restore(file, target)
    assert not target.exists()
    assert list(target.parent.glob(".*restoring")) == []
    return refusal.value.message.format(**refusal.value.values)


def test_a_folder_with_anything_in_it_is_never_restored_into(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    for target in (tmp_path / "full", tmp_path / "file"):
        with pytest.raises(Unavailable, match="not empty"):
            restore(backup, target)
    assert (tmp_path / "full" / "mine.txt").read_text("utf-8") == "mine"
    (tmp_path / "empty").mkdir()
    assert restore(backup, tmp_path / "empty")


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_bit_is_noticed(backup: Path, tmp_path: Path, seed: int) -> None:
    data = backup.read_bytes()
    bad = tmp_path / "bad.zip"
    bad.write_bytes(flipped(data, random.Random(seed).randrange(len(data))))
    restored = None
    with suppress(Unavailable):
        restored = restore(bad, tmp_path / "back")
    if restored is None:
        assert not (tmp_path / "back").exists()
    else:  # a bit of a time stamp or another word that nobody reads
        assert verify_folder(tmp_path / "back", restored.head) == []


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_backup_is_noticed(backup: Path, tmp_path: Path, part: float) -> None:
    data = backup.read_bytes()
    (tmp_path / "bad.zip").write_bytes(data[: int(len(data) * part)])
    assert "bad.zip" in refused_to_restore(tmp_path / "bad.zip", tmp_path / "back")


def test_what_is_no_backup_is_said(tmp_path: Path) -> None:
    (tmp_path / "diary.zip").write_text("Dear diary", "utf-8")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as pack:
        pack.writestr("readme.txt", "hello")
    for name in ("diary.zip", "other.zip"):
        assert "is not a backup" in refused_to_restore(tmp_path / name, tmp_path / "back")


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path: Path) -> None:
    assert "There is no file" in refused_to_restore(tmp_path / "x.zip", tmp_path / "back")


def no_head(_work: Path, manifest: dict[str, Any]) -> None:
    del manifest["head"]


def no_hashes(_work: Path, manifest: dict[str, Any]) -> None:
    del manifest["sha256"]


def no_database(work: Path, _manifest: dict[str, Any]) -> None:
    (work / "claims.db").unlink()


def other_head(_work: Path, manifest: dict[str, Any]) -> None:
    manifest["head"] = "1:000000000000"


def planted_trigger(work: Path, _manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(work / "claims.db")) as db:
        db.execute("CREATE TRIGGER planted AFTER INSERT ON claim BEGIN DELETE FROM setting; END")
        db.commit()


def planted_view(work: Path, _manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(work / "claims.db")) as db:
        db.execute("CREATE VIEW planted AS SELECT 1")
        db.commit()


def foreign_database(work: Path, _manifest: dict[str, Any]) -> None:
    (work / "claims.db").unlink()
    with closing(sqlite3.connect(work / "claims.db")) as db:
        db.execute("CREATE TABLE mine (x)")


def newer_database(work: Path, _manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(work / "claims.db")) as db:
        db.execute("PRAGMA user_version = 99")


def torn_database(work: Path, _manifest: dict[str, Any]) -> None:
    data = (work / "claims.db").read_bytes()
    (work / "claims.db").write_bytes(data[: len(data) // 2])


def zeroed_pages(work: Path, _manifest: dict[str, Any]) -> None:
    data = (work / "claims.db").read_bytes()
    (work / "claims.db").write_bytes(data[:8192] + bytes(65536) + data[8192 + 65536 :])


def foreign_file(work: Path, _manifest: dict[str, Any]) -> None:
    (work / "setup.exe").write_bytes(b"MZ")


def foreign_photo(work: Path, _manifest: dict[str, Any]) -> None:
    (work / "att" / "zz").mkdir()
    (work / "att" / "zz" / "evil.exe").write_bytes(b"MZ")


def deep_file(work: Path, _manifest: dict[str, Any]) -> None:
    (work / "att" / "a" / "b").mkdir(parents=True)
    (work / "att" / "a" / "b" / "c").write_bytes(b"x")


@pytest.mark.parametrize(
    "edit",
    [
        *(no_head, no_hashes, no_database, other_head, planted_trigger, planted_view),
        *(foreign_database, newer_database, torn_database, zeroed_pages, foreign_file, deep_file),
        foreign_photo,
    ],
    ids=lambda edit: edit.__name__,
)
@pytest.mark.parametrize("form", FORMS)
def test_a_forged_backup_is_refused(
    backup: Path, tmp_path: Path, edit: Callable[[Path, dict[str, Any]], None], form: str
) -> None:
    forged = made_of(backup, tmp_path / "forged.zip", edit, form)
    assert refused_to_restore(forged, tmp_path / "back")


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "att/../../outside", "att/..", ""])
@pytest.mark.parametrize("form", [plain, sealed])
def test_a_name_cannot_lead_out_of_the_folder(
    backup: Path, tmp_path: Path, name: str, form: Callable[..., Path]
) -> None:
    held: dict[str, Any] = {}

    def add(work: Path, manifest: dict[str, Any]) -> None:
        held.update(manifest=manifest, database=(work / "claims.db").read_bytes())

    made_of(backup, tmp_path / "copy.zip", add)
    files = {"claims.db": held["database"], name: b"out"}
    forged = form(tmp_path / "forged.zip", files, held["manifest"])
    refused_to_restore(forged, tmp_path / "inner" / "back")
    assert [p.name for p in tmp_path.rglob("outside")] == []


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_copy_of_a_backup_restores(backup: Path, tmp_path: Path, form: str) -> None:
    copy = made_of(backup, tmp_path / "copy.zip", lambda _work, _manifest: None, form)
    back = restore(copy, tmp_path / "back")
    assert back.is_whole
    assert verify_folder(tmp_path / "back", back.head) == []


def photos_in(work: Path) -> list[Path]:
    return sorted(path for path in (work / "att").rglob("*") if path.is_file())


def photo_dropped(work: Path, _manifest: dict[str, Any]) -> None:
    photos_in(work)[0].unlink()


def photo_replaced(work: Path, _manifest: dict[str, Any]) -> None:
    photos_in(work)[0].write_bytes(b"another")


def photos_swapped(work: Path, _manifest: dict[str, Any]) -> None:
    one, two = photos_in(work)[:2]
    data = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(data)


@pytest.mark.parametrize(
    ("edit", "lost"), [(photo_dropped, 1), (photo_replaced, 1), (photos_swapped, 2)]
)
@pytest.mark.parametrize("form", FORMS)
def test_rows_come_back_without_a_photo_that_the_backup_lacks_and_it_is_named(
    backup: Path,
    tmp_path: Path,
    edit: Callable[[Path, dict[str, Any]], None],
    lost: int,
    form: str,
) -> None:
    back = restore(made_of(backup, tmp_path / "forged.zip", edit, form), tmp_path / "back")
    assert len(back.missing) == lost
    assert all(name.startswith("photo.jpg") for name in back.missing)
    assert len(verify_folder(tmp_path / "back", back.head)) == lost
    assert run(["restore", str(tmp_path / "forged.zip"), str(tmp_path / "again")]) == 1


def test_a_file_that_no_row_names_is_left_out(backup: Path, tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"stray").hexdigest()

    def stray(work: Path, _manifest: dict[str, Any]) -> None:
        (work / "att" / sha256[:2]).mkdir(exist_ok=True)
        (work / "att" / sha256[:2] / sha256).write_bytes(b"stray")

    back = restore(made_of(backup, tmp_path / "forged.zip", stray), tmp_path / "back")
    assert (back.missing, back.left_out) == ((), (f"att/{sha256[:2]}/{sha256}",))
    assert not list((tmp_path / "back").rglob(sha256))


def test_photos_behind_a_file_are_named_by_the_backup(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.attachments.add_bytes(desk.claims.new().id, "PH", b"photo", "photo.jpg")
    desk.close()
    shutil.move(desk.folder.attachments, tmp_path / "elsewhere")
    desk.folder.attachments.write_bytes(b"")
    assert run(["backup", str(tmp_path / "out"), "--data", str(desk.folder.path)]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["missing"] == ["photo.jpg (missing)"]
    assert "photo.jpg" in told.err


def test_the_logo_and_the_form_are_in_the_backup(desk: Desk, tmp_path: Path) -> None:
    claim = submitted(desk)
    desk.papers.draw("claim_form", claim.id, tmp_path / "form.pdf")
    Image.new("RGB", (4, 4)).save(tmp_path / "logo.png")
    logo = desk.settings.save_logo(tmp_path / "logo.png")
    form = desk.claims.submissions(claim.id)[-1].form_sha256
    restore(desk.backups.make(tmp_path / "out").file, tmp_path / "back")
    assert {path.name for path in photos_in(tmp_path / "back")} == {logo, form}


def test_a_backup_to_no_folder_is_said_as_it_is(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    for target in (tmp_path / "file", tmp_path / "file" / "x"):
        with pytest.raises(Unavailable) as refusal:
            desk.backups.make(target)
        assert refusal.value.code == "LOCKED"
        assert "Free some" not in refusal.value.message
    for target in (desk.folder.attachments, tmp_path / ("x" * 300)):
        with pytest.raises(Refused):
            desk.backups.make(target)
    assert desk.backups.make(desk.backups.folder()).bytes
