"""The n-th write, sync, cut, rename or removal fails, for every n: refused, whole, goes on.

Unlike a limit of the process, the fault stands at the doors (``doors``): in SQLite's log and
database, in photos, papers, exports, backups and restored folders alike, as a full disk (ENOSPC) or
a bad one (EIO).
"""

import errno
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from fakes import FixedClock
from faults.doors import Doors
from faults.vfs import library
from price_lists import lines_of, looked_at, parts_of, price_list
from stories import drafted, repairing, staffed, state_of_everything, submitted, to_submit

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine
from warrantydesk.domain.errors import FULL, LOCKED, READONLY, Unavailable
from warrantydesk.services.desk import Desk
from warrantydesk.services.restoring import restore
from warrantydesk.storage.verify import verify_folder

pytestmark = pytest.mark.skipif(
    library() is None, reason="SQLite is built into this Python: nothing can be laid over its calls"
)

WRITES = frozenset({"create", "write", "truncate", "sync", "rename", "remove", "delete", "mkdir"})


class Prepared(NamedTuple):
    """A closed desk, and claims that wait for something to be done with them."""

    folder: Path
    draft: int
    repair: int
    ready: int
    filed: int


class Fault(Doors):
    """Lets the n-th call that writes fail, counted from 0.

    A full disk stays full, but still cuts, renames and removes; a bad place fails once.
    """

    def __init__(self, folder: Path, nth: int, code: int) -> None:
        super().__init__(folder)
        self._left, self._code, self.count = nth, code, 0
        self._works = False

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count and fail inside only."""
        self._works = True
        try:
            yield
        finally:
            self._works = False

    def refusal(self, what: str, path: str) -> int:
        """Count, and fail when it is time; a full disk still removes and renames."""
        if not self._works or what not in WRITES or path.endswith(("app.lock", "app.lock.owner")):
            return 0
        self.count += 1
        if self.count <= self._left:
            return 0
        if self._code == errno.EIO:
            return self._code if self.count == self._left + 1 else 0
        return 0 if what in ("remove", "delete", "rename", "truncate") else self._code


Verb = Callable[[Desk, Prepared, Path], object]


def _export(desk: Desk, _ready: Prepared, out: Path) -> object:
    return [desk.ledger.export("claims", out / f"claims.{kind}") for kind in ("xlsx", "csv")]


def _take(desk: Desk, _ready: Prepared, _out: Path) -> object:
    lines = lines_of(parts_of(desk, 60), {0: "99999.00"})
    return desk.imports.apply(*looked_at(desk, price_list(lines)))


def _approve(desk: Desk, ready: Prepared, _out: Path) -> object:
    return desk.claims.answer(ready.filed, AnswerKind.APPROVAL, lines=())


def _return(desk: Desk, ready: Prepared, _out: Path) -> object:
    lines = (AnswerLine(reason_code="R02"),)
    return desk.claims.answer(ready.filed, AnswerKind.RETURN, lines)


def _statement(desk: Desk, ready: Prepared, _out: Path) -> object:
    claim = desk.claims.get(ready.filed)
    text = f"索赔单号\t结算金额\n{claim.claim_number}\t{claim.total_fen / 100:.2f}"
    return desk.statements.read(text=text, maker_number="M1")


def _restore(desk: Desk, _ready: Prepared, out: Path) -> object:
    (file,) = desk.backups.folder().glob("*.zip")
    return restore(file, out / "restored")


VERBS: dict[str, Verb] = {
    "new": lambda desk, ready, out: desk.claims.new(vin="LX0DL31C8RB018252"),
    "save_draft": lambda desk, ready, out: desk.claims.save_draft(
        ready.draft, {"narrative": {"remark": "再来一次" * 300}}
    ),
    "receive": lambda desk, ready, out: desk.shelf.receive(ready.repair, 1),
    "submit": lambda desk, ready, out: desk.claims.submit(ready.ready, {"V59": "seen"}),
    "void": lambda desk, ready, out: desk.claims.void(ready.draft, "重复建单"),
    "answer": _approve,
    "return": _return,
    "statement": _statement,
    "customer": lambda desk, ready, out: desk.customers.save("贺䶮", "13800000042"),
    "attach": lambda desk, ready, out: desk.attachments.add_bytes(
        ready.draft, "PH", bytes(range(256)) * 1200, "photo.jpg"
    ),
    "take": _take,
    "paper": lambda desk, ready, out: desk.papers.draw("receipt", ready.draft, out / "receipt.pdf"),
    "export": _export,
    "backup": lambda desk, ready, out: desk.backups.make(out / "stick"),
    "keep": lambda desk, ready, out: desk.backups.keep(BackupReason.CLOSING),
    "restore": _restore,
}


ELSEWHERE = ("paper", "export", "backup", "keep", "restore")
"""What writes files of its own, and not always into the desk."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Give a closed desk with a draft, a repair, a claim to be filed, a filed one, a backup."""
    folder = tmp_path_factory.mktemp("prepared") / "desk"
    with Desk(folder, FixedClock()).open(create=True, demo=True) as desk:
        filed = submitted(staffed(desk)).id
        desk.backups.make(desk.backups.folder())
        draft, repair, ready = drafted(desk).id, repairing(desk).id, to_submit(desk).id
    return Prepared(folder, draft, repair, ready, filed)


def failed(name: str, prepared: Prepared, folder: Path, fault: Fault) -> Unavailable | None:
    """Do a verb on a copy of the desk at a disk that fails; return its refusal.

    Looks at what is left: nothing half there, verified clean, and the same verb works afterwards.
    """
    home, out = Path(shutil.copytree(prepared.folder, folder / "desk")), folder / "out"
    out.mkdir()
    said = None
    with fault, Desk(home, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        before = state_of_everything(desk)
        with fault.at_work():
            try:
                VERBS[name](desk, prepared, out)
            except Unavailable as refusal:
                said = refusal
        after = state_of_everything(desk)
        assert said or name in ELSEWHERE or after != before
        if said:
            assert said.message.format(**said.values)
            assert said.code in (FULL, READONLY, LOCKED)
            assert after == before
            assert torsos(folder) == []
    assert verify_folder(home) == []
    with Desk(home, FixedClock()).open() as desk:
        desk.people.act_as("S01")
        if said:
            VERBS[name](desk, prepared, out)
        assert desk.archive.verify() == []
    assert torsos(folder) == []
    shutil.rmtree(folder)
    return said


def torsos(folder: Path) -> list[Path]:
    """Return what was begun and not ended."""
    begun = ("*.part", ".backup-*", ".work-*", ".restored*", ".*.restoring", "*.swap")
    return [path for name in begun for path in folder.rglob(name)]


CODES = (errno.ENOSPC, errno.EIO)


@pytest.mark.parametrize(("number", "name"), list(enumerate(VERBS)), ids=VERBS)
def test_a_write_that_fails_is_refused(
    number: int, name: str, prepared: Prepared, tmp_path: Path
) -> None:
    code = CODES[number % len(CODES)]
    for nth in (0, random.Random(name).randrange(1, 8)):
        folder = tmp_path / str(nth)
        failed(name, prepared, folder, Fault(folder, nth, code))


@pytest.mark.long
@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
@pytest.mark.parametrize("name", VERBS)
def test_every_write_that_fails_is_refused(
    name: str, code: int, prepared: Prepared, tmp_path: Path
) -> None:
    whole = Fault(tmp_path / "whole", 10**9, 0)
    failed(name, prepared, tmp_path / "whole", whole)
    refused = 0
    for nth in range(whole.count):
        folder = tmp_path / str(nth)
        refused += failed(name, prepared, folder, Fault(folder, nth, code)) is not None
    assert refused
