"""Planted phones, plates, VINs and names: in no backup, no temporary file, not in the journal.

Exported copies and their metadata: ``../services/test_folder.py``; what is taken out for good:
``../services/test_privacy.py``.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from fakes import FixedClock
from faults.doors import Doors, is_in
from faults.vfs import library
from people_planted import Planted, plant
from stories import staffed

from warrantydesk.domain.backup import BackupReason
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import restore
from warrantydesk.storage.backup_key_file import key_of_folder
from warrantydesk.storage.places import DataFolder

SHORT, LONG = 3, 20
"""People; each is planted with two phones, a plate, a VIN, two names and an address."""


class Eavesdropper(Doors):
    """Keeps every byte that is written outside of the desk's own folder."""

    def __init__(self, folder: Path, but: Path) -> None:
        super().__init__(folder)
        self.but = os.path.realpath(but)
        self.names: set[str] = set()
        self.heard = bytearray()

    def tell(self, what: str, path: str, *more: Any) -> None:
        """Keep what is written elsewhere."""
        if not is_in(path, self.but):
            self.names.add(path)
            if what == "write":
                self.heard += more[1]


def values_of(one: Planted) -> tuple[str, ...]:
    """Return what must not be found of a person and the car."""
    return (*one.values, one.vin)


def found_in(data: bytes, people: list[Planted]) -> list[str]:
    """Return the planted values that stand in bytes, in the codings that files use."""
    codings = ("utf-8", "utf-16-le", "gb18030")
    return [
        value
        for one in people
        for value in values_of(one)
        if any(value.encode(coding) in data for coding in codings)
    ]


def planted(folder: Path, count: int) -> list[Planted]:
    """Make a desk with people who have a car, a visit, a claim, a photo and an appointment."""
    with Desk(folder / "desk", FixedClock()).open(create=True, demo=True) as desk:
        staffed(desk)
        return [plant(desk, number, folder) for number in range(count)]


def nothing_leaks(folder: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Back up, carry, try, restore and pack; look at everything that is written on the way."""
    people, home = planted(folder, count), folder / "desk"
    temporary, stick = folder / "tmp", folder / "stick"
    for made in (temporary, stick):
        made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    with Eavesdropper(folder, but=home) as heard, Desk(home, FixedClock()).open() as desk:
        desk.people.act_as("S13")
        desk.backups.save_places((str(stick),))
        assert desk.backups.keep(BackupReason.TIMED)
        made = desk.backups.make(folder / "by hand")
        assert desk.backups.drill().problem == ""
        desk.people.act_as("S01")
    assert any(is_in(name, os.path.realpath(stick)) for name in heard.names)
    assert len(heard.heard) > 2 * made.bytes
    assert found_in(bytes(heard.heard), people) == []
    for file in (*stick.rglob("*"), *folder.glob("by hand/*"), *home.glob("backups/*")):
        assert not file.is_file() or found_in(file.read_bytes(), people) == [], file
        assert found_in(str(file).encode(), people) == []
    assert list(temporary.rglob("*")) == []
    in_the_journal(home, people)
    restore(made.file, folder / "back", key=key_of_folder(DataFolder(home)))
    database = (folder / "back" / "claims.db").read_bytes()
    assert len(set(found_in(database, people))) > 5 * count, "they were in the backup after all"


def in_the_journal(home: Path, people: list[Planted]) -> None:
    """The journal names no person, no phone and no plate."""
    with Desk(home, FixedClock()).open() as desk:
        rows = desk.stores.db.query("SELECT * FROM journal")
    told = "\n".join(str(row) for row in rows)
    assert [value for one in people for value in one.values if value in told] == []


pytestmark = pytest.mark.skipif(
    library() is None, reason="SQLite is built into this Python: nothing can be laid over its calls"
)


def test_nothing_planted_leaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_leaks(tmp_path, SHORT, monkeypatch)


@pytest.mark.long
def test_of_100_planted_values_none_leaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_leaks(tmp_path, LONG, monkeypatch)
