"""Closing time: backed up, tried, locked; and what a bad day would look like."""

import shutil
from datetime import timedelta

from warrantydesk.domain.backup import BackupReason
from warrantydesk.domain.journal_line import JournalAsked
from warrantydesk.i18n import language
from warrantydesk.services.desk import Desk
from warrantydesk.tour.walk import Walk
from warrantydesk.ui.backup_places_dialog import BackupsDialog
from warrantydesk.ui.journal_dialog import JournalDialog
from warrantydesk.ui.restore_dialog import RestoreDialog
from warrantydesk.ui.stage import Stage

_MANAGER, _CLERK = "S13", "S01"
_PIN = "730415"
_PAGE = 4096
_DAMAGED = 40
"""Pages in the middle of the database that a bad disk spoils."""


def keep_safe(way: Walk) -> dict[str, object]:
    """Back up to a stick, try the restore, look at the journal, lock; returns what was made."""
    desk = way.desk
    desk.people.act_as(_CLERK)
    stick = way.folder / "stick"
    stick.mkdir(exist_ok=True)
    desk.backups.save_places((str(stick),))
    desk.backups.keep(BackupReason.TIMED)
    way.at("18:20")
    desk.backups.drill()
    sheet = way.folder / "papers" / "recovery_sheet.pdf"
    sheet.write_bytes(desk.backups.recovery_sheet())
    groups = desk.backups.key_groups()
    desk.backups.confirm_key(3, groups[2])
    desk.backups.keep(BackupReason.CLOSING)
    way.stage.open("today")
    way.shoot("today-backed-up")
    way.shoot_over("backups", BackupsDialog(way.stage.shell, desk))
    way.shoot_over("restore", RestoreDialog(way.stage.shell, desk.folder.path, desk))
    made: dict[str, object] = {"recovery_sheet": way.relative(sheet), "journal": _journal(way)}
    _lock(way)
    desk.backups.save_places(())  # the stick goes home with the clerk
    return made


def _journal(way: Walk) -> str:
    """The manager looks who did what on this day, and prints it."""
    desk = way.desk
    desk.people.act_as(_MANAGER)
    dialog = JournalDialog(way.stage.shell, desk)
    way.shoot_over("journal", dialog)
    today = desk.bench.today
    file = way.folder / "papers" / "journal.pdf"
    asked = JournalAsked(first=today - timedelta(days=1), last=today, events=True)
    file.write_bytes(desk.journal.pdf(asked))
    desk.people.act_as(_CLERK)
    return way.relative(file)


def _lock(way: Walk) -> None:
    """The clerk goes for a coffee; the desk locks, and opens again by PIN."""
    desk, window = way.desk, way.stage.window
    desk.people.set_pin(_CLERK, _PIN)
    assert window.locking is not None
    window.locking.lock()
    while not window.is_locked() or window.built_tabs():
        way.stage.settle()
    way.shoot("locked")
    desk.people.unlock(_CLERK, _PIN)
    desk.people.set_pin(_CLERK, "", own_pin=_PIN)


def bad_day(way: Walk) -> None:
    """Spoil a copy of the shop as a bad disk does, and look at what the window says."""
    copy = way.folder / "bad-day"
    shutil.copytree(way.desk.folder.path, copy, ignore=shutil.ignore_patterns("app.lock*"))
    database = copy / "claims.db"
    with database.open("r+b") as stream:
        stream.seek(database.stat().st_size // _PAGE // 2 * _PAGE)
        stream.write(b"\x5a" * _PAGE * _DAMAGED)
    try:
        with Desk(copy).open() as desk:
            desk.people.act_as(_CLERK)
            stage = Stage(desk, language().code)
            try:
                stage.open("today")
                stage.settle()
                picture = way.folder / "screenshots" / f"{len(way.pictures) + 1:02d}-bad-day.png"
                way.pictures.append(way.relative(stage.shoot(picture)))
            finally:
                stage.close()
    finally:
        shutil.rmtree(copy, ignore_errors=True)
