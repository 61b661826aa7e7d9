"""Files of claims: durable before their row, named by their bytes, verified when read."""

import hashlib
import io
import os
import stat
from pathlib import Path

import pytest
from stories import acting, drafted

from warrantydesk.domain.errors import Refused, Unavailable
from warrantydesk.domain.person import Role
from warrantydesk.services.desk import Desk


def files_of(desk: Desk) -> list[str]:
    root = desk.folder.attachments
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


def test_a_file_lies_under_the_hash_of_its_bytes(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    photo = tmp_path / "照片 1.JPG"
    photo.write_bytes(b"photo" * 1000)
    kept = desk.attachments.add(claim.id, "PH", photo, caption="泄水孔")
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    assert (kept.sha256, kept.file_name, kept.size_bytes) == (digest, "照片 1.JPG", 5000)
    assert (kept.media, kept.caption, kept.added_by) == ("image/jpeg", "泄水孔", "S01")
    assert files_of(desk) == [f"{digest[:2]}/{digest}"]
    assert desk.attachments.read(kept.id) == photo.read_bytes()
    assert desk.attachments.of(claim.id) == [kept]
    mode = stat.S_IMODE(desk.stores.attachments.files.path(digest).stat().st_mode)
    assert mode & 0o222 == 0


def test_the_same_bytes_are_kept_once_and_named_twice(desk: Desk) -> None:
    claim = drafted(desk)
    one = desk.attachments.add_bytes(claim.id, "PH", b"same", "a.jpg")
    two = desk.attachments.add_bytes(claim.id, "VM", b"same", "b.jpg")
    assert one.sha256 == two.sha256
    assert one.id != two.id
    assert len(files_of(desk)) == 1


def test_everything_is_synced_before_the_row_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    root = str(desk.folder.attachments)
    sync, change = os.fsync, desk.stores.journal.append

    def noted(number: int) -> None:
        name = str(Path(f"/proc/self/fd/{number}").readlink())
        steps.append("file" if name.endswith(".part") else f"folder {name.removeprefix(root)}")
        sync(number)

    def appended(*args: object) -> None:
        steps.append("row")
        change(*args)  # type: ignore[arg-type]

    claim = drafted(desk)
    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(desk.stores.journal, "append", appended)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"photo", "a.jpg")
    place = f"folder /{kept.sha256[:2]}"
    assert steps[-3:] == ["file", place, "row"] or steps[-4:] == ["file", "folder ", place, "row"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    claim = drafted(desk)
    desk.attachments.add_bytes(claim.id, "PH", b"before", "a.jpg")
    before, files = desk.archive.anchor, files_of(desk)

    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync", full) if call == "fsync" else (Path, "replace", full)))
    with pytest.raises(Unavailable) as refusal:
        desk.attachments.add_bytes(claim.id, "PH", b"photo", "a.jpg")
    assert refusal.value.code == "FULL"
    assert (desk.archive.anchor, files_of(desk)) == (before, files)
    monkeypatch.undo()
    assert desk.attachments.add_bytes(claim.id, "PH", b"photo", "a.jpg").size_bytes == 5
    assert desk.archive.verify() == []


def test_what_a_kill_left_is_removed_at_the_next_start(desk_folder: Path) -> None:
    torso = desk_folder / "att" / "0123456789abcdef.part"
    torso.parent.mkdir(exist_ok=True)
    torso.write_bytes(b"half")
    backups = desk_folder / "backups"
    (backups / ".backup-x").mkdir(parents=True)
    (backups / "warrantydesk-1.zip.part").write_bytes(b"half")
    (backups / "warrantydesk-0.zip").write_bytes(b"whole")
    with Desk(desk_folder).open():
        assert not torso.exists()
        assert [p.name for p in backups.iterdir()] == ["warrantydesk-0.zip"]


@pytest.mark.parametrize(("spoil", "says"), [("delete", "missing"), ("flip", "altered")])
def test_a_spoilt_file_is_named_and_the_others_are_read(desk: Desk, spoil: str, says: str) -> None:
    claim = drafted(desk)
    bad = desk.attachments.add_bytes(claim.id, "PH", b"bad photo", "bad.jpg")
    good = desk.attachments.add_bytes(claim.id, "PH", b"good photo", "good.jpg")
    path = desk.attachments.path(bad.id)
    path.chmod(0o600)
    if spoil == "delete":
        path.unlink()
    else:
        path.write_bytes(b"bad phot0")
    with pytest.raises(Unavailable, match=says):
        desk.attachments.read(bad.id)
    assert desk.attachments.read(good.id) == b"good photo"
    (damage,) = desk.archive.verify()
    assert (damage.kind, damage.row) == ("file", bad.id)
    assert damage.detail.startswith(f"bad.jpg ({claim.claim_number}): {says}; ")


def test_adding_a_spoilt_file_again_heals_it(desk: Desk) -> None:
    claim = drafted(desk)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"photo", "a.jpg")
    path = desk.attachments.path(kept.id)
    path.chmod(0o600)
    path.write_bytes(b"phot0")
    desk.attachments.add_bytes(claim.id, "PH", b"photo", "a.jpg")
    assert desk.archive.verify() == []


@pytest.mark.parametrize("kind", ["missing", "folder", "empty"])
def test_what_is_no_file_with_content_is_refused(desk: Desk, tmp_path: Path, kind: str) -> None:
    claim = drafted(desk)
    file = tmp_path / "thing.jpg"
    if kind == "folder":
        file.mkdir()
    elif kind == "empty":
        file.write_bytes(b"")
    before = desk.archive.anchor
    with pytest.raises(Refused) as refusal:
        desk.attachments.add(claim.id, "PH", file)
    assert refusal.value.codes == (("NOT_FOUND",) if kind == "missing" else ("INVALID",))
    assert refusal.value.findings[0].values["file"] == "thing.jpg"
    assert desk.archive.anchor == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "a\x00b.jpg", "x" * 500 + ".jpg", "\u202egpj.exe", "\ud800"]
)
def test_a_name_is_only_a_name(desk: Desk, name: str) -> None:
    claim = drafted(desk)
    kept = desk.attachments.add_bytes(claim.id, "PH", b"photo", name)
    assert desk.attachments.path(kept.id).is_relative_to(desk.folder.attachments)
    assert len(kept.file_name) <= 120
    assert "\x00" not in kept.file_name
    assert desk.archive.verify() == []


def test_who_may_add(desk: Desk) -> None:
    claim = drafted(desk)
    for role in (Role.FINANCE, Role.READ_ONLY, Role.SERVICE_MANAGER):
        with pytest.raises(Refused) as refusal:
            acting(desk, role).attachments.add_bytes(claim.id, "PH", b"x", "a.jpg")
        assert refusal.value.codes == ("RIGHT",)
    with pytest.raises(Refused) as refusal:
        desk.attachments.add_bytes(999, "PH", b"x", "a.jpg")
    assert refusal.value.codes == ("NOT_FOUND",)


def test_a_paper_is_ticked_and_the_tick_taken_back(desk: Desk) -> None:
    claim = drafted(desk)
    desk.attachments.tick(claim.id, "INV")
    assert {d.code for d in desk.claims.documents(desk.claims.facts(claim.id)) if d.present} == {
        "INV"
    }
    desk.attachments.tick(claim.id, "INV", False)
    assert not [d for d in desk.claims.documents(desk.claims.facts(claim.id)) if d.present]


def test_a_stream_that_breaks_leaves_nothing(desk: Desk) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(Unavailable):
        desk.stores.attachments.files.keep(Broken(b"x"))
    assert files_of(desk) == []
