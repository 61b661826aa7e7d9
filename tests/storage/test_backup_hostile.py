"""Backups made to harm: bombs, links, lying sizes; and backups made while work goes on."""

import gzip
import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyzipper
from fakes import FixedClock
from stories import submitted

from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import restore
from warrantydesk.storage.backup_file import MANIFEST, TAR, opened
from warrantydesk.storage.backup_key_file import keep_key, key_in
from warrantydesk.storage.verify import verify_folder

KEY = BackupKey(bytes(range(16)))


class Parts:
    """A backup taken apart, to be put together with something wrong."""

    def __init__(self, file: Path) -> None:
        with opened(file, KEY) as backup:
            self.manifest: dict[str, Any] = to_json(backup.manifest)
            self.files = {one.name: one.stream.read() for one in backup.entries()}
        self.members: list[tarfile.TarInfo] = []
        self.pressed = pyzipper.ZIP_STORED
        self.beside: dict[str, bytes] = {}

    def put(self, name: str, data: bytes) -> None:
        """Give an entry other bytes, with a manifest that fits."""
        self.files[name] = data
        self.manifest["sha256"][name] = hashlib.sha256(data).hexdigest()

    def written(self, file: Path) -> Path:
        """Write what there is."""
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w") as tar:
            for name, data in self.files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
            for member in self.members:
                tar.addfile(member)
        with pyzipper.AESZipFile(file, "w", compression=self.pressed) as pack:
            pack.setpassword(str(KEY).encode())
            pack.setencryption(pyzipper.WZ_AES, nbits=256)
            pack.writestr(TAR, out.getvalue())
            pack.writestr(MANIFEST, json.dumps(self.manifest))
            for name, data in self.beside.items():
                pack.writestr(name, data)
        return file


def bomb(parts: Parts) -> None:
    """A database that unpacks to far more than it says."""
    parts.put("claims.db.gz", gzip.compress(bytes(300_000_000), 9))
    parts.manifest["sha256"]["claims.db"] = hashlib.sha256(b"").hexdigest()


def bomb_that_says_so(parts: Parts) -> None:
    """One that says how large it is: more than any disk has."""
    bomb(parts)
    parts.manifest["sizes"]["claims.db"] = 1 << 52


def pressed_tar(parts: Parts) -> None:
    """A TAR that is packed although ours are stored."""
    parts.pressed = pyzipper.ZIP_DEFLATED


def link(kind: bytes, target: str) -> Callable[[Parts], None]:
    def add(parts: Parts) -> None:
        member = tarfile.TarInfo("README.txt")
        member.type, member.linkname = kind, target
        parts.members.append(member)

    return add


def twice(parts: Parts) -> None:
    """An entry that comes again with other bytes."""
    member = tarfile.TarInfo("README.txt")
    parts.members.append(member)


def beside(parts: Parts) -> None:
    """A file beside the TAR."""
    parts.beside["setup.exe"] = b"MZ"


def no_gzip(parts: Parts) -> None:
    """A database that is not packed."""
    parts.put("claims.db.gz", b"SQLite format 3")


def long_manifest(parts: Parts) -> None:
    """A manifest that nests without end."""
    parts.manifest["missing"] = "[" * 100_000


def other_reason(parts: Parts) -> None:
    """A manifest with a word that nobody knows."""
    parts.manifest["reason"] = "because"


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """Give a good backup of a filed claim."""
    keep_key(desk.folder, KEY)
    submitted(desk)
    return desk.backups.make(tmp_path / "out").file


@pytest.mark.parametrize(
    "spoil",
    [
        *(bomb, bomb_that_says_so, pressed_tar, twice, beside, no_gzip, long_manifest),
        *(
            other_reason,
            link(tarfile.SYMTYPE, "/etc/passwd"),
            link(tarfile.LNKTYPE, "claims.db.gz"),
        ),
        *(link(tarfile.DIRTYPE, ""), link(tarfile.CHRTYPE, ""), link(tarfile.FIFOTYPE, "")),
    ],
)
def test_what_is_made_to_harm_is_refused(
    backup: Path, tmp_path: Path, spoil: Callable[[Parts], None]
) -> None:
    parts = Parts(backup)
    spoil(parts)
    with pytest.raises(Unavailable):
        restore(parts.written(tmp_path / "forged.zip"), tmp_path / "inner" / "back", key=KEY)
    assert not (tmp_path / "inner" / "back").exists()


def test_put_together_unchanged_it_restores(backup: Path, tmp_path: Path) -> None:
    file = Parts(backup).written(tmp_path / "copy.zip")
    assert restore(file, tmp_path / "back", key=KEY).is_whole
    assert verify_folder(tmp_path / "back") == []


def test_the_two_entries_say_nothing_and_open_with_the_printed_password(
    backup: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(backup) as pack:
        assert sorted(pack.namelist()) == [MANIFEST, TAR]
        assert all(info.flag_bits & 1 and not info.CRC for info in pack.infolist())
        with pytest.raises((RuntimeError, NotImplementedError)):
            pack.read(MANIFEST)
    with pyzipper.AESZipFile(backup) as pack:
        pack.setpassword(str(KEY).encode())
        pack.extractall(tmp_path / "by-hand")
    with tarfile.open(tmp_path / "by-hand" / TAR) as tar:
        names = tar.getnames()
    assert names[:3] == ["README.txt", "claims.db.gz", "readable.zip"]


@pytest.mark.parametrize("count", [4, pytest.param(100, marks=pytest.mark.long)])
def test_backups_made_while_work_goes_on_are_whole(
    desk: Desk, clock: FixedClock, tmp_path: Path, count: int
) -> None:
    made: list[Path] = []

    def back_up() -> None:
        for number in range(count):
            made.append(desk.backups.make(tmp_path / f"out-{number}").file)

    worker = threading.Thread(target=back_up)
    worker.start()
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    saves = 0
    while worker.is_alive():
        saves += 1
        desk.claims.save_draft(claim.id, {"visit": {"mileage_km": saves}})
        desk.attachments.add_bytes(claim.id, "PH", f"photo {saves}".encode(), "photo.jpg")
    worker.join()
    assert len(made) == count
    assert saves > count
    for number, file in enumerate(made):
        back = restore(
            file, tmp_path / f"back-{number}", key=key_in(desk.folder.path / "backup.key")
        )
        assert back.missing == ()
        assert verify_folder(tmp_path / f"back-{number}", back.head) == []
    assert [event.kind for event in desk.stores.desk_events.find()] == ["key_made"]
    assert desk.archive.verify() == []
