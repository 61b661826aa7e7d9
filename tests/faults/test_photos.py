"""Photos that are deleted, altered or swapped: each is named, with its claim and a good copy."""

import random
import shutil
from pathlib import Path

import pytest
from fakes import FixedClock
from stories import staffed, submitted

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import backups_of
from warrantydesk.storage.verify import verify_folder

SHORT, LONG = 12, 100


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed desk with a filed claim of many photos, and a backup of all of them."""
    folder = tmp_path_factory.mktemp("photos") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        claim = submitted(staffed(desk))
        for number in range(LONG):
            data = number.to_bytes(2, "big") * 900
            desk.attachments.add_bytes(claim.id, "PH", data, f"{number}.jpg")
        assert desk.backups.keep(BackupReason.CLOSING)
    return folder


def spoilt(files: list[Path], dice: random.Random) -> list[Path]:
    """Delete a third of the files, alter a third, swap the rest; return what was spoilt."""
    for number, file in enumerate(files):
        file.chmod(0o600)
        if number % 3 == 0:
            file.unlink()
        elif number % 3 == 1:
            data = bytearray(file.read_bytes())
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            file.write_bytes(bytes(data))
        else:
            other = files[(number + 4) % len(files)]
            data = other.read_bytes() if other.exists() else b"another photo"
            file.write_bytes(data)
    return files


def all_named(source: Path, folder: Path, count: int) -> None:
    """Every spoilt photo is named; the others still open, and the desk goes on."""
    home = Path(shutil.copytree(source, folder / "desk"))
    dice = random.Random(count)
    files = sorted((home / "att").glob("??/*"))
    bad = spoilt(dice.sample(files, count), dice)
    (backup,) = (home / "backups").glob("*.zip")
    found = [damage for damage in verify_folder(home) if damage.kind == "file"]
    assert len(found) == count
    for file in bad:
        (named,) = [one for one in found if str(file) in one.detail]
        assert "C0126-" in named.detail
        assert str(backup) in named.detail
    with Desk(home, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        for one in desk.stores.attachments.every():
            path = desk.stores.attachments.files.path(one.sha256)
            assert path in bad or desk.attachments.read(one.id)
        assert desk.backups.make(folder / "stick").missing
    (kept,) = [record for record in backups_of(home) if record.name == backup.name]
    assert kept.is_good


def test_spoilt_photos_are_named(photographed: Path, tmp_path: Path) -> None:
    all_named(photographed, tmp_path, SHORT)


@pytest.mark.long
def test_100_spoilt_photos_are_named(photographed: Path, tmp_path: Path) -> None:
    all_named(photographed, tmp_path, LONG)


def test_without_a_backup_it_is_said(photographed: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(photographed, tmp_path / "desk"))
    shutil.rmtree(home / "backups")
    sorted((home / "att").glob("??/*"))[0].unlink()
    (found,) = [damage for damage in verify_folder(home) if damage.kind == "file"]
    assert "no backup here holds it" in found.detail
