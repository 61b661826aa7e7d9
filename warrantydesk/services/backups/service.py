"""Backups of the open desk: made by themselves and by hand, kept, thinned, tried."""

import secrets
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from warrantydesk.domain.anchor import anchor_of, parts_of
from warrantydesk.domain.backup import (
    BackupManifest,
    BackupPlace,
    BackupReason,
    BackupRecord,
    BackupRegister,
    BackupStanding,
    Drill,
)
from warrantydesk.domain.backup_key import BackupKey
from warrantydesk.domain.desk_event import EventKind
from warrantydesk.domain.errors import Unavailable
from warrantydesk.services import targets
from warrantydesk.services.backups import drill as rehearsal
from warrantydesk.services.backups import places as second
from warrantydesk.services.backups.keys import BackupKeys
from warrantydesk.services.backups.made import BackupMade, Step, kept_record, quiet
from warrantydesk.services.bench import Bench
from warrantydesk.services.sentences import sentence
from warrantydesk.storage import backup, backup_anchors, backup_swap, restore
from warrantydesk.storage.backup_places import LastSeen
from warrantydesk.storage.backup_register import RegisterFile
from warrantydesk.storage.backup_writer import Order
from warrantydesk.storage.places import DataFolder

_DRILLS = 60
"""Rehearsals that the register remembers."""
_JUST_NOW = timedelta(minutes=10)
"""A file is often imported right after another: an import can be taken back as a whole, too."""
_UNLESS_CHANGED = frozenset({BackupReason.TIMED, BackupReason.CLOSING, BackupReason.BEFORE_IMPORT})


class BackupService:
    """Writes backups of the open desk and knows how they stand."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._folder: DataFolder = bench.stores.db.folder
        self._register = RegisterFile(self._folder)
        self._keys = BackupKeys(bench)
        self._at_work = threading.RLock()
        self._here: dict[str, bool] = {}

    def begin(self) -> None:
        """Put the folder in order when the desk is opened: no torsos; a restore is journaled."""
        backup.remove_torsos(self._folder)
        backup_swap.remove_torsos(self._folder.path)
        gone_on = restore.read_gone_on(self._folder.path)
        if gone_on is not None:
            told = {"head": gone_on.head, "file": gone_on.file, "left": list(gone_on.left)}
            self._bench.note(EventKind.RESTORED, subject=gone_on.head, detail=told)
            with suppress(OSError):
                (self._folder.path / restore.GONE_ON).unlink(missing_ok=True)

    def begin_anew(self) -> None:
        """Let the backups of a former desk in this folder be those of another: this one is new."""
        if self._folder.backups.is_dir():
            with suppress(OSError):
                places = self._register.read().places
                fresh = replace(self._identified(BackupRegister()), places=places)
                self._register.change(lambda _old: fresh)

    def make(self, target: Path, step: Step = quiet, key: BackupKey | None = None) -> BackupMade:
        """Write a verified backup into a folder, by hand. Runs in any thread.

        Raises Refused(INVALID) for a folder within the data, but for ``folder()``.
        """
        self._bench.allow("backups.make")
        if target.absolute() != self._folder.backups.absolute():
            targets.outside(target, self._folder.path)
        with self._at_work:
            file, manifest = self._made(target, BackupReason.BY_HAND, step, key)
            self._enter(file, manifest)
        missing = tuple(f"{one.name} ({one.problem})" for one in manifest.missing)
        return BackupMade(file, manifest.head, file.stat().st_size, missing)

    def keep(self, reason: BackupReason, step: Step = quiet) -> BackupRecord | None:
        """Write a backup into the desk's own folder and every second place that is there.

        Returns None where nothing changed since the newest and the reason does not ask for one
        all the same; a place that lacks the newest gets it then. Runs in any thread. Raises
        Unavailable where it cannot be written; the register keeps why.
        """
        with self._at_work:
            if reason in _UNLESS_CHANGED and (newest := self._unchanged()) is not None:
                self._carry(newest, self._folder.backups / newest.name)
                return None
            try:
                file, manifest = self._made(self._folder.backups, reason, step)
            except Unavailable as error:
                why = sentence(error)
                with suppress(OSError):
                    self._register.change(lambda old: replace(old, problem=why))
                raise
            record = self._enter(file, manifest)
            self._carry(record, file)
            return record

    def before_import(self) -> None:
        """Keep a way back before rows from outside are taken; one of just now serves several."""
        newest = max((one.made_at for one in self._own(self._register.read())), default=None)
        if newest is None or abs(self._bench.now - newest) > _JUST_NOW:
            self.keep(BackupReason.BEFORE_IMPORT)

    def _made(
        self, target: Path, reason: BackupReason, step: Step, key: BackupKey | None = None
    ) -> tuple[Path, BackupManifest]:
        key = key or self._keys.key()
        order = Order(self._folder, self._local_now(), reason, self._identify().desk)
        return backup.make_backup(order, target, key, step)

    def _identify(self) -> BackupRegister:
        """Make sure that the register is of this very desk, and return it."""
        with suppress(OSError):
            self._register.change(self._identified)
        return self._register.read()

    def _identified(self, register: BackupRegister) -> BackupRegister:
        """Return the register of this very desk: a copy of a data folder is another one."""
        here = str(self._folder.path.resolve())
        if register.desk and register.folder == here:
            return register
        return replace(register, desk=secrets.token_hex(16), folder=here)

    def _enter(self, file: Path, manifest: BackupManifest) -> BackupRecord:
        """Enter a verified backup into the register."""
        record = kept_record(file, manifest, self._bench.now)

        def entered(old: BackupRegister) -> BackupRegister:
            others = tuple(one for one in old.records if one.name != record.name)
            seen = old.seen if backup_anchors.is_lost(old.seen, self._query) else record.head
            return replace(old, records=(*others, record), problem="", seen=seen)

        with suppress(OSError):  # the backup is good, whatever the register takes
            self._register.change(entered)
        return record

    def _carry(self, record: BackupRecord, file: Path) -> None:
        """Carry a backup into the places, say there what was seen, and thin all of them.

        A slow stick holds up nobody who only wants to enter something into the register.
        """
        now, before = self._local_now(), self._identify()
        new = second.carried(before, record, file, now)
        new = second.seen_in(new, self._seen(new), now, self._query)
        here = (Path(place.folder) for place in new.places if place.is_here)
        new = second.thinned(new, (self._folder.backups, *here), self._keys.key(), now)
        with suppress(OSError):
            self._register.change(lambda old: second.merged(old, before, new))
            self._here = {}  # all of them were looked at just now

    def say_last_seen(self) -> None:
        """Say at closing how far the journal has come; nothing where no backup was ever kept."""
        if not self._register.read().desk:
            return
        with suppress(OSError, Unavailable):
            before = self._identify()
            now = self._local_now()
            new = second.seen_in(before, self._seen(before), now, self._query)
            self._register.change(lambda old: second.merged(old, before, new))

    def _seen(self, register: BackupRegister) -> LastSeen:
        return LastSeen(register.desk, *parts_of(self._anchor()), self._bench.now)

    def _anchor(self) -> str:
        rows = self._query("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        return anchor_of(*rows[0]) if rows else anchor_of(0, "")

    def _query(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Read in any thread: only the one that opened the desk has its connection."""
        db = self._bench.stores.db
        if db.is_open:
            return db.query(sql, values)
        with db.reader() as query:
            return query(sql, values)

    def _unchanged(self) -> BackupRecord | None:
        """Return the newest backup in the desk's own folder where it holds what stands now."""
        found = self._own(self._register.read())
        newest = max(found, key=lambda one: one.made_at, default=None)
        if newest is None or newest.head != self._anchor():
            return None
        is_edited = self._query("SELECT 1 FROM claim WHERE edit_open = 1 LIMIT 1")
        return None if is_edited else newest

    def _own(self, register: BackupRegister) -> list[BackupRecord]:
        folder = self._folder.backups
        return [one for one in register.records if one.is_good and (folder / one.name).exists()]

    def look(self) -> BackupStanding:
        """Look which places are there, and return the standing; runs in any thread.

        A share whose server is gone may take half a minute to say so.
        """
        folders = [place.folder for place in self._register.read().places]
        self._here = {folder: Path(folder).is_dir() for folder in folders}
        return self.standing()

    def standing(self) -> BackupStanding:
        """Return how the desk stands with its backups; cheap: the places as last looked at."""
        register = self._register.read()
        good = [one for one in register.records if one.is_good]
        newest = max(good, key=lambda one: one.made_at, default=None)
        anchor = self._anchor()
        return BackupStanding(
            newest,
            self._places(register),
            register.drills[-1] if register.drills else None,
            self._keys.is_confirmed(self._query),
            anchor != (newest.head if newest else "0:"),
            register.problem,
        )

    def places(self) -> tuple[BackupPlace, ...]:
        """Return the second places for backups as they stand."""
        return self._places(self._register.read())

    def _places(self, register: BackupRegister) -> tuple[BackupPlace, ...]:
        now = self._local_now()
        return tuple(
            second.taken_for(place, self._here.get(place.folder, place.is_here), now)
            for place in register.places
        )

    def save_places(self, folders: tuple[str, ...]) -> None:
        """Say which folders are the second places; Refused(INVALID) at ``folders``."""
        self._bench.allow("backups.save_places")
        places = second.chosen(self._register.read(), folders, self._folder)
        with targets.said(self._folder.backups):
            self._register.change(lambda old: replace(self._identified(old), places=places))

    def needs_drill(self) -> bool:
        """Tell whether no restore was tried today although there is a backup."""
        register = self._register.read()
        today = self._local_now().date()
        days = [one.at.astimezone(self._bench.clock.zone).date() for one in register.drills]
        return today not in days and bool(self._own(register))

    def drill(self, step: Step = quiet) -> Drill:
        """Try a restore of the newest good backup, compare it with the desk, remove it again.

        Runs in any thread. What is wrong stands in the result, which the register keeps.
        """
        found = self._own(self._register.read())
        newest = max(found, key=lambda one: one.made_at, default=None)
        drill = rehearsal.tried(self._folder, newest, self._bench.now, step)

        def entered(old: BackupRegister) -> BackupRegister:
            at = drill.at if drill.passed else None
            records = tuple(
                replace(one, tried_at=at or one.tried_at, problem=drill.problem)
                if one.name == drill.name
                else one
                for one in old.records
            )
            return replace(old, drills=(*old.drills, drill)[-_DRILLS:], records=records)

        with suppress(OSError):
            self._register.change(entered)
        return drill

    def key_groups(self) -> tuple[str, ...]:
        """Return the eight groups of the key as the recovery sheet shows them."""
        return self._keys.groups()

    def recovery_sheet(self) -> bytes:
        """Return the recovery sheet with the key as PDF."""
        return self._keys.sheet()

    def confirm_key(self, group: int, digits: str) -> None:
        """Hear one group, counted from 1, as it stands on the printed sheet.

        Raises Refused(INVALID) at ``digits`` where it is another.
        """
        self._keys.confirm(group, digits)

    def newest(self) -> datetime | None:
        """Return when the newest backup was made, None without one."""
        newest = self.standing().newest
        return newest.made_at.astimezone(self._bench.clock.zone) if newest else None

    def folder(self) -> Path:
        """Return where backups of this desk lie by default."""
        return self._folder.backups

    def _local_now(self) -> datetime:
        return self._bench.now.astimezone(self._bench.clock.zone)
