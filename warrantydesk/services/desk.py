"""The desk: all services over one data folder; the whole program without a window."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.errors import INVALID, STATE, Unavailable, refused
from warrantydesk.domain.person import Person, Role, Site
from warrantydesk.i18n import N_, _, set_zone
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.clock import DEMO_START, Clock, DemoClock
from warrantydesk.services.desk_services import DeskServices
from warrantydesk.services.keeping.taking import finish_removal
from warrantydesk.services.setting_table import DEMO_NOW, kept
from warrantydesk.storage import chain
from warrantydesk.storage.database import Database
from warrantydesk.storage.places import DataFolder
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify import quick_problems

Waiting = Callable[[Callable[[], None]], None]
"""Carries out a work that may take seconds; a face may show meanwhile that it waits."""


def _at_once(work: Callable[[], None]) -> None:
    work()


class Desk(DeskServices):
    """Open it, use its services, close it."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = DataFolder(folder)
        self._given_clock = clock
        self._db = Database(self.folder)
        self.stores = Stores(self._db)
        self.bench = Bench(self.stores, clock or Clock())
        self.recovered = 0

    def open(
        self, *, create: bool = False, demo: bool = False, waiting: Waiting = _at_once
    ) -> "Desk":
        """Open the data folder, or make an empty desk with site, profile and one person.

        After an unclean end every page is looked at first, through ``waiting``. Raises
        Unavailable with its own sentence where the desk cannot be opened.
        """
        self._db.open(create=create)
        try:
            with self._db.said():
                if self._db.was_unclean:
                    waiting(self._db.must_be_sound)
                self._begin(demo, waiting)
        except BaseException:
            self._db.close()
            raise
        return self

    def _begin(self, demo: bool, waiting: Waiting) -> None:
        self.stores.journal.load_head()
        if self.stores.search.is_behind():
            waiting(self.stores.search.remake)
        chain.must_be_whole(self._db)
        bench = self.bench
        self.build_services(bench)
        bench.site = self.stores.sites.only() or self._found(demo)
        if self._given_clock is None and bench.site.demo:
            bench.clock = DemoClock(self._demo_now())
        set_zone(bench.clock.zone)
        self.profiles.load_shipped()
        people = self.people.all()
        if len(people) == 1:
            bench.person = people[0]
        self.stores.attachments.files.remove_torsos()
        finish_removal(bench)
        self.backups.remove_torsos()
        self.recovered = self.claims.recover()

    def _found(self, demo: bool) -> Site:
        """Set up an empty desk."""
        clock = self.bench.clock
        if demo and self._given_clock is None:
            self.bench.clock = DemoClock()
        self.profiles.load_shipped()
        with self.bench.change(N_("set up desk"), Kind.SETTINGS, Kind.PEOPLE):
            if demo:
                self.stores.settings.set(DEMO_NOW, self.bench.now.isoformat())
                return self.stores.sites.add(Site(code="01", brand="QC", demo=True))
            self.bench.clock = clock
            self.stores.people.add(
                Person(
                    login="clerk",
                    name=_("Clerk"),
                    roles=(Role.CLERK, Role.RECEPTION, Role.SERVICE_MANAGER),
                )
            )
            return self.stores.sites.add(Site(code="01", brand="QC"))

    def _demo_now(self) -> datetime:
        told = kept(self.stores, DEMO_NOW)
        start = datetime.fromisoformat(told) if told else DEMO_START
        newest = self.stores.journal.newest_utc()
        return max(start, datetime.fromisoformat(newest)) if newest else start

    def check_quietly(self) -> list[str]:
        """Check pages and the whole chain on a connection of its own; for a worker."""
        return quick_problems(self._db)

    def freeze(self, why: Unavailable | None = None) -> None:
        """Write nothing any more; without a reason because damage was found."""
        self.bench.freeze(why)

    def set_now(self, now: datetime) -> None:
        """Set the clock of a demo desk; Refused(INVALID) elsewhere."""
        clock = self.bench.clock
        if not self.bench.site.demo or not isinstance(clock, DemoClock):
            raise refused(INVALID, N_("Only a demo desk has a clock that can be set."), "at")
        clock.set(now)

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` after every change."""
        self.bench.listen(listener)

    def forget(self, listener: Callable[[Change], None]) -> None:
        """Do not call ``listener`` any more."""
        self.bench.forget(listener)

    @property
    def undo_name(self) -> str | None:
        """What an undo would undo."""
        return self.bench.history.next_name

    def undo(self) -> str | None:
        """Undo the last step; returns its name, None where there is none."""
        step = self.bench.history.pop()
        if step is None:
            return None
        step.restore()
        return step.name

    def taking_back(self, steps: int = 1) -> Callable[[], None]:
        """Return what takes back the newest ``steps`` of now.

        It raises Refused(STATE) once something else was done: that is not what was spoken of.
        """
        newest = self.bench.history.newest

        def take_back() -> None:
            if self.bench.history.newest is not newest:
                raise refused(
                    STATE, N_("Something else was done since: take that back first (Ctrl+Z).")
                )
            for _step in range(steps):
                self.undo()

        return take_back

    def close(self) -> None:
        """End all sittings, remember how far the chain was seen, and close; once is enough."""
        if not self._db.is_open:
            return
        try:
            with suppress(Unavailable):
                self._end()
                self.copies.take_back()
        finally:
            self._db.close()

    def _end(self) -> None:
        for claim_id in self.stores.claims.open_sittings():
            self.claims.leave(claim_id)
        journal = self.stores.journal
        if self.bench.site.demo:
            told = kept(self.stores, DEMO_NOW)
            if told is None or datetime.fromisoformat(told) < self.bench.now:
                with self.bench.change(N_("the demo day goes on"), Kind.SETTINGS):
                    self.stores.settings.set(DEMO_NOW, self.bench.now.isoformat())
        chain.remember(self._db, journal.seq, journal.head)

    def __enter__(self) -> "Desk":
        """Use the open desk."""
        return self

    def __exit__(self, *_ignored: object) -> None:
        """Close it."""
        self.close()
