"""What every service works with: stores, clock, the acting person, one transaction a change."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime

from warrantydesk.domain.desk_event import DeskEvent, EventKind
from warrantydesk.domain.errors import INVALID, READONLY, RIGHT, Unavailable, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.person import Person, Site
from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.rights import may
from warrantydesk.domain.text import clean, is_visible
from warrantydesk.i18n import N_, pick
from warrantydesk.services.change import Change, Kind
from warrantydesk.services.clock import Clock
from warrantydesk.services.clock_watch import ClockWatch
from warrantydesk.services.history import History, Step
from warrantydesk.services.profile_tables import ProfileTables
from warrantydesk.services.refusal_notes import RefusalMemory
from warrantydesk.services.refusal_notes import note as note_refusal
from warrantydesk.storage.stores import Stores

FROZEN = N_(
    "The data is damaged, so nothing is written any more. Keep the folder as it is and restore "
    "the newest backup."
)
LAW = "LAW"
"""Code of the profile with the tables that hold for all brands."""
NOBODY = Person(login="", name="", roles=())


class Bench:
    """The shared bench of the services; it decides nothing."""

    def __init__(self, stores: Stores, clock: Clock) -> None:
        self.stores, self.clock = stores, clock
        self.person = NOBODY
        self.site = Site(code="01")
        self.history = History()
        self.origin = ""
        self.watch = ClockWatch(self)
        self.refusals = RefusalMemory()
        self._noted: list[DeskEvent] = []
        """Events of a change that did not come about, to be written after it."""
        self._listeners: list[Callable[[Change], None]] = []
        self._held: list[Change] | None = None
        """Changes made by a worker, to be announced on the thread of the listeners."""
        self.keep_way_back: Callable[[], object] = lambda: None
        """Keeps a backup before rows from outside are taken; the desk's backups give it."""
        self.tables = ProfileTables(stores)
        stores.db.when_closed = self._tell_closed

    def listen(self, listener: Callable[[Change], None]) -> None:
        """Call ``listener`` after every change, on the thread that made it."""
        self._listeners.append(listener)

    def forget(self, listener: Callable[[Change], None]) -> None:
        """Do not call ``listener`` any more."""
        if listener in self._listeners:  # a window may be closed twice
            self._listeners.remove(listener)

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    @property
    def latest(self) -> datetime:
        """The present instant, or the latest one seen: what deadlines count by."""
        return self.clock.latest()

    @property
    def today(self) -> date:
        """The desk's calendar day; a clock set back does not take it back."""
        return self.latest.astimezone(self.clock.zone).date()

    @property
    def closed(self) -> Unavailable | None:
        """Why nothing is written any more; everything may be read."""
        return self.stores.db.closed

    @property
    def is_lent(self) -> bool:
        """Tell whether a worker has the writing connection; here it is only read."""
        return self.stores.db.is_lent

    @property
    def site_number(self) -> int:
        """The site's number, 0 to 98."""
        return int(self.site.code)

    def allow(self, verb: str, subject: str = "") -> None:
        """Refuse with RIGHT unless the acting person may do ``verb``.

        ``subject`` is the number or tag of what it would be done to, for the journal.
        """
        if not may(self.person, verb):
            note_refusal(self, verb, RIGHT, subject)
            raise refused(
                RIGHT,
                N_("{name} may not do this. Choose another person in the status bar."),
                name=self.person.name or "—",
            )

    @contextmanager
    def change(self, action: str, *kinds: Kind, ids: tuple[int, ...] = ()) -> Iterator[list[int]]:
        """Run one change: a transaction with its journal entries, announced afterwards.

        Gives a list to which the verb adds the claims whose search text it touched.
        """
        self.stores.db.must_be_open()
        self.stores.db.must_be_here()
        self.watch.look()
        touched: list[int] = []
        journal = self.stores.journal
        actor = self.person.login or "desk"
        try:
            with (
                journal.acting(actor, self.now, action),
                self.stores.db.transaction(),
            ):
                yield touched
                self.stores.search.refresh(dict.fromkeys(touched))
        finally:
            if Kind.PROFILES in kinds:
                self.tables.forget()  # what was read inside may have been taken back
            self.write_noted()
        self._announce(Change(frozenset(kinds), frozenset(ids) | frozenset(touched), self.origin))

    def _announce(self, what: Change) -> None:
        if self._held is not None:
            self._held.append(what)
            return
        for listener in tuple(self._listeners):
            listener(what)

    @property
    def is_frozen(self) -> bool:
        """Tell whether nothing is written any more."""
        return self.closed is not None

    def freeze(self, why: Unavailable | None = None) -> None:
        """Write nothing any more; without a reason because damage was found."""
        self.stores.db.close_to_writing(why or Unavailable(FROZEN, READONLY))

    def _tell_closed(self) -> None:
        self._announce(Change(frozenset({Kind.EVENTS}), frozenset()))

    def note(
        self,
        kind: EventKind,
        *,
        verb: str = "",
        code: str = "",
        subject: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        """Write an event of the desk into the journal, after an open change where there is one.

        A desk that cannot be written to notes nothing: what is refused there changes nothing.
        """
        event = self.event(kind, verb=verb, code=code, subject=subject, detail=detail)
        self._noted.append(event)
        self.write_noted()

    def event(
        self,
        kind: EventKind,
        *,
        verb: str = "",
        code: str = "",
        subject: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> DeskEvent:
        """Return an event of now, to be written by a change of the caller's own."""
        text = json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)
        return DeskEvent(kind, self.now, self.person.login, verb, code, subject, text)

    def write_noted(self) -> None:
        """Write the events that wait: those of a change, or of a worker that may not write."""
        db = self.stores.db
        if not self._noted or db.in_transaction or db.is_lent or not db.is_open:
            return
        noted, self._noted = self._noted, []
        with suppress(Unavailable), self.change(N_("event of the desk"), Kind.EVENTS):
            for event in noted:
                self.stores.desk_events.add(event)

    def lend(self) -> None:
        """Lend the one writing connection to a worker; what it changes is announced at the end."""
        self.stores.db.lend()
        self._held = []

    def take_back(self) -> None:
        """Write here again once the worker has ended, and announce what it changed."""
        self.stores.db.take_back()
        held, self._held = self._held or [], None
        for what in held:
            self._announce(what)

    def undoable(self, name: str, key: str, restore: Callable[[], None]) -> None:
        """Remember how to take the change back."""
        self.history.push(Step(name, key, restore))

    def profile(
        self, brand: str, on: date | None = None, versions: Mapping[str, int] | None = None
    ) -> BrandProfile:
        """Return the brand's profile, the site's own where the brand has none.

        Its tables are those in force today, those in force ``on`` a day, or exactly ``versions``
        (number by table); ``BrandProfile.versions`` says which they are.
        """
        code = brand if self.tables.tables(brand) else self.site.brand
        if versions is None:
            versions = self.tables.in_force(code, on or self.today)
        return self.tables.of(code, versions)

    def law(
        self, on: date | None = None, versions: Mapping[str, int] | None = None
    ) -> BrandProfile:
        """Return the tables that hold for all brands, WMI and law, as ``profile`` does."""
        return self.profile(LAW, on, versions)

    def maker_name(self, brand: str) -> str:
        """Return the maker behind a brand code, the code itself where the table has none."""
        rows = (row for row in self.law().rows("wmi") if brand and row["brand"] == brand)
        found = next(rows, None)
        return pick(found["maker_zh"], found["maker_en"]) if found else brand


def needs(text: str, field: str, message: str) -> str:
    """Return a text that must say something; Refused(INVALID) at its field where it shows
    nothing."""
    cleaned = clean(text).strip()
    if not is_visible(cleaned):
        raise refused(INVALID, message, field)
    return cleaned


def refused_by(code: str, problems: list[Problem]) -> Exception:
    """Return one refusal with all problems."""
    from warrantydesk.domain.errors import Refused
    from warrantydesk.domain.finding import Finding

    return Refused([Finding(code, p.field, p.message, p.values) for p in problems])
