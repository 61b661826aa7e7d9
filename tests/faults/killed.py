"""A child that works on a desk and says after each commit what it did, until it is killed.

``python killed.py JOB FOLDER``: every acknowledged line is flushed before the next step begins.
"""

import itertools
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE.parent)]

from fakes import FixedClock  # noqa: E402 - the path comes first in a child
from price_lists import (  # noqa: E402
    DECEMBER,
    PARTS,
    lines_of,
    looked_at,
    parts_of,
    price_list,
)
from stories import acting, staffed, to_submit  # noqa: E402

from warrantydesk.domain.backup import BackupReason  # noqa: E402
from warrantydesk.domain.claim.answer import AnswerKind, AnswerLine, LineKind  # noqa: E402
from warrantydesk.domain.person import Role  # noqa: E402
from warrantydesk.domain.vin import check_digit  # noqa: E402
from warrantydesk.services.desk import Desk  # noqa: E402
from warrantydesk.services.restoring import restore, restore_here  # noqa: E402
from warrantydesk.storage.migrations import SCHEMA  # noqa: E402

RELEASED = HERE.parent / "storage" / "released"
SEEN = {"V41": "seen", "V59": "seen"}
"""The same car comes again and again on the day of a test."""


def said(*words: object) -> None:
    """Acknowledge what is committed."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def opened(folder: Path) -> Desk:
    """Open the desk of a folder as the clerk."""
    desk = Desk(folder, FixedClock()).open()
    desk.people.act_as("S01")
    said("open")
    return desk


def save(folder: Path) -> None:
    """Save drafts without end: a new claim at times, else the next mileage."""
    desk = opened(folder)
    for count in itertools.count(1):
        if count % 10 == 1:
            claim = desk.claims.new(vin="LX0DL31C8RB018252")
            said("claim", claim.claim_number)
        lines = [{"causal": True, "new_part_no": "1307010-T20"}] * (count % 3)
        changes = {"visit": {"mileage_km": count}, "part_lines": lines}
        saved = desk.claims.save_draft(claim.id, changes)
        said("draft", claim.claim_number, saved.visit.mileage_km)


def attach(folder: Path) -> None:
    """Add photos without end, each with bytes of its own."""
    desk = opened(folder)
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    for _count in itertools.count(1):
        data = os.urandom(200_000)
        kept = desk.attachments.add_bytes(claim.id, "PH", data, "photo.jpg")
        said("photo", kept.id, kept.sha256)


def submit(folder: Path) -> None:
    """Bring claim after claim to the maker."""
    desk = opened(folder)
    while True:
        claim = to_submit(desk)
        said("claim", claim.claim_number)
        desk.claims.submit(claim.id, SEEN)
        said("submitted", claim.claim_number)


def create(folder: Path) -> None:
    """Make a desk from nothing: schema, profile, people."""
    said("start")
    desk = Desk(folder / "new", FixedClock()).open(create=True, demo=True)
    said("made")
    staffed(desk)
    said("staffed")
    while True:
        said("claim", desk.claims.new(vin="LX0DL31C8RB018252").claim_number)


def backup(folder: Path) -> None:
    """Back up without end while claims go on."""
    desk = opened(folder)
    while True:
        desk.claims.new(vin="LX0DL31C8RB018252")
        made = desk.backups.make(folder / "backups")
        said("backup", made.file.name)


def back(folder: Path) -> None:
    """Restore the one backup to new folders without end."""
    (file,) = (folder / "backups").glob("*.zip")
    said("start")
    for count in itertools.count(1):
        restore(file, folder / f"restored-{count}")
        said("restored", count)


def take(folder: Path) -> None:
    """Import a price list day after day, each in a worker that borrows the connection."""
    desk = opened(folder)
    parts = parts_of(desk, 400)
    for count in itertools.count(1):
        lines = lines_of(parts, {0: f"{20_000 + count}.00"})
        subject = replace(PARTS, effective_from=DECEMBER + timedelta(days=count))
        draft, preview = looked_at(desk, price_list(lines), subject)
        loan = desk.imports.lend()
        with ThreadPoolExecutor(1) as worker:
            work = partial(loan.work, partial(desk.imports.apply, draft, preview))
            batch = worker.submit(work).result()
        loan.end()
        said("batch", batch.id, count)


def ship(folder: Path) -> None:
    """Pack the pieces of claim after claim and send them on their way."""
    desk = opened(folder)
    while True:
        claim = desk.claims.submit(to_submit(desk).id, SEEN)
        tags = tuple(piece.tag for piece in desk.shelf.pieces_of(claim.id))
        for tag in tags:
            desk.shelf.set_drained(desk.shelf.shelve(tag, "R2-3").tag)
        shipment = desk.shipments.open(tags=tags)
        said("opened", shipment.number)
        for tag in tags:
            desk.shipments.pack(tag)
        said("packed", shipment.number)
        desk.shipments.close(shipment.id, waybill="YT7700", freight_fen=8_600)
        said("shipped", shipment.number)


def car(count: int) -> str:
    """Return the VIN of another car of the same model, its check digit right."""
    vin = f"LX0DL31C0RB{18_300 + count:06}"
    return f"{vin[:8]}{check_digit(vin)}{vin[9:]}"


def answer(folder: Path) -> None:
    """Lead claim after claim through return, correction, a cut approval and an appeal."""
    desk = opened(folder)
    for count in itertools.count(1):
        # A car each: what the maker refused is not filed again as new (V57).
        claim = desk.claims.submit(to_submit(desk, car(count)).id, SEEN)
        number = claim.claim_number
        said("claim", number)
        desk.claims.answer(claim.id, AnswerKind.RETURN, (AnswerLine(reason_code="R02"),))
        said("returned", number)
        cause = f"{claim.narrative.cause}，复检 {count} 次"
        desk.claims.save_draft(claim.id, {"narrative": {"cause": cause}})
        desk.claims.submit(claim.id, SEEN)
        said("again", number)
        cut = AnswerLine(LineKind.LABOUR, 1, 10_000, "R15")
        desk.claims.answer(claim.id, AnswerKind.APPROVAL, lines=(cut,))
        said("approved", number)
        desk.claims.appeal(claim.id)
        said("appealed", number)


def money(folder: Path) -> None:
    """Lead statement after statement from its file to the account."""
    desk = opened(folder)
    for count in itertools.count(1):
        numbers = [
            desk.claims.submit(to_submit(desk, car(2 * count + one)).id, SEEN).claim_number
            for one in range(2)
        ]
        claims = [desk.claims.by_number(number) for number in numbers]
        rows = [f"{one.claim_number}\t{one.total_fen / 100:.2f}" for one in claims]
        text = "\n".join(("索赔单号\t结算金额", *rows))
        read = desk.statements.read(text=text, maker_number=f"M{count}")
        said("read", read.number, *numbers)
        desk.statements.match(read.id)
        said("matched", read.number)
        desk.statements.book(read.id)
        said("booked", read.number)
        desk.invoices.save(f"26{count:06d}", statement_id=read.id)
        said("invoiced", read.number)
        desk.receipts.book(desk.statements.sums(read.id).due_fen, read.id)
        said("received", read.number)


def forget(folder: Path) -> None:
    """File claim after claim with a photo, and take the values and the photo out again."""
    desk = opened(folder)
    for count in itertools.count(1):
        draft = to_submit(desk, car(count))
        name = f"photo-{count}.jpg"
        photo = desk.attachments.add_bytes(draft.id, "PH", os.urandom(20_000), name)
        claim = desk.claims.submit(draft.id, SEEN)
        said("filed", claim.claim_number, photo.sha256)
        managed = acting(desk, Role.SERVICE_MANAGER)
        managed.privacy.redact("asked", claim_ids=(claim.id,), despite_reason="asked")
        said("forgotten", claim.claim_number)
        desk.people.act_as("S01")


def migrate(folder: Path) -> None:
    """Bring databases of former schemas up to date without end."""
    said("start")
    for count in itertools.count(1):
        schema = SCHEMA - 1 - count % 2
        old = folder / f"old-{count}"
        old.mkdir()
        shutil.copy(RELEASED / f"schema-{schema}.db", old / "claims.db")
        said("copied", count, schema)
        with Desk(old, FixedClock()).open():
            said("migrated", count)


def keep(folder: Path) -> None:
    """Let the desk keep backups by itself, here and in a second place, while claims go on."""
    desk = opened(folder / "desk")
    acting(desk, Role.SERVICE_MANAGER)
    stick = folder / "stick"
    stick.mkdir(exist_ok=True)
    desk.backups.save_places((str(stick),))
    desk.people.act_as("S01")
    while True:
        claim = desk.claims.new(vin="LX0DL31C8RB018252")
        kept = desk.backups.keep(BackupReason.TIMED)
        assert kept
        said("kept", kept.name, claim.claim_number)


def marked(desk: Desk, mark: str) -> None:
    """Accept a claim that is known by its remark: its number is given again after a restore."""
    claim = desk.claims.new(vin="LX0DL31C8RB018252")
    desk.claims.save_draft(claim.id, {"narrative": {"remark": mark}})


def swap(folder: Path) -> None:
    """Work, back up, work on, and restore the backup in the place of the desk, without end."""
    home = folder / "desk"
    said("start")
    for count in itertools.count(1):
        with Desk(home, FixedClock()).open() as desk:
            desk.people.act_as("S01")
            marked(desk, f"before {count}")
            made = desk.backups.make(desk.backups.folder())
            marked(desk, f"after {count}")
        said("worked", count)
        old = restore_here(home, made.file)
        said("swapped", count, old.name)


JOBS = {
    job.__name__: job
    for job in (
        *(save, attach, submit, create, backup, back, take, ship, answer, money, forget),
        *(migrate, keep, swap),
    )
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]))
