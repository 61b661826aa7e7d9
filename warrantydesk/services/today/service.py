"""The list of today: asked of the stores, put off with a reason, counted for the badges."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from warrantydesk.domain.care import Appointment
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.coverage.calendar import Holidays
from warrantydesk.domain.duty import Snooze
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.person import Role
from warrantydesk.domain.text import line
from warrantydesk.domain.today import DUE, Area, Tally, TodayItem, ordered, tally, when_of
from warrantydesk.domain.today_claims import submission_ends
from warrantydesk.i18n import N_
from warrantydesk.services.backups import BackupService
from warrantydesk.services.bench import Bench, needs
from warrantydesk.services.change import Kind
from warrantydesk.services.shelf.life import holidays
from warrantydesk.services.today import backups, claims, clock, house, money, parts, quality
from warrantydesk.services.today.house import day_of
from warrantydesk.services.today.law import LawLines

_FARTHEST = timedelta(days=60)


@dataclass(frozen=True)
class Question:
    """What is asked of the list; ``put_off`` asks for the lines that are put off instead."""

    mine: bool = False
    area: Area | None = None
    put_off: bool = False


@dataclass(frozen=True)
class UnderWay:
    """Claims under way in a state, with their money in fen."""

    state: State
    claims: int
    amount_fen: int


class TodayService:
    """Reads everything that has a clock; only putting off writes."""

    def __init__(self, bench: Bench, backed: BackupService) -> None:
        self._bench, self._backed = bench, backed
        self.law = LawLines(bench)

    def all(self, *, at_once: bool = False, single: bool = False) -> list[TodayItem]:
        """Return every line in its order, with those put off marked.

        ``at_once`` leaves out cars that nobody looked at yet: the window looks at them later.
        ``single`` puts nothing together that one step deals with.
        """
        bench = self._bench
        if not at_once:
            self.law.look()
        makers = claims.MakerClocks(bench)
        found = [
            *claims.lines(bench, makers, single=single),
            *parts.lines(bench, makers, single=single),
            *money.lines(bench, makers),
            *house.lines(bench, makers, single=single),
            *quality.lines(bench),
            *backups.lines(bench, self._backed),
            *clock.lines(bench),
            *self.law.known(),
            *self.law.standing(),
        ]
        return ordered(self._marked(found), bench.today)

    def with_cars(self, items: list[TodayItem]) -> list[TodayItem]:
        """Return a list at hand with the lines of the cars that were looked at since."""
        there = {item.key for item in items}
        new = [item for item in self.law.known() if item.key not in there]
        return ordered([*items, *self._marked(new)], self._bench.today) if new else items

    def _marked(self, items: Iterable[TodayItem]) -> list[TodayItem]:
        """Return lines with until when they are put off: of several things all must be."""
        off = self._snoozes()
        if not off:
            return list(items)
        marked = []
        for item in items:
            known = [off.get(key) for key in item.keys]
            until = [one for one in known if one is not None]
            if until and len(until) == len(known):
                first = min(until, key=lambda one: one.until_on)
                item = replace(item, snoozed_until=first.until_on, snoozed_for=first.reason)
            marked.append(item)
        return marked

    def _snoozes(self) -> dict[str, Snooze]:
        today = self._bench.today
        standing = self._bench.stores.snoozes.find(void_reason="")
        return {one.subject: one for one in standing if one.until_on > today}

    def items(
        self, mine: bool = False, area: Area | None = None, put_off: bool = False
    ) -> list[TodayItem]:
        """Return the lines asked for: overdue, today, this week, later, each by money at risk."""
        return self.chosen(self.all(), Question(mine, area, put_off))

    def chosen(self, items: Iterable[TodayItem], question: Question) -> list[TodayItem]:
        """Return the lines of a list that a question asks for, in their order."""
        login = self._bench.person.login
        return [
            item
            for item in items
            if (item.snoozed_until is not None) == question.put_off
            and (not question.mine or item.owner == login)
            and (question.area is None or item.area is question.area)
        ]

    def counts(self) -> dict[str, Tally]:
        """Return lines and money of all, of the acting person, of each area, and put off."""
        return self.counts_of(self.all())

    def counts_of(self, items: list[TodayItem]) -> dict[str, Tally]:
        """Return the counts of a list at hand, by ``all``, ``mine``, areas and ``put_off``."""
        found = {
            "all": tally(self.chosen(items, Question())),
            "mine": tally(self.chosen(items, Question(mine=True))),
            "put_off": tally(self.chosen(items, Question(put_off=True))),
        }
        return found | {str(area): tally(self.chosen(items, Question(area=area))) for area in Area}

    def due(self, items: Iterable[TodayItem]) -> Tally:
        """Return how many lines of a list are overdue or due today, and their money."""
        today = self._bench.today
        return tally(
            item
            for item in items
            if item.snoozed_until is None and when_of(item.due_on, today) in DUE
        )

    def badges(self) -> dict[str, int]:
        """Return what is overdue or due today, by tab: the whole list, old parts, returned."""
        return self.badges_of(self.all(at_once=True))

    def badges_of(self, items: list[TodayItem]) -> dict[str, int]:
        """Return the badges of a list at hand."""
        today = self._bench.today
        due = [
            one for one in items if one.snoozed_until is None and when_of(one.due_on, today) in DUE
        ]
        return {
            "today": len(due),
            "shelf": sum(len(one.keys) for one in due if one.area is Area.PARTS),
        }

    def appointments(self) -> list[Appointment]:
        """Return today's appointments by their hour, without those cancelled."""
        stores = self._bench.stores
        return [stores.appointments.get(one) for one in stores.today.booked(*day_of(self._bench))]

    def submission_end(self, claim: Claim) -> date | None:
        """Return the day by which a claim must be filed, None while nothing is repaired."""
        clocks = claims.MakerClocks(self._bench).of(claim.brand)
        finished = clocks.day(claim.visit.finished_at)
        ends = submission_ends(clocks, finished, claim.opened_on)
        return ends[0][0] if ends else None

    def holidays(self) -> Holidays:
        """Return the calendar by which working days are counted."""
        return holidays(self._bench)

    def under_way(self) -> list[UnderWay]:
        """Return the claims under way by state, in the order of their life."""
        found = self._bench.stores.today.under_way()
        return [UnderWay(state, *found[state]) for state in State if state in found]

    def snooze(self, key: str, until_on: date, reason: str) -> tuple[Snooze, ...]:
        """Put a line off until a day, with a reason; it comes back on that day.

        Beyond its last day only the service manager may put it off; a clock of the law never.
        """
        item = self._line(key)
        self._bench.allow("today.snooze")
        self._may_wait(item, until_on)
        reason = needs(line(reason), "reason", N_("Say why it can wait."))
        bench = self._bench
        with bench.change(N_("put off"), Kind.DUTY):
            made = tuple(
                bench.stores.snoozes.add(
                    Snooze(one, until_on, reason, bench.person.login, bench.now)
                )
                for one in item.keys
            )

        def restore() -> None:
            self._void(made, N_("undone"))

        bench.undoable(N_("put off"), f"snooze:{key}", restore)
        return made

    def _may_wait(self, item: TodayItem, until_on: date) -> None:
        bench = self._bench
        if item.law:
            raise refused(STATE, N_("A clock of the law cannot be put off."), "key")
        if item.snoozed_until is not None:
            raise refused(
                STATE, N_("It is put off until {day} already."), "key", day=item.snoozed_until
            )
        if until_on <= bench.today:
            raise refused(INVALID, N_("Choose a day after today."), "until_on")
        if until_on > bench.today + _FARTHEST:
            day = bench.today + _FARTHEST
            raise refused(INVALID, N_("Choose a day up to {day}."), "until_on", day=day)
        late = item.due_on is not None and until_on > item.due_on and not item.waiting
        if late and Role.SERVICE_MANAGER not in bench.person.roles:
            raise refused(
                INVALID,
                N_("Beyond the last day, {day}, only the service manager may put it off."),
                "until_on",
                day=item.due_on,
            )

    def wake(self, key: str) -> tuple[Snooze, ...]:
        """Let a line that was put off stand in the list again."""
        item = self._line(key)
        self._bench.allow("today.wake")
        off = self._snoozes()
        standing = tuple(off[one] for one in item.keys if one in off)
        if not standing:
            raise refused(STATE, N_("It is not put off."), "key")
        return self._void(standing, N_("woken"))

    def _void(self, snoozes: Iterable[Snooze], reason: str) -> tuple[Snooze, ...]:
        stores = self._bench.stores
        with self._bench.change(N_("put off no longer"), Kind.DUTY):
            return tuple(
                stores.snoozes.save(replace(stores.snoozes.get(one.id), void_reason=reason))
                for one in snoozes
            )

    def _line(self, key: str) -> TodayItem:
        """Return a line, or the single thing behind a line, by its key."""
        items = self.all()
        for item in items:
            if item.key == key:
                return item
        for item in items:
            if key in item.members:
                return replace(item, key=key, members=())
        raise refused(NOT_FOUND, N_("There is no such line in the list of today."), "key")
