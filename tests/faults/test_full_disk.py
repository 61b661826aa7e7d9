"""A full disk or a bad stick at any write: refused in a sentence, nothing half there, goes on."""

import errno
import os
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from builders import a_customer
from fakes import FixedClock
from stories import drafted, repairing, state_of_everything, submitted, to_submit

from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.shipment import Carriage
from warrantydesk.services.change import Kind
from warrantydesk.services.desk import Desk
from warrantydesk.services.labels import LabelOrder

Verb = Callable[[int], object]
IN_DATABASE = ("new", "save_draft", "receive", "submit", "settings", "queue")
VERBS = (*IN_DATABASE, "ship", "attach", "paper", "backup")
ONCE = ("submit", "settings", "ship")
"""What is done with the one claim or list that stands ready, and not a second time."""
PIECES = 200
STEP = {"attach": 80_000, "backup": 600_000, "settings": 40_000}
"""Bytes from one failing write to the next; 8,000 are two pages of the log."""


def verb_of(desk: Desk, folder: Path, name: str) -> Verb:
    """Return a verb that writes something new with every number, ready to be called."""
    draft, repair, ready = drafted(desk), repairing(desk), to_submit(desk)
    lines = [{"causal": True, "new_part_no": "1307010-T20", "quantity": PIECES}]
    desk.claims.save_draft(repair.id, {"part_lines": lines})
    for claim in (draft, repair):
        desk.claims.leave(claim.id)
    big = os.urandom(300_000)
    tags, shipment = ready_to_leave(desk)
    labels = desk.labels.labels_of("label", tags)
    reasons = dict.fromkeys(("V77", "V79", "V84", "V85", "V86"), "seen")
    verbs: dict[str, Verb] = {
        "new": lambda n: desk.claims.new(vin="LX0DL31C8RB018252"),
        "save_draft": lambda n: desk.claims.save_draft(
            draft.id, {"narrative": {"remark": f"第{n}次" * 500}}
        ),
        "receive": lambda n: desk.shelf.receive(repair.id, 1),
        "submit": lambda n: desk.claims.submit(ready.id, {"V59": "seen"}),
        "settings": lambda n: desk.settings.save_site(
            replace(desk.settings.site, address=f"{n}" * 50_000)
        ),
        "queue": lambda n: desk.labels.batches.begin(labels, LabelOrder("zpl"), "tcp:127.0.0.1:9"),
        "ship": lambda n: desk.shipments.close(
            shipment, "YT7700", Carriage.ROAD, freight_fen=8_600, acknowledged=reasons
        ),
        "attach": lambda n: desk.attachments.add_bytes(draft.id, "PH", big, f"{n}.jpg"),
        "paper": lambda n: desk.papers.draw("receipt", draft.id, folder / "receipt.pdf"),
        "backup": lambda n: desk.backups.make(folder / "backups"),
    }
    return verbs[name]


def ready_to_leave(desk: Desk) -> tuple[list[str], int]:
    """Pack and seal the pieces of a filed claim; return their tags and their list."""
    tags = [piece.tag for piece in desk.shelf.pieces_of(submitted(desk).id)]
    for tag in tags:
        desk.shelf.shelve(tag, "R2-3")
    shipment = desk.shipments.open(tags=tuple(tags))
    for tag in tags:
        desk.shipments.pack(tag)
    for box in desk.shipments.boxes(shipment.id):
        desk.shipments.seal(box.code)
    return tags, shipment.id


def refused(desk: Desk, verb: Callable[[], object]) -> Unavailable | None:
    """Call a verb on the spoilt disk; returns its refusal after looking at what is left."""
    before = state_of_everything(desk)
    said: list[Unavailable] = []
    with said_by(said):
        verb()
    if not said:
        return None
    assert said[0].message.format(**said[0].values)
    assert state_of_everything(desk) == before
    return said[0]


@contextmanager
def said_by(said: list[Unavailable]) -> Iterator[None]:
    try:
        yield
    except Unavailable as refusal:
        said.append(refusal)


@contextmanager
def pages_left(desk: Desk, more: int) -> Iterator[None]:
    """Let the database grow by so many pages only, as on a disk that is full after them."""
    query = desk.stores.db.query
    (pages,) = query("PRAGMA page_count")[0]
    query(f"PRAGMA max_page_count = {pages + more}")
    try:
        yield
    finally:
        query("PRAGMA max_page_count = 4294967294")


@contextmanager
def files_below(most: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: the write that wants to, fails."""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)


@contextmanager
def bytes_left(desk: Desk, more: int) -> Iterator[None]:
    """Let files grow to so many bytes more than the log has now; the log is emptied first."""
    desk.stores.db.query("PRAGMA wal_checkpoint(TRUNCATE)")
    with files_below(more):
        yield


@pytest.mark.parametrize("name", IN_DATABASE)
def test_a_full_database_refuses_and_goes_on(desk: Desk, tmp_path: Path, name: str) -> None:
    verb = verb_of(desk, tmp_path, name)
    refusal, done = None, 0
    with pages_left(desk, 0):
        while refusal is None and done < PIECES:  # until the free pages are used up
            refusal = refused(desk, partial(verb, done))
            done += refusal is None
    assert refusal
    assert refusal.code == "FULL"
    assert desk.archive.verify(desk.archive.anchor) == []
    verb(done)
    assert desk.archive.verify(desk.archive.anchor) == []


@pytest.mark.parametrize("name", VERBS)
def test_every_nth_write_that_fails_is_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    verb = verb_of(desk, tmp_path, name)
    refusals = 0
    for nth in range(60):
        with bytes_left(desk, nth * STEP.get(name, 8_000)):
            refusal = refused(desk, partial(verb, 0))
        assert desk.archive.verify(desk.archive.anchor) == []
        if refusal is None:
            break
        refusals += 1
    assert refusals
    if name not in ONCE:
        verb(1)
    assert desk.archive.verify(desk.archive.anchor) == []


def failing(nth: int, code: int, sync: Callable[[int], None]) -> Callable[[int], None]:
    """Return a sync that fails when it is called for the nth time, counted from 0."""
    calls = count()

    def bad(number: int) -> None:
        if next(calls) == nth:
            raise OSError(code, os.strerror(code))
        sync(number)

    return bad


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (name, code)
        for name in ("attach", "paper", "backup")
        for code in (errno.ENOSPC, errno.EIO, errno.EDQUOT)
        if (name, code) != ("attach", errno.EIO)
    ],
)
def test_every_nth_sync_that_fails_is_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    verb = verb_of(desk, tmp_path, name)
    sync = os.fsync
    for nth in range(4):
        monkeypatch.setattr(os, "fsync", failing(nth, code, sync))
        refusal = refused(desk, partial(verb, 0))
        monkeypatch.setattr(os, "fsync", sync)
        assert refusal is None or refusal.code == "FULL"
        assert nth or refusal
        assert list(tmp_path.rglob("*.part")) == []
        assert list(tmp_path.glob("backups/.backup-*")) == []
    verb(0)
    assert desk.archive.verify(desk.archive.anchor) == []


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_failing_disk_of_the_desk_closes_it_for_writing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    verb, new = verb_of(desk, tmp_path, "attach"), verb_of(desk, tmp_path / "2", "new")
    sync = os.fsync
    heard: list[object] = []
    desk.listen(heard.append)
    monkeypatch.setattr(os, "fsync", failing(nth, errno.EIO, sync))
    refusal = refused(desk, partial(verb, 0))
    monkeypatch.setattr(os, "fsync", sync)
    assert refusal
    assert refusal.code == "READONLY"
    assert "Make a backup onto another disk" in desk.mode_sentence
    assert len(heard) == 1
    assert str(refused(desk, partial(new, 0))) == str(refusal)
    assert str(refused(desk, partial(verb, 1))) == str(refusal)
    assert desk.archive.verify(desk.archive.anchor) == []
    assert list(desk.folder.path.rglob("*.part")) == []


class BadPage(sqlite3.OperationalError):
    """What SQLite says of a page that the disk does not take."""

    def __init__(self) -> None:
        super().__init__("disk I/O error")


def test_a_page_that_the_disk_does_not_take_closes_the_desk(desk: Desk, tmp_path: Path) -> None:
    new = verb_of(desk, tmp_path, "new")
    heard: list[object] = []
    desk.listen(heard.append)

    def torn() -> None:
        with desk.bench.change("test", Kind.CLAIMS):
            desk.stores.customers.add(a_customer())
            raise BadPage

    refusal = refused(desk, torn)
    assert refusal
    assert refusal.code == "READONLY"
    assert len(heard) == 1, "a window hears that nothing is written any more"
    assert str(refused(desk, partial(new, 0))) == str(refusal)
    assert desk.archive.verify(desk.archive.anchor) == []


def test_a_full_disk_says_how_much_to_free_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    new = verb_of(desk, tmp_path, "new")
    with bytes_left(desk, 0):
        refusal = refused(desk, partial(new, 0))
    assert refusal
    assert refusal.code == "FULL"
    assert int(str(refusal.values["mb"])) >= 1
    assert desk.mode_sentence == ""
    new(1)


def test_an_old_paper_is_not_replaced_by_a_torso(desk: Desk, tmp_path: Path) -> None:
    claim = drafted(desk)
    file = tmp_path / "receipt.pdf"
    file.write_bytes(b"%PDF-old")
    with files_below(100):
        assert refused(desk, lambda: desk.papers.draw("receipt", claim.id, file))
    assert file.read_bytes() == b"%PDF-old"


def test_a_full_disk_at_the_close_keeps_the_sitting(desk_folder: Path) -> None:
    desk = Desk(desk_folder, FixedClock()).open()
    desk.people.act_as("S01")
    claim = drafted(desk)
    with bytes_left(desk, 0):
        desk.close()
    with Desk(desk_folder, FixedClock()).open() as again:
        assert again.claims.get(claim.id).owner.name == "贺䶮"
        assert again.recovered == 1
        assert again.archive.verify() == []


@pytest.mark.parametrize("room", range(0, 400_000, 50_000))
def test_a_desk_that_has_no_room_to_begin(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "desk"
    with files_below(room), pytest.raises(Unavailable):
        Desk(folder, FixedClock()).open(create=True, demo=True)
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        assert desk.archive.verify() == []
