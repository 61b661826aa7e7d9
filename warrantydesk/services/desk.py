"""The desk: all services over one data folder; the whole program without a window."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from warrantydesk.domain.dates import utc_text
from warrantydesk.domain.errors import INVALID, READONLY, STATE, Unavailable, refused
from warrantydesk.domain.person import Person, Role, Site
from warrantydesk.i18n import N_, _, set_zone
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.clock import DEMO_START, Clock, ComputerClock, DemoClock
from warrantydesk.services.clock_watch import AWAY, ClockDoubt, ClockWatch, doubt_text
from warrantydesk.services.desk_services import DeskServices
from warrantydesk.services.index_at_start import make_index
from warrantydesk.services.keeping.taking import finish_removal
from warrantydesk.services.sentences import sentence
from warrantydesk.services.setting_table import DEMO_NOW, kept
from warrantydesk.storage import backup_swap, chain
from warrantydesk.storage.database import Database
from warrantydesk.storage.disk_words import told_of
from warrantydesk.storage.places import DataFolder, closed_for, is_synced
from warrantydesk.storage.stores import Stores
from warrantydesk.storage.verify import quick_problems

SYNCED = N_(
    "{folder} is copied by a program for a cloud, which can spoil the data while you work. Move "
    "the folder out of it; only backups may lie there."
)
LOOKED_AT = N_("This data was opened to be looked at: nothing is changed here.")
HELD_ELSEWHERE = N_(
    "Another Warranty Desk has this data open ({holder}): here it can be looked at, printed and "
    "exported to another place, but nothing is changed."
)
Waiting = Callable[[Callable[[], None]], None]
"""Carries out a work that may take seconds; a face may show meanwhile that it waits."""


def _looked_at(holder: str) -> Unavailable:
    if holder:
        return Unavailable(HELD_ELSEWHERE, READONLY, holder=holder)
    return Unavailable(LOOKED_AT, READONLY)


def _at_once(work: Callable[[], None]) -> None:
    work()


class Desk(DeskServices):
    """Open it, use its services, close it."""

    def __init__(self, folder: Path, clock: Clock | None = None) -> None:
        self.folder = DataFolder(folder)
        self._given_clock = clock
        self._db = Database(self.folder)
        self.stores = Stores(self._db)
        self.bench = Bench(self.stores, clock or ComputerClock())
        self.recovered = 0

    def open(
        self,
        *,
        create: bool = False,
        demo: bool = False,
        to_read: bool = False,
        waiting: Waiting = _at_once,
    ) -> "Desk":
        """Open the data folder, or make an empty desk with site, profile and one person.

        After an unclean end every page is looked at first, through ``waiting``. With ``to_read``,
        and where nothing can be written there, nothing changes in the folder by a byte; then
        ``mode_sentence`` says why every change is refused. Raises Unavailable with its own
        sentence where the desk cannot be opened.
        """
        backup_swap.finish(self.folder.path.absolute())
        closed = closed_for(self.folder)
        if closed is None and not to_read:
            try:
                self._db.open(create=create)
            except Unavailable as error:
                if error.code != READONLY or not self.folder.database.exists():
                    raise
                closed = error
        try:
            with self._db.said():
                if closed is not None or to_read:
                    self._look(closed, waiting)
                else:
                    if self._db.was_unclean:
                        waiting(self._db.must_be_sound)
                    self._begin(demo, waiting)
        except BaseException:
            self._db.close()
            raise
        return self

    def _look(self, closed: Unavailable | None, waiting: Waiting) -> None:
        """Open everything for looking at it; what waits to be done at an opening stays undone."""
        db, bench = self._db, self.bench
        holder = db.holder
        db.open_to_look()
        self.build_services(bench)
        for step in (
            self.stores.journal.load_head,
            lambda: self._make_index(waiting),
            self._take_site,
            self._take_clock,
            bench.watch.begin,
            self._let_the_only_one_act,
        ):
            with suppress(Unavailable), db.said():  # of damaged data what can be read is shown
                step()
        bench.freeze(closed or _looked_at(holder))

    def _make_index(self, waiting: Waiting) -> None:
        if self._db.folder.copy is not None and self.stores.search.is_behind():
            make_index(self.stores, waiting)

    def _take_site(self) -> None:
        self.bench.site = self.stores.sites.only() or self.bench.site

    def told_of(self, error: BaseException) -> Unavailable | None:
        """Return what an error of the disk or of damaged data means; None for all others.

        Damaged data is written to no more.
        """
        told = told_of(self.folder, error)
        if told is not None and not self.bench.is_frozen:
            self._db.heed(told)
        return told

    @property
    def mode_sentence(self) -> str:
        """Why nothing is written, in the user's language; empty where everything can be."""
        closed = self.bench.closed
        return "" if closed is None else sentence(closed)

    @property
    def synced_sentence(self) -> str:
        """What is said of a folder that another program copies to a cloud; else empty."""
        return _(SYNCED, folder=self.folder.path) if is_synced(self.folder.path) else ""

    def warnings(self) -> list[str]:
        """Return what holds for the whole desk: why it is only read, its place, its clock."""
        doubt = self.clock.trouble()
        said = (self.mode_sentence, self.synced_sentence, doubt_text(doubt) if doubt else "")
        return [words for words in said if words]

    def _begin(self, demo: bool, waiting: Waiting) -> None:
        self.stores.journal.load_head()
        if self.stores.search.is_behind():
            make_index(self.stores, waiting)
        chain.must_be_whole(self._db)
        bench = self.bench
        self.build_services(bench)
        bench.site = self.stores.sites.only() or self._found(demo)
        self._take_clock()
        bench.watch.begin()
        self.profiles.load_shipped()
        self._let_the_only_one_act()
        self.stores.attachments.files.remove_torsos()
        finish_removal(bench)
        self.backups.begin()
        self.recovered = self.claims.recover()

    def _take_clock(self) -> None:
        """Go by the day of a demo folder, else by the computer's clock."""
        bench = self.bench
        if self._given_clock is None and bench.site.demo:
            bench.clock = DemoClock(self._demo_now())
        set_zone(bench.clock.zone)

    def _let_the_only_one_act(self) -> None:
        people = self.people.all()
        if len(people) == 1:
            self.bench.person = people[0]

    def _found(self, demo: bool) -> Site:
        """Set up an empty desk."""
        self.backups.begin_anew()
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
        self.clock.look(AWAY)

    @property
    def clock(self) -> ClockWatch:
        """Whether the clock is right."""
        return self.bench.watch

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
                if not self.bench.is_frozen:
                    self._end()
            self.copies.take_back()
        finally:
            self._db.close()

    def _end(self) -> None:
        for claim_id in self.stores.claims.open_sittings():
            self.claims.leave(claim_id)
        self.bench.write_noted()
        journal = self.stores.journal
        if self.bench.site.demo:
            told = kept(self.stores, DEMO_NOW)
            now, doubt = self.bench.now, self.clock.trouble()
            is_back = doubt is not None and doubt.kind is ClockDoubt.BACK
            if told is None or is_back or datetime.fromisoformat(told) < now:
                with self.bench.change(N_("the demo day goes on"), Kind.SETTINGS):
                    self.stores.settings.set(DEMO_NOW, now.isoformat())
        seen = utc_text(self.bench.latest)
        chain.remember(self._db, journal.seq, journal.head, seen)
        self.backups.say_last_seen()

    def __enter__(self) -> "Desk":
        """Use the open desk."""
        return self

    def __exit__(self, *_ignored: object) -> None:
        """Close it."""
        self.close()
