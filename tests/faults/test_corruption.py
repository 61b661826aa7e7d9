"""Nine kinds of damage: every change of content is reported, and looking never writes."""

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from stories import staffed, submitted, to_submit

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import backups_of, restore_here
from warrantydesk.storage.verify import verify_folder

PAGE = 4096
BESIDE = ("checkpoint", "number_series", "search", "sqlite_stat1")
"""Tables that hold nothing of the trade: bookkeeping, and the index that can be made anew."""


@dataclass(frozen=True)
class Shop:
    """A data folder, an older copy of its database, its content and its anchor."""

    folder: Path
    older: bytes
    content: Any
    anchor: str


def content_of(folder: Path) -> Any:
    """Return everything the tables of the trade say and all files, or what reading raises."""
    rows: dict[str, Any] = {}
    try:
        with closing(sqlite3.connect(folder / "claims.db")) as db:
            names = [
                name
                for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if not name.startswith(BESIDE) or name == "search_text"
            ]
            for name in sorted(names):
                rows[name] = db.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)
    for path in sorted((folder / "att").glob("??/*")):
        rows[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return rows


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    folder = tmp_path_factory.mktemp("corrupt") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        claim = submitted(staffed(desk))
        for number in range(3):
            desk.attachments.add_bytes(claim.id, "PH", bytes([number]) * 5000, f"{number}.jpg")
    older = (folder / "claims.db").read_bytes()
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        to_submit(desk)
        desk.backups.keep(BackupReason.CLOSING)
        anchor = desk.archive.anchor
    return Shop(folder, older, content_of(folder), anchor)


Damage = Callable[[Shop, Path, random.Random], Shop | None]
"""Damages a folder; returns what it should hold where that is not the shop itself."""


def patched(folder: Path, at: int, new: bytes) -> None:
    with (folder / "claims.db").open("r+b") as file:
        file.seek(at)
        file.write(new)


def size_of(folder: Path) -> int:
    return (folder / "claims.db").stat().st_size


def bit_flip(shop: Shop, folder: Path, dice: random.Random) -> None:
    data = (folder / "claims.db").read_bytes()
    at = dice.randrange(100, len(data))
    patched(folder, at, bytes([data[at] ^ 1 << dice.randrange(8)]))


def byte_flip(shop: Shop, folder: Path, dice: random.Random) -> None:
    data = (folder / "claims.db").read_bytes()
    at = dice.randrange(100, len(data))
    patched(folder, at, bytes([data[at] ^ 0xFF]))


def zero_bytes(shop: Shop, folder: Path, dice: random.Random) -> None:
    patched(folder, dice.randrange(100, size_of(folder) - 512), bytes(512))


def zero_page(shop: Shop, folder: Path, dice: random.Random) -> None:
    patched(folder, PAGE * dice.randrange(1, size_of(folder) // PAGE), bytes(PAGE))


def page_swap(shop: Shop, folder: Path, dice: random.Random) -> None:
    data = (folder / "claims.db").read_bytes()
    one, two = dice.sample(range(1, len(data) // PAGE), 2)
    patched(folder, one * PAGE, data[two * PAGE : (two + 1) * PAGE])
    patched(folder, two * PAGE, data[one * PAGE : (one + 1) * PAGE])


def stale_page(shop: Shop, folder: Path, dice: random.Random) -> None:
    data = (folder / "claims.db").read_bytes()
    changed = [
        n
        for n in range(1, len(shop.older) // PAGE)
        if shop.older[n * PAGE : (n + 1) * PAGE] != data[n * PAGE : (n + 1) * PAGE]
    ]
    page = dice.choice(changed)
    patched(folder, page * PAGE, shop.older[page * PAGE : (page + 1) * PAGE])


def truncated(shop: Shop, folder: Path, dice: random.Random) -> None:
    with (folder / "claims.db").open("r+b") as file:
        file.truncate(dice.randrange(1, size_of(folder)))


def torn_log(shop: Shop, folder: Path, dice: random.Random) -> Shop:
    """Leave the folder as a crash does, with work in the log, and damage or lose the log."""
    with Desk(folder, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        desk.customers.save("贺䶮", "15400000042")
        shutil.copytree(folder, folder.with_name("crashed"))
        anchor = desk.archive.anchor
    whole = Shop(folder, b"", content_of(folder), anchor)
    shutil.rmtree(folder)
    folder.with_name("crashed").rename(folder)
    log = folder / "claims.db-wal"
    (folder / "claims.db-shm").unlink()
    if dice.random() < 0.3:
        log.unlink()
        return whole
    data = bytearray(log.read_bytes())
    at = dice.randrange(len(data))
    if dice.random() < 0.5:
        del data[at:]
    else:
        data[at] ^= 0xFF
    log.write_bytes(bytes(data))
    return whole


def file_flip(shop: Shop, folder: Path, dice: random.Random) -> None:
    path = dice.choice(sorted((folder / "att").glob("??/*")))
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(data))


KINDS: tuple[Damage, ...] = (
    *(bit_flip, byte_flip, zero_bytes, zero_page, page_swap, stale_page),
    *(truncated, torn_log, file_flip),
)


def reported(damage: Damage, shop: Shop, folder: Path, seed: int) -> bool:
    """Damage a copy; tell whether its content changed. Fails where that is not reported."""
    shutil.copytree(shop.folder, folder)
    whole = damage(shop, folder, random.Random(f"{damage.__name__} {seed}")) or shop
    before = (folder / "claims.db").read_bytes()
    found = verify_folder(folder, whole.anchor)
    assert (folder / "claims.db").read_bytes() == before, "looking wrote to the damaged file"
    is_changed = bool(content_of(folder) != whole.content)
    assert found or not is_changed, "a change of content was not reported"
    shutil.rmtree(folder)
    return is_changed


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
def test_damage_is_reported(damage: Damage, shop: Shop, tmp_path: Path) -> None:
    for seed in range(4):
        reported(damage, shop, tmp_path / "copy", seed)


@pytest.mark.long
@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
def test_100_damages_of_each_kind_are_reported(damage: Damage, shop: Shop, tmp_path: Path) -> None:
    changed = sum(reported(damage, shop, tmp_path / "copy", seed) for seed in range(100, 200))
    assert changed


def test_there_are_nine_kinds() -> None:
    assert len(KINDS) == 9


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_desk_is_known_at_the_opening_or_right_after(
    shop: Shop, tmp_path: Path, seed: int
) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    dice = random.Random(seed)
    for _page in range(20):
        zero_page(shop, folder, dice)
    before = (folder / "claims.db").read_bytes()
    desk = Desk(folder, FixedClock())
    try:
        desk.open()
    except Unavailable as refusal:
        assert refusal.message.format(**refusal.values)  # noqa: PT017 - it may also open
    else:
        assert desk.check_quietly() != []
    assert (folder / "claims.db").read_bytes() == before
    desk.close()


def test_after_a_crash_every_page_is_looked_at_before_the_window(
    shop: Shop, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    (folder / "app.lock.owner").write_text("clerk@desk, 1", "utf-8")
    dice = random.Random(1)
    for _page in range(20):
        zero_page(shop, folder, dice)
    before = (folder / "claims.db").read_bytes()
    with pytest.raises(Unavailable, match="damaged"):
        Desk(folder, FixedClock()).open()
    assert (folder / "claims.db").read_bytes() == before


@pytest.mark.parametrize("damage", [zero_page, truncated, page_swap])
def test_a_damaged_desk_is_offered_its_newest_good_backup(
    damage: Damage, shop: Shop, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(shop.folder, tmp_path / "copy"))
    dice = random.Random(damage.__name__)
    for _time in range(1 if damage is truncated else 20):
        damage(shop, folder, dice)
    before = (folder / "claims.db").read_bytes()
    newest = backups_of(folder)[0]
    assert newest.is_good
    assert newest.head == shop.anchor
    old = restore_here(folder, folder / "backups" / newest.name)
    assert (old / "claims.db").read_bytes() == before, "what was damaged stays as it is"
    assert verify_folder(folder, shop.anchor) == []
    with Desk(folder, FixedClock()).open() as desk:
        assert desk.archive.verify() == []
